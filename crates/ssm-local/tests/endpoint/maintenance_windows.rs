use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::support::{fails, ok, start};

/// An endpoint whose clock stands still.
async fn standing_still() -> LocalSsm {
    let now = OffsetDateTime::parse("2026-05-01T00:00:00Z", &Rfc3339).unwrap();
    LocalSsm::builder().clock(Clock::manual(now)).start().await.unwrap()
}

fn window(more: &Value) -> Value {
    let mut input = json!({
        "Name": "nightly", "Schedule": "cron(0 2 ? * THU#3 *)", "Duration": 4, "Cutoff": 1,
        "AllowUnassociatedTargets": false,
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    input
}

async fn create(ssm: &LocalSsm, more: Value) -> String {
    let answer = ok(ssm, "CreateMaintenanceWindow", window(&more)).await;
    answer["WindowId"].as_str().unwrap().to_owned()
}

async fn next(ssm: &LocalSsm, id: &str) -> Value {
    ok(ssm, "GetMaintenanceWindow", json!({ "WindowId": id })).await["NextExecutionTime"].clone()
}

async fn register_target(ssm: &LocalSsm, window: &str) -> String {
    let input = json!({
        "WindowId": window, "ResourceType": "INSTANCE", "Name": "web-servers",
        "Targets": [{ "Key": "tag:role", "Values": ["web"] }], "OwnerInformation": "team blue",
    });
    let answer = ok(ssm, "RegisterTargetWithMaintenanceWindow", input).await;
    answer["WindowTargetId"].as_str().unwrap().to_owned()
}

fn task(window: &str, target: &str) -> Value {
    json!({
        "WindowId": window, "TaskArn": "AWS-RunShellScript", "TaskType": "RUN_COMMAND",
        "Targets": [{ "Key": "WindowTargetIds", "Values": [target] }], "Priority": 3,
        "MaxConcurrency": "2", "MaxErrors": "1",
        "TaskInvocationParameters": { "RunCommand": { "Parameters": { "commands": ["uptime"] } } },
    })
}

#[tokio::test]
async fn a_window_is_created_shown_changed_and_deleted() {
    let ssm = standing_still().await;
    let id = create(&ssm, json!({ "Description": "patches", "ScheduleTimezone": "Europe/Berlin" })).await;
    assert_eq!((id.len(), &id[..3]), (20, "mw-"));
    let shown = ok(&ssm, "GetMaintenanceWindow", json!({ "WindowId": id })).await;
    assert_eq!(shown["NextExecutionTime"], "2026-05-21T02:00+02:00");
    assert_eq!((&shown["Enabled"], &shown["Duration"]), (&json!(true), &json!(4)));
    assert_eq!(shown["CreatedDate"], shown["ModifiedDate"]);

    let change = json!({ "WindowId": id, "Enabled": false, "Name": "weekly" });
    let changed = ok(&ssm, "UpdateMaintenanceWindow", change).await;
    assert_eq!((&changed["Name"], &changed["Description"]), (&json!("weekly"), &json!("patches")));
    assert_eq!(next(&ssm, &id).await, Value::Null, "it is disabled");
    let half = json!({ "WindowId": id, "Replace": true, "Name": "weekly" });
    fails(&ssm, "UpdateMaintenanceWindow", half, "ValidationException").await;
    let mut whole = window(&json!({ "WindowId": id, "Replace": true }));
    whole["Schedule"] = json!("rate(7 days)");
    let replaced = ok(&ssm, "UpdateMaintenanceWindow", whole).await;
    assert_eq!((&replaced["Description"], &replaced["ScheduleTimezone"]), (&Value::Null, &Value::Null));
    assert_eq!(next(&ssm, &id).await, "2026-05-08T00:00Z");

    assert_eq!(ok(&ssm, "DeleteMaintenanceWindow", json!({ "WindowId": id })).await["WindowId"], id.as_str());
    fails(&ssm, "GetMaintenanceWindow", json!({ "WindowId": id }), "DoesNotExistException").await;
    fails(&ssm, "UpdateMaintenanceWindow", json!({ "WindowId": id }), "DoesNotExistException").await;
    ok(&ssm, "DeleteMaintenanceWindow", json!({ "WindowId": id })).await;
}

#[tokio::test]
async fn windows_that_cannot_be_are_refused() {
    let ssm = start().await;
    for (wrong, reason) in [
        (json!({ "Schedule": "every day" }), "cron"),
        (json!({ "Cutoff": 4 }), "cutoff"),
        (json!({ "ScheduleTimezone": "Mars/Olympus" }), "Mars/Olympus"),
        (json!({ "StartDate": "tomorrow" }), "StartDate"),
        (json!({ "StartDate": "2031-01-01T00:00:00Z", "EndDate": "2030-01-01T00:00:00Z" }), "EndDate"),
        (json!({ "Schedule": "rate(7 days)", "ScheduleOffset": 2 }), "offset"),
        (json!({ "Duration": 25 }), "less than or equal to 24"),
        (json!({ "Name": "no" }), "name"),
    ] {
        let message = fails(&ssm, "CreateMaintenanceWindow", window(&wrong), "ValidationException").await;
        assert!(message.contains(reason), "{message}");
    }
    assert_eq!(ok(&ssm, "DescribeMaintenanceWindows", json!({})).await["WindowIdentities"], json!([]));
}

#[tokio::test]
async fn a_client_token_makes_one_window() {
    let ssm = start().await;
    let id = create(&ssm, json!({ "ClientToken": "once" })).await;
    assert_eq!(create(&ssm, json!({ "ClientToken": "once" })).await, id);
    let other = window(&json!({ "ClientToken": "once", "Name": "another" }));
    fails(&ssm, "CreateMaintenanceWindow", other, "IdempotentParameterMismatch").await;
    assert_ne!(create(&ssm, json!({ "ClientToken": "again" })).await, id);
}

#[tokio::test]
async fn there_are_at_most_fifty_windows() {
    let ssm = start().await;
    for _ in 0..50 {
        create(&ssm, json!({})).await;
    }
    let one_more = window(&json!({}));
    fails(&ssm, "CreateMaintenanceWindow", one_more, "ResourceLimitExceededException").await;
    let first = ok(&ssm, "DescribeMaintenanceWindows", json!({ "MaxResults": 30 })).await;
    assert_eq!(first["WindowIdentities"].as_array().unwrap().len(), 30);
    let rest = ok(&ssm, "DescribeMaintenanceWindows", json!({ "NextToken": first["NextToken"] })).await;
    assert_eq!(rest["WindowIdentities"].as_array().unwrap().len(), 20);
    assert_eq!(rest.get("NextToken"), None);
}

#[tokio::test]
async fn lists_are_filtered_by_the_keys_they_know() {
    let ssm = start().await;
    create(&ssm, json!({})).await;
    let weekly = create(&ssm, json!({ "Name": "weekly" })).await;
    ok(&ssm, "UpdateMaintenanceWindow", json!({ "WindowId": weekly, "Enabled": false })).await;
    for (key, value, expected) in [("Name", "nightly", "nightly"), ("Enabled", "false", "weekly")] {
        let filters = json!({ "Filters": [{ "Key": key, "Values": [value] }] });
        let found = ok(&ssm, "DescribeMaintenanceWindows", filters).await;
        let names: Vec<&Value> =
            found["WindowIdentities"].as_array().unwrap().iter().map(|window| &window["Name"]).collect();
        assert_eq!(names, [expected]);
    }
    let unknown = json!({ "Filters": [{ "Key": "Color", "Values": ["blue"] }] });
    fails(&ssm, "DescribeMaintenanceWindows", unknown, "ValidationException").await;
}

#[tokio::test]
async fn windows_have_tags_from_the_start() {
    let ssm = start().await;
    let id = create(&ssm, json!({ "Tags": [{ "Key": "team", "Value": "blue" }] })).await;
    let resource = json!({ "ResourceType": "MaintenanceWindow", "ResourceId": id });
    let tags = ok(&ssm, "ListTagsForResource", resource.clone()).await;
    assert_eq!(tags["TagList"], json!([{ "Key": "team", "Value": "blue" }]));
    ok(&ssm, "DeleteMaintenanceWindow", json!({ "WindowId": id })).await;
    fails(&ssm, "ListTagsForResource", resource, "InvalidResourceId").await;
}

#[tokio::test]
async fn targets_are_registered_changed_listed_and_removed() {
    let ssm = start().await;
    let window = create(&ssm, json!({})).await;
    let id = register_target(&ssm, &window).await;
    let change = json!({ "WindowId": window, "WindowTargetId": id, "Description": "in front" });
    let changed = ok(&ssm, "UpdateMaintenanceWindowTarget", change).await;
    assert_eq!((&changed["Name"], &changed["Description"]), (&json!("web-servers"), &json!("in front")));
    let filters = json!([{ "Key": "OwnerInformation", "Values": ["team blue"] }]);
    let found =
        ok(&ssm, "DescribeMaintenanceWindowTargets", json!({ "WindowId": window, "Filters": filters })).await;
    let expected = json!([{
        "WindowId": window, "WindowTargetId": id, "ResourceType": "INSTANCE", "Name": "web-servers",
        "Description": "in front", "OwnerInformation": "team blue",
        "Targets": [{ "Key": "tag:role", "Values": ["web"] }],
    }]);
    assert_eq!(found["Targets"], expected);
    let wanted = json!([{ "Key": "tag:role", "Values": ["db", "web"] }]);
    let input = json!({ "Targets": wanted, "ResourceType": "INSTANCE" });
    let windows = ok(&ssm, "DescribeMaintenanceWindowsForTarget", input).await;
    assert_eq!(windows["WindowIdentities"], json!([{ "WindowId": window, "Name": "nightly" }]));

    let task = ok(&ssm, "RegisterTaskWithMaintenanceWindow", task(&window, &id)).await;
    let removal = json!({ "WindowId": window, "WindowTargetId": id, "Safe": true });
    let code = "TargetInUseException";
    fails(&ssm, "DeregisterTargetFromMaintenanceWindow", removal.clone(), code).await;
    let task = json!({ "WindowId": window, "WindowTaskId": task["WindowTaskId"] });
    ok(&ssm, "DeregisterTaskFromMaintenanceWindow", task.clone()).await;
    fails(&ssm, "DeregisterTaskFromMaintenanceWindow", task, "DoesNotExistException").await;
    ok(&ssm, "DeregisterTargetFromMaintenanceWindow", removal.clone()).await;
    fails(&ssm, "DeregisterTargetFromMaintenanceWindow", removal, "DoesNotExistException").await;
    let group = json!({
        "WindowId": window, "ResourceType": "RESOURCE_GROUP",
        "Targets": [{ "Key": "tag:role", "Values": ["web"] }],
    });
    fails(&ssm, "RegisterTargetWithMaintenanceWindow", group, "ValidationException").await;
}

#[tokio::test]
async fn tasks_are_registered_changed_listed_and_shown() {
    let ssm = start().await;
    let window = create(&ssm, json!({})).await;
    let target = register_target(&ssm, &window).await;
    let registered = ok(&ssm, "RegisterTaskWithMaintenanceWindow", task(&window, &target)).await;
    let key = json!({ "WindowId": window, "WindowTaskId": registered["WindowTaskId"] });
    let shown = ok(&ssm, "GetMaintenanceWindowTask", key.clone()).await;
    assert_eq!(shown["TaskType"], "RUN_COMMAND");
    assert_eq!(shown["TaskInvocationParameters"]["RunCommand"]["Parameters"]["commands"], json!(["uptime"]));
    let mut change = key.clone();
    change["Priority"] = json!(7);
    let changed = ok(&ssm, "UpdateMaintenanceWindowTask", change).await;
    assert_eq!((&changed["Priority"], &changed["MaxConcurrency"]), (&json!(7), &json!("2")));
    for (filter, count) in
        [(("Priority", "7"), 1), (("TaskType", "LAMBDA"), 0), (("TaskArn", "AWS-RunShellScript"), 1)]
    {
        let filters = json!([{ "Key": filter.0, "Values": [filter.1] }]);
        let input = json!({ "WindowId": window, "Filters": filters });
        let found = ok(&ssm, "DescribeMaintenanceWindowTasks", input).await;
        assert_eq!(found["Tasks"].as_array().unwrap().len(), count, "{filter:?}");
    }

    let mut wrong = task(&window, "00000000-0000-4000-8000-000000000000");
    fails(&ssm, "RegisterTaskWithMaintenanceWindow", wrong.clone(), "DoesNotExistException").await;
    wrong["Targets"] = json!([]);
    fails(&ssm, "RegisterTaskWithMaintenanceWindow", wrong.clone(), "ValidationException").await;
    let mut wrong = task(&window, &target);
    wrong["TaskType"] = json!("LAMBDA");
    fails(&ssm, "RegisterTaskWithMaintenanceWindow", wrong, "ValidationException").await;
    for _ in 1..20 {
        ok(&ssm, "RegisterTaskWithMaintenanceWindow", task(&window, &target)).await;
    }
    let one_more = task(&window, &target);
    fails(&ssm, "RegisterTaskWithMaintenanceWindow", one_more, "ResourceLimitExceededException").await;
}

#[tokio::test]
async fn the_schedule_lists_what_is_to_come() {
    let ssm = standing_still().await;
    let monthly = create(&ssm, json!({})).await;
    let once = create(&ssm, json!({ "Name": "once", "Schedule": "at(2026-06-01T00:00:00)" })).await;
    let bounded = json!({
        "Name": "bounded", "Schedule": "rate(1 day)", "StartDate": "2026-05-19T12:00:00Z",
        "EndDate": "2026-05-22T00:00:00Z",
    });
    let bounded = create(&ssm, bounded).await;
    let list = ok(&ssm, "DescribeMaintenanceWindowSchedule", json!({ "MaxResults": 5 })).await;
    let times: Vec<(&str, &str)> = list["ScheduledWindowExecutions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["WindowId"].as_str().unwrap(), one["ExecutionTime"].as_str().unwrap()))
        .collect();
    let expected = [
        (bounded.as_str(), "2026-05-20T12:00Z"),
        (monthly.as_str(), "2026-05-21T02:00Z"),
        (bounded.as_str(), "2026-05-21T12:00Z"),
        (once.as_str(), "2026-06-01T00:00Z"),
        (monthly.as_str(), "2026-06-18T02:00Z"),
    ];
    assert_eq!(times, expected);
    let of_one = ok(&ssm, "DescribeMaintenanceWindowSchedule", json!({ "WindowId": once })).await;
    assert_eq!(of_one["ScheduledWindowExecutions"].as_array().unwrap().len(), 1);
    let missing = json!({ "WindowId": "mw-00000000000000000" });
    fails(&ssm, "DescribeMaintenanceWindowSchedule", missing, "DoesNotExistException").await;
}
