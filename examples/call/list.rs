//! Every operation.

use std::io::{self, Write};

use ssm_client::Client;

/// Prints the name and the capability of every operation, one a line.
pub(crate) fn print() -> io::Result<()> {
    let names = Client::operation_names();
    let width = names.iter().map(|name| name.len()).max().unwrap_or_default();
    let mut out = io::stdout().lock();
    for name in names {
        let capability = Client::operation(name).and_then(|operation| operation.info().capability);
        writeln!(out, "{name:<width$}  {}", capability.unwrap_or("(none)"))?;
    }
    Ok(())
}
