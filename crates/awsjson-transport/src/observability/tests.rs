//! What is not listened to costs nothing.

use std::hint::black_box;
use std::time::Duration;

use allocation_counter::measure;
use tracing::subscriber::{NoSubscriber, with_default};
use tracing_subscriber::prelude::*;

use super::*;
use crate::failure::{ErrorKind, Failure};
use crate::reply::Reply;
use crate::service::{JsonVersion, OperationInfo, Safety, Service};
use crate::{RetryMode, Transport};

static SSM: Service = Service {
    id: "SSM",
    target_prefix: "AmazonSSM",
    signing_name: "ssm",
    endpoint_prefix: "ssm",
    json_version: JsonVersion::V1_1,
};

static GET_PARAMETER: OperationInfo = OperationInfo::new("GetParameter", Safety::ReadOnly);

/// Everything that this module offers, once. Returns how many allocations that took.
fn allocations_of_everything() -> u64 {
    let transport = Transport::builder(&SSM).region("eu-central-1").retry_mode(RetryMode::Off);
    let transport = transport.build().unwrap();
    let configuration = transport.configuration();
    let uri = http::Uri::from_static("https://someone.example.com/path");
    let failure = Failure::new(ErrorKind::Timeout, "").answered(500, Some("1b2c".into()));
    let reply = Reply { status: 200, body: "{}".into(), request_id: Some("1b2c".into()), attempts: 1 };
    measure(|| {
        for outcome in [Ok(&reply), Err(&failure)] {
            black_box(call(configuration, &GET_PARAMETER)).ended(outcome);
            black_box(attempt(configuration, &GET_PARAMETER, 2, &uri)).ended(outcome);
        }
        black_box(call(configuration, &GET_PARAMETER).span());
        black_box(wait(configuration, &GET_PARAMETER, "ParameterExists")).succeeded();
        black_box(wait(configuration, &GET_PARAMETER, "ParameterExists")).failed(ErrorKind::Wait, None);
        repeated(1, &failure, Duration::from_millis(50));
        turn_awaited(1, Duration::from_millis(50));
        clock_corrected(3_600_000);
        answer_does_not_fit(&failure);
        source_asked("environment", "success");
        credentials_fetched("test", Some(std::time::SystemTime::UNIX_EPOCH));
        credentials_not_fetched("test");
        renewal_failed("the provider failed");
    })
    .count_total
}

#[test]
fn without_a_subscriber_nothing_is_allocated() {
    assert_eq!(with_default(NoSubscriber::new(), allocations_of_everything), 0);
}

#[test]
fn below_the_level_of_a_subscriber_nothing_is_allocated() {
    let off = tracing_subscriber::registry().with(tracing_subscriber::filter::LevelFilter::OFF);
    assert_eq!(with_default(off, allocations_of_everything), 0);
}

#[test]
fn with_a_subscriber_the_same_measurement_finds_allocations() {
    let count = with_default(tracing_subscriber::registry(), allocations_of_everything);
    assert!(count > 0);
}
