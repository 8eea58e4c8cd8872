use crate::program::{Program, client, endpoint};

#[tokio::test]
async fn it_needs_nothing_and_calls_without_a_runtime() {
    let transcript = Program::without_environment("blocking").run().await.success();
    let expected = "\
        stored   /blocking-example/host\n\
        stored   /blocking-example/port\n\
        stored   /blocking-example/user\n\
        stored   /blocking-example/name\n\
        read     /blocking-example/host = the value of /blocking-example/host\n\
        missing  /blocking-example/prot\n\
        listed   /blocking-example/host = the value of /blocking-example/host\n\
        listed   /blocking-example/name = the value of /blocking-example/name\n\
        listed   /blocking-example/port = the value of /blocking-example/port\n\
        listed   /blocking-example/user = the value of /blocking-example/user\n\
        deleted  4 parameters\n";
    assert_eq!(transcript, expected);
}

#[tokio::test]
async fn it_leaves_nothing_at_an_endpoint() {
    let local = endpoint().await;
    let arguments = ["--endpoint-url", &local.endpoint_url()];
    Program::with_credentials("blocking").arguments(&arguments).run().await.success();
    assert!(client(&local).describe_parameters().items().try_collect().await.expect("an answer").is_empty());
}

#[tokio::test]
async fn what_goes_wrong_is_one_line() {
    let program = || Program::with_credentials("blocking");
    let unreachable = program().arguments(&["--endpoint-url", "http://127.0.0.1:1"]).run().await;
    let line = unreachable.complaint(1);
    assert!(line.starts_with("blocking: PutParameter could not reach http://127.0.0.1:1"), "{line}");
    let wrong = program().arguments(&["--colour"]).run().await;
    assert!(wrong.complaint(2).contains("unknown option --colour"), "{wrong:?}");
}
