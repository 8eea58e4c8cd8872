use serde_json::{Value, json};

use super::{content, create};
use crate::support::{fails, ok, start};

#[tokio::test]
async fn a_new_document_is_described() {
    let ssm = start().await;
    let text = content("Says words.").to_string();
    let input = json!({
        "Name": "Say", "Content": text, "DocumentType": "Command", "DocumentFormat": "JSON",
        "DisplayName": "Say words", "VersionName": "first", "TargetType": "/AWS::EC2::Instance",
        "Tags": [{ "Key": "team", "Value": "blue" }],
        "Requires": [{ "Name": "Other", "Version": "2" }],
    });
    let described = ok(&ssm, "CreateDocument", input).await["DocumentDescription"].clone();
    for (member, expected) in [
        ("Name", json!("Say")),
        ("DisplayName", json!("Say words")),
        ("VersionName", json!("first")),
        ("Owner", json!("000000000000")),
        ("Status", json!("Active")),
        ("DocumentVersion", json!("1")),
        ("LatestVersion", json!("1")),
        ("DefaultVersion", json!("1")),
        ("Description", json!("Says words.")),
        ("DocumentType", json!("Command")),
        ("DocumentFormat", json!("JSON")),
        ("SchemaVersion", json!("2.2")),
        ("TargetType", json!("/AWS::EC2::Instance")),
        ("HashType", json!("Sha256")),
        ("PlatformTypes", json!(["Linux", "MacOS"])),
        ("Tags", json!([{ "Key": "team", "Value": "blue" }])),
        ("Requires", json!([{ "Name": "Other", "Version": "2" }])),
        (
            "Parameters",
            json!([
                { "Name": "times", "Type": "Integer", "Description": "How often.", "DefaultValue": "3" },
                { "Name": "words", "Type": "StringList", "DefaultValue": r#"["hello","world"]"# },
            ]),
        ),
    ] {
        assert_eq!(described[member], expected, "{member}");
    }
    assert_eq!(described["Hash"].as_str().unwrap().len(), 64);
    assert!(described["CreatedDate"].as_f64().unwrap() > 1_700_000_000.0);
    let again = ok(&ssm, "DescribeDocument", json!({ "Name": "Say" })).await["Document"].clone();
    assert_eq!(again, described);
}

#[tokio::test]
async fn a_name_is_taken_once_and_not_from_aws() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    let text = content("other").to_string();
    let input = |name: &str| json!({ "Name": name, "Content": text });
    fails(&ssm, "CreateDocument", input("Say"), "DocumentAlreadyExists").await;
    for name in ["AWS-Say", "amazonSay", "AMZN-Say", "x", "with space"] {
        fails(&ssm, "CreateDocument", input(name), "ValidationException").await;
    }
}

#[tokio::test]
async fn all_problems_of_a_document_are_told_at_once() {
    let ssm = start().await;
    let mut wrong = content("wrong");
    wrong["mainSteps"][0]["name"] = json!("not a name");
    wrong["mainSteps"][0]["inputs"] = json!({});
    let input = json!({ "Name": "Wrong", "Content": wrong.to_string() });
    let message = fails(&ssm, "CreateDocument", input, "InvalidDocumentContent").await;
    assert!(message.contains("mainSteps[0].name"), "{message}");
    assert!(message.contains("mainSteps[0].inputs.runCommand"), "{message}");
    fails(&ssm, "GetDocument", json!({ "Name": "Wrong" }), "InvalidDocument").await;
}

#[tokio::test]
async fn a_default_is_held_against_its_pattern_only_where_it_is_used() {
    let ssm = start().await;
    let mut document = content("x");
    let pattern = "^[a-z]+$";
    document["parameters"]["user"] = json!({ "type": "String", "default": "", "allowedPattern": pattern });
    ok(&ssm, "CreateDocument", json!({ "Name": "User", "Content": document.to_string() })).await;
    document["parameters"]["user"] = json!({ "type": "String", "default": 1, "allowedValues": ["a"] });
    let wrong = json!({ "Name": "Wrong", "Content": document.to_string() });
    let message = fails(&ssm, "CreateDocument", wrong, "InvalidDocumentContent").await;
    assert!(message.contains("parameters.user.default"), "{message}");
}

#[tokio::test]
async fn what_cannot_be_a_document_is_refused() {
    let ssm = start().await;
    let version = |version: &str| {
        let mut content = content("x");
        content["schemaVersion"] = json!(version);
        content.to_string()
    };
    let mut large = content("x");
    large["description"] = json!("x".repeat(64 * 1024));
    let text = |text: &str| text.to_owned();
    for (kind, format, content, code) in [
        ("Command", "JSON", text("{"), "InvalidDocumentContent"),
        ("Command", "JSON", text("schemaVersion: '2.2'"), "InvalidDocumentContent"),
        ("Command", "YAML", text("a: [b"), "InvalidDocumentContent"),
        ("Command", "JSON", text("[]"), "InvalidDocumentContent"),
        ("Command", "JSON", text("{}"), "InvalidDocumentContent"),
        ("Command", "TEXT", version("2.2"), "InvalidDocumentContent"),
        ("Command", "JSON", version("9.9"), "InvalidDocumentSchemaVersion"),
        ("Command", "JSON", version("0.3"), "InvalidDocumentSchemaVersion"),
        ("Automation", "JSON", version("2.2"), "InvalidDocumentSchemaVersion"),
        ("Session", "JSON", version("2.2"), "InvalidDocumentSchemaVersion"),
        ("Package", "JSON", version("2.0"), "InvalidDocumentContent"),
        ("ChangeCalendar", "JSON", text("{}"), "InvalidDocumentContent"),
        ("ChangeCalendar", "TEXT", text("Mondays"), "InvalidDocumentContent"),
        ("Command", "JSON", large.to_string(), "MaxDocumentSizeExceeded"),
        ("Novel", "JSON", version("2.2"), "ValidationException"),
        ("Command", "XML", version("2.2"), "ValidationException"),
        ("Command", "JSON", text(""), "ValidationException"),
    ] {
        let input = json!({
            "Name": "Wrong", "Content": content, "DocumentType": kind, "DocumentFormat": format,
        });
        fails(&ssm, "CreateDocument", input, code).await;
    }
}

#[tokio::test]
async fn documents_of_other_types_have_contents_of_their_own() {
    let ssm = start().await;
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nEND:VCALENDAR\r\n";
    let package = json!({
        "schemaVersion": "2.0", "version": "1",
        "packages": { "windows": {}, "ubuntu": {} }, "files": { "a.zip": {}, "b.zip": {} },
    });
    let session = json!({ "schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": {} });
    for (name, kind, format, content, platforms) in [
        ("Calendar", "ChangeCalendar", "TEXT", calendar.to_owned(), json!([])),
        ("Package", "Package", "JSON", package.to_string(), json!(["Windows", "Linux"])),
        (
            "SSM-SessionManagerRunShell",
            "Session",
            "JSON",
            session.to_string(),
            json!(["Windows", "Linux", "MacOS"]),
        ),
        ("Settings", "ApplicationConfiguration", "YAML", "debug: true".to_owned(), json!([])),
    ] {
        let input = json!({
            "Name": name, "Content": content, "DocumentType": kind, "DocumentFormat": format,
            "Attachments": [{ "Key": "SourceUrl", "Values": ["s3://bucket/folder"] }],
        });
        let described = ok(&ssm, "CreateDocument", input).await["DocumentDescription"].clone();
        assert_eq!(described["PlatformTypes"], platforms, "{name}");
        let got = ok(&ssm, "GetDocument", json!({ "Name": name, "DocumentFormat": format })).await;
        assert_eq!((&got["Content"], &got["DocumentFormat"]), (&json!(content), &json!(format)));
        let attachments = described["AttachmentsInformation"].clone();
        let expected = json!([{ "Name": "a.zip" }, { "Name": "b.zip" }]);
        assert_eq!(attachments, if name == "Package" { expected } else { json!([]) });
    }
}

#[tokio::test]
async fn platforms_follow_from_plugins_and_preconditions() {
    let ssm = start().await;
    let step = |name: &str, action: &str, platform: Option<&str>| -> Value {
        let mut step = json!({ "name": name, "action": action, "inputs": { "runCommand": ["x"] } });
        if let Some(platform) = platform {
            step["precondition"] = json!({ "StringEquals": ["platformType", platform] });
        }
        step
    };
    for (name, steps, expected) in [
        ("Shell", vec![step("a", "aws:runShellScript", None)], json!(["Linux", "MacOS"])),
        ("Linux", vec![step("a", "aws:runShellScript", Some("Linux"))], json!(["Linux"])),
        (
            "Both",
            vec![
                step("a", "aws:runShellScript", Some("Linux")),
                step("b", "aws:runPowerShellScript", Some("Windows")),
            ],
            json!(["Windows", "Linux"]),
        ),
    ] {
        let content = json!({ "schemaVersion": "2.2", "mainSteps": steps });
        let input = json!({ "Name": name, "Content": content.to_string() });
        let described = ok(&ssm, "CreateDocument", input).await["DocumentDescription"].clone();
        assert_eq!(described["PlatformTypes"], expected, "{name}");
    }
}

#[tokio::test]
async fn tags_of_documents_are_tags_like_all_others() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    let resource = json!({ "ResourceType": "Document", "ResourceId": "Say" });
    let mut addition = resource.clone();
    addition["Tags"] = json!([{ "Key": "team", "Value": "blue" }]);
    ok(&ssm, "AddTagsToResource", addition.clone()).await;
    let described = ok(&ssm, "DescribeDocument", json!({ "Name": "Say" })).await;
    assert_eq!(described["Document"]["Tags"], addition["Tags"]);
    ok(&ssm, "DeleteDocument", json!({ "Name": "Say" })).await;
    fails(&ssm, "ListTagsForResource", resource, "InvalidResourceId").await;
    let text = content("x").to_string();
    let reserved = json!({ "Name": "Tagged", "Content": text, "Tags": [{ "Key": "aws:x", "Value": "x" }] });
    fails(&ssm, "CreateDocument", reserved, "ValidationException").await;
}

#[tokio::test]
async fn an_account_has_at_most_five_hundred_documents() {
    let ssm = start().await;
    for number in 0..500 {
        create(&ssm, &format!("Say{number}")).await;
    }
    let input = json!({ "Name": "OneMore", "Content": content("x").to_string() });
    fails(&ssm, "CreateDocument", input, "DocumentLimitExceeded").await;
}
