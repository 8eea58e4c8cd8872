//! What an OpsItem may consist of.

use std::collections::BTreeMap;

use super::collection::OpsItems;
use crate::model::types::{
    OpsItem, OpsItemDataType, OpsItemDataValue, OpsItemInvalidParameterException,
    OpsItemLimitExceededException, OpsItemStatus,
};
use crate::protocol::Error;

/// The key of the operational data that tells items from each other.
pub(super) const DEDUP: &str = "/aws/dedup";

/// The key of the operational data that names the resources that an item is about.
pub(super) const RESOURCES: &str = "/aws/resources";

/// The key of the operational data that names automations for an item.
pub(super) const AUTOMATIONS: &str = "/aws/automations";

/// What keys of operational data must not begin with, with or without a slash.
const RESERVED: [&str; 4] = ["amazon", "amzn", "aws", "ssm"];

/// How many bytes the operational data of an item may have.
const MAXIMUM_DATA: usize = 20 * 1024;

/// How many other items an item may be related to.
const MAXIMUM_RELATED: usize = 10;

/// The types of items. What has none is an issue.
pub(super) const TYPES: [&str; 3] = ["/aws/issue", "/aws/changerequest", "/aws/insight"];

/// Refuses an item that cannot be.
pub(super) fn item(items: &OpsItems, item: &OpsItem) -> Result<(), Error> {
    operational_data(&item.operational_data)?;
    if let Some(found) = item.ops_item_type.as_deref().filter(|found| !TYPES.contains(found)) {
        let message = format!("{found:?} is no type of an OpsItem; types are {}", TYPES.join(", "));
        return Err(invalid("OpsItemType", message));
    }
    if item.related_ops_items.len() > MAXIMUM_RELATED {
        return Err(limit("OpsItem", MAXIMUM_RELATED, "other OpsItems an OpsItem may be related to"));
    }
    match item.related_ops_items.iter().find(|related| !items.contains(&related.ops_item_id)) {
        None => Ok(()),
        Some(related) => {
            let message = format!("there is no OpsItem {}", related.ops_item_id);
            Err(invalid("RelatedOpsItems", message))
        }
    }
}

/// Refuses a status that an item of its type cannot have.
pub(super) fn status(item: &OpsItem, status: &OpsItemStatus) -> Result<(), Error> {
    let of_every_type = matches!(
        status,
        OpsItemStatus::Open | OpsItemStatus::InProgress | OpsItemStatus::Resolved | OpsItemStatus::Closed
    );
    if of_every_type || item.ops_item_type.as_deref() == Some("/aws/changerequest") {
        return Ok(());
    }
    let message = format!("{} is a status of change requests; this is none", status.as_str());
    Err(invalid("Status", message))
}

fn operational_data(data: &BTreeMap<String, OpsItemDataValue>) -> Result<(), Error> {
    for (key, value) in data {
        let plain = key.strip_prefix('/').unwrap_or(key).to_ascii_lowercase();
        let is_reserved = RESERVED.iter().any(|reserved| plain.starts_with(reserved));
        if is_reserved && ![AUTOMATIONS, DEDUP, RESOURCES].contains(&key.as_str()) {
            let message = format!("the key {key:?} must not begin with {}", RESERVED.join(", "));
            return Err(invalid("OperationalData", message));
        }
        if value.value.is_none() {
            return Err(invalid("OperationalData", format!("the key {key:?} has no value")));
        }
    }
    let size = data.iter().map(|(key, value)| key.len() + value.value.as_ref().map_or(0, String::len));
    if size.sum::<usize>() > MAXIMUM_DATA {
        return Err(limit(
            "OperationalData",
            MAXIMUM_DATA,
            "bytes the operational data of an OpsItem may have",
        ));
    }
    dedup(data).map(|_| ())
}

/// What tells an item from others of its source, if it says.
pub(super) fn dedup(data: &BTreeMap<String, OpsItemDataValue>) -> Result<Option<String>, Error> {
    let Some(value) = data.get(DEDUP) else { return Ok(None) };
    let text = value.value.as_deref().unwrap_or_default();
    let parsed: Option<serde_json::Value> = serde_json::from_str(text).ok();
    let found = parsed.as_ref().and_then(|parsed| parsed["dedupString"].as_str());
    found.map(|found| Some(found.to_owned())).ok_or_else(|| {
        let message =
            format!("{DEDUP} must be a JSON object with a dedupString, as {{\"dedupString\":\"x\"}}");
        invalid("OperationalData", message)
    })
}

/// Operational data with the type of each value said.
pub(super) fn typed(mut data: BTreeMap<String, OpsItemDataValue>) -> BTreeMap<String, OpsItemDataValue> {
    for value in data.values_mut() {
        value.r#type.get_or_insert(OpsItemDataType::String);
    }
    data
}

/// That a parameter cannot be what it is.
pub(super) fn invalid(parameter: &str, message: String) -> Error {
    OpsItemInvalidParameterException { parameter_names: vec![parameter.to_owned()], message: Some(message) }
        .into()
}

/// That there are more of something than may be.
pub(super) fn limit(of: &str, limit: usize, what: &str) -> Error {
    OpsItemLimitExceededException {
        resource_types: vec![of.to_owned()],
        limit: i32::try_from(limit).ok(),
        limit_type: Some("Maximum".to_owned()),
        message: Some(format!("{limit} is the most {what}")),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(key: &str, value: &str) -> BTreeMap<String, OpsItemDataValue> {
        let value = OpsItemDataValue { value: Some(value.to_owned()), r#type: None };
        BTreeMap::from([(key.to_owned(), value)])
    }

    #[test]
    fn keys_of_the_service_are_reserved() {
        for good in ["x", "/x/aws", "/aws/resources", "/aws/automations", "law"] {
            assert!(operational_data(&data(good, "x")).is_ok(), "{good}");
        }
        for bad in ["aws", "/aws/x", "AmazonX", "/amzn", "ssm-x"] {
            assert!(operational_data(&data(bad, "x")).is_err(), "{bad}");
        }
    }

    #[test]
    fn deduplication_goes_by_a_string_in_json() {
        assert_eq!(dedup(&data(DEDUP, r#"{"dedupString":"a"}"#)).unwrap().as_deref(), Some("a"));
        assert_eq!(dedup(&data("x", "a")).unwrap(), None);
        for bad in ["a", "{}", r#"{"dedupString":1}"#] {
            assert!(dedup(&data(DEDUP, bad)).is_err(), "{bad}");
        }
    }
}
