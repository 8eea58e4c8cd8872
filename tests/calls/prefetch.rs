//! Pages that are fetched one ahead.

use serde_json::json;
use ssm_client::Client;
use ssm_tests::loopback::{Answer, Server, client};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const PAGES: usize = 5;

/// A server of pages with one parameter each, named by its page from 0; `broken` is one that fails.
async fn server_of_pages(broken: Option<usize>) -> Server {
    Server::answering(move |request| {
        let page = request.json()["NextToken"].as_str().map_or(0, |token| token.parse().unwrap());
        if broken == Some(page) {
            return Answer::error("InternalServerError");
        }
        let next = (page + 1 < PAGES).then(|| (page + 1).to_string());
        Answer::ok(json!({ "Parameters": [{ "Name": page.to_string() }], "NextToken": next }))
    })
    .await
}

/// Lets the runtime do all it can without anybody asking for a page.
async fn settle(server: &Server, requests: usize) {
    while server.requests().len() < requests {
        tokio::task::yield_now().await;
    }
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
}

fn by_path(client: &Client) -> ssm_client::Call<ssm_client::operation::GetParametersByPathRequest> {
    client.get_parameters_by_path("/app")
}

#[tokio::test]
async fn elements_come_in_order_each_once() {
    let server = server_of_pages(None).await;
    let all = by_path(&server.client()).items().prefetch().try_collect().await.unwrap();
    let names: Vec<_> = all.into_iter().filter_map(|parameter| parameter.name).collect();
    assert_eq!(names, ["0", "1", "2", "3", "4"]);
    assert_eq!(server.requests().len(), PAGES);
}

#[tokio::test]
async fn one_page_is_fetched_ahead_and_none_more() {
    let server = server_of_pages(None).await;
    let mut pages = by_path(&server.client()).pages().prefetch();
    settle(&server, 0).await;
    assert_eq!(server.requests().len(), 0, "nothing is fetched before the first page is asked for");
    for page in 0..PAGES {
        let parameters = pages.try_next().await.unwrap().unwrap().parameters;
        assert_eq!(parameters[0].name.as_deref(), Some(page.to_string().as_str()));
        let expected = (page + 2).min(PAGES);
        settle(&server, expected).await;
        assert_eq!(server.requests().len(), expected);
        let next = (page + 1 < PAGES).then(|| (page + 1).to_string());
        assert_eq!(pages.next_token(), next.as_deref(), "the token is that of the page that comes next");
    }
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn without_it_nothing_is_fetched_ahead() {
    let server = server_of_pages(None).await;
    let mut pages = by_path(&server.client()).pages();
    pages.try_next().await.unwrap();
    settle(&server, 1).await;
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_error_is_told_in_its_turn_and_ends_the_pages() {
    let server = server_of_pages(Some(2)).await;
    let mut pages = by_path(&server.client()).pages().prefetch();
    for _ in 0..2 {
        pages.try_next().await.unwrap().unwrap();
    }
    settle(&server, 3).await;
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(error.code(), Some("InternalServerError"));
    assert_eq!(pages.next_token(), Some("2"));
    assert!(pages.try_next().await.unwrap().is_none());
    settle(&server, 3).await;
    assert_eq!(server.requests().len(), 3);
}

/// Reads one request; false once the client has closed the connection.
async fn receives_a_request(stream: &mut TcpStream) -> bool {
    let mut received = Vec::new();
    while !received.ends_with(b"}") {
        if stream.read_buf(&mut received).await.unwrap_or(0) == 0 {
            return false;
        }
    }
    true
}

#[tokio::test]
async fn dropping_the_pages_gives_up_the_page_that_is_fetched() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client(&format!("http://{}", listener.local_addr().unwrap()), "eu-central-1");
    let mut pages = by_path(&client).pages().prefetch();
    let (page, mut stream) = tokio::join!(pages.try_next(), async {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert!(receives_a_request(&mut stream).await);
        let body = json!({ "Parameters": [], "NextToken": "1" }).to_string();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
        stream
    });
    assert!(page.unwrap().is_some());
    assert!(receives_a_request(&mut stream).await, "the next page is asked for");
    drop(pages);
    assert!(!receives_a_request(&mut stream).await, "the connection ends with the pages, unanswered");
}
