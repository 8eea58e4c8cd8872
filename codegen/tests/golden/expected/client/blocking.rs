use awsjson_transport::blocking::Transport;
use awsjson_transport::{CallOptions, TransportBuilder, typed};

use crate::SERVICE;

/// A client of Example Workshop (API version 2026-01-31) for programs without a runtime.
///
/// A clone is cheap and shares connections and credentials. In async code, calls fail instead of
/// holding up the runtime; within `tokio::task::spawn_blocking` they work.
#[derive(Clone, Debug)]
pub struct Client {
    transport: Transport,
}

impl Client {
    /// Begins a client. What is not said in code comes from the environment, unless `without_env`
    /// is called.
    #[inline]
    pub fn builder() -> TransportBuilder<Self> {
        TransportBuilder::from_env(&SERVICE)
    }

    /// A client configured by the environment, as AWS tools are. Where nothing names a region, the
    /// EC2 instance that this runs on is asked for its own, for a second at most; see [`load`](TransportBuilder::load).
    ///
    /// # Errors
    ///
    /// Configuration that is missing or malformed. Credentials are looked for at the first call.
    #[inline]
    pub fn from_env() -> Result<Self, typed::Error> {
        Self::builder().load_blocking()
    }

    /// A call of any operation: the request says which.
    #[inline]
    pub fn call<R: typed::Operation>(&self, request: R) -> Call<R> {
        Call { transport: self.transport.clone(), request, options: CallOptions::new() }
    }

    /// The transport below, which knows no types.
    #[inline]
    #[must_use]
    pub fn transport(&self) -> &Transport {
        &self.transport
    }
}

impl From<awsjson_transport::Transport> for Client {
    #[inline]
    fn from(transport: awsjson_transport::Transport) -> Self {
        Self { transport: transport.into() }
    }
}

/// The same configuration and credentials, with connections of its own.
impl From<crate::Client> for Client {
    #[inline]
    fn from(client: crate::Client) -> Self {
        client.transport().clone().into()
    }
}

/// A call that is waited for.
pub type Call<R> = crate::Call<R, Transport>;

/// All pages of an answer, as an iterator.
pub type Pages<R> = typed::Pages<R, Transport>;

/// The elements of all pages, as an iterator.
pub type Items<R> = typed::Items<R, Transport>;

/// A wait for what a waiter of the model describes; `wait()` begins it.
pub type Wait<R> = typed::Wait<R, Transport>;

impl<R: typed::Operation> Call<R> {
    /// Sends the request and waits for the answer on this thread.
    ///
    /// # Errors
    ///
    /// The operation's own errors and everything that can go wrong on the way; see [`Error`](typed::Error).
    /// In async code, an error of configuration, and nothing is sent.
    #[inline]
    pub fn send(self) -> Result<R::Response, typed::Error<R::Error>> {
        typed::call_blocking(&self.transport, self.request, self.options)
    }
}

#[cfg(feature = "spare-parts")]
mod for_spare_parts {
    #[allow(unused_imports)]
    use super::{Call, Client};
    #[allow(unused_imports)]
    use crate::{operation, types};

    impl Client {
        /// Calls `ListParts`.
        ///
        /// It changes nothing. The answer comes in pages: see `pages` and `items`.
        #[inline]
        pub fn list_parts(&self) -> Call<operation::ListPartsRequest> {
            self.call(operation::ListPartsRequest::new())
        }
    }

    impl Client {
        /// Calls `SearchParts`.
        ///
        /// Sending it twice may do its work twice. The answer comes in pages: see `pages` and
        /// `items`.
        #[deprecated(note = "Use ListParts.")]
        #[inline]
        pub fn search_parts(&self, query: types::Query) -> Call<operation::SearchPartsRequest> {
            self.call(operation::SearchPartsRequest::new(query))
        }
    }
}

#[cfg(feature = "spare-parts")]
#[allow(unused_imports)]
pub use for_spare_parts::*;

#[cfg(feature = "tools")]
mod for_tools {
    #[allow(unused_imports)]
    use super::{Call, Client};
    #[allow(unused_imports)]
    use crate::{operation, types};

    impl Client {
        /// Puts a new tool onto a shelf.
        ///
        /// The shelf has to have room. More of this stands beside the shelf.
        ///
        /// Sending it twice does no more than sending it once.
        ///
        /// # Errors
        ///
        /// - `ToolExists`: the shelf has a tool of this name; take another name.
        /// - `ShelfFull`: take another shelf.
        #[inline]
        pub fn create_tool(
            &self,
            shelf: impl Into<String>,
            name: impl Into<String>,
            material: impl Into<types::Material>,
            labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        ) -> Call<operation::CreateToolRequest> {
            self.call(operation::CreateToolRequest::new(shelf, name, material, labels))
        }
    }

    impl Client {
        /// Calls `GetTool`.
        ///
        /// It changes nothing.
        #[inline]
        pub fn get_tool(&self, shelf: impl Into<String>) -> Call<operation::GetToolRequest> {
            self.call(operation::GetToolRequest::new(shelf))
        }
    }

    impl Client {
        /// Calls `ListTools`.
        ///
        /// It changes nothing. The answer comes in pages: see `pages` and `items`.
        #[inline]
        pub fn list_tools(&self) -> Call<operation::ListToolsRequest> {
            self.call(operation::ListToolsRequest::new())
        }
    }
}

#[cfg(feature = "tools")]
#[allow(unused_imports)]
pub use for_tools::*;

#[cfg(feature = "workshop")]
mod for_workshop {
    #[allow(unused_imports)]
    use super::{Call, Client};
    #[allow(unused_imports)]
    use crate::{operation, types};

    impl Client {
        /// Calls `Call`.
        ///
        /// Sending it twice may do its work twice.
        #[inline]
        pub fn call_operation(&self) -> Call<operation::CallRequest> {
            self.call(operation::CallRequest::new())
        }
    }

    impl Client {
        /// Calls `Clone`.
        ///
        /// Sending it twice may do its work twice.
        #[inline]
        pub fn clone_operation(&self) -> Call<operation::CloneShapeRequest> {
            self.call(operation::CloneShapeRequest::new())
        }
    }

    impl Client {
        /// Calls `Match`.
        ///
        /// Sending it twice may do its work twice.
        #[inline]
        pub fn r#match(
            &self,
            r#type: impl Into<String>,
            self_: impl Into<String>,
        ) -> Call<operation::MatchRequest> {
            self.call(operation::MatchRequest::new(r#type, self_))
        }
    }

    impl Client {
        /// Calls `Measure`.
        ///
        /// Sending it twice does no more than sending it once.
        #[inline]
        pub fn measure(&self) -> Call<operation::MeasureRequest> {
            self.call(operation::MeasureRequest::new())
        }
    }

    impl Client {
        /// Answers if the workshop is open.
        ///
        /// Sending it twice may do its work twice.
        #[inline]
        pub fn ping(&self) -> Call<operation::PingRequest> {
            self.call(operation::PingRequest::new())
        }
    }
}

#[cfg(feature = "workshop")]
#[allow(unused_imports)]
pub use for_workshop::*;

#[cfg(feature = "json")]
pub use typed::BlockingJsonItems as JsonItems;

#[cfg(feature = "json")]
impl Client {
    /// Calls the operation of this name with its input as JSON in wire form, and gives its output
    /// so.
    ///
    /// # Errors
    ///
    /// As those of the async client's `call_json`, and async code, which must not wait.
    #[inline]
    pub fn call_json(
        &self,
        operation: &str,
        input: awsjson_wire::Document,
    ) -> Result<awsjson_wire::Document, typed::Error> {
        let unknown = || typed::unknown_operation(&SERVICE, operation);
        let operation = crate::Client::operation(operation).ok_or_else(unknown)?;
        operation.call_blocking(&self.transport, input.to_string().as_bytes(), CallOptions::new())
    }
}
