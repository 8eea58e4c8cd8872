//! One call's attempts, one after the other.

use bytes::Bytes;
use tracing::Instrument;

use crate::authentication::Proof;
use crate::configuration::Configuration;
use crate::connection::Deadline;
use crate::failure::Failure;
use crate::observability;
use crate::reply::Reply;
use crate::request::signing::Signer;
use crate::request::{Attempt, CallRequest};
use crate::response;
use crate::retry::{CallRetries, FailedAttempt, is_expired_credentials};
use crate::seams::{Limits, Sender};
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
            let (request, proof) = prepared.map_err(|failure| retries.give_up_unsent(failure))?;
            let failed = match self.send(number, request).await {
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

    /// Signs the request, with credentials that are asked for each time if there are any, and gives both.
    async fn prepare(
        &self,
        number: u32,
        retries: &mut CallRetries<'_>,
    ) -> Result<(http::Request<Bytes>, Proof<'_>), Failure> {
        let configuration = self.configuration;
        let proof = configuration.authentication.proof(self.deadline).await?;
        let attempt = Attempt {
            number,
            max_attempts: retries.max_attempts(),
            now: retries.signing_time(),
            timeout: configuration.attempt_timeout.value,
        };
        let request = self.request.attempt(&attempt, configuration, &proof, self.signer)?;
        Ok((request, proof))
    }

    async fn send(&self, number: u32, request: http::Request<Bytes>) -> Result<Reply, FailedAttempt> {
        let configuration = self.configuration;
        let limits = Limits {
            deadline: self.deadline.or_sooner(configuration.attempt_timeout.value, "attempt time-out"),
            max_bytes: configuration.max_response_bytes.value,
        };
        let observed = observability::attempt(configuration, self.operation, number, request.uri());
        let outcome = match self.sender.send(request, limits).instrument(observed.span()).await {
            Ok(answer) => response::tell(answer, number),
            Err(failure) => Err(failure.into()),
        };
        let outcome = outcome.map_err(|failed| FailedAttempt {
            failure: failed.failure.of_operation(self.operation),
            advice: failed.advice,
        });
        observed.ended(outcome.as_ref().map_err(|failed| &failed.failure));
        outcome
    }
}
