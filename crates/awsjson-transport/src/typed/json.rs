//! Operations by name, from JSON to JSON, through their types.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use awsjson_wire::{Document, Reading, Slot, Structure, Value, View, as_received, read, to_document};
use futures_core::Stream;

use super::call::{decode, exchange, refine};
use super::{Error, Items, Operation, PagedItems, Pages};
use crate::{CallOptions, ErrorKind, Failure, OperationInfo, Transport};

type Answer = Pin<Box<dyn Future<Output = Result<Document, Error>> + Send>>;
type Call = fn(Transport, &[u8], CallOptions) -> Result<Answer, Error>;
type Iterate = fn(Transport, &[u8], CallOptions) -> Result<JsonItems, Error>;

/// An operation that takes its input as JSON and gives its output as JSON, both in wire form.
///
/// The input goes through the operation's types: an unknown member, a missing required one or a
/// value of the wrong type is an error before anything is sent.
#[derive(Clone, Copy)]
pub struct JsonOperation {
    info: &'static OperationInfo,
    call: Call,
    items: Option<Iterate>,
}

impl JsonOperation {
    /// The operation of this request.
    #[inline]
    #[must_use]
    pub fn of<R: Operation>() -> Self {
        Self { info: R::INFO, call: call_json::<R>, items: None }
    }

    /// The operation of this request, whose pages have elements.
    #[inline]
    #[must_use]
    pub fn paged<R: PagedItems<Item: View>>() -> Self {
        Self { info: R::INFO, call: call_json::<R>, items: Some(items_json::<R>) }
    }

    /// What is known of the operation.
    #[must_use]
    pub fn info(&self) -> &'static OperationInfo {
        self.info
    }

    /// Makes the call.
    ///
    /// # Errors
    ///
    /// Input that is not of the operation's type, and everything that can go wrong in a call.
    pub async fn call(
        &self,
        transport: &Transport,
        input: &[u8],
        options: CallOptions,
    ) -> Result<Document, Error> {
        (self.call)(transport.clone(), input, options)?.await
    }

    /// The elements of all pages.
    ///
    /// # Errors
    ///
    /// Input that is not of the operation's type, and an operation without pages.
    pub fn items(
        &self,
        transport: &Transport,
        input: &[u8],
        options: CallOptions,
    ) -> Result<JsonItems, Error> {
        match self.items {
            Some(items) => items(transport.clone(), input, options),
            None => Err(Failure::invalid_request(
                self.info,
                "its answer has no elements to list: it comes whole, or its pages hold several lists",
            )
            .into()),
        }
    }
}

impl fmt::Debug for JsonOperation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("JsonOperation").field("info", self.info).finish_non_exhaustive()
    }
}

/// The elements of all pages, as JSON.
pub struct JsonItems(Pin<Box<dyn Stream<Item = Result<Document, Error>> + Send>>);

impl JsonItems {
    /// The next element, or none after the last.
    ///
    /// # Errors
    ///
    /// Those of the operation.
    pub async fn try_next(&mut self) -> Result<Option<Document>, Error> {
        std::future::poll_fn(|context| self.0.as_mut().poll_next(context)).await.transpose()
    }
}

impl Stream for JsonItems {
    type Item = Result<Document, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl fmt::Debug for JsonItems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JsonItems")
    }
}

fn call_json<R: Operation>(
    transport: Transport,
    input: &[u8],
    options: CallOptions,
) -> Result<Answer, Error> {
    let request = parse::<R>(input)?;
    Ok(Box::pin(async move {
        let reply = exchange(transport, request, options).await.map_err(refine::<R::Error>)?;
        let mut response = R::Response::unset();
        decode(R::INFO, &reply, &mut response)?;
        // An answer that was read is JSON, unless it is empty.
        let received = serde_json::from_slice(&reply.body).unwrap_or(Document::Null);
        let document = as_received(Value::Structure(&response), &received);
        document.map_err(|error| unwritable(R::INFO, &error))
    }))
}

fn items_json<R: PagedItems<Item: View>>(
    transport: Transport,
    input: &[u8],
    options: CallOptions,
) -> Result<JsonItems, Error> {
    let request = parse::<R>(input)?;
    let items = Items::new(Pages::new(transport, request, options));
    Ok(JsonItems(Box::pin(Written(items))))
}

fn parse<R: Operation>(input: &[u8]) -> Result<R, Failure> {
    let mut request = R::unset();
    read(input, Slot::Structure(&mut request), Reading::Strict)
        .map_err(|error| Failure::invalid_request(R::INFO, error.to_string()))?;
    Ok(request)
}

fn write(info: &'static OperationInfo, value: Value<'_>) -> Result<Document, Error> {
    to_document(value).map_err(|error| unwritable(info, &error))
}

fn unwritable(info: &'static OperationInfo, error: &serde_json::Error) -> Error {
    Failure::new(ErrorKind::Decode, format!("the answer cannot be written as JSON: {error}"))
        .of_operation(info)
        .sent(true)
        .into()
}

/// Items, each written as JSON.
struct Written<R: PagedItems>(Items<R>);

impl<R: PagedItems<Item: View>> Stream for Written<R> {
    type Item = Result<Document, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = std::task::ready!(Pin::new(&mut self.get_mut().0).poll_next(context));
        Poll::Ready(item.map(|item| match item {
            Ok(item) => write(R::INFO, item.view()),
            Err(error) => Err(error.into()),
        }))
    }
}

/// The failure for an operation that a client does not have.
#[must_use]
pub fn unknown_operation(service: &crate::Service, name: &str) -> Error {
    let problem = format!("{} has no operation {name:?}", service.id);
    Failure::new(ErrorKind::InvalidRequest, problem).into()
}
