//! Unions: an enumeration with a value in each variant.

use super::text::{Code, literal};
use super::{Side, documentation, rust_type, structures};
use crate::resolve::ir::Union;

pub(super) fn emit(code: &mut Code, union: &Union, side: Side) {
    definition(code, union);
    table(code, union, side);
    blank(code, &union.type_name, "Self::Unknown(String::new(), awsjson_wire::Blank::blank())");
    wire(code, &union.type_name, "self", "self");
    // Where a union holds itself.
    let boxed = format!("Box<{}>", union.type_name);
    blank(code, &boxed, "Box::new(awsjson_wire::Blank::blank())");
    wire(code, &boxed, "&**self", "&mut **self");
    structures::debug_impl(code, &union.type_name, "debug_union");
}

fn definition(code: &mut Code, union: &Union) {
    let prose = union.documentation.clone();
    code.documentation(
        &prose.unwrap_or_else(|| {
            format!("The union `{}` of the service: one of its variants.", union.shape_name)
        }),
    );
    code.line("#[derive(Clone, PartialEq)]");
    code.line("#[non_exhaustive]");
    code.line(format!("pub enum {} {{", union.type_name));
    for variant in &union.variants {
        let prose = variant.documentation.as_deref();
        code.documentation(&documentation::of_value(&variant.wire, &variant.ty, &variant.constraint, prose));
        code.line(format!("{}({}),", variant.variant, rust_type::written(&variant.ty, "")));
    }
    code.documentation("A member that is newer than this crate: its name and value, kept as they came.");
    code.line("Unknown(String, awsjson_wire::Document),");
    code.line("}");
}

fn table(code: &mut Code, union: &Union, side: Side) {
    code.blank();
    code.line(format!("impl awsjson_wire::Union for {} {{", union.type_name));
    structures::shape(
        code,
        &union.type_name,
        false,
        union.variants.iter().map(|variant| {
            structures::entry(
                &variant.wire,
                (false, &[(variant.secret, "secret")]),
                variant.timestamps,
                (side, &variant.constraint),
            )
        }),
    );
    code.line("#[inline]");
    code.line("fn active(&self) -> (&str, Option<usize>, awsjson_wire::Value<'_>) {");
    code.line("match self {");
    for (index, variant) in union.variants.iter().enumerate() {
        let wire = literal(&variant.wire);
        code.line(format!(
            "Self::{}(value) => ({wire}, Some({index}), awsjson_wire::View::view(value)),",
            variant.variant
        ));
    }
    code.line("Self::Unknown(name, value) => (name, None, awsjson_wire::View::view(value)),");
    code.line("}");
    code.line("}");
    code.line("#[inline]");
    code.line("fn select(&mut self, index: usize) -> Option<awsjson_wire::Slot<'_>> {");
    code.line("*self = match index {");
    for (index, variant) in union.variants.iter().enumerate() {
        code.line(format!("{index} => Self::{}(awsjson_wire::Blank::blank()),", variant.variant));
    }
    code.line("_ => return None,");
    code.line("};");
    code.line("Some(match self {");
    for variant in &union.variants {
        code.line(format!("Self::{}(value) => awsjson_wire::Fill::slot(value),", variant.variant));
    }
    code.line("Self::Unknown(_, value) => awsjson_wire::Fill::slot(value),");
    code.line("})");
    code.line("}");
    code.line("#[inline]");
    code.line("fn select_unknown(&mut self, name: &str) -> Option<awsjson_wire::Slot<'_>> {");
    code.line("*self = Self::Unknown(name.to_owned(), awsjson_wire::Blank::blank());");
    code.line("match self {");
    code.line("Self::Unknown(_, value) => Some(awsjson_wire::Fill::slot(value)),");
    code.line("_ => None,");
    code.line("}");
    code.line("}");
    code.line("}");
}

fn blank(code: &mut Code, type_name: &str, value: &str) {
    code.blank();
    code.line(format!("impl awsjson_wire::Blank for {type_name} {{"));
    code.line("#[inline]");
    code.line("fn blank() -> Self {");
    code.line(value);
    code.line("}");
    code.line("}");
}

fn wire(code: &mut Code, type_name: &str, viewed: &str, filled: &str) {
    code.blank();
    code.line(format!("impl awsjson_wire::View for {type_name} {{"));
    code.line("#[inline]");
    code.line("fn view(&self) -> awsjson_wire::Value<'_> {");
    code.line(format!("awsjson_wire::Value::Union({viewed})"));
    code.line("}");
    code.line("}");
    code.blank();
    code.line(format!("impl awsjson_wire::Fill for {type_name} {{"));
    code.line("#[inline]");
    code.line("fn slot(&mut self) -> awsjson_wire::Slot<'_> {");
    code.line(format!("awsjson_wire::Slot::Union({filled})"));
    code.line("}");
    code.line("}");
}
