use std::sync::Arc;

use super::*;
use crate::credentials::context::InCode;
use crate::credentials::http::Http;
use crate::credentials::sso::{OIDC, PORTAL};
use crate::credentials::sts;
use crate::settings::Environment;

fn context(variables: &[(&str, &str)]) -> Context {
    let nowhere =
        [("AWS_CONFIG_FILE", "/nonexistent/config"), ("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")];
    let environment = Environment::of(&nowhere.iter().chain(variables).copied().collect::<Vec<_>>());
    let http = Arc::new(Http::new(environment.clone()));
    Context { environment, profile: None, in_code: InCode::default(), http }
}

/// The URL of the Security Token Service, with `@` and the region to sign for if it is another.
async fn sts_url(context: &Context, region: &str) -> Result<String, String> {
    let (signed_for, url) = sts::place(context).await.map_err(|error| error.to_string())?;
    Ok(if signed_for == region { url } else { format!("{url}@{signed_for}") })
}

async fn sso_url(context: &Context, service: &Service, region: &str) -> String {
    let sources = context.sources().await.unwrap();
    let region = Setting::new(region, Origin::Code("a test"));
    let parameters = context.endpoint_parameters(service, &sources, Some(region)).unwrap();
    url(service, &parameters).unwrap()
}

/// What the published rule sets give for every listed region, and for some that are not listed yet:
/// see `published.tsv`.
#[tokio::test]
async fn every_region_leads_where_the_published_rule_sets_lead() {
    let mut cases = 0;
    for line in include_str!("published.tsv").lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (region, hosts) = columns.split_first().unwrap();
        let (legacy, hosts) = hosts.split_last().unwrap();
        let variants = [("false", "false"), ("true", "false"), ("false", "true"), ("true", "true")];
        for (index, (fips, dual_stack)) in variants.into_iter().enumerate() {
            let context = context(&[
                ("AWS_REGION", region),
                ("AWS_USE_FIPS_ENDPOINT", fips),
                ("AWS_USE_DUALSTACK_ENDPOINT", dual_stack),
            ]);
            let urls = [
                sts_url(&context, region).await.unwrap(),
                sso_url(&context, &PORTAL, region).await,
                sso_url(&context, &OIDC, region).await,
            ];
            for (url, host) in urls.iter().zip([hosts[index], hosts[4 + index], hosts[8 + index]]) {
                assert_eq!(*url, format!("https://{host}"));
                cases += 1;
            }
        }
        let context = context(&[("AWS_REGION", region), ("AWS_STS_REGIONAL_ENDPOINTS", "Legacy")]);
        assert_eq!(sts_url(&context, region).await.unwrap(), format!("https://{legacy}"));
        cases += 1;
    }
    assert!(cases > 1000, "{cases}");
}

#[tokio::test]
async fn the_legacy_endpoint_has_no_variants_and_yields_to_a_url() {
    let legacy = [("AWS_REGION", "eu-west-1"), ("AWS_STS_REGIONAL_ENDPOINTS", "legacy")];
    for (name, value, url) in [
        ("AWS_USE_FIPS_ENDPOINT", "true", "https://sts-fips.eu-west-1.amazonaws.com"),
        ("AWS_USE_DUALSTACK_ENDPOINT", "true", "https://sts.eu-west-1.api.aws"),
        ("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1", "http://127.0.0.1:1"),
        ("AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:1", "https://sts.amazonaws.com@us-east-1"),
    ] {
        let variables = [legacy[0], legacy[1], (name, value)];
        assert_eq!(sts_url(&context(&variables), "eu-west-1").await.unwrap(), url);
    }
}

#[tokio::test]
async fn what_cannot_be_used_is_named() {
    for (name, value, why) in [
        (
            "AWS_STS_REGIONAL_ENDPOINTS",
            "global",
            "AWS_STS_REGIONAL_ENDPOINTS is \"global\"; it must be regional or legacy",
        ),
        ("AWS_USE_FIPS_ENDPOINT", "1", "AWS_USE_FIPS_ENDPOINT is \"1\"; it must be true or false"),
        (
            "AWS_ENDPOINT_URL_STS",
            "http://sts.example.com",
            "STS cannot be called: the endpoint \"http://sts.example.com\" (from AWS_ENDPOINT_URL_STS) cannot be used: ",
        ),
        (
            "AWS_REGION",
            "EU west",
            "STS cannot be called: the region \"EU west\" (from AWS_REGION) cannot be one: ",
        ),
    ] {
        let line =
            sts_url(&context(&[("AWS_DEFAULT_REGION", "eu-west-1"), (name, value)]), "").await.unwrap_err();
        assert!(line.starts_with(why), "{line}");
    }
}
