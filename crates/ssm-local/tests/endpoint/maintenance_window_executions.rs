use std::time::Duration;

use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;

use crate::agent::Agent;
use crate::support::{fails, ok};

const HOUR: Duration = Duration::from_secs(60 * 60);

/// An endpoint with a clock, and a window that is due every day.
struct Scene {
    ssm: LocalSsm,
    clock: Clock,
    window: String,
}

impl Scene {
    async fn new(allow_unassociated: bool) -> Self {
        let clock = Clock::manual(OffsetDateTime::UNIX_EPOCH + HOUR * 24 * 365 * 50);
        let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
        let input = json!({
            "Name": "daily", "Schedule": "rate(1 day)", "Duration": 3, "Cutoff": 1,
            "AllowUnassociatedTargets": allow_unassociated,
        });
        let window = ok(&ssm, "CreateMaintenanceWindow", input).await;
        Self { ssm, clock, window: window["WindowId"].as_str().unwrap().to_owned() }
    }

    /// Adds a task that runs a command on a node.
    async fn task(&self, node: &Agent<'_>, more: Value) {
        let mut input = json!({
            "WindowId": self.window, "TaskArn": "AWS-RunShellScript", "TaskType": "RUN_COMMAND",
            "Targets": [{ "Key": "InstanceIds", "Values": [node.id] }],
            "TaskInvocationParameters": { "RunCommand": { "Parameters": { "commands": ["uptime"] } } },
        });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        ok(&self.ssm, "RegisterTaskWithMaintenanceWindow", input).await;
    }

    /// Lets time go on until the window is due.
    fn come(&self) {
        assert!(self.clock.advance(HOUR * 24));
    }

    /// The executions, latest first.
    async fn executions(&self) -> Vec<Value> {
        let input = json!({ "WindowId": self.window });
        let found = ok(&self.ssm, "DescribeMaintenanceWindowExecutions", input).await;
        found["WindowExecutions"].as_array().unwrap().clone()
    }

    /// The only execution.
    async fn execution(&self) -> Value {
        let mut executions = self.executions().await;
        assert_eq!(executions.len(), 1);
        executions.remove(0)
    }

    /// The status and the details of each task of an execution.
    async fn tasks(&self, execution: &Value) -> Vec<Value> {
        let input = json!({ "WindowExecutionId": execution["WindowExecutionId"] });
        let found = ok(&self.ssm, "DescribeMaintenanceWindowExecutionTasks", input).await;
        found["WindowExecutionTaskIdentities"].as_array().unwrap().clone()
    }

    async fn invocations(&self, task: &Value) -> Vec<Value> {
        let input = json!({
            "WindowExecutionId": task["WindowExecutionId"], "TaskId": task["TaskExecutionId"],
        });
        let found = ok(&self.ssm, "DescribeMaintenanceWindowExecutionTaskInvocations", input).await;
        found["WindowExecutionTaskInvocationIdentities"].as_array().unwrap().clone()
    }
}

fn statuses(tasks: &[Value]) -> Vec<&str> {
    tasks.iter().map(|task| task["Status"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_window_that_is_due_runs_its_task_on_its_target() {
    let scene = Scene::new(false).await;
    let ssm = &scene.ssm;
    let node = Agent::register(ssm, json!([{ "Key": "role", "Value": "web" }])).await;
    let input = json!({
        "WindowId": scene.window, "ResourceType": "INSTANCE", "OwnerInformation": "team blue",
        "Targets": [{ "Key": "tag:role", "Values": ["web"] }],
    });
    let target = ok(ssm, "RegisterTargetWithMaintenanceWindow", input).await["WindowTargetId"].clone();
    let registered = json!([{ "Key": "WindowTargetIds", "Values": [target] }]);
    scene.task(&node, json!({ "Targets": registered, "MaxConcurrency": "5" })).await;
    assert_eq!(scene.executions().await, Vec::<Value>::new(), "it is not due yet");
    scene.come();
    node.ping().await;
    let execution = scene.execution().await;
    assert_eq!(execution["Status"], "IN_PROGRESS");
    node.run(0, "up 3 days\n", "").await;

    let execution = scene.execution().await;
    assert_eq!((&execution["Status"], execution.get("StatusDetails")), (&json!("SUCCESS"), None));
    assert_eq!(execution["StartTime"], execution["EndTime"]);
    let task = &scene.tasks(&execution).await[0];
    assert_eq!((&task["Status"], &task["TaskArn"]), (&json!("SUCCESS"), &json!("AWS-RunShellScript")));
    let invocation = &scene.invocations(task).await[0];
    assert_eq!(
        (&invocation["WindowTargetId"], &invocation["OwnerInformation"]),
        (&target, &json!("team blue"))
    );
    let parameters: Value = serde_json::from_str(invocation["Parameters"].as_str().unwrap()).unwrap();
    assert_eq!(parameters["parameters"]["commands"], json!(["uptime"]));
    let commands = ok(ssm, "ListCommands", json!({ "CommandId": invocation["ExecutionId"] })).await;
    assert_eq!(commands["Commands"][0]["MaxConcurrency"], "5");

    let key = json!({ "WindowExecutionId": execution["WindowExecutionId"] });
    let one = ok(ssm, "GetMaintenanceWindowExecution", key.clone()).await;
    assert_eq!(one["TaskIds"], json!([task["TaskExecutionId"]]));
    let mut key = key;
    key["TaskId"] = task["TaskExecutionId"].clone();
    let one = ok(ssm, "GetMaintenanceWindowExecutionTask", key.clone()).await;
    assert_eq!((&one["Status"], &one["Type"]), (&json!("SUCCESS"), &json!("RUN_COMMAND")));
    key["InvocationId"] = invocation["InvocationId"].clone();
    let one = ok(ssm, "GetMaintenanceWindowExecutionTaskInvocation", key.clone()).await;
    assert_eq!(one, *invocation);
    key["InvocationId"] = key["TaskId"].clone();
    fails(ssm, "GetMaintenanceWindowExecutionTaskInvocation", key, "DoesNotExistException").await;
}

#[tokio::test]
async fn a_window_without_tasks_succeeds_at_once_each_day() {
    let scene = Scene::new(false).await;
    scene.come();
    let execution = scene.execution().await;
    assert_eq!((&execution["Status"], execution["StatusDetails"].is_string()), (&json!("SUCCESS"), true));
    scene.come();
    assert_eq!(scene.executions().await.len(), 2);
    ok(&scene.ssm, "UpdateMaintenanceWindow", json!({ "WindowId": scene.window, "Enabled": false })).await;
    scene.come();
    assert_eq!(scene.executions().await.len(), 2, "it is disabled");
    let filters = json!([{ "Key": "ExecutedBefore", "Values": ["2019-12-21T12:00:00Z"] }]);
    let input = json!({ "WindowId": scene.window, "Filters": filters });
    let found = ok(&scene.ssm, "DescribeMaintenanceWindowExecutions", input).await;
    assert_eq!(found["WindowExecutions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn executions_are_forgotten_after_a_month() {
    let scene = Scene::new(false).await;
    scene.come();
    let first = scene.execution().await;
    assert!(scene.clock.advance(HOUR * 24 * 31));
    assert_ne!(scene.execution().await["WindowExecutionId"], first["WindowExecutionId"]);
}

#[tokio::test]
async fn tasks_run_by_priority_and_a_failure_fails_the_execution() {
    let scene = Scene::new(true).await;
    let (first, second) = (Agent::start(&scene.ssm, 1).await, Agent::start(&scene.ssm, 2).await);
    scene.task(&second, json!({ "Priority": 9 })).await;
    scene.task(&first, json!({ "Priority": 1 })).await;
    scene.come();
    let execution = scene.execution().await;
    assert_eq!(statuses(&scene.tasks(&execution).await), ["IN_PROGRESS", "PENDING"]);
    first.run(7, "", "no\n").await;
    let tasks = scene.tasks(&execution).await;
    assert_eq!(statuses(&tasks), ["FAILED", "IN_PROGRESS"]);
    second.run(0, "", "").await;
    assert_eq!(statuses(&scene.tasks(&execution).await), ["FAILED", "SUCCESS"]);
    assert_eq!(scene.execution().await["Status"], "FAILED");
}

#[tokio::test]
async fn what_is_not_at_this_endpoint_fails_and_says_so() {
    let scene = Scene::new(false).await;
    for kind in ["LAMBDA", "STEP_FUNCTIONS"] {
        let input = json!({ "WindowId": scene.window, "TaskArn": "arn:aws:x", "TaskType": kind });
        ok(&scene.ssm, "RegisterTaskWithMaintenanceWindow", input).await;
    }
    scene.come();
    let tasks = scene.tasks(&scene.execution().await).await;
    assert_eq!(statuses(&tasks), ["FAILED", "FAILED"]);
    let details = tasks.iter().map(|task| task["StatusDetails"].as_str().unwrap());
    assert!(details.clone().any(|text| text.contains("Lambda")));
    assert!(details.clone().any(|text| text.contains("Step Functions")));
}

#[tokio::test]
async fn nodes_that_are_no_targets_of_the_window_are_left_alone_unless_it_allows_them() {
    let scene = Scene::new(false).await;
    let node = Agent::start(&scene.ssm, 1).await;
    scene.task(&node, json!({})).await;
    scene.come();
    let task = &scene.tasks(&scene.execution().await).await[0];
    assert_eq!(task["Status"], "FAILED");
    assert!(task["StatusDetails"].as_str().unwrap().contains("registered"), "{task}");
    assert_eq!(ok(&scene.ssm, "ListCommands", json!({})).await["Commands"], json!([]));
}

#[tokio::test]
async fn at_the_cutoff_no_task_starts_and_those_that_shall_stop_are_stopped() {
    let scene = Scene::new(true).await;
    let node = Agent::start(&scene.ssm, 1).await;
    scene.task(&node, json!({ "Priority": 1, "CutoffBehavior": "CANCEL_TASK" })).await;
    scene.task(&node, json!({ "Priority": 2 })).await;
    scene.come();
    let execution = scene.execution().await;
    node.take().await;
    assert!(scene.clock.advance(HOUR * 2 - Duration::from_secs(1)));
    assert_eq!(statuses(&scene.tasks(&execution).await), ["IN_PROGRESS", "PENDING"]);
    assert!(scene.clock.advance(Duration::from_secs(1)));
    assert_eq!(statuses(&scene.tasks(&execution).await), ["TIMED_OUT", "TIMED_OUT"]);
    assert_eq!(scene.execution().await["Status"], "TIMED_OUT");
    assert_eq!(node.message().await.topic.split('.').nth(2), Some("cancelCommand"));
}

#[tokio::test]
async fn an_execution_is_skipped_while_another_is_under_way() {
    let scene = Scene::new(true).await;
    let node = Agent::start(&scene.ssm, 1).await;
    let long = json!({ "Parameters": { "commands": ["sleep 300000"], "executionTimeout": ["172800"] } });
    scene.task(&node, json!({ "TaskInvocationParameters": { "RunCommand": long } })).await;
    scene.come();
    node.take().await;
    scene.come();
    assert_eq!(statuses(&scene.executions().await), ["SKIPPED_OVERLAPPING", "IN_PROGRESS"]);
}

#[tokio::test]
async fn a_cancelled_execution_starts_nothing_more_and_waits_for_what_is_under_way() {
    let scene = Scene::new(true).await;
    let node = Agent::start(&scene.ssm, 1).await;
    scene.task(&node, json!({ "Priority": 1 })).await;
    scene.task(&node, json!({ "Priority": 2 })).await;
    scene.come();
    let execution = scene.execution().await;
    let message = node.take().await;
    let key = json!({ "WindowExecutionId": execution["WindowExecutionId"] });
    assert_eq!(ok(&scene.ssm, "CancelMaintenanceWindowExecution", key.clone()).await, key);
    assert_eq!(scene.execution().await["Status"], "CANCELLING");
    assert_eq!(statuses(&scene.tasks(&execution).await), ["IN_PROGRESS", "CANCELLED"]);
    node.finish(&message, 0, "", "").await;
    assert_eq!(statuses(&scene.tasks(&execution).await), ["SUCCESS", "CANCELLED"]);
    assert_eq!(scene.execution().await["Status"], "CANCELLED");
    let missing = json!({ "WindowExecutionId": "00000000-0000-4000-8000-000000000000" });
    fails(&scene.ssm, "CancelMaintenanceWindowExecution", missing, "DoesNotExistException").await;
}

#[tokio::test]
async fn an_execution_goes_on_after_a_restart() {
    let folder =
        std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("windows-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let clock = Clock::manual(OffsetDateTime::UNIX_EPOCH + HOUR * 24 * 365 * 50);
    let builder = LocalSsm::builder().clock(clock.clone()).state(folder.join("state"));
    let mut scene = Scene::new(true).await;
    scene.ssm = builder.clone().start().await.unwrap();
    let input = json!({
        "Name": "daily", "Schedule": "rate(1 day)", "Duration": 3, "Cutoff": 1, "AllowUnassociatedTargets": true,
    });
    scene.window =
        ok(&scene.ssm, "CreateMaintenanceWindow", input).await["WindowId"].as_str().unwrap().to_owned();
    scene.clock = clock;
    let node = Agent::start(&scene.ssm, 1).await;
    scene.task(&node, json!({})).await;
    scene.come();
    let execution = scene.execution().await;
    assert_eq!(execution["Status"], "IN_PROGRESS");
    let Scene { ssm, clock, window } = scene;
    ssm.shutdown().await;

    let scene = Scene { ssm: builder.start().await.unwrap(), clock, window };
    assert_eq!(scene.execution().await, execution);
    Agent::start(&scene.ssm, 1).await.run(0, "", "").await;
    assert_eq!(scene.execution().await["Status"], "SUCCESS");
    scene.ssm.shutdown().await;
    std::fs::remove_dir_all(&folder).unwrap();
}
