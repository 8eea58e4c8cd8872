//! What a failed call says about calling again, told by statuses and by the codes that AWS services
//! share.

/// The service refused because too many requests came.
pub(crate) fn is_throttling(status: Option<u16>, code: Option<&str>) -> bool {
    status == Some(429) || code.is_some_and(|code| THROTTLING_CODES.contains(&code))
}

/// The service, or the way to it, failed in a manner that passes.
pub(crate) fn is_transient(status: Option<u16>, code: Option<&str>) -> bool {
    matches!(status, Some(500 | 502 | 503 | 504))
        || code.is_some_and(|code| NEVER_STARTED_CODES.contains(&code) || SERVER_FAULT_CODES.contains(&code))
}

/// The answer rules out that the request took effect.
///
/// Statuses tell a refusal from a fault of the server, except where a code that is known to be a
/// server's fault comes with a status below 500.
pub(crate) fn did_not_run(status: Option<u16>, code: Option<&str>) -> bool {
    is_throttling(status, code)
        || code.is_some_and(|code| NEVER_STARTED_CODES.contains(&code))
        || (matches!(status, Some(300..=499 | 501))
            && !code.is_some_and(|code| SERVER_FAULT_CODES.contains(&code)))
}

/// The service refused the signature in a way that a wrong clock may explain.
pub(super) fn may_be_clock_skew(code: Option<&str>) -> bool {
    code.is_some_and(|code| CLOCK_SKEW_CODES.contains(&code))
}

/// The credentials have expired, so fresh ones may help.
pub(crate) fn is_expired_credentials(code: Option<&str>) -> bool {
    code.is_some_and(|code| EXPIRED_CREDENTIALS_CODES.contains(&code))
}

const THROTTLING_CODES: [&str; 13] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// The request did not come in whole, or stood in the way of another one: `TooManyUpdates` is what
/// Systems Manager says to the later of two updates of one thing.
const NEVER_STARTED_CODES: [&str; 4] =
    ["PriorRequestNotComplete", "RequestTimeout", "RequestTimeoutException", "TooManyUpdates"];

/// The signature was refused, which a wrong clock explains if the service's is far from ours.
const CLOCK_SKEW_CODES: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

const EXPIRED_CREDENTIALS_CODES: [&str; 2] = ["ExpiredToken", "ExpiredTokenException"];

const SERVER_FAULT_CODES: [&str; 6] = [
    "InternalError",
    "InternalFailure",
    "InternalServerError",
    "InternalServerException",
    "ServiceUnavailable",
    "ServiceUnavailableException",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_did_not_run_and_a_server_fault_may_have() {
        assert!(did_not_run(Some(400), Some("ValidationException")));
        assert!(did_not_run(Some(400), None));
        assert!(did_not_run(Some(301), None));
        assert!(did_not_run(Some(501), None));
        assert!(did_not_run(Some(503), Some("SlowDown")));
        assert!(did_not_run(Some(500), Some("RequestTimeout")));
        assert!(did_not_run(Some(500), Some("TooManyUpdates")));
        assert!(!did_not_run(Some(500), Some("SomethingNew")));
        assert!(!did_not_run(Some(400), Some("InternalServerError")));
        assert!(!did_not_run(Some(200), None));
    }

    #[test]
    fn throttling_and_transience_go_by_code_or_status() {
        assert!(is_throttling(Some(400), Some("ThrottlingException")));
        assert!(is_throttling(Some(429), Some("SomethingNew")));
        assert!(!is_throttling(Some(400), Some("AccessDeniedException")));
        assert!(is_transient(Some(502), None));
        assert!(is_transient(Some(400), Some("InternalServerError")));
        assert!(is_transient(Some(400), Some("TooManyUpdates")));
        assert!(!is_transient(Some(501), None));
        assert!(!is_transient(Some(400), Some("ParameterNotFound")));
    }
}
