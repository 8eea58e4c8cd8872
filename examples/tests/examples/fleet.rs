use crate::program::{Program, client, endpoint};

#[tokio::test]
async fn three_nodes_get_one_command_and_one_of_them_fails() {
    let told = Program::without_environment("fleet").run().await.success();
    let ids: Vec<&str> = told
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("machine ")?.split(" is ").nth(1))
        .collect();
    assert_eq!(ids.len(), 3, "{told}");
    let (progress, table) = told.split_once("\nnode ").unwrap();
    for id in &ids {
        assert!(id.starts_with("mi-") && progress.contains(&format!(" s  {id}  ")), "{told}");
    }
    let row = |id: &str| table.lines().find(|line| line.starts_with(id)).unwrap().to_owned();
    for id in &ids[..2] {
        assert_eq!(row(id), format!("{id}  Success      0  release 42 runs"));
    }
    assert_eq!(row(ids[2]), format!("{}  Failed      28  no space left for release 42", ids[2]));
    assert!(told.ends_with("\n2 of 3 nodes run release 42.\n"), "{told}");
}

#[tokio::test]
async fn it_leaves_an_endpoint_as_it_was() {
    let local = endpoint().await;
    let arguments = ["--endpoint-url", &local.endpoint_url()];
    let told = Program::with_credentials("fleet").arguments(&arguments).run().await.success();
    assert!(told.contains(&local.endpoint_url()) && told.contains("2 of 3 nodes"), "{told}");
    let client = client(&local);
    let nodes = client.describe_instance_information().items().try_collect().await.unwrap();
    let activations = client.describe_activations().items().try_collect().await.unwrap();
    assert!(nodes.is_empty() && activations.is_empty(), "{nodes:?} {activations:?}");
}

#[tokio::test]
async fn wrong_usage_is_one_line_and_help_is_printed_without_a_call() {
    let outcome = Program::without_environment("fleet").arguments(&["--colour"]).run().await;
    assert_eq!(outcome.complaint(2), "fleet: unknown option --colour; see fleet --help");
    let help = Program::without_environment("fleet").arguments(&["--help"]).run().await.success();
    assert!(help.contains("Usage: fleet") && help.contains("--endpoint-url"), "{help}");
}
