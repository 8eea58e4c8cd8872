//! `aws:refreshAssociation`: has the node look at its associations.

use std::io;

use ssm_document::plugin::RefreshAssociation;

use super::Outcome;
use crate::core::Core;
use crate::folder::off_runtime;
use crate::output::Output;

/// Has the node apply what is pending and what is named, or everything if nothing is named. They are
/// applied later, as commands of their own.
pub(super) async fn run(core: &Core, inputs: &RefreshAssociation, output: &Output) -> io::Result<Outcome> {
    let ids = inputs.association_ids.as_ref().map(|ids| ids.0.clone()).unwrap_or_default();
    let told = match ids.iter().all(String::is_empty) {
        true => "all associations of the node will be applied".to_owned(),
        false => format!("what is pending, and the associations {}, will be applied", ids.join(", ")),
    };
    core.refresh.apply(ids);
    let output = output.clone();
    off_runtime(move || output.say(&told)).await?;
    Ok(Outcome::SUCCESS)
}
