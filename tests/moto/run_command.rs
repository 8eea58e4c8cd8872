use std::time::Duration;

use ssm_client::error::GetCommandInvocationError;
use ssm_client::types::CommandInvocationStatus;
use ssm_tests::moto::Server;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::Test;

pub const TESTS: &[Test<Server>] = &[("a_command_is_sent_and_waited_for", run_command)];

fn run_command(moto: &Server) {
    block_on(async {
        let client = moto.client("ap-southeast-2");
        let node = "i-0123456789abcdef0";
        let command = client
            .send_command("AWS-RunShellScript")
            .instance_ids([node])
            .parameters([("commands", vec!["echo hello".to_owned()])])
            .timeout_seconds(60)
            .comment("greets")
            .send()
            .await
            .unwrap()
            .command
            .unwrap();
        let id = command.command_id.unwrap();
        assert_eq!(command.parameters["commands"], ["echo hello"]);
        assert!(command.expires_after.unwrap() > command.requested_date_time.unwrap());

        let wait = client.get_command_invocation(&id, node).wait_until_executed();
        let done = wait.poll_every(Duration::from_millis(10)).await.unwrap();
        assert_eq!(done.status, Some(CommandInvocationStatus::Success));
        assert_eq!(done.command_id.as_deref(), Some(id.as_str()));

        let listed = client.list_commands().command_id(&id).items().try_collect().await.unwrap();
        assert_eq!(listed[0].instance_ids, [node]);
        let unknown = client.get_command_invocation(&id, "i-00000000000000000").send().await.unwrap_err();
        let service = unknown.service();
        assert!(matches!(service, Some(GetCommandInvocationError::InvocationDoesNotExist(_))), "{unknown}");
    });
}
