//! boto3, the client that most people know, against ssm-local. What it does is in
//! `python/ssm_local`, a test module a theme.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

use std::process::{ExitCode, Output};

use ssm_local::LocalSsm;
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
    ("signatures_are_checked_and_what_is_not_there_is_said", |python| run(python, "test_protocol")),
];

fn main() -> ExitCode {
    trials::run(env!("CARGO_TARGET_TMPDIR"), |python| python, TESTS)
}

/// Runs a test module against an endpoint of its own.
fn run(python: &Environment, module: &str) {
    let Output { status, stderr, .. } = block_on(async {
        let endpoint = LocalSsm::builder()
            .region(REGION)
            .account_id(ACCOUNT_ID)
            .credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY)
            .start()
            .await
            .unwrap();
        let mut command = python.tests("ssm_local", module);
        command
            .env("SSM_ENDPOINT_URL", endpoint.endpoint_url())
            .env("SSM_REGION", REGION)
            .env("SSM_ACCOUNT_ID", ACCOUNT_ID)
            .env("SSM_ACCESS_KEY_ID", ACCESS_KEY_ID)
            .env("SSM_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
        let output = tokio::process::Command::from(command).output().await.unwrap();
        endpoint.shutdown().await;
        output
    });
    let report = String::from_utf8_lossy(&stderr);
    assert!(status.success(), "{report}");
    // A module without tests succeeds too.
    assert!(report.contains("\nRan ") && !report.contains("\nRan 0 tests"), "{report}");
}
