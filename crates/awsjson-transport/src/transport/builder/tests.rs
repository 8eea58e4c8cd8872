//! Which of several sources of a setting counts, and what is said of a wrong one.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::service::JsonVersion;

static SSM: Service = Service {
    id: "SSM",
    target_prefix: "AmazonSSM",
    signing_name: "ssm",
    endpoint_prefix: "ssm",
    json_version: JsonVersion::V1_1,
};

/// A home directory of one test, removed when it ends.
struct Home(PathBuf);

impl Home {
    fn new(config: Option<&str>, credentials: Option<&str>) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name =
            format!("awsjson-transport-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let home = std::env::temp_dir().join(name);
        std::fs::create_dir_all(home.join(".aws")).unwrap();
        for (name, text) in [("config", config), ("credentials", credentials)] {
            if let Some(text) = text {
                std::fs::write(home.join(".aws").join(name), text).unwrap();
            }
        }
        Self(home)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }

    fn builder(&self, variables: &[(&str, &str)]) -> TransportBuilder {
        let mut all = vec![("HOME", self.path())];
        all.extend(variables);
        let mut builder = TransportBuilder::from_env(&SSM);
        builder.environment = Some(Environment::of(&all));
        builder
    }

    /// How a transport shows itself, or why it cannot be built; the home directory shows as `~`.
    fn outcome(&self, builder: TransportBuilder) -> String {
        let text = match builder.build() {
            Ok(transport) => format!("{transport:?}"),
            Err(error) => error.to_string(),
        };
        text.replace(self.path(), "~")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A source of a setting: how it is set there, and what the transport then shows.
enum Source {
    Code(fn(TransportBuilder) -> TransportBuilder),
    Variable(&'static str, &'static str),
    Profile(&'static str),
}
use Source::{Code, Profile, Variable};

/// A profile that lacks nothing, and the lines that it takes.
const COMPLETE: &str = "[default]\nregion = eu-west-1\n";

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
        builder.service = &MANAGER;
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
        "the profile \"prod\" (set by .profile(..)) is neither in ~/.aws/config nor in ~/.aws/credentials"
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
        builder.environment = Some(Environment::of(variables));
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

#[test]
fn a_wrong_value_is_named_by_variable_or_line() {
    let boolean = "true or false";
    let attempts = "a whole number from 1 to 4294967295";
    for (variable, key, value, must_be) in [
        ("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "1", boolean),
        ("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "yes", boolean),
        ("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", "on", boolean),
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls", "tru", boolean),
        ("AWS_RETRY_MODE", "retry_mode", "fast", "standard, adaptive or off"),
        ("AWS_MAX_ATTEMPTS", "max_attempts", "0", attempts),
        ("AWS_MAX_ATTEMPTS", "max_attempts", "-1", attempts),
        ("AWS_MAX_ATTEMPTS", "max_attempts", "many", attempts),
        ("AWS_MAX_ATTEMPTS", "max_attempts", "4294967296", attempts),
    ] {
        let wrong = format!("{COMPLETE}{key} = {value}\n");
        let home = Home::new(Some(&wrong), None);
        assert_eq!(
            home.outcome(home.builder(&[])),
            format!("{key} in ~/.aws/config:3 is \"{value}\"; it must be {must_be}")
        );
        let home = Home::new(Some(COMPLETE), None);
        assert_eq!(
            home.outcome(home.builder(&[(variable, value)])),
            format!("{variable} is \"{value}\"; it must be {must_be}")
        );
    }
    for (lines, expected) in [
        (
            "region = eu west\n",
            "the region \"eu west\" (from ~/.aws/config:3) cannot be one: it has characters other than letters, \
             digits and dashes; a region looks like eu-central-1",
        ),
        (
            "endpoint_url = ftp://x\n",
            "the endpoint \"ftp://x\" (from ~/.aws/config:3) cannot be used: its scheme is neither http nor https",
        ),
        (
            "services = dev\n",
            "services in ~/.aws/config:3 is \"dev\", but there is no section [services dev]",
        ),
        (
            "endpoint_url = https://x\nuse_fips_endpoint = true\n",
            "the endpoint \"https://x\" (from ~/.aws/config:3) and FIPS (from ~/.aws/config:4) exclude each \
             other: a custom endpoint is called as it is; take one of the two back",
        ),
    ] {
        let home = Home::new(Some(&format!("{COMPLETE}{lines}")), None);
        assert_eq!(home.outcome(home.builder(&[])), expected);
    }
    let home = Home::new(Some(COMPLETE), None);
    for (builder, expected) in [
        (
            home.builder(&[]).max_attempts(0),
            ".max_attempts(..) is 0; it must be a whole number from 1 to 4294967295",
        ),
        (
            home.builder(&[]).proxy("socks5://me:hunter2@x"),
            "the proxy (set by .proxy(..)) cannot be used: its scheme is socks5; only http and https are supported",
        ),
        (
            home.builder(&[("ALL_PROXY", "ftp://me:hunter2@x")]),
            "the proxy (from ALL_PROXY) cannot be used: its scheme is ftp; only http and https are supported",
        ),
    ] {
        assert_eq!(home.outcome(builder), expected);
    }
}

#[test]
fn everything_shows_where_it_came_from_and_no_secret_shows() {
    let config = "[default]\nregion = eu-west-1\naws_secret_access_key = hunter2\nmax_attempts = 4\n";
    let home = Home::new(Some(config), None);
    let builder = home
        .builder(&[("HTTPS_PROXY", "http://me:hunter2@proxy:3128"), ("AWS_SECRET_ACCESS_KEY", "hunter2")])
        .call_timeout(Duration::from_secs(9));
    let transport = builder.build().unwrap();
    assert_eq!(
        format!("{transport:#?}").replace(home.path(), "~").replace(env!("CARGO_PKG_VERSION"), "V"),
        format!(
            r#"Transport {{
    service: "SSM",
    profile: "default" (default),
    region: "eu-west-1" (from ~/.aws/config:2),
    endpoint: "https://ssm.eu-west-1.amazonaws.com" (of the region),
    use_fips: false (default),
    use_dual_stack: false (default),
    allow_insecure_http: false (default),
    credentials: awsjson_transport::credentials::environment::EnvironmentCredentials,
    connect_timeout: 3.1s (default),
    attempt_timeout: 60s (default),
    call_timeout: 9s (set by .call_timeout(..)),
    max_response_bytes: 16777216 (default),
    retry_mode: Standard (default),
    max_attempts: 4 (from ~/.aws/config:4),
    ca_bundle: the system's certificates (default),
    proxies: {{
        "http": none,
        "https": http://proxy:3128 (from HTTPS_PROXY),
    }},
    user_agent: "awsjson-transport/V os/{} lang/rust api/SSM",
}}"#,
            std::env::consts::OS
        )
    );
}
