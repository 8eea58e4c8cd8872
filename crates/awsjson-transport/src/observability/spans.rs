//! The spans.

use tracing::field::Empty;

use super::{ATTEMPT, CALL, Observed, WAIT};
use crate::configuration::Configuration;
use crate::service::OperationInfo;

/// A call that begins now.
pub(crate) fn call<'a>(configuration: &'a Configuration, operation: &'static OperationInfo) -> Observed<'a> {
    let service = configuration.service.id;
    let span = tracing::info_span!(
        target: CALL,
        "call",
        otel.name = %format_args!("{service}.{}", operation.name),
        otel.kind = "client",
        otel.status_code = Empty,
        rpc.system = "aws-api",
        rpc.service = service,
        rpc.method = operation.name,
        cloud.region = configuration.region(),
        server.address = configuration.endpoint.host(),
        server.port = configuration.endpoint.port(),
        attempts = Empty,
        http.response.status_code = Empty,
        aws.request_id = Empty,
        outcome = Empty,
        error.type = Empty,
        error.kind = Empty,
        may_have_run = Empty,
        duration_ms = Empty,
    );
    Observed::begin(span, &*configuration.seams.time)
}

/// A call's attempt that begins now: from sending the signed request to the end of its answer.
pub(crate) fn attempt<'a>(
    configuration: &'a Configuration,
    operation: &'static OperationInfo,
    number: u32,
    uri: &http::Uri,
) -> Observed<'a> {
    let span = tracing::debug_span!(
        target: ATTEMPT,
        "attempt",
        otel.kind = "client",
        otel.status_code = Empty,
        rpc.system = "aws-api",
        rpc.service = configuration.service.id,
        rpc.method = operation.name,
        server.address = uri.host(),
        server.port = configuration.endpoint.port(),
        attempt = number,
        http.request.method = "POST",
        http.request.resend_count = number.checked_sub(1).filter(|repeated| *repeated > 0),
        http.response.status_code = Empty,
        aws.request_id = Empty,
        outcome = Empty,
        error.type = Empty,
        error.kind = Empty,
        may_have_run = Empty,
        duration_ms = Empty,
    );
    Observed::begin(span, &*configuration.seams.time)
}

/// A wait that begins now, for what this waiter describes.
pub(crate) fn wait<'a>(
    configuration: &'a Configuration,
    operation: &'static OperationInfo,
    waiter: &'static str,
) -> Observed<'a> {
    let service = configuration.service.id;
    let span = tracing::info_span!(
        target: WAIT,
        "wait",
        otel.name = %format_args!("{service}.{waiter}"),
        otel.status_code = Empty,
        rpc.service = service,
        rpc.method = operation.name,
        waiter,
        outcome = Empty,
        error.type = Empty,
        error.kind = Empty,
        duration_ms = Empty,
    );
    Observed::begin(span, &*configuration.seams.time)
}
