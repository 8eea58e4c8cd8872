//! Every generated type by the name of its shape, and what tests do with any of them.

use std::any::Any;
use std::fmt::Debug;
use std::pin::Pin;

use awsjson_transport::typed::OperationError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ssm_client::{Client, ErrorKind, operation, types};

/// All types of the client.
pub struct Registry {
    /// Structures, unions and enumerations that requests, responses and errors hold; errors too.
    pub types: Vec<Type>,
    /// All operations.
    pub operations: Vec<Operation>,
}

impl Registry {
    /// The list that the build script wrote, from the model.
    #[must_use]
    pub fn of_client() -> Self {
        include!(concat!(env!("OUT_DIR"), "/registry.rs"))
    }

    /// Every type: those that are held, requests and responses.
    pub fn all(&self) -> impl Iterator<Item = Type> {
        let held = self.types.iter().copied();
        held.chain(self.operations.iter().flat_map(|operation| [operation.request, operation.response]))
    }
}

/// One generated type.
#[derive(Clone, Copy)]
pub struct Type {
    /// The id of its shape in the model.
    pub shape: &'static str,
    read: fn(&str) -> serde_json::Result<Box<dyn Sample>>,
    read_value: fn(Value) -> serde_json::Result<Box<dyn Sample>>,
}

impl Type {
    fn of<T: Sample + DeserializeOwned>(shape: &'static str) -> Self {
        Self {
            shape,
            read: |json| Ok(Box::new(serde_json::from_str::<T>(json)?)),
            read_value: |json| Ok(Box::new(serde_json::from_value::<T>(json)?)),
        }
    }

    /// The value that this JSON describes, read from text.
    ///
    /// # Errors
    ///
    /// JSON that does not fit the type.
    pub fn read(&self, json: &Value) -> serde_json::Result<Box<dyn Sample>> {
        (self.read)(&json.to_string())
    }

    /// The value that this JSON describes, read from JSON in memory.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_value(&self, json: Value) -> serde_json::Result<Box<dyn Sample>> {
        (self.read_value)(json)
    }
}

/// A value of some generated type.
pub trait Sample: Any + Debug {
    /// Its wire form.
    fn to_json(&self) -> Value;
    /// Whether it is of the same type as the other and equal to it.
    fn equals(&self, other: &dyn Sample) -> bool;
}

impl<T: Any + Debug + Serialize + PartialEq> Sample for T {
    fn to_json(&self) -> Value {
        serde_json::to_value(self).expect("every value has a wire form")
    }

    fn equals(&self, other: &dyn Sample) -> bool {
        (other as &dyn Any).downcast_ref::<T>() == Some(self)
    }
}

/// One operation of the client.
#[derive(Clone, Copy)]
pub struct Operation {
    /// The name on the wire.
    pub name: &'static str,
    /// Its request.
    pub request: Type,
    /// Its response.
    pub response: Type,
    /// The shapes of its errors.
    pub errors: &'static [&'static str],
    /// Prints a call with this request for `Debug`, on one line and on many.
    pub print_call: fn(&Client, &Value) -> String,
    /// How many bytes a call's future takes.
    pub future_size: fn(&Client) -> usize,
    /// Calls with a request without content.
    pub send: fn(&Client) -> Pin<Box<dyn Future<Output = Outcome> + Send>>,
}

impl Operation {
    fn of<R>(
        name: &'static str,
        input: &'static str,
        output: &'static str,
        errors: &'static [&'static str],
    ) -> Self
    where
        R: awsjson_transport::typed::Operation + Sample + DeserializeOwned + Clone,
        R::Response: Sample + DeserializeOwned,
    {
        Self {
            name,
            request: Type::of::<R>(input),
            response: Type::of::<R::Response>(output),
            errors,
            print_call: |client, request| {
                let request: R = serde_json::from_value(request.clone()).expect("a request fits its type");
                both_forms(&client.call(request))
            },
            future_size: |client| std::mem::size_of_val(&client.call(R::unset()).send()),
            send: |client| {
                let sending = client.call(R::unset()).send();
                Box::pin(async { Outcome::of(sending.await) })
            },
        }
    }
}

/// How a call ended, and everything that can be printed of it.
pub struct Outcome {
    /// What kind of failure it was; none for success.
    pub failure: Option<ErrorKind>,
    /// The one line that the error prints.
    pub line: String,
    /// Every form of the response, or of the error and of what it converts to.
    pub printed: String,
    /// Whether the error came with the operation's own error.
    pub is_typed: bool,
}

impl Outcome {
    fn of<T: Debug, E: OperationError>(result: Result<T, ssm_client::Error<E>>) -> Self {
        match result {
            Ok(response) => {
                Self { failure: None, line: String::new(), printed: both_forms(&response), is_typed: false }
            }
            Err(error) => Self::of_error(error),
        }
    }

    fn of_error<E: OperationError>(error: ssm_client::Error<E>) -> Self {
        let mut printed = format!("{error}\n{}", both_forms(&error));
        printed.push_str(&chain(&error));
        printed.push_str(&both_forms(error.failure()));
        let is_typed = error.service().is_some();
        if let Some(service) = error.service() {
            printed.push_str(&both_forms(service));
        }
        let kind = error.kind();
        let line = error.to_string();
        let general: ssm_client::Error = error.into();
        printed.push_str(&both_forms(&general));
        printed.push_str(&chain(&general));
        Self { failure: Some(kind), line, printed, is_typed }
    }
}

/// The error and its sources, each as it displays.
fn chain(error: &dyn std::error::Error) -> String {
    let all = std::iter::successors(Some(error), |error| error.source());
    all.map(|error| format!("{error}\n")).collect()
}

/// `{:?}` and `{:#?}`.
pub fn both_forms<T: Debug + ?Sized>(value: &T) -> String {
    format!("{value:?}\n{value:#?}\n")
}
