//! `aws:runCommand`: a command of Run Command.

use awsjson_wire::Blank;
use serde_json::{Value, json};
use ssm_document::automation::{Action, RunCommand};

use super::Outcome;
use crate::automation::calls::{Purpose, Question};
use crate::automation::step::{Activity, Failure, Step};
use crate::automation::text;
use crate::model::operation::{ListCommandInvocationsRequest, ListCommandsRequest};
use crate::model::types::{CommandInvocation, CommandStatus};
use crate::protocol::{Call, OwnCall};
use crate::run_command;

/// How commands end.
const ENDS: [CommandStatus; 4] =
    [CommandStatus::Success, CommandStatus::Cancelled, CommandStatus::Failed, CommandStatus::TimedOut];

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
    let call = OwnCall { operation: "SendCommand".to_owned(), body: body.to_string() };
    Ok(Outcome::Busy(Activity::Asking(Question { call, purpose: Purpose::CommandStarted })))
}

/// The command was started: from now on it is looked how it stands.
pub(super) fn started(step: &mut Step, answer: &Value) -> Outcome {
    let Some(id) = answer["Command"]["CommandId"].as_str() else {
        return Outcome::Failed(Failure::of_invocation("InternalServerError", "the command has no id"));
    };
    step.outputs.insert("CommandId".to_owned(), id.into());
    Outcome::Busy(Activity::Command { id: id.to_owned() })
}

/// Whether the command has ended, and how.
pub(super) fn look(call: &mut Call<'_>, step: &mut Step, id: &str) -> Option<Outcome> {
    let request = ListCommandsRequest { command_id: Some(id.to_owned()), ..ListCommandsRequest::blank() };
    let commands = match run_command::list_commands(call, request) {
        Ok(answer) => answer.commands,
        Err(error) => return Some(Outcome::Failed(Failure::of_invocation(error.code(), error.message()))),
    };
    let status = commands.into_iter().next()?.status?;
    if !ENDS.contains(&status) {
        return None;
    }
    let request = ListCommandInvocationsRequest {
        command_id: Some(id.to_owned()),
        details: Some(true),
        ..ListCommandInvocationsRequest::blank()
    };
    let invocations = run_command::list_command_invocations(call, request);
    Some(ended(step, &status, &invocations.map(|answer| answer.command_invocations).unwrap_or_default()))
}

/// The command has ended, and this is what it has put out.
fn ended(step: &mut Step, status: &CommandStatus, invocations: &[CommandInvocation]) -> Outcome {
    let plugins = || invocations.iter().flat_map(|invocation| &invocation.command_plugins);
    let output: String = plugins().filter_map(|plugin| plugin.output.as_deref()).collect();
    // The code of what failed says more than that of what ran before or after.
    let codes = || plugins().filter_map(|plugin| plugin.response_code);
    let code = codes().find(|code| *code != 0).or_else(|| codes().next());
    step.outputs.insert("Status".to_owned(), status.as_str().into());
    step.outputs.insert("Output".to_owned(), output.into());
    if let Some(code) = code {
        step.outputs.insert("ResponseCode".to_owned(), code.into());
        step.response_code = Some(code.to_string());
    }
    step.response = Some(status.as_str().to_owned());
    if *status == CommandStatus::Success {
        return Outcome::done();
    }
    let details = invocations.iter().filter_map(|invocation| {
        let (node, details) = (invocation.instance_id.as_deref()?, invocation.status_details.as_deref()?);
        Some(format!("{node}: {details}"))
    });
    let details: Vec<String> = details.collect();
    let message = format!("the command ended as {} ({})", status.as_str(), details.join(", "));
    match status {
        CommandStatus::TimedOut => Outcome::Failed(Failure::time_out(message)),
        _ => Outcome::Failed(Failure::of_invocation("CommandFailed", message)),
    }
}

/// What cancels a command.
pub(super) fn cancellation(command_id: &str) -> OwnCall {
    OwnCall { operation: "CancelCommand".to_owned(), body: json!({ "CommandId": command_id }).to_string() }
}
