//! Credentials of a profile of the shared files.

mod plan;

use aws_credential_types::Credentials;

use super::context::{Context, blocking, of_files};
use super::unavailable::Unavailable;
use super::{container, environment, instance_metadata, process, sso, sts, web_identity};
use crate::settings::SharedFiles;
use plan::{Base, Plan};

/// The profile that was named in code, that `AWS_PROFILE` names, or `default`.
pub(super) async fn load(context: &Context) -> Result<Credentials, Unavailable> {
    let named = match &context.profile {
        Some(name) => Some(name.clone()),
        None => context.variable("AWS_PROFILE")?,
    };
    let name = named.as_deref().unwrap_or("default");
    let environment = context.environment.clone();
    let files = blocking(move || SharedFiles::read(&environment).map_err(of_files)).await?;
    let about = |error: Unavailable| match error {
        Unavailable::NotConfigured(reason) => Unavailable::NotConfigured(format!("profile {name} {reason}")),
        Unavailable::Failed(reason) => Unavailable::Failed(format!("profile {name}: {reason}")),
    };
    if files.profile(name).is_none() {
        let absent = Unavailable::not_configured(format!("profile {name} {}", files.nowhere(name)));
        return Err(if named.is_some() { absent.into_failed() } else { absent });
    }
    let plan = plan::of_profile(&files, name).map_err(about)?;
    follow(context, plan).await.map_err(about)
}

async fn follow(context: &Context, plan: Plan) -> Result<Credentials, Unavailable> {
    let mut credentials = match plan.base {
        Base::Keys(credentials) => Ok(credentials),
        Base::Process(command) => process::load(&command).await,
        Base::SingleSignOn(login) => sso::load(context, &login).await,
        Base::WebIdentity { token_file, role } => {
            web_identity::exchange(context, token_file.into(), &role).await
        }
        Base::Environment => environment::load(&context.environment),
        Base::Container => container::load(context).await,
        Base::InstanceMetadata => instance_metadata::load(context).await,
    }
    .map_err(Unavailable::into_failed)?;
    for role in &plan.roles {
        credentials = sts::assume_role(context, role, credentials).await?;
    }
    Ok(credentials)
}
