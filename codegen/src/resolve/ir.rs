//! The intermediate representation: what is emitted, in Rust's terms.

use std::collections::BTreeSet;

pub(crate) struct Service {
    /// The id of the service in AWS SDKs, such as `SSM`.
    pub(crate) sdk_id: String,
    pub(crate) title: String,
    pub(crate) version: String,
    /// What stands before the operation in `X-Amz-Target`.
    pub(crate) target_prefix: String,
    pub(crate) signing_name: String,
    pub(crate) endpoint_prefix: String,
    /// `V1_0` or `V1_1`.
    pub(crate) json_version: &'static str,
    pub(crate) operations: Vec<Operation>,
    pub(crate) structures: Vec<Structure>,
    pub(crate) unions: Vec<Union>,
    pub(crate) enums: Vec<Enum>,
    /// All capabilities, sorted; empty where the model is not divided.
    pub(crate) capabilities: BTreeSet<String>,
}

pub(crate) struct Operation {
    /// The name on the wire, and the stem of all Rust names.
    pub(crate) name: String,
    pub(crate) type_stem: String,
    pub(crate) method: Name,
    pub(crate) documentation: Option<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) safety: Safety,
    pub(crate) capability: Option<String>,
    pub(crate) request: Structure,
    pub(crate) response: Structure,
    /// The structures of its errors, by Rust name.
    pub(crate) errors: Vec<ErrorVariant>,
    pub(crate) host_prefix: Option<Vec<HostPart>>,
    pub(crate) paging: Option<Paging>,
    pub(crate) waiters: Vec<Waiter>,
    /// What the model gives the operation and the code does not, with the reason.
    pub(crate) left_out: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Safety {
    ReadOnly,
    Idempotent,
    SideEffects,
}

pub(crate) struct ErrorVariant {
    pub(crate) type_name: String,
    /// The code on the wire.
    pub(crate) code: String,
}

pub(crate) enum HostPart {
    Text(String),
    /// A member of the request, by its Rust name, and whether it is optional.
    Label {
        field: Name,
        wire: String,
        optional: bool,
    },
}

pub(crate) struct Paging {
    pub(crate) token_in: Name,
    pub(crate) token_out: Vec<Field>,
    pub(crate) items: Option<Items>,
}

pub(crate) struct Items {
    pub(crate) path: Vec<Field>,
    /// The type of an element; a pair of key and value for maps.
    pub(crate) element: Type,
    pub(crate) is_map: bool,
}

/// A step of a path into a response.
pub(crate) struct Field {
    pub(crate) name: Name,
    pub(crate) presence: Presence,
}

pub(crate) struct Waiter {
    pub(crate) method: String,
    pub(crate) name: String,
    pub(crate) min_delay: u64,
    pub(crate) max_delay: u64,
    pub(crate) acceptors: Vec<Acceptor>,
}

pub(crate) struct Acceptor {
    /// `Success`, `Failure` or `Retry`.
    pub(crate) state: &'static str,
    pub(crate) matcher: Matcher,
}

pub(crate) enum Matcher {
    Success(bool),
    ErrorType(String),
    /// Steps by wire name, each with whether it goes through all elements of a list.
    Output {
        path: Vec<(String, bool)>,
        comparator: &'static str,
        expected: String,
    },
}

pub(crate) struct Structure {
    pub(crate) type_name: String,
    /// The name in the model.
    pub(crate) shape_name: String,
    pub(crate) documentation: Option<String>,
    pub(crate) members: Vec<Member>,
    /// Whether a request can hold it, so that users build it.
    pub(crate) in_requests: bool,
    pub(crate) error: Option<ErrorFacts>,
    pub(crate) capabilities: BTreeSet<String>,
}

pub(crate) struct ErrorFacts {
    pub(crate) status: u16,
    pub(crate) message: Option<Name>,
}

pub(crate) struct Member {
    pub(crate) wire: String,
    pub(crate) field: Name,
    /// The name of the setter, which no other method of the type has.
    pub(crate) setter: Name,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    pub(crate) required: bool,
    pub(crate) secret: bool,
    pub(crate) timestamps: Option<&'static str>,
    pub(crate) idempotency_token: bool,
    pub(crate) documentation: Option<String>,
    pub(crate) constraint: Constraint,
}

/// A Rust identifier, escaped where it is a keyword.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name(pub(crate) String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Always there.
    Required,
    /// An `Option`.
    Optional,
    /// A list or map that is empty when absent.
    Empty,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    String,
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    BigInteger,
    Float,
    Double,
    Timestamp,
    Blob,
    Document,
    /// A structure, union or enumeration of the model, by Rust name.
    Structure(String),
    Union(String),
    Enum(String),
    IntEnum(String),
    List {
        element: Box<Type>,
        sparse: bool,
    },
    Map {
        value: Box<Type>,
        sparse: bool,
    },
    Boxed(Box<Type>),
}

pub(crate) struct Union {
    pub(crate) type_name: String,
    pub(crate) shape_name: String,
    pub(crate) documentation: Option<String>,
    pub(crate) variants: Vec<UnionVariant>,
    pub(crate) capabilities: BTreeSet<String>,
}

pub(crate) struct UnionVariant {
    pub(crate) wire: String,
    pub(crate) variant: String,
    pub(crate) ty: Type,
    pub(crate) secret: bool,
    pub(crate) timestamps: Option<&'static str>,
    pub(crate) documentation: Option<String>,
    pub(crate) constraint: Constraint,
}

pub(crate) struct Enum {
    pub(crate) type_name: String,
    pub(crate) shape_name: String,
    pub(crate) documentation: Option<String>,
    pub(crate) values: EnumValues,
    /// Whether the value itself is a secret.
    pub(crate) secret: bool,
    pub(crate) capabilities: BTreeSet<String>,
}

pub(crate) enum EnumValues {
    Text(Vec<EnumVariant<String>>),
    Number(Vec<EnumVariant<i32>>),
}

pub(crate) struct EnumVariant<V> {
    pub(crate) variant: String,
    pub(crate) value: V,
    pub(crate) documentation: Option<String>,
}

/// What the service accepts of a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Constraint {
    pub(crate) length: Option<(Option<u64>, Option<u64>)>,
    pub(crate) range: Option<(Option<i64>, Option<i64>)>,
    pub(crate) pattern: Option<String>,
    pub(crate) one_of: Vec<String>,
    pub(crate) element: Option<Box<Constraint>>,
    pub(crate) key: Option<Box<Constraint>>,
}

impl Constraint {
    pub(crate) fn is_anything(&self) -> bool {
        *self == Constraint::default()
    }
}
