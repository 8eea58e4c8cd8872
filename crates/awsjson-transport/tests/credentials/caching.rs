//! The chain within a transport: late, once, and again when it must be.

use std::sync::atomic::{AtomicUsize, Ordering};

use awsjson_transport::{DefaultCredentials, Transport};

use crate::server::{Server, answer};
use crate::service::{GET_PARAMETER, SSM, call};
use crate::support::{Home, date, document};

fn transport(url: &str, chain: DefaultCredentials) -> Transport {
    Transport::builder(&SSM).region("eu-central-1").endpoint_url(url).credentials(chain).build().unwrap()
}

/// A container's agent whose keys are numbered.
async fn agent() -> Server {
    let given = AtomicUsize::new(0);
    Server::new(move |_| {
        let key = format!("KEY{}", given.fetch_add(1, Ordering::SeqCst));
        answer(200, document(&key, &date(true)))
    })
    .await
}

#[tokio::test]
async fn a_thousand_calls_fetch_once_and_building_fetches_nothing() {
    let (home, agent) = (Home::empty(), agent().await);
    let service = Server::new(|_| answer(200, "{}")).await;
    let chain = home.chain(&[("AWS_CONTAINER_CREDENTIALS_FULL_URI", &agent.url)]);
    let transport = transport(&service.url, chain);
    assert!(agent.requests().is_empty());
    // Not more at a time than a process may have connections.
    for _ in 0..10 {
        let calls: Vec<_> = (0..100)
            .map(|_| {
                let transport = transport.clone();
                tokio::spawn(async move { call(&transport, &GET_PARAMETER).await.map(drop) })
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    }
    assert_eq!(agent.requests().len(), 1);
    assert_eq!(service.requests().len(), 1000);
}

#[tokio::test]
async fn credentials_that_the_service_calls_expired_are_fetched_anew() {
    let (home, agent) = (Home::empty(), agent().await);
    let service = Server::new(|request| {
        if request.header("authorization").unwrap().contains("Credential=KEY0/") {
            answer(400, r#"{"__type":"ExpiredTokenException","message":"expired"}"#)
        } else {
            answer(200, "{}")
        }
    })
    .await;
    let chain = home.chain(&[("AWS_CONTAINER_CREDENTIALS_FULL_URI", &agent.url)]);
    let transport = transport(&service.url, chain);
    let reply = call(&transport, &GET_PARAMETER).await.unwrap();
    assert_eq!(reply.attempts, 2);
    assert_eq!(agent.requests().len(), 2);
}

#[tokio::test]
async fn a_failing_chain_is_one_line_of_the_call() {
    let home = Home::empty();
    let transport = transport("http://127.0.0.1:1", home.chain(&[("AWS_PROFILE", "gone")]));
    let failure = call(&transport, &GET_PARAMETER).await.unwrap_err();
    let line = failure.to_string();
    assert!(
        line.starts_with("GetParameter was not sent: no credentials from profile gone is neither in "),
        "{line}"
    );
    assert!(std::error::Error::source(&failure).is_none());
}
