//! What documents are called: names, which are AWS's or the account's, and ARNs, which say whose.

use crate::identity::Identity;
use crate::model::types::InvalidDocument;
use crate::protocol::Error;

/// What names of documents must not begin with, in whatever case: AWS keeps it for its own.
const RESERVED: [&str; 3] = ["aws", "amazon", "amzn"];

/// A document as a request names it.
#[derive(Debug, PartialEq)]
pub(super) enum Reference<'a> {
    /// By its name: one of the account, or else of AWS.
    Name(&'a str),
    /// By an ARN of the account or of AWS.
    Owned(&'a str),
    /// By an ARN of another account.
    Elsewhere { account_id: &'a str, name: &'a str },
}

impl<'a> Reference<'a> {
    /// Understands a name or an ARN, unless it is one of another region or of something else.
    pub(super) fn parse(text: &'a str, identity: &Identity) -> Option<Self> {
        let Some(rest) = text.strip_prefix("arn:") else { return Some(Self::Name(text)) };
        let parts: Vec<&str> = rest.splitn(5, ':').collect();
        let [_, "ssm", region, account_id, resource] = parts[..] else { return None };
        let name = resource.strip_prefix("document/")?;
        if region != identity.region {
            return None;
        }
        match account_id {
            "" => Some(Self::Owned(name)),
            own if own == identity.account_id => Some(Self::Name(name)),
            account_id => Some(Self::Elsewhere { account_id, name }),
        }
    }
}

/// Refuses names that AWS keeps for itself.
pub(super) fn check_new(name: &str) -> Result<(), Error> {
    let starts =
        |prefix: &&&str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    match RESERVED.iter().find(starts) {
        None => Ok(()),
        Some(prefix) => {
            let message = format!("the name {name:?} must not start with {prefix:?}, in whatever case");
            Err(Error::validation(message))
        }
    }
}

/// There is no such document. Clients know the words.
pub(super) fn not_found() -> Error {
    InvalidDocument::with_message("The specified document does not exist.").into()
}

#[cfg(test)]
mod tests {
    use super::{Reference, check_new};
    use crate::identity::Identity;

    fn parse(text: &str) -> Option<Reference<'_>> {
        let identity = Identity { region: "eu-west-1".to_owned(), account_id: "123456789012".to_owned() };
        Reference::parse(text, &identity)
    }

    #[test]
    fn an_arn_says_whose_document_it_is() {
        assert_eq!(parse("Deploy"), Some(Reference::Name("Deploy")));
        let own = "arn:aws:ssm:eu-west-1:123456789012:document/Deploy";
        assert_eq!(parse(own), Some(Reference::Name("Deploy")));
        let of_aws = "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript";
        assert_eq!(parse(of_aws), Some(Reference::Owned("AWS-RunShellScript")));
        let other = "arn:aws:ssm:eu-west-1:210987654321:document/Deploy";
        let elsewhere = Reference::Elsewhere { account_id: "210987654321", name: "Deploy" };
        assert_eq!(parse(other), Some(elsewhere));
    }

    #[test]
    fn arns_of_other_regions_and_things_name_no_document() {
        for arn in [
            "arn:aws:ssm:us-east-1:123456789012:document/Deploy",
            "arn:aws:ssm:eu-west-1:123456789012:parameter/Deploy",
            "arn:aws:s3:eu-west-1:123456789012:document/Deploy",
            "arn:aws:ssm",
        ] {
            assert_eq!(parse(arn), None, "{arn}");
        }
    }

    #[test]
    fn names_of_aws_cannot_be_taken() {
        for name in ["AWS-Mine", "aws_mine", "amazon", "AmznMine"] {
            assert!(check_new(name).is_err(), "{name}");
        }
        assert!(check_new("SSM-SessionManagerRunShell").is_ok());
        assert!(check_new("az").is_ok());
    }
}
