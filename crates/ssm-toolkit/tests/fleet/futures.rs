//! What waits can be given to a task.

use std::time::Duration;

use ssm_document::Document;
use ssm_toolkit::ClientExt as _;

use crate::support::{client, start};

fn may_move_to_another_thread<T: Send>(_: T) {}

#[tokio::test]
async fn what_waits_may_move_to_another_thread() {
    let ssm = start().await;
    let client = client(&ssm);
    let (command, execution) = (client.command("a"), client.execution("b"));
    may_move_to_another_thread(client.run_shell(["uptime"]).start());
    may_move_to_another_thread(command.wait().into_future());
    may_move_to_another_thread(command.progress());
    may_move_to_another_thread(async { command.progress().try_next().await });
    may_move_to_another_thread(command.output("i-1", "aws:runShellScript"));
    may_move_to_another_thread(client.automation("c").start());
    may_move_to_another_thread(execution.wait().into_future());
    may_move_to_another_thread(execution.progress());
    let nodes = client.nodes();
    may_move_to_another_thread(nodes.wait_until_online(["i-1"], Duration::ZERO));
    may_move_to_another_thread(nodes.reachability("i-1"));
    let (documents, document) = (client.documents(), Document::from_yaml("{}").unwrap());
    may_move_to_another_thread(documents.put("d", &document));
    assert!(ssm.requests().is_empty(), "nothing is sent before somebody waits");
}
