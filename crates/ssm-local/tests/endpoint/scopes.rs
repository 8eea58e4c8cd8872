//! Accounts and regions apart from each other.

use serde_json::json;

use crate::support::{call_as, start};

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
