//! The tasks of the two moving guides, as they are written here. What they were written like with aws-sdk-ssm
//! and with rusoto_ssm stands in front of each.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself.

use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;

use ssm_client::error::GetParameterError;
use ssm_client::operation::PutParameterRequest;
use ssm_client::types::{Parameter, ParameterType};
use ssm_client::{CallOptions, Client, ErrorKind};
use ssm_examples::{in_one_line, program};

const ABOUT: &str = "\
The tasks of the two moving guides: from aws-sdk-ssm and from rusoto_ssm.

It creates three standard parameters below a path of its own, which cost nothing, and deletes them.";

fn main() -> ExitCode {
    program("moving", ABOUT, async |service| {
        service.with_path("moving-example", async |path| show(service.client(), path).await).await
    })
}

async fn show(client: &Client, path: &str) -> Result<(), Box<dyn Error>> {
    // aws-sdk-ssm: client.put_parameter().name(..).value(..).r#type(..).overwrite(true).send().await?
    // Here what is required is an argument, and forgetting it does not compile.
    let host = format!("{path}/host");
    client.put_parameter(&host, "db1").r#type(ParameterType::String).overwrite(true).send().await?;

    // rusoto_ssm: PutParameterRequest { name, value, type_: Some(..), ..Default::default() }
    // Requests are plain data here too, and may come from where they came from before.
    for request in [request(path, "port", "5432"), request(path, "user", "app")] {
        client.call(request).send().await?;
    }

    // aws-sdk-ssm: answer.parameter().and_then(|parameter| parameter.value())
    // rusoto_ssm:  answer.parameter.and_then(|parameter| parameter.value)
    let answer = client.get_parameter(&host).with_decryption(true).send().await?;
    let value = answer.parameter.and_then(|parameter| parameter.value).unwrap_or_default();
    writeln!(stdout(), "stored and read   {value}")?;

    // aws-sdk-ssm: .into_paginator().send(), and a loop in the loop for the parameters of a page
    // rusoto_ssm:  a loop that hands next_token on
    let mut parameters = client.get_parameters_by_path(path).recursive(true).items();
    while let Some(Parameter { name, value, .. }) = parameters.try_next().await? {
        let name = name.unwrap_or_default();
        let below = name.strip_prefix(path).unwrap_or(&name).trim_start_matches('/');
        writeln!(stdout(), "listed            {below} = {}", value.unwrap_or_default())?;
    }

    let missing = find(client, &format!("{path}/prot")).await?;
    writeln!(stdout(), "not found         {}", missing.is_none())?;
    unreachable_endpoint(client).await
}

/// A request, apart from any client.
fn request(path: &str, name: &str, value: &str) -> PutParameterRequest {
    let mut request = PutParameterRequest::new(format!("{path}/{name}"), value);
    request.r#type = Some(ParameterType::String);
    request.overwrite = Some(true);
    request
}

/// aws-sdk-ssm: `error.as_service_error()` is `Some(GetParameterError::ParameterNotFound(_))`.
/// rusoto_ssm: `Err(RusotoError::Service(GetParameterError::ParameterNotFound(_)))`.
async fn find(client: &Client, name: &str) -> Result<Option<Parameter>, ssm_client::Error> {
    match client.get_parameter(name).send().await {
        Ok(answer) => Ok(answer.parameter),
        Err(error) => match error.service() {
            Some(GetParameterError::ParameterNotFound(_)) => Ok(None),
            _ => Err(error.into()),
        },
    }
}

/// aws-sdk-ssm: `SdkError::DispatchFailure(_)`, set for a call by `.customize().config_override(..)`.
/// rusoto_ssm: `RusotoError::HttpDispatch(_)`, and no settings for a call.
async fn unreachable_endpoint(client: &Client) -> Result<(), Box<dyn Error>> {
    let nowhere = CallOptions::new().endpoint_url("http://127.0.0.1:1").max_attempts(1);
    match client.describe_parameters().options(nowhere).send().await {
        Err(error) if error.kind() == ErrorKind::Connect => {
            writeln!(stdout(), "printed           {}", in_one_line(&error))?;
            Ok(())
        }
        Err(error) => Err(error.into()),
        Ok(_) => Err("somebody listens at port 1".into()),
    }
}
