use ssm_client::types::{MaintenanceWindowResourceType, MaintenanceWindowTaskType, Target};
use ssm_tests::moto::Server;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::Test;

pub const TESTS: &[Test<Server>] =
    &[("a_maintenance_window_is_created_given_targets_and_tasks_and_deleted", maintenance_window)];

fn maintenance_window(moto: &Server) {
    block_on(async {
        let client = moto.client("ap-northeast-2");
        let created = client
            .create_maintenance_window("nightly", "cron(0 2 * * ? *)", 4, 1, true)
            .description("patches")
            .send()
            .await
            .unwrap();
        let window = created.window_id.unwrap();

        let described = client.describe_maintenance_windows().items().try_collect().await.unwrap();
        assert_eq!(described.len(), 1);
        assert_eq!(described[0].window_id.as_deref(), Some(window.as_str()));
        assert_eq!((described[0].duration, described[0].cutoff), (Some(4), Some(1)));
        let found = client.get_maintenance_window(&window).send().await.unwrap();
        assert_eq!(found.schedule.as_deref(), Some("cron(0 2 * * ? *)"));
        assert_eq!((found.cutoff, found.enabled), (Some(1), Some(true)));

        let nodes = Target::new().key("InstanceIds").values(["mi-0123456789abcdef0"]);
        let target = client
            .register_target_with_maintenance_window(
                &window,
                MaintenanceWindowResourceType::Instance,
                [nodes.clone()],
            )
            .send()
            .await
            .unwrap()
            .window_target_id
            .unwrap();
        let targets =
            client.describe_maintenance_window_targets(&window).items().try_collect().await.unwrap();
        assert_eq!(targets[0].window_target_id.as_deref(), Some(target.as_str()));
        assert_eq!(targets[0].targets, [nodes]);

        let selected = Target::new().key("WindowTargetIds").values([target]);
        let task = client
            .register_task_with_maintenance_window(
                &window,
                "AWS-RunShellScript",
                MaintenanceWindowTaskType::RunCommand,
            )
            .targets([selected])
            .max_concurrency("1")
            .max_errors("1")
            .send()
            .await
            .unwrap()
            .window_task_id
            .unwrap();
        let tasks = client.describe_maintenance_window_tasks(&window).items().try_collect().await.unwrap();
        assert_eq!(tasks[0].window_task_id.as_deref(), Some(task.as_str()));
        assert_eq!(tasks[0].task_arn.as_deref(), Some("AWS-RunShellScript"));

        client.delete_maintenance_window(&window).send().await.unwrap();
        assert!(client.describe_maintenance_windows().items().try_collect().await.unwrap().is_empty());
    });
}
