//! Which of several sources of a setting counts.

use super::*;

/// A source of a setting: how it is set there, and what the transport then shows.
enum Source {
    Code(fn(TransportBuilder) -> TransportBuilder),
    Variable(&'static str, &'static str),
    Profile(&'static str),
}
use Source::{Code, Profile, Variable};

/// Sets all subsets of the sources, and expects of each the first source's words; `otherwise` when
/// none is set. The config file begins as given, and its last section is the default profile.
fn assert_precedence(config: &str, sources: &[(Source, &str)], otherwise: &str) {
    let begin = config;
    for subset in 0..1_u32 << sources.len() {
        let mut variables = Vec::new();
        let mut config = begin.to_owned();
        let mut codes: Vec<fn(TransportBuilder) -> TransportBuilder> = Vec::new();
        let mut expected = None;
        // Lines stay where they are whichever of them are set.
        for (index, (source, shown)) in sources.iter().enumerate() {
            let set = subset & (1 << index) != 0;
            match source {
                Code(code) if set => codes.push(*code),
                Variable(name, value) if set => variables.push((*name, *value)),
                Profile(text) if set => config.push_str(text),
                Profile(text) => config.push_str(&"\n".repeat(text.matches('\n').count())),
                _ => {}
            }
            if set {
                expected = expected.or(Some(*shown));
            }
        }
        let home = Home::new(Some(&config), None);
        let builder = codes.iter().fold(home.builder(&variables), |builder, code| code(builder));
        let outcome = home.outcome(builder);
        let expected = expected.unwrap_or(otherwise);
        assert!(outcome.contains(expected), "expected {expected}: {outcome}\n{variables:?}\n{config}");
    }
}

#[test]
fn region() {
    assert_precedence(
        "[default]\n",
        &[
            (Code(|builder| builder.region("eu-west-1")), "region: \"eu-west-1\" (set by .region(..))"),
            (Variable("AWS_REGION", "eu-west-2"), "region: \"eu-west-2\" (from AWS_REGION)"),
            (Variable("AWS_DEFAULT_REGION", "eu-west-3"), "region: \"eu-west-3\" (from AWS_DEFAULT_REGION)"),
            (Profile("region = eu-north-1\n"), "region: \"eu-north-1\" (from ~/.aws/config:2)"),
        ],
        "no region is set: set AWS_REGION, or region in the profile \"default\" of ~/.aws/config and \
         ~/.aws/credentials (which does not exist), or call .region(..)",
    );
}

#[test]
fn endpoint_url() {
    assert_precedence(
        "[services dev]\ns3 =\n  endpoint_url = http://[::1]:9\nssm =\n  endpoint_url = http://[::1]:4\n\
         [default]\nregion = eu-west-1\n",
        &[
            (
                Code(|builder| builder.endpoint_url("http://[::1]:1")),
                "endpoint: \"http://[::1]:1\" (set by .endpoint_url(..))",
            ),
            (
                Variable("AWS_ENDPOINT_URL_SSM", "http://[::1]:2"),
                "endpoint: \"http://[::1]:2\" (from AWS_ENDPOINT_URL_SSM)",
            ),
            (
                Variable("AWS_ENDPOINT_URL", "http://[::1]:3"),
                "endpoint: \"http://[::1]:3\" (from AWS_ENDPOINT_URL)",
            ),
            (Profile("services = dev\n"), "endpoint: \"http://[::1]:4\" (from ~/.aws/config:5)"),
            (
                Profile("endpoint_url = http://[::1]:5\n"),
                "endpoint: \"http://[::1]:5\" (from ~/.aws/config:9)",
            ),
        ],
        "endpoint: \"https://ssm.eu-west-1.amazonaws.com\" (of the region)",
    );
}

#[test]
fn a_configured_endpoint_is_ignored_when_the_first_switch_that_is_set_says_so() {
    for (variable, key, ignored) in [
        ("", "", false),
        ("TRUE", "", true),
        ("false", "", false),
        ("", "true", true),
        ("", "False", false),
        ("false", "true", false),
        ("true", "false", true),
    ] {
        for (url_variable, url_key) in [("http://[::1]:1", ""), ("", "http://[::1]:1")] {
            let config =
                format!("{COMPLETE}ignore_configured_endpoint_urls = {key}\nendpoint_url = {url_key}\n");
            let home = Home::new(Some(&config), None);
            let variables =
                [("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", variable), ("AWS_ENDPOINT_URL", url_variable)];
            let transport = home.builder(&variables).build().unwrap();
            let expected = if ignored { "https://ssm.eu-west-1.amazonaws.com" } else { "http://[::1]:1" };
            assert_eq!(transport.endpoint(), expected, "{variables:?} {config}");
            let transport = home.builder(&variables).endpoint_url("http://[::1]:2").build().unwrap();
            assert_eq!(transport.endpoint(), "http://[::1]:2");
        }
    }
}

#[test]
fn a_service_of_several_words_is_named_with_underscores() {
    static MANAGER: Service = Service { id: "Secrets Manager", ..SSM };
    let config =
        format!("{COMPLETE}services = s\n[services s]\nsecrets_manager =\n  endpoint_url = http://[::1]:2\n");
    let home = Home::new(Some(&config), None);
    for (variables, url) in [
        (&[("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://[::1]:1")][..], "http://[::1]:1"),
        (&[], "http://[::1]:2"),
    ] {
        let mut builder = home.builder(variables);
        builder.said.service = &MANAGER;
        assert_eq!(builder.build().unwrap().endpoint(), url);
    }
}

#[test]
fn fips_and_dual_stack() {
    for value in ["true", "false"] {
        let said = value == "true";
        let profile = |key: &str| -> &'static str { format!("{key} = {value}\n").leak() };
        let expected = |key: &str, from: &str| -> &'static str { format!("{key}: {value} ({from})").leak() };
        let fips = if said {
            |builder: TransportBuilder| builder.use_fips(true)
        } else {
            |builder: TransportBuilder| builder.use_fips(false)
        };
        let dual_stack = if said {
            |builder: TransportBuilder| builder.use_dual_stack(true)
        } else {
            |builder: TransportBuilder| builder.use_dual_stack(false)
        };
        for (key, code, method, variable, file_key) in [
            ("use_fips", fips, ".use_fips(..)", "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
            (
                "use_dual_stack",
                dual_stack,
                ".use_dual_stack(..)",
                "AWS_USE_DUALSTACK_ENDPOINT",
                "use_dualstack_endpoint",
            ),
        ] {
            let sources = [
                (Code(code), expected(key, &format!("set by {method}"))),
                (Variable(variable, value), expected(key, &format!("from {variable}"))),
                (Profile(profile(file_key)), expected(key, "from ~/.aws/config:3")),
            ];
            assert_precedence(COMPLETE, &sources, &format!("{key}: false (default)"));
        }
    }
    let home = Home::new(Some(&format!("{COMPLETE}use_dualstack_endpoint = TRUE\n")), None);
    let transport = home.builder(&[("AWS_USE_FIPS_ENDPOINT", "True")]).build().unwrap();
    assert_eq!(transport.endpoint(), "https://ssm-fips.eu-west-1.api.aws");
}

#[test]
fn retries() {
    assert_precedence(
        COMPLETE,
        &[
            (Code(|builder| builder.retry_mode(RetryMode::Off)), "retry_mode: Off (set by .retry_mode(..))"),
            (Variable("AWS_RETRY_MODE", "Adaptive"), "retry_mode: Adaptive (from AWS_RETRY_MODE)"),
            (Profile("retry_mode = legacy\n"), "retry_mode: Standard (from ~/.aws/config:3)"),
        ],
        "retry_mode: Standard (default)",
    );
    assert_precedence(
        COMPLETE,
        &[
            (Code(|builder| builder.max_attempts(7)), "max_attempts: 7 (set by .max_attempts(..))"),
            (Variable("AWS_MAX_ATTEMPTS", "5"), "max_attempts: 5 (from AWS_MAX_ATTEMPTS)"),
            (Profile("max_attempts = 4\n"), "max_attempts: 4 (from ~/.aws/config:3)"),
        ],
        "max_attempts: 3 (default)",
    );
}

#[test]
fn certificates_to_trust() {
    assert_precedence(
        COMPLETE,
        &[
            (Code(|builder| builder.ca_bundle("/a.pem")), "ca_bundle: \"/a.pem\" (set by .ca_bundle(..))"),
            (Variable("AWS_CA_BUNDLE", "/b.pem"), "ca_bundle: \"/b.pem\" (from AWS_CA_BUNDLE)"),
            (Profile("ca_bundle = /c.pem\n"), "ca_bundle: \"/c.pem\" (from ~/.aws/config:3)"),
        ],
        "ca_bundle: the system's certificates (default)",
    );
}

#[test]
fn proxies() {
    assert_precedence(
        COMPLETE,
        &[
            (
                Code(|builder| builder.proxy("http://me:hunter2@a:1")),
                "\"https\": http://a:1 (set by .proxy(..))",
            ),
            (Variable("https_proxy", "b:2"), "\"https\": http://b:2 (from https_proxy)"),
            (Variable("HTTPS_PROXY", "c:3"), "\"https\": http://c:3 (from HTTPS_PROXY)"),
            (Variable("all_proxy", "d:4"), "\"https\": http://d:4 (from all_proxy)"),
            (Variable("ALL_PROXY", "e:5"), "\"https\": http://e:5 (from ALL_PROXY)"),
        ],
        "\"https\": none",
    );
}
