//! The answer to a line.

use serde::ser::{Serialize, SerializeStruct, Serializer};
use ssm_client::{CallOptions, Client, ErrorKind, Failure};
use ssm_examples::in_one_line;

use super::input::Line;
use super::request::{Malformed, Request};
use crate::single::MAX_INPUT_BYTES;
use crate::unknown_operation;

/// The answer to a line: what the operation gave, or why it gave nothing.
pub(crate) struct Answer {
    operation: Option<String>,
    outcome: Result<serde_json::Value, Problem>,
}

/// Why there is no output.
struct Problem {
    kind: ErrorKind,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    status: Option<u16>,
}

/// Does what the line asks for.
pub(crate) async fn to(client: Client, line: Line) -> Answer {
    let request = match line {
        Line::Whole(line) => Request::parse(&line),
        Line::TooLong => {
            Err(Malformed::new(None, format!("the line is longer than {MAX_INPUT_BYTES} bytes")))
        }
    };
    match request {
        Ok(request) => {
            let outcome = call(&client, &request).await;
            Answer { operation: Some(request.operation), outcome }
        }
        Err(malformed) => {
            Answer { operation: malformed.operation, outcome: Err(Problem::invalid(malformed.problem)) }
        }
    }
}

async fn call(client: &Client, request: &Request) -> Result<serde_json::Value, Problem> {
    let operation = Client::operation(&request.operation)
        .ok_or_else(|| Problem::invalid(unknown_operation::explain(&request.operation)))?;
    let output = operation.call(client.transport(), &request.input, CallOptions::new()).await;
    output.map_err(|error| Problem::of(&error))
}

impl Problem {
    fn invalid(message: String) -> Self {
        Self {
            kind: ErrorKind::InvalidRequest,
            code: None,
            message: Some(message),
            request_id: None,
            status: None,
        }
    }

    /// The service's own message where there is one, else what the client has to say.
    fn of(failure: &Failure) -> Self {
        let message = match failure.kind() {
            ErrorKind::Service => failure.message().map(str::to_owned),
            _ => Some(in_one_line(failure)),
        };
        Self {
            kind: failure.kind(),
            code: failure.code().map(str::to_owned),
            message,
            request_id: failure.request_id().map(str::to_owned),
            status: failure.status(),
        }
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Answer", 2)?;
        object.serialize_field("op", &self.operation)?;
        match &self.outcome {
            Ok(output) => object.serialize_field("output", output)?,
            Err(problem) => object.serialize_field("error", problem)?,
        }
        object.end()
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Problem", 5)?;
        object.serialize_field("kind", self.kind.as_str())?;
        object.serialize_field("code", &self.code)?;
        object.serialize_field("message", &self.message)?;
        object.serialize_field("request_id", &self.request_id)?;
        object.serialize_field("status", &self.status)?;
        object.end()
    }
}
