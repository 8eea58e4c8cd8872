//! Settings, right and wrong, in code and in the environment.

use std::time::Duration;

use awsjson_transport::{ErrorKind, Transport, TransportBuilder};

use crate::support::{GET_PARAMETER, SSM, assert_reads_well, builder, call, in_process_with};

fn refusal(builder: TransportBuilder) -> String {
    let failure = builder.build().unwrap_err();
    assert_reads_well(&failure);
    assert_eq!(failure.kind(), ErrorKind::Configuration);
    assert_eq!(failure.operation(), None);
    assert_eq!(failure.attempts(), 0);
    assert!(failure.is_not_sent() && !failure.is_retryable());
    failure.to_string()
}

#[test]
fn the_region_decides_the_endpoint() {
    let transport = Transport::builder(&SSM).region("cn-north-1").build().unwrap();
    assert_eq!(transport.region(), "cn-north-1");
    assert_eq!(transport.endpoint(), "https://ssm.cn-north-1.amazonaws.com.cn");
    assert_eq!(transport.service().id, "SSM");
}

#[test]
fn a_missing_region_says_how_to_set_it() {
    assert_eq!(refusal(Transport::builder(&SSM)), "no region is set: call .region(..)");
    assert_eq!(
        refusal(Transport::builder(&SSM).endpoint_url("http://127.0.0.1:1")),
        "no region is set: call .region(..)"
    );
}

#[test]
fn an_impossible_region_or_endpoint_is_named() {
    assert_eq!(
        refusal(Transport::builder(&SSM).region("eu central 1")),
        "the region \"eu central 1\" (set by .region(..)) cannot be one: it has characters other \
         than letters, digits and dashes; a region looks like eu-central-1"
    );
    assert_eq!(
        refusal(builder("localhost:4566")),
        "the endpoint \"localhost:4566\" (set by .endpoint_url(..)) cannot be used: it does not \
         begin with https:// and a host name"
    );
}

#[test]
fn plain_http_to_another_machine_needs_a_word() {
    let url = "http://ssm.example.invalid";
    let line = refusal(builder(url));
    assert!(line.contains(url) && line.contains(".allow_insecure_http(true)"), "{line}");
    let transport = builder(url).allow_insecure_http(true).build().unwrap();
    assert_eq!(transport.endpoint(), url);
}

#[test]
fn impossible_time_outs_and_user_agents_are_named() {
    let url = "http://127.0.0.1:1";
    assert_eq!(
        refusal(builder(url).attempt_timeout(Duration::ZERO)),
        ".attempt_timeout(..) is zero, so no call could succeed"
    );
    let line = refusal(builder(url).user_agent_suffix("two\nlines"));
    assert!(line.starts_with("the user agent \"awsjson-transport/"), "{line}");
}

#[test]
fn an_empty_environment_says_what_to_set() {
    let test = "configuration::an_empty_environment_says_what_to_set";
    if in_process_with(&[("AWS_REGION", ""), ("AWS_DEFAULT_REGION", " ")], test) {
        assert_eq!(
            refusal(Transport::builder_from_env(&SSM)),
            "no region is set: set AWS_REGION, or region in the profile \"default\" of \
             /nowhere/.aws/config (which does not exist) and /nowhere/.aws/credentials (which does \
             not exist), or call .region(..)"
        );
        // Credentials are not looked for yet.
        Transport::builder_from_env(&SSM).region("eu-central-1").build().unwrap();
    }
}

#[test]
fn the_environment_is_read_in_order_and_code_wins() {
    let test = "configuration::the_environment_is_read_in_order_and_code_wins";
    let variables = [
        ("AWS_REGION", " eu-west-1 "),
        ("AWS_DEFAULT_REGION", "eu-west-2"),
        ("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:1/ssm"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:2"),
    ];
    if in_process_with(&variables, test) {
        let transport = Transport::from_env(&SSM).unwrap();
        assert_eq!(transport.region(), "eu-west-1");
        assert_eq!(transport.endpoint(), "http://127.0.0.1:1/ssm");
        let transport = Transport::builder_from_env(&SSM)
            .region("eu-west-3")
            .endpoint_url("http://127.0.0.1:3")
            .build()
            .unwrap();
        assert_eq!(transport.region(), "eu-west-3");
        assert_eq!(transport.endpoint(), "http://127.0.0.1:3");
        // What the environment says is nothing to a builder that does not start from it.
        refusal(Transport::builder(&SSM));
    }
}

#[test]
fn the_second_variables_count_where_the_first_are_unset() {
    let test = "configuration::the_second_variables_count_where_the_first_are_unset";
    let variables = [
        ("AWS_DEFAULT_REGION", "eu-west-2"),
        ("AWS_ENDPOINT_URL_SSM", ""),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:2"),
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false"),
    ];
    if in_process_with(&variables, test) {
        let transport = Transport::from_env(&SSM).unwrap();
        assert_eq!(transport.region(), "eu-west-2");
        assert_eq!(transport.endpoint(), "http://127.0.0.1:2");
    }
}

#[test]
fn configured_endpoints_can_be_ignored() {
    let test = "configuration::configured_endpoints_can_be_ignored";
    let variables = [
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:1"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:2"),
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True"),
    ];
    if in_process_with(&variables, test) {
        let transport = Transport::from_env(&SSM).unwrap();
        assert_eq!(transport.endpoint(), "https://ssm.eu-west-1.amazonaws.com");
        let transport = Transport::builder_from_env(&SSM).endpoint_url("http://127.0.0.1:3").build().unwrap();
        assert_eq!(transport.endpoint(), "http://127.0.0.1:3");
    }
}

#[test]
fn a_wrong_variable_is_named() {
    let test = "configuration::a_wrong_variable_is_named";
    let variables = [
        ("AWS_DEFAULT_REGION", "eu/west"),
        ("AWS_ENDPOINT_URL", "http://example.invalid"),
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "no"),
    ];
    if in_process_with(&variables, test) {
        let line = refusal(Transport::builder_from_env(&SSM).endpoint_url("http://127.0.0.1:1"));
        assert!(line.contains("\"eu/west\" (from AWS_DEFAULT_REGION)"), "{line}");
        assert_eq!(
            refusal(Transport::builder_from_env(&SSM).region("eu-west-1")),
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is \"no\"; it must be true or false"
        );
    }
}

#[tokio::test]
async fn a_profile_of_the_shared_files_configures_real_calls() {
    let test = "configuration::a_profile_of_the_shared_files_configures_real_calls";
    let home = std::env::temp_dir().join(format!("awsjson-transport-home-{}", std::process::id()));
    let config = "[default]\nregion = us-east-1\n\n[profile dev]\nregion = eu-west-1\nservices = local\n\n\
                  [services local]\nssm =\n  endpoint_url = http://127.0.0.1:1/ssm\n";
    let file = home.join("config");
    std::fs::create_dir_all(&home).unwrap();
    std::fs::write(&file, config).unwrap();
    let variables = [
        ("AWS_CONFIG_FILE", file.to_str().unwrap()),
        ("AWS_PROFILE", "dev"),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "hunter2"),
    ];
    if in_process_with(&variables, test) {
        let transport = Transport::from_env(&SSM).unwrap();
        assert_eq!(transport.region(), "eu-west-1");
        assert_eq!(transport.endpoint(), "http://127.0.0.1:1/ssm");
        let file = std::env::var("AWS_CONFIG_FILE").unwrap();
        let shown = format!("{transport:?}");
        assert!(shown.contains(&format!("(from {file}:10)")), "{shown}");
        assert!(!shown.contains("hunter2"), "{shown}");
        let failure = call(&transport, &GET_PARAMETER).await.unwrap_err();
        assert!(failure.to_string().contains("could not reach http://127.0.0.1:1/ssm"), "{failure}");
        let line = refusal(Transport::builder_from_env(&SSM).profile("prod"));
        assert!(line.starts_with("the profile \"prod\" (set by .profile(..)) is neither in "), "{line}");
    }
    std::fs::remove_dir_all(&home).unwrap();
}
