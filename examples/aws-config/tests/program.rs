//! The program, run as a user runs it, against an endpoint that checks signatures.

use std::path::PathBuf;
use std::process::Output;

use ssm_local::LocalSsm;

const KEY_ID: &str = "AKIDEXAMPLE";
const SECRET: &str = "zJ4-the-secret-access-key";

async fn run(endpoint: &LocalSsm, variables: &[(&str, &str)]) -> Output {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ssm-example-aws-config"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AWS_")) {
        command.env_remove(name);
    }
    command
        .envs([("AWS_CONFIG_FILE", "/nonexistent"), ("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")])
        .envs([("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_REGION", "us-east-1")])
        .env("AWS_ENDPOINT_URL_SSM", endpoint.endpoint_url())
        .envs(variables.iter().copied());
    tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap()
}

#[tokio::test(flavor = "current_thread")]
async fn what_aws_config_finds_signs_the_calls() {
    let endpoint = LocalSsm::builder().credentials(KEY_ID, SECRET).start().await.unwrap();
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("credentials");
    let keys = format!("[default]\naws_access_key_id = {KEY_ID}\naws_secret_access_key = {SECRET}\n");
    std::fs::write(&file, keys).unwrap();
    for variables in [
        &[("AWS_ACCESS_KEY_ID", KEY_ID), ("AWS_SECRET_ACCESS_KEY", SECRET)][..],
        &[("AWS_SHARED_CREDENTIALS_FILE", file.to_str().unwrap())],
    ] {
        let output = run(&endpoint, variables).await;
        let (stdout, stderr) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!((&*stdout, &*stderr), ("0 parameters\n", ""));
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_it_does_not_find_is_an_error_that_names_it() {
    let endpoint = LocalSsm::start().await.unwrap();
    let output = run(&endpoint, &[]).await;
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && stderr.contains("SharedCredentialsProvider has no credentials"),
        "{stderr}"
    );
}
