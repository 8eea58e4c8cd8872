//! Where the full output of a command is.

use super::invocation::Invocation;
use super::plugin::Plugin;
use crate::model::types::Command;

/// The place of a plugin's output in S3, if the command has its output kept there.
pub(super) struct Location(Option<Place>);

struct Place {
    region: String,
    bucket: String,
    prefix: String,
}

impl Location {
    pub(super) fn of(command: &Command, invocation: &Invocation, plugin: &Plugin) -> Self {
        let bucket = command.output_s3_bucket_name.clone().filter(|bucket| !bucket.is_empty());
        Self(bucket.map(|bucket| {
            let start = command.output_s3_key_prefix.as_deref().unwrap_or_default();
            let Invocation { command_id, instance_id, .. } = invocation;
            let parts = [start, command_id, instance_id, &plugin.folder];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            Place {
                region: command.output_s3_region.clone().unwrap_or_default(),
                bucket,
                prefix: parts.join("/"),
            }
        }))
    }

    /// The URL of a file there; empty if the output is not kept.
    pub(super) fn url(&self, file: &str) -> String {
        self.0.as_ref().map_or_else(String::new, |Place { region, bucket, prefix }| {
            format!("https://s3.{region}.amazonaws.com/{bucket}/{prefix}/{file}")
        })
    }

    /// What the keys of the files there start with; empty if the output is not kept.
    pub(super) fn prefix(&self) -> &str {
        self.0.as_ref().map_or("", |place| &place.prefix)
    }
}
