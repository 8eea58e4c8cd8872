//! Credentials of a profile of the shared files.

mod plan;

use std::error::Error;

use aws_credential_types::Credentials;

use super::context::{Context, blocking};
use super::unavailable::Unavailable;
use super::{container, environment, instance_metadata, process, sso, sts, web_identity};
use crate::failure::Failure;
use crate::settings::SharedFiles;
use plan::{Base, Plan};

/// The profile that was named in code, that `AWS_PROFILE` names, or `default`.
pub(super) async fn load(context: &Context, in_code: Option<&str>) -> Result<Credentials, Unavailable> {
    let named = match in_code {
        Some(name) => Some(name.to_owned()),
        None => context.variable("AWS_PROFILE")?,
    };
    let name = named.as_deref().unwrap_or("default");
    let environment = context.environment.clone();
    let files = blocking(move || SharedFiles::read(&environment).map_err(with_cause)).await?;
    let about = |error: Unavailable| match error {
        Unavailable::NotConfigured(reason) => Unavailable::NotConfigured(format!("profile {name} {reason}")),
        Unavailable::Failed(reason) => Unavailable::Failed(format!("profile {name}: {reason}")),
    };
    if files.profile(name).is_none() {
        let absent = Unavailable::not_configured(format!("profile {name} {}", files.nowhere()));
        return Err(if named.is_some() { absent.into_failed() } else { absent });
    }
    let plan = plan::of_profile(&files, name).map_err(about)?;
    follow(context, plan).await.map_err(about)
}

async fn follow(context: &Context, plan: Plan) -> Result<Credentials, Unavailable> {
    let region = plan.region.as_deref();
    let mut credentials = match plan.base {
        Base::Keys(credentials) => Ok(credentials),
        Base::Process(command) => process::load(&command).await,
        Base::SingleSignOn(login) => sso::load(context, &login).await,
        Base::WebIdentity { token_file, role } => {
            web_identity::exchange(context, region, token_file.into(), &role).await
        }
        Base::Environment => environment::load(&context.environment),
        Base::Container => container::load(context).await,
        Base::InstanceMetadata => instance_metadata::load(context).await,
    }
    .map_err(Unavailable::into_failed)?;
    for role in &plan.roles {
        credentials = sts::assume_role(context, region, role, credentials).await?;
    }
    Ok(credentials)
}

/// A file's failure in one line.
fn with_cause(failure: Failure) -> Unavailable {
    match failure.source() {
        Some(cause) => Unavailable::failed(format_args!("{failure}: {cause}")),
        None => Unavailable::failed(failure),
    }
}
