//! Parameter policies: when a parameter expires, and which notices it calls for.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::model::types::{
    IncompatiblePolicyException, InvalidPolicyAttributeException, InvalidPolicyTypeException,
    ParameterInlinePolicy, PoliciesLimitExceededException,
};
use crate::protocol::Error;

/// How many policies a parameter may have.
const MAXIMUM_POLICIES: usize = 10;

/// The policies of a version, of which at most one is its expiration.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Policies(Vec<Policy>);

#[derive(Clone, Serialize, Deserialize)]
struct Policy {
    kind: Kind,
    /// The policy as it was written.
    text: String,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
enum Kind {
    Expiration(OffsetDateTime),
    ExpirationNotification,
    NoChangeNotification,
}

impl Kind {
    fn name(&self) -> &'static str {
        match self {
            Self::Expiration(_) => "Expiration",
            Self::ExpirationNotification => "ExpirationNotification",
            Self::NoChangeNotification => "NoChangeNotification",
        }
    }
}

impl Policies {
    /// Reads a JSON array of policies. Empty policies, `{}`, stand for none.
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let policies: Vec<Map<String, Value>> = serde_json::from_str(text)
            .map_err(|error| attribute(&format!("the policies are not a JSON array of objects: {error}")))?;
        let policies: Vec<Policy> =
            policies.iter().filter(|policy| !policy.is_empty()).map(read).collect::<Result<_, _>>()?;
        if policies.len() > MAXIMUM_POLICIES {
            let message = format!("{} policies are more than {MAXIMUM_POLICIES}", policies.len());
            return Err(PoliciesLimitExceededException::with_message(message).into());
        }
        let expirations = policies.iter().filter(|policy| matches!(policy.kind, Kind::Expiration(_)));
        if expirations.count() > 1 {
            let message = "a parameter cannot have more than one Expiration policy";
            return Err(IncompatiblePolicyException::with_message(message).into());
        }
        Ok(Self(policies))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// When the parameter expires.
    pub(super) fn expiration(&self) -> Option<OffsetDateTime> {
        self.0.iter().find_map(|policy| match policy.kind {
            Kind::Expiration(time) => Some(time),
            _ => None,
        })
    }

    /// The policies as they are shown. None of them is applied before the parameter is gone, and
    /// notices go nowhere.
    pub(super) fn shown(&self) -> Vec<ParameterInlinePolicy> {
        let shown = |policy: &Policy| ParameterInlinePolicy {
            policy_text: Some(policy.text.clone()),
            policy_type: Some(policy.kind.name().to_owned()),
            policy_status: Some("Pending".to_owned()),
        };
        self.0.iter().map(shown).collect()
    }
}

fn read(policy: &Map<String, Value>) -> Result<Policy, Error> {
    let attributes = policy.get("Attributes").and_then(Value::as_object);
    let attributes = Attributes { of: attributes };
    let kind = match policy.get("Type").and_then(Value::as_str) {
        Some("Expiration") => Kind::Expiration(attributes.time("Timestamp")?),
        Some("ExpirationNotification") => {
            attributes.duration("Before")?;
            Kind::ExpirationNotification
        }
        Some("NoChangeNotification") => {
            attributes.duration("After")?;
            Kind::NoChangeNotification
        }
        other => {
            let found = other.map_or_else(|| "none".to_owned(), |kind| format!("{kind:?}"));
            return Err(InvalidPolicyTypeException::with_message(format!(
                "the Type of a policy is {found} and must be Expiration, ExpirationNotification or \
                 NoChangeNotification"
            ))
            .into());
        }
    };
    if policy.get("Version").is_some_and(|version| version != "1.0") {
        return Err(attribute("the Version of a policy must be \"1.0\""));
    }
    Ok(Policy { kind, text: Value::Object(policy.clone()).to_string() })
}

struct Attributes<'a> {
    of: Option<&'a Map<String, Value>>,
}

impl Attributes<'_> {
    fn text(&self, name: &str) -> Result<&str, Error> {
        let value = self.of.and_then(|attributes| attributes.get(name)).and_then(Value::as_str);
        value.ok_or_else(|| attribute(&format!("a policy lacks the attribute {name}, which is text")))
    }

    fn time(&self, name: &str) -> Result<OffsetDateTime, Error> {
        OffsetDateTime::parse(self.text(name)?, &Rfc3339).map_err(|error| {
            attribute(&format!("the attribute {name} must be a time such as 2026-12-31T23:59:59Z: {error}"))
        })
    }

    fn duration(&self, name: &str) -> Result<(), Error> {
        let count: Option<u32> = self.text(name)?.parse().ok();
        if count.is_none_or(|count| count == 0) {
            return Err(attribute(&format!("the attribute {name} must be a whole number above 0, as text")));
        }
        match self.text("Unit")? {
            "Days" | "Hours" => Ok(()),
            unit => Err(attribute(&format!("the attribute Unit is {unit:?} and must be Days or Hours"))),
        }
    }
}

fn attribute(message: &str) -> Error {
    InvalidPolicyAttributeException::with_message(message).into()
}

#[cfg(test)]
mod tests {
    use super::Policies;

    fn error(text: &str) -> String {
        Policies::parse(text).err().map(|error| format!("{error:?}")).unwrap_or_default()
    }

    #[test]
    fn policies_are_read_and_shown_as_they_were_written() {
        let expiration =
            r#"{"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"2030-01-01T00:00:00Z"}}"#;
        let notice =
            r#"{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"20","Unit":"Days"}}"#;
        let policies = Policies::parse(&format!("[{expiration},{notice}]")).unwrap();
        assert_eq!(policies.expiration().unwrap().year(), 2030);
        let kinds: Vec<_> = policies.shown().into_iter().filter_map(|policy| policy.policy_type).collect();
        assert_eq!(kinds, ["Expiration", "NoChangeNotification"]);
        assert!(policies.shown()[0].policy_text.as_deref().unwrap().contains("2030-01-01T00:00:00Z"));
    }

    #[test]
    fn an_empty_policy_stands_for_none() {
        assert!(Policies::parse("[{}]").unwrap().is_empty());
        assert!(Policies::parse("[]").unwrap().is_empty());
    }

    #[test]
    fn each_fault_has_its_own_error() {
        let one = r#"{"Type":"Expiration","Attributes":{"Timestamp":"2030-01-01T00:00:00Z"}}"#;
        let notice = r#"{"Type":"NoChangeNotification","Attributes":{"After":"1","Unit":"Days"}}"#;
        assert!(error("no JSON").contains("InvalidPolicyAttributeException"));
        assert!(error(r#"[{"Type":"Party"}]"#).contains("InvalidPolicyTypeException"));
        assert!(error(r#"[{"Version":"1.0"}]"#).contains("InvalidPolicyTypeException"));
        assert!(error(r#"[{"Type":"Expiration"}]"#).contains("InvalidPolicyAttributeException"));
        assert!(error(&one.replace("2030-01-01", "soon")).contains("InvalidPolicyAttributeException"));
        for broken in
            [one.replace("2030-01-01", "soon"), notice.replace("Days", "Years"), notice.replace('1', "0")]
        {
            assert!(error(&format!("[{broken}]")).contains("InvalidPolicyAttributeException"), "{broken}");
        }
        assert!(error(&format!("[{one},{one}]")).contains("IncompatiblePolicyException"));
        let eleven = [notice; 11].join(",");
        assert!(error(&format!("[{eleven}]")).contains("PoliciesLimitExceededException"));
    }
}
