//! `operation` of a server: requests to read, responses to build, and what they have in common.

use super::text::{Code, literal};
use super::{Side, structures};
use crate::resolve::ir::Service;

pub(super) fn emit(service: &Service) -> String {
    let mut code = Code::default();
    code.lines(
        "#[allow(unused_imports)]
        use super::types;
        #[allow(unused_imports)]
        pub use awsjson_wire::server::{Exception, Operation};",
    );
    code.blank();
    code.documentation("Every operation of the model with its capability, sorted by name.");
    code.line("pub const OPERATIONS: &[(&str, &str)] = &[");
    for operation in &service.operations {
        let capability = operation.capability.as_deref().unwrap_or_default();
        code.line(format!("({}, {}),", literal(&operation.name), literal(capability)));
    }
    code.line("];");
    for operation in &service.operations {
        for structure in [&operation.request, &operation.response] {
            code.blank();
            structures::emit(&mut code, structure, "types::", Side::Server);
        }
        code.blank();
        code.line(format!("impl Operation for {} {{", operation.request.type_name));
        code.line(format!("const NAME: &'static str = {};", literal(&operation.name)));
        code.line(format!("type Response = {};", operation.response.type_name));
        code.line("}");
    }
    code.finish()
}
