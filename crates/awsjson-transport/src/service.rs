//! What a service's model says about it, as far as the wire needs it.

/// A service as its model describes it. Generated clients hold one in a `static`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    /// The service's id (`sdkId` in its model), for instance `SSM`. Names the environment variable
    /// of its endpoint.
    pub id: &'static str,
    /// What precedes the operation's name in `X-Amz-Target`, for instance `AmazonSSM`.
    pub target_prefix: &'static str,
    /// The service's name in a signature's scope, for instance `ssm`.
    pub signing_name: &'static str,
    /// The first label of the service's host names, for instance `ssm`.
    pub endpoint_prefix: &'static str,
    /// Which AWS JSON protocol it speaks.
    pub json_version: JsonVersion,
}

/// The two versions of the AWS JSON protocol. On the wire only their content type differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonVersion {
    /// `awsJson1_0`
    V1_0,
    /// `awsJson1_1`
    V1_1,
}

impl JsonVersion {
    /// The content type of requests.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::V1_0 => "application/x-amz-json-1.0",
            Self::V1_1 => "application/x-amz-json-1.1",
        }
    }
}

/// One operation of a service. Generated clients hold one in a constant per operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The operation's name, for instance `GetParameter`.
    pub name: &'static str,
    /// What happens when the same request runs twice.
    pub safety: Safety,
    /// The part of the service that it belongs to, if the client divides its service.
    pub capability: Option<&'static str>,
    /// Whether its answer comes in pages.
    pub is_paged: bool,
}

impl OperationInfo {
    /// An operation of this name and safety, of no capability and without pages.
    pub const fn new(name: &'static str, safety: Safety) -> Self {
        Self { name, safety, capability: None, is_paged: false }
    }

    /// The same operation, as a part of this capability.
    pub const fn capability(mut self, capability: &'static str) -> Self {
        self.capability = Some(capability);
        self
    }

    /// The same operation, with an answer in pages.
    pub const fn paged(mut self) -> Self {
        self.is_paged = true;
        self
    }
}

/// What happens when the same request runs twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Nothing: the operation only reads.
    ReadOnly,
    /// Nothing more than when it runs once: the operation is idempotent, or its request carries an
    /// idempotency token.
    Idempotent,
    /// Something happens twice: a second command, a second session.
    SideEffects,
}
