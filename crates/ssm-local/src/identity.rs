//! Who the endpoint pretends to be: its region, its account and the names that follow from them.

/// The account and region that the endpoint stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Identity {
    pub(crate) region: String,
    pub(crate) account_id: String,
}

impl Identity {
    /// Whether this is what regions are called.
    pub(crate) fn is_region(text: &str) -> bool {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        (1..=64).contains(&text.len()) && text.chars().all(allowed)
    }

    /// Whether this is the number of an account.
    pub(crate) fn is_account_id(text: &str) -> bool {
        text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The name of a resource of the service, such as `parameter/app`.
    pub(crate) fn arn(&self, resource: &str) -> String {
        let Self { region, account_id } = self;
        format!("arn:{}:ssm:{region}:{account_id}:{resource}", self.partition())
    }

    /// The user that all changes are made by: the account itself.
    pub(crate) fn user_arn(&self) -> String {
        format!("arn:{}:iam::{}:root", self.partition(), self.account_id)
    }

    fn partition(&self) -> &'static str {
        const BY_PREFIX: [(&str, &str); 7] = [
            ("cn-", "aws-cn"),
            ("eu-isoe-", "aws-iso-e"),
            ("eusc-", "aws-eusc"),
            ("us-gov-", "aws-us-gov"),
            ("us-iso-", "aws-iso"),
            ("us-isob-", "aws-iso-b"),
            ("us-isof-", "aws-iso-f"),
        ];
        let of_region = BY_PREFIX.iter().find(|(prefix, _)| self.region.starts_with(prefix));
        of_region.map_or("aws", |(_, partition)| partition)
    }
}

#[cfg(test)]
mod tests {
    use super::Identity;

    #[test]
    fn names_carry_the_partition_of_the_region() {
        let arn = |region: &str| {
            Identity { region: region.to_owned(), account_id: "123456789012".to_owned() }.arn("parameter/x")
        };
        assert_eq!(arn("eu-central-1"), "arn:aws:ssm:eu-central-1:123456789012:parameter/x");
        assert_eq!(arn("cn-north-1"), "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/x");
        assert_eq!(arn("us-gov-west-1"), "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/x");
    }
}
