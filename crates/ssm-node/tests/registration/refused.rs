//! Registrations that come to nothing, and what is said of it.

use std::time::Duration;

use ssm_local::{Clock, Fault, LocalSsm};
use time::OffsetDateTime;

use crate::endpoint::Endpoint;
use crate::machine::{Machine, program, text};
use crate::owner::{Activation, Owner};

/// A machine was refused, with this said in one line, and keeps nothing.
#[track_caller]
fn assert_refused(machine: &Machine, url: &str, activation: &Activation, expected: &str) {
    let output = machine.register(url, activation, &[]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), ""));
    let said = text(&output.stderr);
    assert!(said.contains(expected) && said.lines().count() == 1, "{said}");
    assert!(said.starts_with("ssm-node: ") && !said.contains(&activation.code), "{said}");
    assert!(!machine.folder.join("identity.json").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_an_unknown_activation_and_one_that_is_used_up() {
    let endpoint = Endpoint::start(true);
    let (owner, url) = (endpoint.owner(), endpoint.url());
    let good = owner.activation(1).await;
    let machine = Machine::new();
    let wrong_code = Activation { code: "A".repeat(20), ..good.clone() };
    let advice = "; check the activation's id and code, and the region";
    assert_refused(
        &machine,
        &url,
        &wrong_code,
        "RegisterManagedInstance failed: InvalidActivation: there is",
    );
    assert_refused(&machine, &url, &wrong_code, advice);
    let unknown = Activation { id: "0".repeat(36), ..good.clone() };
    assert_refused(&machine, &url, &unknown, "InvalidActivation");
    let short = Activation { code: "short".to_owned(), ..good.clone() };
    assert_refused(&machine, &url, &short, "ValidationException");

    machine.registered(&url, &good);
    let late = Machine::new();
    assert_refused(&late, &url, &good, "RegistrationLimitExceeded: the activation ");
    assert_refused(&late, &url, &good, "one with a higher limit");
    let all = owner.0.describe_activations().items().try_collect().await.unwrap();
    assert_eq!(all[0].registrations_count, Some(1), "what was refused does not count");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_activation_that_has_expired() {
    let clock = Clock::manual(OffsetDateTime::now_utc());
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let activation = Owner::of(&ssm.endpoint_url()).activation(1).await;
    clock.advance(Duration::from_secs(86_400));
    let said = "ActivationExpired: the activation ";
    assert_refused(&Machine::new(), &ssm.endpoint_url(), &activation, said);
    assert_refused(&Machine::new(), &ssm.endpoint_url(), &activation, "; make another activation");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_got_lost_leaves_a_node_that_nobody_is() {
    let ssm = LocalSsm::start().await.unwrap();
    let owner = Owner::of(&ssm.endpoint_url());
    let activation = owner.activation(2).await;
    ssm.inject(Fault::hang_up_afterwards().on("RegisterManagedInstance").times(1));
    let machine = Machine::new();
    assert_refused(&machine, &ssm.endpoint_url(), &activation, "a node may be registered all the same");
    let sent = ssm.requests().iter().filter(|one| one.operation == "RegisterManagedInstance").count();
    assert_eq!(sent, 1, "it is not sent twice");
    machine.registered(&ssm.endpoint_url(), &activation);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_that_is_not_there() {
    let activation = Activation { id: "0".repeat(36), code: "A".repeat(20) };
    assert_refused(&Machine::new(), "http://127.0.0.1:1", &activation, "could not reach http://127.0.0.1:1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_has_a_node_is_registered_again_only_by_force() {
    let endpoint = Endpoint::start(true);
    let (owner, url) = (endpoint.owner(), endpoint.url());
    let activation = owner.activation(3).await;
    let mut machine = Machine::new();
    let first = machine.registered(&url, &activation);
    machine.start();
    owner.until_online(&first).await;
    let command = owner.send("echo once").await;
    assert_eq!(owner.output(&command, &first).await.0, "Success");
    let output = machine.register(&url, &activation, &["--force"]);
    assert_eq!(output.status.code(), Some(1), "a node runs with it");
    assert!(text(&output.stderr).contains("stop it first"), "{}", text(&output.stderr));
    machine.kill();

    let output = machine.register(&url, &activation, &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.contains(&format!("{first} is registered in ")) && said.contains("only by force"), "{said}");

    let fingerprint = std::fs::read(machine.folder.join("fingerprint.json")).unwrap();
    let output = machine.register(&url, &activation, &["--force"]);
    let second = text(&output.stdout).trim().to_owned();
    assert!(second.starts_with("mi-") && second != first, "{output:?}");
    assert_eq!(std::fs::read(machine.folder.join("fingerprint.json")).unwrap(), fingerprint);
    assert_eq!(std::fs::read_dir(machine.folder.join("commands")).unwrap().count(), 0);
    machine.start();
    owner.until_online(&second).await;
    assert!(owner.node(&first).await.is_some(), "the service still knows it");
}

#[test]
fn what_is_missing_is_said_before_anything_is_sent() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("never-made");
    let run = |arguments: &[&str]| {
        let output = program().args(arguments).arg("--folder").arg(&folder).output().unwrap();
        (output.status.code(), text(&output.stderr).to_owned())
    };
    let (status, said) = run(&["register", "--activation-id", "x", "--region", "eu-central-1"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("no activation code: set SSM_NODE_ACTIVATION_CODE"), "{said}");
    let (status, said) = run(&["register", "--activation-id", "x", "--activation-code", "y"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("no region is set"), "{said}");
    let (status, said) = run(&["run"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("no node is registered in ") && said.contains("register this machine"), "{said}");
    assert!(!folder.exists());
}
