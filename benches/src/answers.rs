//! Answers as the service gives them, of real size.

use serde_json::{Value, json};

/// One String parameter.
#[must_use]
pub fn get_parameter() -> String {
    json!({ "Parameter": parameter(7) }).to_string()
}

/// A page of 10 parameters with the token of the next one.
#[must_use]
pub fn get_parameters_by_path(next_token: Option<&str>) -> String {
    let parameters: Vec<Value> = (0..10).map(parameter).collect();
    json!({ "Parameters": parameters, "NextToken": next_token }).to_string()
}

/// A page of 50 commands, about 62 KB.
#[must_use]
pub fn list_commands() -> String {
    let commands: Vec<Value> = (0..50).map(command).collect();
    json!({ "Commands": commands, "NextToken": "AAEAAc0123456789abcdef" }).to_string()
}

fn parameter(number: u32) -> Value {
    let name = format!("/app/production/database-{number:02}/connection-string");
    json!({
        "ARN": format!("arn:aws:ssm:eu-central-1:111122223333:parameter{name}"),
        "DataType": "text",
        "LastModifiedDate": 1_760_000_000.123 + f64::from(number),
        "Name": name,
        "Type": "String",
        "Value": format!("postgres://reader@db-{number:02}.internal.example.com:5432/orders?sslmode=verify-full"),
        "Version": 12 + number,
    })
}

fn command(number: u32) -> Value {
    let instances: Vec<String> = (0..10).map(|i| format!("i-0{number:04x}{i:012x}")).collect();
    json!({
        "AlarmConfiguration": { "Alarms": [], "IgnorePollAlarmFailure": false },
        "CloudWatchOutputConfig": {
            "CloudWatchLogGroupName": "/aws/ssm/AWS-RunShellScript",
            "CloudWatchOutputEnabled": true,
        },
        "CommandId": format!("{number:08x}-1111-4222-8333-444455556666"),
        "Comment": format!("weekly housekeeping, part {number}: rotate logs, report free space"),
        "CompletedCount": 10,
        "DeliveryTimedOutCount": 0,
        "DocumentName": "AWS-RunShellScript",
        "DocumentVersion": "$DEFAULT",
        "ErrorCount": 0,
        "ExpiresAfter": 1_760_007_200.5 + f64::from(number),
        "InstanceIds": instances,
        "MaxConcurrency": "50",
        "MaxErrors": "0",
        "NotificationConfig": {
            "NotificationArn": "arn:aws:sns:eu-central-1:111122223333:housekeeping",
            "NotificationEvents": ["Failed", "TimedOut"],
            "NotificationType": "Command",
        },
        "OutputS3BucketName": "housekeeping-output-111122223333",
        "OutputS3KeyPrefix": "commands/weekly",
        "OutputS3Region": "eu-central-1",
        "Parameters": {
            "commands": [
                "set -eu",
                "journalctl --vacuum-time=14d",
                "df --output=target,pcent,avail -x tmpfs -x devtmpfs | sort",
                "find /var/log -name '*.gz' -mtime +30 -print -delete",
            ],
            "executionTimeout": ["3600"],
            "workingDirectory": ["/var/tmp"],
        },
        "RequestedDateTime": 1_760_000_000.25 + f64::from(number),
        "ServiceRole": "arn:aws:iam::111122223333:role/housekeeping-notifications",
        "Status": "Success",
        "StatusDetails": "Success",
        "TargetCount": 10,
        "Targets": [{ "Key": "tag:Environment", "Values": ["production", "staging"] }],
        "TimeoutSeconds": 3600,
        "TriggeredAlarms": [],
    })
}
