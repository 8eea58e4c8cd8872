use std::time::Duration;

use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;

use crate::agent::{Agent, registration};
use crate::support::{call, fails, ok, start};

async fn listed(ssm: &LocalSsm, filters: Value) -> Vec<Value> {
    let input = json!({ "Filters": filters });
    ok(ssm, "DescribeActivations", input).await["ActivationList"].as_array().unwrap().clone()
}

#[tokio::test]
async fn an_activation_has_a_code_an_id_and_the_defaults_of_the_service() {
    let ssm = start().await;
    let made = ok(&ssm, "CreateActivation", json!({ "IamRole": "service" })).await;
    assert_eq!(made["ActivationCode"].as_str().unwrap().len(), 20);
    assert_eq!(made["ActivationId"].as_str().unwrap().len(), 36);
    let found = &listed(&ssm, json!([])).await[0];
    assert_eq!(found["ActivationId"], made["ActivationId"]);
    assert_eq!((&found["RegistrationLimit"], &found["RegistrationsCount"]), (&json!(1), &json!(0)));
    assert_eq!((&found["Expired"], &found["IamRole"]), (&json!(false), &json!("service")));
    let day = found["ExpirationDate"].as_f64().unwrap() - found["CreatedDate"].as_f64().unwrap();
    assert!((day - 86_400.0).abs() < 0.001, "{day}");
    assert!(!found.to_string().contains(made["ActivationCode"].as_str().unwrap()), "the code is told once");
}

#[tokio::test]
async fn activations_are_filtered_paged_and_deleted() {
    let ssm = start().await;
    for name in ["a", "b", "c"] {
        ok(&ssm, "CreateActivation", json!({ "IamRole": name, "DefaultInstanceName": "web" })).await;
    }
    let role = json!([{ "FilterKey": "IamRole", "FilterValues": ["b", "x"] }]);
    let found = listed(&ssm, role).await;
    assert_eq!(found.len(), 1);
    let id = found[0]["ActivationId"].as_str().unwrap();
    let both = json!([
        { "FilterKey": "DefaultInstanceName", "FilterValues": ["web"] },
        { "FilterKey": "ActivationIds", "FilterValues": [id] },
    ]);
    assert_eq!(listed(&ssm, both).await.len(), 1);
    fails(&ssm, "DescribeActivations", json!({ "Filters": [{ "FilterKey": "IamRole" }] }), "InvalidFilter")
        .await;
    let first = ok(&ssm, "DescribeActivations", json!({ "MaxResults": 2 })).await;
    assert_eq!(first["ActivationList"].as_array().unwrap().len(), 2);
    let rest = json!({ "MaxResults": 2, "NextToken": first["NextToken"] });
    assert_eq!(ok(&ssm, "DescribeActivations", rest).await["ActivationList"].as_array().unwrap().len(), 1);
    ok(&ssm, "DeleteActivation", json!({ "ActivationId": id })).await;
    assert_eq!(listed(&ssm, json!([])).await.len(), 2);
    let answer = call(&ssm, "DeleteActivation", json!({ "ActivationId": id })).await;
    assert_eq!(answer.error().0, "InvalidActivation");
}

#[tokio::test]
async fn an_activation_ends_within_thirty_days() {
    let now = OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap();
    let ssm = LocalSsm::builder().clock(Clock::manual(now)).start().await.unwrap();
    let until = |days: i64| json!({ "IamRole": "x", "ExpirationDate": 1_800_000_000 + days * 86_400 });
    ok(&ssm, "CreateActivation", until(30)).await;
    for days in [31, 0, -1] {
        fails(&ssm, "CreateActivation", until(days), "InvalidParameters").await;
    }
}

#[tokio::test]
async fn a_machine_becomes_a_node_with_what_its_activation_gives_it() {
    let ssm = start().await;
    let tags = json!([{ "Key": "team", "Value": "blue" }]);
    let input = json!({ "IamRole": "service", "DefaultInstanceName": "rack", "Tags": tags });
    let activation = ok(&ssm, "CreateActivation", input).await;
    let id = ok(&ssm, "RegisterManagedInstance", registration(&activation)).await["InstanceId"].take();
    assert!(id.as_str().unwrap().starts_with("mi-") && id.as_str().unwrap().len() == 20, "{id}");
    let found = ok(&ssm, "DescribeInstanceInformation", json!({})).await["InstanceInformationList"][0].take();
    assert_eq!((&found["InstanceId"], &found["Name"]), (&id, &json!("rack")));
    assert_eq!((&found["IamRole"], &found["PingStatus"]), (&json!("service"), &json!("Inactive")));
    assert_eq!(found["ActivationId"], activation["ActivationId"]);
    assert_eq!(found["ResourceType"], "ManagedInstance");
    let resource = json!({ "ResourceType": "ManagedInstance", "ResourceId": id });
    assert_eq!(ok(&ssm, "ListTagsForResource", resource).await["TagList"], tags);
    assert_eq!(listed(&ssm, json!([])).await[0]["RegistrationsCount"], 1);
}

#[tokio::test]
async fn registrations_that_no_activation_allows_are_refused() {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let activation = ok(&ssm, "CreateActivation", json!({ "IamRole": "service" })).await;
    let register = |change: fn(&mut Value)| {
        let mut input = registration(&activation);
        change(&mut input);
        call(&ssm, "RegisterManagedInstance", input)
    };
    let code = |answer: crate::support::Answer| answer.error().0.to_owned();
    let wrong_code = register(|input| input["ActivationCode"] = json!("A".repeat(20))).await;
    assert_eq!(code(wrong_code), "InvalidActivation");
    let wrong_id = register(|input| input["ActivationId"] = json!("0".repeat(36))).await;
    assert_eq!(code(wrong_id), "InvalidActivation");
    let wrong_key = register(|input| input["PublicKey"] = json!("A".repeat(392))).await;
    assert_eq!(code(wrong_key), "InvalidPublicKey");
    let no_activation = register(|input| {
        input.as_object_mut().unwrap().retain(|name, _| !name.starts_with("Activation"));
    });
    assert_eq!(code(no_activation.await), "InvalidActivation");
    assert_eq!(listed(&ssm, json!([])).await[0]["RegistrationsCount"], 0, "nothing of it counts");

    assert_eq!(register(|_| {}).await.status, 200);
    assert_eq!(code(register(|_| {}).await), "RegistrationLimitExceeded");
    clock.advance(Duration::from_secs(86_400));
    assert_eq!(code(register(|_| {}).await), "ActivationExpired");
    assert_eq!(listed(&ssm, json!([])).await[0]["Expired"], true);
}

#[tokio::test]
async fn nodes_outlive_their_activation() {
    let ssm = start().await;
    let node = Agent::register(&ssm, json!([])).await;
    let id = listed(&ssm, json!([])).await[0]["ActivationId"].take();
    ok(&ssm, "DeleteActivation", json!({ "ActivationId": id })).await;
    node.ping().await;
}
