//! Credentials of a role, for a token that an identity provider has put into a file (EKS does).

use std::path::PathBuf;

use aws_credential_types::Credentials;

use super::context::{Context, blocking};
use super::sts::{self, Role};
use super::unavailable::Unavailable;
use crate::settings::read_bounded;

const TOKEN_FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
const ROLE_ARN: &str = "AWS_ROLE_ARN";
const SESSION_NAME: &str = "AWS_ROLE_SESSION_NAME";

/// As the environment has it.
pub(super) async fn load(context: &Context) -> Result<Credentials, Unavailable> {
    let Some(file) = context.variable(TOKEN_FILE)? else {
        return Err(Unavailable::not_configured(format!("{TOKEN_FILE} is not set")));
    };
    let Some(arn) = context.variable(ROLE_ARN)? else {
        return Err(Unavailable::failed(format_args!(
            "{TOKEN_FILE} is set, but {ROLE_ARN} is not: set both"
        )));
    };
    let session_name = context.variable(SESSION_NAME)?;
    let role = Role { arn, session_name, external_id: None, duration_seconds: None };
    exchange(context, file.into(), &role).await
}

/// The token is read each time: it is short-lived, and its file is rewritten.
pub(super) async fn exchange(
    context: &Context,
    file: PathBuf,
    role: &Role,
) -> Result<Credentials, Unavailable> {
    let token = blocking(move || match read_bounded(&file) {
        Ok(token) if !token.trim().is_empty() => Ok(token.trim().to_owned()),
        Ok(_) => Err(Unavailable::failed(format_args!("the token file {} is empty", file.display()))),
        Err(error) => Err(Unavailable::failed(format_args!(
            "the token file {} cannot be read: {error}",
            file.display()
        ))),
    });
    sts::assume_role_with_web_identity(context, role, &token.await?).await
}
