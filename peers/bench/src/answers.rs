//! What the server answers to each operation: documents as the service sends them.

use std::collections::HashMap;

/// The number of commands on a page of `ListCommands`; `peers_calls` checks it.
const COMMANDS: usize = 50;

/// The number of parameters on a page of `GetParametersByPath`; `peers_calls` checks it.
const PARAMETERS: usize = 10;

/// An answer for each operation, headers and body.
pub(crate) fn all() -> HashMap<&'static [u8], Vec<u8>> {
    let parameters: Vec<_> = (0..PARAMETERS).map(|i| parameter(&format!("/app/{i}"))).collect();
    let commands: Vec<_> = (0..COMMANDS).map(command).collect();
    HashMap::from([
        (&b"GetParameter"[..], response(&format!(r#"{{"Parameter":{}}}"#, parameter("/app/host")))),
        (b"GetParametersByPath", response(&format!(r#"{{"Parameters":[{}]}}"#, parameters.join(",")))),
        (b"ListCommands", response(&format!(r#"{{"Commands":[{}]}}"#, commands.join(",")))),
    ])
}

fn response(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\n\
         x-amzn-RequestId: 6f2f5d8e-0f4a-4b5e-9d0f-3a1f0c6f7b11\r\n\
         Content-Type: application/x-amz-json-1.1\r\n\
         Content-Length: {}\r\n\
         Date: Mon, 01 Jan 2024 00:00:00 GMT\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn parameter(name: &str) -> String {
    format!(
        r#"{{"ARN":"arn:aws:ssm:eu-central-1:111122223333:parameter{name}","DataType":"text","LastModifiedDate":1704067200.123,"Name":"{name}","Type":"String","Value":"db1.internal.example.com:5432","Version":3}}"#
    )
}

/// A command on three instances, of about 1,240 bytes.
fn command(number: usize) -> String {
    let script = "systemctl restart application.service && journalctl --unit application.service --lines 50";
    format!(
        r#"{{"AlarmConfiguration":null,"CloudWatchOutputConfig":{{"CloudWatchLogGroupName":"/ssm/commands","CloudWatchOutputEnabled":true}},"CommandId":"00000000-0000-4000-8000-{number:012}","Comment":"Restarts the application on every instance of the stage.","CompletedCount":3,"DeliveryTimedOutCount":0,"DocumentName":"AWS-RunShellScript","DocumentVersion":"$DEFAULT","ErrorCount":0,"ExpiresAfter":1704070800.25,"HasCancelCommandSignature":null,"HasSendCommandSignature":null,"InstanceIds":["i-0123456789abcdef0","i-0123456789abcdef1","i-0123456789abcdef2"],"MaxConcurrency":"50","MaxErrors":"0","NotificationConfig":{{"NotificationArn":"","NotificationEvents":[],"NotificationType":""}},"OutputS3BucketName":"command-output-111122223333","OutputS3KeyPrefix":"application/restart","OutputS3Region":"eu-central-1","Parameters":{{"commands":["{script}","uptime"],"executionTimeout":["3600"],"workingDirectory":["/opt/application"]}},"RequestedDateTime":1704067200.123,"ServiceRole":"","Status":"Success","StatusDetails":"Success","TargetCount":3,"Targets":[{{"Key":"tag:stage","Values":["production","canary"]}},{{"Key":"tag:role","Values":["application"]}}],"TimeoutSeconds":3600}}"#
    )
}
