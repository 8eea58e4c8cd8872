//! What changes among parameters.

mod change;
mod look;
mod pause;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use tokio::time::Instant;

pub use change::{Change, ChangeKind};
use look::{Known, Look, Looked, Source};
pub use pause::PauseSwitch;

use super::{ParameterReference, Parameters, ReadError};

/// How often parameters are looked at, unless [`interval`](Watch::interval) says otherwise.
pub const DEFAULT_WATCH_INTERVAL: Duration = Duration::from_secs(60);

impl Parameters {
    /// Watches parameters by name. A name that is not there is no error: it is [added](ChangeKind::Added)
    /// when it comes. With a label, the version that has it is watched.
    ///
    /// Each look is a call for ten names, and one more for ten secrets that changed.
    ///
    /// # Errors
    ///
    /// A name that is none.
    pub fn watch<I>(&self, names: I) -> Result<Watch, ReadError>
    where
        I: IntoIterator<Item: AsRef<str>>,
    {
        let names: Result<Vec<ParameterReference>, _> =
            names.into_iter().map(|name| name.as_ref().parse()).collect();
        let mut names = names?;
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        Ok(Watch::new(self, Source::Names(names)))
    }

    /// Watches all parameters below a path, at any depth.
    ///
    /// Each look reads all of them, since the service does not say what changed: a call for ten parameters,
    /// each after the one before. 1,000 parameters every minute are 100 calls a minute, of the 40 a second
    /// that an account has; 10,000 take 25 seconds of all that there are. Values are decrypted only of what
    /// changed, which is a call more for ten secrets.
    ///
    /// # Errors
    ///
    /// A path that is none.
    pub fn watch_path(&self, path: impl AsRef<str>) -> Result<Watch, ReadError> {
        Ok(Watch::new(self, Source::Path(path.as_ref().parse()?)))
    }
}

/// Changes of parameters, told by their versions: a `Stream` that never ends, and without any stream crate a
/// loop over [`next_changes`](Self::next_changes).
///
/// Each element holds what one look found, never nothing. The first look takes place at once and finds
/// everything added that is there, so that nothing is missed between reading and watching; each further one
/// follows an interval after the one before. It takes place only if somebody waits for it: no task runs in
/// the background, a program that works on changes is not overtaken by others, and dropping this ends it. So
/// no more is held than the changes of one look, and a version for each parameter that was seen.
///
/// A look that fails gives the error, after the retries of the client, and changes nothing of what is known:
/// the next one finds what it would have found.
///
/// ```no_run
/// # async fn run(client: ssm_client::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use ssm_toolkit::ClientExt as _;
///
/// let mut watch = client.parameters().watch_path("/app")?.interval(Duration::from_secs(30));
/// loop {
///     match watch.next_changes().await {
///         Ok(changes) => changes.iter().for_each(|change| println!("{:?} {}", change.kind(), change.name())),
///         Err(error) => eprintln!("{error}"),
///     }
/// }
/// # }
/// ```
#[must_use = "nothing is looked at unless changes are waited for"]
pub struct Watch {
    parameters: Parameters,
    source: Arc<Source>,
    interval: Duration,
    next_look: Option<Instant>,
    known: Known,
    looking: Option<Look>,
    pause: PauseSwitch,
}

impl Watch {
    fn new(parameters: &Parameters, source: Source) -> Self {
        Self {
            parameters: parameters.clone(),
            source: Arc::new(source),
            interval: DEFAULT_WATCH_INTERVAL,
            next_look: None,
            known: Known::default(),
            looking: None,
            pause: PauseSwitch::default(),
        }
    }

    /// The time from the beginning of one look to that of the next. [`DEFAULT_WATCH_INTERVAL`] unless set. A look
    /// that takes longer is followed by the next one at once.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// What stops the looks for a while, from any other place in the program.
    #[must_use]
    pub fn pause_switch(&self) -> PauseSwitch {
        self.pause.clone()
    }

    /// Waits until a look finds changes, and gives them by name. It may be dropped at any time: the look that
    /// was under way goes on when this is called again.
    ///
    /// # Errors
    ///
    /// A look that failed. The next call waits for the next one.
    pub async fn next_changes(&mut self) -> Result<Vec<Change>, ReadError> {
        std::future::poll_fn(|context| self.poll_changes(context)).await
    }

    fn poll_changes(&mut self, context: &mut Context<'_>) -> Poll<Result<Vec<Change>, ReadError>> {
        loop {
            let looking = match &mut self.looking {
                Some(looking) => looking,
                None => {
                    let known = std::mem::take(&mut self.known);
                    self.looking.insert(look::begin(
                        self.parameters.clone(),
                        Arc::clone(&self.source),
                        known,
                        self.next_look,
                        self.pause.clone(),
                    ))
                }
            };
            let Looked { known, begun, changes } = ready!(looking.as_mut().poll(context));
            self.looking = None;
            self.known = known;
            // So far off that it cannot be said is never, and a year is long enough for that.
            self.next_look = begun.checked_add(self.interval).or(begun.checked_add(A_YEAR));
            if !matches!(&changes, Ok(changes) if changes.is_empty()) {
                return Poll::Ready(changes);
            }
        }
    }
}

const A_YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl Stream for Watch {
    type Item = Result<Vec<Change>, ReadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_changes(context).map(Some)
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch")
            .field("source", &self.source)
            .field("interval", &self.interval)
            .field("paused", &self.pause.is_paused())
            .finish_non_exhaustive()
    }
}
