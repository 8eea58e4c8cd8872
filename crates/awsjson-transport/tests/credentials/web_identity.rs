use crate::server::{Server, answer};
use crate::support::{Home, SECRET, ask, assert_expires, date, refusal, sts_answer, sts_refusal};

#[tokio::test]
async fn a_token_is_exchanged_for_credentials_of_the_role() {
    let home = Home::empty();
    let server = Server::new(|_| answer(200, sts_answer("AssumeRoleWithWebIdentity", "WEB"))).await;
    let file = home.write("token", "a.b+c/=\n");
    let chain = home.chain(&[
        ("AWS_WEB_IDENTITY_TOKEN_FILE", &file),
        ("AWS_ROLE_ARN", "arn:aws:iam::1:role/pod"),
        ("AWS_ROLE_SESSION_NAME", "session"),
        ("AWS_ENDPOINT_URL", &server.url),
        ("AWS_REGION", "eu-west-1"),
    ]);
    let credentials = ask(&chain).await.unwrap();
    assert_eq!(credentials.access_key_id(), "WEB");
    assert_eq!(credentials.session_token(), Some("hunter2/&="));
    assert_expires(&credentials, &date(true));
    let request = &server.requests()[0];
    assert_eq!(request.line, "POST /");
    assert_eq!(request.header("authorization"), None);
    for (name, value) in [
        ("Action", "AssumeRoleWithWebIdentity"),
        ("Version", "2011-06-15"),
        ("RoleArn", "arn:aws:iam::1:role/pod"),
        ("RoleSessionName", "session"),
        ("WebIdentityToken", "a.b+c/="),
    ] {
        assert_eq!(request.parameter(name).as_deref(), Some(value));
    }
}

#[tokio::test]
async fn a_profile_can_say_the_same() {
    let home = Home::empty();
    let server = Server::new(|_| answer(200, sts_answer("AssumeRoleWithWebIdentity", "WEB"))).await;
    let file = home.write("token", "a token");
    home.write(
        ".aws/config",
        &format!("[default]\nregion = eu-west-1\nrole_arn = arn\nweb_identity_token_file = {file}\n"),
    );
    let credentials = ask(&home.chain(&[("AWS_ENDPOINT_URL_STS", &server.url)])).await.unwrap();
    assert_eq!(credentials.access_key_id(), "WEB");
    assert!(server.requests()[0].parameter("RoleSessionName").unwrap().starts_with("awsjson-transport-"));
}

#[tokio::test]
async fn what_is_wrong_is_said() {
    let home = Home::empty();
    let file = home.write("token", SECRET);
    let identity = [("AWS_WEB_IDENTITY_TOKEN_FILE", file.as_str()), ("AWS_ROLE_ARN", "arn")];
    refusal(&home.chain(&identity[..1]), &["but AWS_ROLE_ARN is not: set both"]).await;
    refusal(&home.chain(&identity), &["no region to call STS in: set AWS_REGION"]).await;
    let gone = [("AWS_WEB_IDENTITY_TOKEN_FILE", "/nonexistent"), ("AWS_ROLE_ARN", "arn")];
    refusal(&home.chain(&gone), &["web identity: the token file /nonexistent cannot be read: "]).await;
    let empty = home.write("empty", " \n");
    let empty = [("AWS_WEB_IDENTITY_TOKEN_FILE", empty.as_str()), ("AWS_ROLE_ARN", "arn")];
    refusal(&home.chain(&empty), &["/empty is empty"]).await;

    for (status, body, why) in [
        (
            400,
            sts_refusal("InvalidIdentityToken", "No OpenIDConnect provider &lt;x&gt;"),
            "STS answered HTTP 400 InvalidIdentityToken: No OpenIDConnect provider <x>",
        ),
        (502, format!("<html>{SECRET}"), "STS answered HTTP 502"),
        (200, SECRET.to_owned(), "Expiration is missing in the answer of STS"),
    ] {
        let server = Server::new(move |_| answer(status, body.clone())).await;
        let mut variables = identity.to_vec();
        variables.extend([("AWS_ENDPOINT_URL_STS", server.url.as_str()), ("AWS_REGION", "eu-west-1")]);
        let whole = format!("web identity: the role arn could not be assumed: {why}");
        refusal(&home.chain(&variables), &[&whole]).await;
    }
}
