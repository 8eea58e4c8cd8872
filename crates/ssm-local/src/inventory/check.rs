//! Whether items may be put.

use super::aws_types::AwsType;
use super::collection::COMPLIANCE_ITEM;
use super::item::Entry;
use crate::model::types::{
    InvalidInventoryItemContextException, InvalidItemContentException, InvalidTypeNameException,
    InventoryItem, ItemSizeLimitExceededException, TotalSizeLimitExceededException,
    UnsupportedInventoryItemContextException, UnsupportedInventorySchemaVersionException,
};
use crate::protocol::Error;

/// How large all items of a request may be, in bytes: the quota for inventory data per node and call.
const MAXIMUM_TOTAL: usize = 1024 * 1024;

/// How large the item of a custom type may be, in bytes: the quota for the size of a custom type.
const MAXIMUM_CUSTOM: usize = 200 * 1024;

/// What the context of an item may tell.
const CONTEXT_KEYS: [&str; 4] = ["ComplianceType", "ExecutionId", "ExecutionTime", "ExecutionType"];

/// Checks the items of a request for themselves.
pub(super) fn items(items: &[InventoryItem]) -> Result<(), Error> {
    for item in items {
        type_name(&item.type_name)?;
        context(item)?;
        match AwsType::named(&item.type_name) {
            Some(aws_type) => known(item, aws_type)?,
            None => custom(item)?,
        }
    }
    let total: usize = items.iter().map(size).sum();
    if total > MAXIMUM_TOTAL {
        let message = format!("the items have {total} bytes together and may have {MAXIMUM_TOTAL}");
        return Err(TotalSizeLimitExceededException::with_message(message).into());
    }
    Ok(())
}

/// Refuses a type that is neither one of the service's nor can be a custom one.
pub(super) fn type_name(name: &str) -> Result<(), Error> {
    let is_known = match name.strip_prefix("Custom:") {
        Some(custom) => !custom.trim().is_empty(),
        None => AwsType::named(name).is_some(),
    };
    if is_known {
        return Ok(());
    }
    let message = format!("there is no inventory type {name:?}; GetInventorySchema lists those there are");
    Err(InvalidTypeNameException::with_message(message).into())
}

fn context(item: &InventoryItem) -> Result<(), Error> {
    let Some(context) = &item.context else { return Ok(()) };
    if item.type_name != COMPLIANCE_ITEM {
        let message = format!("an item of {} has no context; one of {COMPLIANCE_ITEM} has", item.type_name);
        let type_name = Some(item.type_name.clone());
        return Err(UnsupportedInventoryItemContextException { type_name, message: Some(message) }.into());
    }
    match context.keys().find(|key| !CONTEXT_KEYS.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => {
            let message = format!("{key:?} is no key of a context; keys are {}", CONTEXT_KEYS.join(", "));
            Err(InvalidInventoryItemContextException::with_message(message).into())
        }
    }
}

fn known(item: &InventoryItem, aws_type: &AwsType) -> Result<(), Error> {
    if !aws_type.versions.contains(&item.schema_version.as_str()) {
        let (name, versions) = (aws_type.name, aws_type.versions.join(", "));
        let message = format!(
            "version {} of the schema of {name} is not supported; versions are {versions}",
            item.schema_version
        );
        return Err(UnsupportedInventorySchemaVersionException::with_message(message).into());
    }
    for (attribute, value) in item.content.iter().flatten().flatten() {
        match aws_type.attributes().find(|(name, _)| name == attribute) {
            Some((_, is_number)) if !is_number || value.is_empty() || value.parse::<f64>().is_ok() => {}
            Some(_) => {
                return Err(invalid_content(item, format!("{attribute} must be a number, not {value:?}")));
            }
            None => return Err(invalid_content(item, format!("{attribute:?} is no attribute of the type"))),
        }
    }
    Ok(())
}

fn custom(item: &InventoryItem) -> Result<(), Error> {
    let size = size(item);
    if size > MAXIMUM_CUSTOM {
        let message =
            format!("the item has {size} bytes, and one of a custom type may have {MAXIMUM_CUSTOM}");
        let type_name = Some(item.type_name.clone());
        return Err(ItemSizeLimitExceededException { type_name, message: Some(message) }.into());
    }
    Ok(())
}

/// The error that the content of an item is not as its type has it.
pub(super) fn invalid_content(item: &InventoryItem, message: String) -> Error {
    InvalidItemContentException { type_name: Some(item.type_name.clone()), message: Some(message) }.into()
}

/// The length of all names and values of an item, in bytes.
fn size(item: &InventoryItem) -> usize {
    let entry = |entry: &Entry| entry.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
    item.content.iter().flatten().map(entry).sum()
}
