//! What the toolkit makes of calls, by a server that answers in another order and leaves selectors out.

use std::collections::BTreeMap;
use std::time::Duration;

use ssm_client::types::ParameterType;
use ssm_tests::moto::Server;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::Test;
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::parameters::{ChangeKind, Parameter, Parameters};

pub const TESTS: &[Test<Server>] = &[
    ("any_number_of_names_is_answered_in_their_order", many),
    ("a_tree_is_read_with_its_secrets", tree),
    ("a_parameter_is_overwritten_and_tagged", overwrite_and_tag),
    ("a_watch_tells_what_changed", watch),
    ("a_cache_keeps_what_it_read", cache),
];

async fn put(parameters: &Parameters, name: &str, value: &str) {
    parameters.put(name, value).overwrite(true).send().await.unwrap();
}

fn many(moto: &Server) {
    block_on(async {
        let parameters = moto.client("sa-east-1").parameters();
        let names: Vec<String> = (0..57).rev().map(|number| format!("/n/{number}")).collect();
        for name in &names {
            put(&parameters, name, &format!("value of {name}")).await;
        }
        let found = parameters.get_many(&names).await.unwrap();
        assert!(found.iter().map(Parameter::name).eq(&names));
        assert!(found.iter().all(|found| found.value() == format!("value of {}", found.name())));
        put(&parameters, "/n/0", "second").await;
        let versions = parameters.get_many(["/n/0:2", "/n/1", "/n/0:1"]).await.unwrap();
        let values: Vec<&str> = versions.iter().map(Parameter::value).collect();
        assert_eq!(values, ["second", "value of /n/1", "value of /n/0"]);
        let error = parameters.get_many(["/n/0", "/none"]).await.unwrap_err();
        assert_eq!((error.missing(), error.found().len()), (&["/none".to_owned()][..], 1));
        assert!(parameters.get("/none").await.unwrap_err().is_missing());
    });
}

fn tree(moto: &Server) {
    block_on(async {
        let parameters = moto.client("sa-east-1").parameters();
        parameters.put_list("/tree/hosts", ["a", "b"]).send().await.unwrap();
        parameters.put_secret("/tree/db/password", "hunter2").send().await.unwrap();
        for number in 0..20 {
            put(&parameters, &format!("/tree/db/x{number}"), "1").await;
        }
        let tree = parameters.tree("/tree").await.unwrap();
        assert_eq!(tree.parameters().len(), 22);
        let value: serde_json::Value = tree.deserialize().unwrap();
        assert_eq!(value["hosts"], serde_json::json!(["a", "b"]));
        assert_eq!(value["db"]["password"], "hunter2");
        let lists: BTreeMap<&str, serde::de::IgnoredAny> = tree.deserialize().unwrap();
        assert!(lists.keys().eq(&["db", "hosts"]));
    });
}

fn overwrite_and_tag(moto: &Server) {
    block_on(async {
        let client = moto.client("sa-east-1");
        let put = |value: &str| client.parameters().put("/tagged", value).overwrite(true).tag("team", "a");
        assert_eq!(put("one").send().await.unwrap().version, 1);
        assert_eq!(put("two").send().await.unwrap().version, 2);
        let tags = client.list_tags_for_resource("Parameter", "/tagged").send().await.unwrap();
        assert_eq!(tags.tag_list[0].value, "a");
    });
}

fn watch(moto: &Server) {
    block_on(async {
        let parameters = moto.client("sa-east-1").parameters();
        put(&parameters, "/watched/a", "1").await;
        parameters.put_secret("/watched/s", "hunter2").send().await.unwrap();
        let mut watch = parameters.watch_path("/watched").unwrap().interval(Duration::ZERO);
        let added = watch.next_changes().await.unwrap();
        assert_eq!(added.len(), 2);
        assert_eq!(added[1].parameter().unwrap().value(), "hunter2");
        put(&parameters, "/watched/a", "2").await;
        let changed = watch.next_changes().await.unwrap();
        assert_eq!((changed.len(), changed[0].kind()), (1, ChangeKind::Changed));
        assert_eq!(*changed[0].parameter().unwrap().kind(), ParameterType::String);
    });
}

fn cache(moto: &Server) {
    block_on(async {
        let parameters = moto.client("sa-east-1").parameters();
        put(&parameters, "/cached", "1").await;
        let cache = parameters.cache().build();
        assert_eq!(cache.get("/cached").await.unwrap().value(), "1");
        put(&parameters, "/cached", "2").await;
        assert_eq!(cache.get("/cached").await.unwrap().value(), "1");
        assert_eq!(cache.refresh("/cached").await.unwrap().value(), "2");
        assert_eq!(cache.get("/cached").await.unwrap().value(), "2");
    });
}
