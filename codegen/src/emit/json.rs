//! The feature `json`: operations by name.

use super::groups::condition;
use super::text::{Code, literal};
use crate::resolve::ir::{Operation, Service};

pub(super) fn emit(code: &mut Code, service: &Service) {
    code.blank();
    code.line("#[cfg(feature = \"json\")]");
    code.line("impl Client {");
    code.documentation("The operation of this name, to be called with JSON; none if the service or the features in use lack it.");
    code.line("#[inline]");
    code.line("#[must_use]");
    code.line("pub fn operation(name: &str) -> Option<typed::JsonOperation> {");
    code.line("Some(match name {");
    for operation in &service.operations {
        gate(code, operation);
        let constructor = match &operation.paging {
            Some(paging) if paging.items.is_some() => "paged",
            _ => "of",
        };
        code.line(format!(
            "{} => typed::JsonOperation::{constructor}::<crate::operation::{}>(),",
            literal(&operation.name),
            operation.request.type_name
        ));
    }
    code.line("_ => return None,");
    code.line("})");
    code.line("}");
    code.blank();
    code.documentation("The names of all operations in the features in use.");
    code.line("#[inline]");
    code.line("#[must_use]");
    code.line("pub fn operation_names() -> Vec<&'static str> {");
    code.line("let names: &[&'static str] = &[");
    for operation in &service.operations {
        gate(code, operation);
        code.line(format!("{},", literal(&operation.name)));
    }
    code.line("];");
    code.line("names.to_vec()");
    code.line("}");
    code.blank();
    code.documentation(
        "Calls the operation of this name with its input as JSON in wire form, and gives its output so.\n\n\
         # Errors\n\nA name that the service or the features in use lack, input that is not of the operation's \
         type, and everything that can go wrong in a call.",
    );
    code.lines(
        "#[inline]
        pub async fn call_json(
        &self,
        operation: &str,
        input: awsjson_wire::Document,
        ) -> Result<awsjson_wire::Document, typed::Error> {
        let unknown = || typed::unknown_operation(&SERVICE, operation);
        let operation = Self::operation(operation).ok_or_else(unknown)?;
        operation.call(&self.transport, input.to_string().as_bytes(), CallOptions::new()).await
        }
        }",
    );
}

fn gate(code: &mut Code, operation: &Operation) {
    let condition = condition(&operation.capability.iter().cloned().collect());
    if !condition.is_empty() {
        code.line(condition);
    }
}
