//! Pages and their elements, over a server that plays a script.

use serde_json::{Value, json};
use ssm_client::ErrorKind;
use ssm_tests::loopback::{Answer, Server};

/// A page of parameters with these names, and the token of the next one.
fn page(names: &[&str], next: Option<&str>) -> Answer {
    let parameters: Vec<Value> = names.iter().map(|name| json!({ "Name": name })).collect();
    Answer::ok(json!({ "Parameters": parameters, "NextToken": next }))
}

/// A server that gives page 1 at first, and for a token what the script has for it.
async fn server_with(pages: Vec<(&'static str, Answer)>) -> Server {
    Server::answering(move |request| {
        let token = request.json()["NextToken"].as_str().unwrap_or_default().to_owned();
        let page = pages.iter().find(|(of, _)| *of == token);
        page.map_or_else(|| Answer::error("InvalidNextToken"), |(_, answer)| answer.clone())
    })
    .await
}

fn tokens(server: &Server) -> Vec<Value> {
    server.requests().iter().map(|request| request.json()["NextToken"].clone()).collect()
}

#[tokio::test]
async fn items_go_through_all_pages_and_pass_over_empty_ones() {
    let server = server_with(vec![
        ("", page(&[], Some("1"))),
        ("1", page(&["a", "b"], Some("2"))),
        ("2", page(&[], Some("3"))),
        ("3", page(&[], Some("4"))),
        ("4", page(&["c"], Some("5"))),
        ("5", page(&[], None)),
    ])
    .await;
    let mut items = server.client().get_parameters_by_path("/app").recursive(true).items();
    let mut names = Vec::new();
    while let Some(parameter) = items.try_next().await.unwrap() {
        names.extend(parameter.name);
    }
    assert_eq!(names, ["a", "b", "c"]);
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(tokens(&server), [json!(null), json!("1"), json!("2"), json!("3"), json!("4"), json!("5")]);
    for request in server.requests() {
        let sent = request.json();
        assert_eq!((&sent["Path"], &sent["Recursive"]), (&json!("/app"), &json!(true)));
    }
}

#[tokio::test]
async fn pages_come_as_they_are_with_the_empty_ones() {
    let server = server_with(vec![("", page(&[], Some("1"))), ("1", page(&["a"], None))]).await;
    let mut pages = server.client().get_parameters_by_path("/").pages();
    assert_eq!(pages.next_token(), None);
    assert!(pages.try_next().await.unwrap().unwrap().parameters.is_empty());
    assert_eq!(pages.next_token(), Some("1"));
    assert_eq!(pages.try_next().await.unwrap().unwrap().parameters.len(), 1);
    assert_eq!(pages.next_token(), None);
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn an_empty_token_is_the_end() {
    let server = server_with(vec![("", page(&["a"], Some("")))]).await;
    let all = server.client().get_parameters_by_path("/").items().try_collect().await.unwrap();
    assert_eq!((all.len(), server.requests().len()), (1, 1));
}

#[tokio::test]
async fn nothing_is_sent_before_the_first_page_is_asked_for() {
    let server = server_with(vec![("", page(&["a"], None))]).await;
    let mut items = server.client().get_parameters_by_path("/").items();
    tokio::task::yield_now().await;
    assert_eq!(server.requests().len(), 0);
    items.try_next().await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_token_that_comes_twice_is_an_error_and_no_loop() {
    let server = server_with(vec![("", page(&["a"], Some("1"))), ("1", page(&["b"], Some("1")))]).await;
    let mut pages = server.client().get_parameters_by_path("/").pages();
    pages.try_next().await.unwrap().unwrap();
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("GetParametersByPath"), "{error}");
    assert!(error.to_string().contains("token"), "{error}");
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn tokens_that_go_in_a_circle_are_an_error_and_no_loop() {
    let circle = ["1", "2", "3", "4"];
    let mut script = vec![("", page(&[], Some("1")))];
    let turns = circle.into_iter().zip(circle.into_iter().cycle().skip(1));
    script.extend(turns.map(|(token, next)| (token, page(&["x"], Some(next)))));
    let server = server_with(script).await;
    let error = server.client().get_parameters_by_path("/").items().try_collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(server.requests().len(), 5);
}

#[tokio::test]
async fn a_circle_back_to_the_token_that_was_resumed_from_is_an_error() {
    let server = server_with(vec![("1", page(&["a"], Some("2"))), ("2", page(&["b"], Some("1")))]).await;
    let request = server.client().get_parameters_by_path("/").next_token("1");
    let error = request.items().try_collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(server.requests().len(), 2, "the first token came again with the second page");
}

#[tokio::test]
async fn pages_resume_from_a_token() {
    let script =
        vec![("", page(&["a"], Some("1"))), ("1", page(&["b"], Some("2"))), ("2", page(&["c"], None))];
    let server = server_with(script).await;
    let client = server.client();
    let mut pages = client.get_parameters_by_path("/").pages();
    pages.try_next().await.unwrap();
    let token = pages.next_token().unwrap().to_owned();
    drop(pages);

    let resumed = client.get_parameters_by_path("/").next_token(token).pages();
    assert_eq!(resumed.next_token(), Some("1"));
    let rest = client.get_parameters_by_path("/").next_token("1").items().try_collect().await.unwrap();
    let names: Vec<_> = rest.into_iter().filter_map(|parameter| parameter.name).collect();
    assert_eq!(names, ["b", "c"]);
}

#[tokio::test]
async fn an_error_between_pages_ends_them_and_the_token_tells_where_to_go_on() {
    let server = server_with(vec![("", page(&["a"], Some("gone")))]).await;
    let mut pages = server.client().get_parameters_by_path("/").pages();
    pages.try_next().await.unwrap();
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidNextToken"));
    assert_eq!(pages.next_token(), Some("gone"));
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(server.requests().len(), 2, "nothing is sent again unasked");
}

#[tokio::test]
async fn an_answer_whose_list_is_not_there_is_an_empty_page() {
    let server =
        server_with(vec![("", Answer::ok(json!({ "NextToken": "1" }))), ("1", Answer::ok(""))]).await;
    let all = server.client().get_parameters_by_path("/").items().try_collect().await.unwrap();
    assert!(all.is_empty());
    assert_eq!(server.requests().len(), 2);
}
