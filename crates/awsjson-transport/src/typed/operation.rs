//! What a generated request says about its operation.

use std::fmt;

use awsjson_wire::{FillStructure, Structure, Value, ViewStructure};

use crate::{Failure, OperationInfo, random_uuid};

/// A request, and with it the operation that it is for.
pub trait Operation: Structure + Send + Sync + Unpin + 'static {
    /// What a successful call gives.
    type Response: Structure + Send + Unpin + 'static;
    /// The errors that the model gives the operation.
    type Error: OperationError;
    /// What is known of the operation.
    const INFO: &'static OperationInfo;

    /// Fills in what the client owes the service, such as idempotency tokens.
    #[inline]
    fn prepare(&mut self) {}

    /// What to put before the host of the endpoint.
    ///
    /// # Errors
    ///
    /// A member that the host name needs and that is absent or cannot be a part of one.
    #[inline]
    fn host_prefix(&self) -> Result<Option<String>, Failure> {
        Ok(None)
    }
}

/// The errors that the model gives one operation.
pub trait OperationError: fmt::Debug + Send + Sync + Sized + Unpin + 'static {
    /// The error of this code, its members as this function fills them; none if the operation does not
    /// have it.
    fn from_code(code: &str, fill: &dyn Fn(&mut dyn FillStructure)) -> Option<Self>;
    /// The error's members. The name of their shape is the code on the wire.
    fn structure(&self) -> &dyn ViewStructure;
}

/// A request whose answer comes in pages.
pub trait Paged: Operation + Clone {
    /// Where the request carries the token of the page it asks for.
    fn token(&mut self) -> &mut Option<String>;
    /// Takes the token of the next page out of an answer.
    fn next_token(response: &mut Self::Response) -> Option<String>;
}

/// A paged request whose pages hold elements of one kind.
pub trait PagedItems: Paged {
    /// One element.
    type Item: Send + Unpin + 'static;
    /// The elements of a page.
    fn items(response: Self::Response) -> Vec<Self::Item>;
}

/// A fresh idempotency token: a random UUID.
#[must_use]
pub fn idempotency_token() -> String {
    random_uuid()
}

/// A structure as a function fills it.
#[inline(never)]
pub fn filled<T: Structure>(fill: &dyn Fn(&mut dyn FillStructure)) -> T {
    let mut structure = T::unset();
    fill(&mut structure);
    structure
}

/// Checks that a member can be a label of a host name.
///
/// # Errors
///
/// The name of the member, if its text is empty or holds anything but letters, digits and dashes.
pub fn host_label<'a>(
    operation: &'static OperationInfo,
    member: &str,
    text: Option<&'a str>,
) -> Result<&'a str, Failure> {
    let label = text.unwrap_or_default();
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !label.is_empty() && label.len() <= 63 && label.chars().all(allowed) {
        return Ok(label);
    }
    let problem =
        format!("{member} becomes a part of the host name and needs 1 to 63 letters, digits or dashes");
    Err(Failure::invalid_request(operation, problem))
}

/// Prints an operation's error for `Debug`, secrets left out.
///
/// # Errors
///
/// Those of the formatter.
#[inline]
pub fn debug_operation_error(error: &impl OperationError, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    awsjson_wire::debug(error.structure(), formatter)
}

/// Prints an operation's error for people: the code, and the message if the service gave one.
///
/// # Errors
///
/// Those of the formatter.
#[inline]
pub fn display_operation_error(
    error: &impl OperationError,
    formatter: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    display(error.structure(), formatter)
}

fn display(error: &dyn ViewStructure, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = error.shape();
    formatter.write_str(shape.name)?;
    let message = shape.members.iter().position(|member| member.name.eq_ignore_ascii_case("message"));
    match message.and_then(|index| error.value(index)) {
        Some(Value::String(message)) if !message.is_empty() => write!(formatter, ": {message}"),
        _ => Ok(()),
    }
}
