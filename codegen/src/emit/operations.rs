//! `operation`: a request and a response for each operation.

use super::text::{Code, literal};
use super::{Side, groups, pages, structures, types};
use crate::resolve::ir::{HostPart, Operation, Presence, Safety, Service};

pub(super) fn emit(service: &Service) -> String {
    let mut code = Code::default();
    groups::emit_operations(&mut code, &service.operations, "crate::types", None, |code, operations| {
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
        let requests = operations.iter().map(|operation| operation.request.type_name.as_str());
        types::serde_traits_by_feature(code, "requests:", requests);
        let responses = operations.iter().map(|operation| operation.response.type_name.as_str());
        types::serde_traits_by_feature(code, "responses:", responses);
    });
    code.finish()
}

fn implementation(code: &mut Code, operation: &Operation) {
    code.line(format!("impl awsjson_transport::typed::Operation for {} {{", operation.request.type_name));
    code.line(format!("type Response = {};", operation.response.type_name));
    code.line(format!("type Error = crate::error::{}Error;", operation.type_stem));
    info(code, operation);
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

/// What is known of the operation.
fn info(code: &mut Code, operation: &Operation) {
    let safety = match operation.safety {
        Safety::ReadOnly => "ReadOnly",
        Safety::Idempotent => "Idempotent",
        Safety::SideEffects => "SideEffects",
    };
    code.line("const INFO: &'static awsjson_transport::OperationInfo =");
    let name = literal(&operation.name);
    let mut steps =
        vec![format!("&awsjson_transport::OperationInfo::new({name}, awsjson_transport::Safety::{safety})")];
    if let Some(capability) = &operation.capability {
        steps.push(format!("    .capability({})", literal(capability)));
    }
    if operation.paging.is_some() {
        steps.push("    .paged()".to_owned());
    }
    for (index, step) in steps.iter().enumerate() {
        let end = if index + 1 == steps.len() { ";" } else { "" };
        code.continued(format!("{step}{end}"));
    }
}

fn host_prefix(code: &mut Code, parts: &[HostPart]) {
    code.blank();
    code.line("#[inline]");
    code.line("fn host_prefix(&self) -> Result<Option<String>, awsjson_transport::Failure> {");
    code.line("Ok(Some([");
    for part in parts {
        code.line(match part {
            HostPart::Text(text) => format!("{},", literal(text)),
            HostPart::Label { field, wire, optional } => {
                let name = &field.0;
                let value = match optional {
                    true => format!("self.{name}.as_deref()"),
                    false => format!("Some(self.{name}.as_str())"),
                };
                format!("awsjson_transport::typed::host_label(Self::INFO, {}, {value})?,", literal(wire))
            }
        });
    }
    code.line("].concat()))");
    code.line("}");
}
