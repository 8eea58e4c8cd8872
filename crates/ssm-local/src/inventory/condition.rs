//! Filters of inventory: what may be asked, and what fits.

use super::aws_types::AwsType;
use super::check;
use super::item::{Entry, Item};
use crate::model::types::{InvalidFilter, InventoryFilter, InventoryQueryOperatorType as Operator};
use crate::protocol::Error;

/// The key of a filter that asks whether there is anything of a type.
const TYPE_NAME: &str = "TypeName";

/// What a filter looks at.
#[derive(Clone)]
enum Subject {
    /// Whether a node has items of types.
    Types,
    /// An attribute of the entries of a type.
    Attribute(Attribute),
}

/// An attribute of a type.
#[derive(Clone)]
pub(super) struct Attribute {
    pub(super) type_name: String,
    pub(super) name: String,
}

impl Attribute {
    /// Understands an attribute as in `AWS:Application.Name`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (type_name, name) = text.split_once('.')?;
        check::type_name(type_name).ok()?;
        let is_known = match AwsType::named(type_name) {
            Some(aws_type) => aws_type.attributes().any(|(found, _)| found == name),
            None => !name.is_empty(),
        };
        is_known.then(|| Self { type_name: type_name.to_owned(), name: name.to_owned() })
    }
}

/// A condition that a node meets or not.
#[derive(Clone)]
pub(super) struct Condition {
    subject: Subject,
    operator: Operator,
    values: Vec<String>,
}

impl Condition {
    /// A filter as it may be asked of nodes.
    pub(super) fn of_node(filter: InventoryFilter) -> Result<Self, Error> {
        let operator = filter.r#type.unwrap_or(Operator::Equal);
        let subject = if filter.key == TYPE_NAME {
            if operator != Operator::Exists {
                return Err(invalid(format!("the filter {TYPE_NAME} needs the type Exists")));
            }
            for name in &filter.values {
                check::type_name(name)
                    .map_err(|_| invalid(format!("there is no inventory type {name:?}")))?;
            }
            Subject::Types
        } else {
            let key = &filter.key;
            Subject::Attribute(Attribute::parse(key).ok_or_else(|| {
                invalid(format!("{key:?} is no filter; filters are {TYPE_NAME} and TYPE.ATTRIBUTE"))
            })?)
        };
        Ok(Self { subject, operator, values: filter.values })
    }

    /// A filter as it may be asked of entries of a type: its key is an attribute, with the type or
    /// without.
    pub(super) fn of_entry(mut filter: InventoryFilter, type_name: &str) -> Result<Self, Error> {
        if !filter.key.starts_with(&format!("{type_name}.")) {
            filter.key = format!("{type_name}.{}", filter.key);
        }
        Self::of_node(filter)
    }

    /// Whether an entry, which is of the filter's type, meets the condition.
    pub(super) fn accepts_entry(&self, entry: &Entry) -> bool {
        let Subject::Attribute(attribute) = &self.subject else { return false };
        let found = entry.get(&attribute.name);
        let any = |fits: &dyn Fn(&str, &str) -> bool| {
            found.is_some_and(|found| self.values.iter().any(|value| fits(found, value)))
        };
        match self.operator {
            Operator::NotEqual => !any(&|found, value| found == value),
            Operator::BeginWith => any(&|found, value| found.starts_with(value)),
            Operator::LessThan => any(&|found, value| magnitude(found) < magnitude(value)),
            Operator::GreaterThan => any(&|found, value| magnitude(found) > magnitude(value)),
            Operator::Exists => found.is_some(),
            _ => any(&|found, value| found == value),
        }
    }
}

/// Whether a node, which has this of each type, meets all conditions. Conditions on one type are met
/// by one and the same entry, except for `NotEqual`, which no entry may break.
pub(super) fn accept(conditions: &[Condition], item: &dyn Fn(&str) -> Option<Item>) -> bool {
    conditions.iter().all(|condition| match &condition.subject {
        Subject::Types => condition.values.iter().any(|type_name| item(type_name).is_some()),
        Subject::Attribute(attribute) => {
            let Some(item) = item(&attribute.type_name) else { return false };
            if condition.operator == Operator::NotEqual {
                return item.entries.iter().all(|entry| condition.accepts_entry(entry));
            }
            let together: Vec<&Condition> = conditions
                .iter()
                .filter(|other| other.is_on(&attribute.type_name) && other.operator != Operator::NotEqual)
                .collect();
            item.entries.iter().any(|entry| together.iter().all(|other| other.accepts_entry(entry)))
        }
    })
}

impl Condition {
    fn is_on(&self, type_name: &str) -> bool {
        matches!(&self.subject, Subject::Attribute(attribute) if attribute.type_name == type_name)
    }
}

/// What is compared of a value: its numbers one after the other and the text between them.
fn magnitude(text: &str) -> Vec<(u64, &str)> {
    let parts = text.split_inclusive(|c: char| !c.is_ascii_digit());
    parts
        .map(|part| {
            let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            let (digits, rest) = part.split_at(end);
            (digits.parse().unwrap_or_default(), rest)
        })
        .collect()
}

/// That a filter cannot be asked.
pub(super) fn invalid(message: String) -> Error {
    InvalidFilter::with_message(message).into()
}

#[cfg(test)]
mod tests {
    use super::{Attribute, magnitude};

    #[test]
    fn values_are_compared_by_their_numbers() {
        assert!(magnitude("10") > magnitude("9"));
        assert!(magnitude("3.10.0") > magnitude("3.9.12"));
        assert!(magnitude("2026-11-22T10:00:00Z") > magnitude("2026-11-22T09:59:59Z"));
        assert!(magnitude("b") > magnitude("a"));
    }

    #[test]
    fn attributes_belong_to_types() {
        for good in ["AWS:Application.Name", "Custom:Rack.Location"] {
            assert!(Attribute::parse(good).is_some(), "{good}");
        }
        for bad in ["Name", "AWS:Application", "AWS:Application.Colour", "AWS:Planet.Name", "Custom:Rack."] {
            assert!(Attribute::parse(bad).is_none(), "{bad}");
        }
    }
}
