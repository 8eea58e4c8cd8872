use crate::field::{Setting, TextList};
use crate::structure::{choice, structure};
use crate::value::Value;

structure! {
    /// `aws:changeInstanceState`: starts, stops or terminates instances, and waits until they are.
    pub struct ChangeInstanceState {
        required {
            /// The instances' ids.
            instance_ids: TextList = "InstanceIds",
            /// The state.
            desired_state: InstanceState = "DesiredState",
        }
        optional {
            /// Whether only to wait for the state; by default not.
            check_state_only: Setting<bool> = "CheckStateOnly",
            /// Whether instances stop without writing their caches.
            force: Setting<bool> = "Force",
            /// Reserved.
            additional_info: String = "AdditionalInfo",
        }
    }
}

structure! {
    /// `aws:runInstances`: launches instances. What it takes besides is set with [`other`](Self::other).
    pub struct RunInstances {
        required {
            /// The image.
            image_id: String = "ImageId",
        }
        optional {
            /// The instances' type.
            instance_type: String = "InstanceType",
            /// The least number of instances.
            min_instance_count: Setting<i64> = "MinInstanceCount",
            /// The greatest number of instances.
            max_instance_count: Setting<i64> = "MaxInstanceCount",
            /// The instances' profile, by name.
            iam_instance_profile_name: String = "IamInstanceProfileName",
            /// The instances' profile, by ARN.
            iam_instance_profile_arn: String = "IamInstanceProfileArn",
            /// The key pair.
            key_name: String = "KeyName",
            /// The security groups' ids.
            security_group_ids: TextList = "SecurityGroupIds",
            /// The subnet.
            subnet_id: String = "SubnetId",
            /// The instances' user data, in base64.
            user_data: String = "UserData",
            /// Tags: a list of maps.
            tag_specifications: Value = "TagSpecifications",
            /// Block devices: a list of maps.
            block_device_mappings: Value = "BlockDeviceMappings",
            /// What makes a repeated request the same one.
            client_token: String = "ClientToken",
        }
    }
}

structure! {
    /// `aws:createImage`: makes an image of an instance.
    pub struct CreateImage {
        required {
            /// The instance.
            instance_id: String = "InstanceId",
            /// The image's name.
            image_name: String = "ImageName",
        }
        optional {
            /// The image's description.
            image_description: String = "ImageDescription",
            /// Whether the instance goes on running meanwhile.
            no_reboot: Setting<bool> = "NoReboot",
            /// Block devices: a list of maps.
            block_device_mappings: Value = "BlockDeviceMappings",
        }
    }
}

structure! {
    /// `aws:copyImage`: copies an image from another region.
    pub struct CopyImage {
        required {
            /// The region of the image.
            source_region: String = "SourceRegion",
            /// The image.
            source_image_id: String = "SourceImageId",
            /// The copy's name.
            image_name: String = "ImageName",
        }
        optional {
            /// The copy's description.
            image_description: String = "ImageDescription",
            /// Whether the copy is encrypted.
            encrypted: Setting<bool> = "Encrypted",
            /// The ARN of the key.
            kms_key_id: String = "KmsKeyId",
            /// What makes a repeated request the same one.
            client_token: String = "ClientToken",
        }
    }
}

structure! {
    /// `aws:deleteImage`: deletes an image of EC2, with its snapshots.
    pub struct DeleteImage {
        required {
            /// The image.
            image_id: String = "ImageId",
        }
    }
}

structure! {
    /// `aws:createTags`: tags resources of EC2, or a node, a maintenance window or a parameter.
    pub struct CreateTags {
        required {
            /// The resources; one, unless they are EC2's.
            resource_ids: TextList = "ResourceIds",
            /// The tags: a list of maps with `Key` and `Value`.
            tags: Value = "Tags",
        }
        optional {
            /// `EC2`, the default, `ManagedInstance`, `MaintenanceWindow` or `Parameter`.
            resource_type: String = "ResourceType",
        }
    }
}

choice! {
    /// The state that [`ChangeInstanceState`] brings instances to.
    pub enum InstanceState {
        /// They run, and their checks are passed.
        Running = "running",
        /// They are stopped.
        Stopped = "stopped",
        /// They are gone.
        Terminated = "terminated",
    }
}
