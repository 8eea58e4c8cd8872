//! `types`: the structures, unions and enumerations of the model.

use std::collections::BTreeSet;

use super::text::Code;
use super::{Side, enums, groups, structures, unions};
use crate::resolve::ir::{Enum, Service, Structure, Union};

enum Item<'a> {
    Structure(&'a Structure),
    Union(&'a Union),
    Enum(&'a Enum),
}

impl Item<'_> {
    fn type_name(&self) -> &str {
        match self {
            Item::Structure(structure) => &structure.type_name,
            Item::Union(union) => &union.type_name,
            Item::Enum(enumeration) => &enumeration.type_name,
        }
    }

    fn capabilities(&self, side: Side) -> BTreeSet<String> {
        match (side, self) {
            (Side::Server, _) => BTreeSet::new(),
            (Side::Client, Item::Structure(structure)) => structure.capabilities.clone(),
            (Side::Client, Item::Union(union)) => union.capabilities.clone(),
            (Side::Client, Item::Enum(enumeration)) => enumeration.capabilities.clone(),
        }
    }
}

pub(super) fn emit(service: &Service, side: Side) -> String {
    let mut items: Vec<Item<'_>> = Vec::new();
    items.extend(service.structures.iter().map(Item::Structure));
    items.extend(service.unions.iter().map(Item::Union));
    items.extend(service.enums.iter().map(Item::Enum));
    items.sort_by(|a, b| a.type_name().cmp(b.type_name()));
    let mut code = Code::default();
    groups::emit(
        &mut code,
        &items,
        &["super::*"],
        |item| item.capabilities(side),
        |code, items| {
            for item in items {
                code.blank();
                match item {
                    Item::Structure(structure) => structures::emit(code, structure, "", side),
                    Item::Union(union) => unions::emit(code, union, side),
                    Item::Enum(enumeration) => enums::emit(code, enumeration),
                }
            }
            let names = items.iter().map(|item| item.type_name());
            match side {
                Side::Client => serde_traits_by_feature(code, "", names),
                // A server keeps what it is sent.
                Side::Server => {
                    code.blank();
                    serde_traits(code, "", names);
                }
            }
        },
    );
    code.finish()
}

/// Implements serde's traits for these types when the feature `json` is on.
pub(super) fn serde_traits_by_feature<'a>(code: &mut Code, kind: &str, names: impl Iterator<Item = &'a str>) {
    code.blank();
    code.line("#[cfg(feature = \"json\")]");
    serde_traits(code, kind, names);
}

fn serde_traits<'a>(code: &mut Code, kind: &str, names: impl Iterator<Item = &'a str>) {
    code.line("awsjson_wire::serde_traits! {");
    if !kind.is_empty() {
        code.line(kind);
    }
    for name in names {
        code.line(format!("{name},"));
    }
    code.line("}");
}
