//! boto3 and the `aws` command line, the clients that most people know, against ssm-local. What they do is
//! in `python/ssm_local`, a test module a theme, and each does all of it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

use std::path::Path;
use std::process::{ExitCode, Output};

use ssm_local::{LocalSsm, NodeOptions, Tls};
use ssm_tests::loopback::{ACCESS_KEY_ID, SECRET_ACCESS_KEY};
use ssm_tests::python::Environment;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::{self, Test};

const REGION: &str = "eu-central-1";

const ACCOUNT_ID: &str = "123456789012";

const TESTS: &[Test<Environment>] = &[
    ("parameters_are_put_read_and_deleted", |python| run(python, "test_parameters")),
    ("versions_have_a_history_and_labels", |python| run(python, "test_versions")),
    ("lists_are_filtered_and_come_in_pages", |python| run(python, "test_lists")),
    ("documents_have_versions_formats_and_readers", |python| run(python, "test_documents")),
    ("every_list_is_walked_page_by_page", |python| run(python, "test_pages")),
    ("parameters_have_tags", |python| run(python, "test_tags")),
    ("nodes_are_activated_and_described", |python| run(python, "test_nodes")),
    ("commands_are_sent_waited_for_and_cancelled", |python| run(python, "test_commands")),
    ("maintenance_windows_run_their_tasks", |python| run(python, "test_maintenance_windows")),
    ("associations_are_applied_and_followed", |python| run(python, "test_associations")),
    ("automations_run_and_are_signalled", |python| run(python, "test_automation")),
    ("inventory_and_compliance_are_put_and_queried", |python| run(python, "test_inventory")),
    ("settings_policies_and_syncs_are_kept", |python| run(python, "test_settings")),
    ("patches_have_baselines_and_states", |python| run(python, "test_patching")),
    ("ops_items_and_metadata_are_kept", |python| run(python, "test_ops")),
    ("sessions_are_started_described_and_terminated", |python| run(python, "test_sessions")),
    ("every_operation_is_called", all_are_called),
    ("https_is_spoken_to_clients_that_trust_the_authority", |python| run(python, "test_tls")),
    ("signatures_are_checked_and_what_is_not_there_is_said", |python| run(python, "test_protocol")),
];

fn main() -> ExitCode {
    trials::run(env!("CARGO_TARGET_TMPDIR"), |python| python, TESTS)
}

/// Runs a test module with either client, each against an endpoint of its own.
fn run(python: &Environment, module: &str) {
    for client in ["boto3", "aws"] {
        let Output { status, stderr, .. } = block_on(run_with(python, module, client));
        let report = String::from_utf8_lossy(&stderr);
        assert!(status.success(), "with {client}: {report}");
        // A module without tests succeeds too.
        assert!(report.contains("\nRan ") && !report.contains("\nRan 0 tests"), "with {client}: {report}");
    }
}

async fn run_with(python: &Environment, module: &str, client: &str) -> Output {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{module}-{client}-tls"));
    let endpoint = LocalSsm::builder()
        .tls(Tls::new(folder))
        .region(REGION)
        .account_id(ACCOUNT_ID)
        .credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY)
        .start()
        .await
        .unwrap();
    let mut command = python.tests("ssm_local", module);
    command
        .env("SSM_CLIENT", client)
        .env("SSM_ENDPOINT_URL", endpoint.endpoint_url())
        .env("SSM_HTTPS_URL", endpoint.https_url().unwrap())
        .env("AWS_CA_BUNDLE", endpoint.certificate_authority().unwrap())
        .env("SSM_REGION", REGION)
        .env("SSM_ACCOUNT_ID", ACCOUNT_ID)
        .env("SSM_ACCESS_KEY_ID", ACCESS_KEY_ID)
        .env("SSM_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
    if module == "test_sessions" {
        command.env("SSM_NODE", endpoint.add_node(NodeOptions::new()).await.unwrap());
    }
    let output = tokio::process::Command::from(command).output().await.unwrap();
    endpoint.shutdown().await;
    output
}

/// What the agent and the console call; boto3 and `aws` do not have it.
const NOT_PUBLISHED: [&str; 7] = [
    "DescribeDocumentParameters",
    "ListInstanceAssociations",
    "RegisterManagedInstance",
    "RequestManagedInstanceRoleToken",
    "UpdateInstanceAssociationStatus",
    "UpdateInstanceInformation",
    "UpdateManagedInstancePublicKey",
];

/// Every published operation that ssm-local implements is called by some test module.
fn all_are_called(python: &Environment) {
    let modules = python.sources("ssm_local");
    let table = ssm_local::table();
    let implemented = table.lines().skip(2).filter_map(|row| row.split('|').nth(3));
    let operations = implemented.flat_map(|names| names.split(',')).map(str::trim);
    let missing: Vec<&str> = operations
        .filter(|name| *name != "–" && !NOT_PUBLISHED.contains(name))
        .filter(|name| {
            let name = snake_case(name);
            // Called directly, or by the name of its paginator.
            !modules.contains(&format!(".{name}")) && !modules.contains(&format!("\"{name}\""))
        })
        .collect();
    assert!(missing.is_empty(), "called by no module: {missing:?}");
}

/// An operation's name as boto3 has it.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}
