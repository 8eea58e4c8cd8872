//! The binary.

use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use http::StatusCode;

use crate::support::{request, send};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_ssm-local"))
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = program().args(arguments).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn help_version_and_table_are_printed() {
    let (status, help, _) = run(&["--help"]);
    assert_eq!(status, Some(0));
    assert!(help.contains("Usage: ssm-local"), "{help}");
    assert_eq!(
        run(&["--version"]),
        (Some(0), format!("ssm-local {}\n", env!("CARGO_PKG_VERSION")), String::new())
    );
    assert_eq!(run(&["--table"]), (Some(0), ssm_local::table(), String::new()));
}

#[test]
fn wrong_usage_ends_with_status_2_and_one_clear_line() {
    let (status, out, error) = run(&["--port", "many"]);
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(error.starts_with("ssm-local: --port \"many\" is no port"), "{error}");
}

#[test]
fn what_cannot_be_started_ends_with_status_1() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (status, _, error) = run(&["--port", &port]);
    assert_eq!(status, Some(1));
    assert!(error.starts_with(&format!("ssm-local: cannot listen on 127.0.0.1:{port}")), "{error}");
    let (status, _, error) = run(&["--account-id", "1"]);
    assert_eq!(status, Some(1));
    assert!(error.contains("12 digits"), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn it_says_where_it_listens_answers_and_stops_when_told() {
    for signal in ["-INT", "-TERM"] {
        let mut child = program().stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url =
            line.strip_prefix("ssm-local listens on http://127.0.0.1:").unwrap_or_else(|| panic!("{line}"));
        let port = url.trim_end().parse().unwrap();
        assert_eq!(send(port, request("DescribeParameters", "{}")).await.status, StatusCode::OK);
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{signal}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn with_nodes_it_says_loudly_what_it_runs_and_runs_it() {
    let mut child =
        program().args(["--nodes", "2"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim_end().rsplit_once(':').unwrap().1.parse().unwrap();
    let listed = send(port, request("DescribeInstanceInformation", "{}")).await.body;
    let nodes = listed["InstanceInformationList"].as_array().unwrap();
    assert!(nodes.len() == 2 && nodes.iter().all(|node| node["PingStatus"] == "Online"), "{listed}");
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("ssm-local: WARNING: 2 managed nodes run whatever commands are sent"), "{told}");
    for node in nodes {
        assert!(told.contains(node["InstanceId"].as_str().unwrap()), "{told}");
    }
    let (status, _, error) = run(&["--nodes", "1", "--address", "0.0.0.0"]);
    assert_eq!(status, Some(2));
    assert!(error.contains("needs --require-signatures"), "{error}");
}
