//! Two ends over a network that loses, repeats, swaps, damages, cuts and delays, by schedules that a seed
//! draws, in virtual time.

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use ssm_session::protocol::reliability::{Limits, Received};
use ssm_session::protocol::{PayloadType, Reliability, ReliabilityError, Role};

/// What happens to a frame, each one time in so many.
struct Weather {
    lost: u32,
    repeated: u32,
    damaged: u32,
    cut: u32,
    /// How late frames come, in milliseconds, so that they overtake one another.
    delay: std::ops::Range<u64>,
    /// How long a socket lives, in milliseconds.
    socket: std::ops::Range<u64>,
}

struct World {
    random: fastrand::Rng,
    weather: Weather,
    now: Instant,
    /// What is on its way, by when it arrives.
    air: BTreeMap<(Instant, u64), (Role, Bytes)>,
    drawn: u64,
    cut_at: Instant,
}

struct End {
    reliability: Reliability,
    to_send: u32,
    sent: u32,
    taken: Vec<u32>,
    held_most: usize,
}

const MESSAGES: u32 = 150;

impl World {
    fn one_in(&mut self, many: u32) -> bool {
        many > 0 && self.random.u32(0..many) == 0
    }

    fn fly(&mut self, to: Role, frame: Bytes) {
        if self.one_in(self.weather.lost) {
            return;
        }
        let mut frame = frame.to_vec();
        if self.one_in(self.weather.damaged) {
            let at = self.random.usize(80..frame.len());
            frame[at] ^= 1 << self.random.u32(0..8);
        }
        if self.one_in(self.weather.cut) {
            frame.truncate(self.random.usize(0..frame.len()));
        }
        let copies = if self.one_in(self.weather.repeated) { 2 } else { 1 };
        for _ in 0..copies {
            let delay = Duration::from_millis(self.random.u64(self.weather.delay.clone()));
            self.drawn += 1;
            self.air.insert((self.now + delay, self.drawn), (to, frame.clone().into()));
        }
    }

    fn next_socket(&mut self) {
        let lives = Duration::from_millis(self.random.u64(self.weather.socket.clone()));
        self.cut_at = self.now + lives;
        self.air.clear();
    }
}

impl End {
    fn new(role: Role, seed: u64, now: Instant) -> Self {
        let limits = Limits { send_window: 64, receive_window: 300, ..Limits::default() };
        let reliability = Reliability::new(role, limits, now, SystemTime::UNIX_EPOCH).with_seed(seed);
        Self { reliability, to_send: MESSAGES, sent: 0, taken: Vec::new(), held_most: 0 }
    }

    /// Says what there is room for; takes what has come, some of the time.
    fn act(&mut self, world: &mut World, other: Role) {
        while self.sent < self.to_send && self.reliability.can_send() {
            let payload = Bytes::copy_from_slice(&self.sent.to_be_bytes());
            self.reliability.send(world.now, PayloadType::Output, payload).unwrap();
            self.sent += 1;
        }
        if world.random.bool() {
            while let Some(message) = self.reliability.next_message() {
                self.taken.push(u32::from_be_bytes(message.payload[..].try_into().unwrap()));
            }
        }
        while let Some(frame) = self.reliability.next_frame(world.now) {
            world.fly(other, frame);
        }
        self.held_most = self.held_most.max(self.reliability.under_way());
    }

    fn is_done(&self) -> bool {
        self.taken.len() == MESSAGES as usize
            && self.sent == self.to_send
            && self.reliability.under_way() == 0
    }
}

/// Runs until both ends have all, and gives how long that took and what was passed over.
fn run(seed: u64, weather: Weather) -> Result<(Duration, usize), ReliabilityError> {
    let start = Instant::now();
    let mut world = World {
        random: fastrand::Rng::with_seed(seed),
        weather,
        now: start,
        air: BTreeMap::new(),
        drawn: 0,
        cut_at: start,
    };
    world.next_socket();
    let mut client = End::new(Role::Client, seed, start);
    let mut agent = End::new(Role::Agent, !seed, start);
    let mut passed_over = 0;
    while !(client.is_done() && agent.is_done()) {
        client.act(&mut world, Role::Agent);
        agent.act(&mut world, Role::Client);
        let arrives = world.air.first_key_value().map(|((at, _), _)| *at);
        let due = [arrives, client.reliability.deadline(), agent.reliability.deadline(), Some(world.cut_at)];
        // Who did not read this time reads a little later.
        let soon = world.now + Duration::from_millis(5);
        world.now = due.into_iter().flatten().fold(soon, Instant::min).max(world.now);
        if world.now >= world.cut_at {
            world.next_socket();
            client.reliability.reconnected();
            agent.reliability.reconnected();
        }
        while let Some(((at, _), _)) = world.air.first_key_value()
            && *at <= world.now
        {
            let Some((_, (to, frame))) = world.air.pop_first() else { break };
            let end = if to == Role::Client { &mut client } else { &mut agent };
            if let Received::Rejected(_) = end.reliability.receive(world.now, frame)? {
                passed_over += 1;
            }
        }
        client.reliability.tick(world.now)?;
        agent.reliability.tick(world.now)?;
        assert!(world.now < start + Duration::from_secs(3600), "seed {seed} comes to no end");
    }
    for end in [&client, &agent] {
        assert!(end.taken.iter().copied().eq(0..MESSAGES), "seed {seed}: once and in order");
        assert!(end.held_most <= 64, "seed {seed}: {} messages under way", end.held_most);
    }
    Ok((world.now - start, passed_over))
}

fn fair() -> Weather {
    Weather { lost: 0, repeated: 0, damaged: 0, cut: 0, delay: 1..2, socket: 3_600_000..3_600_001 }
}

#[test]
fn a_fair_network_takes_no_time() {
    let (took, passed_over) = run(1, fair()).unwrap();
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(passed_over, 0);
}

#[test]
fn each_trouble_alone_is_overcome() {
    for seed in 0..20 {
        run(seed, Weather { lost: 5, ..fair() }).unwrap();
        run(seed, Weather { repeated: 2, ..fair() }).unwrap();
        run(seed, Weather { delay: 0..400, ..fair() }).unwrap();
        run(seed, Weather { socket: 1..300, delay: 1..30, ..fair() }).unwrap();
        let (_, damaged) = run(seed, Weather { damaged: 6, ..fair() }).unwrap();
        let (_, cut) = run(seed, Weather { cut: 6, ..fair() }).unwrap();
        assert!(damaged > 0 && cut > 0, "what is damaged is found out");
    }
}

#[test]
fn all_troubles_together_are_overcome() {
    for seed in 0..50 {
        let weather =
            Weather { lost: 6, repeated: 5, damaged: 15, cut: 15, delay: 0..250, socket: 200..5_000 };
        run(seed, weather).unwrap();
    }
}

#[test]
fn a_network_that_loses_everything_ends_with_a_reason() {
    let error = run(3, Weather { lost: 1, ..fair() }).unwrap_err();
    assert!(matches!(error, ReliabilityError::Unanswered { sequence: 0, .. }), "{error}");
}

#[test]
fn a_network_that_damages_everything_ends_with_a_reason() {
    let error = run(3, Weather { damaged: 1, ..fair() }).unwrap_err();
    assert!(matches!(error, ReliabilityError::Corrupt(_)), "{error}");
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "a frame cannot be read");
}
