//! `DescribeInstanceInformation`.

use super::described::described;
use super::filter::Filter;
use super::node::Node;
use crate::model::operation::{DescribeInstanceInformationRequest, DescribeInstanceInformationResponse};
use crate::model::types::{InstanceInformation, InvalidInstanceInformationFilterValue};
use crate::protocol::{Call, Error};

/// Answers the nodes that meet all filters, of either form.
pub(super) fn describe_instance_information(
    call: &mut Call<'_>,
    request: DescribeInstanceInformationRequest,
) -> Result<DescribeInstanceInformationResponse, Error> {
    let older = request.instance_information_filter_list.unwrap_or_default();
    let newer = request.filters.unwrap_or_default();
    if !older.is_empty() && !newer.is_empty() {
        let message = "a request has either Filters or InstanceInformationFilterList";
        return Err(Error::validation(message));
    }
    let older = older.into_iter().map(|filter| (filter.key.as_str().to_owned(), filter.value_set));
    let newer = newer.into_iter().map(|filter| (filter.key, filter.values));
    let filters = older.chain(newer).map(|(key, values)| {
        Filter::new(&key, None, values, |wrong| {
            InvalidInstanceInformationFilterValue::with_message(wrong).into()
        })
    });
    let filters: Vec<Filter> = filters.collect::<Result<_, _>>()?;

    let token = request.next_token.as_deref();
    let page = described(call, "DescribeInstanceInformation", &filters, token, request.max_results)?;
    Ok(DescribeInstanceInformationResponse {
        instance_information_list: page.items.into_iter().map(information).collect(),
        next_token: page.next_token,
    })
}

fn information(node: &Node) -> InstanceInformation {
    let facts = &node.facts;
    InstanceInformation {
        instance_id: Some(node.id.clone()),
        ping_status: Some(node.ping_status()),
        last_ping_date_time: node.last_ping,
        agent_version: facts.agent_version.clone(),
        is_latest_version: facts.agent_version.is_some().then_some(true),
        platform_type: facts.platform_type.clone(),
        platform_name: facts.platform_name.clone(),
        platform_version: facts.platform_version.clone(),
        activation_id: node.activation_id().map(str::to_owned),
        iam_role: node.iam_role.clone(),
        registration_date: node.registration.as_ref().map(|_| node.registered),
        resource_type: Some(node.resource_type()),
        name: node.name.clone(),
        ip_address: facts.ip_address.clone(),
        computer_name: facts.computer_name.clone(),
        source_id: Some(node.id.clone()),
        source_type: Some(node.source_type()),
        ..Default::default()
    }
}
