//! What an execution has a child for each of.

use ssm_client::types::Target;

/// What an execution has a child execution for each of.
#[derive(Clone, Debug, PartialEq)]
pub struct AutomationTargets(pub(super) Vec<Target>);

impl AutomationTargets {
    /// These values of the parameter, as they are.
    #[must_use]
    pub fn values<S: Into<String>>(values: impl IntoIterator<Item = S>) -> Self {
        Self::by("ParameterValues".to_owned(), values)
    }

    /// The resources that have this tag with one of these values.
    #[must_use]
    pub fn tag<S: Into<String>>(key: impl AsRef<str>, values: impl IntoIterator<Item = S>) -> Self {
        Self::by(format!("tag:{}", key.as_ref()), values)
    }

    /// The resources of the resource group of this name.
    #[must_use]
    pub fn resource_group(name: impl Into<String>) -> Self {
        Self::by("ResourceGroup".to_owned(), [name.into()])
    }

    fn by<S: Into<String>>(key: String, values: impl IntoIterator<Item = S>) -> Self {
        let mut target = Target::default();
        target.key = Some(key);
        target.values = Some(values.into_iter().map(Into::into).collect());
        Self(vec![target])
    }
}
