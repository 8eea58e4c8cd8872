//! The service models of AWS Systems Manager as Smithy JSON, for build scripts.
//!
//! A build script cannot read files of another package, so this crate carries them: the models of
//! the two services as text, each with the overlays that complete it, and the partitions of AWS
//! with their regions. Nothing is parsed here; that is the generator's work.
//!
//! ```
//! for document in ssm_model::SSM.documents {
//!     assert!(document.text.contains(r#""smithy": "2.0""#), "{}", document.path);
//! }
//! ```

use std::fmt;

/// One document, with the name it has in the repository.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Document {
    /// Where the document stands, from the root of the repository, for messages about it.
    pub path: &'static str,
    /// The whole document.
    pub text: &'static str,
}

impl fmt::Debug for Document {
    /// Shows the size in place of the text, which may exceed half a megabyte.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("path", &self.path).field("bytes", &self.text.len()).finish()
    }
}

/// The model of one service.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    /// Documents in Smithy's JSON AST, in the order they merge: where two of them define the same
    /// shape, the earlier definition stays.
    pub documents: &'static [Document],
    /// Documents of `apply` statements, to be applied after the documents are merged.
    pub overlays: &'static [Document],
    /// Documentation in this project's own words, as Markdown, one document for each capability.
    pub prose: &'static [Document],
}

macro_rules! document {
    ($path:literal) => {
        Document { path: concat!("model/", $path), text: include_str!(concat!("../", $path)) }
    };
}

/// Systems Manager, API version 2014-11-06: the 154 published operations, and 11 more that only
/// the agent and the console call.
pub const SSM: Model = Model {
    documents: &[document!("ssm/2014-11-06.json"), document!("ssm/agent.json")],
    overlays: &[
        document!("ssm/overlay/capability.json"),
        document!("ssm/overlay/paging.json"),
        document!("ssm/overlay/safety.json"),
        document!("ssm/overlay/secrets.json"),
    ],
    prose: &[
        document!("ssm/docs/access-requests.md"),
        document!("ssm/docs/agent.md"),
        document!("ssm/docs/associations.md"),
        document!("ssm/docs/automation.md"),
        document!("ssm/docs/change-calendar.md"),
        document!("ssm/docs/cloud-connectors.md"),
        document!("ssm/docs/compliance.md"),
        document!("ssm/docs/documents.md"),
        document!("ssm/docs/inventory.md"),
        document!("ssm/docs/maintenance-windows.md"),
        document!("ssm/docs/nodes.md"),
        document!("ssm/docs/ops.md"),
        document!("ssm/docs/parameters.md"),
        document!("ssm/docs/patching.md"),
        document!("ssm/docs/resource-data-sync.md"),
        document!("ssm/docs/resource-policies.md"),
        document!("ssm/docs/run-command.md"),
        document!("ssm/docs/service-settings.md"),
        document!("ssm/docs/sessions.md"),
        document!("ssm/docs/shared.md"),
        document!("ssm/docs/tags.md"),
    ],
};

/// The service that delivers messages to agents and takes their replies, API version 2015-06-19:
/// 6 operations.
pub const EC2_MESSAGES: Model = Model {
    documents: &[document!("ec2messages/2015-06-19.json")],
    overlays: &[document!("ec2messages/overlay/safety.json"), document!("ec2messages/overlay/secrets.json")],
    prose: &[document!("ec2messages/docs/messages.md")],
};

/// The partitions of AWS: the regions of each, a pattern for regions not listed yet, and the
/// suffixes of its host names.
pub const PARTITIONS: Document = document!("partitions.json");
