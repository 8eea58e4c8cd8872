//! `operation`: a request and a response for each operation.

use super::text::{Code, literal};
use super::{Side, groups, pages, structures, types};
use crate::resolve::ir::{HostPart, Operation, Presence, Safety, Service};

pub(super) fn emit(service: &Service) -> String {
    let mut code = Code::default();
    groups::emit(
        &mut code,
        &service.operations,
        &["crate::types"],
        |operation| operation.capability.iter().cloned().collect(),
        |code, operations| {
            if service.capabilities.is_empty() {
                code.line("#[allow(unused_imports)]");
                code.line("use crate::types;");
            }
            for operation in operations {
                code.blank();
                structures::emit(code, &operation.request, "types::", Side::Client);
                code.blank();
                structures::emit(code, &operation.response, "types::", Side::Client);
                code.blank();
                implementation(code, operation);
                if let Some(paging) = &operation.paging {
                    pages::emit(code, operation, paging);
                }
            }
            let names = operations.iter();
            let names =
                names.flat_map(|operation| [&operation.request.type_name, &operation.response.type_name]);
            types::serde_traits(code, "structures:", names.map(String::as_str));
        },
    );
    code.finish()
}

fn implementation(code: &mut Code, operation: &Operation) {
    code.line(format!("impl awsjson_transport::typed::Operation for {} {{", operation.request.type_name));
    code.line(format!("type Response = {};", operation.response.type_name));
    code.line(format!("type Error = crate::error::{}Error;", operation.type_stem));
    code.line(format!("const INFO: &'static awsjson_transport::OperationInfo = &{};", info(operation)));
    let tokens: Vec<_> = operation.request.members.iter().filter(|member| member.idempotency_token).collect();
    if !tokens.is_empty() {
        code.blank();
        code.line("#[inline]");
        code.line("fn prepare(&mut self) {");
        for token in tokens {
            let name = &token.field.0;
            let generate = "awsjson_transport::typed::idempotency_token";
            match token.presence {
                Presence::Optional => code.line(format!("self.{name}.get_or_insert_with({generate});")),
                Presence::Required | Presence::Empty => {
                    code.line(format!("if self.{name}.is_empty() {{"));
                    code.line(format!("self.{name} = {generate}();"));
                    code.line("}");
                }
            }
        }
        code.line("}");
    }
    if let Some(parts) = &operation.host_prefix {
        host_prefix(code, parts);
    }
    code.line("}");
}

/// What is known of an operation, as an expression.
fn info(operation: &Operation) -> String {
    let safety = match operation.safety {
        Safety::ReadOnly => "ReadOnly",
        Safety::Idempotent => "Idempotent",
        Safety::SideEffects => "SideEffects",
    };
    let mut info = format!(
        "awsjson_transport::OperationInfo::new({}, awsjson_transport::Safety::{safety})",
        literal(&operation.name)
    );
    if let Some(capability) = &operation.capability {
        info.push_str(&format!(".capability({})", literal(capability)));
    }
    if operation.paging.is_some() {
        info.push_str(".paged()");
    }
    info
}

fn host_prefix(code: &mut Code, parts: &[HostPart]) {
    code.blank();
    code.line("#[inline]");
    code.line("fn host_prefix(&self) -> Result<Option<String>, awsjson_transport::Failure> {");
    code.line("let mut prefix = String::new();");
    for part in parts {
        match part {
            HostPart::Text(text) => code.line(format!("prefix.push_str({});", literal(text))),
            HostPart::Label { field, wire, optional } => {
                let value = if *optional {
                    format!("self.{}.as_deref()", field.0)
                } else {
                    format!("Some(self.{}.as_str())", field.0)
                };
                code.line(format!(
                    "prefix.push_str(awsjson_transport::typed::host_label(Self::INFO, {}, {value})?);",
                    literal(wire)
                ));
            }
        }
    }
    code.line("Ok(Some(prefix))");
    code.line("}");
}
