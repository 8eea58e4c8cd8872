//! A span that tells how what it stands for ended.

use std::time::Duration;

use tracing::Span;

use crate::failure::{ErrorKind, Failure, OneLine};
use crate::reply::Reply;
use crate::seams::Time;

/// A span that tells how what it stands for ended, also if nobody waited for the end.
///
/// It is not entered: futures are put into [`span`](Self::span) by `Instrument`.
pub(crate) struct Observed<'a> {
    span: Span,
    time: &'a dyn Time,
    begun_at: Duration,
    ended: bool,
}

impl<'a> Observed<'a> {
    /// What the span stands for begins now.
    pub(super) fn begin(span: Span, time: &'a dyn Time) -> Self {
        // The clock is not asked when nobody listens.
        let begun_at = if span.is_disabled() { Duration::ZERO } else { time.elapsed() };
        Self { span, time, begun_at, ended: false }
    }

    /// The span, to put futures into.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// It ended with an answer, or so.
    pub(crate) fn ended(self, outcome: Result<&Reply, &Failure>) {
        match outcome {
            Ok(reply) => {
                self.answered(Some(reply.status), reply.request_id.as_deref(), reply.attempts);
                self.succeeded();
            }
            Err(failure) => {
                self.answered(failure.status(), failure.request_id(), failure.attempts());
                self.span.record("may_have_run", failure.may_have_run());
                self.failed(failure.kind(), failure.code());
            }
        }
    }

    pub(crate) fn succeeded(mut self) {
        self.end("success");
    }

    /// It ended by an error of this kind, and this code if the service gave it.
    pub(crate) fn failed(mut self, kind: ErrorKind, code: Option<&str>) {
        let error_type = OneLine::name(code.unwrap_or(kind.as_str()));
        self.span.record("error.type", tracing::field::display(error_type));
        self.span.record("error.kind", kind.as_str());
        self.span.record("otel.status_code", "ERROR");
        self.end("error");
    }

    /// What a span has no field for is not recorded in it.
    fn answered(&self, status: Option<u16>, request_id: Option<&str>, attempts: u32) {
        self.span.record("http.response.status_code", status);
        self.span.record("aws.request_id", request_id.map(OneLine::name).map(tracing::field::display));
        self.span.record("attempts", attempts);
    }

    fn end(&mut self, outcome: &'static str) {
        self.ended = true;
        if !self.span.is_disabled() {
            let duration = self.time.elapsed().saturating_sub(self.begun_at);
            self.span.record("outcome", outcome);
            self.span.record("duration_ms", super::milliseconds(duration));
        }
    }
}

/// Nobody said how it ended: its future was dropped.
impl Drop for Observed<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.end("cancelled");
        }
    }
}
