//! Parameters that are read often, kept for a while.

mod builder;
mod flight;
mod state;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;
use tokio::time::Instant;

pub use builder::CacheBuilder;
use builder::Settings;
use flight::Flight;
use state::{LookUp, State, Stored};

use super::{Parameter, ParameterReference, Parameters, ReadError};

/// Keeps parameters for a while, so that reading one often costs few calls. Clones are the same cache.
///
/// - **One call for all who wait.** However many tasks ask for a parameter that is not kept, one call reads
///   it, on a task of its own: it goes on if those who asked give up.
/// - **Ahead of time.** Towards the end of its [time to live](CacheBuilder::time_to_live) a value is read again
///   in the background by the next who asks for it, and given out meanwhile.
/// - **Better old than none.** If reading fails, a value is given out for [a while longer](CacheBuilder::stale_if_error),
///   and the next try waits a second.
/// - **Missing is an answer too**, and kept for [a shorter while](CacheBuilder::missing_time_to_live).
/// - **It has a size.** Beyond its [capacity](CacheBuilder::capacity), what was not asked for the longest is
///   forgotten.
///
/// Values are kept in memory as they are. Its `Debug` shows neither names nor values.
///
/// ```no_run
/// # async fn run(client: ssm_client::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use ssm_toolkit::ClientExt as _;
///
/// let cache = client.parameters().cache().time_to_live(Duration::from_secs(60)).build();
/// let password = cache.get("/app/db/password").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ParameterCache(Arc<Shared>);

struct Shared {
    parameters: Parameters,
    settings: Settings,
    state: Mutex<State>,
}

impl Parameters {
    /// A cache of parameters, to be built.
    pub fn cache(&self) -> CacheBuilder {
        CacheBuilder::new(self.clone())
    }
}

impl ParameterCache {
    /// The parameter of this name, `name:version`, `name:label` or Amazon Resource Name: as it is kept, or as
    /// a call reads it.
    ///
    /// # Errors
    ///
    /// Those of [`Parameters::get`], shared by all who waited for the same call.
    pub async fn get(&self, name: impl AsRef<str>) -> Result<Arc<Parameter>, Arc<ReadError>> {
        let reference: ParameterReference = name.as_ref().parse().map_err(ReadError::from)?;
        match self.look_up(&reference) {
            Ok(Stored::Found(parameter)) => Ok(parameter),
            Ok(Stored::Missing) => {
                Err(Arc::new(ReadError::missing_ones(vec![reference.to_string()], Vec::new())))
            }
            Err(flight) => {
                let landed = flight.landed(&reference).await;
                landed.outcome.or_else(|error| landed.stale.ok_or(error))
            }
        }
    }

    /// Reads a parameter whatever is kept of it, and keeps what comes: for a program that knows of a change.
    /// Whoever asks for it from now on gets what this reads, or what is read later.
    ///
    /// # Errors
    ///
    /// Those of [`Parameters::get`]. What was kept stays then, unless the parameter is gone.
    pub async fn refresh(&self, name: impl AsRef<str>) -> Result<Arc<Parameter>, Arc<ReadError>> {
        let reference: ParameterReference = name.as_ref().parse().map_err(ReadError::from)?;
        let flight = self.0.take_off(&mut self.0.lock(), &reference);
        flight.landed(&reference).await.outcome
    }

    /// Reads many parameters, ten to a call, and keeps what comes, for a program that knows at its start what
    /// it will ask for. One that is missing is kept as that.
    ///
    /// # Errors
    ///
    /// Those of [`Parameters::find_many`]. Nothing of what was read by then is kept.
    pub async fn warm<I>(&self, names: I) -> Result<(), ReadError>
    where
        I: IntoIterator<Item: AsRef<str>>,
    {
        let names: Vec<String> = names.into_iter().map(|name| name.as_ref().to_owned()).collect();
        let read = self.0.parameters.find_many(&names).await?;
        let (mut state, now) = (self.0.lock(), Instant::now());
        for (name, found) in names.iter().zip(read) {
            let stored = found.map_or(Stored::Missing, |parameter| Stored::Found(Arc::new(parameter)));
            state.keep(name, stored, &self.0.settings, now);
        }
        Ok(())
    }

    /// Forgets what is kept of a parameter.
    pub fn forget(&self, name: impl AsRef<str>) {
        self.0.lock().forget(name.as_ref());
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.0.lock().clear();
    }

    /// How many parameters are kept, those that are known to be missing included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.lock().len()
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is kept, or the call that will tell. The lock is let go before anything is waited for.
    fn look_up(&self, reference: &ParameterReference) -> Result<Stored, Flight> {
        let shared = &self.0;
        let mut state = shared.lock();
        match state.look_up(reference.as_str(), &shared.settings, Instant::now()) {
            LookUp::Current(stored) => Ok(stored),
            LookUp::Ageing(stored) => {
                // Nobody waits for it here.
                drop(shared.flight(&mut state, reference));
                Ok(stored)
            }
            LookUp::Nothing => Err(shared.flight(&mut state, reference)),
        }
    }
}

impl Shared {
    /// The call for a parameter that is under way, or one that begins now.
    fn flight(self: &Arc<Self>, state: &mut State, reference: &ParameterReference) -> Flight {
        state.flight(reference.as_str()).unwrap_or_else(|| self.take_off(state, reference))
    }

    /// Begins a call for a parameter. One that is under way counts no more, except for those who wait for it.
    fn take_off(self: &Arc<Self>, state: &mut State, reference: &ParameterReference) -> Flight {
        let (flight, landing) = state.take_off(reference.as_str());
        let (shared, reference, number) = (Arc::clone(self), reference.clone(), flight.number());
        // Without a runtime, whoever waits learns that nothing comes.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                let read = shared.parameters.read(&reference).await;
                let name = reference.as_str();
                let landed = shared.lock().land(name, number, read, &shared.settings, Instant::now());
                landing.send_replace(Some(landed));
            });
        }
        flight
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows how it is set and how much it keeps.
impl fmt::Debug for ParameterCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParameterCache")
            .field("settings", &self.0.settings)
            .field("kept", &self.len())
            .finish()
    }
}
