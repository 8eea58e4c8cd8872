//! One call.

use std::io::{self, Read, Write};

use serde::Serializer as _;
use serde::ser::SerializeSeq;
use serde_json::Serializer;
use ssm_client::{CallOptions, Client};
use ssm_examples::Stop;

use crate::arguments::{Call, Target};
use crate::{complete, unknown_operation};

/// The longest input, in bytes: many times what any operation takes.
pub(crate) const MAX_INPUT_BYTES: usize = 4 << 20;

/// Makes the call and prints what it gives.
pub(crate) fn run(call: Call, target: Target) -> Result<(), Stop> {
    let operation = Client::operation(&call.operation)
        .ok_or_else(|| Stop::Usage(unknown_operation::explain(&call.operation)))?;
    let input = if call.input == "-" { read_input()? } else { call.input.into_bytes() };
    if input.len() > MAX_INPUT_BYTES {
        return Err(Stop::Usage(format!("the input is longer than {MAX_INPUT_BYTES} bytes")));
    }
    complete(async {
        let client = target.client().await?;
        let (transport, options) = (client.transport(), CallOptions::new());
        if call.items {
            let mut items = operation.items(transport, &input, options)?;
            // A call that fails prints nothing: the array begins when the first page has come.
            let mut next = items.try_next().await?;
            let mut output = Serializer::pretty(io::stdout());
            let mut array = output.serialize_seq(None)?;
            while let Some(element) = next {
                array.serialize_element(&element)?;
                next = items.try_next().await?;
            }
            array.end()?;
        } else {
            let output = operation.call(transport, &input, options).await?;
            serde_json::to_writer_pretty(io::stdout(), &output)?;
        }
        Ok(writeln!(io::stdout())?)
    })
}

fn read_input() -> Result<Vec<u8>, Stop> {
    let mut input = Vec::new();
    match io::stdin().lock().take(MAX_INPUT_BYTES as u64 + 1).read_to_end(&mut input) {
        Ok(_) => Ok(input),
        Err(error) => Err(Stop::cannot("read standard input", &error)),
    }
}
