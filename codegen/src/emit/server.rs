//! `operation` of a server: requests to read, responses to build, and what they have in common.

use super::text::{Code, literal};
use super::{Side, structures};
use crate::resolve::ir::Service;

pub(super) fn emit(service: &Service) -> String {
    let mut code = Code::default();
    code.lines(
        "#[allow(unused_imports)]
        use super::types;",
    );
    code.blank();
    code.documentation("A request, and with it the operation that it is for.");
    code.line("pub trait Operation: awsjson_wire::Structure + awsjson_wire::Wire {");
    code.documentation("The name on the wire.");
    code.line("const NAME: &'static str;");
    code.documentation("What a successful call answers.");
    code.line("type Response: awsjson_wire::Wire;");
    code.line("}");
    code.blank();
    code.documentation("An error that an operation may answer.");
    code.line("pub trait Exception: awsjson_wire::Structure + awsjson_wire::Wire {");
    code.documentation("The code on the wire.");
    code.line("const CODE: &'static str;");
    code.documentation("The HTTP status that goes with it.");
    code.line("const STATUS: u16;");
    code.line("}");
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
            structures::wire(&mut code, &structure.type_name, "Structure");
        }
        code.blank();
        code.line(format!("impl Operation for {} {{", operation.request.type_name));
        code.line(format!("const NAME: &'static str = {};", literal(&operation.name)));
        code.line(format!("type Response = {};", operation.response.type_name));
        code.line("}");
    }
    code.finish()
}
