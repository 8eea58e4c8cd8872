//! What commands print beyond what lists show.

use ssm_local::NodeOptions;
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::run_command::{FolderStore, OutputError, OutputStore, S3Store, Targets};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::support::{Folder, PATIENCE, client, fast, start};

#[tokio::test]
async fn all_of_it_is_read_from_where_the_command_keeps_it() {
    let (ssm, folder) = (start().await, Folder::new());
    let client = client(&ssm);
    let node = ssm.add_node(NodeOptions::new().s3_folder(folder.path())).await.unwrap();
    let command = client
        .run_shell(["seq 20000", "echo oops >&2"])
        .on(Targets::ids([&node]))
        .output_bucket("bucket")
        .output_key_prefix("out")
        .pacing(fast())
        .start()
        .await
        .unwrap();
    let report = command.wait().within(PATIENCE).await.unwrap();
    let result = report.node(&node).unwrap();
    assert!(result.is_truncated() && result.plugins[0].output.len() <= 2500);
    let shown = command.output(&node, &result.plugins[0].name).await.unwrap();
    assert!(shown.is_truncated());
    assert_eq!((shown.standard_output.len(), shown.standard_error.as_str()), (24_000, "oops\n"));

    let store = FolderStore::new(folder.path());
    let full = command.full_output(&store, &result.plugins[0], 1 << 20).await.unwrap();
    let expected: String = (1..=20_000).map(|number| format!("{number}\n")).collect();
    assert_eq!(full.standard_output.text(), expected);
    assert_eq!((full.standard_error.text().as_str(), full.standard_output.is_truncated()), ("oops\n", false));

    let some = command.full_output(&store, &result.plugins[0], 100).await.unwrap().standard_output;
    assert_eq!((some.bytes.as_slice(), some.total_bytes), (&expected.as_bytes()[..100], 108_894));
    assert!(some.is_truncated());
    let elsewhere = FolderStore::new(folder.path().join("none"));
    let nothing = command.full_output(&elsewhere, &result.plugins[0], 100).await.unwrap();
    assert!(nothing.standard_output.bytes.is_empty());
}

#[tokio::test]
async fn output_that_is_not_kept_is_an_error_that_says_what_to_do() {
    let ssm = start().await;
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    let command = client(&ssm).run_shell(["true"]).on(Targets::ids([&node])).pacing(fast());
    let command = command.start().await.unwrap();
    let report = command.wait().within(PATIENCE).await.unwrap();
    let store = S3Store::new(&client(&ssm));
    let error = command.full_output(&store, &report.nodes[0].plugins[0], 100).await.unwrap_err();
    assert!(matches!(error, OutputError::NotKept), "{error}");
    assert!(error.to_string().contains("output_bucket"), "{error}");
}

/// A server with these answers, in this order, which tells the requests that it got.
async fn server(answers: &'static [&'static str]) -> (String, UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (told, requests) = unbounded_channel();
    tokio::spawn(async move {
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                request.push(stream.read_u8().await.unwrap());
            }
            told.send(String::from_utf8(request).unwrap()).unwrap();
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (url, requests)
}

const SLOW_DOWN: &str = "HTTP/1.1 503 Slow Down\r\ncontent-length: 58\r\nconnection: close\r\n\r\n\
    <Error><Code>SlowDown</Code><Message>wait</Message></Error>";

const BEGINNING: &str = "HTTP/1.1 206 Partial Content\r\ncontent-range: bytes 0-4/1234\r\n\
    content-length: 5\r\nconnection: close\r\n\r\nbegin";

const NO_SUCH_KEY: &str = "HTTP/1.1 404 Not Found\r\ncontent-length: 62\r\nconnection: close\r\n\r\n\
    <Error><Code>NoSuchKey</Code><Message>gone</Message></Error>  ";

const EMPTY: &str = "HTTP/1.1 416 Range Not Satisfiable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

const DENIED: &str = "HTTP/1.1 403 Forbidden\r\ncontent-length: 73\r\nconnection: close\r\n\r\n\
    <Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>\n";

/// The place of the output of a command that has ended.
async fn place(ssm: &ssm_local::LocalSsm) -> ssm_toolkit::run_command::OutputPlace {
    let agent = crate::agent::Agent::start(ssm, 1).await;
    let command = client(ssm)
        .run_shell(["uptime"])
        .on(Targets::ids([&agent.id]))
        .output_bucket("bucket")
        .output_key_prefix("of ours")
        .request(|request| request.output_s3_region = Some("eu-west-1".to_owned()))
        .pacing(fast())
        .start()
        .await
        .unwrap();
    let message = agent.take().await;
    agent.finish(&message, 0, "").await;
    let report = command.wait().within(PATIENCE).await.unwrap();
    let place = report.nodes[0].plugins[0].standard_output_place.clone().unwrap();
    let expected = format!("of ours/{}/{}/", command.id(), agent.id);
    assert!(place.key.starts_with(&expected) && place.key.ends_with("/stdout"), "{place}");
    place
}

#[tokio::test]
async fn s3_is_asked_for_the_beginning_signed_for_the_buckets_region_and_again_when_it_is_busy() {
    let ssm = start().await;
    let place = place(&ssm).await;
    let (url, mut requests) = server(&[SLOW_DOWN, BEGINNING, NO_SUCH_KEY, EMPTY, DENIED, BEGINNING]).await;
    let store = S3Store::new(&client(&ssm)).endpoint_url(&url);
    let stored = store.read(&place, 5).await.unwrap().unwrap();
    assert_eq!((stored.text().as_str(), stored.total_bytes, stored.is_truncated()), ("begin", 1234, true));
    requests.recv().await.unwrap();
    let request = requests.recv().await.unwrap();
    assert!(request.starts_with("GET /bucket/of%20ours/"), "{request}");
    for header in ["range: bytes=0-4", "/eu-west-1/s3/aws4_request", "x-amz-content-sha256: e3b0c442"] {
        assert!(request.contains(header), "{header} is missing in {request}");
    }
    assert_eq!(store.read(&place, 5).await.unwrap(), None);
    assert_eq!(store.read(&place, 5).await.unwrap().unwrap().total_bytes, 0);
    let error = store.read(&place, 5).await.unwrap_err().to_string();
    assert!(error.starts_with("cannot read s3://bucket/of ours/"), "{error}");
    assert!(error.contains("GetObject failed: AccessDenied: Access Denied"), "{error}");

    for _ in 0..3 {
        requests.recv().await.unwrap();
    }
    store.clone().unsigned().read(&place, 5).await.unwrap();
    let request = requests.recv().await.unwrap();
    assert!(!request.contains("authorization"), "{request}");
}

#[tokio::test]
async fn plain_http_to_another_machine_is_refused() {
    let ssm = start().await;
    let place = place(&ssm).await;
    let store = S3Store::new(&client(&ssm)).endpoint_url("http://s3.example.com");
    let error = store.read(&place, 5).await.unwrap_err().to_string();
    assert!(error.contains("plain http to another machine"), "{error}");
    assert!(store.read(&place, 0).await.is_err(), "however little is asked for");
}
