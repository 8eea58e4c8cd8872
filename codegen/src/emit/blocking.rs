//! `blocking`: a client for programs without a runtime. Its calls are the async client's, over
//! another transport, so only what makes them is written again.

use super::text::Code;
use super::{client, groups};
use crate::resolve::ir::Service;

pub(super) fn emit(service: &Service) -> String {
    let mut code = Code::default();
    code.lines(
        "use awsjson_transport::blocking::Transport;
        use awsjson_transport::{CallOptions, TransportBuilder, typed};

        use crate::SERVICE;",
    );
    code.blank();
    client::structure(
        &mut code,
        &format!(
            "A client of {} (API version {}) for programs without a runtime.\n\nA clone is cheap and shares \
             connections and credentials. In async code, calls fail instead of holding up the runtime; within \
             `tokio::task::spawn_blocking` they work.",
            service.title, service.version
        ),
        ("fn", "load_blocking()"),
    );
    conversions(&mut code);
    call(&mut code);
    groups::emit_operations(
        &mut code,
        &service.operations,
        "crate::{operation, types}",
        Some("super::{Call, Client}"),
        |code, operations| {
            for operation in operations {
                code.blank();
                client::method(code, operation, None);
            }
        },
    );
    json(&mut code);
    code.finish()
}

fn conversions(code: &mut Code) {
    code.blank();
    code.lines(
        "impl From<awsjson_transport::Transport> for Client {
        #[inline]
        fn from(transport: awsjson_transport::Transport) -> Self {
        Self { transport: transport.into() }
        }
        }",
    );
    code.blank();
    code.documentation("The same configuration and credentials, with connections of its own.");
    code.lines(
        "impl From<crate::Client> for Client {
        #[inline]
        fn from(client: crate::Client) -> Self {
        client.transport().clone().into()
        }
        }",
    );
}

fn call(code: &mut Code) {
    code.blank();
    for (name, documentation) in [
        ("Call", "A call that is waited for."),
        ("Pages", "All pages of an answer, as an iterator."),
        ("Items", "The elements of all pages, as an iterator."),
        ("Wait", "A wait for what a waiter of the model describes; `wait()` begins it."),
    ] {
        let module = if name == "Call" { "crate" } else { "typed" };
        code.documentation(documentation);
        code.line(format!("pub type {name}<R> = {module}::{name}<R, Transport>;"));
        code.blank();
    }
    code.line("impl<R: typed::Operation> Call<R> {");
    code.documentation(
        "Sends the request and waits for the answer on this thread.\n\n# Errors\n\nThe operation's own errors and \
         everything that can go wrong on the way; see [`Error`](typed::Error). In async code, an error of \
         configuration, and nothing is sent.",
    );
    code.lines(
        "#[inline]
        pub fn send(self) -> Result<R::Response, typed::Error<R::Error>> {
        typed::call_blocking(&self.transport, self.request, self.options)
        }
        }",
    );
}

fn json(code: &mut Code) {
    code.blank();
    code.line("#[cfg(feature = \"json\")]");
    code.line("pub use typed::BlockingJsonItems as JsonItems;");
    code.blank();
    code.line("#[cfg(feature = \"json\")]");
    code.line("impl Client {");
    code.documentation(
        "Calls the operation of this name with its input as JSON in wire form, and gives its output so.\n\n\
         # Errors\n\nAs those of the async client's `call_json`, and async code, which must not wait.",
    );
    code.lines(
        "#[inline]
        pub fn call_json(
        &self,
        operation: &str,
        input: awsjson_wire::Document,
        ) -> Result<awsjson_wire::Document, typed::Error> {
        let unknown = || typed::unknown_operation(&SERVICE, operation);
        let operation = crate::Client::operation(operation).ok_or_else(unknown)?;
        operation.call_blocking(&self.transport, input.to_string().as_bytes(), CallOptions::new())
        }
        }",
    );
}
