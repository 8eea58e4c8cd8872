//! What `ssm-toolkit` does, as far as moto does its part: it lists no nodes of commands, and runs nothing.

use ssm_document::Document;
use ssm_document::command::{CommandDocument, Step};
use ssm_document::plugin::RunShellScript;
use ssm_tests::moto::Server;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::Test;
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::documents::Put;
use ssm_toolkit::run_command::{OutputPlace, OutputStore, S3Store, Targets};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub const TESTS: &[Test<Server>] = &[
    ("a_typed_document_is_put_and_read", documents),
    ("a_command_is_started_and_found_again", commands),
    ("output_is_read_from_s3_in_full_or_in_part", outputs),
];

fn documents(moto: &Server) {
    block_on(async {
        let documents = moto.client("eu-north-1").documents();
        let says = |script: &str| {
            Document::from(CommandDocument::new([Step::new("say", RunShellScript::new([script]))]))
        };
        let version = |number: &str| number.to_owned();
        let put = documents.put("Says", &says("echo one")).await.unwrap();
        assert_eq!(put, Put::Created { version: version("1") });
        let put = documents.put("Says", &says("echo one")).await.unwrap();
        assert_eq!(put, Put::Unchanged { version: version("1") });
        let put = documents.put("Says", &says("echo two")).await.unwrap();
        assert_eq!(put, Put::Updated { version: version("2") });
        assert!(documents.get("Says").await.unwrap().document == says("echo two"));
    });
}

fn commands(moto: &Server) {
    block_on(async {
        let client = moto.client("eu-south-1");
        let targets = Targets::ids(["i-0123456789abcdef0"]);
        let command = client.run_shell(["echo hello"]).on(targets).comment("greets").start().await.unwrap();
        let shown = client.command(command.id()).command().await.unwrap();
        assert_eq!(shown.command_id.as_deref(), Some(command.id()));
        assert_eq!((shown.comment.as_deref(), shown.target_count), (Some("greets"), Some(1)));
        let node = command.output("i-0123456789abcdef0", "aws:runShellScript").await.unwrap();
        assert!(!node.is_truncated());
    });
}

/// Puts an object, or a bucket, without a client of S3.
async fn put(url: &str, path: &str, body: &str) {
    let address = url.strip_prefix("http://").unwrap().trim_end_matches('/');
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "PUT {path} HTTP/1.1\r\nhost: {address}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

fn outputs(moto: &Server) {
    block_on(async {
        let client = moto.client("us-east-1");
        let url = client.transport().endpoint().to_owned();
        put(&url, "/outputs", "").await;
        put(&url, "/outputs/of%20ours/stdout", "0123456789").await;
        put(&url, "/outputs/of%20ours/nothing", "").await;
        let place = |key: &str| OutputPlace::new("us-east-1", "outputs", key);
        let store = S3Store::new(&client).endpoint_url(&url);
        let all = store.read(&place("of ours/stdout"), 100).await.unwrap().unwrap();
        assert_eq!((all.text().as_str(), all.is_truncated()), ("0123456789", false));
        let some = store.read(&place("of ours/stdout"), 4).await.unwrap().unwrap();
        assert_eq!((some.text().as_str(), some.total_bytes), ("0123", 10));
        let empty = store.read(&place("of ours/nothing"), 4).await.unwrap().unwrap();
        assert_eq!((empty.text().as_str(), empty.total_bytes), ("", 0));
        assert_eq!(store.read(&place("of ours/absent"), 4).await.unwrap(), None);
    });
}
