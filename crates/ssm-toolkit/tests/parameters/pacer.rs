use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ssm_client::Client;
use ssm_client::test_util::{RecordedTime, Rule, ScriptedAnswer, ScriptedSender};
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::parameters::{PacedCall, Pacer, Parameters};
use tokio::time::Instant;

use crate::support::scripted;

/// Parameters of which none is there by name, a path of many pages, and what was asked.
fn account() -> (Parameters, ScriptedSender) {
    let page = r#"{"Parameters":[{"Name":"/x/a","Type":"String","Value":"1"}],"NextToken":"TOKEN"}"#;
    let pages = (0..50).map(|number| ScriptedAnswer::json(page.replace("TOKEN", &number.to_string())));
    let sender = ScriptedSender::new([
        Rule::operation("GetParametersByPath").answers(pages),
        Rule::operation("PutParameter").always(ScriptedAnswer::json(r#"{"Version":1}"#)),
        Rule::any().always(ScriptedAnswer::json("{}")),
    ]);
    (scripted(&sender), sender)
}

/// A time as the runtime's timer counts, by milliseconds.
#[track_caller]
fn assert_about(time: Duration, expected: Duration) {
    let bound = expected / 20;
    assert!((expected - bound..=expected + bound).contains(&time), "{time:?}, not {expected:?}");
}

#[tokio::test(start_paused = true)]
async fn all_tasks_and_all_kinds_of_reads_share_forty_calls_a_second() {
    let pacer = Pacer::standard();
    let (parameters, sender) = account();
    let parameters = parameters.pacer(&pacer).concurrency(10);
    let begun = Instant::now();
    let names: Vec<String> = (0..1000).map(|number| format!("/a/{number}")).collect();
    let many = tokio::spawn({
        let parameters = parameters.clone();
        async move { parameters.find_many(names).await.unwrap() }
    });
    let tree = tokio::spawn({
        let parameters = parameters.clone();
        async move { parameters.tree("/x").await.unwrap() }
    });
    let cache = parameters.cache().build();
    let cached: Vec<_> = (0..50)
        .map(|number| {
            let cache = cache.clone();
            tokio::spawn(async move { cache.get(format!("/c/{number}")).await.unwrap_err() })
        })
        .collect();
    many.await.unwrap();
    tree.await.unwrap();
    for task in cached {
        task.await.unwrap();
    }
    // 100 calls for the names, 51 pages, the last of which is empty, 50 of the cache.
    assert_eq!(sender.requests().len(), 201);
    assert_about(begun.elapsed(), Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn nobody_is_left_behind() {
    let pacer = Pacer::standard();
    let (parameters, _) = account();
    let done = Arc::new(AtomicUsize::new(0));
    // A reader of very many does not keep one who asks for a single parameter waiting.
    let greedy = tokio::spawn({
        let (parameters, done) = (parameters.clone().pacer(&pacer).concurrency(100), Arc::clone(&done));
        async move {
            let names = (0..10_000).map(|number| format!("/a/{number}"));
            parameters.find_many(names).await.unwrap();
            done.fetch_add(1, Ordering::Relaxed);
        }
    });
    tokio::task::yield_now().await;
    let begun = Instant::now();
    parameters.clone().pacer(&pacer).find_many(["/b"]).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert_eq!(done.load(Ordering::Relaxed), 0);
    greedy.await.unwrap();
    assert_about(begun.elapsed(), Duration::from_secs(25));
}

#[tokio::test(start_paused = true)]
async fn writes_have_a_pace_of_their_own_and_rates_can_be_changed() {
    let pacer = Pacer::standard();
    let (parameters, sender) = account();
    let parameters = parameters.pacer(&pacer);
    let begun = Instant::now();
    for number in 0..31 {
        parameters.put(format!("/a/{number}"), "x").send().await.unwrap();
    }
    assert_about(begun.elapsed(), Duration::from_secs(10));
    pacer.set_rate(PacedCall::PutParameter, 10);
    let begun = Instant::now();
    for number in 0..100 {
        parameters.put(format!("/a/{number}"), "x").send().await.unwrap();
    }
    assert_about(begun.elapsed(), Duration::from_secs(10));
    assert_eq!(sender.requests().len(), 131);
    assert_eq!(pacer.rate(PacedCall::GetParameter), 40);
    assert_eq!(Pacer::higher_throughput().rate(PacedCall::GetParameter), 10_000);
}

#[tokio::test(start_paused = true)]
async fn a_watch_keeps_the_pace_too() {
    let pacer = Pacer::standard();
    pacer.set_rate(PacedCall::GetParametersByPath, 1);
    let (parameters, _) = account();
    let begun = Instant::now();
    let mut watch = parameters.pacer(&pacer).watch_path("/x").unwrap();
    assert_eq!(watch.next_changes().await.unwrap().len(), 1);
    assert_about(begun.elapsed(), Duration::from_secs(50));
}

#[tokio::test(start_paused = true)]
async fn what_the_client_repeats_counts_if_the_pacer_is_its_interceptor() {
    let throttled = (0..60).map(|_| ScriptedAnswer::error(400, "ThrottlingException", "Rate exceeded"));
    let sender = ScriptedSender::new([
        Rule::operation("GetParameters").answers(throttled),
        Rule::any().always(ScriptedAnswer::json("{}")),
    ]);
    let pacer = Pacer::standard();
    let client = Client::builder()
        .without_env()
        .region("eu-central-1")
        .static_credentials("AKIDEXAMPLE", "secret", None)
        .sender(&sender)
        .time(RecordedTime::new())
        .max_attempts(100)
        .intercept(pacer.clone())
        .build()
        .unwrap();
    let parameters = client.parameters().pacer(&pacer).concurrency(1);
    let begun = Instant::now();
    parameters.find_many(["/a"]).await.unwrap();
    parameters.find_many((0..1390).map(|number| format!("/a/{number}"))).await.unwrap();
    assert_eq!(sender.requests().len(), 200);
    assert_about(begun.elapsed(), Duration::from_secs(5));
}
