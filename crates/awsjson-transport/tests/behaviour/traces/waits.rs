//! The span of a wait.

#[path = "../../network/typed_operation.rs"]
pub mod typed_operation;

use std::future::IntoFuture;
use std::task::{Context, Waker};

use awsjson_transport::observability::{CALL, WAIT};
use awsjson_transport::test_util::{Rule, ScriptedAnswer, ScriptedSender};
use awsjson_transport::typed::{Acceptor, Matcher, Verdict, Wait, Waiter};
use awsjson_transport::{CallOptions, Transport};

use super::recorder::Recorder;
use crate::support::builder;
use typed_operation::GetParameter;

static EXISTS: Waiter = Waiter {
    name: "ParameterExists",
    min_delay: 60,
    max_delay: 60,
    acceptors: &[
        Acceptor { verdict: Verdict::Success, matcher: Matcher::Success(true) },
        Acceptor { verdict: Verdict::Retry, matcher: Matcher::ErrorType("ParameterNotFound") },
    ],
};

fn answering(answer: ScriptedAnswer) -> Transport {
    let sender = ScriptedSender::new([Rule::any().always(answer)]);
    builder("https://example.com").sender(&sender).build().unwrap()
}

fn wait(transport: &Transport) -> Wait<GetParameter> {
    Wait::new(transport.clone(), GetParameter, CallOptions::new(), &EXISTS)
}

#[tokio::test]
async fn a_wait_has_a_span_with_its_calls_below() {
    let (recorder, _guard) = Recorder::on_this_thread();
    wait(&answering(ScriptedAnswer::json("{}"))).await.unwrap();
    let [span] = &recorder.of(WAIT)[..] else { panic!("{}", recorder.text()) };
    assert_eq!(
        span.fields(),
        [
            ("otel.name", "SSM.ParameterExists"),
            ("outcome", "success"),
            ("rpc.method", "GetParameter"),
            ("rpc.service", "SSM"),
            ("waiter", "ParameterExists"),
        ]
    );
    assert!(span.closed);
    assert!(recorder.of(CALL)[0].is_below(span));
}

#[tokio::test]
async fn a_wait_that_fails_says_why() {
    let (recorder, _guard) = Recorder::on_this_thread();
    wait(&answering(ScriptedAnswer::error(400, "AccessDeniedException", "why"))).await.unwrap_err();
    let missing = ScriptedAnswer::error(400, "ParameterNotFound", "why");
    wait(&answering(missing)).max_wait(std::time::Duration::from_secs(1)).await.unwrap_err();
    let told: Vec<_> = recorder
        .of(WAIT)
        .iter()
        .map(|span| (span.field("error.type").to_owned(), span.field("error.kind").to_owned()))
        .collect();
    let expected = [("AccessDeniedException", "service"), ("wait", "wait")];
    assert_eq!(told, expected.map(|(code, kind)| (code.to_owned(), kind.to_owned())));
}

#[tokio::test]
async fn a_wait_that_is_given_up_closes_its_span() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let mut future = wait(&answering(ScriptedAnswer::error(400, "ParameterNotFound", "why"))).into_future();
    assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(future);
    let [span] = &recorder.of(WAIT)[..] else { panic!("{}", recorder.text()) };
    assert_eq!((span.field("outcome"), span.closed), ("cancelled", true));
}
