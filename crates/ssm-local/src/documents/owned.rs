//! The documents of AWS, which every account finds and none can change.

use std::sync::LazyLock;

use time::{Duration, OffsetDateTime};

use super::collection::Documents;
use super::content::Content;
use super::document::Document;
use super::version::Version;
use crate::model::types::{DocumentFormat, DocumentType};

/// Who owns them.
pub(super) const OWNER: &str = "Amazon";

/// Their names, their types and what stands in them.
const FILES: [(&str, DocumentType, &str); 20] = [
    ("AWS-ApplyPatchBaseline", DocumentType::Command, include_str!("owned/apply_patch_baseline.json")),
    ("AWS-ConfigureAWSPackage", DocumentType::Command, include_str!("owned/configure_aws_package.json")),
    ("AWS-CreateImage", DocumentType::Automation, include_str!("owned/create_image.json")),
    (
        "AWS-GatherSoftwareInventory",
        DocumentType::Policy,
        include_str!("owned/gather_software_inventory.json"),
    ),
    ("AWS-RefreshAssociation", DocumentType::Command, include_str!("owned/refresh_association.json")),
    ("AWS-RestartEC2Instance", DocumentType::Automation, include_str!("owned/restart_ec2_instance.json")),
    ("AWS-RunDocument", DocumentType::Command, include_str!("owned/run_document.json")),
    ("AWS-RunPatchBaseline", DocumentType::Command, include_str!("owned/run_patch_baseline.json")),
    ("AWS-RunPowerShellScript", DocumentType::Command, include_str!("owned/run_power_shell_script.json")),
    ("AWS-RunRemoteScript", DocumentType::Command, include_str!("owned/run_remote_script.json")),
    ("AWS-RunShellScript", DocumentType::Command, include_str!("owned/run_shell_script.json")),
    ("AWS-StartEC2Instance", DocumentType::Automation, include_str!("owned/start_ec2_instance.json")),
    (
        "AWS-StartInteractiveCommand",
        DocumentType::Session,
        include_str!("owned/start_interactive_command.json"),
    ),
    (
        "AWS-StartNonInteractiveCommand",
        DocumentType::Session,
        include_str!("owned/start_non_interactive_command.json"),
    ),
    (
        "AWS-StartPortForwardingSession",
        DocumentType::Session,
        include_str!("owned/start_port_forwarding_session.json"),
    ),
    (
        "AWS-StartPortForwardingSessionToRemoteHost",
        DocumentType::Session,
        include_str!("owned/start_port_forwarding_session_to_remote_host.json"),
    ),
    (
        "AWS-StartPortForwardingSessionToSocket",
        DocumentType::Session,
        include_str!("owned/start_port_forwarding_session_to_socket.json"),
    ),
    ("AWS-StartSSHSession", DocumentType::Session, include_str!("owned/start_ssh_session.json")),
    ("AWS-StopEC2Instance", DocumentType::Automation, include_str!("owned/stop_ec2_instance.json")),
    ("AWS-UpdateSSMAgent", DocumentType::Command, include_str!("owned/update_ssm_agent.json")),
];

/// The days from 1970 to 2018, when they were made as far as anybody is told.
const CREATED: Duration = Duration::days(17_532);

static DOCUMENTS: LazyLock<Documents> = LazyLock::new(|| {
    let mut documents = Documents::default();
    for (name, kind, text) in FILES {
        // That all of them are valid is tested.
        let Ok(content) = Content::check(text.to_owned(), Some(DocumentFormat::Json), &kind) else {
            continue;
        };
        let version = Version {
            number: 1,
            name: None,
            display_name: None,
            target_type: None,
            created: OffsetDateTime::UNIX_EPOCH + CREATED,
            content,
            requires: Vec::new(),
            attachments: Vec::new(),
            reviews: None,
        };
        documents.insert(name, Document::new(kind), version);
    }
    documents
});

/// The documents of AWS.
pub(super) fn documents() -> &'static Documents {
    &DOCUMENTS
}

#[cfg(test)]
mod tests {
    use super::{DocumentFormat, FILES, documents};
    use crate::documents::content::Content;

    #[test]
    fn every_document_of_aws_is_valid_and_there() {
        for (name, kind, text) in FILES {
            if let Err(error) = Content::check(text.to_owned(), Some(DocumentFormat::Json), &kind) {
                panic!("{name}: {error:?}");
            }
            assert!(documents().contains(name));
        }
    }
}
