use serde_json::{Value, json};
use ssm_local::LocalSsm;

use crate::support::{all, fails, ok, start};

async fn create(ssm: &LocalSsm, id: &str, metadata: Value) -> String {
    let input = json!({ "ResourceId": id, "Metadata": metadata });
    ok(ssm, "CreateOpsMetadata", input).await["OpsMetadataArn"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn metadata_is_created_read_changed_and_deleted() {
    let ssm = start().await;
    let arn = create(&ssm, "shop", json!({ "owner": { "Value": "blue" }, "tier": { "Value": "1" } })).await;
    assert_eq!(arn, "arn:aws:ssm:us-east-1:000000000000:opsmetadata/aws/ssm/shop/appmanager");
    let page = ok(&ssm, "GetOpsMetadata", json!({ "OpsMetadataArn": arn, "MaxResults": 1 })).await;
    assert_eq!(page["Metadata"], json!({ "owner": { "Value": "blue" } }));
    assert_eq!(page["ResourceId"], "shop");
    let rest =
        ok(&ssm, "GetOpsMetadata", json!({ "OpsMetadataArn": arn, "NextToken": page["NextToken"] })).await;
    assert_eq!(rest["Metadata"], json!({ "tier": { "Value": "1" } }));

    let change = json!({
        "OpsMetadataArn": arn, "MetadataToUpdate": { "owner": { "Value": "red" } }, "KeysToDelete": ["tier"],
    });
    assert_eq!(ok(&ssm, "UpdateOpsMetadata", change).await["OpsMetadataArn"], arn);
    let found = ok(&ssm, "GetOpsMetadata", json!({ "OpsMetadataArn": arn })).await;
    assert_eq!(found["Metadata"], json!({ "owner": { "Value": "red" } }));

    let tags = json!([{ "Key": "team", "Value": "blue" }]);
    let short =
        json!({ "ResourceType": "OpsMetadata", "ResourceId": "aws/ssm/shop/appmanager", "Tags": tags });
    ok(&ssm, "AddTagsToResource", short).await;
    let resource = json!({ "ResourceType": "OpsMetadata", "ResourceId": arn });
    assert_eq!(ok(&ssm, "ListTagsForResource", resource.clone()).await["TagList"], tags);
    ok(&ssm, "DeleteOpsMetadata", json!({ "OpsMetadataArn": arn })).await;
    fails(&ssm, "ListTagsForResource", resource, "InvalidResourceId").await;
    for operation in ["GetOpsMetadata", "UpdateOpsMetadata", "DeleteOpsMetadata"] {
        fails(&ssm, operation, json!({ "OpsMetadataArn": arn }), "OpsMetadataNotFoundException").await;
    }
}

#[tokio::test]
async fn metadata_is_listed_once_for_each_resource() {
    let ssm = start().await;
    let one = json!({ "a": { "Value": "b" } });
    create(&ssm, "shop", one.clone()).await;
    let arn = create(&ssm, "arn:aws:resource-groups:us-east-1:1:group/x", one.clone()).await;
    let again = json!({ "ResourceId": "shop", "Metadata": one });
    fails(&ssm, "CreateOpsMetadata", again, "OpsMetadataAlreadyExistsException").await;
    let (found, sizes) = all(&ssm, "ListOpsMetadata", json!({ "MaxResults": 1 }), "OpsMetadataList").await;
    assert_eq!((found.len(), sizes), (2, vec![1, 1]));
    let filter = json!([{ "Key": "ResourceId", "Values": ["arn:aws:resource-groups:us-east-1:1:group/x"] }]);
    let found = ok(&ssm, "ListOpsMetadata", json!({ "Filters": filter })).await;
    assert_eq!(found["OpsMetadataList"][0]["OpsMetadataArn"], arn);
    assert_eq!(found["OpsMetadataList"].as_array().unwrap().len(), 1);
    let unknown = json!({ "Filters": [{ "Key": "Planet", "Values": ["x"] }] });
    fails(&ssm, "ListOpsMetadata", unknown, "OpsMetadataInvalidArgumentException").await;
}

#[tokio::test]
async fn metadata_has_few_keys_with_values() {
    let ssm = start().await;
    let keys = |count: usize| -> Value {
        (0..count)
            .map(|number| (format!("k{number}"), json!({ "Value": "x" })))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let many = json!({ "ResourceId": "shop", "Metadata": keys(6) });
    fails(&ssm, "CreateOpsMetadata", many, "ValidationException").await;
    let empty = json!({ "ResourceId": "shop", "Metadata": { "a": {} } });
    fails(&ssm, "CreateOpsMetadata", empty, "OpsMetadataInvalidArgumentException").await;
    let arn = create(&ssm, "shop", keys(5)).await;
    let more = json!({ "OpsMetadataArn": arn, "MetadataToUpdate": { "more": { "Value": "x" } } });
    fails(&ssm, "UpdateOpsMetadata", more, "OpsMetadataKeyLimitExceededException").await;
    let found = ok(&ssm, "GetOpsMetadata", json!({ "OpsMetadataArn": arn })).await;
    assert_eq!(found["Metadata"].as_object().unwrap().len(), 5);
}
