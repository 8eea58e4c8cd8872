//! Errors, brought about.

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use serde_json::json;
use ssm_client::intercept::{BeforeAttempt, Intercept, ScriptedAnswer, Verdict};
use ssm_client::{CallOptions, Client};
use ssm_examples::Service;

/// An address of this machine where nobody listens.
const NOWHERE: &str = "http://127.0.0.1:1";

/// Answers every attempt in place of the service.
struct Instead(ScriptedAnswer);

impl Intercept for Instead {
    fn before_attempt(&self, _: &mut BeforeAttempt<'_>) -> Verdict {
        Verdict::Answer(self.0.clone())
    }
}

/// Credentials that cannot be had.
#[derive(Debug)]
struct Vault;

impl ProvideCredentials for Vault {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err(CredentialsError::not_loaded("the vault is sealed")))
    }
}

/// A client whose every attempt is answered like this, without being sent.
pub(crate) async fn client(service: &Service, answer: ScriptedAnswer) -> Result<Client, ssm_client::Error> {
    service.builder().intercept(Instead(answer)).max_attempts(1).load().await
}

/// An error of each kind.
pub(crate) async fn one_of_each_kind(service: &Service) -> Result<Vec<ssm_client::Error>, Box<dyn Error>> {
    let (name, client_of_service) = ("/errors-example/port", service.client());
    let mut errors = Vec::new();

    errors.extend(Client::builder().without_env().region("eu central 1").build().err());

    let sealed = service.builder().credentials(Vault).load().await?;
    errors.extend(sealed.get_parameter(name).send().await.err().map(Into::into));

    errors.extend(client_of_service.call_json("GetParameter", json!({ "Nome": name })).await.err());

    let nowhere = CallOptions::new().endpoint_url(NOWHERE).max_attempts(1);
    errors.extend(client_of_service.get_parameter(name).options(nowhere).send().await.err().map(Into::into));

    let slow = client(service, ScriptedAnswer::timed_out()).await?;
    errors.extend(slow.get_parameter(name).send().await.err().map(Into::into));

    let breaking = client(service, ScriptedAnswer::interrupted()).await?;
    errors.extend(breaking.put_parameter(name, "5432").send().await.err().map(Into::into));

    errors.extend(client_of_service.get_parameter(name).send().await.err().map(Into::into));

    let odd = client(service, ScriptedAnswer::json(r#"{"Parameter":{"Version":"first"}}"#)).await?;
    errors.extend(odd.get_parameter(name).send().await.err().map(Into::into));

    let narrow = service.builder().max_response_bytes(16).load().await?;
    errors.extend(narrow.describe_parameters().max_results(1).send().await.err().map(Into::into));

    let failed = client(service, ScriptedAnswer::json(r#"{"Status":"Failed"}"#)).await?;
    let command =
        failed.get_command_invocation("11111111-2222-3333-4444-555555555555", "i-0123456789abcdef0");
    errors.extend(command.wait_until_executed().await.err().map(Into::into));
    Ok(errors)
}
