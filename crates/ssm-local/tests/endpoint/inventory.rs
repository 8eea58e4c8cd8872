use serde_json::{Value, json};
use ssm_local::LocalSsm;

use crate::agent::Agent;
use crate::support::{all, fails, ok};

/// An endpoint with three nodes.
async fn start() -> LocalSsm {
    let ssm = crate::support::start().await;
    for number in 1..=3 {
        Agent::start(&ssm, number).await;
    }
    ssm
}

/// The id of a node.
fn node(number: u32) -> String {
    format!("i-{number:017x}")
}

fn item(type_name: &str, version: &str, content: Value) -> Value {
    json!({
        "TypeName": type_name, "SchemaVersion": version, "CaptureTime": "2026-11-22T10:00:00Z",
        "Content": content,
    })
}

fn items(node: &str, items: Value) -> Value {
    json!({ "InstanceId": node, "Items": items })
}

async fn put(ssm: &LocalSsm, node: &str, list: Value) {
    assert_eq!(ok(ssm, "PutInventory", items(node, list)).await, json!({}));
}

/// Two applications, as entries.
fn applications() -> Value {
    json!([{ "Name": "bash", "Version": "5.2" }, { "Name": "curl", "Version": "8.10.1" }])
}

async fn entries(ssm: &LocalSsm, node: &str, type_name: &str, filters: Value) -> Value {
    let mut input = json!({ "InstanceId": node, "TypeName": type_name });
    if !filters.is_null() {
        input["Filters"] = filters;
    }
    ok(ssm, "ListInventoryEntries", input).await["Entries"].clone()
}

/// The nodes that meet filters.
async fn found(ssm: &LocalSsm, filters: Value) -> Vec<String> {
    let answer = ok(ssm, "GetInventory", json!({ "Filters": filters })).await;
    let entities = answer["Entities"].as_array().unwrap();
    entities.iter().map(|entity| entity["Id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_is_put_is_listed_and_replaced_as_a_whole() {
    let ssm = start().await;
    let node = node(1);
    put(&ssm, &node, json!([item("AWS:Application", "1.1", applications())])).await;
    let input = json!({ "InstanceId": node, "TypeName": "AWS:Application" });
    let mut expected = json!({
        "TypeName": "AWS:Application", "InstanceId": node, "SchemaVersion": "1.1",
        "CaptureTime": "2026-11-22T10:00:00Z", "Entries": applications(),
    });
    assert_eq!(ok(&ssm, "ListInventoryEntries", input.clone()).await, expected);
    put(&ssm, &node, json!([item("AWS:Application", "1.0", json!([{ "Name": "zsh" }]))])).await;
    expected["SchemaVersion"] = json!("1.0");
    expected["Entries"] = json!([{ "Name": "zsh" }]);
    assert_eq!(ok(&ssm, "ListInventoryEntries", input).await, expected);
    assert_eq!(entries(&ssm, &node, "AWS:Network", Value::Null).await, json!([]));
}

#[tokio::test]
async fn entries_are_filtered_and_come_in_pages() {
    let ssm = start().await;
    let node = node(1);
    put(&ssm, &node, json!([item("AWS:Application", "1.1", applications())])).await;
    for (key, operator, value, expected) in [
        ("Name", "Equal", "bash", vec!["bash"]),
        ("AWS:Application.Name", "NotEqual", "bash", vec!["curl"]),
        ("Name", "BeginWith", "cu", vec!["curl"]),
        ("Version", "GreaterThan", "8.9", vec!["curl"]),
        ("Version", "LessThan", "8.9", vec!["bash"]),
    ] {
        let filters = json!([{ "Key": key, "Type": operator, "Values": [value] }]);
        let found = entries(&ssm, &node, "AWS:Application", filters).await;
        let names: Vec<&str> =
            found.as_array().unwrap().iter().map(|e| e["Name"].as_str().unwrap()).collect();
        assert_eq!(names, expected, "{key} {operator} {value}");
    }
    let input = json!({ "InstanceId": node, "TypeName": "AWS:Application", "MaxResults": 1 });
    let (found, sizes) = all(&ssm, "ListInventoryEntries", input.clone(), "Entries").await;
    assert_eq!((json!(found), sizes), (applications(), vec![1, 1]));
    let mut other = input;
    other["Filters"] = json!([{ "Key": "Colour", "Values": ["red"] }]);
    fails(&ssm, "ListInventoryEntries", other, "InvalidFilter").await;
    let unknown = json!({ "InstanceId": node, "TypeName": "AWS:Planet" });
    fails(&ssm, "ListInventoryEntries", unknown, "InvalidTypeNameException").await;
}

#[tokio::test]
async fn content_with_a_known_hash_need_not_be_sent_again() {
    let ssm = start().await;
    let node = node(1);
    let mut full = item("AWS:Application", "1.1", applications());
    full["ContentHash"] = json!("abc");
    put(&ssm, &node, json!([full])).await;
    let short = json!({
        "TypeName": "AWS:Application", "SchemaVersion": "1.1", "CaptureTime": "2026-11-23T10:00:00Z",
        "ContentHash": "abc",
    });
    put(&ssm, &node, json!([short.clone()])).await;
    let input = json!({ "InstanceId": node, "TypeName": "AWS:Application" });
    let answer = ok(&ssm, "ListInventoryEntries", input).await;
    assert_eq!(answer["CaptureTime"], "2026-11-23T10:00:00Z");
    assert_eq!(answer["Entries"], applications());
    let mut other = short;
    other["ContentHash"] = json!("def");
    let message =
        fails(&ssm, "PutInventory", items(&node, json!([other.clone()])), "ItemContentMismatchException")
            .await;
    assert!(message.contains("hash"), "{message}");
    other.as_object_mut().unwrap().remove("ContentHash");
    fails(&ssm, "PutInventory", items(&node, json!([other])), "ItemContentMismatchException").await;
}

#[tokio::test]
async fn items_that_break_a_rule_are_refused_and_nothing_is_put() {
    let ssm = start().await;
    let node = node(1);
    let good = item("AWS:Application", "1.1", applications());
    let with_context = |type_name: &str, context: Value| {
        let mut item = item(type_name, "1.0", json!([]));
        item["Context"] = context;
        item
    };
    let long = "x".repeat(4096);
    let much: Vec<Value> = (0..60).map(|_| json!({ "Name": long })).collect();
    let more: Vec<Value> = (0..300).map(|_| json!({ "Name": long })).collect();
    for (bad, code) in [
        (item("AWS:Planet", "1.0", json!([])), "InvalidTypeNameException"),
        (item("Custom: ", "1.0", json!([])), "InvalidTypeNameException"),
        (item("AWS:Network", "1.1", json!([])), "UnsupportedInventorySchemaVersionException"),
        (item("AWS:Network", "1.0", json!([{ "Colour": "red" }])), "InvalidItemContentException"),
        (
            item("AWS:InstanceDetailedInformation", "1.0", json!([{ "CPUs": "many" }])),
            "InvalidItemContentException",
        ),
        (good.clone(), "InvalidItemContentException"),
        (
            with_context("AWS:Network", json!({ "ComplianceType": "Patch" })),
            "UnsupportedInventoryItemContextException",
        ),
        (
            with_context("AWS:ComplianceItem", json!({ "Colour": "red" })),
            "InvalidInventoryItemContextException",
        ),
        (item("Custom:Rack", "1.0", json!(much)), "ItemSizeLimitExceededException"),
        (item("AWS:File", "1.0", json!(more)), "TotalSizeLimitExceededException"),
    ] {
        let name = bad["TypeName"].clone();
        fails(&ssm, "PutInventory", items(&node, json!([good, bad])), code).await;
        assert_eq!(entries(&ssm, &node, "AWS:Application", Value::Null).await, json!([]), "{name}");
    }
    let broken = json!({ "TypeName": "Planet", "SchemaVersion": "1", "CaptureTime": "now" });
    let message = fails(&ssm, "PutInventory", items(&node, json!([broken])), "ValidationException").await;
    for member in ["typeName", "schemaVersion", "captureTime"] {
        assert!(message.contains(&format!("items.1.member.{member}")), "{message}");
    }
}

#[tokio::test]
async fn there_are_at_most_twenty_custom_types() {
    let ssm = start().await;
    for number in 0..20 {
        let custom = item(&format!("Custom:Type{number}"), "1.0", json!([{ "a": "b" }]));
        put(&ssm, &node(1), json!([custom])).await;
    }
    let one_more = items(&node(1), json!([item("Custom:More", "1.0", json!([]))]));
    fails(&ssm, "PutInventory", one_more.clone(), "CustomSchemaCountLimitExceededException").await;
    let delete = json!({ "TypeName": "Custom:Type7", "SchemaDeleteOption": "DeleteSchema" });
    ok(&ssm, "DeleteInventory", delete).await;
    ok(&ssm, "PutInventory", one_more).await;
}

#[tokio::test]
async fn items_of_compliance_come_in_parts() {
    let ssm = start().await;
    let node = node(1);
    let part = |kind: &str| {
        let mut item = item("AWS:ComplianceItem", "1.0", json!([{ "Id": kind }]));
        item["Context"] = json!({ "ComplianceType": kind });
        item
    };
    put(&ssm, &node, json!([part("Patch"), part("Association")])).await;
    put(&ssm, &node, json!([part("Patch")])).await;
    let expected = json!([
        { "ComplianceType": "Association", "Id": "Association" },
        { "ComplianceType": "Patch", "Id": "Patch" },
    ]);
    assert_eq!(entries(&ssm, &node, "AWS:ComplianceItem", Value::Null).await, expected);
    let ten: Value = (0..10).map(|number| part(&format!("Custom:C{number}"))).collect();
    put(&ssm, &node, ten).await;
    let more = items(&node, json!([part("Custom:More")]));
    fails(&ssm, "PutInventory", more, "SubTypeCountLimitExceededException").await;
}

#[tokio::test]
async fn nodes_are_found_by_what_is_on_them() {
    let ssm = start().await;
    let [one, two, three] = [1, 2, 3].map(node);
    put(&ssm, &one, json!([item("AWS:Application", "1.1", applications())])).await;
    let other = json!([{ "Name": "bash", "Version": "8.10.1" }]);
    let rack = item("Custom:Rack", "1.0", json!([{ "Row": "7" }]));
    put(&ssm, &two, json!([item("AWS:Application", "1.1", other), rack])).await;
    put(&ssm, &three, json!([item("AWS:Network", "1.0", json!([{ "Name": "eth0" }]))])).await;
    let filter = |key: &str, operator: &str, values: &[&str]| json!({ "Key": key, "Type": operator, "Values": values });
    let (name, version) = ("AWS:Application.Name", "AWS:Application.Version");
    for (filters, expected) in [
        (vec![filter(name, "Equal", &["bash"])], vec![&one, &two]),
        (vec![filter(name, "Equal", &["bash"]), filter(version, "Equal", &["8.10.1"])], vec![&two]),
        (vec![filter(name, "NotEqual", &["curl"])], vec![&two]),
        (vec![filter("Custom:Rack.Row", "Equal", &["6", "7"])], vec![&two]),
        (vec![filter("TypeName", "Exists", &["AWS:Network", "Custom:Rack"])], vec![&two, &three]),
        (vec![filter("TypeName", "Exists", &["AWS:Planet"])], vec![]),
    ] {
        if filters[0]["Values"][0] == "AWS:Planet" {
            fails(&ssm, "GetInventory", json!({ "Filters": filters }), "InvalidFilter").await;
            continue;
        }
        assert_eq!(found(&ssm, json!(filters)).await.iter().collect::<Vec<_>>(), expected, "{filters:?}");
    }
    let asked = json!({ "ResultAttributes": [{ "TypeName": "Custom:Rack" }] });
    let answer = ok(&ssm, "GetInventory", asked).await;
    assert_eq!(answer["Entities"][1]["Data"]["Custom:Rack"]["Content"], json!([{ "Row": "7" }]));
    assert_eq!(answer["Entities"][0]["Data"], json!({}));
    let (nodes, sizes) = all(&ssm, "GetInventory", json!({ "MaxResults": 2 }), "Entities").await;
    assert_eq!((nodes.len(), sizes), (3, vec![2, 1]));
    for (input, code) in [
        (json!({ "Filters": [filter("Name", "Equal", &["x"])] }), "InvalidFilter"),
        (json!({ "Filters": [filter("TypeName", "Equal", &["AWS:Network"])] }), "InvalidFilter"),
        (json!({ "ResultAttributes": [{ "TypeName": "AWS:Planet" }] }), "InvalidResultAttributeException"),
        (json!({ "NextToken": "x" }), "InvalidNextToken"),
    ] {
        fails(&ssm, "GetInventory", input, code).await;
    }
}

#[tokio::test]
async fn nodes_are_counted_by_values_and_in_groups() {
    let ssm = start().await;
    put(&ssm, &node(1), json!([item("AWS:Application", "1.1", applications())])).await;
    put(&ssm, &node(2), json!([item("AWS:Application", "1.1", applications())])).await;
    put(&ssm, &node(3), json!([item("AWS:File", "1.0", json!([{ "Name": "x" }]))])).await;
    let by = |aggregators: Value| json!({ "Aggregators": aggregators });
    let nested = by(json!([
        { "Expression": "AWS:Application.Name", "Aggregators": [{ "Expression": "AWS:Application.Version" }] },
    ]));
    let answer = ok(&ssm, "GetInventory", nested).await;
    let expected = json!([
        { "Name": "bash", "Version": "5.2", "Count": "2" }, { "Name": "curl", "Version": "8.10.1", "Count": "2" },
    ]);
    assert_eq!(answer["Entities"][0]["Data"]["AWS:Application"]["Content"], expected);
    let group = |name: &str, key: &str| json!({ "Name": name, "Filters": [{ "Key": key, "Type": "Exists", "Values": ["AWS:File"] }] });
    let answer = ok(&ssm, "GetInventory", by(json!([{ "Groups": [group("files", "TypeName")] }]))).await;
    let expected = json!([{ "notMatchingCount": "2" }, { "matchingCount": "1" }]);
    assert_eq!(answer["Entities"][0]["Data"]["files"]["Content"], expected);
    for (aggregators, code) in [
        (json!([{ "Expression": "AWS:Application.Colour" }]), "InvalidAggregatorException"),
        (json!([{}]), "InvalidAggregatorException"),
        (json!([{ "Groups": [group("a", "Planet")] }]), "InvalidInventoryGroupException"),
        (
            json!([{ "Groups": [group("a", "TypeName"), group("a", "TypeName")] }]),
            "InvalidInventoryGroupException",
        ),
    ] {
        fails(&ssm, "GetInventory", by(aggregators), code).await;
    }
}

#[tokio::test]
async fn schemas_are_those_of_the_service_and_those_that_were_put() {
    let ssm = start().await;
    put(&ssm, &node(1), json!([item("Custom:Rack", "1.0", json!([{ "Row": "7" }, { "Room": "b" }]))])).await;
    let schemas = async |input: Value| ok(&ssm, "GetInventorySchema", input).await["Schemas"].clone();
    let names = |schemas: &Value| -> Vec<String> {
        let list = schemas.as_array().unwrap().iter();
        list.map(|schema| schema["TypeName"].as_str().unwrap().to_owned()).collect()
    };
    let every = schemas(json!({})).await;
    assert!(names(&every).contains(&"AWS:InstanceInformation".to_owned()), "{every}");
    assert_eq!(names(&every).last().unwrap(), "Custom:Rack");
    let custom = json!([{
        "TypeName": "Custom:Rack", "Version": "1.0",
        "Attributes": [{ "Name": "Room", "DataType": "string" }, { "Name": "Row", "DataType": "string" }],
    }]);
    assert_eq!(schemas(json!({ "TypeName": "Custom" })).await, custom);
    assert_eq!(schemas(json!({ "TypeName": "Custom:Rack" })).await, custom);
    let number = schemas(json!({ "TypeName": "AWS:InstanceDetailedInformation" })).await;
    assert_eq!(number[0]["Attributes"][1], json!({ "Name": "CPUCores", "DataType": "number" }));
    let aggregated = schemas(json!({ "Aggregator": true, "TypeName": "AWS:InstanceInformation" })).await;
    assert_eq!(aggregated[0]["Attributes"].as_array().unwrap().len(), 3);
    let parts = schemas(json!({ "SubType": true })).await;
    assert_eq!(names(&parts), ["AWS:ComplianceItem", "AWS:ComplianceSummary"]);
    fails(&ssm, "GetInventorySchema", json!({ "TypeName": "Planet" }), "InvalidTypeNameException").await;
    fails(&ssm, "GetInventorySchema", json!({ "MaxResults": 49 }), "ValidationException").await;
}

#[tokio::test]
async fn data_of_a_custom_type_is_deleted_and_the_deletion_told() {
    let ssm = start().await;
    let rack = |version: &str| item("Custom:Rack", version, json!([{ "Row": "7" }]));
    put(&ssm, &node(1), json!([rack("1.0")])).await;
    put(&ssm, &node(2), json!([rack("2.0")])).await;
    let summary = |remaining: i32| {
        json!({
            "TotalCount": 2, "RemainingCount": 2 * remaining,
            "SummaryItems": [
                { "Version": "1.0", "Count": 1, "RemainingCount": remaining },
                { "Version": "2.0", "Count": 1, "RemainingCount": remaining },
            ],
        })
    };
    let delete = |rest: Value| {
        let mut input = json!({ "TypeName": "Custom:Rack" });
        input.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        input
    };
    let dry = ok(&ssm, "DeleteInventory", delete(json!({ "DryRun": true }))).await;
    assert_eq!(dry, json!({ "TypeName": "Custom:Rack", "DeletionSummary": summary(0) }));
    let both = delete(json!({ "DryRun": true, "SchemaDeleteOption": "DeleteSchema" }));
    fails(&ssm, "DeleteInventory", both, "InvalidOptionException").await;

    let token = "01234567-89ab-4def-8123-456789abcdef";
    let disable = delete(json!({ "SchemaDeleteOption": "DisableSchema", "ClientToken": token }));
    let deleted = ok(&ssm, "DeleteInventory", disable.clone()).await;
    assert_eq!(deleted["DeletionSummary"], summary(1));
    assert_eq!(ok(&ssm, "DeleteInventory", disable).await, deleted);
    assert_eq!(entries(&ssm, &node(1), "Custom:Rack", Value::Null).await, json!([]));
    let told = ok(&ssm, "DescribeInventoryDeletions", json!({ "DeletionId": deleted["DeletionId"] })).await;
    assert_eq!(told["InventoryDeletions"][0]["LastStatus"], "Complete");
    assert_eq!(told["InventoryDeletions"][0]["DeletionSummary"], summary(0));

    let disabled = items(&node(1), json!([rack("2.0")]));
    fails(&ssm, "PutInventory", disabled, "UnsupportedInventorySchemaVersionException").await;
    put(&ssm, &node(1), json!([rack("2.1")])).await;
    ok(&ssm, "DeleteInventory", delete(json!({ "SchemaDeleteOption": "DeleteSchema" }))).await;
    fails(&ssm, "DeleteInventory", delete(json!({})), "InvalidTypeNameException").await;
    let other = json!({ "TypeName": "Custom:Other", "ClientToken": token });
    fails(&ssm, "DeleteInventory", other, "InvalidDeleteInventoryParametersException").await;
    fails(&ssm, "DeleteInventory", json!({ "TypeName": "AWS:File" }), "InvalidTypeNameException").await;
    let (deletions, sizes) =
        all(&ssm, "DescribeInventoryDeletions", json!({ "MaxResults": 1 }), "InventoryDeletions").await;
    assert_eq!((deletions.len(), sizes), (2, vec![1, 1]));
    let unknown = json!({ "DeletionId": "11111111-1111-4111-8111-111111111111" });
    fails(&ssm, "DescribeInventoryDeletions", unknown, "InvalidDeletionIdException").await;
}

#[tokio::test]
async fn what_nodes_tell_of_themselves_is_inventory_too() {
    let ssm = start().await;
    let answer = ok(&ssm, "GetInventory", json!({ "MaxResults": 1 })).await;
    let information = &answer["Entities"][0]["Data"]["AWS:InstanceInformation"]["Content"][0];
    for (name, value) in [
        ("InstanceId", node(1).as_str()),
        ("PlatformType", "Linux"),
        ("PlatformName", "Debian GNU/Linux"),
        ("ComputerName", "host.local"),
        ("ResourceType", "EC2Instance"),
    ] {
        assert_eq!(information[name], value, "{name}");
    }
    let count = json!({ "Aggregators": [{ "Expression": "AWS:InstanceInformation.PlatformType" }] });
    let answer = ok(&ssm, "GetInventory", count).await;
    let expected = json!([{ "PlatformType": "Linux", "Count": "3" }]);
    assert_eq!(answer["Entities"][0]["Data"]["AWS:InstanceInformation"]["Content"], expected);
    let filter = json!([{ "Key": "AWS:InstanceInformation.InstanceId", "Values": [node(2)] }]);
    assert_eq!(found(&ssm, filter).await, [node(2)]);
}

#[tokio::test]
async fn only_managed_nodes_have_inventory() {
    let ssm = start().await;
    let unknown = items(&node(9), json!([item("AWS:Application", "1.1", applications())]));
    fails(&ssm, "PutInventory", unknown, "InvalidInstanceId").await;
    let unknown = json!({ "InstanceId": node(9), "TypeName": "AWS:Application" });
    fails(&ssm, "ListInventoryEntries", unknown, "InvalidInstanceId").await;

    let hybrid = Agent::register(&ssm, json!([])).await;
    put(&ssm, &hybrid.id, json!([item("AWS:Application", "1.1", applications())])).await;
    let filter = json!([{ "Key": "TypeName", "Type": "Exists", "Values": ["AWS:Application"] }]);
    assert_eq!(found(&ssm, filter.clone()).await, [hybrid.id.as_str()]);
    ok(&ssm, "DeregisterManagedInstance", json!({ "InstanceId": hybrid.id })).await;
    assert_eq!(found(&ssm, filter).await, [""; 0]);
}
