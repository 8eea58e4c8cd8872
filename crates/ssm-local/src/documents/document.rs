//! What belongs to a document as a whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::types::DocumentType;

/// What stands among the accounts that a document is shared with if it is for everybody.
const EVERYBODY: &str = "all";

/// A document without its versions.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Document {
    pub(super) kind: DocumentType,
    /// The number of the version that is used if none is asked for.
    pub(super) default: i64,
    /// The number that was given out last. Numbers of versions that were deleted are not used again.
    pub(super) last_number: i64,
    /// The accounts that may read it, and which of its versions.
    pub(super) shared_with: BTreeMap<String, Shared>,
}

/// Which versions of a document are shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Shared {
    Default,
    Latest,
    All,
}

impl Document {
    /// A document in its first version.
    pub(super) fn new(kind: DocumentType) -> Self {
        Self { kind, default: 1, last_number: 1, shared_with: BTreeMap::new() }
    }

    /// Which versions an account may read that does not own the document.
    pub(super) fn shared_with(&self, account_id: &str) -> Option<Shared> {
        let own = self.shared_with.get(account_id).copied();
        own.or_else(|| self.shared_with.iter().find(|(id, _)| is_everybody(id)).map(|(_, shared)| *shared))
    }

    /// Whether every account may read it.
    pub(super) fn is_public(&self) -> bool {
        self.shared_with.keys().any(|id| is_everybody(id))
    }
}

impl Shared {
    /// The versions that a request names; the default one if it names none.
    pub(super) fn of(asked: Option<&str>) -> Self {
        match asked {
            Some("$LATEST") => Self::Latest,
            Some("$ALL") => Self::All,
            _ => Self::Default,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Default => "$DEFAULT",
            Self::Latest => "$LATEST",
            Self::All => "$ALL",
        }
    }
}

/// Whether this stands for all accounts.
pub(super) fn is_everybody(account_id: &str) -> bool {
    account_id.eq_ignore_ascii_case(EVERYBODY)
}
