//! A program that links sixty operations, for the weight of its own crate. Nobody runs it.

use ssm_client::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::from_env().await?;
    client.create_association("name").send().await?;
    client.delete_association().send().await?;
    client.describe_association_execution_targets("name", "name").send().await?;
    client.describe_effective_instance_associations("name").send().await?;
    client.list_association_versions("name").send().await?;
    client.start_associations_once(["name"]).send().await?;
    client.describe_automation_executions().send().await?;
    client.get_automation_execution("name").send().await?;
    client.stop_automation_execution("name").send().await?;
    client.list_compliance_items().send().await?;
    client.list_resource_compliance_summaries().send().await?;
    client.create_document("name", "name").send().await?;
    client.describe_document("name").send().await?;
    client.list_document_versions("name").send().await?;
    client.update_document("name", "name").send().await?;
    client.delete_inventory("name").send().await?;
    client.get_inventory().send().await?;
    client.list_inventory_entries("name", "name").send().await?;
    client.delete_maintenance_window("name").send().await?;
    client.deregister_task_from_maintenance_window("name", "name").send().await?;
    client.describe_maintenance_window_execution_tasks("name").send().await?;
    client.describe_maintenance_window_executions("name").send().await?;
    client.describe_maintenance_window_targets("name").send().await?;
    client.describe_maintenance_windows().send().await?;
    client.get_maintenance_window_execution("name").send().await?;
    client.get_maintenance_window_execution_task_invocation("name", "name", "name").send().await?;
    client.update_maintenance_window("name").send().await?;
    client.update_maintenance_window_task("name", "name").send().await?;
    client.delete_activation("name").send().await?;
    client.describe_activations().send().await?;
    client.update_managed_instance_role("name", "name").send().await?;
    client.associate_ops_item_related_item("name", "name", "name", "name").send().await?;
    client.create_ops_metadata("name").send().await?;
    client.describe_ops_items().send().await?;
    client.get_ops_item("name").send().await?;
    client.get_ops_summary().send().await?;
    client.list_ops_item_related_items().send().await?;
    client.update_ops_item("name").send().await?;
    client.delete_parameter("name").send().await?;
    client.describe_parameters().send().await?;
    client.get_parameter_history("name").send().await?;
    client.get_parameters(["name"]).send().await?;
    client.label_parameter_version("name", ["name"]).send().await?;
    client.create_patch_baseline("name").send().await?;
    client.deregister_patch_baseline_for_patch_group("name", "name").send().await?;
    client.describe_effective_patches_for_patch_baseline("name").send().await?;
    client.describe_instance_patch_states_for_patch_group("name").send().await?;
    client.describe_patch_baselines().send().await?;
    client.describe_patch_groups().send().await?;
    client.get_deployable_patch_snapshot_for_instance("name", "name").send().await?;
    client.get_patch_baseline_for_patch_group("name").send().await?;
    client.register_default_patch_baseline("name").send().await?;
    client.update_patch_baseline("name").send().await?;
    client.delete_resource_data_sync("name").send().await?;
    client.cancel_command("name").send().await?;
    client.list_command_invocations().send().await?;
    client.send_command("name").send().await?;
    client.reset_service_setting("name").send().await?;
    client.get_connection_status("name").send().await?;
    client.start_session("name").send().await?;
    Ok(())
}
