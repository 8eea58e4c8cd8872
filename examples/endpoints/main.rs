//! Where calls go: by region and partition, with FIPS and dual-stack, by a URL of one's own.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself. The endpoints in the
//! table are worked out and not called.

use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;

use ssm_client::{CallOptions, Client, TransportBuilder};
use ssm_examples::{Service, in_one_line, program};

const ABOUT: &str =
    "Where calls go: by region and partition, with FIPS and dual-stack, by a URL of one's own.";

/// Settings of a client, and what to call them.
type Configured = (&'static str, fn(TransportBuilder<Client>) -> TransportBuilder<Client>);

const CONFIGURATIONS: [Configured; 10] = [
    ("eu-central-1", |builder| builder.region("eu-central-1")),
    ("us-east-1, FIPS", |builder| builder.region("us-east-1").use_fips(true)),
    ("us-east-1, dual-stack", |builder| builder.region("us-east-1").use_dual_stack(true)),
    ("us-east-1, both", |builder| builder.region("us-east-1").use_fips(true).use_dual_stack(true)),
    ("GovCloud", |builder| builder.region("us-gov-west-1")),
    ("GovCloud, FIPS", |builder| builder.region("us-gov-west-1").use_fips(true)),
    ("China", |builder| builder.region("cn-north-1")),
    ("European Sovereign Cloud", |builder| builder.region("eusc-de-east-1")),
    ("a region newer than this", |builder| builder.region("eu-north-7")),
    ("a VPC endpoint", |builder| builder.region("eu-central-1").endpoint_url(VPC_ENDPOINT)),
];

const VPC_ENDPOINT: &str = "https://vpce-0123456789abcdef0-abcdefgh.ssm.eu-central-1.vpce.amazonaws.com";

/// What cannot be meant, and is an error before anything is sent.
const IMPOSSIBLE: [Configured; 2] = [
    ("a URL and FIPS", |builder| {
        builder.region("us-east-1").endpoint_url("https://ssm.example.com").use_fips(true)
    }),
    ("http to the network", |builder| builder.region("us-east-1").endpoint_url("http://10.0.0.1:4566")),
];

fn main() -> ExitCode {
    program("endpoints", ABOUT, show)
}

async fn show(service: &Service) -> Result<(), Box<dyn Error>> {
    writeln!(stdout(), "\nEndpoints:")?;
    for (name, configure) in CONFIGURATIONS {
        let client = configure(Client::builder().without_env()).build()?;
        writeln!(stdout(), "  {name:26}{}", client.transport().endpoint())?;
    }

    writeln!(stdout(), "\nRefused:")?;
    for (name, configure) in IMPOSSIBLE {
        if let Err(error) = configure(Client::builder().without_env()).build() {
            writeln!(stdout(), "  {name:26}{}", in_one_line(&error))?;
        }
    }

    // One call for another region than the client's: signed for that, and called there unless a URL is set.
    let client = service.client();
    let there = CallOptions::new().region(another_region(client.transport().region()));
    writeln!(stdout(), "\nCalled:")?;
    for options in [CallOptions::new(), there] {
        let answer = client.describe_parameters().max_results(1).options(options).send().await?;
        let some = if answer.parameters.is_empty() { "no parameters" } else { "parameters" };
        writeln!(stdout(), "  DescribeParameters        there are {some}")?;
    }
    Ok(())
}

/// A region of the same partition, so that the credentials hold there too.
fn another_region(region: &str) -> &'static str {
    match region {
        "us-gov-west-1" => "us-gov-east-1",
        region if region.starts_with("us-gov-") => "us-gov-west-1",
        "cn-north-1" => "cn-northwest-1",
        region if region.starts_with("cn-") => "cn-north-1",
        "us-west-2" => "us-east-1",
        _ => "us-west-2",
    }
}
