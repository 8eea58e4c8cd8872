use crate::server::{Server, answer};
use crate::support::{Home, SECRET, ask, assert_key, date, document, refusal, sts_answer, sts_refusal};

fn keys(key: &str) -> String {
    format!("aws_access_key_id = {key}\naws_secret_access_key = {SECRET}\n")
}

#[tokio::test]
async fn roles_are_assumed_one_by_the_other() {
    let home = Home::with_config(&format!(
        "[profile app]\nregion = eu-west-1\nrole_arn = outer\nsource_profile = ops\nexternal_id = x/1\n\
         role_session_name = me\nduration_seconds = 900\n\
         [profile ops]\nregion = us-east-1\nrole_arn = inner\nsource_profile = base\n[profile base]\n{}",
        keys("BASE")
    ));
    let server = Server::new(|request| match request.parameter("RoleArn").as_deref() {
        Some("inner") => answer(200, sts_answer("AssumeRole", "INNER")),
        _ => answer(200, sts_answer("AssumeRole", "OUTER")),
    })
    .await;
    let chain = home.chain(&[("AWS_PROFILE", "app"), ("AWS_ENDPOINT_URL_STS", &server.url)]);
    assert_key(ask(&chain).await, "OUTER");
    let requests = server.requests();
    let signed_by = |index: usize| requests[index].header("authorization").unwrap().to_owned();
    assert!(
        signed_by(0).contains("Credential=BASE/") && signed_by(0).contains("/eu-west-1/sts/aws4_request")
    );
    assert_eq!(requests[0].header("x-amz-security-token"), None);
    assert!(signed_by(1).contains("Credential=INNER/"));
    assert_eq!(requests[1].header("x-amz-security-token"), Some("hunter2/&="));
    for (name, value) in [
        ("Action", "AssumeRole"),
        ("RoleArn", "outer"),
        ("RoleSessionName", "me"),
        ("ExternalId", "x/1"),
        ("DurationSeconds", "900"),
    ] {
        assert_eq!(requests[1].parameter(name).as_deref(), Some(value));
    }
    assert_eq!(requests[0].parameter("ExternalId"), None);
    assert_eq!(requests.len(), 2);
}

#[tokio::test]
async fn a_role_can_be_assumed_by_the_environment_the_container_or_the_instance() {
    let server = Server::new(|request| match request.line.as_str() {
        "POST /" => {
            let by = request.header("authorization").unwrap().split(['=', '/']).nth(1).unwrap().to_owned();
            answer(200, sts_answer("AssumeRole", &format!("ROLE-BY-{by}")))
        }
        "PUT /latest/api/token" => answer(200, "session"),
        "GET /latest/meta-data/iam/security-credentials/" => answer(200, "role"),
        "GET /container" => answer(200, document("CONTAINER", &date(true))),
        _ => answer(200, document("INSTANCE", &date(true))),
    })
    .await;
    let container = format!("{}/container", server.url);
    for (source, key) in
        [("Environment", "ENV"), ("EcsContainer", "CONTAINER"), ("Ec2InstanceMetadata", "INSTANCE")]
    {
        let home = Home::with_config(&format!("[profile p]\nrole_arn = r\ncredential_source = {source}\n"));
        let chain = home
            .chain(&[
                ("AWS_ACCESS_KEY_ID", "ENV"),
                ("AWS_SECRET_ACCESS_KEY", SECRET),
                ("AWS_CONTAINER_CREDENTIALS_FULL_URI", &container),
                ("AWS_EC2_METADATA_DISABLED", "false"),
                ("AWS_EC2_METADATA_SERVICE_ENDPOINT", &server.url),
                ("AWS_ENDPOINT_URL_STS", &server.url),
            ])
            .profile("p")
            .region("eu-west-1");
        assert_key(ask(&chain).await, &format!("ROLE-BY-{key}"));
    }
}

#[tokio::test]
async fn a_refusal_says_which_role_and_why() {
    let home = Home::with_config(&format!(
        "[default]\nregion = eu-west-1\nrole_arn = arn:r\nsource_profile = base\n[profile base]\n{}",
        keys("BASE")
    ));
    let server = Server::new(|_| answer(403, sts_refusal("AccessDenied", "not\nyou"))).await;
    let expected =
        "profile default: the role arn:r could not be assumed: STS answered HTTP 403 AccessDenied: not you";
    refusal(&home.chain(&[("AWS_ENDPOINT_URL_STS", &server.url)]), &[expected]).await;
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_silent_service_is_named_with_its_limit() {
    let home = Home::with_config(&format!(
        "[default]\nregion = eu-west-1\nrole_arn = r\nsource_profile = default\n{}",
        keys("BASE")
    ));
    let server = Server::new(|_| None).await;
    refusal(
        &home.chain(&[("AWS_ENDPOINT_URL_STS", &server.url)]),
        &["no answer within 5s, the limit for the Security Token Service, 2 attempts"],
    )
    .await;
}

#[tokio::test]
async fn a_source_of_the_role_that_is_missing_is_a_failure_of_the_profile() {
    let home = Home::with_config("[default]\nrole_arn = r\ncredential_source = Environment\n");
    refusal(&home.chain(&[]), &["no credentials from profile default: AWS_ACCESS_KEY_ID and "]).await;
}
