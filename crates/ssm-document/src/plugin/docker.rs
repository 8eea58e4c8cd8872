use super::{PackageAction, plugin};
use crate::field::TextList;

plugin! {
    /// `aws:configureDocker`: installs or removes Docker.
    pub struct ConfigureDocker {
        required {
            /// What to do.
            action: PackageAction = "action",
        }
    }
}

plugin! {
    /// `aws:runDockerAction`: works on containers and images.
    pub struct RunDockerAction {
        required {
            /// What to do.
            action: String = "action",
        }
        optional {
            /// The container's id.
            container: String = "container",
            /// The image's name.
            image: String = "image",
            /// The container's command.
            cmd: String = "cmd",
            /// The container's memory limit.
            memory: String = "memory",
            /// The container's share of the processors.
            cpu_shares: String = "cpuShares",
            /// The container's volumes.
            volume: TextList = "volume",
            /// The container's environment.
            env: String = "env",
            /// The container's user.
            user: String = "user",
            /// The container's published ports.
            publish: String = "publish",
        }
    }
}
