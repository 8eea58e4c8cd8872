use serde_json::{Value, json};
use ssm_local::LocalSsm;

use crate::support::{fails, ok, put, start};

fn resource(id: &str) -> Value {
    json!({ "ResourceType": "Parameter", "ResourceId": id })
}

fn with_tags(id: &str, tags: &Value) -> Value {
    json!({ "ResourceType": "Parameter", "ResourceId": id, "Tags": tags })
}

async fn tags(ssm: &LocalSsm, id: &str) -> Value {
    ok(ssm, "ListTagsForResource", resource(id)).await["TagList"].clone()
}

#[tokio::test]
async fn tags_are_added_replaced_listed_and_removed() {
    let ssm = start().await;
    put(&ssm, "app", "x").await;
    assert_eq!(tags(&ssm, "app").await, json!([]));
    let two = json!([{ "Key": "team", "Value": "blue" }, { "Key": "größe", "Value": "" }]);
    assert_eq!(ok(&ssm, "AddTagsToResource", with_tags("app", &two)).await, json!({}));
    let one = json!([{ "Key": "team", "Value": "green" }]);
    ok(&ssm, "AddTagsToResource", with_tags("/app", &one)).await;
    let expected = json!([{ "Key": "größe", "Value": "" }, { "Key": "team", "Value": "green" }]);
    assert_eq!(tags(&ssm, "app").await, expected);
    let mut removal = resource("app");
    removal["TagKeys"] = json!(["größe", "missing"]);
    ok(&ssm, "RemoveTagsFromResource", removal).await;
    assert_eq!(tags(&ssm, "app").await, one);
}

#[tokio::test]
async fn resources_that_are_not_there_have_no_tags() {
    let ssm = start().await;
    for kind in ["Parameter", "Document", "ManagedInstance", "MaintenanceWindow", "PatchBaseline", "OpsItem"]
    {
        let input = json!({ "ResourceType": kind, "ResourceId": "missing" });
        fails(&ssm, "ListTagsForResource", input, "InvalidResourceId").await;
    }
    let node = json!({ "ResourceType": "ManagedInstance", "ResourceId": "i-0123456789abcdef0" });
    fails(&ssm, "ListTagsForResource", node, "InvalidResourceType").await;
    let unknown = json!({ "ResourceType": "Bucket", "ResourceId": "x" });
    let message = fails(&ssm, "ListTagsForResource", unknown, "ValidationException").await;
    assert!(message.contains("Member must satisfy enum value set"), "{message}");
    fails(&ssm, "AddTagsToResource", with_tags("missing", &json!([])), "InvalidResourceId").await;
}

#[tokio::test]
async fn a_resource_has_at_most_fifty_tags() {
    let ssm = start().await;
    put(&ssm, "app", "x").await;
    let numbered = |count: usize| -> Value {
        (0..count).map(|number| json!({ "Key": format!("k{number}"), "Value": "x" })).collect()
    };
    fails(&ssm, "AddTagsToResource", with_tags("app", &numbered(51)), "TooManyTagsError").await;
    assert_eq!(tags(&ssm, "app").await, json!([]));
    ok(&ssm, "AddTagsToResource", with_tags("app", &numbered(50))).await;
    ok(&ssm, "AddTagsToResource", with_tags("app", &numbered(1))).await;
    let more = json!([{ "Key": "more", "Value": "x" }]);
    fails(&ssm, "AddTagsToResource", with_tags("app", &more), "TooManyTagsError").await;
}

#[tokio::test]
async fn tag_keys_of_aws_are_refused() {
    let ssm = start().await;
    put(&ssm, "app", "x").await;
    let tags = json!([{ "Key": "aws:owner", "Value": "x" }]);
    fails(&ssm, "AddTagsToResource", with_tags("app", &tags), "ValidationException").await;
    let mut removal = resource("app");
    removal["TagKeys"] = json!(["AWS:owner"]);
    fails(&ssm, "RemoveTagsFromResource", removal, "ValidationException").await;
}

#[tokio::test]
async fn tags_keep_to_the_constraints_of_the_model() {
    let ssm = start().await;
    put(&ssm, "app", "x").await;
    for (tag, expected) in [
        (
            json!({ "Key": "", "Value": "x" }),
            "'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
        ),
        (json!({ "Key": "k".repeat(129), "Value": "x" }), "less than or equal to 128"),
        (json!({ "Key": "k", "Value": "v".repeat(257) }), "'tags.1.member.value'"),
        (json!({ "Key": "k#", "Value": "x" }), "Member must satisfy regular expression pattern"),
        (
            json!({ "Key": "k" }),
            "Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null",
        ),
    ] {
        let message =
            fails(&ssm, "AddTagsToResource", with_tags("app", &json!([tag])), "ValidationException").await;
        assert!(message.contains(expected), "{message}");
    }
}
