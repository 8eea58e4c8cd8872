//! `GetOpsSummary`: OpsItems as data, or how many of them are how.

use std::collections::BTreeMap;

use time::OffsetDateTime;

use crate::model::operation::{GetOpsSummaryRequest, GetOpsSummaryResponse};
use crate::model::types::{
    InvalidAggregatorException, InvalidFilter, InvalidTypeNameException, OpsAggregator, OpsEntity,
    OpsEntityItem, OpsFilter, OpsFilterOperatorType as Operator, OpsItem, OpsItemStatus,
    ResourceDataSyncNotFoundException,
};
use crate::paging;
use crate::protocol::{Call, Error};
use crate::timestamp::seconds;

/// The only type of data that there is.
const OPS_ITEM: &str = "AWS:OpsItem";

/// How many entities a page has unless the request says it.
const PAGE: usize = 50;

/// Values by attribute.
type Entry = BTreeMap<String, String>;

/// Answers the items that meet all filters, or counts them.
pub(super) fn get_ops_summary(
    call: &mut Call<'_>,
    request: GetOpsSummaryRequest,
) -> Result<GetOpsSummaryResponse, Error> {
    if let Some(name) = request.sync_name.filter(|name| !call.store.resource_data_syncs.contains(name)) {
        let message = Some(format!("there is no resource data sync {name:?}"));
        let error = ResourceDataSyncNotFoundException { sync_name: Some(name), sync_type: None, message };
        return Err(error.into());
    }
    for attribute in request.result_attributes.iter().flatten() {
        check_type(&attribute.type_name)?;
    }
    let filters = request.filters.unwrap_or_default();
    let filters: Vec<(String, OpsFilter)> = filters
        .into_iter()
        .map(|filter| Ok((attribute(&filter.key)?, filter)))
        .collect::<Result<_, Error>>()?;
    let items = call.store.ops_items.iter().map(|(id, item)| (id.clone(), entry(item)));
    let found = items
        .filter(|(_, entry)| filters.iter().all(|(attribute, filter)| accepts(filter, entry.get(attribute))));

    let aggregators = request.aggregators.unwrap_or_default();
    if !aggregators.is_empty() {
        let entries: Vec<Entry> = found.map(|(_, entry)| entry).collect();
        let mut content = Vec::new();
        for aggregator in &aggregators {
            content.extend(count(&path(aggregator)?, &entries));
        }
        return Ok(GetOpsSummaryResponse { entities: vec![entity(None, None, content)], next_token: None });
    }
    let now = call.now;
    let found = found.map(|(id, entry)| (id.clone(), entity(Some(id), Some(now), vec![entry])));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("GetOpsSummary", token, size, found)?;
    Ok(GetOpsSummaryResponse { entities: page.items, next_token: page.next_token })
}

fn check_type(name: &str) -> Result<(), Error> {
    if name == OPS_ITEM {
        return Ok(());
    }
    let message = format!("there is no data of the type {name:?}; the only type is {OPS_ITEM}");
    Err(InvalidTypeNameException::with_message(message).into())
}

/// The attribute that a filter looks at, named as in `AWS:OpsItem.Status`.
fn attribute(key: &str) -> Result<String, Error> {
    let attribute = key.strip_prefix(OPS_ITEM).and_then(|rest| rest.strip_prefix('.'));
    attribute.map(str::to_owned).ok_or_else(|| {
        InvalidFilter::with_message(format!("{key:?} is no filter; filters are {OPS_ITEM}.ATTRIBUTE")).into()
    })
}

fn accepts(filter: &OpsFilter, found: Option<&String>) -> bool {
    let any = |fits: &dyn Fn(&str, &str) -> bool| {
        found.is_some_and(|found| filter.values.iter().any(|value| fits(found, value)))
    };
    match filter.r#type {
        Some(Operator::NotEqual) => !any(&|found, value| found == value),
        Some(Operator::BeginWith) => any(&|found, value| found.starts_with(value)),
        Some(Operator::LessThan) => any(&|found, value| found < value),
        Some(Operator::GreaterThan) => any(&|found, value| found > value),
        Some(Operator::Exists) => found.is_some(),
        _ => any(&|found, value| found == value),
    }
}

/// The attributes that an aggregator and those nested in it count by.
fn path(aggregator: &OpsAggregator) -> Result<Vec<String>, Error> {
    let mut path = Vec::new();
    let mut next = Some(aggregator);
    while let Some(aggregator) = next {
        if aggregator.aggregator_type.as_deref().unwrap_or("count") != "count" {
            return Err(invalid("the only type of an aggregator here is count"));
        }
        check_type(aggregator.type_name.as_deref().unwrap_or(OPS_ITEM))?;
        path.extend(aggregator.attribute_name.clone());
        let nested = aggregator.aggregators.as_deref().unwrap_or_default();
        if nested.len() > 1 {
            return Err(invalid("an aggregator has at most one other nested in it"));
        }
        next = nested.first();
    }
    if path.is_empty() { Err(invalid("an aggregator needs an AttributeName")) } else { Ok(path) }
}

/// How many entries have each combination of values.
fn count(path: &[String], entries: &[Entry]) -> Vec<Entry> {
    let mut counts: BTreeMap<Entry, usize> = BTreeMap::new();
    for entry in entries {
        let value = |name: &String| Some((name.clone(), entry.get(name)?.clone()));
        if let Some(values) = path.iter().map(value).collect::<Option<Entry>>() {
            *counts.entry(values).or_default() += 1;
        }
    }
    let counted = |(mut values, count): (Entry, usize)| {
        values.insert("Count".to_owned(), count.to_string());
        values
    };
    counts.into_iter().map(counted).collect()
}

fn entity(id: Option<String>, captured: Option<OffsetDateTime>, content: Vec<Entry>) -> OpsEntity {
    let item = OpsEntityItem { capture_time: captured.map(seconds), content };
    OpsEntity { id, data: BTreeMap::from([(OPS_ITEM.to_owned(), item)]) }
}

/// An item as data.
fn entry(item: &OpsItem) -> Entry {
    let values = [
        ("Category", item.category.clone()),
        ("CreatedBy", item.created_by.clone()),
        ("CreatedTime", item.created_time.map(seconds)),
        ("LastModifiedTime", item.last_modified_time.map(seconds)),
        ("OpsItemId", item.ops_item_id.clone()),
        ("OpsItemType", item.ops_item_type.clone()),
        ("Priority", item.priority.map(|priority| priority.to_string())),
        ("Severity", item.severity.clone()),
        ("Source", item.source.clone()),
        ("Status", item.status.as_ref().map(OpsItemStatus::as_str).map(str::to_owned)),
        ("Title", item.title.clone()),
    ];
    values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

fn invalid(message: &str) -> Error {
    InvalidAggregatorException::with_message(message).into()
}
