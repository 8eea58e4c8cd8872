use ssm_client::types::ParameterType;
use ssm_local::Fault;
use ssm_toolkit::parameters::{NameRule, Parameter};

use crate::support::{bodies, client, count, start, store, store_many};

fn values(parameters: &[Parameter]) -> Vec<&str> {
    parameters.iter().map(Parameter::value).collect()
}

#[tokio::test]
async fn two_thousand_names_are_two_hundred_calls_in_order_though_some_are_throttled_or_fail() {
    let (ssm, parameters) = start().await;
    let mut names = store_many(&ssm, 2000).await;
    names.reverse();
    ssm.inject(Fault::throttling().on("GetParameters").times(2));
    ssm.inject(Fault::unavailable().on("GetParameters").times(2));
    ssm.inject(Fault::hang_up().on("GetParameters").times(1));
    let found = parameters.concurrency(8).get_many(&names).await.unwrap();
    let expected: Vec<String> = (0..2000).rev().map(|number: usize| number.to_string()).collect();
    assert_eq!(values(&found), expected);
    assert_eq!(count(&ssm, "GetParameters"), 205, "two hundred, and five that failed");
}

#[tokio::test]
async fn every_form_of_name_is_answered_in_its_place_and_duplicates_are_asked_for_once() {
    let (ssm, parameters) = start().await;
    for value in ["one", "two", "three"] {
        store(&ssm, "/app/host", ParameterType::String, value).await;
    }
    client(&ssm).label_parameter_version("/app/host", ["live"]).parameter_version(2).send().await.unwrap();
    store(&ssm, "plain", ParameterType::SecureString, "hunter2").await;
    let arn = "arn:aws:ssm:us-east-1:000000000000:parameter/app/host";
    let versioned = format!("{arn}:1");
    let names = ["/app/host:1", "plain", "/app/host", arn, "/app/host:live", "plain", "/plain", &versioned];
    let found = parameters.get_many(names).await.unwrap();
    assert_eq!(values(&found), ["one", "hunter2", "three", "three", "two", "hunter2", "hunter2", "one"]);
    assert_eq!((found[0].version(), found[4].version()), (1, 2));
    assert!(!format!("{found:?}").contains("hunter2"));
    let mut asked: Vec<String> = Vec::new();
    for body in bodies(&ssm, "GetParameters") {
        asked.extend(body["Names"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()));
    }
    asked.sort();
    let mut expected: Vec<&str> = names.to_vec();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(asked, expected);
}

#[tokio::test]
async fn missing_names_are_an_error_that_has_them_and_the_rest() {
    let (ssm, parameters) = start().await;
    let mut names = store_many(&ssm, 25).await;
    names.insert(3, "/none".to_owned());
    names.insert(20, "/many/0/00000:7".to_owned());
    let error = parameters.get_many(&names).await.unwrap_err();
    assert!(error.is_missing() && error.failure().is_none());
    assert_eq!(error.missing(), ["/none", "/many/0/00000:7"]);
    assert_eq!(error.to_string(), "there is no parameter /none, /many/0/00000:7");
    assert_eq!(error.found().len(), 25);
    assert_eq!(error.into_found()[3].value(), "3");

    let found = parameters.find_many(&names).await.unwrap();
    assert_eq!(found.iter().filter(|parameter| parameter.is_none()).count(), 2);
    assert!(found[3].is_none() && found[20].is_none());
}

#[tokio::test]
async fn what_was_read_before_a_call_failed_is_in_the_error_and_the_rest_can_be_asked_for() {
    let (ssm, parameters) = start().await;
    let names = store_many(&ssm, 95).await;
    let parameters = parameters.concurrency(1);
    let hold_up = Fault::error(400, "AccessDeniedException", "not for you").on("GetParameters").times(1);
    // The fourth call fails: the three before it are let pass by faults that only delay.
    for _ in 0..3 {
        ssm.inject(Fault::delay(std::time::Duration::ZERO).on("GetParameters").times(1));
    }
    ssm.inject(hold_up);
    let error = parameters.get_many(&names).await.unwrap_err();
    assert_eq!(error.failure().and_then(|failure| failure.code()), Some("AccessDeniedException"));
    assert_eq!((error.found().len(), error.unread().len()), (30, 65));
    assert!(error.to_string().starts_with("could not read /many/"), "{error}");
    assert!(error.to_string().ends_with("and 60 more"), "{error}");
    assert_eq!(count(&ssm, "GetParameters"), 4, "none is begun after that");
    let rest = parameters.get_many(error.unread()).await.unwrap();
    let all: Vec<&str> = values(error.found()).into_iter().chain(values(&rest)).collect();
    let expected: Vec<String> = (0..95).map(|number: usize| number.to_string()).collect();
    assert_eq!(all, expected);
}

#[tokio::test]
async fn throttling_that_does_not_pass_is_bounded() {
    let (ssm, parameters) = start().await;
    let names = store_many(&ssm, 100).await;
    ssm.inject(Fault::throttling().on("GetParameters"));
    let error = parameters.concurrency(2).get_many(&names).await.unwrap_err();
    assert!(error.failure().unwrap().is_throttling());
    assert_eq!(error.unread().len(), 100);
    assert_eq!(count(&ssm, "GetParameters"), 6, "two at a time, three attempts each");
}

#[tokio::test]
async fn a_name_that_is_none_is_not_sent() {
    let (ssm, parameters) = start().await;
    let error = parameters.get_many(["/a", "/b c"]).await.unwrap_err();
    assert_eq!(error.name().unwrap().rule(), NameRule::Characters);
    assert!(parameters.get("a/b").await.unwrap_err().name().is_some());
    assert!(ssm.requests().is_empty());
    assert!(parameters.get_many([""; 0]).await.unwrap().is_empty());
    assert!(ssm.requests().is_empty());
}

#[tokio::test]
async fn secrets_are_decrypted_unless_that_is_switched_off() {
    let (ssm, parameters) = start().await;
    store(&ssm, "/s", ParameterType::SecureString, "hunter2").await;
    assert_eq!(parameters.get("/s").await.unwrap().value(), "hunter2");
    let encrypted = parameters.clone().decryption(false).get_many(["/s"]).await.unwrap();
    assert_ne!(encrypted[0].value(), "hunter2");
    assert!(parameters.get("/none").await.unwrap_err().is_missing());
    assert!(parameters.get("/s:9").await.unwrap_err().is_missing());
}

#[tokio::test]
async fn a_call_may_run_on_a_task_of_its_own() {
    let (ssm, parameters) = start().await;
    let names = store_many(&ssm, 10).await;
    let task = tokio::spawn(async move { parameters.get_many(names).await.map(|found| found.len()) });
    assert_eq!(task.await.unwrap().unwrap(), 10);
}
