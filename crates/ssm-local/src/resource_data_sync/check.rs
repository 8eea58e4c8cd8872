//! What a sync may consist of.

use super::collection::{FROM_SOURCE, Flow, TO_DESTINATION};
use crate::model::types::{
    ResourceDataSyncInvalidConfigurationException, ResourceDataSyncS3Destination, ResourceDataSyncSource,
};
use crate::protocol::Error;

/// Understands a type of sync.
pub(super) fn sync_type(asked: Option<&str>) -> Result<&'static str, Error> {
    match asked {
        None | Some(TO_DESTINATION) => Ok(TO_DESTINATION),
        Some(FROM_SOURCE) => Ok(FROM_SOURCE),
        Some(other) => Err(invalid(format!(
            "{other:?} is no type of a sync; types are {TO_DESTINATION} and {FROM_SOURCE}"
        ))),
    }
}

/// From where to where data flows, if what is needed for it is given, and nothing else.
pub(super) fn flow(
    asked: Option<&str>,
    destination: Option<ResourceDataSyncS3Destination>,
    from: Option<ResourceDataSyncSource>,
) -> Result<Flow, Error> {
    match (sync_type(asked)?, destination, from) {
        (TO_DESTINATION, Some(destination), None) => Ok(Flow::ToDestination(destination)),
        (TO_DESTINATION, ..) => Err(invalid(format!(
            "a sync of the type {TO_DESTINATION} has an S3Destination and no SyncSource"
        ))),
        (_, None, Some(from)) => source(&from).map(|()| Flow::FromSource(from)),
        _ => Err(invalid(format!("a sync of the type {FROM_SOURCE} has a SyncSource and no S3Destination"))),
    }
}

/// Refuses a source that there cannot be.
pub(super) fn source(source: &ResourceDataSyncSource) -> Result<(), Error> {
    let organization = source.aws_organizations_source.as_ref();
    match (source.source_type.as_str(), organization) {
        ("SingleAccountMultiRegions", None) => {}
        ("SingleAccountMultiRegions", Some(_)) => {
            return Err(invalid("a source of a single account has no AwsOrganizationsSource".to_owned()));
        }
        ("AwsOrganizations", Some(organization)) => {
            let units = organization.organizational_units.as_deref().unwrap_or_default();
            match (organization.organization_source_type.as_str(), units.is_empty()) {
                ("EntireOrganization", true) | ("OrganizationalUnits", false) => {}
                _ => {
                    return Err(invalid(
                        "an organization is a source as EntireOrganization, or as OrganizationalUnits that are \
                         listed"
                            .to_owned(),
                    ));
                }
            }
        }
        ("AwsOrganizations", None) => {
            return Err(invalid("a source of an organization has an AwsOrganizationsSource".to_owned()));
        }
        (other, _) => {
            return Err(invalid(format!(
                "{other:?} is no type of a source; types are AwsOrganizations and SingleAccountMultiRegions"
            )));
        }
    }
    if source.source_regions.is_empty() {
        return Err(invalid("a source has at least one region".to_owned()));
    }
    Ok(())
}

fn invalid(message: String) -> Error {
    ResourceDataSyncInvalidConfigurationException::with_message(message).into()
}
