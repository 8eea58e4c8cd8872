//! A parameter as it was read.

use std::fmt;

use ssm_client::types::{self, ParameterType};
use ssm_client::{ErrorKind, Failure};
use time::OffsetDateTime;

/// A parameter as it was read: what the service always says of one is no `Option`. Its `Debug` leaves the
/// value out.
#[derive(Clone, PartialEq)]
pub struct Parameter {
    name: String,
    value: String,
    kind: ParameterType,
    version: i64,
    selector: Option<String>,
    arn: Option<String>,
    data_type: Option<String>,
    modified: Option<OffsetDateTime>,
}

impl Parameter {
    /// Its name, as the service calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its value. That of a `SecureString` is ciphertext if decryption was switched off.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Its value, by value.
    #[must_use]
    pub fn into_value(self) -> String {
        self.value
    }

    /// The elements of a `StringList`; of any other type the value alone.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        let is_list = self.kind == ParameterType::StringList;
        self.value.split(move |character| is_list && character == ',')
    }

    /// `String`, `StringList` or `SecureString`.
    #[must_use]
    pub fn kind(&self) -> &ParameterType {
        &self.kind
    }

    /// The version that was read.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version
    }

    /// The version or label that was asked for, with its colon: `:3`.
    #[must_use]
    pub fn selector(&self) -> Option<&str> {
        self.selector.as_deref()
    }

    /// Its Amazon Resource Name.
    #[must_use]
    pub fn arn(&self) -> Option<&str> {
        self.arn.as_deref()
    }

    /// `text`, unless it is checked for something else.
    #[must_use]
    pub fn data_type(&self) -> Option<&str> {
        self.data_type.as_deref()
    }

    /// When this version was stored.
    #[must_use]
    pub fn modified(&self) -> Option<OffsetDateTime> {
        self.modified
    }

    /// An answer's parameter.
    pub(super) fn answered(parameter: types::Parameter) -> Result<Self, Failure> {
        let types::Parameter { name: Some(name), value: Some(value), r#type: Some(kind), version, .. } =
            parameter
        else {
            return Err(Failure::new(
                ErrorKind::Decode,
                "the answer has a parameter without a name, a type or a value",
            ));
        };
        Ok(Self {
            name,
            value,
            kind,
            version: version.unwrap_or_default(),
            selector: parameter.selector,
            arn: parameter.arn,
            data_type: parameter.data_type,
            modified: parameter.last_modified_date,
        })
    }
}

impl fmt::Debug for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parameter")
            .field("name", &self.name)
            .field("kind", &self.kind.as_str())
            .field("version", &self.version)
            .field("selector", &self.selector)
            .finish_non_exhaustive()
    }
}
