//! `DescribeAssociationExecutions`.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::execution::Execution;
use crate::model::operation::{DescribeAssociationExecutionsRequest, DescribeAssociationExecutionsResponse};
use crate::model::types::{
    AssociationExecutionFilter, AssociationExecutionFilterKey as Key,
    AssociationFilterOperatorType as Operator,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers the executions of an association, latest first.
pub(super) fn describe_association_executions(
    call: &mut Call<'_>,
    request: DescribeAssociationExecutionsRequest,
) -> Result<DescribeAssociationExecutionsResponse, Error> {
    call.store.associations.existing(&request.association_id)?;
    let filters = request.filters.unwrap_or_default();
    for filter in &filters {
        check(filter)?;
    }
    let executions = call.store.associations.executions_of(&request.association_id);
    let wanted = executions.filter(|execution| filters.iter().all(|filter| accepts(filter, execution)));
    let mut wanted: Vec<(String, &Execution)> =
        wanted.map(|execution| (execution.position(), execution)).collect();
    wanted.sort_by(|one, other| one.0.cmp(&other.0));
    let page = call.store.paging.page::<String, _, _>(
        "executions of an association",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        wanted.into_iter().map(|(position, execution)| (position, execution.shown())),
    )?;
    Ok(DescribeAssociationExecutionsResponse {
        association_executions: page.items,
        next_token: page.next_token,
    })
}

fn check(filter: &AssociationExecutionFilter) -> Result<(), Error> {
    match (&filter.key, &filter.r#type) {
        (Key::CreatedTime, _) if time(&filter.value).is_none() => {
            let message = format!("{:?} is no time such as 2030-11-04T05:00:00Z", filter.value);
            Err(Error::validation(message))
        }
        (Key::CreatedTime, _) | (_, Operator::Equal) => Ok(()),
        (key, _) => Err(Error::validation(format!("{} can only be compared by EQUAL", key.as_str()))),
    }
}

fn accepts(filter: &AssociationExecutionFilter, execution: &Execution) -> bool {
    match (&filter.key, &filter.r#type, time(&filter.value)) {
        (Key::ExecutionId, _, _) => execution.id == filter.value,
        (Key::CreatedTime, Operator::LessThan, Some(bound)) => execution.created < bound,
        (Key::CreatedTime, Operator::GreaterThan, Some(bound)) => execution.created > bound,
        (Key::CreatedTime, _, bound) => Some(execution.created) == bound,
        (_, _, _) => execution.status() == filter.value,
    }
}

fn time(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()
}
