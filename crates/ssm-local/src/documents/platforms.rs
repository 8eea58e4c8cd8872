//! Which platforms a document is for: those on which one of its plugins runs.

use ssm_document::command::Step;
use ssm_document::{Content, Document};

use crate::model::types::{DocumentType, PlatformType};

/// All platforms, in the order in which they are told.
const ALL: [PlatformType; 3] = [PlatformType::Windows, PlatformType::Linux, PlatformType::Macos];

/// The platforms that a document of this type is for; none for one that nothing runs.
pub(super) fn of(document: &Document, kind: &DocumentType) -> Vec<PlatformType> {
    match kind {
        DocumentType::Command | DocumentType::Policy => match document.content() {
            Ok(Content::Command(command)) => {
                union(|platform| command.main_steps.iter().any(|step| is_for(step, platform)))
            }
            Ok(Content::Configuration(configuration)) => {
                let has = |platform: &PlatformType| {
                    configuration.runtime_config.iter().any(|plugin| runs_on(&plugin.name, platform))
                };
                union(has)
            }
            _ => Vec::new(),
        },
        DocumentType::Automation | DocumentType::ChangeTemplate | DocumentType::Session => ALL.to_vec(),
        DocumentType::Package => of_package(document),
        _ => Vec::new(),
    }
}

fn union(has: impl Fn(&PlatformType) -> bool) -> Vec<PlatformType> {
    ALL.into_iter().filter(has).collect()
}

/// Whether a step may run on a platform. One whose precondition cannot be decided may.
fn is_for(step: &Step, platform: &PlatformType) -> bool {
    let precondition = step.precondition.as_ref();
    let names_platforms = precondition.is_some_and(|precondition| {
        precondition
            .conditions
            .iter()
            .any(|(_, operands)| operands.iter().any(|one| one.contains("platformType")))
    });
    let holds = precondition
        .is_none_or(|precondition| !names_platforms || precondition.holds(platform.as_str()).unwrap_or(true));
    holds && runs_on(step.plugin.name(), platform)
}

/// The platforms of the plugins that are not for all of them ("Command document plugin reference" in
/// the user guide).
fn runs_on(plugin: &str, platform: &PlatformType) -> bool {
    use PlatformType::{Linux, Macos, Windows};
    let platforms: &[PlatformType] = match plugin {
        "aws:runShellScript" => &[Linux, Macos],
        "aws:runPowerShellScript" | "aws:domainJoin" | "aws:runDockerAction" => &[Windows, Linux],
        "aws:applications" | "aws:cloudWatch" | "aws:psModule" | "aws:updateAgent" => &[Windows],
        "aws:configureDocker" => &[Windows, Linux],
        _ => &ALL,
    };
    platforms.contains(platform)
}

/// The platforms that the manifest of a package names.
fn of_package(document: &Document) -> Vec<PlatformType> {
    let named = document.as_value().get("packages").and_then(|packages| packages.as_map());
    let names: Vec<&str> = named.into_iter().flat_map(|packages| packages.keys()).collect();
    union(|platform| {
        names.iter().any(|name| match *name {
            "_any" => true,
            "windows" => *platform == PlatformType::Windows,
            "macos" => *platform == PlatformType::Macos,
            _ => *platform == PlatformType::Linux,
        })
    })
}
