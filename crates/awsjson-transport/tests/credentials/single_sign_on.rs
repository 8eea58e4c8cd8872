use crate::server::{Answer, Request, Server, answer};
use crate::support::{Home, SECRET, ask, assert_key, date, refusal};

const SESSION: &str = "[default]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Read Only\n\
     [sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n";

const LEGACY: &str = "[default]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n\
     sso_account_id = 123456789012\nsso_role_name = Read Only\n";

/// The SHA-1 of `corp` and of the start URL.
const SESSION_FILE: &str = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
const LEGACY_FILE: &str = ".aws/sso/cache/a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json";

fn login(access_token: &str, expires: &str, refresh_token: Option<&str>) -> String {
    let renewal = refresh_token.map_or(String::new(), |token| {
        format!(
            r#","clientId":"id","clientSecret":"{SECRET}-client","refreshToken":"{token}","registrationExpiresAt":"{}""#,
            date(true)
        )
    });
    format!(
        r#"{{"startUrl":"u","region":"eu-west-1","accessToken":"{access_token}","expiresAt":"{expires}"{renewal}}}"#
    )
}

/// Accepts the tokens `valid` and `renewed`, and renews by `refresh-1`.
fn identity_center(request: &Request) -> Answer {
    if request.line.starts_with("POST /token") {
        return if request.body.contains("\"refreshToken\":\"refresh-1\"") {
            answer(200, r#"{"accessToken":"renewed","expiresIn":28800,"refreshToken":"refresh-2"}"#)
        } else {
            answer(400, r#"{"error":"invalid_grant","error_description":"hunter2"}"#)
        };
    }
    match request.header("x-amz-sso_bearer_token") {
        Some("valid" | "renewed") => answer(
            200,
            format!(
                r#"{{"roleCredentials":{{"accessKeyId":"SSO","secretAccessKey":"{SECRET}","sessionToken":"t","expiration":4073544000000}}}}"#
            ),
        ),
        _ => answer(401, r#"{"message":"Session token not found or invalid"}"#),
    }
}

#[tokio::test]
async fn a_login_is_exchanged_for_credentials_of_the_role() {
    let server = Server::new(identity_center).await;
    for (config, file) in [(SESSION, SESSION_FILE), (LEGACY, LEGACY_FILE)] {
        let home = Home::with_config(config);
        home.write(file, &login("valid", &date(true), None));
        assert_key(ask(&home.chain(&[("AWS_ENDPOINT_URL_SSO", &server.url)])).await, "SSO");
    }
    assert_eq!(server.lines()[0], "GET /federation/credentials?role_name=Read+Only&account_id=123456789012");
}

#[tokio::test]
async fn a_login_past_its_expiry_is_renewed_and_kept_for_its_owner_only() {
    let server = Server::new(identity_center).await;
    let home = Home::with_config(SESSION);
    let file = home.write(SESSION_FILE, &login("old", &date(false), Some("refresh-1")));
    let chain =
        home.chain(&[("AWS_ENDPOINT_URL_SSO", &server.url), ("AWS_ENDPOINT_URL_SSO_OIDC", &server.url)]);
    assert_key(ask(&chain).await, "SSO");
    let request: serde_json::Value = serde_json::from_str(&server.requests()[0].body).unwrap();
    assert_eq!(request["grantType"], "refresh_token");
    assert_eq!(request["clientId"], "id");
    assert_eq!(request["clientSecret"], "hunter2-client");

    let kept: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(kept["accessToken"], "renewed");
    assert_eq!(kept["refreshToken"], "refresh-2");
    assert_eq!(kept["startUrl"], "u");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(std::fs::read_dir(home.0.join(".aws/sso/cache")).unwrap().count(), 1);

    // The renewed login is good, so nobody asks for another.
    assert_key(ask(&chain).await, "SSO");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_login_that_another_program_has_renewed_meanwhile_is_used() {
    let home = Home::with_config(SESSION);
    let file = home.write(SESSION_FILE, &login("old", &date(false), Some("refresh-0")));
    let server = Server::new(move |request| {
        if request.line.starts_with("POST /token") {
            std::fs::write(&file, login("valid", &date(true), Some("refresh-1"))).unwrap();
        }
        identity_center(request)
    })
    .await;
    let chain =
        home.chain(&[("AWS_ENDPOINT_URL_SSO", &server.url), ("AWS_ENDPOINT_URL_SSO_OIDC", &server.url)]);
    assert_key(ask(&chain).await, "SSO");
}

#[tokio::test]
async fn a_login_that_cannot_be_renewed_says_what_to_run() {
    let server = Server::new(identity_center).await;
    let home = Home::with_config(SESSION);
    let chain =
        home.chain(&[("AWS_ENDPOINT_URL_SSO", &server.url), ("AWS_ENDPOINT_URL_SSO_OIDC", &server.url)]);
    let advice = "run aws sso login --profile default";
    refusal(&chain, &["profile default: nobody has logged in: there is no ", SESSION_FILE, advice]).await;

    home.write(SESSION_FILE, &login("hunter2", &date(false), None));
    refusal(&chain, &["the login of corp expired at 2020-01-31T12:00:00Z: ", advice]).await;
    assert!(server.requests().is_empty());

    home.write(SESSION_FILE, &login("hunter2", &date(false), Some("hunter2-refresh")));
    refusal(&chain, &["/token answered HTTP 400: invalid_grant: ", advice]).await;
    assert_eq!(server.requests().len(), 1);

    home.write(SESSION_FILE, &login("hunter2", &date(true), None));
    refusal(&chain, &["does not accept the login any more: ", advice]).await;

    home.write(SESSION_FILE, "hunter2");
    refusal(&chain, &["cannot be used: it is not valid JSON", advice]).await;
}

#[tokio::test]
async fn a_role_that_is_not_given_is_named() {
    let server = Server::new(|_| answer(403, r#"{"message":"No access"}"#)).await;
    let home = Home::with_config(SESSION);
    home.write(SESSION_FILE, &login("valid", &date(true), None));
    let expected =
        "answered HTTP 403 to the request for the role Read Only in the account 123456789012: No access";
    refusal(&home.chain(&[("AWS_ENDPOINT_URL_SSO", &server.url)]), &[expected]).await;
}

#[tokio::test(start_paused = true)]
async fn a_silent_portal_is_named_with_its_limit() {
    let server = Server::new(|_| None).await;
    let home = Home::with_config(SESSION);
    home.write(SESSION_FILE, &login("valid", &date(true), None));
    refusal(
        &home.chain(&[("AWS_ENDPOINT_URL_SSO", &server.url)]),
        &["no answer within 5s, the limit for single sign-on, 2 attempts"],
    )
    .await;
}
