//! References in texts: `{{ commands }}`, `{{ssm:/app/host}}`, `{{ step.Output }}`.

/// What stands between double braces.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reference {
    /// A parameter of the document: `{{ commands }}`. Also `{{ platformType }}` and other names that the
    /// place where a document runs gives a meaning.
    Parameter(String),
    /// A parameter of Parameter Store: `{{ssm:/app/host}}`. The text is what follows `ssm:`.
    ParameterStore(String),
    /// A variable of the place where a document runs: `{{ global:DATE_TIME }}`,
    /// `{{ automation:EXECUTION_ID }}`, `{{ variable:count }}`.
    Variable {
        /// What stands before the colon.
        namespace: String,
        /// What follows it.
        name: String,
    },
    /// What an earlier step of an automation has put out: `{{ launch.InstanceIds }}`.
    StepOutput {
        /// The step's name.
        step: String,
        /// What follows the first dot.
        output: String,
    },
}

impl Reference {
    /// Reads what stands between the braces. `None` if it is no reference, and so plain text: shell
    /// scripts and templates of other tools have double braces too.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let name =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let path = |text: &str| {
            !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-./:[]".contains(c))
        };
        if name(text) {
            return Some(Self::Parameter(text.into()));
        }
        if let Some((namespace, rest)) = text.split_once(':') {
            // A namespace such as `ssm-secure` has a dash.
            let known = name(&namespace.replace('-', "_")) && path(rest.trim_start());
            let rest = rest.trim_start().to_owned();
            return known.then(|| match namespace {
                "ssm" => Self::ParameterStore(rest),
                _ => Self::Variable { namespace: namespace.into(), name: rest },
            });
        }
        let (step, output) = text.split_once('.')?;
        (name(step) && path(output)).then(|| Self::StepOutput { step: step.into(), output: output.into() })
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Parameter(name) => write!(formatter, "{{{{ {name} }}}}"),
            Self::ParameterStore(name) => write!(formatter, "{{{{ ssm:{name} }}}}"),
            Self::Variable { namespace, name } => write!(formatter, "{{{{ {namespace}:{name} }}}}"),
            Self::StepOutput { step, output } => write!(formatter, "{{{{ {step}.{output} }}}}"),
        }
    }
}

/// A part of a text.
#[derive(Debug, PartialEq)]
pub(crate) enum Part<'a> {
    Text(&'a str),
    /// A reference, and how it is spelled, with its braces.
    Reference(Reference, &'a str),
}

/// The parts of `text` in order.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut begun, mut searched) = (0, 0);
    while let Some(close) = text[searched..].find("}}").map(|at| searched + at) {
        // The last braces that open, so that `${{{ name }}` has a reference too.
        let reference = text[searched..close].rfind("{{").and_then(|at| {
            let open = searched + at;
            Reference::read(&text[open + 2..close]).map(|reference| (open, reference))
        });
        let Some((open, reference)) = reference else {
            searched = close + 1;
            continue;
        };
        if begun < open {
            parts.push(Part::Text(&text[begun..open]));
        }
        parts.push(Part::Reference(reference, &text[open..close + 2]));
        begun = close + 2;
        searched = begun;
    }
    if begun < text.len() {
        parts.push(Part::Text(&text[begun..]));
    }
    parts
}

/// Whether there is a reference in `text`.
pub(crate) fn occurs_in(text: &str) -> bool {
    parts(text).iter().any(|part| matches!(part, Part::Reference(..)))
}

/// Whether `text` is nothing but a reference to a value from outside the document.
pub(crate) fn is_from_outside(text: &str) -> bool {
    use Reference::{ParameterStore, Variable};
    matches!(parts(text)[..], [Part::Reference(ParameterStore(_) | Variable { .. }, _)])
}

/// Whether `text` refers to Parameter Store.
pub(crate) fn of_parameter_store(text: &str) -> bool {
    let stored = |part: &Part<'_>| matches!(part, Part::Reference(Reference::ParameterStore(_), _));
    parts(text).iter().any(stored)
}
