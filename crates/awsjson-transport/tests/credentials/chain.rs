//! Which source wins, and what is said when none does.

use crate::server::{Server, answer};
use crate::support::{Home, SECRET, ask, assert_key, date, document, refusal, sts_answer};

const ENVIRONMENT: [(&str, &str); 2] =
    [("AWS_ACCESS_KEY_ID", "ENVIRONMENT"), ("AWS_SECRET_ACCESS_KEY", SECRET)];

#[tokio::test]
async fn sources_are_asked_in_order() {
    let home = Home::empty();
    let server = Server::new(|request| match request.line.as_str() {
        "POST /" => answer(200, sts_answer("AssumeRoleWithWebIdentity", "WEB")),
        "GET /container" => answer(200, document("CONTAINER", &date(true))),
        "PUT /latest/api/token" => answer(200, "session"),
        "GET /latest/meta-data/iam/security-credentials/" => answer(200, "role"),
        _ => answer(200, document("INSTANCE", &date(true))),
    })
    .await;
    let token = home.write("token", "a token");
    let container = format!("{}/container", server.url);
    let web_identity = [
        ("AWS_WEB_IDENTITY_TOKEN_FILE", token.as_str()),
        ("AWS_ROLE_ARN", "arn"),
        ("AWS_ENDPOINT_URL_STS", &server.url),
        ("AWS_REGION", "eu-west-1"),
    ];
    let mut variables = vec![
        ("AWS_EC2_METADATA_DISABLED", "false"),
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url.as_str()),
    ];
    assert_key(ask(&home.chain(&variables)).await, "INSTANCE");
    variables.push(("AWS_CONTAINER_CREDENTIALS_FULL_URI", &container));
    assert_key(ask(&home.chain(&variables)).await, "CONTAINER");
    home.write(
        ".aws/credentials",
        &format!("[default]\naws_access_key_id=PROFILE\naws_secret_access_key={SECRET}\n"),
    );
    assert_key(ask(&home.chain(&variables)).await, "PROFILE");
    variables.extend(web_identity);
    assert_key(ask(&home.chain(&variables)).await, "WEB");
    variables.extend(ENVIRONMENT);
    assert_key(ask(&home.chain(&variables)).await, "ENVIRONMENT");
    assert_key(ask(&home.chain(&variables).profile("default")).await, "PROFILE");
}

#[tokio::test]
async fn a_source_that_is_configured_and_fails_ends_the_search() {
    let home = Home::empty();
    let server = Server::new(|_| answer(404, "")).await;
    let container = format!("{}/container", server.url);
    let line = refusal(&home.chain(&[("AWS_CONTAINER_CREDENTIALS_FULL_URI", &container)]), &[]).await;
    assert_eq!(
        line,
        format!(
            "no credentials from container: {} answered HTTP 404; before that, environment \
             (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set), web identity \
             (AWS_WEB_IDENTITY_TOKEN_FILE is not set), profile (profile default is neither in \
             {home}/.aws/config nor in {home}/.aws/credentials (which does not \
             exist))",
            server.url,
            home = home.0.display(),
        )
    );
}

#[tokio::test]
async fn a_named_profile_must_be_there_and_the_default_one_need_not() {
    let home = Home::with_config("[default]\nregion = eu-west-1\n");
    refusal(
        &home.chain(&[("AWS_PROFILE", "gone")]),
        &["no credentials from profile gone is neither in ", "/.aws/config nor in "],
    )
    .await;
    refusal(&home.chain(&[]), &["profile (profile default has no credentials: ", "instance metadata ("])
        .await;
    refusal(&home.chain(&[]).profile("gone"), &["profile gone is neither", "a profile is set in code"]).await;
}

#[tokio::test]
async fn files_are_found_where_the_environment_says() {
    let home = Home::empty();
    let path =
        home.write("elsewhere", &format!("[x]\naws_access_key_id=X\naws_secret_access_key={SECRET}\n"));
    let variables = [("AWS_SHARED_CREDENTIALS_FILE", path.as_str()), ("AWS_PROFILE", "x")];
    assert_key(ask(&home.chain(&variables)).await, "X");
    let variables = [("AWS_SHARED_CREDENTIALS_FILE", "~/elsewhere"), ("AWS_PROFILE", "x")];
    assert_key(ask(&home.chain(&variables)).await, "X");
}

#[tokio::test]
async fn a_file_that_cannot_be_understood_is_named_by_its_line() {
    let home = Home::with_config(&format!("[default]\n{SECRET}\n"));
    refusal(&home.chain(&[]), &["no credentials from ", "/.aws/config:2 cannot be understood: "]).await;
}
