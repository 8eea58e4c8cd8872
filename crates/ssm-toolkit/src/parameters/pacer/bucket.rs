//! A token bucket whose takers queue up.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore};
use tokio::time::Instant;

/// The part of a second whose turns may come at once, if they were not taken before. It evens out what
/// the runtime's timer, which counts milliseconds, cannot tell apart.
const BURST: f64 = 0.01;

pub(super) struct Bucket {
    /// Who holds its permit is next. The others wait for that in the order in which they came, and whoever
    /// gives up leaves the queue.
    queue: Semaphore,
    level: Mutex<Level>,
    rate_changed: Notify,
}

struct Level {
    per_second: u32,
    tokens: f64,
    at: Instant,
}

impl Bucket {
    pub(super) fn new(per_second: u32) -> Self {
        let mut level = Level { per_second: per_second.max(1), tokens: 0.0, at: Instant::now() };
        level.tokens = level.capacity();
        Self { queue: Semaphore::new(1), level: Mutex::new(level), rate_changed: Notify::new() }
    }

    pub(super) fn rate(&self) -> u32 {
        self.lock().per_second
    }

    pub(super) fn set_rate(&self, per_second: u32) {
        self.lock().set_rate(per_second.max(1));
        // Only the one who is next waits for time to pass, and notices also if that begins later.
        self.rate_changed.notify_one();
    }

    pub(super) async fn turn(&self) {
        // The queue is never closed, so that this is always a permit.
        let _next = self.queue.acquire().await;
        loop {
            // The lock is let go before the wait.
            let Some(wait) = self.lock().take() else { return };
            // Whichever comes first, there is another look.
            let _ = tokio::time::timeout(wait, self.rate_changed.notified()).await;
        }
    }

    /// Takes a turn without waiting for it: those who come next wait longer.
    pub(super) fn owe(&self) {
        let mut level = self.lock();
        level.fill();
        level.tokens -= 1.0;
    }

    fn lock(&self) -> MutexGuard<'_, Level> {
        self.level.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Level {
    fn capacity(&self) -> f64 {
        (f64::from(self.per_second) * BURST).max(1.0)
    }

    /// Takes a token, or says how long it will be until there is one.
    fn take(&mut self) -> Option<Duration> {
        self.fill();
        if self.tokens >= 1.0 {
            self.tokens -= 1.0;
            return None;
        }
        // At least a millisecond, by which the timer counts, so that rounding never leads to a busy wait.
        let missing = (1.0 - self.tokens) / f64::from(self.per_second);
        Some(Duration::from_secs_f64(missing).max(Duration::from_millis(1)))
    }

    fn set_rate(&mut self, per_second: u32) {
        self.fill();
        self.per_second = per_second;
        self.tokens = self.tokens.min(self.capacity());
    }

    fn fill(&mut self) {
        let now = Instant::now();
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.tokens = (self.tokens + passed * f64::from(self.per_second)).min(self.capacity());
        self.at = now;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// How many turns were taken when this time has passed.
    async fn turns_within(bucket: &Bucket, time: Duration) -> u32 {
        let mut turns = 0;
        let _ = tokio::time::timeout(time, async {
            loop {
                bucket.turn().await;
                turns += 1;
            }
        })
        .await;
        turns
    }

    #[tokio::test(start_paused = true)]
    async fn turns_come_as_often_as_they_may() {
        for (rate, bounds) in
            [(3, 30..=31), (40, 400..=401), (1000, 9_990..=10_011), (10_000, 99_900..=100_101)]
        {
            let turns = turns_within(&Bucket::new(rate), Duration::from_secs(10)).await;
            assert!(bounds.contains(&turns), "{rate} a second: {turns} in ten");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn turns_that_nobody_takes_do_not_pile_up() {
        let bucket = Bucket::new(40);
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert!(turns_within(&bucket, Duration::from_secs(1)).await <= 41);
    }

    #[tokio::test(start_paused = true)]
    async fn who_came_first_is_first_and_who_gives_up_takes_nothing() {
        let bucket = Arc::new(Bucket::new(1));
        bucket.turn().await;
        let begun = Instant::now();
        let order = Arc::new(Mutex::new(Vec::new()));
        let tasks: Vec<_> = (0..100)
            .map(|number| {
                let (bucket, order) = (Arc::clone(&bucket), Arc::clone(&order));
                let task = tokio::spawn(async move {
                    bucket.turn().await;
                    order.lock().unwrap().push(number);
                });
                (number, task)
            })
            .collect();
        tokio::task::yield_now().await;
        for (number, task) in tasks {
            match number {
                10 | 50 | 90 => drop(task.await),
                _ => task.abort(),
            }
        }
        assert_eq!(*order.lock().unwrap(), [10, 50, 90]);
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn a_new_rate_holds_for_who_waits_already() {
        let bucket = Arc::new(Bucket::new(1));
        bucket.turn().await;
        let begun = Instant::now();
        let waits = tokio::spawn({
            let bucket = Arc::clone(&bucket);
            async move { bucket.turn().await }
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        bucket.set_rate(100);
        waits.await.unwrap();
        assert!(begun.elapsed() <= Duration::from_millis(120), "{:?}", begun.elapsed());
        assert_eq!(bucket.rate(), 100);
        bucket.set_rate(0);
        assert_eq!(bucket.rate(), 1);
    }
}
