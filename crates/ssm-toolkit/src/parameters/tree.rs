//! All parameters below a path, as a type of the program.

mod error;
mod node;
mod text;

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

pub use error::TreeError;
use node::{Node, NodeDeserializer};

use super::{Parameter, ParameterPath, Parameters, ReadError};

impl Parameters {
    /// Reads all parameters below a path, at any depth; `/` is all that there are.
    ///
    /// The service gives ten at a time, each page after the one before, so 10,000 parameters are 1,000 calls:
    /// 25 seconds at the 40 calls a second of an account's standard throughput.
    ///
    /// # Errors
    ///
    /// A path that is none, for which nothing is sent; a call that failed, after the retries of the client:
    /// what was read by then is in the error.
    pub async fn tree(&self, path: impl AsRef<str>) -> Result<Tree, ReadError> {
        let path: ParameterPath = path.as_ref().parse()?;
        let mut parameters = self.read_path(&path).await?;
        parameters.sort_by(|one, other| one.name().cmp(other.name()));
        Ok(Tree { path, parameters })
    }
}

/// All parameters below a path, to be read as a type of the program.
///
/// ```
/// # use ssm_toolkit::parameters::Tree;
/// # fn read(tree: &Tree) -> Result<(), ssm_toolkit::parameters::TreeError> {
/// #[derive(serde::Deserialize)]
/// struct App {
///     workers: u16,          // /app/workers
///     debug: Option<bool>,   // /app/debug, which need not be there
///     origins: Vec<String>,  // /app/origins, a StringList
///     db: Database,          // what is below /app/db
/// }
///
/// #[derive(serde::Deserialize)]
/// struct Database {
///     host: String,
///     password: String,      // a SecureString, which reads like any other
/// }
///
/// let app: App = tree.deserialize()?;
/// # Ok(())
/// # }
/// ```
///
/// # How parameters become values
///
/// Each level of names is a field of a structure or a key of a map.
///
/// | asked for | comes from |
/// |---|---|
/// | numbers, `bool` | the value's text; blanks around it do not count, nor does the case of `true` and `false` |
/// | text, characters, whatever is made of text | the value as it is |
/// | lists, tuples | the value's elements, separated by commas, whatever its type; or, if there are parameters below it whose names are numbers, those in the order of the numbers |
/// | structures, maps | the parameters below the name |
/// | enumerations | the value is the variant's name; or the only name below is the variant, and what lies there its content |
/// | anything, as `serde_json::Value` | a map if parameters lie below, a list for a `StringList`, else text |
///
/// A name may be both a parameter and a level: with `/app/db` and `/app/db/host`, whoever asks for text,
/// a number or a list gets the value of `/app/db`, and whoever asks for a structure or a map gets what lies
/// below; who asks for anything gets an error that names it.
///
/// serde reads what `#[serde(flatten)]`, untagged and internally tagged enumerations hold as anything first,
/// so numbers in there are text.
#[derive(Clone)]
pub struct Tree {
    path: ParameterPath,
    /// By name.
    parameters: Vec<Parameter>,
}

impl Tree {
    /// The parameters as a type of the program, which may borrow text from the tree.
    ///
    /// # Errors
    ///
    /// What does not fit; the error names the parameter and what was expected, and shows no value.
    pub fn deserialize<'a, T: Deserialize<'a>>(&'a self) -> Result<T, TreeError> {
        let mut root = Node::default();
        for parameter in &self.parameters {
            if let Some(name) = self.path.relative(parameter.name()) {
                root.insert(name, parameter);
            }
        }
        let place = self.path.as_str().to_owned();
        T::deserialize(NodeDeserializer::new(&root, place.clone())).map_err(|error| error.at(&place))
    }

    /// The path that was read.
    #[must_use]
    pub fn path(&self) -> &ParameterPath {
        &self.path
    }

    /// The parameters, by name.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The parameter of this name below the path: `db/host`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| self.path.relative(parameter.name()) == Some(name))
    }

    /// The values by their names below the path, without nesting: `db/host`.
    #[must_use]
    pub fn flat(&self) -> BTreeMap<&str, &str> {
        let named = |parameter| Some((self.path.relative(Parameter::name(parameter))?, parameter.value()));
        self.parameters.iter().filter_map(named).collect()
    }
}

/// Shows how many there are.
impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tree")
            .field("path", &self.path.as_str())
            .field("parameters", &self.parameters.len())
            .finish()
    }
}

#[cfg(test)]
mod tests;
