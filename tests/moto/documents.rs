use ssm_client::error::GetDocumentError;
use ssm_client::types::{DocumentFormat, DocumentStatus, DocumentType};
use ssm_tests::moto::Server;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::Test;

pub const TESTS: &[Test<Server>] = &[("a_document_is_created_read_updated_and_deleted", documents)];

pub const CONTENT: &str = r#"{
    "schemaVersion": "2.2",
    "description": "says hello",
    "parameters": { "name": { "type": "String", "description": "to whom", "default": "you" } },
    "mainSteps": [
        { "action": "aws:runShellScript", "name": "hello", "inputs": { "runCommand": ["echo {{ name }}"] } }
    ]
}"#;

fn documents(moto: &Server) {
    block_on(async {
        let client = moto.client("ap-northeast-1");
        let created = client
            .create_document(CONTENT, "Hello")
            .document_type(DocumentType::Command)
            .document_format(DocumentFormat::Json)
            .send()
            .await
            .unwrap()
            .document_description
            .unwrap();
        assert_eq!(created.name.as_deref(), Some("Hello"));
        assert_eq!(created.document_type, Some(DocumentType::Command));

        let described = client.describe_document("Hello").send().await.unwrap().document.unwrap();
        assert_eq!(described.status, Some(DocumentStatus::Active));
        assert_eq!(described.parameters[0].name.as_deref(), Some("name"));
        assert!(described.created_date.is_some());

        let listed = client.list_documents().items().try_collect().await.unwrap();
        assert!(listed.iter().any(|document| document.name.as_deref() == Some("Hello")));

        let newer = CONTENT.replace("says hello", "says more");
        let updated =
            client.update_document(&newer, "Hello").document_version("$LATEST").send().await.unwrap();
        assert_eq!(updated.document_description.unwrap().document_version.as_deref(), Some("2"));
        let content =
            client.get_document("Hello").document_version("2").send().await.unwrap().content.unwrap();
        assert!(content.contains("says more"), "{content}");

        client.delete_document("Hello").send().await.unwrap();
        let error = client.get_document("Hello").send().await.unwrap_err();
        assert!(matches!(error.service(), Some(GetDocumentError::InvalidDocument(_))), "{error}");
    });
}
