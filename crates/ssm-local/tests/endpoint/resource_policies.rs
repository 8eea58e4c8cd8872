use serde_json::{Value, json};

use crate::support::{fails, ok, put, start};

const GROUP: &str = "arn:aws:ssm:us-east-1:000000000000:opsitemgroup/default";

fn policy(action: &str) -> String {
    let statement = json!({
        "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111111111111:root" }, "Action": action, "Resource": "*",
    });
    json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string()
}

fn with_policy(arn: &str, policy: &str) -> Value {
    json!({ "ResourceArn": arn, "Policy": policy })
}

#[tokio::test]
async fn a_policy_is_put_read_replaced_and_deleted() {
    let ssm = start().await;
    let first = ok(&ssm, "PutResourcePolicy", with_policy(GROUP, &policy("ssm:GetOpsItem"))).await;
    assert_eq!(first["PolicyHash"].as_str().unwrap().len(), 64);
    let found = ok(&ssm, "GetResourcePolicies", json!({ "ResourceArn": GROUP })).await;
    let expected = json!([{
        "PolicyId": first["PolicyId"], "PolicyHash": first["PolicyHash"], "Policy": policy("ssm:GetOpsItem"),
    }]);
    assert_eq!(found["Policies"], expected);
    let more = with_policy(GROUP, &policy("ssm:UpdateOpsItem"));
    fails(&ssm, "PutResourcePolicy", more.clone(), "ResourcePolicyLimitExceededException").await;

    let mut replace = more;
    replace["PolicyId"] = first["PolicyId"].clone();
    fails(&ssm, "PutResourcePolicy", replace.clone(), "ResourcePolicyInvalidParameterException").await;
    replace["PolicyHash"] = first["PolicyHash"].clone();
    let second = ok(&ssm, "PutResourcePolicy", replace.clone()).await;
    assert_eq!(second["PolicyId"], first["PolicyId"]);
    fails(&ssm, "PutResourcePolicy", replace.clone(), "ResourcePolicyConflictException").await;
    let stale =
        json!({ "ResourceArn": GROUP, "PolicyId": first["PolicyId"], "PolicyHash": first["PolicyHash"] });
    fails(&ssm, "DeleteResourcePolicy", stale, "ResourcePolicyConflictException").await;
    let delete =
        json!({ "ResourceArn": GROUP, "PolicyId": second["PolicyId"], "PolicyHash": second["PolicyHash"] });
    ok(&ssm, "DeleteResourcePolicy", delete.clone()).await;
    fails(&ssm, "DeleteResourcePolicy", delete, "ResourcePolicyNotFoundException").await;
}

#[tokio::test]
async fn advanced_parameters_can_have_a_policy() {
    let ssm = start().await;
    let arn = "arn:aws:ssm:us-east-1:000000000000:parameter/app/key";
    let input = with_policy(arn, &policy("ssm:GetParameter"));
    fails(&ssm, "PutResourcePolicy", input.clone(), "ResourceNotFoundException").await;
    put(&ssm, "/app/key", "x").await;
    fails(&ssm, "PutResourcePolicy", input.clone(), "ResourcePolicyInvalidParameterException").await;
    let advanced = json!({ "Name": "/app/key", "Value": "x", "Tier": "Advanced", "Overwrite": true });
    ok(&ssm, "PutParameter", advanced).await;
    ok(&ssm, "PutResourcePolicy", input).await;
    let found = ok(&ssm, "GetResourcePolicies", json!({ "ResourceArn": arn })).await;
    assert_eq!(found["Policies"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_no_policy_is_refused() {
    let ssm = start().await;
    for bad in ["x", "[]", "{}", r#"{"Statement":[]}"#, r#"{"Statement":[{"Effect":"Allow"}]}"#] {
        let input = with_policy(GROUP, bad);
        fails(&ssm, "PutResourcePolicy", input, "MalformedResourcePolicyDocumentException").await;
    }
    let long = with_policy(GROUP, &policy(&"x".repeat(1024)));
    fails(&ssm, "PutResourcePolicy", long, "ResourcePolicyLimitExceededException").await;
    let other = with_policy("arn:aws:s3:::bucket-of-mine", &policy("x"));
    fails(&ssm, "PutResourcePolicy", other, "ResourcePolicyInvalidParameterException").await;
    fails(&ssm, "PutResourcePolicy", with_policy(GROUP, " "), "ValidationException").await;
}
