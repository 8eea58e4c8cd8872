//! `Debug` of values.

use ssm_tests::complete;
use ssm_tests::loopback;
use ssm_tests::registry::{Registry, both_forms};

use crate::{MODEL, assert_keeps_secrets};

#[test]
fn every_type_prints_all_but_its_secrets() {
    let mut secrets = 0;
    let mut open = 0;
    for kind in Registry::of_client().all() {
        for choice in complete::choices(&MODEL) {
            let complete = complete::value(&MODEL, kind.shape, choice);
            let printed = both_forms(&kind.read(&complete.json).unwrap());
            assert_keeps_secrets(kind.shape, &printed);
            for mark in &complete.open {
                assert!(printed.contains(mark), "{} does not show {mark}: {printed}", kind.shape);
            }
            secrets += complete.secrets;
            open += complete.open.len();
        }
    }
    assert!(secrets > 100 && open > 1000, "{secrets} secrets and {open} other values were tried");
}

#[test]
fn every_call_prints_all_but_the_secrets_of_its_request() {
    let client = loopback::client("http://127.0.0.1:1", "eu-central-1");
    for operation in Registry::of_client().operations {
        for choice in complete::choices(&MODEL) {
            let complete = complete::value(&MODEL, operation.request.shape, choice);
            let printed = (operation.print_call)(&client, &complete.json);
            assert_keeps_secrets(operation.name, &printed);
            assert!(!printed.contains(loopback::SECRET_ACCESS_KEY), "{printed}");
            for mark in &complete.open {
                assert!(printed.contains(mark), "{} does not show {mark}: {printed}", operation.name);
            }
        }
    }
}

/// Every member that must not be printed is where the model or an overlay says so; these are known
/// to people, and stand here in case a mark gets lost.
#[test]
fn the_best_known_secrets_are_among_them() {
    let registry = Registry::of_client();
    let known = [
        ("Parameter", "Value"),
        ("ParameterHistory", "Value"),
        ("PutParameterRequest", "Value"),
        ("CreateActivationResult", "ActivationCode"),
        ("StartSessionResponse", "TokenValue"),
        ("StartSessionResponse", "StreamUrl"),
        ("ResumeSessionResponse", "TokenValue"),
        ("Credentials", "SecretAccessKey"),
        ("Credentials", "SessionToken"),
        ("SendCommandRequest", "Parameters"),
    ];
    for (shape, member) in known {
        let id = format!("com.amazonaws.ssm#{shape}");
        let kind = registry.all().find(|kind| kind.shape == id).unwrap();
        let complete = complete::value(&MODEL, &id, 0);
        assert_eq!(complete.json[member], kind.read(&complete.json).unwrap().to_json()[member], "{shape}");
        assert!(complete::leak(&complete.json[member].to_string()).is_some(), "{shape}.{member} is open");
    }
}
