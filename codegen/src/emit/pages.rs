//! Paging: where the tokens and the elements are.

use super::rust_type;
use super::text::Code;
use crate::resolve::ir::{Field, Operation, Paging, Presence};

pub(super) fn emit(code: &mut Code, operation: &Operation, paging: &Paging) {
    let request = &operation.request.type_name;
    code.blank();
    code.line(format!("impl awsjson_transport::typed::Paged for {request} {{"));
    code.line("#[inline]");
    code.line("fn token(&mut self) -> &mut Option<String> {");
    code.line(format!("&mut self.{}", paging.token_in.0));
    code.line("}");
    code.line("#[inline]");
    code.line("fn next_token(response: &mut Self::Response) -> Option<String> {");
    code.line(take_path(&paging.token_out, "as_mut", "take()"));
    code.line("}");
    code.line("}");
    let Some(items) = &paging.items else { return };
    let element = rust_type::written(&items.element, "types::");
    let item = if items.is_map { format!("(String, {element})") } else { element };
    let (collected, convert) = match items.path.last().map(|field| field.presence) {
        Some(Presence::Optional) => (take_path(&items.path, "", ""), ".unwrap_or_default()"),
        _ => (take_path(&items.path, "", ""), ""),
    };
    let collected = format!("{collected}{convert}");
    code.blank();
    code.line(format!("impl awsjson_transport::typed::PagedItems for {request} {{"));
    code.line(format!("type Item = {item};"));
    code.blank();
    code.line("#[inline]");
    code.line("fn items(response: Self::Response) -> Vec<Self::Item> {");
    code.line(if items.is_map { format!("{collected}.into_iter().collect()") } else { collected });
    code.line("}");
    code.line("}");
}

/// The expression that walks from the response to the last field. Optional steps on the way are
/// passed through `and_then` or `map`.
fn take_path(path: &[Field], borrow: &str, finish: &str) -> String {
    let finish = if finish.is_empty() { String::new() } else { format!(".{finish}") };
    let borrowed = if borrow.is_empty() { String::new() } else { format!(".{borrow}()") };
    let mut expression = "response".to_owned();
    let mut closing = 0;
    for (index, field) in path.iter().enumerate() {
        expression.push_str(&format!(".{}", field.name.0));
        let is_last = index + 1 == path.len();
        if !is_last && field.presence == Presence::Optional {
            let rest_is_optional =
                path.iter().skip(index + 1).any(|field| field.presence == Presence::Optional);
            let via = if rest_is_optional { "and_then" } else { "map" };
            expression.push_str(&format!("{borrowed}.{via}(|response| response"));
            closing += 1;
        }
    }
    expression.push_str(&finish);
    expression.push_str(&")".repeat(closing));
    let through_option = path.iter().rev().skip(1).any(|field| field.presence == Presence::Optional);
    let last_is_collection = path.last().is_some_and(|field| field.presence == Presence::Empty);
    if through_option && last_is_collection {
        expression.push_str(".unwrap_or_default()");
    }
    expression
}
