use super::plugin;
use crate::field::{Setting, TextList};

plugin! {
    /// `aws:updateAgent`: updates EC2Config. Windows only.
    pub struct UpdateAgent {
        optional {
            /// The agent's name, `Ec2Config`.
            agent_name: String = "agentName",
            /// Where the version comes from.
            source: String = "source",
            /// Whether an earlier version may be installed; by default not.
            allow_downgrade: Setting<bool> = "allowDowngrade",
            /// The version; by default the latest.
            target_version: String = "targetVersion",
        }
    }
}

plugin! {
    /// `aws:updateSsmAgent`: updates the agent itself.
    pub struct UpdateSsmAgent {
        optional {
            /// The agent's name, `amazon-ssm-agent`.
            agent_name: String = "agentName",
            /// Where the version comes from.
            source: String = "source",
            /// Whether an earlier version may be installed; by default not.
            allow_downgrade: Setting<bool> = "allowDowngrade",
            /// The version; by default the latest.
            target_version: String = "targetVersion",
        }
    }
}

plugin! {
    /// `aws:refreshAssociation`: applies associations now.
    pub struct RefreshAssociation {
        optional {
            /// Which ones; by default all of the node.
            association_ids: TextList = "associationIds",
        }
    }
}
