//! A network that does what a test says.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::HeaderMap;

use super::{Rule, ScriptedAnswer};
use crate::failure::{Failure, OneLine};
use crate::seams::{Limits, Sender, Sending};

/// Answers requests by rules, and keeps them. Clones share rules and requests.
///
/// The first rule that matches a request and has an answer left gives it. A request that no rule
/// matches fails with an error that says so, of kind
/// [`Configuration`](crate::ErrorKind::Configuration).
#[derive(Clone)]
pub struct ScriptedSender(Arc<Mutex<Script>>);

struct Script {
    rules: Vec<Rule>,
    requests: Vec<SentRequest>,
}

/// A request as it was sent, signed and complete.
#[derive(Clone)]
#[non_exhaustive]
pub struct SentRequest {
    /// The operation's name.
    pub operation: String,
    /// The URL that it was sent to.
    pub url: String,
    /// The headers, the signature's included.
    pub headers: HeaderMap,
    /// The request's JSON.
    pub body: Bytes,
}

impl ScriptedSender {
    /// Answers by these rules.
    pub fn new(rules: impl IntoIterator<Item = Rule>) -> Self {
        Self(Arc::new(Mutex::new(Script { rules: rules.into_iter().collect(), requests: Vec::new() })))
    }

    /// The requests so far, every attempt one of its own.
    pub fn requests(&self) -> Vec<SentRequest> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).requests.clone()
    }

    fn answer(&self, request: SentRequest) -> Result<ScriptedAnswer, Failure> {
        let mut script = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = script.rules.iter_mut().find_map(|rule| rule.answer(&request)).ok_or_else(|| {
            Failure::configuration(format!(
                "no rule of the script has an answer left for {}",
                OneLine::name(&request.operation)
            ))
        });
        script.requests.push(request);
        answer
    }
}

impl Sender for ScriptedSender {
    fn send<'a>(&'a self, request: http::Request<Bytes>, limits: Limits) -> Sending<'a> {
        Box::pin(async move { self.answer(SentRequest::from(request))?.play(limits).await })
    }
}

impl From<http::Request<Bytes>> for SentRequest {
    fn from(request: http::Request<Bytes>) -> Self {
        let (head, body) = request.into_parts();
        let target = head.headers.get("x-amz-target").and_then(|value| value.to_str().ok());
        let operation = target.and_then(|target| target.rsplit('.').next()).unwrap_or_default().to_owned();
        Self { operation, url: head.uri.to_string(), headers: head.headers, body }
    }
}

impl SentRequest {
    /// A header's text; none if it is absent or no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Shows how long the body is, never what it holds, and of the headers none.
impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentRequest")
            .field("operation", &self.operation)
            .field("url", &self.url)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ScriptedSender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        f.debug_struct("ScriptedSender")
            .field("rules", &script.rules)
            .field("requests", &script.requests)
            .finish()
    }
}
