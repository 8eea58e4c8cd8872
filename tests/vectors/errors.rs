//! What is made of errors: the code wherever it stands and however it is spelled.

use crate::error::{CreateToolError, GetToolError};
use crate::support::received;

const CODE_HEADER: &str = "X-Amzn-Errortype";

#[tokio::test]
async fn the_code_is_found_in_every_spelling() {
    for code in [
        "ToolExists",
        "example.workshop#ToolExists",
        "other.namespace#ToolExists",
        "ToolExists:http://internal.example.com/coral/com.example.validate/",
        "example.workshop#ToolExists:http://internal.example.com/coral/com.example.validate/",
    ] {
        for (headers, body) in [
            (vec![(CODE_HEADER, code)], String::new()),
            (vec![(CODE_HEADER, code)], "{}".to_owned()),
            (vec![], format!(r#"{{"__type":"{code}"}}"#)),
            (vec![], format!(r#"{{"code":"{code}"}}"#)),
            (vec![(CODE_HEADER, code)], r#"{"__type":"SomethingElse"}"#.to_owned()),
            (vec![], format!(r#"{{"Details":[{{"__type":"Inner"}}],"__type":"{code}"}}"#)),
        ] {
            for status in ["400 Bad Request", "500 Internal Server Error"] {
                let call = received(status, &headers, &body, |client| {
                    client.create_tool("a", "b", "wood", [("c", "d")])
                });
                let error = call.await.unwrap_err();
                assert_eq!(error.code(), Some("ToolExists"), "{body}");
                assert!(matches!(error.service(), Some(CreateToolError::ToolExists(_))), "{body}");
            }
        }
    }
}

#[tokio::test]
async fn the_message_is_found_in_both_spellings() {
    for message in ["message", "Message"] {
        let body = format!(r#"{{"__type":"ToolExists","{message}":"it hangs there"}}"#);
        let call =
            received("409 Conflict", &[], &body, |client| client.create_tool("a", "b", "wood", [("c", "d")]));
        let error = call.await.unwrap_err();
        assert_eq!(error.message(), Some("it hangs there"));
        let Some(CreateToolError::ToolExists(exists)) = error.service() else { panic!("{error}") };
        assert_eq!(exists.message.as_deref(), Some("it hangs there"));

        let body = format!(r#"{{"__type":"ToolNotFound","{message}":"it hung here"}}"#);
        let error = received("400 Bad Request", &[], &body, |client| client.get_tool("a").room("b"))
            .await
            .unwrap_err();
        let Some(GetToolError::ToolNotFound(missing)) = error.service() else { panic!("{error}") };
        assert_eq!(missing.message.as_deref(), Some("it hung here"));
    }
}

#[tokio::test]
async fn an_error_has_its_further_members() {
    let body = r#"{"__type":"ToolNotFound","Name":"saw","Nearest":{"Name":"axe","Parts":[{"Name":"edge"}]}}"#;
    let error =
        received("404 Not Found", &[], body, |client| client.get_tool("a").room("b")).await.unwrap_err();
    let Some(GetToolError::ToolNotFound(missing)) = error.service() else { panic!("{error}") };
    assert_eq!((missing.name.as_deref(), missing.message.as_deref()), (Some("saw"), None));
    assert_eq!(missing.nearest.as_ref().unwrap().parts[0].name.as_deref(), Some("edge"));
}

#[tokio::test]
async fn an_error_of_the_service_belongs_to_every_operation() {
    let body = r#"{"__type":"WorkshopClosed","message":"see you","OpensAt":0}"#;
    let call = received("500 Internal Server Error", &[], body, |client| {
        client.create_tool("a", "b", "wood", [("c", "d")])
    });
    let error = call.await.unwrap_err();
    let Some(CreateToolError::WorkshopClosed(closed)) = error.service() else { panic!("{error}") };
    assert_eq!(closed.opens_at, Some(time::OffsetDateTime::UNIX_EPOCH));
}

#[tokio::test]
async fn an_error_without_members_and_one_whose_members_do_not_fit_are_still_typed() {
    for body in [r#"{"__type":"ShelfFull"}"#, r#"{"__type":"ShelfFull","novel":1}"#] {
        let error = received("400 Bad Request", &[], body, |client| client.get_tool("a").room("b"))
            .await
            .unwrap_err();
        assert!(matches!(error.service(), Some(GetToolError::ShelfFull(_))), "{error}");
    }
    let body = r#"{"__type":"ToolNotFound","Name":["not a name"]}"#;
    let error =
        received("400 Bad Request", &[], body, |client| client.get_tool("a").room("b")).await.unwrap_err();
    assert!(matches!(error.service(), Some(GetToolError::ToolNotFound(_))), "{error}");
}

#[tokio::test]
async fn a_code_that_the_operation_does_not_have_keeps_code_message_and_request_id() {
    let headers = [("x-amzn-requestid", "id-1")];
    let body = r#"{"__type":"com.example#AccessDenied","Message":"no"}"#;
    let error = received("400 Bad Request", &headers, body, |client| client.ping()).await.unwrap_err();
    assert!(error.service().is_none());
    assert_eq!(
        (error.code(), error.message(), error.request_id()),
        (Some("AccessDenied"), Some("no"), Some("id-1"))
    );
}
