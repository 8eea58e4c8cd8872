//! Errors as they go over the wire.

use awsjson_wire::{Document, to_document};
use http::StatusCode;

use crate::model::operation::Exception;
use crate::store::NotKept;

/// An answer that is not what was asked for: a status and a JSON object whose `__type` is the code.
#[derive(Debug)]
pub(crate) struct Error {
    status: StatusCode,
    body: Document,
}

/// What operations raise: the errors of the model, of which every one knows its code and status.
impl<E: Exception> From<E> for Error {
    fn from(exception: E) -> Self {
        let status = StatusCode::from_u16(E::STATUS).unwrap_or(StatusCode::BAD_REQUEST);
        // Generated types always have a form as a document; without it the code still stands.
        let members = to_document(exception.view()).unwrap_or_default();
        Self { status, body: with_code(E::CODE, members) }
    }
}

/// Errors that any operation may answer with. The model does not list them.
impl Error {
    /// Input that breaks a rule of the service.
    pub(crate) fn validation(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "ValidationException", message)
    }

    /// A body that is not JSON, or not of the types of the model.
    pub(super) fn serialization(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "SerializationException", message)
    }

    /// A target that names no operation of the model.
    pub(super) fn unknown_operation(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "UnknownOperationException", message)
    }

    /// An operation of the model that is not implemented here.
    pub(super) fn not_implemented(operation: &str) -> Self {
        let message = format!(
            "ssm-local does not implement {operation} yet; `ssm-local --table` lists what it implements"
        );
        Self::new(StatusCode::NOT_IMPLEMENTED, "NotImplemented", message)
    }

    /// A failure of the endpoint itself.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", message)
    }

    /// A change that is lost when the endpoint stops.
    pub(super) fn not_kept(not_kept: NotKept) -> Self {
        Self::internal(not_kept.to_string())
    }

    /// Anything but a `POST`.
    pub(crate) fn method(method: &http::Method) -> Self {
        let message = format!("{method} is not understood; every operation is a POST to /");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "UnknownOperationException", message)
    }

    /// Any path but `/`.
    pub(crate) fn path(path: &str) -> Self {
        let message = format!("there is nothing at {path:?}; every operation is a POST to /");
        Self::new(StatusCode::NOT_FOUND, "UnknownOperationException", message)
    }

    /// A method that a path of the endpoint's own does not understand.
    pub(super) fn control_method(path: &str, method: &http::Method) -> Self {
        let message = format!("{method} {path} is not understood; it is GET for health, POST for reset");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "UnknownOperationException", message)
    }

    /// An error that a test asked for.
    pub(crate) fn injected(status: StatusCode, code: &str, message: &str) -> Self {
        Self::new(status, code, message)
    }

    /// A body in another format.
    pub(super) fn media_type(found: &str, expected: &str) -> Self {
        let message = format!("the Content-Type is {found:?} and must be {expected}");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "UnsupportedMediaTypeException", message)
    }

    /// A body beyond the limit.
    pub(crate) fn body_too_long(limit: usize) -> Self {
        let message = format!("the request body is longer than {limit} bytes");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLargeException", message)
    }

    /// A body that does not arrive.
    pub(crate) fn body_too_slow() -> Self {
        let message = "the request body did not arrive in time";
        Self::new(StatusCode::REQUEST_TIMEOUT, "RequestTimeoutException", message)
    }

    /// A body that ends before its announced length.
    pub(crate) fn body_cut_short() -> Self {
        Self::serialization("the request body was cut short")
    }

    /// An error of authentication, all of which have status 400 with this protocol.
    pub(super) fn authentication(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// An access key that is not, or no longer, known.
    pub(crate) fn unrecognized_client(message: impl Into<String>) -> Self {
        Self::authentication("UnrecognizedClientException", message)
    }

    /// Temporary credentials that have expired.
    pub(crate) fn expired_token(message: impl Into<String>) -> Self {
        Self::authentication("ExpiredTokenException", message)
    }

    fn new(status: StatusCode, code: &str, message: impl Into<String>) -> Self {
        Self { status, body: with_code(code, serde_json::json!({ "message": message.into() })) }
    }

    /// The same error with this message, where the model gives the error no member for one. Clients
    /// look for a message in every error.
    pub(crate) fn explained(mut self, message: impl Into<String>) -> Self {
        if let Document::Object(members) = &mut self.body {
            members.entry("message").or_insert_with(|| Document::String(message.into()));
        }
        self
    }

    /// The code and the message, for those whom the error does not reach as an answer.
    pub(crate) fn reason(&self) -> String {
        format!("{}: {}", self.code(), self.message())
    }

    /// The error's code, such as `ParameterNotFound`.
    pub(crate) fn code(&self) -> &str {
        self.text("__type")
    }

    /// What it says.
    pub(crate) fn message(&self) -> &str {
        Some(self.text("message")).filter(|text| !text.is_empty()).unwrap_or_else(|| self.text("Message"))
    }

    fn text(&self, member: &str) -> &str {
        self.body.get(member).and_then(Document::as_str).unwrap_or_default()
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(super) fn to_json(&self) -> Vec<u8> {
        self.body.to_string().into_bytes()
    }
}

fn with_code(code: &str, members: Document) -> Document {
    let mut body = serde_json::Map::new();
    body.insert("__type".to_owned(), Document::String(code.to_owned()));
    if let Document::Object(members) = members {
        body.extend(members);
    }
    Document::Object(body)
}
