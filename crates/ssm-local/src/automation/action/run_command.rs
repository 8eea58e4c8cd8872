//! `aws:runCommand`: a command of Run Command, to which the step speaks as any other client.

use serde_json::{Value, json};
use ssm_document::automation::{Action, RunCommand};
use time::{Duration, OffsetDateTime};

use super::Outcome;
use crate::automation::calls::{Purpose, Question};
use crate::automation::step::{Activity, Failure, Step};
use crate::automation::text;
use crate::protocol::OwnCall;

/// How often it is asked how the command stands.
const INTERVAL: Duration = Duration::milliseconds(200);

pub(super) fn begin(inputs: &RunCommand, action: &Action) -> Result<Outcome, Failure> {
    // The inputs are called as SendCommand calls its own.
    let mut body = text::from_document(&action.inputs());
    if let Some(parameters) = &inputs.parameters {
        let parameters = text::parameters(parameters)
            .ok_or_else(|| Failure::of_inputs("Parameters must be a map of parameters' values"))?;
        body["Parameters"] = json!(parameters);
    }
    for name in ["InstanceIds", "MaxConcurrency", "MaxErrors", "DocumentVersion"] {
        let value = match body.get(name) {
            Some(Value::String(id)) if name == "InstanceIds" => json!([id]),
            Some(Value::Number(number)) => json!(number.to_string()),
            _ => continue,
        };
        body[name] = value;
    }
    if let Some(Value::String(seconds)) = body.get("TimeoutSeconds") {
        let seconds =
            seconds.parse::<i64>().map_err(|_| Failure::of_inputs("TimeoutSeconds is no number"))?;
        body["TimeoutSeconds"] = seconds.into();
    }
    let question = question("SendCommand", &body, Purpose::CommandStarted);
    Ok(Outcome::Busy(Activity::Asking(question)))
}

fn question(operation: &str, body: &Value, purpose: Purpose) -> Question {
    Question { call: OwnCall { operation: operation.to_owned(), body: body.to_string() }, purpose }
}

/// The command was started: from now on it is asked how it stands.
pub(super) fn started(step: &mut Step, answer: &Value, now: OffsetDateTime) -> Outcome {
    let Some(id) = answer["Command"]["CommandId"].as_str() else {
        return Outcome::Failed(Failure::of_invocation("InternalServerError", "the command has no id"));
    };
    step.outputs.insert("CommandId".to_owned(), id.into());
    let purpose = Purpose::CommandProgress { command_id: id.to_owned() };
    let question = question("ListCommands", &json!({ "CommandId": id }), purpose);
    Outcome::Busy(Activity::AskingAgain { at: now + INTERVAL, question })
}

/// Waits on until the command has ended, and then asks for what it has put out.
pub(super) fn progressed(
    step: &mut Step,
    before: &Question,
    command_id: &str,
    answer: &Value,
    now: OffsetDateTime,
) -> Outcome {
    let status = answer["Commands"][0]["Status"].as_str().unwrap_or_default();
    if !["Success", "Cancelled", "Failed", "TimedOut"].contains(&status) {
        return Outcome::Busy(Activity::AskingAgain { at: now + INTERVAL, question: before.clone() });
    }
    step.outputs.insert("Status".to_owned(), status.into());
    let body = json!({ "CommandId": command_id, "Details": true });
    let purpose = Purpose::CommandOutput { status: status.to_owned() };
    Outcome::Busy(Activity::Asking(question("ListCommandInvocations", &body, purpose)))
}

/// The command has ended, and this is what it has put out.
pub(super) fn ended(step: &mut Step, status: &str, answer: &Value) -> Outcome {
    let invocations = answer["CommandInvocations"].as_array().map(Vec::as_slice).unwrap_or_default();
    let plugins: Vec<&Value> = invocations
        .iter()
        .filter_map(|invocation| invocation["CommandPlugins"].as_array())
        .flatten()
        .collect();
    let output: String = plugins.iter().filter_map(|plugin| plugin["Output"].as_str()).collect();
    // The code of what failed says more than that of what ran before or after.
    let codes = || plugins.iter().filter_map(|plugin| plugin["ResponseCode"].as_i64());
    let code = codes().find(|code| *code != 0).or_else(|| codes().next());
    step.outputs.insert("Output".to_owned(), output.into());
    if let Some(code) = code {
        step.outputs.insert("ResponseCode".to_owned(), code.into());
        step.response_code = Some(code.to_string());
    }
    step.response = Some(status.to_owned());
    if status == "Success" {
        return Outcome::done();
    }
    let details = invocations.iter().filter_map(|invocation| {
        let (node, details) = (invocation["InstanceId"].as_str()?, invocation["StatusDetails"].as_str()?);
        Some(format!("{node}: {details}"))
    });
    let details: Vec<String> = details.collect();
    let message = format!("the command ended as {status} ({})", details.join(", "));
    match status {
        "TimedOut" => Outcome::Failed(Failure::time_out(message)),
        _ => Outcome::Failed(Failure::of_invocation("CommandFailed", message)),
    }
}

/// What cancels a command.
pub(super) fn cancellation(command_id: &str) -> OwnCall {
    OwnCall { operation: "CancelCommand".to_owned(), body: json!({ "CommandId": command_id }).to_string() }
}
