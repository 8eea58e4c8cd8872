//! The program, run as a user runs it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::{Output, Stdio};

use ssm_local::LocalSsm;

async fn run(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_ssm-example-weight"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AWS_")) {
        command.env_remove(name);
    }
    let nowhere = concat!(env!("CARGO_TARGET_TMPDIR"), "/not-there");
    command
        .args(arguments)
        .envs([("AWS_CONFIG_FILE", nowhere), ("AWS_SHARED_CREDENTIALS_FILE", nowhere)])
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .envs(variables.iter().copied())
        .stdin(Stdio::null());
    command.output().await.unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[tokio::test]
async fn it_needs_nothing_and_says_what_it_weighs() {
    let output = run(&[], &[]).await;
    let (told, complaint) = (text(&output.stdout), text(&output.stderr));
    assert_eq!((output.status.code(), complaint.as_str()), (Some(0), ""), "{told}");
    assert!(told.starts_with("Calls go to http://127.0.0.1:"), "{told}");
    assert!(told.contains("DescribeParameters  there are parameters, after "), "{told}");
    assert!(told.contains("program             ") && told.contains(" MB"), "{told}");
}

#[tokio::test]
async fn with_aws_it_calls_where_the_environment_leads() {
    let local = LocalSsm::builder().credentials("AKIDEXAMPLE", "s3cret").start().await.unwrap();
    let url = local.endpoint_url();
    let variables = [
        ("AWS_ENDPOINT_URL_SSM", url.as_str()),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "s3cret"),
    ];
    let output = run(&["--aws"], &variables).await;
    let told = text(&output.stdout);
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    assert!(told.starts_with(&format!("Calls go to {url}, region eu-west-1.\n")), "{told}");
    assert!(told.contains("there are no parameters"), "{told}");
    assert_eq!(local.requests().len(), 1);
}

#[tokio::test]
async fn what_is_missing_or_not_understood_is_one_line() {
    for (arguments, variables, status, expected) in [
        (&["--aws"][..], &[][..], 1, "no region is set"),
        (&["--aws"], &[("AWS_REGION", "eu-west-1")], 1, "no source has credentials"),
        (&["--light"], &[], 2, "--aws is the only option"),
    ] {
        let output = run(arguments, variables).await;
        let complaint = text(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{complaint}");
        assert!(complaint.starts_with("weight: ") && complaint.contains(expected), "{complaint}");
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
    }
}
