//! Where requests go: host prefixes and the path of an endpoint.

use awsjson_transport::typed::Operation;

use crate::operation::{GetToolRequest, PingRequest};
use crate::server::{Answer, Server};
use crate::support::client;

#[test]
fn a_host_prefix_is_made_of_members() {
    let request = GetToolRequest::new("left").room("cellar-2");
    assert_eq!(request.host_prefix().unwrap().as_deref(), Some("left.tools-cellar-2."));
    assert_eq!(PingRequest::new().host_prefix().unwrap(), None);
}

#[tokio::test]
async fn a_member_that_cannot_be_part_of_a_host_name_is_refused_before_anything_is_sent() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    for (request, member) in [
        (GetToolRequest::new("left"), "Room"),
        (GetToolRequest::new("").room("a"), "Shelf"),
        (GetToolRequest::new("a.b").room("a"), "Shelf"),
        (GetToolRequest::new("a").room("a/b"), "Room"),
        (GetToolRequest::new("a").room("a b@c"), "Room"),
        (GetToolRequest::new("a").room("x".repeat(64)), "Room"),
    ] {
        let error = client(&server.url).call(request).send().await.unwrap_err();
        assert!(error.to_string().contains(member), "{error}");
        assert!(error.is_not_sent(), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn the_path_of_the_endpoint_is_kept() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    for (path, line) in [
        ("", "POST / HTTP/1.1"),
        ("/", "POST / HTTP/1.1"),
        ("/custom", "POST /custom/ HTTP/1.1"),
        ("/custom/", "POST /custom/ HTTP/1.1"),
    ] {
        client(&format!("{}{path}", server.url)).ping().send().await.unwrap();
        assert_eq!(server.requests().last().unwrap().line, line);
    }
}
