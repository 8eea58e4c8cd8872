//! Operations that the endpoint calls by itself, as automations do.

use serde::{Deserialize, Serialize};

use super::{Call, Error};

/// An operation to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OwnCall {
    pub(crate) operation: String,
    /// The request in JSON.
    pub(crate) body: String,
}

/// For whom an operation is called: two ids that mean something to who wants it called.
pub(crate) type Asker = (String, String);

/// Tells which operation is to be called next, if one is.
pub(crate) type NextOwnCall = fn(&Call<'_>) -> Option<(Asker, OwnCall)>;

/// Takes an answer, and sees to it that the operation is not called again.
pub(crate) type AnsweredOwnCall = fn(&mut Call<'_>, Asker, Result<Vec<u8>, Error>);
