//! A program's own code around each attempt: headers to add, metrics to keep, faults to inject.
//!
//! An [`Intercept`] is given to the builder of a transport or client, by
//! [`intercept`](crate::TransportBuilder::intercept), and stands around every attempt that goes out from
//! then on, of async and of blocking calls alike. A call that is retried comes by once for each attempt, so
//! what counts attempts counts retries too, and an injected failure is retried as one of the network is.
//! Without any, a call allocates nothing and asks no clock for this.
//!
//! Of several, the first to be added is the outermost: [`before_attempt`](Intercept::before_attempt) is
//! asked in the order in which they were added, [`after_attempt`](Intercept::after_attempt) in the reverse
//! one. If one of them answers in place of the service, those further in do not see the attempt.
//!
//! An interceptor sees the headers of a request before it is signed, and so never the signature nor a
//! session token, and never a body. What it adds is signed. The headers that the transport is
//! responsible for stay as they are, whatever an interceptor does to them. What is sent to fetch credentials
//! does not come by.
//!
//! # Adding a header
//!
//! ```
//! use awsjson_transport::intercept::{BeforeAttempt, HeaderValue, Intercept, Verdict};
//!
//! struct Team;
//!
//! impl Intercept for Team {
//!     fn before_attempt(&self, attempt: &mut BeforeAttempt<'_>) -> Verdict {
//!         attempt.headers_mut().insert("x-team", HeaderValue::from_static("payments"));
//!         Verdict::Send
//!     }
//! }
//! ```
//!
//! # Counting calls
//!
//! An `Arc` of an interceptor is one too, so that the program keeps hold of it.
//!
//! ```
//! # use awsjson_transport::{JsonVersion, Service, Transport};
//! # static SSM: Service = Service {
//! #     id: "SSM",
//! #     target_prefix: "AmazonSSM",
//! #     signing_name: "ssm",
//! #     endpoint_prefix: "ssm",
//! #     json_version: JsonVersion::V1_1,
//! # };
//! use std::sync::Arc;
//! use std::sync::atomic::{AtomicU64, Ordering};
//!
//! use awsjson_transport::intercept::{AfterAttempt, Intercept};
//!
//! #[derive(Default)]
//! struct Counts {
//!     attempts: AtomicU64,
//!     throttled: AtomicU64,
//! }
//!
//! impl Intercept for Counts {
//!     fn after_attempt(&self, attempt: &AfterAttempt<'_>) {
//!         self.attempts.fetch_add(1, Ordering::Relaxed);
//!         if attempt.failure().is_some_and(|failure| failure.is_throttling()) {
//!             self.throttled.fetch_add(1, Ordering::Relaxed);
//!         }
//!     }
//! }
//!
//! let counts = Arc::new(Counts::default());
//! let transport = Transport::builder(&SSM).region("eu-central-1").intercept(counts.clone()).build()?;
//! # Ok::<(), awsjson_transport::typed::Error>(())
//! ```
//!
//! # Injecting faults
//!
//! ```
//! use std::sync::atomic::{AtomicU64, Ordering};
//! use std::time::Duration;
//!
//! use awsjson_transport::intercept::{BeforeAttempt, Intercept, ScriptedAnswer, Verdict};
//!
//! /// Throttles every tenth attempt and slows down the others.
//! #[derive(Default)]
//! struct Weather(AtomicU64);
//!
//! impl Intercept for Weather {
//!     fn before_attempt(&self, _: &mut BeforeAttempt<'_>) -> Verdict {
//!         match self.0.fetch_add(1, Ordering::Relaxed) % 10 {
//!             9 => Verdict::Answer(ScriptedAnswer::error(400, "ThrottlingException", "Rate exceeded")),
//!             _ => Verdict::SendAfter(Duration::from_millis(20)),
//!         }
//!     }
//! }
//! ```

mod after;
mod before;
mod interceptors;
mod scripted_answer;

use std::sync::Arc;
use std::time::Duration;

pub use after::AfterAttempt;
pub use before::BeforeAttempt;
pub use http::{HeaderMap, HeaderName, HeaderValue};
pub(crate) use interceptors::{Interceptors, Outcome};
pub use scripted_answer::ScriptedAnswer;

use crate::failure::Failure;

/// What a program does around each attempt. Both methods are called on the task or thread of the call, so
/// neither may block; a wait is asked for by [`Verdict::SendAfter`].
pub trait Intercept: Send + Sync {
    /// Looks at an attempt before it is signed and sent, and decides what becomes of it. The credentials
    /// are fetched afterwards, so that what is not sent needs none.
    fn before_attempt(&self, attempt: &mut BeforeAttempt<'_>) -> Verdict {
        let _ = attempt;
        Verdict::Send
    }

    /// Looks at how an attempt ended. Not called if nothing was sent for want of credentials or of time,
    /// nor if the call was given up while the attempt was under way.
    fn after_attempt(&self, attempt: &AfterAttempt<'_>) {
        let _ = attempt;
    }
}

/// One that the program keeps hold of.
impl<T: Intercept + ?Sized> Intercept for Arc<T> {
    fn before_attempt(&self, attempt: &mut BeforeAttempt<'_>) -> Verdict {
        (**self).before_attempt(attempt)
    }

    fn after_attempt(&self, attempt: &AfterAttempt<'_>) {
        (**self).after_attempt(attempt);
    }
}

/// What becomes of an attempt.
#[derive(Debug)]
#[must_use]
pub enum Verdict {
    /// It is sent, unless an interceptor further in decides otherwise.
    Send,
    /// The same after a wait. The waits of several interceptors add up; one that does not end within the
    /// call's time-out ends the call.
    SendAfter(Duration),
    /// It is not sent, and this happens in its place.
    Answer(ScriptedAnswer),
    /// It is not sent, and fails like this, as if nothing had gone out. Of kind
    /// [`Configuration`](crate::ErrorKind::Configuration) or
    /// [`InvalidRequest`](crate::ErrorKind::InvalidRequest) it ends the call.
    Fail(Failure),
}
