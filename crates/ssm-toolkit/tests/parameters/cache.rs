use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use ssm_client::test_util::{Rule, ScriptedAnswer, ScriptedSender};
use ssm_client::types::ParameterType;
use ssm_local::Fault;
use ssm_toolkit::parameters::{CacheBuilder, ParameterCache};
use tokio::time::{advance, sleep};

use crate::support::{count, scripted, start, store, store_many};

const SECOND: Duration = Duration::from_secs(1);

/// The answer with a parameter of this value.
fn found(value: &str) -> ScriptedAnswer {
    let parameter = json!({ "Name": "/a", "Type": "SecureString", "Value": value, "Version": 1 });
    ScriptedAnswer::json(json!({ "Parameter": parameter }).to_string())
}

fn missing() -> ScriptedAnswer {
    ScriptedAnswer::error(400, "ParameterNotFound", "none")
}

fn denied() -> ScriptedAnswer {
    ScriptedAnswer::error(400, "AccessDeniedException", "not for you")
}

/// A cache of what a script answers, in time that is the runtime's.
fn cache(
    answers: impl IntoIterator<Item = ScriptedAnswer>,
    set: impl FnOnce(CacheBuilder) -> CacheBuilder,
) -> (ParameterCache, ScriptedSender) {
    let sender = ScriptedSender::new([Rule::operation("GetParameter").answers(answers)]);
    let builder = scripted(&sender).cache().time_to_live(100 * SECOND).refresh_ahead(Duration::ZERO);
    (set(builder).build(), sender)
}

async fn value(cache: &ParameterCache) -> String {
    cache.get("/a").await.unwrap().value().to_owned()
}

/// Lets tasks in the background come to their end.
async fn settle() {
    sleep(Duration::from_millis(1)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stampede_of_ten_thousand_tasks_makes_one_call() {
    let (ssm, parameters) = start().await;
    store(&ssm, "/app/key", ParameterType::SecureString, "hunter2").await;
    // Slow, so that all of them come while it is under way; throttled first, so that it is repeated.
    ssm.inject(Fault::throttling().on("GetParameter").times(1));
    ssm.inject(Fault::delay(Duration::from_millis(500)).on("GetParameter").times(1));
    let cache = parameters.cache().build();
    let ask = || {
        let cache = cache.clone();
        tokio::spawn(async move { cache.get("/app/key").await.unwrap().value().len() })
    };
    let tasks: Vec<_> = (0..10_000).map(|_| ask()).collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), 7);
    }
    assert_eq!(count(&ssm, "GetParameter"), 2, "one call, of two attempts");
    assert!(!format!("{cache:?}").contains("hunter2") && !format!("{cache:?}").contains("/app"));
}

#[tokio::test]
async fn a_missing_parameter_is_one_call_for_ten_thousand_tasks_too() {
    let (ssm, parameters) = start().await;
    let cache = parameters.cache().missing_time_to_live(3600 * SECOND).build();
    let tasks: Vec<_> = (0..10_000)
        .map(|_| {
            let cache = cache.clone();
            tokio::spawn(async move { cache.get("/none").await.unwrap_err().is_missing() })
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap());
    }
    assert_eq!(count(&ssm, "GetParameter"), 1);
    assert!(cache.get("a b").await.unwrap_err().name().is_some());
}

#[tokio::test]
async fn a_cache_that_is_warmed_asks_for_ten_at_a_time() {
    let (ssm, parameters) = start().await;
    let mut names = store_many(&ssm, 95).await;
    names.push("/none".to_owned());
    let cache = parameters.cache().missing_time_to_live(3600 * SECOND).build();
    cache.warm(&names).await.unwrap();
    for name in &names[..95] {
        cache.get(name).await.unwrap();
    }
    assert!(cache.get("/none").await.unwrap_err().is_missing());
    assert_eq!((count(&ssm, "GetParameters"), count(&ssm, "GetParameter")), (10, 0));
}

#[tokio::test(start_paused = true)]
async fn a_value_lives_as_long_as_it_should() {
    let (cache, sender) = cache([found("one"), found("two")], |builder| builder);
    assert_eq!(value(&cache).await, "one");
    advance(99 * SECOND).await;
    assert_eq!((value(&cache).await, sender.requests().len()), ("one".to_owned(), 1));
    advance(SECOND).await;
    assert_eq!((value(&cache).await, sender.requests().len()), ("two".to_owned(), 2));
}

#[tokio::test(start_paused = true)]
async fn towards_its_end_a_value_is_read_again_once_in_the_background() {
    let slow = found("two").after(10 * SECOND);
    let (cache, sender) = cache([found("one"), slow], |builder| builder.refresh_ahead(20 * SECOND));
    assert_eq!(value(&cache).await, "one");
    advance(80 * SECOND).await;
    for _ in 0..100 {
        assert_eq!(value(&cache).await, "one");
    }
    settle().await;
    assert_eq!(sender.requests().len(), 2);
    advance(11 * SECOND).await;
    settle().await;
    assert_eq!((value(&cache).await, sender.requests().len()), ("two".to_owned(), 2));
}

#[tokio::test(start_paused = true)]
async fn a_value_that_cannot_be_read_again_is_given_out_for_a_while_and_the_tries_are_few() {
    let answers = [found("one")].into_iter().chain((0..100).map(|_| denied()));
    let (cache, sender) = cache(answers, |builder| builder.stale_if_error(10 * SECOND));
    assert_eq!(value(&cache).await, "one");
    advance(100 * SECOND).await;
    for _ in 0..1000 {
        assert_eq!(value(&cache).await, "one");
    }
    assert_eq!(sender.requests().len(), 2, "the next try waits a second");
    advance(SECOND).await;
    assert_eq!((value(&cache).await, sender.requests().len()), ("one".to_owned(), 3));
    advance(9 * SECOND).await;
    let error = cache.get("/a").await.unwrap_err();
    assert_eq!(error.failure().and_then(|failure| failure.code()), Some("AccessDeniedException"));
    assert!(!error.is_missing());
}

#[tokio::test(start_paused = true)]
async fn a_deleted_parameter_is_not_given_out_for_want_of_a_better_one() {
    let (cache, sender) = cache([found("one"), missing(), found("two")], |builder| builder);
    assert_eq!(value(&cache).await, "one");
    advance(100 * SECOND).await;
    assert!(cache.get("/a").await.unwrap_err().is_missing());
    advance(9 * SECOND).await;
    assert!(cache.get("/a").await.unwrap_err().is_missing());
    assert_eq!(sender.requests().len(), 2);
    advance(SECOND).await;
    assert_eq!(value(&cache).await, "two");
}

#[tokio::test(start_paused = true)]
async fn refreshing_reads_anew_and_what_began_before_it_does_not_come_back() {
    let early = found("early").after(30 * SECOND);
    let (cache, sender) = cache([early, found("late"), denied()], |builder| builder);
    let waiting = tokio::spawn({
        let cache = cache.clone();
        async move { value(&cache).await }
    });
    settle().await;
    assert_eq!(cache.refresh("/a").await.unwrap().value(), "late");
    assert_eq!(waiting.await.unwrap(), "early", "whoever waited gets what came");
    assert_eq!((value(&cache).await, sender.requests().len()), ("late".to_owned(), 2));
    let error = cache.refresh("/a").await.unwrap_err();
    assert_eq!(error.failure().and_then(|failure| failure.code()), Some("AccessDeniedException"));
    assert_eq!(value(&cache).await, "late", "and what was kept stays");
}

#[tokio::test(start_paused = true)]
async fn a_call_goes_on_though_who_asked_gave_up() {
    let (cache, sender) = cache([found("one").after(SECOND)], |builder| builder);
    let given_up = tokio::time::timeout(SECOND / 2, cache.get("/a")).await;
    assert!(given_up.is_err());
    assert_eq!((value(&cache).await, sender.requests().len()), ("one".to_owned(), 1));
}

#[tokio::test(start_paused = true)]
async fn beyond_its_capacity_what_was_used_least_lately_is_forgotten() {
    let answers = (0..10).map(|number| found(&number.to_string()));
    let (cache, sender) = cache(answers, |builder| builder.capacity(2));
    for name in ["/a", "/b", "/a", "/c", "/a"] {
        cache.get(name).await.unwrap();
    }
    assert_eq!((cache.len(), sender.requests().len()), (2, 3));
    cache.get("/b").await.unwrap();
    assert_eq!(sender.requests().len(), 4, "/b made room for /c");
    cache.get("/a").await.unwrap();
    assert_eq!((cache.len(), sender.requests().len()), (2, 4));
    cache.forget("/a");
    cache.get("/a").await.unwrap();
    cache.clear();
    assert!(cache.is_empty());
    cache.get("/a").await.unwrap();
    assert_eq!(sender.requests().len(), 6);
}

#[tokio::test(start_paused = true)]
async fn what_is_forgotten_while_it_is_read_is_not_kept() {
    let (cache, _) = cache([found("one").after(SECOND), found("two")], |builder| builder);
    let waiting = tokio::spawn({
        let cache = cache.clone();
        async move { value(&cache).await }
    });
    settle().await;
    cache.forget("/a");
    assert_eq!(waiting.await.unwrap(), "one");
    assert_eq!(value(&cache).await, "two");
}

#[test]
fn a_call_that_lost_its_runtime_is_made_again_on_the_next_one() {
    let (cache, _) = cache([found("one").after(3600 * SECOND), found("two")], |builder| builder);
    let cache = Arc::new(cache);
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime().block_on(async {
        let asked = tokio::time::timeout(Duration::from_millis(5), cache.get("/a")).await;
        assert!(asked.is_err());
    });
    assert_eq!(runtime().block_on(value(&cache)), "two");
}
