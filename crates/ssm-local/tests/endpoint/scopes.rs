//! Accounts and regions apart from each other.

use serde_json::{Value, json};
use ssm_local::LocalSsm;

use crate::support::{Answer, request, send, start};

/// Calls an operation with a signature for this access key and region, which nobody verifies.
async fn call_as(ssm: &LocalSsm, key: &str, region: &str, operation: &str, input: Value) -> Answer {
    let mut request = request(operation, input.to_string());
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={key}/20260101/{region}/ssm/aws4_request, SignedHeaders=host, \
         Signature=00"
    );
    request.headers_mut().insert("authorization", authorization.parse().unwrap());
    send(ssm.port(), request).await
}

#[tokio::test]
async fn each_account_and_region_has_parameters_of_its_own() {
    let ssm = start().await;
    let scopes = [("AKID", "us-east-1"), ("AKID", "cn-north-1"), ("111122223333", "us-east-1")];
    for (key, region) in scopes {
        let input = json!({ "Name": "/a", "Value": format!("{key} {region}"), "Type": "String" });
        let answer = call_as(&ssm, key, region, "PutParameter", input).await;
        assert_eq!(answer.body["Version"], 1, "{}", answer.body);
    }
    let arns = [
        "arn:aws:ssm:us-east-1:000000000000:parameter/a",
        "arn:aws-cn:ssm:cn-north-1:000000000000:parameter/a",
        "arn:aws:ssm:us-east-1:111122223333:parameter/a",
    ];
    for ((key, region), arn) in scopes.into_iter().zip(arns) {
        let answer = call_as(&ssm, key, region, "GetParameter", json!({ "Name": "/a" })).await;
        assert_eq!(answer.body["Parameter"]["Value"], format!("{key} {region}"));
        assert_eq!(answer.body["Parameter"]["ARN"], arn);
    }
}
