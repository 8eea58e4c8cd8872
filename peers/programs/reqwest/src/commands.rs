//! `ListCommands`, with every member that its answers have.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct ListCommandsRequest {
    pub(crate) max_results: i32,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct ListCommandsResponse {
    #[serde(default)]
    pub(crate) commands: Vec<Command>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "whoever decodes keeps what is there")]
pub(crate) struct Command {
    command_id: Option<String>,
    document_name: Option<String>,
    document_version: Option<String>,
    comment: Option<String>,
    expires_after: Option<f64>,
    #[serde(default)]
    parameters: HashMap<String, Vec<String>>,
    #[serde(default)]
    instance_ids: Vec<String>,
    #[serde(default)]
    targets: Vec<Target>,
    requested_date_time: Option<f64>,
    status: Option<String>,
    status_details: Option<String>,
    output_s3_region: Option<String>,
    output_s3_bucket_name: Option<String>,
    output_s3_key_prefix: Option<String>,
    max_concurrency: Option<String>,
    max_errors: Option<String>,
    target_count: Option<i32>,
    completed_count: Option<i32>,
    error_count: Option<i32>,
    delivery_timed_out_count: Option<i32>,
    service_role: Option<String>,
    notification_config: Option<NotificationConfig>,
    cloud_watch_output_config: Option<CloudWatchOutputConfig>,
    timeout_seconds: Option<i32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "whoever decodes keeps what is there")]
pub(crate) struct Target {
    key: Option<String>,
    #[serde(default)]
    values: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "whoever decodes keeps what is there")]
pub(crate) struct NotificationConfig {
    notification_arn: Option<String>,
    #[serde(default)]
    notification_events: Vec<String>,
    notification_type: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "whoever decodes keeps what is there")]
pub(crate) struct CloudWatchOutputConfig {
    cloud_watch_log_group_name: Option<String>,
    cloud_watch_output_enabled: Option<bool>,
}
