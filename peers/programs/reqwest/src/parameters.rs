//! Three operations of the Parameter Store, as far as the program needs them.

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct PutParameterRequest<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: &'a str,
    pub(crate) r#type: &'a str,
    pub(crate) overwrite: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct PutParameterResponse {
    pub(crate) version: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct GetParameterRequest<'a> {
    pub(crate) name: &'a str,
    pub(crate) with_decryption: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct GetParameterResponse {
    pub(crate) parameter: Option<Parameter>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct GetParametersByPathRequest<'a> {
    pub(crate) path: &'a str,
    pub(crate) recursive: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_token: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct GetParametersByPathResponse {
    #[serde(default)]
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) next_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "whoever decodes keeps what is there")]
pub(crate) struct Parameter {
    pub(crate) name: Option<String>,
    pub(crate) r#type: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) version: Option<i64>,
    #[serde(rename = "ARN")]
    pub(crate) arn: Option<String>,
    pub(crate) data_type: Option<String>,
    pub(crate) last_modified_date: Option<f64>,
}
