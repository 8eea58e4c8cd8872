//! The program that runs the vectors: one function each, over typed requests and responses.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::literal::{of_members, short};
use super::suite::{Suite, crate_name};

const MANIFEST: &str = r#"[package]
name = "conformance-program"
version = "0.0.0"
edition = "2024"

[dependencies]
awsjson-transport = { path = "RUNTIME/awsjson-transport" }
awsjson-wire = { path = "RUNTIME/awsjson-wire" }
json-protocol = { path = "../json-protocol" }
machine-learning = { path = "../machine-learning" }
serde_json = { version = "1", default-features = false, features = ["std"] }
time = { version = "0.3", default-features = false }
tokio = { version = "1", default-features = false, features = ["macros", "net", "rt", "time"] }
"#;

/// The program and the crates of the services build as one workspace.
const WORKSPACE: &str = r#"[workspace]
resolver = "3"
members = ["json-protocol", "machine-learning", "program"]
"#;

pub fn write(suite: &Suite, vectors: &[&Value], folder: &Path) {
    let runtime = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates")).unwrap();
    write_file(&folder.join("Cargo.toml"), &MANIFEST.replace("RUNTIME", &runtime.display().to_string()));
    write_file(&folder.join("../Cargo.toml"), WORKSPACE);
    write_file(&folder.join("src/harness.rs"), include_str!("harness.rs"));
    write_file(&folder.join("src/main.rs"), &main_file(suite, vectors));
}

fn main_file(suite: &Suite, vectors: &[&Value]) -> String {
    let mut main = String::from("mod harness;\nuse harness::*;\n\n");
    main.push_str("#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {\n");
    for (number, vector) in vectors.iter().enumerate() {
        main.push_str(&format!("    report({:?}, vector_{number}().await);\n", label(vector)));
    }
    main.push_str("}\n");
    for (number, vector) in vectors.iter().enumerate() {
        main.push_str(&function(suite, number, vector));
    }
    main
}

/// A vector's kind and id: a request and a response may have the same id.
fn label(vector: &Value) -> String {
    format!("{} {}", vector["kind"].as_str().unwrap(), vector["id"].as_str().unwrap())
}

pub fn write_file(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    // What has not changed keeps its time, so that nothing is built again.
    if fs::read_to_string(path).is_ok_and(|before| before == text) {
        return;
    }
    fs::write(path, text).unwrap();
}

fn function(suite: &Suite, number: usize, vector: &Value) -> String {
    let body = match vector["kind"].as_str().unwrap() {
        "request" => request(suite, vector),
        "response" => response(suite, vector),
        "error" => error(suite, vector),
        other => panic!("{other} is no kind of vector"),
    };
    format!("\nasync fn vector_{number}() -> Outcome {{\n{body}}}\n")
}

/// The crate of a vector's service and the name of its operation.
fn operation<'s>(suite: &'s Suite, vector: &'s Value) -> (String, &'s str, &'s str) {
    let id = vector["operation"].as_str().unwrap();
    (crate_name(suite.service_of(id)).replace('-', "_"), id, short(id))
}

fn request(suite: &Suite, vector: &Value) -> String {
    let (module, id, name) = operation(suite, vector);
    let expected = &vector["request"];
    let path = expected["host"].as_str().and_then(|host| host.split_once('/')).map_or("", |(_, path)| path);
    let host = expected["host"].as_str().unwrap_or_default().split('/').next().unwrap_or_default();
    let resolved = expected["resolvedHost"].as_str().unwrap_or(host);
    let input = suite.shape(id)["input"].as_str();
    let types = format!("{module}::types");
    let begin = format!("{module}::operation::{name}Request::new({})", required(suite, input, vector));
    let request = match input {
        Some(input) => of_members(suite, input, &vector["params"], &types, &begin, true),
        None => begin,
    };
    format!(
        "    let server = Server::answering(200, &[], \"{{}}\");\n    \
             let client = client({module}::Client::builder(), &server.url({path:?}))?;\n    \
             let request = {request};\n    \
             check_host(&request, {host:?}, {resolved:?})?;\n    \
             let _ = client.call(request).send().await;\n    \
             server.check({}, &{:?}, &{:?}, {})\n",
        expected["uri"],
        pairs(&expected["headers"]),
        names(&expected["requireHeaders"]),
        expected["body"].as_str().map_or("None".to_owned(), |body| format!("Some({body:?})")),
    )
}

/// The required members of an input, as arguments.
fn required(suite: &Suite, input: Option<&str>, vector: &Value) -> String {
    let Some(input) = input else { return String::new() };
    let members = suite.members(input);
    let members = members.filter(|(name, _)| {
        suite.shape(input)["members"][name]["traits"].get("smithy.api#required").is_some()
    });
    let arguments: Vec<String> = members
        .map(|(name, _)| match &vector["params"][name] {
            Value::String(text) => format!("{text:?}"),
            _ => "Vec::<(String, String)>::new()".to_owned(),
        })
        .collect();
    arguments.join(", ")
}

/// The lines that call an operation against the vector's answer.
fn answered(suite: &Suite, vector: &Value) -> String {
    let (module, _, name) = operation(suite, vector);
    let answer = &vector["response"];
    format!(
        "    let server = Server::answering({}, &{:?}, {:?});\n    \
             let client = client({module}::Client::builder(), &server.url(\"\"))?;\n    \
             let outcome = client.call({module}::operation::{name}Request::new()).send().await;\n",
        answer["code"],
        pairs(&answer["headers"]),
        answer["body"].as_str().unwrap_or_default(),
    )
}

fn response(suite: &Suite, vector: &Value) -> String {
    let (module, id, name) = operation(suite, vector);
    let begin = format!("{module}::operation::{name}Response::default()");
    let expected = match suite.shape(id)["output"].as_str() {
        Some(output) => {
            let types = format!("{module}::types");
            of_members(suite, output, &vector["expect"]["result"], &types, &begin, false)
        }
        None => begin,
    };
    format!(
        "{}    same(&outcome.map_err(|error| error.to_string())?, &{expected})\n",
        answered(suite, vector)
    )
}

fn error(suite: &Suite, vector: &Value) -> String {
    let (module, _, name) = operation(suite, vector);
    let shape = vector["expect"]["error"].as_str().unwrap();
    let types = format!("{module}::types");
    let begin = format!("{types}::{}::default()", short(shape));
    let expected = of_members(suite, shape, &vector["expect"]["params"], &types, &begin, false);
    format!(
        "{}    let Err(error) = outcome else {{ return Err(\"it succeeded\".to_owned()) }};\n    \
             match error.service() {{\n        \
                 Some({module}::error::{name}Error::{}(actual)) => same(actual, &{expected}),\n        \
                 _ => Err(error.to_string()),\n    \
             }}\n",
        answered(suite, vector),
        short(shape),
    )
}

fn pairs(headers: &Value) -> Vec<(&str, &str)> {
    let headers = headers.as_object().into_iter().flatten();
    headers.map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect()
}

fn names(headers: &Value) -> Vec<&str> {
    headers.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
