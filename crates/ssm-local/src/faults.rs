//! Faults on purpose, for tests of clients.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::StatusCode;

/// Something that goes wrong with requests that would have been answered.
///
/// It concerns every operation and every request until it is told otherwise. Of several faults that
/// concern a request the one that was injected first happens.
///
/// ```
/// # use ssm_local::{Fault, LocalSsm};
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
/// # runtime.block_on(async {
/// let ssm = LocalSsm::start().await?;
/// ssm.inject(Fault::throttling().on("GetParameter").times(2));
/// // The next two calls of GetParameter fail with ThrottlingException, the third one does not.
/// # Ok::<(), ssm_local::StartError>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Fault {
    effect: Effect,
    operation: Option<String>,
    times: Option<u32>,
}

#[derive(Clone, Debug)]
pub(crate) enum Effect {
    /// An error in place of the call.
    Error { status: StatusCode, code: String, message: String },
    /// The call, later.
    Delay(Duration),
    /// The connection closed in place of the call.
    HangUp,
    /// The connection closed after the call.
    HangUpAfterwards,
}

impl Fault {
    /// The call is refused as one too many.
    #[must_use]
    pub fn throttling() -> Self {
        Self::error(400, "ThrottlingException", "Rate exceeded")
    }

    /// The service is out of order: status 503.
    #[must_use]
    pub fn unavailable() -> Self {
        Self::error(503, "ServiceUnavailable", "the service is out of order on purpose")
    }

    /// The call is answered with this error, and does nothing. A status that no answer can have
    /// counts as 500.
    #[must_use]
    pub fn error(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self::new(Effect::Error { status, code: code.into(), message: message.into() })
    }

    /// The call begins this much later.
    #[must_use]
    pub fn delay(time: Duration) -> Self {
        Self::new(Effect::Delay(time))
    }

    /// The connection is closed without an answer, and the call does nothing.
    #[must_use]
    pub fn hang_up() -> Self {
        Self::new(Effect::HangUp)
    }

    /// The call does what it should, and the connection is closed without an answer.
    #[must_use]
    pub fn hang_up_afterwards() -> Self {
        Self::new(Effect::HangUpAfterwards)
    }

    /// Only calls of this operation.
    #[must_use]
    pub fn on(mut self, operation: impl Into<String>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// Only so many calls, the next ones; all calls unless this is said.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    fn new(effect: Effect) -> Self {
        Self { effect, operation: None, times: None }
    }
}

/// The faults that are still to happen, in the order in which they were injected.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    pub(crate) fn inject(&self, fault: Fault) {
        if fault.times != Some(0) {
            self.lock().push(fault);
        }
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// What is to go wrong with a call of this operation.
    pub(crate) fn next(&self, operation: &str) -> Option<Effect> {
        let mut faults = self.lock();
        let concerns = |fault: &Fault| fault.operation.as_deref().is_none_or(|only| only == operation);
        let index = faults.iter().position(concerns)?;
        let fault = faults.get_mut(index)?;
        let effect = fault.effect.clone();
        if let Some(times) = &mut fault.times {
            *times -= 1;
            if *times == 0 {
                faults.remove(index);
            }
        }
        Some(effect)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Effect, Fault, Faults};

    fn codes(faults: &Faults, operations: &[&str]) -> Vec<Option<String>> {
        let code = |operation: &&str| match faults.next(operation)? {
            Effect::Error { code, .. } => Some(code),
            _ => None,
        };
        operations.iter().map(code).collect()
    }

    #[test]
    fn faults_happen_in_order_to_whom_they_concern_as_often_as_they_should() {
        let faults = Faults::default();
        faults.inject(Fault::error(400, "Never", "").times(0));
        faults.inject(Fault::error(400, "Two", "").on("A").times(2));
        faults.inject(Fault::error(400, "Rest", ""));
        let some = |code: &str| Some(code.to_owned());
        let expected = [some("Rest"), some("Two"), some("Two"), some("Rest"), some("Rest")];
        assert_eq!(codes(&faults, &["B", "A", "A", "A", "B"]), expected);
        faults.clear();
        assert_eq!(codes(&faults, &["A"]), [None]);
    }
}
