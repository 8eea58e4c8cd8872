//! A program that links sixty operations, for the weight of its own crate. Nobody runs it.

use aws_config::BehaviorVersion;
use aws_sdk_ssm::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::new(&aws_config::load_defaults(BehaviorVersion::latest()).await);
    client.create_association().send().await?;
    client.delete_association().send().await?;
    client.describe_association_execution_targets().send().await?;
    client.describe_effective_instance_associations().send().await?;
    client.list_association_versions().send().await?;
    client.start_associations_once().send().await?;
    client.describe_automation_executions().send().await?;
    client.get_automation_execution().send().await?;
    client.stop_automation_execution().send().await?;
    client.list_compliance_items().send().await?;
    client.list_resource_compliance_summaries().send().await?;
    client.create_document().send().await?;
    client.describe_document().send().await?;
    client.list_document_versions().send().await?;
    client.update_document().send().await?;
    client.delete_inventory().send().await?;
    client.get_inventory().send().await?;
    client.list_inventory_entries().send().await?;
    client.delete_maintenance_window().send().await?;
    client.deregister_task_from_maintenance_window().send().await?;
    client.describe_maintenance_window_execution_tasks().send().await?;
    client.describe_maintenance_window_executions().send().await?;
    client.describe_maintenance_window_targets().send().await?;
    client.describe_maintenance_windows().send().await?;
    client.get_maintenance_window_execution().send().await?;
    client.get_maintenance_window_execution_task_invocation().send().await?;
    client.update_maintenance_window().send().await?;
    client.update_maintenance_window_task().send().await?;
    client.delete_activation().send().await?;
    client.describe_activations().send().await?;
    client.update_managed_instance_role().send().await?;
    client.associate_ops_item_related_item().send().await?;
    client.create_ops_metadata().send().await?;
    client.describe_ops_items().send().await?;
    client.get_ops_item().send().await?;
    client.get_ops_summary().send().await?;
    client.list_ops_item_related_items().send().await?;
    client.update_ops_item().send().await?;
    client.delete_parameter().send().await?;
    client.describe_parameters().send().await?;
    client.get_parameter_history().send().await?;
    client.get_parameters().send().await?;
    client.label_parameter_version().send().await?;
    client.create_patch_baseline().send().await?;
    client.deregister_patch_baseline_for_patch_group().send().await?;
    client.describe_effective_patches_for_patch_baseline().send().await?;
    client.describe_instance_patch_states_for_patch_group().send().await?;
    client.describe_patch_baselines().send().await?;
    client.describe_patch_groups().send().await?;
    client.get_deployable_patch_snapshot_for_instance().send().await?;
    client.get_patch_baseline_for_patch_group().send().await?;
    client.register_default_patch_baseline().send().await?;
    client.update_patch_baseline().send().await?;
    client.delete_resource_data_sync().send().await?;
    client.cancel_command().send().await?;
    client.list_command_invocations().send().await?;
    client.send_command().send().await?;
    client.reset_service_setting().send().await?;
    client.get_connection_status().send().await?;
    client.start_session().send().await?;
    Ok(())
}
