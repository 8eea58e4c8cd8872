//! Where moto differs from the service, and the client holds all the same.

use ssm_client::ErrorKind;
use ssm_client::types::{DocumentFormat, DocumentType, ParameterType, PlatformType};
use ssm_tests::moto::Server;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::Test;

pub const TESTS: &[Test<Server>] = &[
    ("an_unknown_value_of_an_enumeration_survives", unknown_enumeration_value),
    ("an_empty_token_ends_the_pages", empty_token),
    ("an_empty_page_after_the_last_is_passed_over", empty_last_page),
    ("an_operation_that_answers_with_html_is_a_clear_error", html),
    ("connections_that_close_after_each_answer_are_no_matter", closing_connections),
    ("a_secure_string_that_is_shown_undecrypted_is_kept_from_debug", secure_string),
];

fn unknown_enumeration_value(moto: &Server) {
    block_on(async {
        let client = moto.client("us-east-1");
        let content = super::documents::CONTENT;
        client
            .create_document(content, "Odd")
            .document_type(DocumentType::Command)
            .document_format(DocumentFormat::Json)
            .send()
            .await
            .unwrap();
        let document = client.describe_document("Odd").send().await.unwrap().document.unwrap();
        let platforms: Vec<&str> = document.platform_types.iter().map(PlatformType::as_str).collect();
        assert_eq!(platforms, ["Not Implemented (moto)"]);
        assert!(matches!(&document.platform_types[0], PlatformType::Unknown(text) if text.contains("moto")));
    });
}

fn empty_token(moto: &Server) {
    block_on(async {
        let client = moto.client("us-east-2");
        let content = super::documents::CONTENT;
        client
            .create_document(content, "One")
            .document_type("Command")
            .document_format("JSON")
            .send()
            .await
            .unwrap();
        let mut pages = client.list_documents().pages();
        let page = pages.try_next().await.unwrap().unwrap();
        assert_eq!(page.next_token.as_deref().unwrap_or_default(), "");
        assert_eq!(page.document_identifiers.len(), 1);
        assert!(pages.try_next().await.unwrap().is_none());
    });
}

fn empty_last_page(moto: &Server) {
    block_on(async {
        let client = moto.client("us-west-1");
        for index in 0..4 {
            let call = client.put_parameter(format!("/full/{index}"), "x").r#type(ParameterType::String);
            call.send().await.unwrap();
        }
        let mut pages = client.get_parameters_by_path("/full").max_results(2).pages();
        let mut sizes = Vec::new();
        while let Some(page) = pages.try_next().await.unwrap() {
            sizes.push(page.parameters.len());
        }
        assert_eq!(sizes, [2, 2, 0]);
        let items = client.get_parameters_by_path("/full").max_results(2).items();
        assert_eq!(items.try_collect().await.unwrap().len(), 4);
    });
}

fn html(moto: &Server) {
    block_on(async {
        let error = moto.client("us-west-2").describe_activations().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service);
        let status = error.status().unwrap();
        assert!([500, 501].contains(&status), "{error}");
        assert_eq!((error.code(), error.service().is_none()), (None, true));
        let line = error.to_string();
        for part in ["DescribeActivations", &format!("HTTP {status}"), "HTML"] {
            assert!(line.contains(part), "{part} is not in: {line}");
        }
        assert!(!line.contains('<') && !line.contains('\n'), "{line}");
    });
}

fn closing_connections(moto: &Server) {
    block_on(async {
        let client = moto.client("ca-central-1");
        for _ in 0..20 {
            client.describe_parameters().send().await.unwrap();
        }
    });
}

fn secure_string(moto: &Server) {
    block_on(async {
        let client = moto.client("ca-west-1");
        let call = client.put_parameter("/secret", "hunter2").r#type(ParameterType::SecureString);
        call.send().await.unwrap();
        let sealed = client.get_parameter("/secret").send().await.unwrap().parameter.unwrap();
        assert!(sealed.value.as_deref().unwrap().ends_with(":hunter2"));
        assert!(!format!("{sealed:?} {sealed:#?}").contains("hunter2"));
        let open = client.get_parameter("/secret").with_decryption(true).send().await.unwrap();
        assert!(!format!("{open:?}").contains("hunter2"));
        assert_eq!(open.parameter.unwrap().value.as_deref(), Some("hunter2"));
    });
}
