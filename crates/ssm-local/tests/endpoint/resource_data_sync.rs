use serde_json::{Value, json};

use crate::support::{all, fails, ok, start};

fn to_bucket(name: &str) -> Value {
    json!({
        "SyncName": name,
        "S3Destination": { "BucketName": "b", "SyncFormat": "JsonSerDe", "Region": "us-east-1" },
    })
}

fn from_regions(name: &str, source: &Value) -> Value {
    json!({ "SyncName": name, "SyncType": "SyncFromSource", "SyncSource": source })
}

fn regions() -> Value {
    json!({ "SourceType": "SingleAccountMultiRegions", "SourceRegions": ["eu-west-1"] })
}

#[tokio::test]
async fn syncs_are_created_listed_updated_and_deleted() {
    let ssm = start().await;
    ok(&ssm, "CreateResourceDataSync", to_bucket("to")).await;
    ok(&ssm, "CreateResourceDataSync", from_regions("from", &regions())).await;
    let (items, sizes) =
        all(&ssm, "ListResourceDataSync", json!({ "MaxResults": 1 }), "ResourceDataSyncItems").await;
    assert_eq!(sizes, [1, 1]);
    assert_eq!(
        (&items[0]["SyncType"], &items[1]["SyncType"]),
        (&json!("SyncFromSource"), &json!("SyncToDestination"))
    );
    assert_eq!(items[1]["S3Destination"], to_bucket("to")["S3Destination"]);
    let source = json!({ "SourceType": "SingleAccountMultiRegions", "SourceRegions": ["eu-west-2"] });
    ok(&ssm, "UpdateResourceDataSync", from_regions("from", &source)).await;
    let of_type = json!({ "SyncType": "SyncFromSource" });
    let found = ok(&ssm, "ListResourceDataSync", of_type).await["ResourceDataSyncItems"].clone();
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["SyncSource"]["SourceRegions"], json!(["eu-west-2"]));
    ok(&ssm, "DeleteResourceDataSync", json!({ "SyncName": "to" })).await;
    ok(&ssm, "DeleteResourceDataSync", json!({ "SyncName": "from", "SyncType": "SyncFromSource" })).await;
    let found = ok(&ssm, "ListResourceDataSync", json!({})).await;
    assert_eq!(found["ResourceDataSyncItems"], json!([]));
}

#[tokio::test]
async fn syncs_that_cannot_be_are_refused() {
    let ssm = start().await;
    let invalid = "ResourceDataSyncInvalidConfigurationException";
    let mut both = to_bucket("x");
    both["SyncSource"] = regions();
    let organization = |rest: Value| json!({ "SourceType": "AwsOrganizations", "SourceRegions": ["eu-west-1"], "AwsOrganizationsSource": rest });
    for input in [
        json!({ "SyncName": "x" }),
        both,
        json!({ "SyncName": "x", "SyncType": "Planet" }),
        json!({ "SyncName": "x", "SyncType": "SyncFromSource" }),
        from_regions("x", &json!({ "SourceType": "Planet", "SourceRegions": ["eu-west-1"] })),
        from_regions("x", &json!({ "SourceType": "SingleAccountMultiRegions", "SourceRegions": [] })),
        from_regions("x", &organization(Value::Null)),
        from_regions("x", &organization(json!({ "OrganizationSourceType": "OrganizationalUnits" }))),
    ] {
        fails(&ssm, "CreateResourceDataSync", input, invalid).await;
    }
    let whole = organization(json!({ "OrganizationSourceType": "EntireOrganization" }));
    ok(&ssm, "CreateResourceDataSync", from_regions("x", &whole)).await;
    fails(&ssm, "CreateResourceDataSync", to_bucket("x"), "ResourceDataSyncAlreadyExistsException").await;
    for name in ["a", "b", "c", "d"] {
        ok(&ssm, "CreateResourceDataSync", to_bucket(name)).await;
    }
    fails(&ssm, "CreateResourceDataSync", to_bucket("e"), "ResourceDataSyncCountExceededException").await;
    for input in [from_regions("missing", &regions()), from_regions("a", &regions())] {
        fails(&ssm, "UpdateResourceDataSync", input, "ResourceDataSyncNotFoundException").await;
    }
    let missing = json!({ "SyncName": "missing" });
    fails(&ssm, "DeleteResourceDataSync", missing, "ResourceDataSyncNotFoundException").await;
    let other = json!({ "SyncName": "a", "SyncType": "SyncFromSource" });
    fails(&ssm, "DeleteResourceDataSync", other, "ResourceDataSyncNotFoundException").await;
}
