//! Enumerations: open, since services add values without asking.

use super::structures;
use super::text::{Code, literal};
use crate::resolve::ir::{Enum, EnumValues, EnumVariant};

pub(super) fn emit(code: &mut Code, enumeration: &Enum) {
    let prose = enumeration.documentation.clone();
    code.documentation(
        &prose.unwrap_or_else(|| format!("The enumeration `{}` of the service.", enumeration.shape_name)),
    );
    let name = &enumeration.type_name;
    match &enumeration.values {
        EnumValues::Text(variants) => {
            text(code, name, variants);
            identity(
                code,
                name,
                "awsjson_wire::text::same(self.as_str(), other.as_str())",
                "awsjson_wire::text::hash(self.as_str(), state);",
            );
            formatting(code, enumeration, "Debug", "std::fmt::Debug::fmt(self.as_str(), f)");
            formatting(code, enumeration, "Display", "f.pad(self.as_str())");
        }
        EnumValues::Number(variants) => {
            number(code, name, variants);
            identity(code, name, "self.as_i32() == other.as_i32()", "self.as_i32().hash(state);");
            formatting(code, enumeration, "Debug", "std::fmt::Debug::fmt(&self.as_i32(), f)");
        }
    }
}

/// Two are the same if they are the same on the wire, as members of structures are.
fn identity(code: &mut Code, name: &str, comparison: &str, hash: &str) {
    structures::equality(code, name, comparison);
    code.blank();
    code.line(format!("impl Eq for {name} {{}}"));
    code.blank();
    code.line(format!("impl std::hash::Hash for {name} {{"));
    code.line("#[inline]");
    code.line("fn hash<H: std::hash::Hasher>(&self, state: &mut H) {");
    code.line(hash);
    code.line("}");
    code.line("}");
}

fn formatting(code: &mut Code, enumeration: &Enum, formatting: &str, shown: &str) {
    code.line(format!("impl std::fmt::{formatting} for {} {{", enumeration.type_name));
    code.line("#[inline]");
    code.line("fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {");
    code.line(if enumeration.secret { "f.write_str(awsjson_wire::REDACTED)" } else { shown });
    code.line("}");
    code.line("}");
}

fn definition<V>(
    code: &mut Code,
    name: &str,
    variants: &[EnumVariant<V>],
    shown: impl Fn(&V) -> String,
    catch_all: &str,
) {
    code.line("#[derive(Clone)]");
    code.line("#[non_exhaustive]");
    code.line(format!("pub enum {name} {{"));
    for variant in variants {
        let fact = format!("`{}`", shown(&variant.value));
        match &variant.documentation {
            Some(prose) => code.documentation(&format!("{prose}\n\n{fact}")),
            None => code.documentation(&fact),
        }
        code.line(format!("{},", variant.variant));
    }
    code.documentation("A value that is newer than this crate, kept as it came.");
    code.line(format!("Unknown({catch_all}),"));
    code.line("}");
}

fn text(code: &mut Code, name: &str, variants: &[EnumVariant<String>]) {
    definition(code, name, variants, Clone::clone, "String");
    code.blank();
    code.line(format!("impl {name} {{"));
    code.documentation("The value on the wire.");
    code.line("#[inline]");
    code.line("#[must_use]");
    code.line("pub fn as_str(&self) -> &str {");
    code.line("match self {");
    for variant in variants {
        code.line(format!("Self::{} => {},", variant.variant, literal(&variant.value)));
    }
    code.line("Self::Unknown(value) => awsjson_wire::text::borrowed(value),");
    code.line("}");
    code.line("}");
    code.line("}");
    code.blank();
    code.line(format!("impl From<&str> for {name} {{"));
    code.line("#[inline]");
    code.line("fn from(value: &str) -> Self {");
    let texts: Vec<String> = variants.iter().map(|variant| literal(&variant.value)).collect();
    code.list("match awsjson_wire::text::position(&[", &texts, "], value) {");
    for (index, variant) in variants.iter().enumerate() {
        code.line(format!("Some({index}) => Self::{},", variant.variant));
    }
    code.line("_ => Self::Unknown(awsjson_wire::text::owned(value)),");
    code.line("}");
    code.line("}");
    code.line("}");
    code.blank();
    code.line(format!("impl From<String> for {name} {{"));
    code.line("#[inline]");
    code.line("fn from(value: String) -> Self {");
    code.line("Self::from(awsjson_wire::text::borrowed(&value))");
    code.line("}");
    code.line("}");
    wire(code, name, "Self::Unknown(String::new())", "awsjson_wire::Value::String(self.as_str())", "Text");
}

fn number(code: &mut Code, name: &str, variants: &[EnumVariant<i32>]) {
    definition(code, name, variants, ToString::to_string, "i32");
    code.blank();
    code.line(format!("impl {name} {{"));
    code.documentation("The value on the wire.");
    code.line("#[inline]");
    code.line("#[must_use]");
    code.line("pub fn as_i32(&self) -> i32 {");
    code.line("match self {");
    for variant in variants {
        code.line(format!("Self::{} => {},", variant.variant, variant.value));
    }
    code.line("Self::Unknown(value) => *value,");
    code.line("}");
    code.line("}");
    code.line("}");
    code.blank();
    code.line(format!("impl From<i32> for {name} {{"));
    code.line("#[inline]");
    code.line("fn from(value: i32) -> Self {");
    code.line("match value {");
    for variant in variants {
        code.line(format!("{} => Self::{},", variant.value, variant.variant));
    }
    code.line("_ => Self::Unknown(value),");
    code.line("}");
    code.line("}");
    code.line("}");
    wire(code, name, "Self::from(0)", "awsjson_wire::Value::Integer(self.as_i32().into())", "Code");
}

fn wire(code: &mut Code, name: &str, blank: &str, view: &str, slot: &str) {
    code.blank();
    code.line(format!("impl awsjson_wire::Blank for {name} {{"));
    code.line("#[inline]");
    code.line("fn blank() -> Self {");
    code.line(blank);
    code.line("}");
    code.line("}");
    code.blank();
    code.line(format!("impl awsjson_wire::View for {name} {{"));
    code.line("#[inline]");
    code.line("fn view(&self) -> awsjson_wire::Value<'_> {");
    code.line(view);
    code.line("}");
    code.line("}");
    code.blank();
    code.line(format!("impl awsjson_wire::Fill for {name} {{"));
    code.line("#[inline]");
    code.line("fn slot(&mut self) -> awsjson_wire::Slot<'_> {");
    code.line(format!("awsjson_wire::Slot::{slot}(self)"));
    code.line("}");
    code.line("}");
}
