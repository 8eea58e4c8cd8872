//! What is sent again and what is not: calls that meet faults, and what became of them.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself. The faults are an
//! interceptor's, in place of an answer, so that they are the same everywhere.

mod faults;

use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;

use ssm_client::intercept::ScriptedAnswer;
use ssm_client::{CallOptions, Client};
use ssm_examples::{Service, program};

use faults::Faults;

const ABOUT: &str = "\
What is sent again and what is not: calls that meet faults, and what became of them.

It creates a standard parameter below a path of its own, which costs nothing, and deletes it.";

fn main() -> ExitCode {
    program("retries", ABOUT, async |service| {
        service.with_path("retries-example", async |path| show(service, path).await).await
    })
}

async fn show(service: &Service, path: &str) -> Result<(), Box<dyn Error>> {
    let name = &format!("{path}/counter");
    service.client().put_parameter(name, "0").r#type("String").send().await?;
    let (client, faults) = Faults::before(service).await?;
    let http_500 = || ScriptedAnswer::error(500, "InternalServerError", "on purpose");
    let throttled = || ScriptedAnswer::error(400, "ThrottlingException", "Rate exceeded");

    writeln!(stdout(), "\nCalls that read are repeated, whatever happened:")?;
    faults.next([http_500(), ScriptedAnswer::interrupted()]);
    read(&client, &faults, name, "HTTP 500, then a lost answer", CallOptions::new()).await?;
    faults.next([http_500(), http_500(), http_500()]);
    read(&client, &faults, name, "HTTP 500 each time", CallOptions::new()).await?;
    faults.next([http_500()]);
    read(&client, &faults, name, "HTTP 500, max_attempts(1)", CallOptions::new().max_attempts(1)).await?;
    faults.next([ScriptedAnswer::error(400, "ValidationException", "not like this")]);
    read(&client, &faults, name, "an answer that stays the same", CallOptions::new()).await?;

    writeln!(stdout(), "\nCalls that change something only if it cannot have happened:")?;
    faults.next([ScriptedAnswer::not_connected()]);
    write(&client, &faults, name, "no connection").await?;
    faults.next([throttled()]);
    write(&client, &faults, name, "throttled").await?;
    faults.next([http_500()]);
    write(&client, &faults, name, "HTTP 500").await?;
    faults.next([ScriptedAnswer::interrupted()]);
    write(&client, &faults, name, "a lost answer").await?;
    Ok(())
}

async fn read(
    client: &Client,
    faults: &Faults,
    name: &str,
    what: &str,
    options: CallOptions,
) -> Result<(), Box<dyn Error>> {
    let outcome = client.get_parameter(name).options(options).send().await;
    told("GetParameter", what, faults.take_attempts(), outcome.err().map(Into::into))
}

/// Where the client does not decide, the program does: by looking first.
async fn write(client: &Client, faults: &Faults, name: &str, what: &str) -> Result<(), Box<dyn Error>> {
    let outcome = client.put_parameter(name, what).overwrite(true).send().await;
    let in_doubt = outcome.as_ref().is_err_and(|error| error.may_have_run());
    told("PutParameter", what, faults.take_attempts(), outcome.err().map(Into::into))?;
    if in_doubt {
        let stored = client.get_parameter(name).send().await?.parameter.and_then(|parameter| parameter.value);
        faults.take_attempts();
        let did = if stored.as_deref() == Some(what) { "it was stored" } else { "it was not stored" };
        writeln!(stdout(), "{:47}looked: {did}", "")?;
    }
    Ok(())
}

/// Says in a line what a call met and how it ended.
fn told(
    operation: &str,
    what: &str,
    attempts: usize,
    error: Option<ssm_client::Error>,
) -> Result<(), Box<dyn Error>> {
    let end = match error {
        None => "succeeded".to_owned(),
        Some(error) => {
            let code = error.code().map_or_else(|| error.kind().to_string(), str::to_owned);
            let doubt = if error.may_have_run() { ", may have run" } else { "" };
            format!("failed: {code}{doubt}")
        }
    };
    let plural = if attempts == 1 { "attempt" } else { "attempts" };
    writeln!(stdout(), "  {operation}  {what:31}{attempts} {plural:10}{end}")?;
    Ok(())
}
