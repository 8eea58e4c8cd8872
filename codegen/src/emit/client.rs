//! `client`: the client, and a fluent call for each operation.

use super::text::{Code, literal};
use super::{documentation, groups, json, structures, waiters};
use crate::resolve::ir::{Operation, Service};

pub(super) fn emit(service: &Service) -> String {
    let mut code = Code::default();
    code.line(
        "use awsjson_transport::{CallOptions, JsonVersion, Service, Transport, TransportBuilder, typed};",
    );
    code.blank();
    definition(&mut code, service);
    client(&mut code, service);
    call(&mut code);
    groups::emit_operations(
        &mut code,
        &service.operations,
        "crate::{operation, types}",
        Some("super::{Call, Client}"),
        |code, operations| {
            for operation in operations {
                code.blank();
                methods(code, operation);
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

fn client(code: &mut Code, service: &Service) {
    code.blank();
    code.documentation(&format!(
        "A client of {} (API version {}).\n\nA clone is cheap and shares connections and credentials.",
        service.title, service.version
    ));
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
    code.lines(
        "#[inline]
        pub async fn from_env() -> Result<Self, typed::Error> {
        Self::builder().load().await
        }",
    );
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
        }

        impl From<Transport> for Client {
        #[inline]
        fn from(transport: Transport) -> Self {
        Self { transport }
        }
        }",
    );
}

fn call(code: &mut Code) {
    code.documentation(
        "A call that is ready to be sent. Optional members are set by the methods named after them.",
    );
    code.lines(
        "#[derive(Clone, Debug)]
        #[must_use = \"nothing is sent until `send` is awaited\"]
        pub struct Call<R> {
        transport: Transport,
        request: R,
        options: CallOptions,
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
        }",
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

        impl<R: typed::Paged> Call<R> {",
    );
    code.documentation("All pages of the answer, fetched as they are asked for.");
    code.lines(
        "#[inline]
        pub fn pages(self) -> typed::Pages<R> {
        typed::Pages::new(self.transport, self.request, self.options)
        }
        }

        impl<R: typed::PagedItems> Call<R> {",
    );
    code.documentation("The elements of all pages, fetched as they are asked for.");
    code.lines(
        "#[inline]
        pub fn items(self) -> typed::Items<R> {
        typed::Items::new(self.pages())
        }
        }",
    );
}

fn methods(code: &mut Code, operation: &Operation) {
    let request = &operation.request.type_name;
    let (declared, passed) = structures::new_arguments(&operation.request, "types::");
    let arguments: Vec<String> = std::iter::once("&self".to_owned()).chain(declared).collect();
    code.line("impl Client {");
    code.documentation(&documentation::of_operation(operation));
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
    let has_setters = operation.request.members.iter().any(structures::has_setter);
    if has_setters || !operation.waiters.is_empty() {
        code.blank();
        code.line(format!("impl Call<operation::{request}> {{"));
        structures::setters(code, &operation.request, "types::", "self.request");
        waiters::emit(code, operation);
        code.line("}");
    }
}
