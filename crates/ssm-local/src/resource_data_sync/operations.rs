//! The operations on resource data syncs.

use super::check;
use super::collection::{FROM_SOURCE, Flow, Sync};
use crate::model::operation::{
    CreateResourceDataSyncRequest, CreateResourceDataSyncResponse, DeleteResourceDataSyncRequest,
    DeleteResourceDataSyncResponse, ListResourceDataSyncRequest, ListResourceDataSyncResponse,
    UpdateResourceDataSyncRequest, UpdateResourceDataSyncResponse,
};
use crate::model::types::{
    LastResourceDataSyncStatus, ResourceDataSyncAlreadyExistsException,
    ResourceDataSyncCountExceededException, ResourceDataSyncInvalidConfigurationException,
    ResourceDataSyncItem, ResourceDataSyncNotFoundException, ResourceDataSyncSource,
    ResourceDataSyncSourceWithState,
};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many syncs there may be.
const MAXIMUM: usize = 5;

/// How many syncs a page has unless the request says it.
const PAGE: usize = 50;

/// Creates a sync.
pub(super) fn create_resource_data_sync(
    call: &mut Call<'_>,
    request: CreateResourceDataSyncRequest,
) -> Result<CreateResourceDataSyncResponse, Error> {
    let flow = check::flow(request.sync_type.as_deref(), request.s3_destination, request.sync_source)?;
    let syncs = &mut call.store.resource_data_syncs.by_name;
    if syncs.contains(&request.sync_name) {
        let message = format!("there is a sync {:?} already", request.sync_name);
        let error = ResourceDataSyncAlreadyExistsException { sync_name: Some(request.sync_name) };
        return Err(Error::from(error).explained(message));
    }
    if syncs.len() >= MAXIMUM {
        let message = format!("there are {MAXIMUM} syncs already; delete one first");
        return Err(ResourceDataSyncCountExceededException::with_message(message).into());
    }
    syncs.insert(request.sync_name, Sync { flow, created: call.now, modified: call.now });
    Ok(CreateResourceDataSyncResponse {})
}

/// Replaces the source of a sync that has one.
pub(super) fn update_resource_data_sync(
    call: &mut Call<'_>,
    request: UpdateResourceDataSyncRequest,
) -> Result<UpdateResourceDataSyncResponse, Error> {
    if check::sync_type(Some(&request.sync_type))? != FROM_SOURCE {
        let message = format!("only a sync of the type {FROM_SOURCE} can be updated");
        return Err(ResourceDataSyncInvalidConfigurationException::with_message(message).into());
    }
    check::source(&request.sync_source)?;
    let sync = call.store.resource_data_syncs.by_name.get_mut(&request.sync_name);
    let sync = sync.filter(|sync| sync.flow.sync_type() == FROM_SOURCE);
    let sync = sync.ok_or_else(|| not_found(&request.sync_name, Some(FROM_SOURCE)))?;
    sync.flow = Flow::FromSource(request.sync_source);
    sync.modified = call.now;
    Ok(UpdateResourceDataSyncResponse {})
}

/// Deletes a sync.
pub(super) fn delete_resource_data_sync(
    call: &mut Call<'_>,
    request: DeleteResourceDataSyncRequest,
) -> Result<DeleteResourceDataSyncResponse, Error> {
    let sync_type = check::sync_type(request.sync_type.as_deref())?;
    let syncs = &mut call.store.resource_data_syncs.by_name;
    let is_meant = |sync: &Sync| request.sync_type.is_none() || sync.flow.sync_type() == sync_type;
    if !syncs.get(&request.sync_name).is_some_and(is_meant) {
        return Err(not_found(&request.sync_name, request.sync_type.as_deref()));
    }
    syncs.remove(&request.sync_name);
    Ok(DeleteResourceDataSyncResponse {})
}

/// Answers all syncs, or those of a type.
pub(super) fn list_resource_data_sync(
    call: &mut Call<'_>,
    request: ListResourceDataSyncRequest,
) -> Result<ListResourceDataSyncResponse, Error> {
    let sync_type = check::sync_type(request.sync_type.as_deref())?;
    let syncs = call.store.resource_data_syncs.by_name.iter();
    let found = syncs.filter(|(_, sync)| request.sync_type.is_none() || sync.flow.sync_type() == sync_type);
    let found = found.map(|(name, sync)| (name, answer(name, sync)));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("ListResourceDataSync", token, size, found)?;
    Ok(ListResourceDataSyncResponse { resource_data_sync_items: page.items, next_token: page.next_token })
}

/// That there is no such sync.
pub(crate) fn not_found(name: &str, sync_type: Option<&str>) -> Error {
    ResourceDataSyncNotFoundException {
        sync_name: Some(name.to_owned()),
        sync_type: sync_type.map(str::to_owned),
        message: Some(format!("there is no such sync {name:?}")),
    }
    .into()
}

fn answer(name: &str, sync: &Sync) -> ResourceDataSyncItem {
    let (destination, source) = match &sync.flow {
        Flow::ToDestination(destination) => (Some(destination.clone()), None),
        Flow::FromSource(source) => (None, Some(with_state(source.clone()))),
    };
    ResourceDataSyncItem {
        sync_name: Some(name.to_owned()),
        sync_type: Some(sync.flow.sync_type().to_owned()),
        sync_source: source,
        s3_destination: destination,
        sync_last_modified_time: Some(sync.modified),
        sync_created_time: Some(sync.created),
        // Nothing was copied, and nothing will be.
        last_status: Some(LastResourceDataSyncStatus::Inprogress),
        ..Default::default()
    }
}

fn with_state(source: ResourceDataSyncSource) -> ResourceDataSyncSourceWithState {
    ResourceDataSyncSourceWithState {
        source_type: Some(source.source_type),
        aws_organizations_source: source.aws_organizations_source,
        source_regions: source.source_regions,
        include_future_regions: source.include_future_regions,
        state: Some("CREATED".to_owned()),
        enable_all_ops_data_sources: source.enable_all_ops_data_sources,
    }
}
