//! More of what a command printed than lists show.

use ssm_client::operation::GetCommandInvocationResponse;

use super::report::is_truncated;
use super::store::{OutputError, OutputStore, Stored};
use super::{OutputPlace, PluginResult};

/// What a plugin printed on one node, as far as the service itself keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeOutput {
    /// Standard output, at most 24,000 characters.
    pub standard_output: String,
    /// Standard error, at most 8,000 characters.
    pub standard_error: String,
}

impl NodeOutput {
    pub(super) fn of(answer: GetCommandInvocationResponse) -> Self {
        Self {
            standard_output: answer.standard_output_content.unwrap_or_default(),
            standard_error: answer.standard_error_content.unwrap_or_default(),
        }
    }

    /// Whether there was more.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        is_truncated(&self.standard_output) || is_truncated(&self.standard_error)
    }
}

/// What a plugin printed on one node, from where the command keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FullOutput {
    /// Standard output.
    pub standard_output: Stored,
    /// Standard error.
    pub standard_error: Stored,
}

/// Reads both. What was never printed is not kept, and so empty.
pub(super) async fn full(
    store: &dyn OutputStore,
    plugin: &PluginResult,
    max_bytes: usize,
) -> Result<FullOutput, OutputError> {
    Ok(FullOutput {
        standard_output: read(store, plugin.standard_output_place.as_ref(), max_bytes).await?,
        standard_error: read(store, plugin.standard_error_place.as_ref(), max_bytes).await?,
    })
}

async fn read(
    store: &dyn OutputStore,
    place: Option<&OutputPlace>,
    max_bytes: usize,
) -> Result<Stored, OutputError> {
    let place = place.ok_or(OutputError::NotKept)?;
    Ok(store.read(place, max_bytes).await?.unwrap_or_default())
}
