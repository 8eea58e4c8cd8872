//! The types that the service defines, from the user guide's list of what inventory collects.

/// A type of the service's own.
pub(super) struct AwsType {
    pub(super) name: &'static str,
    pub(super) display_name: &'static str,
    /// The versions of its schema, the last of which is told.
    pub(super) versions: &'static [&'static str],
    /// Its attributes. Those that begin with `#` are numbers.
    attributes: &'static [&'static str],
    /// The attributes by which data can be aggregated.
    pub(super) aggregated: &'static [&'static str],
}

impl AwsType {
    /// The type of this name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        TYPES.iter().find(|found| found.name == name)
    }

    /// The attributes, and which of them are numbers.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'static str, bool)> {
        self.attributes.iter().map(|attribute| match attribute.strip_prefix('#') {
            Some(name) => (name, true),
            None => (*attribute, false),
        })
    }
}

const fn aws_type(
    name: &'static str,
    display_name: &'static str,
    attributes: &'static [&'static str],
    aggregated: &'static [&'static str],
) -> AwsType {
    AwsType { name, display_name, versions: &["1.0"], attributes, aggregated }
}

/// All of them, by name.
pub(super) const TYPES: &[AwsType] = &[
    aws_type(
        "AWS:AWSComponent",
        "AWS component",
        &["Name", "ApplicationType", "Publisher", "Version", "InstalledTime", "Architecture", "URL"],
        &[],
    ),
    AwsType {
        name: "AWS:Application",
        display_name: "Application",
        versions: &["1.0", "1.1"],
        attributes: &[
            "Name",
            "ApplicationType",
            "Publisher",
            "Version",
            "Release",
            "Epoch",
            "InstalledTime",
            "Architecture",
            "URL",
            "Summary",
            "PackageId",
        ],
        aggregated: &["Name", "Version"],
    },
    aws_type("AWS:BillingInfo", "Billing info", &["BillingProductId"], &[]),
    aws_type(
        "AWS:ComplianceItem",
        "Compliance item",
        &[
            "ComplianceType",
            "ExecutionId",
            "ExecutionType",
            "ExecutionTime",
            "Id",
            "Title",
            "Status",
            "Severity",
            "DocumentName",
            "DocumentVersion",
            "Classification",
            "PatchBaselineId",
            "PatchSeverity",
            "PatchState",
            "PatchGroup",
            "InstalledTime",
            "InstallOverrideList",
            "DetailedText",
            "DetailedLink",
            "CVEIds",
        ],
        &[],
    ),
    aws_type(
        "AWS:ComplianceSummary",
        "Compliance summary",
        &[
            "ComplianceType",
            "PatchGroup",
            "PatchBaselineId",
            "Status",
            "OverallSeverity",
            "ExecutionId",
            "ExecutionType",
            "ExecutionTime",
            "#CompliantCriticalCount",
            "#CompliantHighCount",
            "#CompliantMediumCount",
            "#CompliantLowCount",
            "#CompliantInformationalCount",
            "#CompliantUnspecifiedCount",
            "#NonCompliantCriticalCount",
            "#NonCompliantHighCount",
            "#NonCompliantMediumCount",
            "#NonCompliantLowCount",
            "#NonCompliantInformationalCount",
            "#NonCompliantUnspecifiedCount",
        ],
        &[],
    ),
    aws_type(
        "AWS:File",
        "File",
        &[
            "Name",
            "Size",
            "Description",
            "FileVersion",
            "InstalledDate",
            "ModificationTime",
            "LastAccessTime",
            "ProductName",
            "InstalledDir",
            "ProductLanguage",
            "CompanyName",
            "ProductVersion",
        ],
        &[],
    ),
    aws_type(
        "AWS:InstanceDetailedInformation",
        "Instance detailed information",
        &[
            "CPUModel",
            "#CPUCores",
            "#CPUs",
            "#CPUSpeedMHz",
            "#CPUSockets",
            "CPUHyperThreadEnabled",
            "OSServicePack",
            "KernelVersion",
        ],
        &[],
    ),
    aws_type(
        "AWS:InstanceInformation",
        "Platform",
        &[
            "AgentType",
            "AgentVersion",
            "ComputerName",
            "IamRole",
            "InstanceId",
            "IpAddress",
            "PlatformName",
            "PlatformType",
            "PlatformVersion",
            "ResourceType",
            "AgentStatus",
            "InstanceStatus",
        ],
        &["PlatformName", "PlatformType", "PlatformVersion"],
    ),
    aws_type(
        "AWS:Network",
        "Network",
        &["Name", "SubnetMask", "Gateway", "DHCPServer", "DNSServer", "MacAddress", "IPV4", "IPV6"],
        &[],
    ),
    aws_type(
        "AWS:PatchCompliance",
        "Patch compliance",
        &["Title", "KBId", "Classification", "Severity", "State", "InstalledTime"],
        &[],
    ),
    aws_type(
        "AWS:PatchSummary",
        "Patch summary",
        &[
            "PatchGroup",
            "BaselineId",
            "SnapshotId",
            "OwnerInformation",
            "#InstalledCount",
            "#InstalledPendingRebootCount",
            "#InstalledOtherCount",
            "#InstalledRejectedCount",
            "#NotApplicableCount",
            "#UnreportedNotApplicableCount",
            "#MissingCount",
            "#FailedCount",
            "#CriticalNonCompliantCount",
            "#SecurityNonCompliantCount",
            "#OtherNonCompliantCount",
            "OperationType",
            "OperationStartTime",
            "OperationEndTime",
            "InstallOverrideList",
            "RebootOption",
            "LastNoRebootInstallOperationTime",
            "ExecutionId",
            "IsPatchCompliant",
        ],
        &[],
    ),
    aws_type("AWS:ResourceGroup", "ResourceGroup", &["Name", "Arn"], &["Name"]),
    aws_type(
        "AWS:Service",
        "Service",
        &[
            "Name",
            "DisplayName",
            "ServiceType",
            "Status",
            "DependentServices",
            "ServicesDependedOn",
            "StartType",
        ],
        &["Name", "DisplayName", "ServiceType", "Status", "StartType"],
    ),
    aws_type("AWS:Tag", "Tag", &["Key", "Value"], &[]),
    aws_type("AWS:WindowsRegistry", "WindowsRegistry", &["KeyPath", "ValueName", "ValueType", "Value"], &[]),
    aws_type(
        "AWS:WindowsRole",
        "WindowsRole",
        &[
            "Name",
            "DisplayName",
            "Path",
            "FeatureType",
            "DependsOn",
            "Description",
            "Installed",
            "InstalledState",
            "SubFeatures",
            "ServerComponentDescriptor",
            "Parent",
        ],
        &["Name", "DisplayName", "FeatureType", "Installed"],
    ),
    aws_type(
        "AWS:WindowsUpdate",
        "WindowsUpdate",
        &["HotFixId", "Description", "InstalledTime", "InstalledBy"],
        &[],
    ),
];
