//! The seam to the generated code: every operation, structure, enumeration and error of the models,
//! as a server needs them. What stands here directly is Systems Manager's own.

/// Requests, responses, and which operation they belong to.
#[allow(dead_code, reason = "the model has more operations than are implemented")]
pub(crate) mod operation {
    include!(concat!(env!("OUT_DIR"), "/ssm/operation.rs"));
}

/// What requests and responses hold, and the errors.
#[allow(dead_code, reason = "the model has more types than are used")]
#[allow(clippy::large_enum_variant, reason = "a union is as large as the model makes it")]
pub(crate) mod types {
    include!(concat!(env!("OUT_DIR"), "/ssm/types.rs"));
}

/// The service that brings messages to nodes and takes their replies.
pub(crate) mod ec2messages {
    /// Requests, responses, and which operation they belong to.
    #[allow(dead_code, reason = "the model has more operations than are implemented")]
    pub(crate) mod operation {
        include!(concat!(env!("OUT_DIR"), "/ec2messages/operation.rs"));
    }

    /// What requests and responses hold, and the errors.
    #[allow(dead_code, reason = "the model has more types than are used")]
    pub(crate) mod types {
        include!(concat!(env!("OUT_DIR"), "/ec2messages/types.rs"));
    }
}
