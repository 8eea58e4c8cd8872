//! Ten thousand calls against services that fail in every order there is, by seeded chance.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use awsjson_transport::test_util::{RecordedTime, Rule, ScriptedAnswer, ScriptedSender};
use awsjson_transport::{OperationInfo, RetryMode};

use crate::support::{GET, PUT, SEND, builder, call, in_milliseconds};

const SEQUENCES: u64 = 10_000;

/// What happened to one attempt.
#[derive(Clone, Copy, Debug)]
struct Fate {
    /// The service cannot have run it: it never came, or the service says so.
    harmless: bool,
    /// The operation may be sent again, were it a safe one.
    passes: bool,
    /// The longest wait before the first retry and the least that the service asks for, in
    /// milliseconds; both 0 when mending needs no wait.
    scale: u64,
    asked: u64,
}

/// Small numbers that look random and are the same in every run (SplitMix64).
struct Chance(AtomicU64);

impl Chance {
    fn next(&self) -> u64 {
        let mut z = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn fraction(&self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn fault(chance: &Chance) -> (ScriptedAnswer, Fate) {
    let fate = |harmless, passes, scale| Fate { harmless, passes, scale, asked: 0 };
    let kind = chance.below(16);
    let (answer, fate) = match kind {
        0 => (ScriptedAnswer::json("{}"), fate(false, false, 0)),
        1 => (ScriptedAnswer::not_connected(), fate(true, true, 50)),
        2 | 3 => (ScriptedAnswer::interrupted(), fate(false, true, 50)),
        4 | 5 => (ScriptedAnswer::timed_out(), fate(false, true, 50)),
        6 => (ScriptedAnswer::error(400, "ThrottlingException", "why"), fate(true, true, 1000)),
        7 => (ScriptedAnswer::http(429, "<html>"), fate(true, true, 1000)),
        8 => (ScriptedAnswer::error(400, "TooManyUpdates", "why"), fate(true, true, 50)),
        9 => (ScriptedAnswer::error(503, "RequestTimeout", "why"), fate(true, true, 50)),
        10 => (ScriptedAnswer::http(502, "<html>"), fate(false, true, 50)),
        11 => (ScriptedAnswer::error(500, "InternalServerError", "why"), fate(false, true, 50)),
        12 => (ScriptedAnswer::error(400, "ValidationException", "why"), fate(true, false, 0)),
        13 => (ScriptedAnswer::error(400, "ExpiredTokenException", "why"), fate(true, true, 0)),
        14 => {
            let answer = ScriptedAnswer::error(403, "RequestTimeTooSkewed", "why");
            (answer.header("date", "Thu, 01 Jan 2015 00:00:00 GMT"), fate(true, true, 0))
        }
        _ => (ScriptedAnswer::json("<html>"), fate(false, false, 0)),
    };
    // Only an answer can ask for a wait.
    if chance.below(4) > 0 || (1..=5).contains(&kind) {
        return (answer, fate);
    }
    let asked = chance.below(10_000);
    (answer.header("x-amz-retry-after", &asked.to_string()), Fate { asked, ..fate })
}

/// There is no wait for mending a clock or credentials; all others are within the formula's bounds.
fn assert_waits_fit(waits: &[u64], fates: &[Fate]) {
    let mut waits = waits.iter();
    for (retry, fate) in fates[..fates.len() - 1].iter().enumerate().filter(|(_, fate)| fate.scale > 0) {
        let wait = *waits.next().expect("a wait before each retry");
        let longest = (fate.scale << retry).min(20_000);
        let bounds = fate.asked.min(5000)..=longest.max(fate.asked.min(longest + 5000));
        assert!(bounds.contains(&wait), "{wait} not in {bounds:?} at {retry} in {fates:?}");
    }
    assert!(waits.next().is_none(), "too many waits: {waits:?} in {fates:?}");
}

async fn run(seed: u64) -> usize {
    let chance = Arc::new(Chance(AtomicU64::new(seed.wrapping_mul(0x2545_f491_4f6c_dd1d))));
    let fates: Arc<Mutex<Vec<Fate>>> = Arc::default();
    let operation: &'static OperationInfo = [&GET, &PUT, &SEND, &SEND][chance.below(4) as usize];
    let max_attempts = 1 + chance.below(6) as u32;
    let mode = [RetryMode::Standard, RetryMode::Standard, RetryMode::Off][chance.below(3) as usize];
    let sender = ScriptedSender::new([Rule::any().answers_with({
        let (chance, fates) = (chance.clone(), fates.clone());
        move |_| {
            let (answer, fate) = fault(&chance);
            fates.lock().unwrap().push(fate);
            answer
        }
    })]);
    let time = RecordedTime::new();
    let transport = builder("http://127.0.0.1:1")
        .sender(&sender)
        .time(time.clone())
        .random(move || chance.fraction().max(0.001))
        .retry_mode(mode)
        .max_attempts(max_attempts)
        .build()
        .unwrap();

    let outcome = call(&transport, operation).await;
    let fates = fates.lock().unwrap().clone();
    let attempts = sender.requests().len();
    let about = format!("seed {seed}, {}, {outcome:?}, {fates:?}", operation.name);

    let limit = if mode == RetryMode::Off { 1 } else { max_attempts };
    assert!((1..=limit as usize).contains(&attempts), "{about}");
    let (before, last) = fates.split_at(attempts - 1);
    assert!(before.iter().all(|fate| fate.passes), "only what passes is tried again: {about}");
    if operation.name == SEND.name {
        assert!(before.iter().all(|fate| fate.harmless), "what may have run arrived again: {about}");
    }
    assert_waits_fit(&in_milliseconds(&time), &fates);
    match outcome {
        Ok(reply) => assert_eq!(reply.attempts as usize, attempts, "{about}"),
        Err(failure) => {
            assert_eq!(failure.attempts() as usize, attempts, "{about}");
            assert_eq!(failure.time_spent(), Some(time.waits().iter().sum()), "{about}");
            let ran = operation.name != GET.name && fates.iter().any(|fate| !fate.harmless);
            assert_eq!(failure.may_have_run(), ran, "{about}");
            // Nothing was given up that could have been tried again, mending apart.
            let safe = operation.name != SEND.name || last[0].harmless;
            let again = last[0].passes && last[0].scale > 0 && safe;
            assert!(attempts == limit as usize || !again, "given up too soon: {about}");
        }
    }
    attempts
}

#[tokio::test]
async fn nothing_with_side_effects_runs_twice_and_limits_hold() {
    let mut attempts = Vec::new();
    for seed in 0..SEQUENCES {
        attempts.push(run(seed).await);
    }
    assert!((1..=6).all(|count| attempts.contains(&count)), "every number of attempts occurs");
    assert!(attempts.iter().sum::<usize>() > 15_000, "many calls are tried more than once");
}
