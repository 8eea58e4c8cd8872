//! One call's attempts, one after the other.

use std::time::Duration;

use bytes::Bytes;
use tracing::Instrument;

use crate::authentication::Proof;
use crate::configuration::Configuration;
use crate::deadline::Deadline;
use crate::failure::Failure;
use crate::intercept::{AfterAttempt, Outcome, ScriptedAnswer};
use crate::observability;
use crate::reply::Reply;
use crate::request::signing::Signer;
use crate::request::{Attempt, CallRequest};
use crate::response;
use crate::retry::{CallRetries, FailedAttempt, is_expired_credentials};
use crate::seams::{Limits, Sender, Sending};
use crate::service::OperationInfo;

/// What all attempts of a call have in common.
pub(super) struct Attempts<'a> {
    pub(super) configuration: &'a Configuration,
    pub(super) sender: &'a dyn Sender,
    pub(super) signer: &'a Signer,
    pub(super) request: &'a CallRequest,
    pub(super) operation: &'static OperationInfo,
    /// Of the whole call.
    pub(super) deadline: Deadline,
}

impl Attempts<'_> {
    /// Tries until an attempt succeeds, or `retries` gives up.
    pub(super) async fn run(&self, mut retries: CallRetries<'_>) -> Result<Reply, Failure> {
        let time = &self.configuration.seams.time;
        let mut previous = None;
        loop {
            let number = retries.next_attempt();
            let turn = match retries.turn() {
                Ok(turn) => turn,
                Err(no_turn) => return Err(retries.give_up_turn(previous, no_turn)),
            };
            if !turn.is_zero() {
                observability::turn_awaited(number, turn);
                time.wait(turn).await;
            }
            let prepared = self.prepare(number, &mut retries).await;
            let (prepared, proof) = prepared.map_err(|failure| retries.give_up_unsent(failure))?;
            let limits = Limits {
                deadline: self
                    .deadline
                    .or_sooner(self.configuration.attempt_timeout.value, "attempt time-out"),
                max_bytes: self.configuration.max_response_bytes.value,
            };
            let sending = match prepared.exchange {
                Exchange::Send(request) => Ok(self.sender.send(request, limits)),
                Exchange::Answer(answer) => Ok(Box::pin(answer.play(limits)) as Sending<'_>),
                Exchange::Fail(failure) => Err(failure),
            };
            let failed = match self.attempt(number, prepared.asked, sending).await {
                Ok(reply) => {
                    retries.succeeded();
                    return Ok(reply);
                }
                Err(failed) => failed,
            };
            if is_expired_credentials(failed.failure.code()) {
                self.configuration.authentication.forget(&proof);
            }
            let (wait, failure) = retries.failed(failed)?;
            observability::repeated(number, &failure, wait);
            previous = Some(failure);
            if !wait.is_zero() {
                time.wait(wait).await;
            }
        }
    }

    /// Asks the interceptors, and signs what they let pass, with credentials that are asked for each time if
    /// there are any. Gives what it was signed with as well.
    async fn prepare(
        &self,
        number: u32,
        retries: &mut CallRetries<'_>,
    ) -> Result<(Prepared, Proof<'_>), Failure> {
        let configuration = self.configuration;
        let max_attempts = retries.max_attempts();
        let mut request = self.request.unsigned(configuration.service)?;
        let mut asked = 0;
        if let Some(decision) = configuration.interceptors.before(
            (configuration.service, self.operation),
            configuration.endpoint.shown(),
            (number, max_attempts),
            request.headers_mut(),
        ) {
            asked = decision.asked;
            match decision.outcome {
                Outcome::SendAfter(wait) if wait.is_zero() => {}
                // In a box, because few calls get here and all would be as large as a wait.
                Outcome::SendAfter(wait) => Box::pin(self.wait(wait)).await?,
                Outcome::Answer(answer) => {
                    return Ok((Prepared { exchange: Exchange::Answer(answer), asked }, Proof::Nothing));
                }
                Outcome::Fail(failure) => {
                    return Ok((Prepared { exchange: Exchange::Fail(failure), asked }, Proof::Nothing));
                }
            }
            self.request.describe(configuration.service, request.headers_mut())?;
        }
        let proof = configuration.authentication.proof(self.deadline).await?;
        let attempt = Attempt {
            number,
            max_attempts,
            now: retries.signing_time(),
            timeout: configuration.attempt_timeout.value,
        };
        let request = self.request.signed(request, &attempt, configuration, &proof, self.signer)?;
        Ok((Prepared { exchange: Exchange::Send(request), asked }, proof))
    }

    /// Lets time pass that an interceptor asked for, within the call's own.
    async fn wait(&self, time: Duration) -> Result<(), Failure> {
        let waited = self.deadline.bound(self.configuration.seams.time.wait(time)).await;
        waited.map_err(|expired| expired.without("no turn to send"))
    }

    async fn attempt(
        &self,
        number: u32,
        asked: usize,
        sending: Result<Sending<'_>, Failure>,
    ) -> Result<Reply, FailedAttempt> {
        let configuration = self.configuration;
        let begun_at = self.time_if(asked > 0);
        let observed = observability::attempt(configuration, self.operation, number, self.request.url());
        let answer = match sending {
            Ok(sending) => sending.instrument(observed.span()).await,
            Err(failure) => Err(failure),
        };
        let headers = answer.as_ref().ok().filter(|_| asked > 0).map(|answer| answer.headers.clone());
        let outcome = match answer {
            Ok(answer) => response::tell(answer, number),
            Err(failure) => Err(failure.into()),
        };
        let outcome = outcome.map_err(|failed| FailedAttempt {
            failure: failed.failure.of_operation(self.operation),
            advice: failed.advice,
        });
        let seen = outcome.as_ref().map_err(|failed| &failed.failure);
        observed.ended(seen);
        if asked > 0 {
            let attempt = AfterAttempt {
                service: configuration.service.id,
                operation: self.operation.name,
                number,
                duration: self.time_if(true).saturating_sub(begun_at),
                headers: headers.as_ref(),
                outcome: seen,
            };
            configuration.interceptors.after(asked, &attempt);
        }
        outcome
    }

    /// The clock's time, if anybody wants to know it.
    fn time_if(&self, wanted: bool) -> Duration {
        if wanted { self.configuration.seams.time.elapsed() } else { Duration::ZERO }
    }
}

/// An attempt that is ready.
struct Prepared {
    exchange: Exchange,
    /// How many interceptors are to be told how it ended.
    asked: usize,
}

/// What an attempt does.
enum Exchange {
    Send(http::Request<Bytes>),
    Answer(ScriptedAnswer),
    Fail(Failure),
}
