use serde_json::json;
use ssm_node::StartError;

use crate::service::Service;
use crate::support::{NODE, Stage, message_id, payload, step, steps};

#[tokio::test]
async fn a_message_that_comes_twice_is_acknowledged_twice_and_runs_once_also_after_a_restart() {
    let stage = Stage::new().await;
    let node = stage.node().await;
    let script = format!("echo ran >> {}/count", stage.folder.0.display());
    let id = stage.send_script("c1", &script);
    stage.records.last_reply(&id).await;
    stage.send_script("c1", &script);
    let acknowledged = |times: usize| {
        let id = id.clone();
        move |content: &mut crate::service::Content| {
            let found = content.acknowledged.iter().filter(|known| **known == id).count();
            (found == times).then_some(())
        }
    };
    stage.records.until("the second acknowledgement", acknowledged(2)).await;
    node.shutdown().await;

    let _node = stage.node().await;
    stage.send_script("c1", &script);
    stage.records.until("the third acknowledgement", acknowledged(3)).await;
    // The next command runs after it would have.
    let next = stage.send_script("c2", "true");
    stage.records.last_reply(&next).await;
    assert_eq!(std::fs::read_to_string(stage.folder.0.join("count")).unwrap(), "ran\n");
    let last = stage.records.with(|content| content.replies[&id].len());
    assert_eq!(last, 2, "in progress, and over");
}

#[tokio::test]
async fn a_command_that_did_not_begin_before_the_node_stopped_runs_when_it_is_back() {
    let stage = Stage::new().await;
    let node = stage.builder().max_concurrent_commands(1).start().await.unwrap();
    let first = stage.send_script("c1", "sleep 1000");
    let second = stage.send_script("c2", "echo second");
    let is_known =
        |content: &mut crate::service::Content| content.acknowledged.contains(&second).then_some(());
    stage.records.until("both commands to be taken over", is_known).await;
    node.shutdown().await;
    assert_eq!(stage.records.last_reply(&first).await["documentStatus"], "Failed");

    let _node = stage.node().await;
    let reply = stage.records.last_reply(&second).await;
    assert_eq!(reply["runtimeStatus"]["run"]["standardOutput"], "second\n");
}

#[tokio::test]
async fn messages_that_no_node_can_use_are_failed_and_others_go_on() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    let elsewhere = "aws.ssm.c1.i-99999999999999999";
    let document = steps(json!([step("run", "touch /nowhere")]));
    stage.records.send(NODE, elsewhere, "aws.ssm.sendCommand", &payload("c1", document.clone(), json!({})));
    stage.records.send(NODE, &message_id("c2"), "aws.ssm.sendCommand", "no JSON");
    stage.records.send(NODE, &message_id("c3"), "aws.ssm.reboot", "{}");
    stage.records.send(
        NODE,
        &message_id("c4"),
        "aws.ssm.sendCommand",
        &payload("../c4", document, json!({})),
    );
    let unreadable = stage.send("c5", json!({ "schemaVersion": "2.2", "mainSteps": 7 }), json!({}));
    let unknown = stage.send("c6", steps(json!([step("run", "{{ missing }}")])), json!({}));
    let good = stage.send_script("c7", "echo good");
    assert_eq!(stage.records.last_reply(&good).await["documentStatus"], "Success");
    for id in [unreadable, unknown] {
        let reply = stage.records.last_reply(&id).await;
        assert_eq!(reply["documentStatus"], "Failed");
        let trace = reply["documentTraceOutput"].as_str().unwrap();
        assert!(trace.starts_with("the document cannot be run: mainSteps"), "{trace}");
    }
    let failed = stage.records.with(|content| content.failed.clone());
    assert_eq!(failed, [elsewhere.into(), message_id("c2"), message_id("c3"), message_id("c4")]);
}

#[tokio::test]
async fn replies_wait_for_an_endpoint_that_is_gone_and_arrive_in_their_order() {
    let mut stage = Stage::new().await;
    let _node = stage.node().await;
    let gate = stage.folder.0.join("gate");
    let wait = format!("until test -e {}; do sleep 0.01; done; echo through", gate.display());
    let id = stage.send("c1", steps(json!([step("wait", &wait), step("next", "echo next")])), json!({}));
    let is_begun = |content: &mut crate::service::Content| content.acknowledged.contains(&id).then_some(());
    stage.records.until("the command to begin", is_begun).await;
    let port = stage.service.port;
    stage.service = Service::start(&stage.records, 0).await;
    std::fs::write(gate, "").unwrap();
    // Both steps are over when two replies wait.
    let replies = stage.folder.0.join("replies");
    while std::fs::read_dir(&replies).unwrap().count() < 3 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let before = stage.records.with(|content| content.heartbeats.len());
    stage.service = Service::start(&stage.records, port).await;
    stage.records.last_reply(&id).await;
    let told = stage.records.with(|content| content.replies[&id].clone());
    let steps: Vec<Option<&String>> = told
        .iter()
        .map(|reply| reply["runtimeStatus"].as_object().and_then(|all| all.keys().next()))
        .collect();
    assert_eq!(steps, [None, Some(&"wait".to_owned()), Some(&"next".to_owned()), None]);
    assert_eq!(told[1]["runtimeStatus"]["wait"]["standardOutput"], "through\n");
    // The endpoint may have forgotten the node.
    stage.send_script("c2", "true");
    stage.records.until("a heartbeat", |content| (content.heartbeats.len() > before).then_some(())).await;
}

#[tokio::test]
async fn refused_calls_are_repeated_and_lost_replies_do_not_hold_up_others() {
    let stage = Stage::new().await;
    stage.records.with(|content| {
        content.errors.insert("UpdateInstanceInformation".into(), (3, "InvalidInstanceId"));
        content.errors.insert("GetMessages".into(), (2, "InvalidDestinationException"));
        content.errors.insert("AcknowledgeMessage".into(), (1, "InternalServerException"));
        content.errors.insert("SendReply".into(), (2, "AuthorizationFailureException"));
    });
    let _node = stage.node().await;
    let id = stage.send_script("c1", "echo fine");
    assert_eq!(stage.records.last_reply(&id).await["documentStatus"], "Success");
    stage.records.until("a heartbeat", |content| (!content.heartbeats.is_empty()).then_some(())).await;

    stage.records.with(|content| content.errors.insert("SendReply".into(), (1, "InvalidMessageIdException")));
    let id = stage.send_script("c2", "echo fine");
    assert_eq!(stage.records.last_reply(&id).await["documentStatus"], "Success");
    assert_eq!(stage.records.with(|content| content.replies[&id].len()), 1, "the first one is lost");
}

#[tokio::test]
async fn what_a_node_needs_is_asked_for_and_a_folder_belongs_to_one_node() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    assert!(matches!(stage.builder().start().await, Err(StartError::Taken { .. })));
    assert!(matches!(ssm_node::Node::builder().start().await, Err(StartError::Missing("folder"))));
    let error = stage.builder().instance_id("../etc/passwd").start().await.unwrap_err();
    assert!(matches!(error, StartError::InstanceId(_)));
    let error = stage.builder().endpoint_url("nowhere").start().await.unwrap_err();
    assert!(matches!(&error, StartError::Client(_)), "{error}");
}
