//! `client`: the client, and a fluent call for each operation.

use super::text::{Code, literal};
use super::{documentation, groups, json, structures, waiters};
use crate::resolve::ir::{Operation, Service};

pub(super) fn emit(service: &Service, crate_name: &str) -> String {
    let mut code = Code::default();
    code.line(
        "use awsjson_transport::{CallOptions, JsonVersion, Service, Transport, TransportBuilder, typed};",
    );
    code.blank();
    definition(&mut code, service);
    structure(
        &mut code,
        &format!(
            "A client of {} (API version {}).\n\nA clone is cheap and shares connections and credentials.",
            service.title, service.version
        ),
        ("async fn", "load().await"),
    );
    conversion(&mut code);
    call(&mut code);
    groups::emit_operations(
        &mut code,
        &service.operations,
        "crate::{operation, types}",
        Some("super::{Call, Client}"),
        |code, operations| {
            for operation in operations {
                code.blank();
                method(code, operation, Some(crate_name));
                call_methods(code, operation);
            }
        },
    );
    json::emit(&mut code, service);
    code.finish()
}

fn definition(code: &mut Code, service: &Service) {
    code.documentation("The service, as its model describes it.");
    code.line("pub static SERVICE: Service = Service {");
    code.line(format!("id: {},", literal(&service.sdk_id)));
    code.line(format!("target_prefix: {},", literal(&service.target_prefix)));
    code.line(format!("signing_name: {},", literal(&service.signing_name)));
    code.line(format!("endpoint_prefix: {},", literal(&service.endpoint_prefix)));
    code.line(format!("json_version: JsonVersion::{},", service.json_version));
    code.line("};");
}

/// A client type with what all clients have. The last argument says how `from_env` is declared, and
/// how it completes its builder.
pub(super) fn structure(code: &mut Code, documentation: &str, from_env: (&str, &str)) {
    code.blank();
    code.documentation(documentation);
    code.lines(
        "#[derive(Clone, Debug)]
        pub struct Client {
        transport: Transport,
        }

        impl Client {",
    );
    code.documentation(
        "Begins a client. What is not said in code comes from the environment, unless `without_env` is called.",
    );
    code.lines(
        "#[inline]
        pub fn builder() -> TransportBuilder<Self> {
        TransportBuilder::from_env(&SERVICE)
        }",
    );
    code.documentation(
        "A client configured by the environment, as AWS tools are. Where nothing names a region, the EC2 \
         instance that this runs on is asked for its own, for a second at most; see \
         [`load`](TransportBuilder::load).\n\n# Errors\n\nConfiguration that is missing or malformed. \
         Credentials are looked for at the first call.",
    );
    let (declaration, load) = from_env;
    code.line("#[inline]");
    code.line(format!("pub {declaration} from_env() -> Result<Self, typed::Error> {{"));
    code.line(format!("Self::builder().{load}"));
    code.line("}");
    code.documentation("A call of any operation: the request says which.");
    code.lines(
        "#[inline]
        pub fn call<R: typed::Operation>(&self, request: R) -> Call<R> {
        Call { transport: self.transport.clone(), request, options: CallOptions::new() }
        }",
    );
    code.documentation("The transport below, which knows no types.");
    code.lines(
        "#[inline]
        #[must_use]
        pub fn transport(&self) -> &Transport {
        &self.transport
        }
        }",
    );
}

fn conversion(code: &mut Code) {
    code.blank();
    code.lines(
        "impl From<Transport> for Client {
        #[inline]
        fn from(transport: Transport) -> Self {
        Self { transport }
        }
        }",
    );
}

fn call(code: &mut Code) {
    code.documentation(
        "A call that is ready to be sent. Optional members are set by the methods named after them.\n\n`T` is \
         what sends it: a `Transport` is awaited, one of the feature `blocking` is waited for.",
    );
    code.lines(
        "#[derive(Clone, Debug)]
        #[must_use = \"nothing is sent until `send` is called\"]
        pub struct Call<R, T = Transport> {
        pub(crate) transport: T,
        pub(crate) request: R,
        pub(crate) options: CallOptions,
        }

        impl<R: typed::Operation> Call<R> {",
    );
    code.documentation(
        "Sends the request and waits for the answer.\n\n# Errors\n\nThe operation's own errors and everything \
         that can go wrong on the way; see [`Error`](typed::Error).",
    );
    code.lines(
        "#[inline]
        pub fn send(self) -> impl Future<Output = Result<R::Response, typed::Error<R::Error>>> + Send {
        typed::call(self.transport, self.request, self.options)
        }
        }

        impl<R: typed::Operation, T> Call<R, T> {",
    );
    code.documentation("Other options for this one call.");
    code.lines(
        "#[inline]
        pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
        }",
    );
    code.documentation("The request as plain data.");
    code.lines(
        "#[inline]
        pub fn request(&self) -> &R {
        &self.request
        }
        }

        impl<R: typed::Paged, T> Call<R, T> {",
    );
    code.documentation("All pages of the answer, fetched as they are asked for.");
    code.lines(
        "#[inline]
        pub fn pages(self) -> typed::Pages<R, T> {
        typed::Pages::new(self.transport, self.request, self.options)
        }
        }

        impl<R: typed::PagedItems, T> Call<R, T> {",
    );
    code.documentation("The elements of all pages, fetched as they are asked for.");
    code.lines(
        "#[inline]
        pub fn items(self) -> typed::Items<R, T> {
        typed::Items::new(self.pages())
        }
        }",
    );
}

/// The client's method for an operation, with its examples where they name a crate.
pub(super) fn method(code: &mut Code, operation: &Operation, crate_name: Option<&str>) {
    let request = &operation.request.type_name;
    let (declared, passed) = structures::new_arguments(&operation.request, "types::");
    let arguments: Vec<String> = std::iter::once("&self".to_owned()).chain(declared).collect();
    code.line("impl Client {");
    code.documentation(&documentation::of_operation(operation, crate_name));
    if let Some(message) = &operation.deprecated {
        code.line(format!("#[deprecated(note = {})]", literal(message)));
    }
    code.line("#[inline]");
    code.signature(
        &format!("pub fn {}", operation.method.0),
        &arguments,
        &format!(" -> Call<operation::{request}>"),
    );
    code.line(format!("self.call(operation::{request}::new({}))", passed.join(", ")));
    code.line("}");
    code.line("}");
}

/// What is set on a call of an operation, whatever sends it, and its waits.
fn call_methods(code: &mut Code, operation: &Operation) {
    let request = &operation.request.type_name;
    let has_setters = operation.request.members.iter().any(structures::has_setter);
    if has_setters || !operation.waiters.is_empty() {
        code.blank();
        code.line(format!("impl<T> Call<operation::{request}, T> {{"));
        structures::setters(code, &operation.request, "types::", "self.request");
        waiters::emit(code, operation);
        code.line("}");
    }
}
