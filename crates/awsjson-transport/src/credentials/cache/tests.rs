use super::*;
use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

thread_local! {
    /// Seconds since the epoch; each test runs on a thread of its own.
    static NOW: Cell<u64> = const { Cell::new(1_000_000) };
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn pass(seconds: u64) {
    NOW.set(NOW.get() + seconds);
}

fn cache(keeps_without_expiry: bool) -> Cache<&'static str> {
    Cache::with_clock(keeps_without_expiry, || at(NOW.get()))
}

/// Credentials with this key, good for so many seconds from now.
fn credentials(key: &str, lifetime: impl Into<Option<u64>>) -> Credentials {
    let expiry = lifetime.into().map(|seconds| at(NOW.get() + seconds));
    Credentials::new(key, "secret", None, expiry, "test")
}

async fn key(cache: &Cache<&'static str>, fetched: Result<Credentials, &'static str>) -> String {
    cache.get(|| async { fetched }).await.unwrap().access_key_id().to_owned()
}

#[tokio::test]
async fn a_thousand_callers_make_one_fetch() {
    let cache = Arc::new(Cache::<&str>::new(true));
    let fetches = Arc::new(AtomicUsize::new(0));
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let (cache, fetches) = (cache.clone(), fetches.clone());
            tokio::spawn(async move {
                cache
                    .get(|| async {
                        fetches.fetch_add(1, Ordering::SeqCst);
                        for _ in 0..10 {
                            tokio::task::yield_now().await;
                        }
                        Ok(Credentials::new("A", "s", None, None, "test"))
                    })
                    .await
            })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().access_key_id(), "A");
    }
    assert_eq!(fetches.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn all_who_waited_for_a_failed_fetch_get_its_failure_and_the_next_caller_tries_again() {
    let cache = Arc::new(Cache::<&str>::new(true));
    let fetches = Arc::new(AtomicUsize::new(0));
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let (cache, fetches) = (cache.clone(), fetches.clone());
            tokio::spawn(async move {
                cache
                    .get(|| async {
                        fetches.fetch_add(1, Ordering::SeqCst);
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        Err("down")
                    })
                    .await
            })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap_err(), "down");
    }
    assert_eq!(fetches.load(Ordering::SeqCst), 1);
    assert_eq!(key(&cache, Ok(Credentials::new("A", "s", None, None, "t"))).await, "A");
}

#[tokio::test]
async fn a_caller_who_gives_up_leaves_the_fetch_to_the_next() {
    let cache = cache(true);
    {
        let mut abandoned = Box::pin(cache.get(std::future::pending));
        assert!(is_pending_after_one_poll(&mut abandoned).await);
    }
    assert_eq!(key(&cache, Ok(credentials("A", None))).await, "A");
}

async fn is_pending_after_one_poll<F: Future + Unpin>(future: &mut F) -> bool {
    std::future::poll_fn(|context| {
        std::task::Poll::Ready(std::pin::Pin::new(&mut *future).poll(context).is_pending())
    })
    .await
}

#[tokio::test]
async fn credentials_are_fetched_anew_five_minutes_before_they_expire() {
    let cache = cache(false);
    assert_eq!(key(&cache, Ok(credentials("A", 3600))).await, "A");
    pass(3600 - 301);
    assert_eq!(key(&cache, Ok(credentials("B", 3600))).await, "A");
    pass(1);
    assert_eq!(key(&cache, Ok(credentials("B", 3600))).await, "B");
}

#[tokio::test]
async fn a_failed_early_fetch_keeps_what_is_still_good_and_is_repeated_a_minute_later() {
    let cache = cache(false);
    key(&cache, Ok(credentials("A", 3600))).await;
    pass(3600 - 200);
    assert_eq!(key(&cache, Err("down")).await, "A");
    pass(59);
    assert_eq!(key(&cache, Ok(credentials("B", 3600))).await, "A");
    pass(1);
    assert_eq!(key(&cache, Err("down")).await, "A");
    pass(140);
    assert_eq!(cache.get(|| async { Err("still down") }).await.unwrap_err(), "still down");
    assert_eq!(key(&cache, Ok(credentials("C", 3600))).await, "C");
}

#[tokio::test(start_paused = true)]
async fn an_early_fetch_that_takes_long_is_left_for_later() {
    let cache = cache(false);
    key(&cache, Ok(credentials("A", 3600))).await;
    pass(3600 - 200);
    let begun = tokio::time::Instant::now();
    assert_eq!(cache.get(std::future::pending).await.unwrap().access_key_id(), "A");
    assert_eq!(begun.elapsed().as_secs(), 5);
    assert_eq!(key(&cache, Err("not asked")).await, "A");
    pass(60);
    assert_eq!(key(&cache, Ok(credentials("B", 3600))).await, "B");
}

#[tokio::test]
async fn during_an_early_fetch_others_go_on_with_what_is_still_good() {
    let cache = cache(false);
    key(&cache, Ok(credentials("A", 3600))).await;
    pass(3600 - 200);
    let mut fetching = Box::pin(cache.get(std::future::pending));
    assert!(is_pending_after_one_poll(&mut fetching).await);
    assert_eq!(key(&cache, Err("not asked")).await, "A");
}

#[tokio::test]
async fn credentials_of_a_few_minutes_are_fetched_once_a_minute_at_most() {
    let cache = cache(false);
    assert_eq!(key(&cache, Ok(credentials("A", 120))).await, "A");
    pass(59);
    assert_eq!(key(&cache, Ok(credentials("B", 120))).await, "A");
    pass(1);
    assert_eq!(key(&cache, Ok(credentials("B", 120))).await, "B");
}

#[tokio::test]
async fn credentials_without_expiry_are_kept_only_where_that_is_wanted() {
    for (keeps, second) in [(true, "A"), (false, "B")] {
        let cache = cache(keeps);
        key(&cache, Ok(credentials("A", None))).await;
        pass(1_000_000);
        assert_eq!(key(&cache, Ok(credentials("B", None))).await, second);
    }
}

#[tokio::test]
async fn refused_credentials_are_forgotten_but_not_their_successors() {
    let cache = cache(true);
    let (a, b) = (credentials("A", None), credentials("B", None));
    key(&cache, Ok(a.clone())).await;
    cache.forget(&a);
    assert_eq!(key(&cache, Ok(b.clone())).await, "B");
    cache.forget(&a);
    assert_eq!(key(&cache, Err("not asked")).await, "B");
}
