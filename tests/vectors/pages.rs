//! Pages, wherever the model keeps tokens and elements.

use crate::server::{Answer, Server};
use crate::support::{answering, client};
use crate::types::Query;

#[tokio::test]
async fn elements_of_a_list_come_one_by_one() {
    let (client, _server) = answering(r#"{"Tools":[{"Name":"saw"},{"Name":"axe"}]}"#).await;
    let tools = client.list_tools().items().try_collect().await.unwrap();
    let names: Vec<&str> = tools.iter().filter_map(|tool| tool.name.as_deref()).collect();
    assert_eq!(names, ["saw", "axe"]);
}

#[tokio::test]
async fn entries_of_a_nested_map_come_with_their_keys() {
    let (client, _server) =
        answering(r#"{"Page":{"Parts":{"a":{"Name":"edge"},"b":{"Name":"grip"}}}}"#).await;
    let parts = client.list_parts().items().try_collect().await.unwrap();
    let entries: Vec<(&str, Option<&str>)> =
        parts.iter().map(|(key, part)| (key.as_str(), part.name.as_deref())).collect();
    assert_eq!(entries, [("a", Some("edge")), ("b", Some("grip"))]);
}

#[tokio::test]
async fn a_nested_token_asks_for_the_next_page() {
    let server = Server::answering(Answer::of("200 OK", &[], r#"{"Page":{"Next":{"Marker":"m2"}}}"#)).await;
    let mut pages = client(&server.url).list_parts().marker("m1").pages();
    assert_eq!(pages.next_token(), Some("m1"));
    assert!(pages.try_next().await.unwrap().is_some());
    assert_eq!(pages.next_token(), Some("m2"));
    // The server never ends, which is noticed.
    assert!(pages.try_next().await.is_err());
    let bodies: Vec<Vec<u8>> = server.requests().into_iter().map(|request| request.body).collect();
    assert_eq!(bodies, [br#"{"Marker":"m1"}"#.to_vec(), br#"{"Marker":"m2"}"#.to_vec()]);
}

#[tokio::test]
async fn a_page_without_anything_has_no_elements() {
    let (client, _server) = answering("{}").await;
    assert!(client.list_parts().items().try_collect().await.unwrap().is_empty());
    assert!(client.list_tools().items().try_collect().await.unwrap().is_empty());
}

#[tokio::test]
async fn of_several_lists_the_overlay_says_which_has_the_elements() {
    let (client, _server) = answering(r#"{"Found":[{"Name":"edge"}],"Similar":[{"Name":"grip"}]}"#).await;
    #[allow(deprecated, reason = "the model says so")]
    let call = client.search_parts(Query::Name("edge".to_owned()));
    let parts = call.items().try_collect().await.unwrap();
    assert_eq!(parts.iter().map(|part| part.name.as_deref()).collect::<Vec<_>>(), [Some("edge")]);
}
