//! Session documents, schema 1.0: preferences of Session Manager, or what a session runs.

use crate::field::{Named, Setting};
use crate::parameter::Parameter;
use crate::problem::Report;
use crate::reference;
use crate::schema::{self, SchemaVersion};
use crate::structure::{choice, structure};
use crate::value::Map;

structure! {
    /// A session document.
    ///
    /// ```
    /// use ssm_document::Document;
    /// use ssm_document::session::{PlatformCommands, SessionDocument, SessionProperties, SessionType};
    ///
    /// let tail = PlatformCommands::new("tail -f /var/log/app.log").run_as_elevated(true);
    /// let document = Document::from(
    ///     SessionDocument::new(SessionType::InteractiveCommands)
    ///         .properties(SessionProperties::new().linux(tail)),
    /// );
    /// document.validate()?;
    /// # Ok::<(), ssm_document::Problems>(())
    /// ```
    pub struct SessionDocument check with check {
        required {
            /// What kind of session it starts.
            session_type: SessionType = "sessionType",
        }
        optional {
            /// The schema's version.
            schema_version: SchemaVersion = "schemaVersion",
            /// What the document is for.
            description: String = "description",
            /// The parameters.
            parameters: Named<Parameter> = "parameters",
            /// Preferences. A document of type `Standard_Stream` must have them.
            inputs: SessionPreferences = "inputs",
            /// What the session runs, or the ports that it forwards.
            properties: SessionProperties = "properties",
        }
    }
}

choice! {
    /// What kind of session a document starts.
    pub enum SessionType {
        /// A shell.
        StandardStream = "Standard_Stream",
        /// A command with a terminal.
        InteractiveCommands = "InteractiveCommands",
        /// A command without a terminal.
        NonInteractiveCommands = "NonInteractiveCommands",
        /// A forwarded port.
        Port = "Port",
    }
}

structure! {
    /// Preferences of sessions: where they are logged, how they are sealed, and when they end.
    pub struct SessionPreferences check with check_preferences {
        optional {
            /// The bucket for logs.
            s3_bucket_name: String = "s3BucketName",
            /// The beginning of keys in the bucket.
            s3_key_prefix: String = "s3KeyPrefix",
            /// Whether the bucket must be encrypted.
            s3_encryption_enabled: Setting<bool> = "s3EncryptionEnabled",
            /// The log group.
            cloud_watch_log_group_name: String = "cloudWatchLogGroupName",
            /// Whether the log group must be encrypted.
            cloud_watch_encryption_enabled: Setting<bool> = "cloudWatchEncryptionEnabled",
            /// Whether logs are sent while the session lasts, not at its end.
            cloud_watch_streaming_enabled: Setting<bool> = "cloudWatchStreamingEnabled",
            /// The key with which the session's data is encrypted besides TLS.
            kms_key_id: String = "kmsKeyId",
            /// Whether sessions run as a given user on Linux and macOS.
            run_as_enabled: Setting<bool> = "runAsEnabled",
            /// The user as whom they run.
            run_as_default_user: String = "runAsDefaultUser",
            /// After how many minutes without input a session ends: 1 to 60, or empty.
            idle_session_timeout: String = "idleSessionTimeout",
            /// After how many minutes a session ends: 1 to 1440, or empty.
            max_session_duration: String = "maxSessionDuration",
            /// What shells run first.
            shell_profile: ShellProfile = "shellProfile",
        }
    }
}

structure! {
    /// What shells run first, by platform.
    pub struct ShellProfile {
        optional {
            /// On Linux and macOS.
            linux: String = "linux",
            /// On Windows.
            windows: String = "windows",
        }
    }
}

structure! {
    /// What a session runs, or the ports that it forwards.
    pub struct SessionProperties {
        optional {
            /// The command on Linux.
            linux: PlatformCommands = "linux",
            /// The command on macOS.
            macos: PlatformCommands = "macos",
            /// The command on Windows.
            windows: PlatformCommands = "windows",
            /// The port on the node, or on `host`.
            port_number: String = "portNumber",
            /// The port on this side.
            local_port_number: String = "localPortNumber",
            /// The host behind the node.
            host: String = "host",
            /// How a port is forwarded: `LocalPortForwarding`.
            forwarding_type: String = "type",
        }
    }
}

structure! {
    /// What a session runs on a platform.
    pub struct PlatformCommands {
        required {
            /// The command.
            commands: String = "commands",
        }
        optional {
            /// Whether it runs as administrator.
            run_as_elevated: Setting<bool> = "runAsElevated",
            /// Whether standard error is kept apart from standard output.
            separate_output_stream: Setting<bool> = "separateOutputStream",
            /// What stands before standard output.
            std_out_separator_prefix: String = "stdOutSeparatorPrefix",
            /// What stands before standard error.
            std_err_separator_prefix: String = "stdErrSeparatorPrefix",
        }
    }
}

impl SessionDocument {
    /// The members as they stand in a document.
    pub(crate) fn to_map(&self) -> Map {
        schema::with_version(self, &self.kept, &SchemaVersion::V1_0)
    }
}

fn check(document: &SessionDocument, report: &mut Report) {
    if document.session_type == SessionType::StandardStream && document.inputs.is_none() {
        report.member("inputs", |report| report.problem("is required for sessionType Standard_Stream"));
    }
}

/// The ranges are those of the user guide's "Session document schema".
fn check_preferences(preferences: &SessionPreferences, report: &mut Report) {
    let minutes = [
        ("idleSessionTimeout", &preferences.idle_session_timeout, 1..=60),
        ("maxSessionDuration", &preferences.max_session_duration, 1..=1440),
    ];
    for (name, text, range) in minutes {
        let Some(text) = text.as_deref().filter(|text| !text.is_empty()) else { continue };
        let in_range = text.parse().is_ok_and(|minutes: i64| range.contains(&minutes));
        if !in_range && !reference::occurs_in(text) {
            let message = format!("must be {} to {} minutes", range.start(), range.end());
            report.member(name, |report| report.problem(message));
        }
    }
}
