//! Where the services are called that hand out credentials.

use crate::server::{Server, answer};
use crate::support::{Home, SECRET, ask, assert_key, date, refusal, sts_answer};

fn keys() -> String {
    format!("aws_access_key_id = BASE\naws_secret_access_key = {SECRET}\n")
}

/// A profile with a role, whose source is another profile.
fn role(settings: &str, sections: &str) -> String {
    format!(
        "[default]\nregion = eu-west-1\nrole_arn = r\nsource_profile = base\n{settings}\n\
         [profile base]\nendpoint_url = http://127.0.0.1:1\nuse_fips_endpoint = true\n{}{sections}",
        keys()
    )
}

async fn sts() -> Server {
    Server::new(|_| answer(200, sts_answer("AssumeRole", "ROLE"))).await
}

#[tokio::test]
async fn the_urls_of_the_profile_lead_to_them() {
    let (server, other) = (sts().await, sts().await);
    let services = format!(
        "[services s]\nsts =\n  endpoint_url = {}\nssm =\n  endpoint_url = http://127.0.0.1:1\n",
        server.url
    );
    let elsewhere = format!("endpoint_url = {}\n", other.url);
    let home = Home::with_config(&role(&format!("services = s\n{elsewhere}"), &services));
    assert_key(ask(&home.chain(&[])).await, "ROLE");
    assert_eq!((server.requests().len(), other.requests().len()), (1, 0));

    let home = Home::with_config(&role(&elsewhere, ""));
    assert_key(ask(&home.chain(&[])).await, "ROLE");
    assert_eq!((server.requests().len(), other.requests().len()), (1, 1));

    // A variable comes before the files, and the service's own before that of all.
    let variables = [("AWS_ENDPOINT_URL", server.url.as_str()), ("AWS_ENDPOINT_URL_STS", &other.url)];
    assert_key(ask(&home.chain(&variables[..1])).await, "ROLE");
    assert_eq!((server.requests().len(), other.requests().len()), (2, 1));
    assert_key(ask(&home.chain(&variables)).await, "ROLE");
    assert_eq!((server.requests().len(), other.requests().len()), (2, 2));
}

/// A CONNECT proxy that lets nothing through, and shows which host was meant.
#[tokio::test]
async fn the_regions_endpoint_is_called_where_urls_are_ignored() {
    let proxy = Server::new(|_| answer(403, "")).await;
    let urls = "endpoint_url = http://127.0.0.1:1\nignore_configured_endpoint_urls = true\n";
    for (settings, host) in [
        ("", "sts.eu-west-1.amazonaws.com"),
        ("use_fips_endpoint = true\n", "sts-fips.eu-west-1.amazonaws.com"),
        ("use_dualstack_endpoint = true\n", "sts.eu-west-1.api.aws"),
        ("sts_regional_endpoints = legacy\n", "sts.amazonaws.com"),
    ] {
        let home = Home::with_config(&role(&format!("{urls}{settings}"), ""));
        let before = proxy.requests().len();
        refusal(
            &home.chain(&[("HTTPS_PROXY", &proxy.url)]),
            &["the role r could not be assumed: https://", host],
        )
        .await;
        assert_eq!(proxy.lines()[before], format!("CONNECT {host}:443"));
    }
}

#[tokio::test]
async fn a_url_and_fips_exclude_each_other_there_too() {
    let home = Home::with_config(&role("use_fips_endpoint = true\nendpoint_url = http://127.0.0.1:1", ""));
    refusal(
        &home.chain(&[]),
        &[
            "no credentials from profile default: STS cannot be called: the endpoint \"http://127.0.0.1:1\" (from ",
            "/.aws/config:6) and FIPS (from ",
            "/.aws/config:5) exclude each other",
        ],
    )
    .await;
}

#[tokio::test]
async fn single_sign_on_is_called_in_the_region_of_the_login() {
    let proxy = Server::new(|_| answer(403, "")).await;
    let home = Home::with_config(
        "[default]\nregion = us-east-1\nuse_dualstack_endpoint = true\nsso_session = corp\n\
         sso_account_id = 1\nsso_role_name = r\n\
         [sso-session corp]\nsso_start_url = u\nsso_region = eu-central-1\n",
    );
    let login = |expires: &str| {
        format!(
            r#"{{"accessToken":"t","expiresAt":"{expires}","clientId":"i","clientSecret":"s","refreshToken":"r","registrationExpiresAt":"{}"}}"#,
            date(true)
        )
    };
    let file = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
    for (expires, host) in
        [(date(true), "portal.sso.eu-central-1.api.aws"), (date(false), "oidc.eu-central-1.api.aws")]
    {
        home.write(file, &login(&expires));
        let before = proxy.requests().len();
        refusal(&home.chain(&[("HTTPS_PROXY", &proxy.url)]), &[host]).await;
        assert_eq!(proxy.lines()[before], format!("CONNECT {host}:443"));
    }
}
