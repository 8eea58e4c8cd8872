//! Success and failure told apart, whatever comes back.

use awsjson_transport::{ErrorKind, Failure, MAX_ERROR_BYTES};

use crate::server::{Answer, Server};
use crate::support::{
    GET_PARAMETER, PUT_PARAMETER, SEND_COMMAND, assert_reads_well, builder, call, failure_at,
};

const REQUEST_ID: (&str, &str) = ("x-amzn-RequestId", "1b2c-3d4e");

async fn failure_of(answer: Answer) -> Failure {
    let server = Server::answering(answer).await;
    let failure = failure_at(&server.url, &GET_PARAMETER).await;
    assert_reads_well(&failure);
    assert_eq!(failure.operation(), Some("GetParameter"));
    assert_eq!(failure.endpoint(), Some(server.url.as_str()));
    assert_eq!(failure.attempts(), 1);
    assert!(!failure.is_not_sent());
    failure
}

#[tokio::test]
async fn a_modelled_error_reads_as_one_line_and_in_its_parts() {
    let body =
        r#"{"__type":"com.amazonaws.ssm#ParameterNotFound","message":"Parameter /app/missing not found."}"#;
    let failure = failure_of(Answer::of("400 Bad Request", &[REQUEST_ID], body)).await;
    assert_eq!(
        failure.to_string(),
        "GetParameter failed: ParameterNotFound: Parameter /app/missing not found. \
         (HTTP 400, request id 1b2c-3d4e)"
    );
    assert_eq!(failure.kind(), ErrorKind::Service);
    assert_eq!(failure.status(), Some(400));
    assert_eq!(failure.code(), Some("ParameterNotFound"));
    assert_eq!(failure.message(), Some("Parameter /app/missing not found."));
    assert_eq!(failure.request_id(), Some("1b2c-3d4e"));
    assert_eq!(failure.body(), body);
    assert!(!failure.is_retryable() && !failure.is_throttling() && !failure.may_have_run());
}

#[tokio::test]
async fn the_code_may_stand_in_the_header_alone() {
    let failure = failure_of(Answer::of(
        "400 Bad Request",
        &[
            ("X-Amzn-Errortype", "ThrottlingException:http://internal/x/"),
            ("x-amz-request-id", "other-header"),
        ],
        "",
    ))
    .await;
    let line = failure.to_string();
    assert!(
        line.starts_with(
            "GetParameter failed: ThrottlingException (HTTP 400, request id other-header, 1 attempt in "
        ),
        "{line}"
    );
    assert!(failure.is_throttling() && failure.is_retryable());
}

#[tokio::test]
async fn a_body_that_is_no_error_json_is_described() {
    for (body, line) in [
        (
            "",
            "GetParameter failed: an error without code or message, and an empty body \
             (HTTP 502, request id 1b2c-3d4e)",
        ),
        (
            "<html><body>Bad Gateway</body></html>",
            "GetParameter failed: an error whose body is not the JSON of an error \
             (HTML page, 37 bytes) (HTTP 502, request id 1b2c-3d4e)",
        ),
        (
            "null",
            "GetParameter failed: an error whose body is not the JSON of an error \
             (other text or data, 4 bytes) (HTTP 502, request id 1b2c-3d4e)",
        ),
    ] {
        let failure = failure_of(Answer::of("502 Bad Gateway", &[REQUEST_ID], body)).await;
        assert_eq!(failure.to_string(), line);
        assert_eq!((failure.code(), failure.message()), (None, None));
        assert_eq!(failure.body(), body);
    }
}

#[tokio::test]
async fn an_error_body_that_is_cut_short_is_still_that_error() {
    let start = r#"{"__type":"InternalServerError","message":"An er"#;
    let failure = failure_of(Answer::cut("500 Oh", &[REQUEST_ID], 500, start)).await;
    assert_eq!(
        failure.to_string(),
        "GetParameter failed: InternalServerError (HTTP 500, request id 1b2c-3d4e)"
    );

    let failure = failure_of(Answer::cut("500 Oh", &[REQUEST_ID], 500, "<html>")).await;
    assert_eq!(
        failure.to_string(),
        "GetParameter failed: an error whose body is not the JSON of an error \
         (HTML page, 6 bytes, cut short) (HTTP 500, request id 1b2c-3d4e)"
    );
}

#[tokio::test]
async fn an_error_body_that_never_ends_does_not_hide_the_error() {
    let start = r#"{"__type":"InternalServerError","#;
    let answer = Answer::cut("500 Oh", &[], 500, start).then_silence();
    let server = Server::answering(answer).await;
    let transport = builder(&server.url).attempt_timeout(std::time::Duration::from_secs(1)).build().unwrap();
    let failure = call(&transport, &GET_PARAMETER).await.unwrap_err();
    assert_eq!(failure.to_string(), "GetParameter failed: InternalServerError (HTTP 500, no request id)");
}

#[tokio::test]
async fn an_error_body_beyond_the_limit_is_cut_and_stays_that_error() {
    let body =
        format!(r#"{{"__type":"FooError","message":"why","padding":"{}"}}"#, "x".repeat(2 * MAX_ERROR_BYTES));
    let failure = failure_of(Answer::of("400 Bad Request", &[], &body)).await;
    assert_eq!(failure.to_string(), "GetParameter failed: FooError: why (HTTP 400, no request id)");
    assert_eq!(failure.body(), &body.as_bytes()[..MAX_ERROR_BYTES]);
}

#[tokio::test]
async fn a_message_is_flattened_and_bounded_in_the_line_and_whole_beside_it() {
    let message = format!("first\\n\\u001b[31msecond\\r\\n{}", "long ".repeat(10_000));
    let body = format!(r#"{{"__type":"Foo\nError","message":"{message}"}}"#);
    let failure = failure_of(Answer::of("400 Bad Request", &[], body)).await;
    let line = failure.to_string();
    assert!(line.starts_with("GetParameter failed: Foo Error: first [31msecond long long"), "{line}");
    assert!(line.ends_with("… (HTTP 400, no request id)"), "{line}");
    assert!(line.chars().count() < 1100 && !line.contains(char::is_control));
    assert!(failure.message().unwrap().starts_with("first\n\u{1b}[31msecond\r\n"));
    assert!(failure.message().unwrap().len() > 50_000);
}

#[tokio::test]
async fn a_redirect_is_an_error_that_says_where_it_points() {
    let elsewhere = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    for status in ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"] {
        let location = format!("{}/login?token=hunter2#x", elsewhere.url);
        let failure = failure_of(Answer::of(status, &[("location", &location)], "")).await;
        assert_eq!(
            failure.to_string(),
            format!(
                "GetParameter failed: a redirect to {}/login, which is not followed \
                 (HTTP {}, no request id)",
                elsewhere.url,
                &status[..3]
            )
        );
        assert!(!failure.is_retryable() && !failure.may_have_run());
    }
    assert!(elsewhere.requests().is_empty());
    failure_of(Answer::of("304 Not Modified", &[], "")).await;
}

#[tokio::test]
async fn an_error_of_the_server_may_have_run_unless_it_says_otherwise() {
    for (status, code, throttling, may_have_run) in [
        ("500 Oh", "InternalServerError", false, true),
        ("503 Oh", "Unheard", false, true),
        ("503 Oh", "SlowDown", true, false),
        ("429 Oh", "Unheard", true, false),
        ("400 Oh", "InvalidDocument", false, false),
        ("400 Oh", "InternalServerError", false, true),
        ("501 Oh", "Unheard", false, false),
    ] {
        let body = format!(r#"{{"__type":"{code}"}}"#);
        let server = Server::answering(Answer::of(status, &[], body)).await;

        let sent = failure_at(&server.url, &SEND_COMMAND).await;
        assert_eq!(sent.is_throttling(), throttling, "{sent}");
        assert_eq!(sent.may_have_run(), may_have_run, "{sent}");
        assert_eq!(sent.to_string().contains("it may have run"), may_have_run);
        assert_eq!(sent.is_retryable(), throttling, "{sent}");

        let put = failure_at(&server.url, &PUT_PARAMETER).await;
        assert_eq!(put.may_have_run(), may_have_run, "{put}");
        assert_eq!(put.is_retryable(), throttling || may_have_run, "{put}");

        let read = failure_at(&server.url, &GET_PARAMETER).await;
        assert!(!read.may_have_run(), "{read}");
        assert_eq!(read.is_retryable(), put.is_retryable(), "{read}");
    }
}

#[tokio::test]
async fn an_answer_up_to_the_limit_is_read_and_a_longer_one_is_an_error() {
    let limit = 100_000;
    for (length, fits) in [(limit, true), (limit + 1, false)] {
        let body = "x".repeat(length);
        let known = Answer::of("200 OK", &[REQUEST_ID], &body);
        let unknown = Answer::raw(format!(
            "HTTP/1.1 200 OK\r\nx-amzn-requestid: 1b2c-3d4e\r\ntransfer-encoding: chunked\r\n\r\n\
             {length:x}\r\n{body}\r\n0\r\n\r\n"
        ));
        for answer in [known, unknown] {
            let server = Server::answering(answer).await;
            let transport = builder(&server.url).max_response_bytes(limit).build().unwrap();
            match call(&transport, &SEND_COMMAND).await {
                Ok(reply) => assert!(fits && reply.body.len() == length),
                Err(failure) => {
                    assert!(!fits);
                    assert_reads_well(&failure);
                    assert_eq!(failure.kind(), ErrorKind::ResponseTooLarge);
                    assert_eq!(
                        failure.to_string(),
                        "SendCommand got too long an answer: more than 100000 bytes, the limit \
                         that .max_response_bytes(..) sets \
                         (HTTP 200, request id 1b2c-3d4e; it may have run)"
                    );
                    assert!(!failure.is_retryable());
                }
            }
        }
    }
}

#[tokio::test]
async fn an_answer_that_does_not_fit_says_where_and_keeps_the_cause() {
    #[derive(Debug)]
    struct Misfit(std::io::Error);
    impl std::fmt::Display for Misfit {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("Parameter.Version: expected an integer,\nfound a string")
        }
    }
    impl std::error::Error for Misfit {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(&self.0)
        }
    }
    let server = Server::answering(Answer::of("200 OK", &[REQUEST_ID], "hunter2")).await;
    let transport = builder(&server.url).build().unwrap();
    let reply = call(&transport, &PUT_PARAMETER).await.unwrap();
    let cause = Misfit(std::io::Error::other("the deeper cause"));
    let failure = Failure::decode(&PUT_PARAMETER, &reply, cause);
    assert_reads_well(&failure);
    assert_eq!(
        failure.to_string(),
        "PutParameter got an answer that does not fit its model: Parameter.Version: expected an \
         integer, found a string (HTTP 200, request id 1b2c-3d4e; it may have run)"
    );
    assert_eq!(std::error::Error::source(&failure).unwrap().to_string(), "the deeper cause");
    assert_eq!(failure.kind(), ErrorKind::Decode);
    assert!(failure.body().is_empty() && !failure.is_retryable());
}
