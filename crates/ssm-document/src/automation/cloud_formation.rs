use crate::field::{Setting, TextList};
use crate::structure::{choice, structure};
use crate::value::Value;

structure! {
    /// `aws:createStack`: creates a stack of CloudFormation.
    pub struct CreateStack {
        required {
            /// The stack's name.
            stack_name: String = "StackName",
        }
        optional {
            /// The template's text.
            template_body: String = "TemplateBody",
            /// Where the template is.
            template_url: String = "TemplateURL",
            /// The stack's parameters: a list of maps.
            parameters: Value = "Parameters",
            /// What the template may do.
            capabilities: TextList = "Capabilities",
            /// What makes a repeated request the same one.
            client_request_token: String = "ClientRequestToken",
            /// Whether a stack that failed stays; not together with what a failure means.
            disable_rollback: Setting<bool> = "DisableRollback",
            /// What a failure means; by default the stack is rolled back.
            on_failure: StackFailure = "OnFailure",
            /// The topics that hear of the stack, five at most.
            notification_arns: TextList = "NotificationARNs",
            /// The types of resources that may be created.
            resource_types: TextList = "ResourceTypes",
            /// The role as which CloudFormation acts.
            role_arn: String = "RoleARN",
            /// The stack policy's text.
            stack_policy_body: String = "StackPolicyBody",
            /// Where the stack policy is.
            stack_policy_url: String = "StackPolicyURL",
            /// The stack's tags: a list of maps.
            tags: Value = "Tags",
            /// After how many minutes creation has failed.
            timeout_in_minutes: Setting<i64> = "TimeoutInMinutes",
        }
    }
}

structure! {
    /// `aws:deleteStack`: deletes a stack of CloudFormation.
    pub struct DeleteStack {
        required {
            /// The stack's name or id.
            stack_name: String = "StackName",
        }
        optional {
            /// What makes a repeated request the same one.
            client_request_token: String = "ClientRequestToken",
            /// The resources that stay.
            retain_resources: TextList = "RetainResources",
            /// The role as which CloudFormation acts.
            role_arn: String = "RoleARN",
        }
    }
}

choice! {
    /// What happens to a stack that could not be created.
    pub enum StackFailure {
        /// It stays.
        DoNothing = "DO_NOTHING",
        /// It is rolled back.
        Rollback = "ROLLBACK",
        /// It is deleted.
        Delete = "DELETE",
    }
}
