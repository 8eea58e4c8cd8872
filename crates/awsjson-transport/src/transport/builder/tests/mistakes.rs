//! What is said of wrong values, and what is shown of right ones.

use super::*;

#[test]
fn a_profile_whose_section_has_the_other_files_name_is_pointed_at() {
    for (config, credentials, hint) in [
        ("\n[prod]\nregion = x\n", "", "~/.aws/config:2 has [prod], which must be [profile prod]"),
        (
            "",
            "[profile prod]\naws_access_key_id = A\n",
            "the section of ~/.aws/credentials:2 is [profile prod], which must be [prod] there",
        ),
    ] {
        let home = Home::new(Some(config), Some(credentials));
        assert_eq!(
            home.outcome(home.builder(&[("AWS_PROFILE", "prod"), ("AWS_REGION", "eu-west-1")])),
            format!(
                "the profile \"prod\" (from AWS_PROFILE) is neither in ~/.aws/config nor in ~/.aws/credentials; {hint}"
            )
        );
    }
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
            home.builder(&[]).proxy("socks4://me:hunter2@x"),
            "the proxy (set by .proxy(..)) cannot be used: its scheme is socks4; http, https, socks5 and socks5h are supported",
        ),
        (
            home.builder(&[("ALL_PROXY", "ftp://me:hunter2@x")]),
            "the proxy (from ALL_PROXY) cannot be used: its scheme is ftp; http, https, socks5 and socks5h are supported",
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
    credentials: the default credentials chain,
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
    interceptors: 0,
}}"#,
            std::env::consts::OS
        )
    );
}
