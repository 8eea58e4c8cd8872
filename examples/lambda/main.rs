//! A function as Lambda runs it: one client from its cold start on, and no call that outlasts the time that
//! is left.
//!
//! Needs no AWS account: unless it is told otherwise it plays the platform too. It starts `ssm-local` and a
//! container's agent for credentials inside itself, and itself again as the function.

mod agent;

use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;
use std::time::Duration;

use ssm_client::error::GetParameterError;
use ssm_client::{CallOptions, Client, TransportBuilder};
use ssm_examples::{Service, in_one_line, program, run_again};
use ssm_local::LocalSsm;

use agent::Agent;

const ABOUT: &str = "\
A function as Lambda runs it: one client from its cold start on, and no call that outlasts the time that is left.

With --aws it is the function alone, and reads one parameter, /lambda-example/greeting, that need not exist.";

const GREETING: &str = "/lambda-example/greeting";

/// What the function keeps of its time to answer in, whatever a call does.
const RESERVE: Duration = Duration::from_millis(200);

fn main() -> ExitCode {
    program("lambda", ABOUT, async |service| match service.local() {
        Some(local) => platform(service.client(), local).await,
        None => function(service).await,
    })
}

/// What is made once and serves every invocation: connections and credentials are the client's.
struct Function {
    client: Client,
}

impl Function {
    /// Makes the client, and its first call while nobody waits yet: credentials, certificates, a connection.
    async fn cold_start(builder: TransportBuilder<Client>) -> Result<Self, ssm_client::Error> {
        let builder = builder.connect_timeout(Duration::from_secs(1)).attempt_timeout(Duration::from_secs(5));
        let function = Self { client: builder.load().await? };
        function.greeting(Duration::from_secs(10)).await?;
        Ok(function)
    }

    /// One invocation, which has so much time left.
    async fn handle(&self, name: &str, remaining: Duration) -> Result<String, ssm_client::Error> {
        let greeting = self.greeting(remaining.saturating_sub(RESERVE)).await?;
        Ok(format!("{greeting}, {name}!"))
    }

    async fn greeting(&self, time: Duration) -> Result<String, ssm_client::Error> {
        let options = CallOptions::new().timeout(time);
        match self.client.get_parameter(GREETING).options(options).send().await {
            Ok(answer) => Ok(answer.parameter.and_then(|parameter| parameter.value).unwrap_or_default()),
            Err(error) => match error.service() {
                Some(GetParameterError::ParameterNotFound(_)) => Ok("Hello".to_owned()),
                _ => Err(error.into()),
            },
        }
    }
}

/// The function's process. In Lambda a runtime crate calls `handle`, and the context has the time left.
async fn function(service: &Service) -> Result<(), Box<dyn Error>> {
    let function = Function::cold_start(service.builder()).await?;
    writeln!(stdout(), "cold start  done")?;
    for (name, milliseconds) in [("Ada", 30_000), ("Grace", 30_000), ("Edsger", 200)] {
        let outcome = function.handle(name, Duration::from_millis(milliseconds)).await;
        let said = outcome.unwrap_or_else(|error| format!("no greeting: {}", in_one_line(&error)));
        writeln!(stdout(), "{:<12}{said}", format!("{milliseconds} ms"))?;
    }
    Ok(())
}

/// What is around a function: parameters, an agent that hands out credentials, variables that name both.
async fn platform(client: &Client, local: &LocalSsm) -> Result<(), Box<dyn Error>> {
    client.put_parameter(GREETING, "Good morning").r#type("String").send().await?;
    let agent = Agent::start().await?;
    let output = run_again(&[
        ("AWS_REGION", "us-east-1"),
        ("AWS_ENDPOINT_URL_SSM", &local.endpoint_url()),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", &agent.url()),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", agent::TOKEN),
    ])
    .await?;
    stdout().write_all(&output.stdout)?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let reads = local.requests().into_iter().filter(|request| request.operation == "GetParameter").count();
    writeln!(
        stdout(),
        "fetched     credentials {} times, for the first line and for the function",
        agent.requests()
    )?;
    writeln!(stdout(), "read        the parameter {reads} times, first by the cold start")?;
    Ok(())
}
