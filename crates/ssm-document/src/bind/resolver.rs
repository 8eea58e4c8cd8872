use crate::reference::Reference;
use crate::value::Value;

/// What a [`Resolver`] says of a reference.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolved {
    /// It stands for this value.
    Value(Value),
    /// It stays as it is, since its value is known only later.
    Later,
    /// There is no such thing, for this reason; binding fails.
    Unknown(String),
}

/// Knows what references stand for that are no parameters of a document.
///
/// Closures are resolvers:
///
/// ```
/// use ssm_document::{Arguments, Document, Reference, Resolved};
///
/// let document = Document::parse(
///     r#"{"schemaVersion": "2.2", "mainSteps": [{"action": "aws:runShellScript", "name": "show",
///         "inputs": {"runCommand": "cat {{ ssm:/app/file }}"}}]}"#,
/// )?;
/// let bound = document.bind_with(&Arguments::new(), &|reference: &Reference| match reference {
///     Reference::ParameterStore(name) if name == "/app/file" => Resolved::Value("/etc/app.conf".into()),
///     _ => Resolved::Unknown("no such parameter".into()),
/// })?;
/// assert!(bound.to_json().contains("cat /etc/app.conf"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Resolver {
    /// What `reference` stands for. It is never asked for the document's own parameters.
    fn resolve(&self, reference: &Reference) -> Resolved;
}

impl<F: Fn(&Reference) -> Resolved> Resolver for F {
    fn resolve(&self, reference: &Reference) -> Resolved {
        self(reference)
    }
}

/// The resolver of [`Document::bind`](crate::Document::bind): everything but an unknown parameter is known
/// later. Other resolvers can leave to it what they do not know.
pub fn later(reference: &Reference) -> Resolved {
    match reference {
        Reference::Parameter(name) if !PSEUDO_PARAMETERS.contains(&name.as_str()) => {
            Resolved::Unknown("it is no parameter of the document".into())
        }
        _ => Resolved::Later,
    }
}

/// Names that the place where a document runs gives a meaning: the node's platform, and the target of an
/// automation that runs at a rate.
pub(crate) const PSEUDO_PARAMETERS: [&str; 3] = ["platformType", "RESOURCE_ID", "TARGETS"];
