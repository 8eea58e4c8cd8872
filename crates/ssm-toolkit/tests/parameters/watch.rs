use std::time::Duration;

use ssm_client::types::ParameterType;
use ssm_local::{Clock, Fault, LocalSsm};
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::parameters::{Change, ChangeKind, Watch};

use crate::support::{client, count, start, store, store_many};

/// What the next look that finds something finds.
async fn next(watch: &mut Watch) -> Vec<(ChangeKind, String, Option<String>)> {
    let changes = watch.next_changes().await.unwrap();
    let value = |change: &Change| change.parameter().map(|parameter| parameter.value().to_owned());
    changes.iter().map(|change| (change.kind(), change.name().to_owned(), value(change))).collect()
}

fn told(kind: ChangeKind, name: &str, value: &str) -> (ChangeKind, String, Option<String>) {
    (kind, name.to_owned(), (kind != ChangeKind::Removed).then(|| value.to_owned()))
}

async fn delete(ssm: &LocalSsm, name: &str) {
    client(ssm).delete_parameter(name).send().await.unwrap();
}

#[tokio::test]
async fn changes_below_a_path_are_told_by_version() {
    let (ssm, parameters) = start().await;
    store(&ssm, "/app/a", ParameterType::String, "1").await;
    store(&ssm, "/app/s", ParameterType::SecureString, "hunter2").await;
    let mut watch = parameters.watch_path("/app").unwrap().interval(Duration::ZERO);
    let added = next(&mut watch).await;
    assert_eq!(added, [told(ChangeKind::Added, "/app/a", "1"), told(ChangeKind::Added, "/app/s", "hunter2")]);
    store(&ssm, "/app/s", ParameterType::SecureString, "hunter3").await;
    assert_eq!(next(&mut watch).await, [told(ChangeKind::Changed, "/app/s", "hunter3")]);
    delete(&ssm, "/app/a").await;
    store(&ssm, "/app/b/c", ParameterType::String, "2").await;
    let changes = watch.next_changes().await.unwrap();
    assert_eq!((changes[0].kind(), changes[0].version_before()), (ChangeKind::Removed, Some(1)));
    assert_eq!((changes[1].kind(), changes[1].name()), (ChangeKind::Added, "/app/b/c"));
    assert!(!format!("{watch:?} {changes:?}").contains("hunter"));
}

#[tokio::test]
async fn names_are_watched_also_before_they_exist_and_when_a_label_moves() {
    let (ssm, parameters) = start().await;
    store(&ssm, "/a", ParameterType::String, "one").await;
    store(&ssm, "/a", ParameterType::String, "two").await;
    let client = client(&ssm);
    let label = async |version: i64| {
        client.label_parameter_version("/a", ["live"]).parameter_version(version).send().await.unwrap();
    };
    label(1).await;
    let mut watch = parameters.watch(["/a:live", "/later", "/a:live"]).unwrap().interval(Duration::ZERO);
    assert_eq!(next(&mut watch).await, [told(ChangeKind::Added, "/a:live", "one")]);
    label(2).await;
    assert_eq!(next(&mut watch).await, [told(ChangeKind::Changed, "/a:live", "two")]);
    store(&ssm, "/later", ParameterType::String, "x").await;
    assert_eq!(next(&mut watch).await, [told(ChangeKind::Added, "/later", "x")]);
}

#[tokio::test]
async fn a_parameter_that_is_created_anew_with_the_same_version_is_changed() {
    let clock = Clock::manual(time::OffsetDateTime::UNIX_EPOCH);
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    store(&ssm, "/a", ParameterType::String, "one").await;
    let mut watch = client(&ssm).parameters().watch(["/a"]).unwrap().interval(Duration::ZERO);
    next(&mut watch).await;
    delete(&ssm, "/a").await;
    clock.advance(Duration::from_secs(1));
    store(&ssm, "/a", ParameterType::String, "two").await;
    assert_eq!(next(&mut watch).await, [told(ChangeKind::Changed, "/a", "two")]);
}

#[tokio::test]
async fn a_look_that_fails_is_told_and_the_next_one_finds_what_it_would_have_found() {
    let (ssm, parameters) = start().await;
    let mut watch = parameters.watch_path("/app").unwrap().interval(Duration::ZERO);
    store(&ssm, "/app/a", ParameterType::String, "1").await;
    next(&mut watch).await;
    store(&ssm, "/app/a", ParameterType::String, "2").await;
    ssm.inject(Fault::unavailable().on("GetParametersByPath").times(3));
    let error = watch.next_changes().await.unwrap_err();
    assert_eq!(error.failure().unwrap().status(), Some(503));
    assert_eq!(next(&mut watch).await, [told(ChangeKind::Changed, "/app/a", "2")]);
}

#[tokio::test]
async fn a_look_is_a_call_for_ten_parameters_and_takes_place_only_when_it_is_waited_for() {
    let (ssm, parameters) = start().await;
    store_many(&ssm, 25).await;
    let mut watch = parameters.watch_path("/many").unwrap().interval(Duration::from_secs(3600));
    assert_eq!(count(&ssm, "GetParametersByPath"), 0);
    assert_eq!(watch.next_changes().await.unwrap().len(), 25);
    assert_eq!((count(&ssm, "GetParametersByPath"), count(&ssm, "GetParameters")), (3, 0));
    // Within the interval there is none, whoever waits.
    let waited = tokio::time::timeout(Duration::from_millis(20), watch.next_changes()).await;
    assert!(waited.is_err());
    assert_eq!(count(&ssm, "GetParametersByPath"), 3);
}

#[tokio::test]
async fn a_watch_that_is_paused_asks_nothing_until_it_goes_on() {
    let (ssm, parameters) = start().await;
    store(&ssm, "/a", ParameterType::String, "1").await;
    let mut watch = parameters.watch(["/a"]).unwrap().interval(Duration::ZERO);
    let switch = watch.pause_switch();
    switch.pause();
    assert!(switch.is_paused());
    let waiting = tokio::spawn(async move {
        let changes = watch.next_changes().await.unwrap();
        changes.len()
    });
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(count(&ssm, "GetParameters"), 0);
    switch.resume();
    assert_eq!(waiting.await.unwrap(), 1);
}

#[tokio::test]
async fn it_is_a_stream() {
    use std::pin::Pin;

    use futures_core::Stream;

    let (ssm, parameters) = start().await;
    store(&ssm, "/a", ParameterType::String, "1").await;
    let mut watch = parameters.watch(["/a"]).unwrap();
    let next = std::future::poll_fn(|context| Pin::new(&mut watch).poll_next(context)).await;
    assert_eq!(next.unwrap().unwrap().len(), 1);
    assert!(parameters.watch(["a b"]).is_err() && parameters.watch_path("app").is_err());
}
