use std::collections::BTreeMap;

use serde::Deserialize;
use ssm_client::types::ParameterType;
use ssm_local::Fault;
use ssm_toolkit::parameters::NameRule;

use crate::support::{count, start, store, store_many};

#[derive(Debug, Deserialize, PartialEq)]
struct App {
    workers: u16,
    debug: Option<bool>,
    origins: Vec<String>,
    db: Database,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Database {
    host: String,
    password: String,
}

#[tokio::test]
async fn what_lies_below_a_path_is_read_into_a_structure() {
    let (ssm, parameters) = start().await;
    store(&ssm, "/app/workers", ParameterType::String, "8").await;
    store(&ssm, "/app/origins", ParameterType::StringList, "a.example,b.example").await;
    store(&ssm, "/app/db/host", ParameterType::String, "db-1").await;
    store(&ssm, "/app/db/password", ParameterType::SecureString, "hunter2").await;
    store(&ssm, "/application/x", ParameterType::String, "not below").await;
    let tree = parameters.tree("/app").await.unwrap();
    let app: App = tree.deserialize().unwrap();
    assert_eq!(
        app,
        App {
            workers: 8,
            debug: None,
            origins: vec!["a.example".to_owned(), "b.example".to_owned()],
            db: Database { host: "db-1".to_owned(), password: "hunter2".to_owned() },
        }
    );
    assert_eq!(format!("{tree:?}"), r#"Tree { path: "/app", parameters: 4 }"#);

    store(&ssm, "/app/workers", ParameterType::String, "hunter2").await;
    let error = parameters.tree("/app/").await.unwrap().deserialize::<App>().unwrap_err();
    assert_eq!(error.to_string(), "/app/workers: expected a whole number from 0 to 65535");
    assert_eq!(parameters.tree("app").await.unwrap_err().name().unwrap().rule(), NameRule::LeadingSlash);
    assert!(parameters.tree("/nothing/here").await.unwrap().parameters().is_empty());
}

#[tokio::test]
async fn ten_thousand_parameters_come_complete_in_a_thousand_pages_though_some_fail() {
    let (ssm, parameters) = start().await;
    store_many(&ssm, 10_000).await;
    ssm.inject(Fault::throttling().on("GetParametersByPath").times(2));
    let tree = parameters.tree("/many").await.unwrap();
    // The endpoint remembers a thousand requests: all of them pages by now.
    assert_eq!(count(&ssm, "GetParametersByPath"), 1000);
    let nested: BTreeMap<u8, BTreeMap<String, u32>> = tree.deserialize().unwrap();
    let mut numbers: Vec<u32> = nested.into_values().flat_map(BTreeMap::into_values).collect();
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(0..10_000));
}

#[tokio::test]
async fn each_page_is_one_call_and_a_page_that_fails_for_good_leaves_the_others() {
    let (ssm, parameters) = start().await;
    store_many(&ssm, 45).await;
    assert_eq!(parameters.tree("/many").await.unwrap().parameters().len(), 45);
    assert_eq!(count(&ssm, "GetParametersByPath"), 5);
    for _ in 0..2 {
        ssm.inject(Fault::delay(std::time::Duration::ZERO).on("GetParametersByPath").times(1));
    }
    ssm.inject(Fault::unavailable().on("GetParametersByPath"));
    let error = parameters.tree("/many").await.unwrap_err();
    assert_eq!((error.found().len(), error.unread()), (20, &["/many".to_owned()][..]));
    assert_eq!(error.failure().unwrap().attempts(), 3);
    assert_eq!(error.to_string(), "could not read /many");
    assert_eq!(count(&ssm, "GetParametersByPath"), 10);
}
