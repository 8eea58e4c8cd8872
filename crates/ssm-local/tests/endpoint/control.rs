//! What the endpoint answers beside the service.

use http::{Method, Request, StatusCode};
use http_body_util::Full;
use hyper::body::Bytes;
use serde_json::json;

use crate::support::{Answer, call, ok, put, send, start};

async fn ask(port: u16, method: Method, path: &str, origin: Option<&str>) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("host", "127.0.0.1");
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    send(port, request.body(Full::new(Bytes::new())).unwrap()).await
}

#[tokio::test]
async fn it_says_that_it_is_well() {
    let ssm = start().await;
    let answer = ask(ssm.port(), Method::GET, "/_ssm-local/health", None).await;
    assert_eq!((answer.status, &answer.body["status"]), (StatusCode::OK, &json!("running")));
}

#[tokio::test]
async fn a_reset_forgets_everything() {
    let ssm = start().await;
    put(&ssm, "/a", "1").await;
    let answer = ask(ssm.port(), Method::POST, "/_ssm-local/reset", None).await;
    assert_eq!(answer.status, StatusCode::OK);
    let missing = call(&ssm, "GetParameter", json!({ "Name": "/a" })).await;
    assert_eq!(missing.error().0, "ParameterNotFound");
    put(&ssm, "/a", "2").await;
    ssm.reset().await.unwrap();
    assert_eq!(ok(&ssm, "DescribeParameters", json!({})).await["Parameters"], json!([]));
}

#[tokio::test]
async fn a_web_page_cannot_reset_it() {
    let ssm = start().await;
    put(&ssm, "/a", "1").await;
    let answer = ask(ssm.port(), Method::POST, "/_ssm-local/reset", Some("http://example.com")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    ok(&ssm, "GetParameter", json!({ "Name": "/a" })).await;
}

#[tokio::test]
async fn other_paths_and_methods_are_refused_in_json() {
    let ssm = start().await;
    for (method, path, status) in [
        (Method::GET, "/_ssm-local/reset", StatusCode::METHOD_NOT_ALLOWED),
        (Method::POST, "/_ssm-local/health", StatusCode::METHOD_NOT_ALLOWED),
        (Method::GET, "/_ssm-local/other", StatusCode::NOT_FOUND),
    ] {
        let answer = ask(ssm.port(), method, path, None).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(!answer.error().1.is_empty());
    }
}
