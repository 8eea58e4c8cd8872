use crate::structure::structure;
use crate::value::Value;

structure! {
    /// `aws:executeAwsApi`: calls an operation of a service. Its inputs are set with [`other`](Self::other).
    pub struct ExecuteAwsApi {
        required {
            /// The service's namespace, such as `ec2`.
            service: String = "Service",
            /// The operation's name.
            api: String = "Api",
        }
    }
}

structure! {
    /// `aws:assertAwsResourceProperty`: fails unless a property has one of the values.
    pub struct AssertAwsResourceProperty {
        required {
            /// The service's namespace, such as `ec2`.
            service: String = "Service",
            /// The operation's name.
            api: String = "Api",
            /// The JSONPath of the property in the answer.
            property_selector: String = "PropertySelector",
            /// The values of which it must have one.
            desired_values: Vec<Value> = "DesiredValues",
        }
    }
}

structure! {
    /// `aws:waitForAwsResourceProperty`: waits until a property has one of the values, by default an hour.
    pub struct WaitForAwsResourceProperty {
        required {
            /// The service's namespace, such as `ec2`.
            service: String = "Service",
            /// The operation's name.
            api: String = "Api",
            /// The JSONPath of the property in the answer.
            property_selector: String = "PropertySelector",
            /// The values of which it must have one.
            desired_values: Vec<Value> = "DesiredValues",
        }
    }
}
