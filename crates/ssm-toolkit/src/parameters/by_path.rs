//! All parameters below a path.

use super::{PacedCall, Parameter, ParameterPath, Parameters, ReadError};

/// The most parameters that a page may have: the service's limit.
const PAGE: i32 = 10;

impl Parameters {
    /// Reads all parameters below a path, at any depth, page by page.
    pub(super) async fn read_path(&self, path: &ParameterPath) -> Result<Vec<Parameter>, ReadError> {
        let mut pages = self
            .client
            .get_parameters_by_path(path.as_str())
            .recursive(true)
            .with_decryption(self.decryption)
            .max_results(PAGE)
            .pages();
        let mut found = Vec::new();
        let failed = loop {
            self.turn(PacedCall::GetParametersByPath).await;
            let page = match pages.try_next().await {
                Ok(Some(page)) => page,
                Ok(None) => return Ok(found),
                Err(error) => break error.into_failure(),
            };
            let parameters: Result<Vec<_>, _> =
                page.parameters.into_iter().map(Parameter::answered).collect();
            match parameters {
                Ok(parameters) => found.extend(parameters),
                Err(failure) => break failure,
            }
            if pages.next_token().is_none() {
                return Ok(found);
            }
        };
        Err(ReadError::call(failed, vec![path.to_string()]).after(found, Vec::new()))
    }
}
