use super::plugin;
use crate::structure::choice;
use crate::value::Value;

plugin! {
    /// `aws:runDocument`: runs another command document, from Systems Manager or from the node's disk.
    pub struct RunDocument {
        required {
            /// Where the document is.
            document_type: DocumentLocation = "documentType",
        }
        optional {
            /// The document's name or ARN, or its path on the node.
            document_path: String = "documentPath",
            /// The document's parameters: a map, or JSON text of one.
            document_parameters: Value = "documentParameters",
        }
    }
}

plugin! {
    /// `aws:downloadContent`: brings files to the node.
    pub struct DownloadContent {
        required {
            /// The kind of place from which to download.
            source_type: String = "sourceType",
            /// The place: a map whose members depend on the kind, or JSON text of one.
            source_info: Value = "sourceInfo",
        }
        optional {
            /// The directory on the node.
            destination_path: String = "destinationPath",
        }
    }
}

choice! {
    /// Where `aws:runDocument` finds its document.
    pub enum DocumentLocation {
        /// On the node's disk.
        LocalPath = "LocalPath",
        /// In Systems Manager.
        SsmDocument = "SSMDocument",
    }
}
