//! How many nodes have what: the aggregators of `GetInventory`.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::{Attribute, Condition, accept};
use super::item::{Entry, Item};
use crate::model::types::{
    InvalidAggregatorException, InvalidInventoryGroupException, InventoryAggregator, InventoryGroup,
    InventoryResultItem,
};
use crate::protocol::Error;

/// What a node has of a type.
type Items<'a> = dyn Fn(&str, &str) -> Option<Item> + 'a;

/// The attributes of an expression and of those nested in it, outermost first. What the attributes of
/// one type say is said by one and the same entry.
type Path = Vec<Attribute>;

/// Answers counts by the type of the outermost expression, or by the name of a group.
pub(super) fn aggregate(
    aggregators: &[InventoryAggregator],
    nodes: &[String],
    items: &Items<'_>,
) -> Result<BTreeMap<String, InventoryResultItem>, Error> {
    let mut data: BTreeMap<String, InventoryResultItem> = BTreeMap::new();
    for aggregator in aggregators {
        for path in paths(aggregator, 0)? {
            let Some(outermost) = path.first() else { continue };
            let content = count_values(&path, nodes, items);
            data.entry(outermost.type_name.clone()).or_default().content.extend(content);
        }
        for group in aggregator.groups.iter().flatten() {
            let content = count_group(group, nodes, items)?;
            if data
                .insert(group.name.clone(), InventoryResultItem { content, ..Default::default() })
                .is_some()
            {
                let message = format!("there are two groups {:?}", group.name);
                return Err(InvalidInventoryGroupException::with_message(message).into());
            }
        }
    }
    Ok(data)
}

/// The ways from an expression to the innermost ones that are nested in it.
fn paths(aggregator: &InventoryAggregator, depth: usize) -> Result<Vec<Path>, Error> {
    let groups = aggregator.groups.as_deref().unwrap_or_default();
    let nested = aggregator.aggregators.as_deref().unwrap_or_default();
    let Some(expression) = &aggregator.expression else {
        return if groups.is_empty() || depth > 0 || !nested.is_empty() {
            Err(invalid("an aggregator has an Expression, or Groups and nothing else".to_owned()))
        } else {
            Ok(Vec::new())
        };
    };
    if !groups.is_empty() {
        return Err(invalid("an aggregator has either an Expression or Groups".to_owned()));
    }
    let attribute = Attribute::parse(expression)
        .ok_or_else(|| invalid(format!("{expression:?} is no expression; one is TYPE.ATTRIBUTE")))?;
    if nested.is_empty() {
        return Ok(vec![vec![attribute]]);
    }
    let mut found = Vec::new();
    for inner in nested {
        for path in paths(inner, depth + 1)? {
            found.push([vec![attribute.clone()], path].concat());
        }
    }
    Ok(found)
}

/// How many nodes have each combination of values.
fn count_values(path: &[Attribute], nodes: &[String], items: &Items<'_>) -> Vec<Entry> {
    let mut counts: BTreeMap<Entry, usize> = BTreeMap::new();
    for node in nodes {
        for values in combinations(path, &|type_name| items(node, type_name)) {
            *counts.entry(values).or_default() += 1;
        }
    }
    let counted = |(mut values, count): (Entry, usize)| {
        values.insert("Count".to_owned(), count.to_string());
        values
    };
    counts.into_iter().map(counted).collect()
}

/// The combinations of values that a node has, each once.
fn combinations(path: &[Attribute], item: &dyn Fn(&str) -> Option<Item>) -> BTreeSet<Entry> {
    let types: BTreeSet<&str> = path.iter().map(|attribute| attribute.type_name.as_str()).collect();
    let mut found = BTreeSet::from([Entry::new()]);
    for type_name in types {
        let attributes: Vec<&Attribute> =
            path.iter().filter(|attribute| attribute.type_name == type_name).collect();
        let entries = item(type_name).map(|item| item.entries).unwrap_or_default();
        let values: BTreeSet<Entry> = entries.iter().filter_map(|entry| select(entry, &attributes)).collect();
        found = found
            .iter()
            .flat_map(|before| {
                values.iter().map(|values| before.clone().into_iter().chain(values.clone()).collect())
            })
            .collect();
    }
    found
}

/// The values of these attributes, if an entry has them all.
fn select(entry: &Entry, attributes: &[&Attribute]) -> Option<Entry> {
    let value = |attribute: &&Attribute| Some((attribute.name.clone(), entry.get(&attribute.name)?.clone()));
    attributes.iter().map(value).collect()
}

/// How many nodes meet all conditions of a group, and how many do not.
fn count_group(group: &InventoryGroup, nodes: &[String], items: &Items<'_>) -> Result<Vec<Entry>, Error> {
    let conditions = group.filters.iter().cloned().map(Condition::of_node);
    let conditions: Vec<Condition> = conditions.collect::<Result<_, _>>().map_err(|_| {
        let message = format!("a filter of the group {:?} is none of inventory", group.name);
        Error::from(InvalidInventoryGroupException::with_message(message))
    })?;
    let fits = |node: &&String| accept(&conditions, &|type_name| items(node, type_name));
    let matching = nodes.iter().filter(fits).count();
    let count = |name: &str, count: usize| Entry::from([(name.to_owned(), count.to_string())]);
    Ok(vec![count("notMatchingCount", nodes.len() - matching), count("matchingCount", matching)])
}

fn invalid(message: String) -> Error {
    InvalidAggregatorException::with_message(message).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(entries: &[&[(&str, &str)]]) -> Item {
        let entry =
            |entry: &&[(&str, &str)]| entry.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Item {
            schema_version: "1.0".to_owned(),
            capture_time: String::new(),
            content_hash: None,
            entries: entries.iter().map(entry).collect(),
        }
    }

    #[test]
    fn attributes_of_one_type_are_taken_from_one_entry() {
        let path: Vec<Attribute> =
            ["AWS:Application.Name", "AWS:Application.Version", "AWS:InstanceInformation.PlatformType"]
                .into_iter()
                .filter_map(Attribute::parse)
                .collect();
        let items = |type_name: &str| {
            Some(match type_name {
                "AWS:Application" => item(&[
                    &[("Name", "a"), ("Version", "1")],
                    &[("Name", "b"), ("Version", "2")],
                    &[("Name", "no version")],
                ]),
                _ => item(&[&[("PlatformType", "Linux")]]),
            })
        };
        let found = combinations(&path, &items);
        let names: Vec<(&str, &str, &str)> = found
            .iter()
            .map(|found| (&*found["Name"], &*found["Version"], &*found["PlatformType"]))
            .collect();
        assert_eq!(names, [("a", "1", "Linux"), ("b", "2", "Linux")]);
    }
}
