//! The shapes that every Smithy model has without defining them.

use std::collections::BTreeMap;

use super::{Kind, Shape, Traits};

/// Makes the kind of a shape anew.
type MakeKind = fn() -> Kind;

const PRELUDE: &[(&str, MakeKind)] = &[
    ("BigDecimal", || Kind::BigDecimal),
    ("BigInteger", || Kind::BigInteger),
    ("Blob", || Kind::Blob),
    ("Boolean", || Kind::Boolean),
    ("Byte", || Kind::Byte),
    ("Document", || Kind::Document),
    ("Double", || Kind::Double),
    ("Float", || Kind::Float),
    ("Integer", || Kind::Integer),
    ("Long", || Kind::Long),
    ("PrimitiveBoolean", || Kind::Boolean),
    ("PrimitiveByte", || Kind::Byte),
    ("PrimitiveDouble", || Kind::Double),
    ("PrimitiveFloat", || Kind::Float),
    ("PrimitiveInteger", || Kind::Integer),
    ("PrimitiveLong", || Kind::Long),
    ("PrimitiveShort", || Kind::Short),
    ("Short", || Kind::Short),
    ("String", || Kind::String),
    ("Timestamp", || Kind::Timestamp),
    ("Unit", || Kind::Structure { members: Vec::new() }),
];

/// Adds the prelude, but never over a definition of the model's own.
pub(super) fn add(shapes: &mut BTreeMap<String, Shape>) {
    for (name, kind) in PRELUDE {
        let shape = Shape { kind: kind(), traits: Traits::default(), mixins: Vec::new() };
        shapes.entry(format!("smithy.api#{name}")).or_insert(shape);
    }
}
