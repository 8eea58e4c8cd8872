//! Each kind of error: how it comes about, what it prints, and how a program tells it from others.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself. What the service
//! would not do on demand is answered by an interceptor in its place, so nothing is changed anywhere.

mod provoked;

use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;

use ssm_client::error::GetParameterError;
use ssm_client::intercept::ScriptedAnswer;
use ssm_client::{CallOptions, Client, ErrorKind};
use ssm_examples::{Service, in_one_line, program};

const ABOUT: &str = "Each kind of error: how it comes about, what it prints, and how to tell it from others.";

fn main() -> ExitCode {
    program("errors", ABOUT, show)
}

async fn show(service: &Service) -> Result<(), Box<dyn Error>> {
    writeln!(stdout(), "\nTwo functions that act on what they expect, and hand on the rest:")?;
    let port = port(service.client(), "/errors-example/port").await?;
    writeln!(stdout(), "  port {port}, because there is no such parameter")?;
    let denied =
        provoked::client(service, ScriptedAnswer::error(400, "AccessDeniedException", "not for you"));
    match may_read(&denied.await?, "/errors-example/port").await {
        Ok(readable) => writeln!(stdout(), "  readable: {readable}")?,
        Err(error) => writeln!(stdout(), "  {}", in_one_line(&error))?,
    }

    writeln!(stdout(), "\nEvery kind of error:")?;
    for error in provoked::one_of_each_kind(service).await? {
        explain(&error)?;
    }
    Ok(())
}

/// The errors of an operation are an enum, of which a program names those that it acts on.
async fn port(client: &Client, name: &str) -> Result<u16, Box<dyn Error>> {
    match client.get_parameter(name).send().await {
        Ok(answer) => {
            Ok(answer.parameter.and_then(|parameter| parameter.value).unwrap_or_default().parse()?)
        }
        Err(error) => match error.service() {
            Some(GetParameterError::ParameterNotFound(_)) => Ok(5432),
            _ => Err(error.into()),
        },
    }
}

/// What any operation may answer is in no operation's enum, and has a code.
async fn may_read(client: &Client, name: &str) -> Result<bool, ssm_client::Error> {
    let options = CallOptions::new().max_attempts(1);
    match client.get_parameter(name).options(options).send().await {
        Ok(_) => Ok(true),
        Err(error) if error.code() == Some("AccessDeniedException") => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Prints an error, what became of the request, and what to do about this kind.
fn explain(error: &ssm_client::Error) -> Result<(), Box<dyn Error>> {
    let advice = match error.kind() {
        ErrorKind::Configuration => "mend the setting that the line names",
        ErrorKind::Credentials => "give the program an identity",
        ErrorKind::InvalidRequest => "mend the request",
        ErrorKind::Connect => "look at address, proxy and certificates; try later",
        ErrorKind::Timeout => "try later, or allow more time",
        ErrorKind::Interrupted => "look whether it happened before doing it again",
        ErrorKind::Service => "act on the code, or tell whoever asked",
        ErrorKind::Decode => "report it, with the request id",
        ErrorKind::ResponseTooLarge => "ask for less, or raise max_response_bytes",
        ErrorKind::Wait => "look at the last answer",
        _ => "hand it on",
    };
    let fate = match (error.is_not_sent(), error.may_have_run()) {
        (true, _) => "not sent",
        (false, true) => "may have run",
        (false, false) => "sent, and changed nothing",
    };
    writeln!(stdout(), "{}: {}", error.kind(), in_one_line(error))?;
    writeln!(stdout(), "  {fate}; {advice}")?;
    Ok(())
}
