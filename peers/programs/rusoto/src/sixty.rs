//! A program that links sixty operations, for the weight of its own crate. Nobody runs it.

use std::error::Error;

use rusoto_core::Region;
use rusoto_ssm::{Ssm, SsmClient};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = SsmClient::new(Region::default());
    client.create_association(Default::default()).await?;
    client.delete_association(Default::default()).await?;
    client.describe_association_execution_targets(Default::default()).await?;
    client.describe_effective_instance_associations(Default::default()).await?;
    client.list_association_versions(Default::default()).await?;
    client.start_associations_once(Default::default()).await?;
    client.describe_automation_executions(Default::default()).await?;
    client.get_automation_execution(Default::default()).await?;
    client.stop_automation_execution(Default::default()).await?;
    client.list_compliance_items(Default::default()).await?;
    client.list_resource_compliance_summaries(Default::default()).await?;
    client.create_document(Default::default()).await?;
    client.describe_document(Default::default()).await?;
    client.list_document_versions(Default::default()).await?;
    client.update_document(Default::default()).await?;
    client.delete_inventory(Default::default()).await?;
    client.get_inventory(Default::default()).await?;
    client.list_inventory_entries(Default::default()).await?;
    client.delete_maintenance_window(Default::default()).await?;
    client.deregister_task_from_maintenance_window(Default::default()).await?;
    client.describe_maintenance_window_execution_tasks(Default::default()).await?;
    client.describe_maintenance_window_executions(Default::default()).await?;
    client.describe_maintenance_window_targets(Default::default()).await?;
    client.describe_maintenance_windows(Default::default()).await?;
    client.get_maintenance_window_execution(Default::default()).await?;
    client.get_maintenance_window_execution_task_invocation(Default::default()).await?;
    client.update_maintenance_window(Default::default()).await?;
    client.update_maintenance_window_task(Default::default()).await?;
    client.delete_activation(Default::default()).await?;
    client.describe_activations(Default::default()).await?;
    client.update_managed_instance_role(Default::default()).await?;
    client.associate_ops_item_related_item(Default::default()).await?;
    client.create_ops_metadata(Default::default()).await?;
    client.describe_ops_items(Default::default()).await?;
    client.get_ops_item(Default::default()).await?;
    client.get_ops_summary(Default::default()).await?;
    client.list_ops_item_related_items(Default::default()).await?;
    client.update_ops_item(Default::default()).await?;
    client.delete_parameter(Default::default()).await?;
    client.describe_parameters(Default::default()).await?;
    client.get_parameter_history(Default::default()).await?;
    client.get_parameters(Default::default()).await?;
    client.label_parameter_version(Default::default()).await?;
    client.create_patch_baseline(Default::default()).await?;
    client.deregister_patch_baseline_for_patch_group(Default::default()).await?;
    client.describe_effective_patches_for_patch_baseline(Default::default()).await?;
    client.describe_instance_patch_states_for_patch_group(Default::default()).await?;
    client.describe_patch_baselines(Default::default()).await?;
    client.describe_patch_groups(Default::default()).await?;
    client.get_deployable_patch_snapshot_for_instance(Default::default()).await?;
    client.get_patch_baseline_for_patch_group(Default::default()).await?;
    client.register_default_patch_baseline(Default::default()).await?;
    client.update_patch_baseline(Default::default()).await?;
    client.delete_resource_data_sync(Default::default()).await?;
    client.cancel_command(Default::default()).await?;
    client.list_command_invocations(Default::default()).await?;
    client.send_command(Default::default()).await?;
    client.reset_service_setting(Default::default()).await?;
    client.get_connection_status(Default::default()).await?;
    client.start_session(Default::default()).await?;
    Ok(())
}
