use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use ssm_client::types;

use super::*;

/// A parameter whose name begins with `list` is a list, with `secret` a secret.
fn tree(path: &str, parameters: &[(&str, &str)]) -> Tree {
    let parameter = |&(name, value): &(&str, &str)| {
        let last = name.rsplit('/').next().unwrap();
        let kind = match last {
            _ if last.starts_with("list") => "StringList",
            _ if last.starts_with("secret") => "SecureString",
            _ => "String",
        };
        let mut parameter = types::Parameter::default();
        parameter.name = Some(name.to_owned());
        parameter.value = Some(value.to_owned());
        parameter.r#type = Some(kind.into());
        Parameter::answered(parameter).unwrap()
    };
    Tree { path: path.parse().unwrap(), parameters: parameters.iter().map(parameter).collect() }
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Level {
    Info,
    Custom { file: String },
    Every(u8),
}

#[derive(Debug, Deserialize, PartialEq)]
struct App<'a> {
    workers: u16,
    ratio: f64,
    debug: bool,
    missing: Option<String>,
    list_origins: Vec<String>,
    list_ports: Vec<u16>,
    secret_parts: (u8, String),
    address: IpAddr,
    level: Level,
    #[serde(borrow)]
    db: Database<'a>,
    hosts: Vec<String>,
    limits: HashMap<u32, i64>,
    unit: Port,
    letter: char,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Port(u16);

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
struct Database<'a> {
    host_name: &'a str,
    secret: String,
}

const APP: &[(&str, &str)] = &[
    ("/app/workers", " 8\n"),
    ("/app/ratio", "0.5"),
    ("/app/debug", "True"),
    ("/app/list_origins", "a,b ,c"),
    ("/app/list_ports", "80, 443"),
    ("/app/secret_parts", "1,x"),
    ("/app/address", "127.0.0.1"),
    ("/app/level", "info"),
    ("/app/db/host-name", "db-1"),
    ("/app/db/secret", "hunter2"),
    ("/app/hosts/2", "second"),
    ("/app/hosts/10", "third"),
    ("/app/hosts/1", "first"),
    ("/app/limits/7", "-1"),
    ("/app/unit", "1"),
    ("/app/letter", "x"),
    ("/app/ignored/deep/er", "y"),
];

#[test]
fn a_structure_is_read_level_by_level() {
    let tree = tree("/app", APP);
    let app: App<'_> = tree.deserialize().unwrap();
    assert_eq!(
        app,
        App {
            workers: 8,
            ratio: 0.5,
            debug: true,
            missing: None,
            list_origins: vec!["a".to_owned(), "b ".to_owned(), "c".to_owned()],
            list_ports: vec![80, 443],
            secret_parts: (1, "x".to_owned()),
            address: IpAddr::from([127, 0, 0, 1]),
            level: Level::Info,
            db: Database { host_name: "db-1", secret: "hunter2".to_owned() },
            hosts: vec!["first".to_owned(), "second".to_owned(), "third".to_owned()],
            limits: HashMap::from([(7, -1)]),
            unit: Port(1),
            letter: 'x',
        }
    );
}

#[test]
fn variants_with_content_are_names() {
    let read = |parameters: &[(&str, &str)]| tree("/", parameters).deserialize::<HashMap<String, Level>>();
    assert_eq!(read(&[("/l/custom/file", "x")]).unwrap()["l"], Level::Custom { file: "x".to_owned() });
    assert_eq!(read(&[("/l/every", "3")]).unwrap()["l"], Level::Every(3));
    let error = read(&[("/l", "hunter2")]).unwrap_err();
    assert_eq!(error.to_string(), "/l: expected one of: info, custom, every");
    let error = read(&[("/l/every", "300")]).unwrap_err();
    assert_eq!(error.to_string(), "/l/every: expected a whole number from 0 to 255");
    assert!(read(&[("/l/info", "x")]).is_err() && read(&[("/l/a", "x"), ("/l/b", "x")]).is_err());
}

#[test]
fn anything_is_nested_by_levels() {
    let tree = tree("/", &[("top", "1"), ("/a/b/c", "x"), ("/a/list", "x,y"), ("/a/secret", "z")]);
    let expected = json!({ "top": "1", "a": { "b": { "c": "x" }, "list": ["x", "y"], "secret": "z" } });
    assert_eq!(tree.deserialize::<Value>().unwrap(), expected);
    assert_eq!(tree.flat()["a/b/c"], "x");
    assert_eq!(tree.get("a/b/c").unwrap().name(), "/a/b/c");
    assert!(tree.get("a/b").is_none());
}

#[test]
fn a_name_that_is_a_parameter_and_a_level_is_what_is_asked_for() {
    let tree = tree("/app", &[("/app/db", "5432"), ("/app/db/host", "db-1")]);
    assert_eq!(tree.deserialize::<HashMap<&str, u16>>().unwrap()["db"], 5432);
    let nested: HashMap<&str, HashMap<&str, &str>> = tree.deserialize().unwrap();
    assert_eq!(nested["db"]["host"], "db-1");
    let error = tree.deserialize::<Value>().unwrap_err();
    assert_eq!(error.parameter(), Some("/app/db"));
    assert!(error.to_string().contains("clear only to a type"), "{error}");
}

#[test]
fn an_error_names_the_parameter_and_what_was_expected_and_never_shows_a_value() {
    let error_of = |name: &str, value: &str| {
        let mut parameters = APP.to_vec();
        parameters.retain(|(other, _)| *other != name);
        if !value.is_empty() {
            parameters.push((name, value));
        }
        let tree = tree("/app", &parameters);
        let error = tree.deserialize::<App<'_>>().unwrap_err();
        for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
            assert!(!shown.contains("hunter2"), "{shown}");
        }
        error.to_string()
    };
    for (name, value, expected) in [
        ("/app/workers", "hunter2", "/app/workers: expected a whole number from 0 to 65535"),
        ("/app/workers", "65536", "/app/workers: expected a whole number from 0 to 65535"),
        ("/app/ratio", "hunter2", "/app/ratio: expected a number"),
        ("/app/debug", "hunter2", "/app/debug: expected true or false"),
        (
            "/app/list_ports",
            "80,hunter2",
            "/app/list_ports: element 2 of the list: expected a whole number from 0 to 65535",
        ),
        ("/app/secret_parts", "1,x,hunter2", "/app/secret_parts: expected 2 elements, and there are 3"),
        ("/app/address", "hunter2", "/app/address: the value is not one that its type takes"),
        ("/app/letter", "hunter2", "/app/letter: expected a character"),
        ("/app/workers", "", "/app: there is no parameter workers below it"),
        ("/app/db/host-name", "", "/app/db: there is no parameter host-name below it"),
    ] {
        assert_eq!(error_of(name, value), expected);
    }
}

#[test]
fn a_level_in_place_of_a_parameter_is_told_and_the_other_way_round() {
    let error = tree("/", &[("/a/b", "1")]).deserialize::<HashMap<&str, u8>>().unwrap_err();
    assert_eq!(error.to_string(), "/a: expected a parameter, and there are only others below this name");
    let error = tree("/", &[("/a", "1")]).deserialize::<HashMap<&str, HashMap<&str, u8>>>().unwrap_err();
    assert_eq!(error.to_string(), "/a: expected parameters below this name, and it is one itself");
    let error = tree("/", &[("/a/b", "1")]).deserialize::<HashMap<&str, Vec<u8>>>().unwrap_err();
    assert_eq!(error.parameter(), Some("/a"));
}

#[test]
fn what_a_type_says_itself_has_to_be_asked_for() {
    #[derive(Debug)]
    struct Even;
    impl<'de> Deserialize<'de> for Even {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(serde::de::Error::custom(format!("{text} is odd")))
        }
    }
    let error = tree("/", &[("/secret", "hunter2")]).deserialize::<HashMap<&str, Even>>().unwrap_err();
    assert_eq!(error.detail(), Some("hunter2 is odd"));
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}

proptest! {
    #[test]
    fn any_tree_is_what_its_names_say(
        values in prop::collection::btree_map("[a-d](/[a-d]){0,3}", "[ -~]{1,20}", 0..30)
    ) {
        let named: Vec<(String, &String)> = values.iter().map(|(name, value)| (format!("/r/{name}"), value)).collect();
        let parameters: Vec<(&str, &str)> = named.iter().map(|(name, value)| (&name[..], &value[..])).collect();
        let tree = tree("/r", &parameters);
        let both = values.keys().any(|name| values.keys().any(|other| other.starts_with(&format!("{name}/"))));
        match tree.deserialize::<Value>() {
            Err(error) => prop_assert!(both, "{}", error),
            Ok(read) => {
                prop_assert!(!both);
                for (name, value) in &values {
                    prop_assert_eq!(read.pointer(&format!("/{name}")), Some(&json!(value)));
                }
            }
        }
        let flat: BTreeMap<&str, &str> = values.iter().map(|(name, value)| (&name[..], &value[..])).collect();
        prop_assert_eq!(tree.flat(), flat);
    }

    #[test]
    fn no_value_is_ever_shown(value in "[ -~]{1,20}") {
        let secret = format!("hunter2{value}");
        let tree = tree("/", &[("/secret", &secret)]);
        let errors = [
            tree.deserialize::<HashMap<&str, u8>>().unwrap_err(),
            tree.deserialize::<HashMap<&str, bool>>().unwrap_err(),
            tree.deserialize::<HashMap<&str, Level>>().unwrap_err(),
            tree.deserialize::<HashMap<&str, IpAddr>>().unwrap_err(),
            tree.deserialize::<HashMap<&str, Vec<i8>>>().unwrap_err(),
            tree.deserialize::<HashMap<&str, char>>().unwrap_err(),
            tree.deserialize::<HashMap<&str, ()>>().unwrap_err(),
        ];
        for error in errors {
            let shown = format!("{error} {error:?} {tree:?}");
            prop_assert!(!shown.contains("hunter2"), "{}", shown);
        }
    }
}
