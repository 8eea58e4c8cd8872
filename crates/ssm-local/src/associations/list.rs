//! `ListAssociations`.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::association::Association;
use super::target;
use crate::model::operation::{ListAssociationsRequest, ListAssociationsResponse};
use crate::model::types::{self, AssociationFilter, AssociationFilterKey};
use crate::paging;
use crate::protocol::{Call, Error};

/// Answers the associations by id.
pub(super) fn list_associations(
    call: &mut Call<'_>,
    request: ListAssociationsRequest,
) -> Result<ListAssociationsResponse, Error> {
    let filters = request.association_filter_list.unwrap_or_default();
    for filter in &filters {
        check(filter)?;
    }
    let is_wanted =
        |association: &&Association| filters.iter().all(|filter| accepts(call, filter, association));
    let associations = call.store.associations.by_id.values().filter(is_wanted);
    let page = call.store.paging.page::<String, _, _>(
        "associations",
        request.next_token.as_deref(),
        paging::size(request.max_results, 50),
        associations.map(|association| (&association.id, shown(association))),
    )?;
    Ok(ListAssociationsResponse { associations: page.items, next_token: page.next_token })
}

fn check(filter: &AssociationFilter) -> Result<(), Error> {
    let is_time = matches!(
        filter.key,
        AssociationFilterKey::LastExecutedBefore | AssociationFilterKey::LastExecutedAfter
    );
    if is_time && time(&filter.value).is_none() {
        let message = format!("{:?} is no time such as 2030-11-04T05:00:00Z", filter.value);
        return Err(Error::validation(message));
    }
    Ok(())
}

fn accepts(call: &Call<'_>, filter: &AssociationFilter, association: &Association) -> bool {
    let latest = &association.latest().shown;
    let is_value = |own: Option<&str>| own == Some(filter.value.as_str());
    let executed = association.last_execution.zip(time(&filter.value));
    match filter.key {
        AssociationFilterKey::InstanceId => {
            let nodes = target::resolve(call, association).unwrap_or_default();
            association.names_node(&filter.value) || nodes.contains(&filter.value)
        }
        AssociationFilterKey::Name => is_value(latest.name.as_deref()),
        AssociationFilterKey::AssociationId => is_value(Some(&association.id)),
        AssociationFilterKey::Status => is_value(association.overview().status.as_deref()),
        AssociationFilterKey::AssociationName => is_value(latest.association_name.as_deref()),
        AssociationFilterKey::LastExecutedBefore => executed.is_some_and(|(last, bound)| last < bound),
        AssociationFilterKey::LastExecutedAfter => executed.is_some_and(|(last, bound)| last > bound),
        _ => {
            let mut targets = latest.targets.iter();
            targets.any(|target| target.values.iter().flatten().any(|value| *value == filter.value))
        }
    }
}

fn time(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()
}

fn shown(association: &Association) -> types::Association {
    let latest = association.latest().shown.clone();
    types::Association {
        name: latest.name,
        instance_id: association.instance_id.clone(),
        association_id: Some(association.id.clone()),
        association_version: latest.association_version,
        document_version: latest.document_version.or_else(|| Some("$DEFAULT".to_owned())),
        targets: target::of(association),
        last_execution_date: association.last_execution,
        overview: Some(association.overview()),
        schedule_expression: latest.schedule_expression,
        association_name: latest.association_name,
        schedule_offset: latest.schedule_offset,
        duration: latest.duration,
        target_maps: latest.target_maps,
    }
}
