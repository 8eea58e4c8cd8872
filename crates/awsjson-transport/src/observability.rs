//! What calls tell [`tracing`]: spans, events, their fields and their targets.
//!
//! Nothing of it has to be switched on. Without a subscriber, or below its level, nothing is formatted,
//! nothing is allocated, and no clock is read for it. No span and no event ever holds a body, a value
//! of a request or an answer, a header, a path or a query of a URL, the message of an error (a service
//! may repeat values in it), or any part of credentials, the access key id included.
//!
//! # Spans
//!
//! | span | target | level | from, to |
//! |---|---|---|---|
//! | `call` | [`CALL`] | INFO | one call, with all its attempts and the waits between them |
//! | `attempt` | [`ATTEMPT`] | DEBUG | one attempt: connecting, sending the signed request, reading the answer |
//! | `wait` | [`WAIT`] | INFO | one wait for what a waiter describes, with all its calls |
//!
//! A call is a child of the span that its future is first polled in. A future that is dropped closes
//! its spans. Pages and items have no span: what goes on between two pages is the program's own, and
//! each page is a call.
//!
//! Where OpenTelemetry has a [convention][aws] for a field, the field is named by it:
//!
//! | field | in | value |
//! |---|---|---|
//! | `otel.name` | call, wait | what to call the span: `SSM.GetParameter`, `SSM.CommandExecuted` |
//! | `otel.kind` | call, attempt | `client` |
//! | `otel.status_code` | all | `ERROR`, if it failed |
//! | `rpc.system` | call, attempt | `aws-api` |
//! | `rpc.service` | all | the service's id: `SSM` |
//! | `rpc.method` | all | the operation: `GetParameter` |
//! | `cloud.region` | call | the region that is signed for |
//! | `server.address` | call, attempt | the host of the endpoint, also where a proxy is used |
//! | `server.port` | call, attempt | its port |
//! | `http.request.method` | attempt | `POST` |
//! | `http.request.resend_count` | attempt | from the second attempt on: how many there were before |
//! | `http.response.status_code` | call, attempt | the HTTP status, if an answer came; in a call that of the last attempt |
//! | `aws.request_id` | call, attempt | the id that the service gave the request |
//! | `error.type` | all | the error's code as the service gave it, else the kind of the failure |
//! | `error.kind` | all | the kind of the failure, as [`ErrorKind`](crate::ErrorKind) prints it: `service`, `timeout` |
//! | `outcome` | all | `success`, `error`, or `cancelled` if the future was dropped |
//! | `duration_ms` | all | how long it took, in milliseconds |
//! | `attempts` | call | how many attempts there were; 0 if it never came to one |
//! | `attempt` | attempt | its number, from 1 |
//! | `may_have_run` | call, attempt | of a failure: [`Failure::may_have_run`](crate::Failure::may_have_run) |
//! | `waiter` | wait | the waiter's name: `CommandExecuted` |
//!
//! # Events
//!
//! | target | level | message | fields |
//! |---|---|---|---|
//! | [`RETRY`] | INFO | the attempt failed and is repeated | `attempt`, `error.type`, `error.kind`, `http.response.status_code`, `wait_ms` |
//! | [`RETRY`] | DEBUG | the attempt waits for its turn (adaptive mode) | `attempt`, `wait_ms` |
//! | [`RETRY`] | WARN | this machine's clock is wrong, and the service's is taken over | `offset_ms`: the service's less this machine's |
//! | [`CREDENTIALS`] | DEBUG | a source of credentials was asked (of the default chain) | `source`; `outcome`: `success`, `not configured`, `error` |
//! | [`CREDENTIALS`] | DEBUG | credentials were fetched, or were not | `provider`; `expires_in_s` |
//! | [`CREDENTIALS`] | WARN | expiring credentials could not be renewed, and are used on | `reason` |
//! | [`CALL`] | WARN | the answer does not fit the operation's model | `rpc.method`, `aws.request_id`, `error.kind` |
//!
//! An error that a call returns is in its span and is not an event: who gets the error decides whether
//! to log it. The last event of the table is the exception, because a typed answer is read after its
//! call's span has ended.
//!
//! Names of spans, targets and fields are part of this crate's interface and change as that does. The
//! crates below have targets of their own (`hyper_util`, `rustls_platform_verifier`), which are not.
//!
//! The example `traced` of this repository prints all of it for two calls that need no AWS account.
//!
//! # OpenTelemetry
//!
//! `tracing-opentelemetry` makes the spans into those of OpenTelemetry. With these dependencies:
//!
//! ```toml
//! opentelemetry = { version = "0.33", default-features = false, features = ["trace"] }
//! opentelemetry_sdk = { version = "0.33", default-features = false, features = ["trace"] }
//! opentelemetry-otlp = { version = "0.33", default-features = false, features = ["trace", "http-proto", "reqwest-blocking-client"] }
//! rustls = { version = "0.23", default-features = false, features = ["ring", "std"] }
//! tracing-opentelemetry = { version = "0.34", default-features = false }
//! tracing-subscriber = { version = "0.3", default-features = false, features = ["registry", "std"] }
//! ```
//!
//! this sends them to a collector at `OTEL_EXPORTER_OTLP_ENDPOINT`, or at `http://localhost:4318`:
//!
//! ```ignore
//! use opentelemetry::trace::TracerProvider as _;
//! use opentelemetry_sdk::Resource;
//! use opentelemetry_sdk::trace::SdkTracerProvider;
//! use tracing_subscriber::filter::{LevelFilter, Targets};
//! use tracing_subscriber::prelude::*;
//!
//! // The exporter's HTTP client refuses to start without a default provider if the crates of the
//! // program together have switched its TLS on and left the provider open.
//! let _ = rustls::crypto::ring::default_provider().install_default();
//! let exporter = opentelemetry_otlp::SpanExporter::builder().with_http().build()?;
//! let provider = SdkTracerProvider::builder()
//!     .with_batch_exporter(exporter)
//!     .with_resource(Resource::builder().with_service_name("deployer").build())
//!     .build();
//! let spans = tracing_opentelemetry::layer().with_tracer(provider.tracer("deployer"));
//! // DEBUG brings the attempts; INFO is calls, waits and retries. The exporter's own HTTP client
//! // must stay out, or it would trace itself.
//! let filter = Targets::new()
//!     .with_target("deployer", LevelFilter::INFO)
//!     .with_target("awsjson_transport", LevelFilter::DEBUG);
//! tracing_subscriber::registry().with(spans.with_filter(filter)).init();
//!
//! // ... the program ...
//!
//! provider.shutdown()?; // sends what is still held
//! ```
//!
//! # Metrics
//!
//! Calls, failures and latency can be counted from the spans, by the collector (its span metrics
//! connector, with `rpc.method`, `error.type` and `outcome` as dimensions), or in the program: a layer
//! that is asked when a span of [`CALL`] closes has everything in its fields, `duration_ms` included.
//! `outcome` has three values and `rpc.method` as many as the service has operations, so both are fit to
//! be labels, and so is `error.type`; `aws.request_id` is not.
//!
//! ```
//! use std::collections::BTreeMap;
//! use std::sync::Mutex;
//!
//! use awsjson_transport::observability::CALL;
//! use tracing::field::{Field, Visit};
//! use tracing::span::{Id, Record};
//! use tracing::Subscriber;
//! use tracing_subscriber::filter::{LevelFilter, Targets};
//! use tracing_subscriber::layer::Context;
//! use tracing_subscriber::prelude::*;
//! use tracing_subscriber::registry::LookupSpan;
//! use tracing_subscriber::Layer;
//!
//! /// How many calls ended how, and the milliseconds that they took.
//! #[derive(Default)]
//! struct Calls(Mutex<BTreeMap<String, (u64, f64)>>);
//!
//! #[derive(Default)]
//! struct End {
//!     outcome: String,
//!     duration_ms: f64,
//! }
//!
//! impl Visit for End {
//!     fn record_str(&mut self, field: &Field, value: &str) {
//!         if field.name() == "outcome" {
//!             self.outcome = value.to_owned();
//!         }
//!     }
//!
//!     fn record_f64(&mut self, field: &Field, value: f64) {
//!         if field.name() == "duration_ms" {
//!             self.duration_ms = value;
//!         }
//!     }
//!
//!     fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
//! }
//!
//! impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Calls {
//!     fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
//!         if let Some(span) = context.span(id) {
//!             let mut extensions = span.extensions_mut();
//!             let mut end = extensions.remove::<End>().unwrap_or_default();
//!             values.record(&mut end);
//!             extensions.insert(end);
//!         }
//!     }
//!
//!     fn on_close(&self, id: Id, context: Context<'_, S>) {
//!         let Some(end) = context.span(&id).and_then(|span| span.extensions_mut().remove::<End>()) else {
//!             return;
//!         };
//!         let mut calls = self.0.lock().unwrap();
//!         let (count, milliseconds) = calls.entry(end.outcome).or_default();
//!         *count += 1;
//!         *milliseconds += end.duration_ms;
//!     }
//! }
//!
//! let calls = Calls::default().with_filter(Targets::new().with_target(CALL, LevelFilter::INFO));
//! tracing_subscriber::registry().with(calls).init();
//! ```
//!
//! [aws]: https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/

mod events;
mod observed;
mod spans;

use std::time::Duration;

pub(crate) use events::{
    answer_does_not_fit, clock_corrected, credentials_fetched, credentials_not_fetched, renewal_failed,
    repeated, source_asked, turn_awaited,
};
pub(crate) use observed::Observed;
pub(crate) use spans::{attempt, call, wait};

/// The target of the span of a call.
pub const CALL: &str = "awsjson_transport::call";

/// The target of the span of an attempt.
pub const ATTEMPT: &str = "awsjson_transport::attempt";

/// The target of events about repeated attempts and what is put right for them.
pub const RETRY: &str = "awsjson_transport::retry";

/// The target of events about credentials.
pub const CREDENTIALS: &str = "awsjson_transport::credentials";

/// The target of the span of a wait.
pub const WAIT: &str = "awsjson_transport::wait";

/// With three digits after the point, which is more than a network's times mean.
fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1_000_000.0).round() / 1000.0
}

#[cfg(test)]
mod tests;
