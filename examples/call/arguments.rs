//! The command line.

use std::ffi::OsString;

use ssm_client::Client;
use ssm_examples::{Argument, Arguments, Stop};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Calls any operation of SSM: JSON in, JSON out, both in wire form.

Usage: call OPERATION [INPUT] [--items] [TARGET]   print the output
       call --batch [--concurrency N] [TARGET]     answer lines of standard input
       call --list                                 print every operation and its capability

INPUT is the operation's input as JSON, {} if left out, - for standard input: at most 4 MiB.
Members are named and timestamps written as the service has them: {\"Name\":\"/app/db/host\"}

Options:
  --items             print the elements of all pages, as one array
  --batch             read lines {\"op\":OPERATION,\"input\":INPUT} and write, in their order, a line
                      {\"op\":..,\"output\":..} or {\"op\":..,\"error\":{\"kind\",\"code\",\"message\",
                      \"request_id\",\"status\"}} for each, with null for what is not known
  --concurrency N     have up to N calls of a batch under way at a time, 1 to 64
                      [default: 1, so that a line can rely on the ones before it]
  --list              print every operation and its capability
  --help              print this help

TARGET, where neither the environment (AWS_REGION, AWS_ENDPOINT_URL_SSM) nor a profile says it:
  --endpoint-url URL  call this endpoint
  --region R          call and sign for this region
  --profile P         go by this profile of the shared files
  --aws               said or not, whatever is not given here is as the environment has it
Credentials come from the environment, web identity, a profile (keys, roles, single sign-on, a
process), the container or the EC2 instance, as AWS tools have them.

Exit status: 0 if all went well; 1 if the call failed; 2 for wrong usage, which includes an input
that does not fit the operation. In a batch a failed line is an answer like any other: the status
is 1 only if reading or writing fails, or if there is no usable region or endpoint.
";

/// What the command line asks for.
pub(crate) enum Task {
    /// To print [`HELP`].
    Help,
    /// To print every operation.
    List,
    /// To make one call.
    Single(Call, Target),
    /// To answer line by line.
    Batch {
        /// How many calls are under way at most.
        concurrency: usize,
        /// Where they go.
        target: Target,
    },
}

/// One call.
pub(crate) struct Call {
    /// The operation's name.
    pub(crate) operation: String,
    /// Its input, `-` for standard input.
    pub(crate) input: String,
    /// Whether the elements of all pages are wanted instead of the output.
    pub(crate) items: bool,
}

/// Where calls go, as far as the environment does not say it.
pub(crate) struct Target {
    endpoint_url: Option<String>,
    region: Option<String>,
    profile: Option<String>,
}

impl Target {
    /// A client for it.
    pub(crate) async fn client(self) -> Result<Client, Stop> {
        let mut builder = Client::builder();
        if let Some(url) = self.endpoint_url {
            builder = builder.endpoint_url(url);
        }
        if let Some(region) = self.region {
            builder = builder.region(region);
        }
        if let Some(profile) = self.profile {
            builder = builder.profile(profile);
        }
        Ok(builder.load().await?)
    }
}

/// Understands the arguments that follow the name of the program.
pub(crate) fn parse(words: impl Iterator<Item = OsString>) -> Result<Task, Stop> {
    let mut arguments = Arguments::new(words);
    let mut given = Given::default();
    while let Some(argument) = arguments.next_argument()? {
        match argument {
            Argument::Value(value) => given.values.push(value),
            Argument::Option(name) => match name.as_str() {
                "--help" => return Ok(Task::Help),
                "--list" => given.list = true,
                "--batch" => given.batch = true,
                "--items" => given.items = true,
                // Of what the other examples understand by it, nothing has to be done here.
                "--aws" => {}
                "--endpoint-url" => arguments.value(&mut given.endpoint_url)?,
                "--region" => arguments.value(&mut given.region)?,
                "--profile" => arguments.value(&mut given.profile)?,
                "--concurrency" => arguments.value(&mut given.concurrency)?,
                _ => return Err(Stop::Usage(format!("unknown option {name}"))),
            },
        }
    }
    given.into_task().map_err(|line| Stop::Usage(line.to_owned()))
}

/// The arguments as they were given.
#[derive(Default)]
struct Given {
    values: Vec<String>,
    list: bool,
    batch: bool,
    items: bool,
    endpoint_url: Option<String>,
    region: Option<String>,
    profile: Option<String>,
    concurrency: Option<String>,
}

impl Given {
    fn into_task(self) -> Result<Task, &'static str> {
        let target = Target { endpoint_url: self.endpoint_url, region: self.region, profile: self.profile };
        let mut values = self.values.into_iter();
        match (values.next(), values.next(), values.next()) {
            (None, ..) if self.list && self.batch => Err("--list and --batch exclude each other"),
            (Some(_), ..) if self.list || self.batch => Err("--list and --batch take no operation"),
            _ if self.items && (self.list || self.batch) => Err("--items is for a single operation"),
            _ if self.concurrency.is_some() && !self.batch => Err("--concurrency is for --batch"),
            (None, ..) if self.list => Ok(Task::List),
            (None, ..) if self.batch => {
                Ok(Task::Batch { concurrency: concurrency(self.concurrency)?, target })
            }
            (None, ..) => Err("an operation is needed, such as DescribeParameters; --list prints all"),
            (Some(_), _, Some(_)) => {
                Err("there is more than an operation and an input; is the input in quotes?")
            }
            (Some(operation), input, None) => {
                let input = input.unwrap_or_else(|| "{}".to_owned());
                Ok(Task::Single(Call { operation, input, items: self.items }, target))
            }
        }
    }
}

fn concurrency(given: Option<String>) -> Result<usize, &'static str> {
    match given.as_deref().map(str::parse) {
        None => Ok(1),
        Some(Ok(number @ 1..=64)) => Ok(number),
        Some(_) => Err("--concurrency must be a number from 1 to 64"),
    }
}
