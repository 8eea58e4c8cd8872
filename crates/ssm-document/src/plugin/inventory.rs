use super::plugin;

plugin! {
    /// `aws:softwareInventory`: collects what is on the node. Switches are `Enabled` or `Disabled`.
    pub struct SoftwareInventory {
        optional {
            /// Whether to collect installed applications.
            applications: String = "applications",
            /// Whether to collect components of AWS, such as agents.
            aws_components: String = "awsComponents",
            /// Which files to collect: JSON text of a list.
            files: String = "files",
            /// Whether to collect the network's configuration.
            network_config: String = "networkConfig",
            /// Whether to collect updates of Windows.
            windows_updates: String = "windowsUpdates",
            /// Whether to collect details of the processor and the like.
            instance_detailed_information: String = "instanceDetailedInformation",
            /// Whether to collect services of Windows.
            services: String = "services",
            /// Which keys of the Windows registry to collect: JSON text of a list.
            windows_registry: String = "windowsRegistry",
            /// Whether to collect roles of Windows.
            windows_roles: String = "windowsRoles",
            /// Whether to collect custom inventory.
            custom_inventory: String = "customInventory",
            /// The directory of custom inventory.
            custom_inventory_directory: String = "customInventoryDirectory",
        }
    }
}
