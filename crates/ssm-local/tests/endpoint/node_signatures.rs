use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Request;
use http::header::HeaderValue;
use http_body_util::Full;
use hyper::body::Bytes;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PSS_SHA256, RsaKeyPair};
use serde_json::{Value, json};
use ssm_local::LocalSsm;
use time::OffsetDateTime;
use time::format_description::parse_borrowed;

use crate::agent::{OTHER_PUBLIC_KEY, PRIVATE_KEY, registration};
use crate::support::{Answer, message_request, request, send};

const REGION: &str = "eu-west-1";

async fn verifying() -> LocalSsm {
    LocalSsm::builder().credentials("AKIDEXAMPLE", "wJalrXUtnFEMI").start().await.unwrap()
}

/// A request signed as Signature Version 4 has it.
fn signed(
    mut request: Request<Full<Bytes>>,
    input: &Value,
    service: &str,
    credentials: Credentials,
) -> Request<Full<Bytes>> {
    let identity = credentials.into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(REGION)
        .name(service)
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()
        .unwrap()
        .into();
    let headers: Vec<(String, String)> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    let headers = headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let body = input.to_string();
    let body = SignableBody::Bytes(body.as_bytes());
    let signable = SignableRequest::new("POST", "http://127.0.0.1/", headers, body).unwrap();
    let (instructions, _) = sign(signable, &params).unwrap().into_parts();
    instructions.apply_to_request_http1x(&mut request);
    request
}

/// A call of the account's owner.
async fn owner(ssm: &LocalSsm, operation: &str, input: Value) -> Answer {
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None, None, "test");
    send(ssm.port(), signed(request(operation, input.to_string()), &input, "ssm", credentials)).await
}

/// A call with the credentials that a node got.
async fn with_role(ssm: &LocalSsm, token: &Value, service: &str, operation: &str, input: Value) -> Answer {
    let text = |name: &str| token[name].as_str().unwrap().to_owned();
    let session_token = Some(text("SessionToken"));
    let credentials =
        Credentials::new(text("AccessKeyId"), text("SecretAccessKey"), session_token, None, "test");
    let unsigned = match service {
        "ssm" => request(operation, input.to_string()),
        _ => message_request(operation, &input),
    };
    send(ssm.port(), signed(unsigned, &input, service, credentials)).await
}

fn hex(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A call signed with the private key of a node, as its agent does it.
async fn with_key(ssm: &LocalSsm, node: &str, operation: &str, input: Value) -> Answer {
    let mut request = request(operation, input.to_string());
    let time = OffsetDateTime::now_utc();
    let format = parse_borrowed::<2>("[year][month][day]T[hour][minute][second]Z").unwrap();
    let time = time.format(&format).unwrap();
    request.headers_mut().insert("x-amz-date", HeaderValue::from_str(&time).unwrap());
    let names = ["content-type", "host", "x-amz-date", "x-amz-target"];
    let headers: String =
        names.iter().map(|name| format!("{name}:{}\n", request.headers()[*name].to_str().unwrap())).collect();
    let names = names.join(";");
    let canonical = format!("POST\n/\n\n{headers}\n{names}\n{}", hex(input.to_string().as_bytes()));
    let scope = format!("{}/{REGION}/ssm/aws4_request", &time[..8]);
    let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hex(canonical.as_bytes()));
    let key = RsaKeyPair::from_der(&STANDARD.decode(PRIVATE_KEY).unwrap()).unwrap();
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PSS_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).unwrap();
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={node}/{scope}, SignedHeaders={names}, Signature={}",
        STANDARD.encode(signature)
    );
    request.headers_mut().insert("authorization", HeaderValue::from_str(&authorization).unwrap());
    send(ssm.port(), request).await
}

/// A hybrid node that registered without a signature, with its id.
async fn register(ssm: &LocalSsm) -> String {
    let activation = owner(ssm, "CreateActivation", json!({ "IamRole": "x" })).await.body;
    let body = registration(&activation).to_string();
    let answer = send(ssm.port(), request("RegisterManagedInstance", body)).await;
    answer.body["InstanceId"].as_str().unwrap().to_owned()
}

fn fingerprint() -> Value {
    json!({ "Fingerprint": registration(&json!({}))["Fingerprint"] })
}

#[tokio::test]
async fn a_machine_without_credentials_gets_those_of_its_node_by_its_key() {
    let ssm = verifying().await;
    let node = register(&ssm).await;
    let token = with_key(&ssm, &node, "RequestManagedInstanceRoleToken", fingerprint()).await.body;
    assert!(token["AccessKeyId"].as_str().unwrap().starts_with("ASIA"), "{token}");
    assert_eq!(token["UpdateKeyPair"], false);

    let ping = json!({ "InstanceId": node, "AgentVersion": "3.3.1.0", "PlatformType": "Linux" });
    assert_eq!(with_role(&ssm, &token, "ssm", "UpdateInstanceInformation", ping).await.status, 200);
    let listed = owner(&ssm, "DescribeInstanceInformation", json!({})).await.body;
    assert_eq!(listed["InstanceInformationList"][0]["PingStatus"], "Online", "it is in the owner's region");
    let command = json!({
        "DocumentName": "AWS-RunShellScript", "InstanceIds": [node], "Parameters": { "commands": ["x"] },
    });
    assert_eq!(owner(&ssm, "SendCommand", command).await.status, 200);
    let poll = json!({ "Destination": node, "MessagesRequestId": "0".repeat(36) });
    let messages = with_role(&ssm, &token, "ec2messages", "GetMessages", poll).await.body;
    assert_eq!(messages["Messages"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_node_acts_for_itself_alone() {
    let ssm = verifying().await;
    let (node, other) = (register(&ssm).await, register(&ssm).await);
    let token = with_key(&ssm, &node, "RequestManagedInstanceRoleToken", fingerprint()).await.body;
    let ping = json!({ "InstanceId": other });
    let answer = with_role(&ssm, &token, "ssm", "UpdateInstanceInformation", ping).await;
    assert_eq!(answer.error().0, "AccessDeniedException");
    let poll = json!({ "Destination": other, "MessagesRequestId": "0".repeat(36) });
    let answer = with_role(&ssm, &token, "ec2messages", "GetMessages", poll).await;
    assert_eq!(answer.error().0, "AuthorizationFailureException");
    let id = format!("aws.ssm.{}.{other}", "0".repeat(36));
    let acknowledge = json!({ "MessageId": id });
    let answer = with_role(&ssm, &token, "ec2messages", "AcknowledgeMessage", acknowledge).await;
    assert_eq!(answer.error().0, "AuthorizationFailureException");
}

#[tokio::test]
async fn a_deregistered_node_is_cut_off() {
    for ssm in [verifying().await, LocalSsm::builder().region(REGION).start().await.unwrap()] {
        let node = register(&ssm).await;
        let token = with_key(&ssm, &node, "RequestManagedInstanceRoleToken", fingerprint()).await.body;
        owner(&ssm, "DeregisterManagedInstance", json!({ "InstanceId": node })).await;
        let ping = json!({ "InstanceId": node });
        let answer = with_role(&ssm, &token, "ssm", "UpdateInstanceInformation", ping).await;
        assert_eq!(answer.error().0, "UnrecognizedClientException");
        let poll = json!({ "Destination": node, "MessagesRequestId": "0".repeat(36) });
        let answer = with_role(&ssm, &token, "ec2messages", "GetMessages", poll).await;
        assert_eq!(answer.error().0, "UnrecognizedClientException");
        let answer = with_key(&ssm, &node, "RequestManagedInstanceRoleToken", fingerprint()).await;
        assert_eq!(answer.error().0, "InvalidInstanceId");
    }
}

#[tokio::test]
async fn another_machine_or_another_key_gets_no_credentials() {
    let ssm = verifying().await;
    let node = register(&ssm).await;
    let moved = json!({ "Fingerprint": "d3b0c1de-0000-4000-8000-000000000002" });
    let answer = with_key(&ssm, &node, "RequestManagedInstanceRoleToken", moved).await;
    assert_eq!(answer.error().0, "MachineFingerprintDoesNotMatch");
    let answer = owner(&ssm, "RequestManagedInstanceRoleToken", fingerprint()).await;
    assert_eq!(answer.error().0, "InvalidInstanceId");

    let key = |key: &str| json!({ "NewPublicKey": key, "NewPublicKeyType": "Rsa" });
    let own = registration(&json!({}))["PublicKey"].as_str().unwrap().to_owned();
    let answer = with_key(&ssm, &node, "UpdateManagedInstancePublicKey", key(&own)).await;
    assert_eq!(answer.error().0, "PublicKeyAlreadyRegistered");
    let answer = with_key(&ssm, &node, "UpdateManagedInstancePublicKey", key(OTHER_PUBLIC_KEY)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let answer = with_key(&ssm, &node, "RequestManagedInstanceRoleToken", fingerprint()).await;
    assert_eq!(answer.error().0, "InvalidSignatureException", "the old key is of no use any more");
}

#[tokio::test]
async fn a_node_that_is_asked_for_another_key_is_asked_until_it_has_one() {
    let ssm = verifying().await;
    let node = register(&ssm).await;
    let is_asked = || async {
        with_key(&ssm, &node, "RequestManagedInstanceRoleToken", fingerprint()).await.body["UpdateKeyPair"]
            .take()
    };
    assert_eq!(is_asked().await, false);
    assert!(ssm.ask_for_new_key(&node).await.unwrap());
    assert_eq!((is_asked().await, is_asked().await), (json!(true), json!(true)));
    let key = json!({ "NewPublicKey": OTHER_PUBLIC_KEY, "NewPublicKeyType": "Rsa" });
    assert_eq!(with_key(&ssm, &node, "UpdateManagedInstancePublicKey", key).await.status, 200);
    // Of the other key no private half is at hand; what signs otherwise is not asked either.
    assert_eq!(is_asked().await, Value::Null);
    for other in ["mi-99999999999999999", "i-0123456789abcdef0"] {
        assert!(!ssm.ask_for_new_key(other).await.unwrap(), "{other}");
    }
}
