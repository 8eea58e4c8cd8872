//! Paging: where the tokens and the elements are.

use super::rust_type;
use super::text::Code;
use crate::resolve::ir::{Field, Items, Operation, Paging, Presence};

pub(super) fn emit(code: &mut Code, operation: &Operation, paging: &Paging) {
    let request = &operation.request.type_name;
    code.line(format!("impl awsjson_transport::typed::Paged for {request} {{"));
    code.line("#[inline]");
    code.line("fn token(&mut self) -> &mut Option<String> {");
    code.line(format!("&mut self.{}", paging.token_in.0));
    code.line("}");
    code.line("#[inline]");
    code.line("fn next_token(response: &mut Self::Response) -> Option<String> {");
    code.line(take_token(&paging.token_out));
    code.line("}");
    code.line("}");
    if let Some(items) = &paging.items {
        code.line(format!("impl awsjson_transport::typed::PagedItems for {request} {{"));
        code.line(format!("type Item = {};", item_type(items)));
        code.blank();
        code.line("#[inline]");
        code.line("fn items(response: Self::Response) -> Vec<Self::Item> {");
        take_items(code, items);
        code.line("}");
        code.line("}");
    }
}

/// The expression that takes the token at the end of a path out of the response.
fn take_token(path: &[Field]) -> String {
    let mut place = "response".to_owned();
    for (index, field) in path.iter().enumerate() {
        place.push_str(&format!(".{}", field.name.0));
        let is_last = index + 1 == path.len();
        match field.presence {
            Presence::Optional if is_last => place.push_str(".take()"),
            Presence::Optional => place.push_str(".as_mut()?"),
            Presence::Required | Presence::Empty if is_last => {
                return format!("Some(std::mem::take(&mut {place}))");
            }
            Presence::Required | Presence::Empty => {}
        }
    }
    place
}

fn item_type(items: &Items) -> String {
    let element = rust_type::written(&items.element, "types::");
    if items.is_map { format!("(String, {element})") } else { element }
}

/// Unwraps what is optional on the way to the collection, and gives its elements.
fn take_items(code: &mut Code, items: &Items) {
    let mut place = "response".to_owned();
    for (index, field) in items.path.iter().enumerate() {
        let name = &field.name.0;
        let is_last = index + 1 == items.path.len();
        place.push_str(&format!(".{name}"));
        if field.presence == Presence::Optional {
            if is_last {
                place.push_str(".unwrap_or_default()");
            } else {
                code.line(format!("let Some({name}) = {place} else {{ return Vec::new() }};"));
                place.clone_from(name);
            }
        }
    }
    code.line(if items.is_map { format!("{place}.into_iter().collect()") } else { place });
}
