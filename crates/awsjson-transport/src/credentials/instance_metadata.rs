//! What an EC2 instance knows of itself: the credentials of its role, and its region.

mod region;
mod service;

use std::time::SystemTime;

use aws_credential_types::Credentials;
use http::StatusCode;
use http::header::HeaderValue;
use serde_json::Value;

use super::cache::RENEW_BEFORE_EXPIRY;
use super::context::Context;
use super::document;
use super::unavailable::Unavailable;
use crate::failure::OneLine;
pub(crate) use region::region_of_instance;
use service::Metadata;

const ROLE_PATH: &str = "/latest/meta-data/iam/security-credentials/";

pub(super) async fn load(context: &Context) -> Result<Credentials, Unavailable> {
    let service = Metadata::of(context)?;
    let session = service.session().await?;
    let role = service.role(&session).await?;
    let document = service.credentials(&session, &role).await?;
    let unusable = |error| service.unusable(error);
    match document.get("Code").and_then(Value::as_str) {
        None | Some("Success") => {}
        Some(code) => {
            return Err(service.unusable(Unavailable::failed(format_args!(
                "it says {} for the role {}",
                OneLine::name(code),
                OneLine::name(&role)
            ))));
        }
    }
    document::credentials(&document, "Token", "instance metadata").map_err(unusable).map(extended)
}

/// The service may be unable to renew a role's credentials for a while, and other services then
/// accept them past their expiry. So they are used, and asked for again in ten minutes.
fn extended(mut credentials: Credentials) -> Credentials {
    let now = SystemTime::now();
    if credentials.expiry().is_some_and(|expiry| expiry <= now) {
        *credentials.expiry_mut() = Some(now + 2 * RENEW_BEFORE_EXPIRY);
    }
    credentials
}

impl Metadata<'_> {
    async fn role(&self, session: &HeaderValue) -> Result<String, Unavailable> {
        let answer = self.get(ROLE_PATH, session).await?;
        match answer.status {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND => {
                return Err(Unavailable::not_configured("the instance has no role"));
            }
            _ => return Err(self.answered(&answer, "to the request for the role's name")),
        }
        let text = String::from_utf8_lossy(&answer.body);
        match text.lines().next().map(str::trim) {
            Some(role) if is_role_name(role) => Ok(role.to_owned()),
            _ => Err(self.unusable(Unavailable::failed("it is not the name of a role"))),
        }
    }

    async fn credentials(&self, session: &HeaderValue, role: &str) -> Result<Value, Unavailable> {
        let answer = self.get(&format!("{ROLE_PATH}{role}"), session).await?;
        if answer.status != StatusCode::OK {
            return Err(self.answered(&answer, "to the request for the role's credentials"));
        }
        document::parse(&answer.body).map_err(|error| self.unusable(error))
    }
}

/// The characters that IAM allows, so that a strange answer does not become a strange path.
fn is_role_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+=,.@-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_roles_cannot_leave_their_path() {
        assert!(is_role_name("web+server=,.@-_1"));
        for name in ["", "a/b", "a?b", "a b", "\u{e4}", "<html>"] {
            assert!(!is_role_name(name), "{name}");
        }
    }
}
