//! The exchange that the service's reference documents for CreateActivation.

use serde_json::json;
use ssm_client::error::CreateActivationError;
use ssm_client::types::{RegistrationMetadataItem, Tag};
use ssm_tests::loopback::{Answer, Server};

const ANSWER: &str = r#"{
    "ActivationCode": "Fjz3/sZfSvv78EXAMPLE",
    "ActivationId": "e488f2f6-e686-4afb-8a04-ef6dfEXAMPLE"
}"#;

#[tokio::test]
async fn the_documented_request_is_sent_and_its_answer_understood() {
    let server = Server::answering(|_| Answer::ok(ANSWER)).await;
    let answer = server.client().create_activation("service-role/role_name").send().await.unwrap();
    assert_eq!(answer.activation_code.as_deref(), Some("Fjz3/sZfSvv78EXAMPLE"));
    assert_eq!(answer.activation_id.as_deref(), Some("e488f2f6-e686-4afb-8a04-ef6dfEXAMPLE"));

    let [request] = server.requests().try_into().unwrap();
    assert_eq!(request.header("x-amz-target"), Some("AmazonSSM.CreateActivation"));
    assert_eq!(request.header("content-type"), Some("application/x-amz-json-1.1"));
    assert_eq!(request.json(), json!({ "IamRole": "service-role/role_name" }));
    let length = request.body.len().to_string();
    assert_eq!(request.header("content-length"), Some(length.as_str()));
    let authorization = request.header("authorization").unwrap();
    assert!(authorization.starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"), "{authorization}");
    assert!(authorization.contains("/eu-central-1/ssm/aws4_request"), "{authorization}");
    let signed = authorization.split("SignedHeaders=").nth(1).unwrap().split(',').next().unwrap();
    for header in ["content-type", "host", "x-amz-date", "x-amz-target"] {
        assert!(signed.split(';').any(|name| name == header), "{header} is not signed: {authorization}");
    }
}

#[tokio::test]
async fn tags_and_registration_metadata_are_sent_as_they_are() {
    let server = Server::answering(|_| Answer::ok(ANSWER)).await;
    let tags = vec![Tag::new("OS", "Windows"), Tag::new("Environment", "")];
    let metadata = vec![RegistrationMetadataItem::new("rack", "Größe \u{1f980} \"4\"")];
    server
        .client()
        .create_activation("service-role/role_name")
        .description("web servers")
        .default_instance_name("web")
        .registration_limit(1000)
        .expiration_date(time::OffsetDateTime::from_unix_timestamp(1_720_310_400).unwrap())
        .tags(tags)
        .registration_metadata(metadata)
        .send()
        .await
        .unwrap();
    let expected = json!({
        "Description": "web servers",
        "DefaultInstanceName": "web",
        "IamRole": "service-role/role_name",
        "RegistrationLimit": 1000,
        "ExpirationDate": 1_720_310_400,
        "Tags": [{ "Key": "OS", "Value": "Windows" }, { "Key": "Environment", "Value": "" }],
        "RegistrationMetadata": [{ "Key": "rack", "Value": "Größe \u{1f980} \"4\"" }],
    });
    assert_eq!(server.requests()[0].json(), expected);
}

#[tokio::test]
async fn the_documented_errors_are_told_apart_by_code_whatever_the_status() {
    for (code, status, may_have_run) in [
        ("InvalidParameters", 400, false),
        ("InvalidParameters", 500, true),
        ("InternalServerError", 400, true),
        ("InternalServerError", 500, true),
    ] {
        let body = json!({ "__type": code, "Message": "no" });
        let server = Server::answering(move |_| Answer::of(status, &body)).await;
        let error = server.client().create_activation("role").send().await.unwrap_err();
        assert_eq!((error.code(), error.message()), (Some(code), Some("no")));
        let (found, message) = match error.service() {
            Some(CreateActivationError::InvalidParameters(error)) => ("InvalidParameters", &error.message),
            Some(CreateActivationError::InternalServerError(error)) => {
                ("InternalServerError", &error.message)
            }
            other => panic!("{other:?}"),
        };
        assert_eq!((found, message.as_deref()), (code, Some("no")));
        // An activation that may exist must not be made again unasked.
        assert_eq!((error.may_have_run(), error.is_retryable()), (may_have_run, false), "{code} {status}");
    }
}
