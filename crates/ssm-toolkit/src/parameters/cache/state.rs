//! What a cache keeps, and which calls are under way.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::builder::Settings;
use super::flight::{Flight, Landed, Landing};
use crate::parameters::{Parameter, ReadError};

/// How long a value that could not be read again is given out before the next try.
const NEXT_TRY_AFTER: Duration = Duration::from_secs(1);

#[derive(Default)]
pub(super) struct State {
    entries: HashMap<String, Entry>,
    /// The names in the order in which they were asked for last.
    by_use: BTreeMap<u64, String>,
    uses: u64,
    flights: HashMap<String, Flight>,
    flown: u64,
}

struct Entry {
    stored: Stored,
    read_at: Instant,
    /// Not to be read again before, because that failed.
    next_try: Option<Instant>,
    last_use: u64,
}

/// What is known of a parameter.
#[derive(Clone)]
pub(super) enum Stored {
    Found(Arc<Parameter>),
    Missing,
}

/// What to do for somebody who asks.
pub(super) enum LookUp {
    /// Give this.
    Current(Stored),
    /// Give this, and read it again.
    Ageing(Stored),
    /// Read it.
    Nothing,
}

impl State {
    pub(super) fn look_up(&mut self, name: &str, settings: &Settings, now: Instant) -> LookUp {
        let Some(entry) = self.entries.get_mut(name) else { return LookUp::Nothing };
        self.uses += 1;
        if let Some(name) = self.by_use.remove(&entry.last_use) {
            self.by_use.insert(self.uses, name);
        }
        entry.last_use = self.uses;
        let (age, stored) = (now.saturating_duration_since(entry.read_at), entry.stored.clone());
        let failed_just_now = entry.next_try.is_some_and(|next_try| now < next_try);
        match stored {
            Stored::Missing if age < settings.missing_time_to_live => LookUp::Current(stored),
            Stored::Missing => LookUp::Nothing,
            Stored::Found(_) if age < settings.fresh() => LookUp::Current(stored),
            Stored::Found(_) if failed_just_now && age < settings.longest() => LookUp::Current(stored),
            Stored::Found(_) if age < settings.time_to_live => LookUp::Ageing(stored),
            Stored::Found(_) => LookUp::Nothing,
        }
    }

    /// The call for a parameter that is under way.
    pub(super) fn flight(&self, name: &str) -> Option<Flight> {
        self.flights.get(name).filter(|flight| flight.is_under_way()).cloned()
    }

    /// A call for a parameter begins.
    pub(super) fn take_off(&mut self, name: &str) -> (Flight, Landing) {
        self.flown += 1;
        let (flight, landing) = Flight::new(self.flown);
        self.flights.insert(name.to_owned(), flight.clone());
        (flight, landing)
    }

    /// A call has ended. What it gave is kept, unless another one was begun after it, or what is known of the
    /// parameter was to be forgotten meanwhile.
    pub(super) fn land(
        &mut self,
        name: &str,
        number: u64,
        read: Result<Parameter, ReadError>,
        settings: &Settings,
        now: Instant,
    ) -> Landed {
        let counts = self.flights.get(name).is_some_and(|flight| flight.number() == number);
        if counts {
            self.flights.remove(name);
        }
        match read {
            Ok(parameter) => {
                let parameter = Arc::new(parameter);
                if counts {
                    self.keep(name, Stored::Found(Arc::clone(&parameter)), settings, now);
                }
                Landed { outcome: Ok(parameter), stale: None }
            }
            Err(error) if error.is_missing() => {
                if counts {
                    self.keep(name, Stored::Missing, settings, now);
                }
                Landed { outcome: Err(Arc::new(error)), stale: None }
            }
            Err(error) => Landed { outcome: Err(Arc::new(error)), stale: self.stale(name, settings, now) },
        }
    }

    /// What may be given out although it could not be read again.
    fn stale(&mut self, name: &str, settings: &Settings, now: Instant) -> Option<Arc<Parameter>> {
        let entry = self.entries.get_mut(name)?;
        let Stored::Found(parameter) = &entry.stored else { return None };
        let age = now.saturating_duration_since(entry.read_at);
        entry.next_try = now.checked_add(NEXT_TRY_AFTER);
        (age < settings.longest()).then(|| Arc::clone(parameter))
    }

    /// Keeps what was read, in place of what was known before.
    pub(super) fn keep(&mut self, name: &str, stored: Stored, settings: &Settings, now: Instant) {
        self.remove(name);
        self.uses += 1;
        let entry = Entry { stored, read_at: now, next_try: None, last_use: self.uses };
        self.by_use.insert(self.uses, name.to_owned());
        self.entries.insert(name.to_owned(), entry);
        while self.entries.len() > settings.capacity {
            let Some((_, least_used)) = self.by_use.pop_first() else { return };
            self.entries.remove(&least_used);
        }
    }

    fn remove(&mut self, name: &str) {
        if let Some(entry) = self.entries.remove(name) {
            self.by_use.remove(&entry.last_use);
        }
    }

    /// Also what a call under way is about to give.
    pub(super) fn forget(&mut self, name: &str) {
        self.remove(name);
        self.flights.remove(name);
    }

    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.by_use.clear();
        self.flights.clear();
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}
