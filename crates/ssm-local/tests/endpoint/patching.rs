use serde_json::{Value, json};
use ssm_local::LocalSsm;

use crate::agent::Agent;
use crate::support::{all, fails, ok, start};

const MISSING: &str = "pb-00000000000000000";

async fn create(ssm: &LocalSsm, name: &str, rest: Value) -> String {
    let mut input = json!({ "Name": name, "OperatingSystem": "UBUNTU" });
    input.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    let id = ok(ssm, "CreatePatchBaseline", input).await["BaselineId"].as_str().unwrap().to_owned();
    assert!(id.starts_with("pb-") && id.len() == 20, "{id}");
    id
}

fn rules(filter: &str, values: &[&str]) -> Value {
    json!({ "PatchRules": [{
        "PatchFilterGroup": { "PatchFilters": [{ "Key": filter, "Values": values }] },
        "ApproveAfterDays": 7,
    }] })
}

async fn baselines(ssm: &LocalSsm, filters: Value) -> Vec<Value> {
    let answer = ok(ssm, "DescribePatchBaselines", json!({ "Filters": filters })).await;
    answer["BaselineIdentities"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_baseline_is_created_read_changed_and_deleted() {
    let ssm = start().await;
    let rest = json!({
        "ApprovalRules": rules("PRIORITY", &["Required"]), "ApprovedPatches": ["bash=5.2"], "Description": "mine",
        "Tags": [{ "Key": "team", "Value": "blue" }],
    });
    let id = create(&ssm, "web", rest).await;
    let found = ok(&ssm, "GetPatchBaseline", json!({ "BaselineId": id })).await;
    for (name, value) in [
        ("Name", json!("web")),
        ("OperatingSystem", json!("UBUNTU")),
        ("ApprovedPatches", json!(["bash=5.2"])),
        ("ApprovedPatchesComplianceLevel", json!("UNSPECIFIED")),
        ("ApprovedPatchesEnableNonSecurity", json!(false)),
        ("RejectedPatchesAction", json!("ALLOW_AS_DEPENDENCY")),
        ("GlobalFilters", json!({ "PatchFilters": [] })),
        ("PatchGroups", json!([])),
    ] {
        assert_eq!(found[name], value, "{name}");
    }
    assert_eq!(found["ApprovalRules"]["PatchRules"][0]["ApproveAfterDays"], 7);
    let arn = format!("arn:aws:ssm:us-east-1:000000000000:patchbaseline/{id}");
    assert_eq!(ok(&ssm, "GetPatchBaseline", json!({ "BaselineId": arn })).await, found);

    let change = json!({ "BaselineId": id, "Name": "www" });
    let changed = ok(&ssm, "UpdatePatchBaseline", change).await;
    assert_eq!((&changed["Name"], &changed["Description"]), (&json!("www"), &json!("mine")));
    let replace = json!({ "BaselineId": id, "Name": "all", "Replace": true });
    let replaced = ok(&ssm, "UpdatePatchBaseline", replace).await;
    assert_eq!((&replaced["Description"], &replaced["ApprovedPatches"]), (&Value::Null, &json!([])));
    fails(&ssm, "UpdatePatchBaseline", json!({ "BaselineId": id, "Replace": true }), "ValidationException")
        .await;

    let resource = json!({ "ResourceType": "PatchBaseline", "ResourceId": id });
    let tags = ok(&ssm, "ListTagsForResource", resource.clone()).await;
    assert_eq!(tags["TagList"], json!([{ "Key": "team", "Value": "blue" }]));
    assert_eq!(ok(&ssm, "DeletePatchBaseline", json!({ "BaselineId": id })).await["BaselineId"], id);
    ok(&ssm, "DeletePatchBaseline", json!({ "BaselineId": id })).await;
    fails(&ssm, "GetPatchBaseline", json!({ "BaselineId": id }), "DoesNotExistException").await;
    fails(&ssm, "ListTagsForResource", resource, "InvalidResourceId").await;
}

#[tokio::test]
async fn the_same_token_makes_one_baseline() {
    let ssm = start().await;
    let token = json!({ "ClientToken": "one" });
    let id = create(&ssm, "web", token.clone()).await;
    assert_eq!(create(&ssm, "web", token).await, id);
    let other = json!({ "Name": "other", "OperatingSystem": "UBUNTU", "ClientToken": "one" });
    fails(&ssm, "CreatePatchBaseline", other, "IdempotentParameterMismatch").await;
}

#[tokio::test]
async fn the_service_provides_baselines_for_every_operating_system() {
    let ssm = start().await;
    let provided = baselines(&ssm, json!([{ "Key": "OWNER", "Values": ["AWS"] }])).await;
    assert_eq!(provided.len(), 17);
    for baseline in &provided {
        let id = baseline["BaselineId"].as_str().unwrap();
        assert!(id.starts_with("arn:aws:ssm:us-east-1:075727635805:patchbaseline/pb-"), "{id}");
        let found = ok(&ssm, "GetPatchBaseline", json!({ "BaselineId": id })).await;
        assert_eq!((&found["Name"], &found["BaselineId"]), (&baseline["BaselineName"], &json!(id)));
        assert_ne!(found["ApprovalRules"]["PatchRules"], json!([]));
        let of_system = json!({ "OperatingSystem": baseline["OperatingSystem"] });
        let default = ok(&ssm, "GetDefaultPatchBaseline", of_system).await;
        assert_eq!(default["BaselineId"] == json!(id), baseline["DefaultBaseline"] == json!(true), "{id}");
    }
    let default = ok(&ssm, "GetDefaultPatchBaseline", json!({})).await;
    assert_eq!(default["OperatingSystem"], "WINDOWS");
    let change = json!({ "BaselineId": default["BaselineId"], "Name": "mine" });
    fails(&ssm, "UpdatePatchBaseline", change, "ValidationException").await;
}

#[tokio::test]
async fn baselines_are_filtered_and_come_in_pages() {
    let ssm = start().await;
    let mine = create(&ssm, "web", json!({})).await;
    let own = baselines(&ssm, json!([{ "Key": "OWNER", "Values": ["Self"] }])).await;
    let expected = json!([{
        "BaselineId": mine, "BaselineName": "web", "OperatingSystem": "UBUNTU", "DefaultBaseline": false,
    }]);
    assert_eq!(json!(own), expected);
    let of_system = json!([{ "Key": "OPERATING_SYSTEM", "Values": ["UBUNTU", "DEBIAN"] }]);
    assert_eq!(baselines(&ssm, of_system).await.len(), 3);
    let prefix = json!([{ "Key": "NAME_PREFIX", "Values": ["AWS-Ubuntu"] }]);
    assert_eq!(baselines(&ssm, prefix).await.len(), 1);
    let (found, sizes) =
        all(&ssm, "DescribePatchBaselines", json!({ "MaxResults": 7 }), "BaselineIdentities").await;
    assert_eq!((found.len(), sizes), (18, vec![7, 7, 4]));
    let unknown = json!({ "Filters": [{ "Key": "PLANET", "Values": ["earth"] }] });
    fails(&ssm, "DescribePatchBaselines", unknown, "ValidationException").await;
}

#[tokio::test]
async fn a_default_can_be_chosen_and_given_back() {
    let ssm = start().await;
    let mine = create(&ssm, "web", json!({})).await;
    let ubuntu = json!({ "OperatingSystem": "UBUNTU" });
    let before = ok(&ssm, "GetDefaultPatchBaseline", ubuntu.clone()).await["BaselineId"].clone();
    ok(&ssm, "RegisterDefaultPatchBaseline", json!({ "BaselineId": mine })).await;
    assert_eq!(ok(&ssm, "GetDefaultPatchBaseline", ubuntu.clone()).await["BaselineId"], mine);
    fails(&ssm, "DeletePatchBaseline", json!({ "BaselineId": mine }), "ResourceInUseException").await;
    ok(&ssm, "RegisterDefaultPatchBaseline", json!({ "BaselineId": before })).await;
    assert_eq!(ok(&ssm, "GetDefaultPatchBaseline", ubuntu).await["BaselineId"], before);
    ok(&ssm, "DeletePatchBaseline", json!({ "BaselineId": mine })).await;
    let missing = json!({ "BaselineId": MISSING });
    fails(&ssm, "RegisterDefaultPatchBaseline", missing, "DoesNotExistException").await;
}

#[tokio::test]
async fn groups_have_a_baseline_for_each_operating_system() {
    let ssm = start().await;
    let mine = create(&ssm, "web", json!({})).await;
    let register = json!({ "BaselineId": mine, "PatchGroup": "Web Servers" });
    assert_eq!(ok(&ssm, "RegisterPatchBaselineForPatchGroup", register.clone()).await, register);
    fails(&ssm, "RegisterPatchBaselineForPatchGroup", register.clone(), "AlreadyExistsException").await;
    let get = json!({ "PatchGroup": "Web Servers", "OperatingSystem": "UBUNTU" });
    assert_eq!(ok(&ssm, "GetPatchBaselineForPatchGroup", get.clone()).await["BaselineId"], mine);
    let windows = ok(&ssm, "GetPatchBaselineForPatchGroup", json!({ "PatchGroup": "Web Servers" })).await;
    let default = ok(&ssm, "GetDefaultPatchBaseline", json!({})).await;
    assert_eq!(windows["BaselineId"], default["BaselineId"]);

    let other = json!({ "BaselineId": default["BaselineId"], "PatchGroup": "Web Servers" });
    ok(&ssm, "RegisterPatchBaselineForPatchGroup", other).await;
    let (groups, sizes) = all(&ssm, "DescribePatchGroups", json!({ "MaxResults": 1 }), "Mappings").await;
    assert_eq!(sizes, [1, 1]);
    assert_eq!(groups[0]["BaselineIdentity"]["BaselineId"], mine);
    let of_system = json!({ "Filters": [{ "Key": "OPERATING_SYSTEM", "Values": ["WINDOWS"] }] });
    let found = ok(&ssm, "DescribePatchGroups", of_system).await;
    assert_eq!(found["Mappings"][0]["BaselineIdentity"]["BaselineId"], default["BaselineId"]);
    let found = ok(&ssm, "GetPatchBaseline", json!({ "BaselineId": mine })).await;
    assert_eq!(found["PatchGroups"], json!(["Web Servers"]));

    fails(&ssm, "DeletePatchBaseline", json!({ "BaselineId": mine }), "ResourceInUseException").await;
    ok(&ssm, "DeregisterPatchBaselineForPatchGroup", register.clone()).await;
    fails(&ssm, "DeregisterPatchBaselineForPatchGroup", register, "DoesNotExistException").await;
    assert_ne!(ok(&ssm, "GetPatchBaselineForPatchGroup", get).await["BaselineId"], mine);
    for number in 0..25 {
        let register = json!({ "BaselineId": mine, "PatchGroup": format!("group {number}") });
        ok(&ssm, "RegisterPatchBaselineForPatchGroup", register).await;
    }
    let more = json!({ "BaselineId": mine, "PatchGroup": "more" });
    fails(&ssm, "RegisterPatchBaselineForPatchGroup", more, "ResourceLimitExceededException").await;
}

#[tokio::test]
async fn baselines_that_cannot_be_are_refused() {
    let ssm = start().await;
    let linux = |rest: Value| {
        let mut input = json!({ "Name": "web", "OperatingSystem": "AMAZON_LINUX_2023" });
        input.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        input
    };
    let rule = |rest: Value| {
        let mut rules = rules("CLASSIFICATION", &["Security"]);
        let rule = rules["PatchRules"][0].as_object_mut().unwrap();
        rule.remove("ApproveAfterDays");
        rule.extend(rest.as_object().unwrap().clone());
        linux(json!({ "ApprovalRules": rules }))
    };
    let source = json!([{ "Name": "main", "Products": ["*"], "Configuration": "x" }]);
    for (input, expected) in [
        (json!({ "Name": "a b" }), "regular expression"),
        (json!({ "Name": "web", "Sources": source }), "Sources"),
        (linux(json!({ "ApprovalRules": rules("MSRC_SEVERITY", &["Critical"]) })), "MSRC_SEVERITY"),
        (rule(json!({})), "ApproveAfterDays"),
        (rule(json!({ "ApproveAfterDays": 1, "ApproveUntilDate": "2026-12-31" })), "either"),
        (rule(json!({ "ApproveUntilDate": "31.12.2026" })), "2026-12-31"),
        (rule(json!({ "ApproveAfterDays": 361 })), "less than or equal to 360"),
    ] {
        let message = fails(&ssm, "CreatePatchBaseline", input, "ValidationException").await;
        assert!(message.contains(expected), "{message}");
    }
    let bad = json!({ "BaselineId": "pb-and-something-else" });
    fails(&ssm, "GetPatchBaseline", bad, "InvalidResourceId").await;
    for number in 0..50 {
        create(&ssm, &format!("b{number:03}"), json!({})).await;
    }
    fails(&ssm, "CreatePatchBaseline", json!({ "Name": "more" }), "ResourceLimitExceededException").await;
}

#[tokio::test]
async fn nodes_tell_of_their_patches_with_their_inventory() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await.id;
    let item = |type_name: &str, content: Value| {
        json!({
            "TypeName": type_name, "SchemaVersion": "1.0", "CaptureTime": "2026-11-22T10:00:00Z",
            "Content": content,
        })
    };
    let summary = item(
        "AWS:PatchSummary",
        json!([{
            "PatchGroup": "web", "BaselineId": MISSING, "OperationType": "Scan", "InstalledCount": "3",
            "MissingCount": "1", "FailedCount": "0", "OperationStartTime": "2026-11-22T09:59:00Z",
            "OperationEndTime": "2026-11-22T10:00:00Z",
        }]),
    );
    let patch = |id: &str, state: &str| {
        json!({
            "Id": id, "Title": format!("{id}.x86_64"), "Classification": "Security", "PatchSeverity": "Critical",
            "PatchState": state, "InstalledTime": "2026-11-01T00:00:00Z",
        })
    };
    let mut patches =
        item("AWS:ComplianceItem", json!([patch("bash", "INSTALLED"), patch("curl", "MISSING")]));
    patches["Context"] = json!({ "ComplianceType": "Patch" });
    ok(&ssm, "PutInventory", json!({ "InstanceId": node, "Items": [summary, patches] })).await;

    let states = ok(&ssm, "DescribeInstancePatchStates", json!({ "InstanceIds": [node.clone()] })).await;
    let state = &states["InstancePatchStates"][0];
    for (name, value) in [
        ("PatchGroup", json!("web")),
        ("Operation", json!("Scan")),
        ("InstalledCount", json!(3)),
        ("MissingCount", json!(1)),
    ] {
        assert_eq!(state[name], value, "{name}");
    }
    let of_group = |operator: &str, value: &str| {
        let filter = json!([{ "Key": "MissingCount", "Type": operator, "Values": [value] }]);
        json!({ "PatchGroup": "web", "Filters": filter })
    };
    for (operator, value, count) in [("Equal", "1", 1), ("GreaterThan", "1", 0), ("LessThan", "2", 1)] {
        let found = ok(&ssm, "DescribeInstancePatchStatesForPatchGroup", of_group(operator, value)).await;
        assert_eq!(found["InstancePatchStates"].as_array().unwrap().len(), count, "{operator} {value}");
    }
    let unknown = of_group("Equal", "many");
    fails(&ssm, "DescribeInstancePatchStatesForPatchGroup", unknown, "InvalidFilter").await;
    let group = ok(&ssm, "DescribePatchGroupState", json!({ "PatchGroup": "web" })).await;
    assert_eq!((&group["Instances"], &group["InstancesWithMissingPatches"]), (&json!(1), &json!(1)));
    assert_eq!(group["InstancesWithFailedPatches"], 0);

    let missing = json!({ "InstanceId": node, "Filters": [{ "Key": "State", "Values": ["MISSING"] }] });
    let found = ok(&ssm, "DescribeInstancePatches", missing).await;
    assert_eq!(found["Patches"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&found["Patches"][0]["KBId"], &found["Patches"][0]["Severity"]),
        (&json!("curl"), &json!("Critical"))
    );
    let unknown = json!({ "InstanceId": node, "Filters": [{ "Key": "Planet", "Values": ["x"] }] });
    fails(&ssm, "DescribeInstancePatches", unknown, "InvalidFilter").await;
}

#[tokio::test]
async fn there_is_no_catalogue_of_patches() {
    let ssm = start().await;
    let default = ok(&ssm, "GetDefaultPatchBaseline", json!({})).await;
    let baseline = json!({ "BaselineId": default["BaselineId"] });
    let effective = ok(&ssm, "DescribeEffectivePatchesForPatchBaseline", baseline).await;
    assert_eq!(effective["EffectivePatches"], json!([]));
    let missing = json!({ "BaselineId": MISSING });
    fails(&ssm, "DescribeEffectivePatchesForPatchBaseline", missing, "DoesNotExistException").await;
    assert_eq!(ok(&ssm, "DescribeAvailablePatches", json!({})).await["Patches"], json!([]));
    let properties = json!({ "OperatingSystem": "UBUNTU", "Property": "PRODUCT" });
    assert_eq!(ok(&ssm, "DescribePatchProperties", properties).await["Properties"], json!([]));
}
