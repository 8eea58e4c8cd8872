use crate::field::{Setting, TextList};
use crate::structure::structure;
use crate::value::Value;

structure! {
    /// `aws:runCommand`: runs a command document on nodes, those of `InstanceIds` or `Targets`.
    pub struct RunCommand {
        required {
            /// The document's name or ARN.
            document_name: String = "DocumentName",
        }
        optional {
            /// The document's version; by default its default version.
            document_version: String = "DocumentVersion",
            /// The instances' ids.
            instance_ids: TextList = "InstanceIds",
            /// The document's parameters: a map.
            parameters: Value = "Parameters",
            /// What the command is for.
            comment: String = "Comment",
            /// How many seconds the command may take to reach a node.
            timeout_seconds: Setting<i64> = "TimeoutSeconds",
            /// The document's hash.
            document_hash: String = "DocumentHash",
            /// `Sha256` or `Sha1`.
            document_hash_type: String = "DocumentHashType",
            /// The bucket for output.
            output_s3_bucket_name: String = "OutputS3BucketName",
            /// The beginning of keys in the bucket.
            output_s3_key_prefix: String = "OutputS3KeyPrefix",
            /// How output goes to CloudWatch Logs: a map.
            cloud_watch_output_config: Value = "CloudWatchOutputConfig",
            /// Who is told: a map.
            notification_config: Value = "NotificationConfig",
            /// The role for notifications.
            service_role_arn: String = "ServiceRoleArn",
            /// Targets: a list of maps with `Key` and `Values`.
            targets: Value = "Targets",
            /// On how many targets at once: a number or percentage.
            max_concurrency: String = "MaxConcurrency",
            /// After how many errors it ends: a number or percentage.
            max_errors: String = "MaxErrors",
        }
    }
}

structure! {
    /// `aws:executeAutomation`: runs another runbook, and waits until its execution is over.
    pub struct ExecuteAutomation {
        required {
            /// The document's name or ARN.
            document_name: String = "DocumentName",
        }
        optional {
            /// The document's version; by default its default version.
            document_version: String = "DocumentVersion",
            /// The automation's parameters: a map.
            runtime_parameters: Value = "RuntimeParameters",
            /// Tags: a list of maps.
            tags: Value = "Tags",
            /// The parameter that takes the target; needed with targets.
            target_parameter_name: String = "TargetParameterName",
            /// Accounts and regions: a list of maps.
            target_locations: Value = "TargetLocations",
            /// Targets by parameter: a list of maps.
            target_maps: Value = "TargetMaps",
            /// Targets: a list of maps with `Key` and `Values`.
            targets: Value = "Targets",
            /// On how many targets at once: a number or percentage.
            max_concurrency: String = "MaxConcurrency",
            /// After how many errors it ends: a number or percentage.
            max_errors: String = "MaxErrors",
        }
    }
}

structure! {
    /// `aws:executeScript`: runs a script in the service, for at most 600 seconds.
    pub struct ExecuteScript {
        required {
            /// The language and its version, such as `python3.8`.
            runtime: String = "Runtime",
        }
        optional {
            /// The function's name; needed for Python.
            handler: String = "Handler",
            /// The script.
            script: String = "Script",
            /// The function's first argument.
            input_payload: Value = "InputPayload",
            /// The attached file that holds the script.
            attachment: String = "Attachment",
        }
    }
}

structure! {
    /// `aws:executeStateMachine`: runs a state machine of Step Functions.
    pub struct ExecuteStateMachine {
        required {
            /// The state machine.
            state_machine_arn: String = "stateMachineArn",
        }
        optional {
            /// The execution's name.
            name: String = "name",
            /// The execution's input: JSON text.
            input: String = "input",
        }
    }
}

structure! {
    /// `aws:invokeLambdaFunction`: calls a function of Lambda, for at most 300 seconds.
    pub struct InvokeLambdaFunction {
        required {
            /// The function.
            function_name: String = "FunctionName",
        }
        optional {
            /// The function's version or alias.
            qualifier: String = "Qualifier",
            /// `RequestResponse`, the default, `Event` or `DryRun`.
            invocation_type: String = "InvocationType",
            /// `None` or `Tail`.
            log_type: String = "LogType",
            /// What is said of the client.
            client_context: String = "ClientContext",
            /// The function's argument: a map.
            input_payload: Value = "InputPayload",
            /// The function's argument: JSON text, or a map.
            payload: Value = "Payload",
        }
    }
}

structure! {
    /// `aws:invokeWebhook`: calls a webhook that an integration of Automation knows.
    pub struct InvokeWebhook {
        required {
            /// The integration.
            integration_name: String = "IntegrationName",
        }
        optional {
            /// What is sent.
            body: String = "Body",
        }
    }
}
