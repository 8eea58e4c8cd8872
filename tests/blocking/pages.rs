//! Pages and their elements as iterators.

use serde_json::json;
use ssm_tests::loopback::Answer;

use crate::support::Endpoint;

/// Two pages and an error where a third should be.
fn endpoint() -> Endpoint {
    Endpoint::answering(|request| match request.json()["NextToken"].as_str() {
        None => Answer::ok(json!({ "Parameters": [{ "Name": "a" }, { "Name": "b" }], "NextToken": "1" })),
        Some("1") => Answer::ok(json!({ "Parameters": [{ "Name": "c" }], "NextToken": "2" })),
        Some(_) => Answer::error("InvalidNextToken"),
    })
}

#[test]
fn items_come_until_the_error_and_end_with_it() {
    let endpoint = endpoint();
    let outcomes: Vec<_> = endpoint
        .client()
        .get_parameters_by_path("/app")
        .recursive(true)
        .items()
        .map(|item| match item {
            Ok(parameter) => parameter.name.unwrap(),
            Err(error) => error.code().unwrap().to_owned(),
        })
        .collect();
    assert_eq!(outcomes, ["a", "b", "c", "InvalidNextToken"]);
    let requests = endpoint.server.requests();
    assert_eq!(requests.len(), 3, "nothing is sent again unasked");
    assert!(requests.iter().all(|request| request.json()["Recursive"] == json!(true)));
}

#[test]
fn pages_come_one_by_one_and_tell_where_to_go_on() {
    let endpoint = endpoint();
    let client = endpoint.client();
    let mut pages = client.get_parameters_by_path("/").pages();
    assert!(endpoint.server.requests().is_empty(), "nothing is sent before a page is asked for");
    assert_eq!(pages.next().unwrap().unwrap().parameters.len(), 2);
    assert_eq!((pages.next_token(), endpoint.server.requests().len()), (Some("1"), 1));
    drop(pages);

    let mut rest = client.get_parameters_by_path("/").next_token("1").items();
    assert_eq!(rest.next().unwrap().unwrap().name.as_deref(), Some("c"));
    assert_eq!(rest.next().unwrap().unwrap_err().code(), Some("InvalidNextToken"));
    assert!(rest.next().is_none());
}

#[test]
fn all_elements_are_collected_or_none() {
    let names = |tokens: &'static str| {
        let endpoint = Endpoint::answering(move |request| {
            let next = (request.json()["NextToken"].is_null()).then_some(tokens);
            Answer::ok(json!({ "Parameters": [{ "Name": "a" }], "NextToken": next }))
        });
        endpoint.client().describe_parameters().items().collect::<Result<Vec<_>, _>>()
    };
    assert_eq!(names("1").unwrap().len(), 2);
    assert!(endpoint().client().get_parameters_by_path("/").items().collect::<Result<Vec<_>, _>>().is_err());
}

#[test]
fn elements_come_as_json_too() {
    let endpoint = endpoint();
    let operation = ssm_client::Client::operation("GetParametersByPath").unwrap();
    let client = endpoint.client();
    let mut items =
        operation.items_blocking(client.transport(), br#"{"Path":"/"}"#, Default::default()).unwrap();
    for name in ["a", "b", "c"] {
        assert_eq!(items.next().unwrap().unwrap(), json!({ "Name": name }));
    }
    assert_eq!(items.next().unwrap().unwrap_err().code(), Some("InvalidNextToken"));
    assert!(items.next().is_none());
}
