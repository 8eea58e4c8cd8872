//! `error`: an enumeration of the errors of each operation.

use super::groups;
use super::text::{Code, literal};
use crate::resolve::ir::{Operation, Service};

pub(super) fn emit(service: &Service) -> String {
    let mut code = Code::default();
    groups::emit_operations(&mut code, &service.operations, "crate::types", None, |code, operations| {
        for operation in operations {
            code.blank();
            definition(code, operation);
            implementation(code, operation);
            formatting(code, operation);
        }
    });
    code.finish()
}

fn definition(code: &mut Code, operation: &Operation) {
    code.documentation(&format!("What the service answers when `{}` fails.", operation.name));
    code.line("#[non_exhaustive]");
    if operation.errors.is_empty() {
        return code.line(format!("pub enum {}Error {{}}", operation.type_stem));
    }
    code.line(format!("pub enum {}Error {{", operation.type_stem));
    for error in &operation.errors {
        code.documentation(&format!("The code `{}`.", error.code));
        code.line(format!("{0}(types::{0}),", error.type_name));
    }
    code.line("}");
}

fn implementation(code: &mut Code, operation: &Operation) {
    code.blank();
    code.line(format!("impl awsjson_transport::typed::OperationError for {}Error {{", operation.type_stem));
    let signature = "-> Option<Self> {";
    code.line("#[inline]");
    let fill = "&dyn Fn(&mut dyn awsjson_wire::FillStructure)";
    if operation.errors.is_empty() {
        code.line(format!("fn from_code(_: &str, _: {fill}) {signature}"));
        code.line("None");
        code.line("}");
    } else {
        code.line(format!("fn from_code(code: &str, fill: {fill}) {signature}"));
        code.line("use awsjson_transport::typed::filled;");
        let codes: Vec<String> = operation.errors.iter().map(|error| literal(&error.code)).collect();
        code.list("Some(match awsjson_wire::text::position(&[", &codes, "], code)? {");
        for (index, error) in operation.errors.iter().enumerate() {
            code.line(format!("{index} => Self::{}(filled(fill)),", error.type_name));
        }
        code.line("_ => return None,");
        code.line("})");
        code.line("}");
    }
    code.line("#[inline]");
    code.line("fn structure(&self) -> &dyn awsjson_wire::ViewStructure {");
    if operation.errors.is_empty() {
        code.line("match *self {}");
    } else {
        code.line("match self {");
        for error in &operation.errors {
            code.line(format!("Self::{}(error) => error,", error.type_name));
        }
        code.line("}");
    }
    code.line("}");
    code.line("}");
}

fn formatting(code: &mut Code, operation: &Operation) {
    let name = format!("{}Error", operation.type_stem);
    for (formatting, function) in [("Debug", "debug_operation_error"), ("Display", "display_operation_error")]
    {
        code.blank();
        code.line(format!("impl std::fmt::{formatting} for {name} {{"));
        code.line("#[inline]");
        code.line("fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {");
        code.line(format!("awsjson_transport::typed::{function}(self, f)"));
        code.line("}");
        code.line("}");
    }
    code.blank();
    code.line(format!("impl std::error::Error for {name} {{}}"));
}
