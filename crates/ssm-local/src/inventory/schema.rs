//! `GetInventorySchema`.

use super::aws_types::{AwsType, TYPES};
use super::check;
use super::custom_type::CustomType;
use crate::model::operation::{GetInventorySchemaRequest, GetInventorySchemaResponse};
use crate::model::types::{InventoryAttributeDataType, InventoryItemAttribute, InventoryItemSchema};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many schemas a page has unless the request says it.
const PAGE: usize = 200;

/// Types whose data comes in sub-types, one for each type of compliance.
const WITH_SUB_TYPES: [&str; 2] = ["AWS:ComplianceItem", "AWS:ComplianceSummary"];

/// Answers the schemas of all types, of those of one namespace, or of one type.
pub(super) fn get_inventory_schema(
    call: &mut Call<'_>,
    request: GetInventorySchemaRequest,
) -> Result<GetInventorySchemaResponse, Error> {
    let asked = request.type_name.unwrap_or_default();
    let is_namespace = ["", "AWS", "AWS:", "Custom", "Custom:"].contains(&asked.as_str());
    if !is_namespace {
        check::type_name(&asked)?;
    }
    let fits = |name: &str| name == asked || is_namespace && name.starts_with(&asked);
    let aggregator = request.aggregator.unwrap_or_default();
    let sub_type = request.sub_type.unwrap_or_default();

    let known = TYPES.iter().filter(|found| fits(found.name));
    let known = known.filter(|found| !sub_type || WITH_SUB_TYPES.contains(&found.name));
    let mut schemas: Vec<(String, InventoryItemSchema)> = known
        .filter(|found| !aggregator || !found.aggregated.is_empty())
        .map(|found| (found.name.to_owned(), of_aws_type(found, aggregator)))
        .collect();
    if !sub_type && !aggregator {
        let custom = call.store.inventory.custom_types.iter().filter(|(name, _)| fits(name));
        schemas.extend(custom.flat_map(|(name, custom)| of_custom_type(name, custom)));
    }
    schemas.sort_by(|(a, _), (b, _)| a.cmp(b));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page =
        call.store.paging.page::<String, _, _>("GetInventorySchema", token, size, schemas.into_iter())?;
    Ok(GetInventorySchemaResponse { schemas: page.items, next_token: page.next_token })
}

fn of_aws_type(aws_type: &AwsType, aggregator: bool) -> InventoryItemSchema {
    let attributes =
        aws_type.attributes().filter(|(name, _)| !aggregator || aws_type.aggregated.contains(name));
    let attribute = |(name, is_number): (&str, bool)| {
        let data_type =
            if is_number { InventoryAttributeDataType::Number } else { InventoryAttributeDataType::String };
        InventoryItemAttribute { name: Some(name.to_owned()), data_type: Some(data_type) }
    };
    InventoryItemSchema {
        type_name: Some(aws_type.name.to_owned()),
        version: aws_type.versions.last().map(|version| (*version).to_owned()),
        attributes: attributes.map(attribute).collect(),
        display_name: Some(aws_type.display_name.to_owned()),
    }
}

fn of_custom_type(name: &str, custom: &CustomType) -> impl Iterator<Item = (String, InventoryItemSchema)> {
    let attribute = |attribute: &String| InventoryItemAttribute {
        name: Some(attribute.clone()),
        data_type: Some(InventoryAttributeDataType::String),
    };
    custom.versions.iter().map(move |(version, attributes)| {
        let schema = InventoryItemSchema {
            type_name: Some(name.to_owned()),
            version: Some(version.clone()),
            attributes: attributes.iter().map(attribute).collect(),
            display_name: None,
        };
        (format!("{name} {version}"), schema)
    })
}
