//! Amazon Resource Names of parameters.

use std::fmt;
use std::str::FromStr;

use super::{NameError, NameRule, rules};

/// The Amazon Resource Name of a parameter, by which those that other accounts share are read:
/// `arn:aws:ssm:eu-central-1:123456789012:parameter/app/host`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ParameterArn {
    text: String,
    /// Where the parameter's path begins in it.
    path: usize,
}

impl ParameterArn {
    /// The whole ARN as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The partition: `aws`, `aws-cn`, `aws-us-gov`.
    #[must_use]
    pub fn partition(&self) -> &str {
        self.field(1)
    }

    /// The region that the parameter is in: `eu-central-1`.
    #[must_use]
    pub fn region(&self) -> &str {
        self.field(3)
    }

    /// The account, 12 digits.
    #[must_use]
    pub fn account_id(&self) -> &str {
        self.field(4)
    }

    /// The parameter's name. `app` and `/app` have the same Amazon Resource Name, so that a name without
    /// further levels is given without its slash.
    #[must_use]
    pub fn name(&self) -> &str {
        let path = self.text.get(self.path..).unwrap_or_default();
        match path.strip_prefix('/') {
            Some(name) if !name.contains('/') => name,
            _ => path,
        }
    }

    fn field(&self, index: usize) -> &str {
        self.text.split(':').nth(index).unwrap_or_default()
    }
}

impl FromStr for ParameterArn {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let refused = || NameError::new(text, NameRule::Arn);
        let fields: Vec<&str> = text.split(':').collect();
        let [arn, partition, service, region, account, resource] = fields[..] else { return Err(refused()) };
        let path = resource.strip_prefix("parameter").filter(|path| path.starts_with('/'));
        let path = path.ok_or_else(refused)?;
        let is_word = |text: &str| {
            !text.is_empty()
                && text.chars().all(|character| character.is_ascii_alphanumeric() || character == '-')
        };
        let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
        if arn != "arn" || service != "ssm" || !is_word(partition) || !is_word(region) || !is_account {
            return Err(refused());
        }
        rules::name(path).map_err(|rule| NameError::new(text, rule))?;
        Ok(Self { text: text.to_owned(), path: text.len() - path.len() })
    }
}

impl AsRef<str> for ParameterArn {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for ParameterArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_told() {
        let arn: ParameterArn = "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/app/host".parse().unwrap();
        assert_eq!((arn.partition(), arn.region()), ("aws-cn", "cn-north-1"));
        assert_eq!((arn.account_id(), arn.name()), ("123456789012", "/app/host"));
        let arn: ParameterArn = "arn:aws:ssm:us-east-1:123456789012:parameter/app".parse().unwrap();
        assert_eq!(arn.name(), "app");
    }

    #[test]
    fn arns_of_anything_else_are_refused() {
        for text in [
            "arn:aws:s3:::bucket",
            "arn:aws:ssm:us-east-1:123456789012:document/x",
            "arn:aws:ssm:us-east-1:12345678901:parameter/x",
            "arn:aws:ssm::123456789012:parameter/x",
            "arn:aws:ssm:us-east-1:123456789012:parameterx",
        ] {
            assert_eq!(text.parse::<ParameterArn>().unwrap_err().rule(), NameRule::Arn, "{text}");
        }
        let error = "arn:aws:ssm:us-east-1:123456789012:parameter/a//b".parse::<ParameterArn>().unwrap_err();
        assert_eq!(error.rule(), NameRule::EmptyLevel);
    }
}
