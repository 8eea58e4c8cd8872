//! One parameter.

use ssm_client::error::GetParameterError;

use super::{PacedCall, Parameter, ParameterReference, Parameters, ReadError};

impl Parameters {
    /// Reads one parameter: a name, `name:version`, `name:label` or an Amazon Resource Name. One call.
    ///
    /// # Errors
    ///
    /// A name that is none, for which nothing is sent; a parameter that is not there, which
    /// [`is_missing`](ReadError::is_missing) tells; a call that failed.
    pub async fn get(&self, name: impl AsRef<str>) -> Result<Parameter, ReadError> {
        self.read(&name.as_ref().parse()?).await
    }

    pub(super) async fn read(&self, reference: &ParameterReference) -> Result<Parameter, ReadError> {
        self.turn(PacedCall::GetParameter).await;
        let unread = || vec![reference.as_str().to_owned()];
        let call = self.client.get_parameter(reference.as_str()).with_decryption(self.decryption);
        let answer = match call.send().await {
            Ok(answer) => answer,
            Err(error) => {
                return Err(match error.service() {
                    Some(
                        GetParameterError::ParameterNotFound(_)
                        | GetParameterError::ParameterVersionNotFound(_),
                    ) => ReadError::missing_ones(unread(), Vec::new()),
                    _ => ReadError::call(error.into_failure(), unread()),
                });
            }
        };
        Parameter::answered(answer.parameter.unwrap_or_default())
            .map_err(|failure| ReadError::call(failure, unread()))
    }
}
