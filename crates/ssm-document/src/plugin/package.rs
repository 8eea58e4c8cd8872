use super::plugin;
use crate::structure::choice;
use crate::value::Value;

plugin! {
    /// `aws:configurePackage`: installs or removes a package of Distributor.
    pub struct ConfigurePackage {
        required {
            /// The package's name.
            name: String = "name",
            /// What to do with it.
            action: PackageAction = "action",
        }
        optional {
            /// How a newer version replaces an older one.
            installation_type: InstallationType = "installationType",
            /// Parameters for the package's scripts: a map, or JSON text of one.
            additional_arguments: Value = "additionalArguments",
            /// The version; by default the latest to install, the installed one to remove.
            version: String = "version",
        }
    }
}

plugin! {
    /// `aws:applications`: installs, repairs or removes an MSI package. Windows only.
    pub struct Applications {
        required {
            /// What to do.
            action: ApplicationAction = "action",
            /// The URL of the `.msi` file.
            source: String = "source",
        }
        optional {
            /// The SHA-256 hash of the file.
            source_hash: String = "sourceHash",
            /// Parameters for the installer.
            parameters: String = "parameters",
        }
    }
}

choice! {
    /// What to do with a package.
    pub enum PackageAction {
        /// Install it.
        Install = "Install",
        /// Remove it.
        Uninstall = "Uninstall",
    }
}

choice! {
    /// What to do with an application.
    pub enum ApplicationAction {
        /// Install it.
        Install = "Install",
        /// Repair it.
        Repair = "Repair",
        /// Remove it.
        Uninstall = "Uninstall",
    }
}

choice! {
    /// How a newer version of a package replaces an older one.
    pub enum InstallationType {
        /// The older one is removed first.
        UninstallAndReinstall = "Uninstall and reinstall",
        /// The newer one is put over it.
        InPlaceUpdate = "In-place update",
    }
}
