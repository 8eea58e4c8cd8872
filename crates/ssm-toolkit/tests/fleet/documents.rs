//! Documents with typed content.

use ssm_client::types::{DocumentStatus, DocumentType};
use ssm_document::command::{CommandDocument, Step};
use ssm_document::plugin::{Plugin, RunShellScript};
use ssm_document::{Content, Document};
use ssm_local::Fault;
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::documents::{DocumentsError, Put};

use crate::support::{client, fast, received, start};

fn says(script: &str) -> Document {
    CommandDocument::new([Step::new("say", RunShellScript::new([script]))]).into()
}

fn version(version: &str) -> String {
    version.to_owned()
}

#[tokio::test]
async fn content_goes_there_and_back_with_its_types() {
    let ssm = start().await;
    let documents = client(&ssm).documents().pacing(fast());
    assert_eq!(documents.create("Say", &says("echo one")).await.unwrap(), "1");
    let stored = documents.get("Say").await.unwrap();
    assert_eq!((stored.name.as_str(), stored.version.as_str()), ("Say", "1"));
    assert_eq!(
        (stored.document_type, stored.status),
        (Some(DocumentType::Command), Some(DocumentStatus::Active))
    );
    let Content::Command(command) = stored.document.content().unwrap() else { panic!("no command") };
    let Plugin::RunShellScript(script) = &command.main_steps[0].plugin else { panic!("no script") };
    assert_eq!(script.run_command[0], "echo one");

    let yaml =
        "schemaVersion: '0.3'\nmainSteps:\n- { name: nap, action: aws:sleep, inputs: { Duration: PT1S } }\n";
    documents.create("Nap", &Document::parse(yaml).unwrap()).await.unwrap();
    let stored = documents.get("Nap").await.unwrap();
    assert_eq!(stored.document_type, Some(DocumentType::Automation));
    assert!(matches!(stored.document.content().unwrap(), Content::Automation(_)));
    let owned = documents.get_version("AWS-RunShellScript", "1").await.unwrap();
    assert!(matches!(owned.document.content().unwrap(), Content::Command(_) | Content::Configuration(_)));
}

#[tokio::test]
async fn putting_creates_then_does_nothing_then_makes_a_new_default_version() {
    let ssm = start().await;
    let documents = client(&ssm).documents().pacing(fast());
    assert_eq!(
        documents.put("Say", &says("echo one")).await.unwrap(),
        Put::Created { version: version("1") }
    );
    assert_eq!(
        documents.put("Say", &says("echo one")).await.unwrap(),
        Put::Unchanged { version: version("1") }
    );
    assert_eq!((received(&ssm, "CreateDocument"), received(&ssm, "UpdateDocument")), (1, 0));
    // The same in other words is the same.
    let yaml = Document::parse(&says("echo one").to_yaml()).unwrap();
    assert_eq!(documents.put("Say", &yaml).await.unwrap(), Put::Unchanged { version: version("1") });

    let put = documents.put("Say", &says("echo two")).await.unwrap();
    assert_eq!((put.version(), &put), ("2", &Put::Updated { version: version("2") }));
    let stored = documents.get("Say").await.unwrap();
    assert_eq!((stored.version.as_str(), stored.document == says("echo two")), ("2", true));

    // A latest version that is not the default one becomes it.
    let client = client(&ssm);
    client.update_document_default_version("Say", "1").send().await.unwrap();
    let put = documents.put("Say", &says("echo two")).await.unwrap();
    assert_eq!(put, Put::Updated { version: version("2") });
    assert_eq!(received(&ssm, "UpdateDocument"), 1);
}

#[tokio::test]
async fn what_breaks_the_schema_is_told_before_anything_is_sent() {
    let ssm = start().await;
    let documents = client(&ssm).documents();
    let wrong =
        Document::from_yaml("{schemaVersion: '2.2', mainSteps: [{name: a b, action: aws:runShellScript}]}");
    let wrong = wrong.unwrap();
    let error = documents.create("Wrong", &wrong).await.unwrap_err();
    assert!(matches!(error, DocumentsError::Invalid(_)), "{error}");
    assert!(error.to_string().contains("mainSteps[0].inputs.runCommand"), "{error}");
    assert_eq!(received(&ssm, "CreateDocument"), 0);

    let unknown = Document::from_yaml("{ colour: blue }").unwrap();
    let error = documents.create("Colours", &unknown).await.unwrap_err();
    assert!(matches!(error, DocumentsError::UnknownType), "{error}");

    documents.create("Say", &says("echo one")).await.unwrap();
    let error = documents.put("Say", &wrong).await.unwrap_err();
    assert!(matches!(error, DocumentsError::Invalid(_)), "{error}");
    let error = documents.create("Say", &says("echo two")).await.unwrap_err();
    let DocumentsError::Call(error) = error else { panic!("{error}") };
    assert_eq!(error.code(), Some("DocumentAlreadyExists"));
}

#[tokio::test]
async fn whoever_puts_the_same_at_the_same_time_makes_no_difference() {
    let ssm = start().await;
    let documents = client(&ssm).documents().pacing(fast());
    documents.create("Say", &says("echo one")).await.unwrap();
    // Between our look and our call, somebody else created it.
    let unknown = Fault::error(400, "InvalidDocument", "there is none");
    ssm.inject(unknown.on("GetDocument").times(1));
    let put = documents.put("Say", &says("echo one")).await.unwrap();
    assert_eq!(put, Put::Unchanged { version: version("1") });
    // And stored it.
    let same = Fault::error(400, "DuplicateDocumentContent", "there is such a version");
    ssm.inject(same.on("UpdateDocument").times(1));
    let put = documents.put("Say", &says("echo two")).await.unwrap();
    assert_eq!(put, Put::Unchanged { version: version("1") });
    // What was just stored may not be found at once.
    let unknown = Fault::error(400, "InvalidDocument", "there is none");
    ssm.inject(unknown.on("DescribeDocument").times(2));
    let put = documents.put("Say", &says("echo two")).await.unwrap();
    assert_eq!(put, Put::Updated { version: version("2") });
}

#[tokio::test]
async fn documents_of_ones_own_are_listed_however_many_pages_they_take() {
    let ssm = start().await;
    let documents = client(&ssm).documents().pacing(fast());
    for number in 0..60 {
        documents.create(&format!("Say{number:02}"), &says("echo")).await.unwrap();
    }
    ssm.inject(Fault::throttling().on("ListDocuments").times(4));
    let own = documents.own().await.unwrap();
    let names: Vec<&str> = own.iter().filter_map(|document| document.name.as_deref()).collect();
    assert_eq!((names.len(), names[0], names[59]), (60, "Say00", "Say59"));
}
