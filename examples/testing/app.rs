//! The part of a program that calls the service. It takes the client as an argument, and so can be tested.

use ssm_client::error::GetParameterError;
use ssm_client::{Client, Error};

/// Adds one to a counter that is kept in a parameter, and gives what it is then.
pub(crate) async fn count(client: &Client, name: &str) -> Result<u64, Error> {
    let next = match client.get_parameter(name).send().await {
        Ok(answer) => value(answer.parameter).map_or(1, |value| value + 1),
        Err(error) => match error.service() {
            Some(GetParameterError::ParameterNotFound(_)) => 1,
            _ => return Err(error.into()),
        },
    };
    client.put_parameter(name, next.to_string()).r#type("String").overwrite(true).send().await?;
    Ok(next)
}

/// What is no number begins again.
fn value(parameter: Option<ssm_client::types::Parameter>) -> Option<u64> {
    parameter?.value?.parse().ok()
}
