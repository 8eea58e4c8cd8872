//! `DescribeInstanceProperties`.

use super::described::described;
use super::filter::Filter;
use super::node::Node;
use crate::model::operation::{DescribeInstancePropertiesRequest, DescribeInstancePropertiesResponse};
use crate::model::types::{InstanceProperty, InvalidInstancePropertyFilterValue};
use crate::protocol::{Call, Error};

/// Answers the nodes that meet all filters, of either form. What only EC2 knows is left out.
pub(super) fn describe_instance_properties(
    call: &mut Call<'_>,
    request: DescribeInstancePropertiesRequest,
) -> Result<DescribeInstancePropertiesResponse, Error> {
    let older = request.instance_property_filter_list.unwrap_or_default().into_iter();
    let older = older.map(|filter| (filter.key.as_str().to_owned(), None, filter.value_set));
    let newer = request.filters_with_operator.unwrap_or_default().into_iter();
    let newer = newer.map(|filter| (filter.key, filter.operator, filter.values));
    let filters = older.chain(newer).map(|(key, operator, values)| {
        Filter::new(&key, operator, values, |wrong| {
            InvalidInstancePropertyFilterValue::with_message(wrong).into()
        })
    });
    let filters: Vec<Filter> = filters.collect::<Result<_, _>>()?;

    let token = request.next_token.as_deref();
    let page = described(call, "DescribeInstanceProperties", &filters, token, request.max_results)?;
    Ok(DescribeInstancePropertiesResponse {
        instance_properties: page.items.into_iter().map(property).collect(),
        next_token: page.next_token,
    })
}

fn property(node: &Node) -> InstanceProperty {
    let facts = &node.facts;
    InstanceProperty {
        name: node.name.clone(),
        instance_id: Some(node.id.clone()),
        ip_address: facts.ip_address.clone(),
        ping_status: Some(node.ping_status()),
        last_ping_date_time: node.last_ping,
        agent_version: facts.agent_version.clone(),
        platform_type: facts.platform_type.clone(),
        platform_name: facts.platform_name.clone(),
        platform_version: facts.platform_version.clone(),
        activation_id: node.activation_id().map(str::to_owned),
        iam_role: node.iam_role.clone(),
        registration_date: node.registration.as_ref().map(|_| node.registered),
        resource_type: Some(node.resource_type().as_str().to_owned()),
        computer_name: facts.computer_name.clone(),
        source_id: Some(node.id.clone()),
        source_type: Some(node.source_type()),
        availability_zone: facts.availability_zone.clone(),
        ..Default::default()
    }
}
