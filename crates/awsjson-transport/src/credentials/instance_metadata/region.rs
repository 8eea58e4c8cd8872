//! The region that an EC2 instance is in.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use tokio::runtime::Handle;

use super::service::Metadata;
use crate::credentials::context::{Context, InCode};
use crate::credentials::http::Http;
use crate::credentials::unavailable::Unavailable;
use crate::settings::{Environment, Origin, Setting};

const PATH: &str = "/latest/meta-data/placement/region";

/// Time for all of it: one second. A program waits for this before it can begin, and where there is
/// such a service it answers within milliseconds.
const LIMIT: Duration = Duration::from_secs(1);

/// The region of the instance that this runs on, or why there is none to be had.
pub(crate) async fn region_of_instance(environment: &Environment) -> Result<Setting, Unavailable> {
    if Handle::try_current().is_err() {
        return Err(Unavailable::not_configured("it can be asked on a Tokio runtime only"));
    }
    let http = Arc::new(Http::new(environment.clone()));
    let context =
        Context { environment: environment.clone(), profile: None, in_code: InCode::default(), http };
    let service = Metadata::of(&context)?;
    match tokio::time::timeout(LIMIT, ask(&service)).await {
        Ok(region) => region.map(|region| Setting::new(region, Origin::InstanceMetadata)),
        Err(_) => Err(Unavailable::not_configured(format!(
            "{}: no answer within {LIMIT:?}, the limit for the region of an instance",
            service.url()
        ))),
    }
}

async fn ask(service: &Metadata<'_>) -> Result<String, Unavailable> {
    let session = service.session().await?;
    let answer = service.get(PATH, &session).await?;
    if answer.status != StatusCode::OK {
        return Err(service.answered(&answer, "to the request for the region"));
    }
    match std::str::from_utf8(answer.body.trim_ascii()) {
        Ok(region) if is_region(region) => Ok(region.to_owned()),
        _ => Err(service.unusable(Unavailable::failed("it is not the name of a region"))),
    }
}

/// Letters, digits and dashes: an error page has more.
fn is_region(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
