//! What is there without a word of explanation.

use crate::resolve::ir::{Enum, EnumValues, EnumVariant, Member, Service, Structure};

/// Every operation, type, member, value and error that says nothing of itself, by its name in the
/// model. The message of an error needs no words; what an operation is asked and answers is said by
/// the operation.
pub(crate) fn undocumented(service: &Service) -> Vec<String> {
    let mut missing = Vec::new();
    for operation in &service.operations {
        if operation.documentation.is_none() {
            missing.push(operation.name.clone());
        }
        for side in [&operation.request, &operation.response] {
            members(&mut missing, side);
        }
    }
    for structure in &service.structures {
        if structure.documentation.is_none() {
            missing.push(structure.shape_name.clone());
        }
        members(&mut missing, structure);
    }
    for union in &service.unions {
        if union.documentation.is_none() {
            missing.push(union.shape_name.clone());
        }
        let variants = union.variants.iter().filter(|variant| variant.documentation.is_none());
        missing.extend(variants.map(|variant| format!("{}${}", union.shape_name, variant.wire)));
    }
    for enumeration in &service.enums {
        if enumeration.documentation.is_none() {
            missing.push(enumeration.shape_name.clone());
        }
        match &enumeration.values {
            EnumValues::Text(variants) => values(&mut missing, enumeration, variants),
            EnumValues::Number(variants) => values(&mut missing, enumeration, variants),
        }
    }
    missing.sort_unstable();
    missing.dedup();
    missing
}

fn members(missing: &mut Vec<String>, structure: &Structure) {
    let message = structure.error.as_ref().and_then(|error| error.message.as_ref());
    let says_nothing = |member: &&Member| member.documentation.is_none() && Some(&member.field) != message;
    let without = structure.members.iter().filter(says_nothing);
    missing.extend(without.map(|member| format!("{}${}", structure.shape_name, member.wire)));
}

fn values<V: std::fmt::Display>(missing: &mut Vec<String>, enumeration: &Enum, variants: &[EnumVariant<V>]) {
    let without = variants.iter().filter(|variant| variant.documentation.is_none());
    missing.extend(without.map(|variant| format!("{}${}", enumeration.shape_name, variant.value)));
}
