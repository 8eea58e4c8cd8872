//! Which nodes a command is for.

use ssm_client::types::Target;

/// The most ids of one command, values of one target, by the service's model.
pub(super) const MOST_VALUES: usize = 50;

/// The most targets of one command, by the service's model.
pub(super) const MOST_TARGETS: usize = 5;

/// Which nodes a command is for.
///
/// ```
/// use ssm_toolkit::run_command::Targets;
///
/// let some = Targets::ids(["i-0123456789abcdef0", "mi-0123456789abcdef0"]);
/// let web_in_production = Targets::tag("role", ["web"]).and(Targets::tag("stage", ["production"]));
/// let every_node_there_is = Targets::all();
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Targets {
    pub(super) ids: Vec<String>,
    pub(super) targets: Vec<Target>,
}

impl Targets {
    /// The nodes of these ids, at most 50. They must be online, or the service refuses the command.
    #[must_use]
    pub fn ids<S: Into<String>>(ids: impl IntoIterator<Item = S>) -> Self {
        Self { ids: ids.into_iter().map(Into::into).collect(), targets: Vec::new() }
    }

    /// The nodes that have this tag with one of these values, at most 50.
    #[must_use]
    pub fn tag<S: Into<String>>(key: impl AsRef<str>, values: impl IntoIterator<Item = S>) -> Self {
        Self::by(format!("tag:{}", key.as_ref()), values)
    }

    /// The nodes that have one of these tags, whatever its value.
    #[must_use]
    pub fn tag_keys<S: Into<String>>(keys: impl IntoIterator<Item = S>) -> Self {
        Self::by("tag-key".to_owned(), keys)
    }

    /// The nodes of the resource group of this name. A command can be for one group alone.
    #[must_use]
    pub fn resource_group(name: impl Into<String>) -> Self {
        Self::by("resource-groups:Name".to_owned(), [name.into()])
    }

    /// Every managed node of the account and region: the ids `*`, which the service's reference describes for
    /// associations and not for commands. A tag that all nodes have is the documented way.
    #[must_use]
    pub fn all() -> Self {
        Self::by("InstanceIds".to_owned(), ["*"])
    }

    /// Those nodes of these that the others mean too, both of them not by ids. Together at most five.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.ids.extend(others.ids);
        self.targets.extend(others.targets);
        self
    }

    fn by<S: Into<String>>(key: String, values: impl IntoIterator<Item = S>) -> Self {
        let mut target = Target::default();
        target.key = Some(key);
        target.values = Some(values.into_iter().map(Into::into).collect());
        Self { ids: Vec::new(), targets: vec![target] }
    }

    /// What keeps a command from being sent to them.
    pub(super) fn problem(&self) -> Option<String> {
        let counts = self.targets.iter().map(|target| target.values.as_ref().map_or(0, Vec::len));
        let counts: Vec<usize> = counts.collect();
        let longest = counts.iter().copied().chain([self.ids.len()]).max().unwrap_or_default();
        if self.ids.is_empty() && self.targets.is_empty() {
            Some("the command is for no node: name its targets with `on`".to_owned())
        } else if !self.ids.is_empty() && !self.targets.is_empty() {
            Some("a command is for nodes by their ids or by what they have, not by both".to_owned())
        } else if longest > MOST_VALUES {
            Some(format!(
                "a target has at most {MOST_VALUES} ids or values, and there are {longest}; give the nodes a tag"
            ))
        } else if self.targets.len() > MOST_TARGETS {
            Some(format!("a command has at most {MOST_TARGETS} targets, and there are {}", counts.len()))
        } else {
            counts.contains(&0).then(|| "a target has no values".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Targets;

    #[test]
    fn what_the_service_would_refuse_is_told_before() {
        let ids = |count: usize| Targets::ids((0..count).map(|number| format!("i-{number:017x}")));
        let problem = |targets: Targets| targets.problem().unwrap_or_default();
        assert_eq!(ids(50).problem(), None);
        assert_eq!(Targets::tag("a", ["b"]).and(Targets::tag_keys(["c"])).problem(), None);
        assert_eq!(Targets::all().problem(), None);
        assert!(problem(ids(0)).contains("for no node"));
        assert!(problem(ids(51)).contains("there are 51; give the nodes a tag"));
        assert!(problem(ids(1).and(Targets::all())).contains("not by both"));
        assert!(problem(Targets::tag("a", [""; 0])).contains("no values"));
        let six = (0..5).fold(Targets::all(), |all, _| all.and(Targets::all()));
        assert!(problem(six).contains("there are 6"));
    }
}
