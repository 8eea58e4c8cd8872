//! The chain's own calls go the way that is configured: through the proxy, trusting the bundle.

#![cfg(any(feature = "ring", feature = "aws-lc-rs", feature = "native-tls"))]

use crate::secure::{AUTHORITY, TunnelProxy, serve_https};
use crate::support::{Home, SECRET, ask, assert_key, date, refusal, sts_answer};

/// The services that hand out credentials, behind a proxy, which alone knows the way to them.
async fn services() -> TunnelProxy {
    let services = serve_https(|request| {
        if request.contains("Action=AssumeRoleWithWebIdentity&") {
            sts_answer("AssumeRoleWithWebIdentity", "WEB")
        } else if request.contains("Action=AssumeRole&") {
            sts_answer("AssumeRole", "ROLE")
        } else if request.starts_with("GET /federation/credentials?") {
            format!(
                r#"{{"roleCredentials":{{"accessKeyId":"SSO","secretAccessKey":"{SECRET}","sessionToken":"t","expiration":4073544000000}}}}"#
            )
        } else {
            format!("nobody asks {request}")
        }
    });
    TunnelProxy::to(services.await, false).await
}

const STS: (&str, &str) = ("AWS_ENDPOINT_URL_STS", "https://sts.example.invalid");

fn assert_went_to(proxy: &TunnelProxy, host: &str) {
    let heads = proxy.heads();
    assert_eq!(heads.len(), 1, "{heads:?}");
    assert!(heads[0].starts_with(&format!("CONNECT {host}:443 HTTP/1.1\r\n")), "{heads:?}");
    assert!(!heads[0].contains(SECRET), "{heads:?}");
}

#[tokio::test]
async fn a_web_identity_is_shown_through_the_proxy() {
    let (home, proxy) = (Home::empty(), services().await);
    let token = home.write("token", SECRET);
    let chain = home.chain(&[
        ("AWS_WEB_IDENTITY_TOKEN_FILE", &token),
        ("AWS_ROLE_ARN", "arn"),
        ("AWS_REGION", "eu-west-1"),
        ("https_proxy", &proxy.address.to_string()),
        ("AWS_CA_BUNDLE", AUTHORITY),
        STS,
    ]);
    assert_key(ask(&chain).await, "WEB");
    assert_went_to(&proxy, "sts.example.invalid");
}

#[tokio::test]
async fn a_role_is_assumed_through_the_proxy() {
    let (home, proxy) = (Home::empty(), services().await);
    home.write(
        ".aws/config",
        &format!(
            "[default]\nregion = eu-west-1\nrole_arn = r\nsource_profile = default\n\
             aws_access_key_id = BASE\naws_secret_access_key = {SECRET}\n"
        ),
    );
    let proxy_url = proxy.address.to_string();
    let chain = home.chain(&[("HTTPS_PROXY", &proxy_url), ("AWS_CA_BUNDLE", AUTHORITY), STS]);
    assert_key(ask(&chain).await, "ROLE");
    assert_went_to(&proxy, "sts.example.invalid");
}

#[tokio::test]
async fn a_login_is_exchanged_through_the_proxy() {
    let proxy = services().await;
    let home = Home::with_config(
        "[default]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\n\
         [sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n",
    );
    home.write(
        // The SHA-1 of `corp`.
        ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json",
        &format!(r#"{{"accessToken":"{SECRET}","expiresAt":"{}"}}"#, date(true)),
    );
    let chain = home.chain(&[
        ("AWS_ENDPOINT_URL_SSO", "https://portal.example.invalid"),
        ("all_proxy", &proxy.address.to_string()),
        ("AWS_CA_BUNDLE", AUTHORITY),
    ]);
    assert_key(ask(&chain).await, "SSO");
    assert_went_to(&proxy, "portal.example.invalid");
}

#[tokio::test]
async fn a_host_without_a_proxy_is_called_without_one_and_a_stranger_is_not_trusted() {
    let (home, proxy) = (Home::empty(), services().await);
    let token = home.write("token", SECRET);
    let proxy_url = proxy.address.to_string();
    let base = [
        ("AWS_WEB_IDENTITY_TOKEN_FILE", token.as_str()),
        ("AWS_ROLE_ARN", "arn"),
        ("AWS_REGION", "eu-west-1"),
        ("https_proxy", &proxy_url),
        ("AWS_CA_BUNDLE", AUTHORITY),
        STS,
    ];
    let direct = home.chain(&[&base[..], &[("NO_PROXY", ".example.invalid")]].concat());
    refusal(&direct, &["https://sts.example.invalid: ", "the host name cannot be resolved"]).await;
    assert!(proxy.heads().is_empty());

    // The server's own certificate is none that could have issued it.
    let other = AUTHORITY.replace("authority", "server");
    let strict = home.chain(&[&base[..4], &[("AWS_CA_BUNDLE", &other), STS]].concat());
    let why = "its certificate was issued by nobody whom this system trusts through the proxy http://";
    refusal(&strict, &["https://sts.example.invalid: ", why]).await;
}
