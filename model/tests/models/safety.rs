//! Every operation says whether it may be sent again when the first answer got lost.

use serde_json::Value;
use ssm_model::{EC2_MESSAGES, Model, SSM};

use crate::merged::{Merged, has_trait, name};

const READ_ONLY: &str = "smithy.api#readonly";
const IDEMPOTENT: &str = "smithy.api#idempotent";
const SIDE_EFFECTS: &str = "awsjson.codegen#sideEffects";

/// The operation of SSM with this name.
fn operation<'a>(merged: &'a Merged, name: &str) -> &'a Value {
    let id = format!("com.amazonaws.ssm#{name}");
    merged.shape(&id).unwrap_or_else(|| panic!("{id} is not in the model"))
}

fn assert_every_operation_says_one_thing(model: Model, operations: usize) {
    let merged = Merged::of(model);
    assert_eq!(merged.operations().count(), operations);
    for (id, operation) in merged.operations() {
        let said = [READ_ONLY, IDEMPOTENT, SIDE_EFFECTS];
        let said: Vec<_> = said.iter().filter(|id| has_trait(operation, id)).collect();
        assert_eq!(said.len(), 1, "{id} says {said:?}");
    }
}

#[test]
fn every_operation_of_ssm_says_one_thing() {
    assert_every_operation_says_one_thing(SSM, 165);
}

#[test]
fn every_operation_of_ec2messages_says_one_thing() {
    assert_every_operation_says_one_thing(EC2_MESSAGES, 6);
}

#[test]
fn what_starts_or_issues_something_has_side_effects() {
    let merged = Merged::of(SSM);
    for name in [
        "CreateActivation",
        "PutParameter",
        "RegisterManagedInstance",
        "ResumeSession",
        "SendAutomationSignal",
        "SendCommand",
        "StartAccessRequest",
        "StartAssociationsOnce",
        "StartAutomationExecution",
        "StartChangeRequestExecution",
        "StartSession",
    ] {
        assert!(has_trait(operation(&merged, name), SIDE_EFFECTS), "{name}");
    }
}

#[test]
fn what_is_called_a_listing_only_reads() {
    let merged = Merged::of(SSM);
    for (id, operation) in merged.operations() {
        if name(id).starts_with("Describe") || name(id).starts_with("List") {
            assert!(has_trait(operation, READ_ONLY), "{id}");
        }
    }
}

/// The client fills the token in, and the service tells a repeat by it.
#[test]
fn what_carries_an_idempotency_token_is_idempotent() {
    let merged = Merged::of(SSM);
    let carries_token = |operation: &Value| {
        let input = merged.side(operation, "input").expect("an input");
        let members = input["members"].as_object().expect("members");
        members.values().any(|member| has_trait(member, "smithy.api#idempotencyToken"))
    };
    let tokens: Vec<_> = merged.operations().filter(|(_, o)| carries_token(o)).collect();
    assert_eq!(tokens.len(), 5);
    for (id, operation) in tokens {
        assert!(has_trait(operation, IDEMPOTENT), "{id}");
    }
}
