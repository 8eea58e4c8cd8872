//! What must not reach a log is marked, and what people need to read is not.

use serde_json::Value;
use ssm_model::{EC2_MESSAGES, Model, SSM};

use crate::merged::{Merged, has_trait, name};

const SENSITIVE: &str = "smithy.api#sensitive";
const SECRET_MEMBER: &str = "awsjson.codegen#secretMember";

/// Whether the value of the member is hidden, by its own mark or by that of its shape.
fn is_secret(merged: &Merged, member: &Value) -> bool {
    let by_shape = |shape: &Value| has_trait(shape, SENSITIVE);
    has_trait(member, SECRET_MEMBER) || merged.target(member).is_some_and(by_shape)
}

fn assert_each(model: Model, namespace: &str, members: &[&str], secret: bool) {
    let merged = Merged::of(model);
    for place in members {
        let (shape, member) = place.split_once('$').expect("shape$member");
        let shape = merged.shape(&format!("{namespace}#{shape}"));
        let member = shape.and_then(|shape| shape["members"].get(member));
        let member = member.unwrap_or_else(|| panic!("{place} is not in the model"));
        assert_eq!(is_secret(&merged, member), secret, "{place}");
    }
}

#[test]
fn credentials_codes_and_tokens_are_hidden() {
    let members = [
        "CreateActivationResult$ActivationCode",
        "Credentials$AccessKeyId",
        "Credentials$SecretAccessKey",
        "Credentials$SessionToken",
        "GetDeployablePatchSnapshotForInstanceResult$SnapshotDownloadUrl",
        "RegisterManagedInstanceInput$ActivationCode",
        "RegisterManagedInstanceInput$Fingerprint",
        "RequestManagedInstanceRoleTokenInput$Fingerprint",
        "RequestManagedInstanceRoleTokenOutput$AccessKeyId",
        "RequestManagedInstanceRoleTokenOutput$SecretAccessKey",
        "RequestManagedInstanceRoleTokenOutput$SessionToken",
        "ResumeSessionResponse$StreamUrl",
        "ResumeSessionResponse$TokenValue",
        "StartSessionResponse$StreamUrl",
        "StartSessionResponse$TokenValue",
    ];
    assert_each(SSM, "com.amazonaws.ssm", &members, true);
}

#[test]
fn parameter_values_are_hidden() {
    let members = ["Parameter$Value", "ParameterHistory$Value", "PutParameterRequest$Value"];
    assert_each(SSM, "com.amazonaws.ssm", &members, true);
}

/// Parameters of commands, runbooks, sessions, associations and tasks alike.
#[test]
fn maps_called_parameters_are_hidden() {
    let merged = Merged::of(SSM);
    let mut hidden = 0;
    for (id, shape) in merged.shapes() {
        let Some(member) = shape["members"].get("Parameters") else { continue };
        if merged.target(member).is_some_and(|target| target["type"] == "map") {
            assert!(is_secret(&merged, member), "{}$Parameters", name(id));
            hidden += 1;
        }
    }
    assert_eq!(hidden, 16);
}

#[test]
fn messages_to_agents_are_hidden() {
    assert_each(EC2_MESSAGES, "com.amazonaws.ec2messages", &["Message$Payload"], true);
}

#[test]
fn what_comes_back_from_a_node_stays_readable() {
    let members = [
        "AutomationExecution$Outputs",
        "CommandPlugin$Output",
        "GetCommandInvocationResult$StandardErrorContent",
        "GetCommandInvocationResult$StandardOutputContent",
        "StepExecution$Outputs",
    ];
    assert_each(SSM, "com.amazonaws.ssm", &members, false);
    assert_each(EC2_MESSAGES, "com.amazonaws.ec2messages", &["SendReplyInput$Payload"], false);
}

/// Smithy 2.0 allows `sensitive` on shapes alone; the mark for members is ours.
#[test]
fn each_mark_stands_where_it_belongs() {
    for model in [SSM, EC2_MESSAGES] {
        let merged = Merged::of(model);
        for (id, shape) in merged.shapes() {
            assert!(!has_trait(shape, SECRET_MEMBER), "{id}");
            let members = shape["members"].as_object().into_iter().flatten();
            for (name, member) in members {
                assert!(!has_trait(member, SENSITIVE), "{id}${name}");
            }
        }
    }
}
