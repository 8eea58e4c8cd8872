use super::*;
use crate::CallOptions;
use crate::service::{OperationInfo, Safety};
use server::{Server, answer};

static GET_PARAMETER: OperationInfo = OperationInfo::new("GetParameter", Safety::ReadOnly);

const ROLE: &str = "<AccessKeyId>ROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>\
     <SessionToken>t</SessionToken><Expiration>2099-01-31T12:00:00Z</Expiration>";

/// Whose key each request is signed with, and for which region.
fn signatures(server: &Server) -> Vec<(String, String)> {
    let scope = |authorization: &str| {
        let mut parts = authorization.split_once("Credential=").unwrap().1.split('/').map(str::to_owned);
        (parts.next().unwrap(), parts.nth(1).unwrap())
    };
    server.requests().iter().map(|request| scope(request.header("authorization").unwrap())).collect()
}

/// Credentials belong to the client, and are kept for all of its calls.
#[tokio::test]
async fn a_calls_own_region_is_not_that_of_the_credentials() {
    let home = Home::new(
        Some(
            "[default]\nregion = eu-west-1\nrole_arn = r\nsource_profile = base\n\
             [profile base]\naws_access_key_id = BASE\naws_secret_access_key = s\n",
        ),
        None,
    );
    let (sts, ssm) = (Server::new(|_| answer(200, ROLE)).await, Server::new(|_| answer(200, "{}")).await);
    let variables = [("AWS_ENDPOINT_URL_STS", sts.url.as_str()), ("AWS_ENDPOINT_URL_SSM", &ssm.url)];
    let transport = home.builder(&variables).build().unwrap();
    for options in [CallOptions::new().region("us-east-2"), CallOptions::new()] {
        transport.invoke(&GET_PARAMETER, None, b"{}".to_vec(), options).await.unwrap();
    }
    let signed = |key: &str, region: &str| (key.to_owned(), region.to_owned());
    assert_eq!(signatures(&sts), [signed("BASE", "eu-west-1")]);
    assert_eq!(signatures(&ssm), [signed("ROLE", "us-east-2"), signed("ROLE", "eu-west-1")]);
}
