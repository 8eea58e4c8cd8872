//! Which files are read, and which profile of them.

use proptest::prelude::*;

use super::*;

#[test]
fn the_profile_is_the_one_that_is_named() {
    let config =
        "[default]\nregion = eu-west-1\n[profile a]\nregion = eu-west-2\n[profile b]\nregion = eu-west-3";
    let home =
        Home::new(Some(config), Some("[c]\nregion = eu-north-1\n[a]\nx = y\n[b]\nregion = eu-south-1\n"));
    for (variable, code, region, profile) in [
        ("", None, "eu-west-1\" (from ~/.aws/config:2)", "\"default\" (default)"),
        ("default", None, "eu-west-1\" (from ~/.aws/config:2)", "\"default\" (from AWS_PROFILE)"),
        (" a ", None, "eu-west-2\" (from ~/.aws/config:4)", "\"a\" (from AWS_PROFILE)"),
        ("b", None, "eu-south-1\" (from ~/.aws/credentials:6)", "\"b\" (from AWS_PROFILE)"),
        ("c", None, "eu-north-1\" (from ~/.aws/credentials:2)", "\"c\" (from AWS_PROFILE)"),
        ("nowhere", Some("a"), "eu-west-2\" (from ~/.aws/config:4)", "\"a\" (set by .profile(..))"),
    ] {
        let builder = home.builder(&[("AWS_PROFILE", variable)]);
        let outcome = home
            .outcome(code.map_or(home.builder(&[("AWS_PROFILE", variable)]), |name| builder.profile(name)));
        assert!(outcome.contains(&format!("profile: {profile}")), "{outcome}");
        assert!(outcome.contains(&format!("region: \"{region}")), "{outcome}");
    }
}

#[test]
fn a_profile_that_is_nowhere_is_an_error_only_when_it_was_named() {
    let region =
        |home: &Home, variables: &[(&str, &str)]| home.outcome(home.builder(variables).region("eu-west-1"));
    let nowhere = Home::new(None, None);
    assert!(region(&nowhere, &[]).starts_with("Transport"));
    assert_eq!(
        region(&nowhere, &[("AWS_PROFILE", "prod")]),
        "the profile \"prod\" (from AWS_PROFILE) is neither in ~/.aws/config (which does not exist) nor \
         in ~/.aws/credentials (which does not exist)"
    );
    let home = Home::new(Some("[prod]\n[profile other]\n"), Some(""));
    let outcome = home.outcome(home.builder(&[]).region("eu-west-1").profile("prod"));
    assert_eq!(
        outcome,
        "the profile \"prod\" (set by .profile(..)) is neither in ~/.aws/config nor in ~/.aws/credentials; \
         ~/.aws/config:1 has [prod], which must be [profile prod]"
    );
    let outcome = home.outcome(home.builder(&[]).without_env().region("eu-west-1").profile("prod"));
    assert!(outcome.starts_with(".profile(..) is called on a builder that reads no files"), "{outcome}");
}

#[test]
fn files_are_where_the_variables_say() {
    let home = Home::new(Some("[default]\nregion = eu-west-9\n"), None);
    std::fs::write(home.0.join("c"), "[profile x]\nregion = eu-west-1\n").unwrap();
    std::fs::write(home.0.join("d"), "[x]\nca_bundle = /d.pem\n").unwrap();
    let absolute = home.0.join("c");
    for config in ["~/c", absolute.to_str().unwrap()] {
        let variables =
            [("AWS_CONFIG_FILE", config), ("AWS_SHARED_CREDENTIALS_FILE", "~/d"), ("AWS_PROFILE", "x")];
        let outcome = home.outcome(home.builder(&variables));
        assert!(outcome.contains("region: \"eu-west-1\" (from ~/c:2)"), "{outcome}");
        assert!(outcome.contains("ca_bundle: \"/d.pem\" (from ~/d:2)"), "{outcome}");
    }
    let build = |variables: &[(&str, &str)]| {
        let mut builder: TransportBuilder = TransportBuilder::from_env(&SSM).region("eu-west-1");
        builder.said.environment = Some(Environment::of(variables));
        home.outcome(builder)
    };
    assert!(build(&[]).starts_with("Transport"), "no home directory is no error");
    assert!(build(&[("AWS_CONFIG_FILE", "/nowhere/config")]).starts_with("Transport"));
    assert_eq!(
        build(&[("AWS_CONFIG_FILE", "~/c")]),
        "AWS_CONFIG_FILE begins with ~, but neither HOME nor USERPROFILE is set"
    );
    let outcome = build(&[("AWS_CONFIG_FILE", "~/c"), ("USERPROFILE", home.path()), ("AWS_PROFILE", "x")]);
    assert!(outcome.contains("region: \"eu-west-1\" (set by .region(..))"), "{outcome}");
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let too_long = "#".repeat((1 << 20) + 1);
    let home = Home::new(Some(&too_long), None);
    let outcome = home.outcome(home.builder(&[]));
    assert_eq!(outcome, "the file ~/.aws/config is longer than 1048576 bytes, the most that is read of it");

    let fits = format!("{COMPLETE}{}", "#".repeat((1 << 20) - COMPLETE.len()));
    let home = Home::new(Some(&fits), None);
    assert!(home.outcome(home.builder(&[])).starts_with("Transport"));

    std::fs::write(home.0.join(".aws/credentials"), b"[default]\n\na = \xff\n").unwrap();
    let outcome = home.outcome(home.builder(&[]));
    assert_eq!(outcome, "the text in ~/.aws/credentials:3 is not valid UTF-8");

    let outcome = home.outcome(home.builder(&[("AWS_SHARED_CREDENTIALS_FILE", home.path())]));
    assert_eq!(outcome, "the file ~ (from AWS_SHARED_CREDENTIALS_FILE) cannot be read");

    let home = Home::new(Some("[default]\nregion eu-west-1\n"), None);
    let outcome = home.outcome(home.builder(&[]));
    assert_eq!(outcome, "~/.aws/config:2 cannot be understood: it is not of the form \"key = value\"");
}

proptest! {
    // Each case is a directory with files.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_bytes_in_the_files_make_a_panic(
        config in proptest::collection::vec(any::<u8>(), 0..200),
        credentials in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let home = Home::new(None, None);
        std::fs::write(home.0.join(".aws/config"), &config).unwrap();
        std::fs::write(home.0.join(".aws/credentials"), &credentials).unwrap();
        let outcome = home.outcome(home.builder(&[]).region("eu-west-1"));
        prop_assert!(outcome.starts_with("Transport") || outcome.contains("~/.aws/"), "{}", outcome);
    }

    #[test]
    fn no_value_of_any_setting_makes_a_panic(value in "[^\n]{0,40}") {
        let keys = [
            "region", "endpoint_url", "services", "ignore_configured_endpoint_urls", "use_fips_endpoint",
            "use_dualstack_endpoint", "retry_mode", "max_attempts", "ca_bundle",
        ];
        let home = Home::new(None, None);
        for key in keys {
            std::fs::write(home.0.join(".aws/config"), format!("{COMPLETE}{key} = {value}\n")).unwrap();
            let outcome = home.outcome(home.builder(&[]));
            prop_assert!(
                outcome.starts_with("Transport")
                    || outcome.contains("~/.aws/config:3")
                    || outcome.starts_with("no region is set"),
                "{} = {:?}: {}", key, value, outcome
            );
        }
        std::fs::write(home.0.join(".aws/config"), COMPLETE).unwrap();
        for name in ["https_proxy", "NO_PROXY"] {
            let outcome = home.outcome(home.builder(&[(name, &value)]));
            prop_assert!(outcome.starts_with("Transport") || outcome.contains("(from https_proxy)"), "{}", outcome);
        }
    }
}
