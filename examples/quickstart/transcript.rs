//! What the quickstart tells while it goes.

use std::fmt::Display;
use std::io::{self, Write};

/// Says where everything happens.
pub(crate) fn introduction(where_calls_go: &str, path: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{where_calls_go}")?;
    writeln!(io::stdout(), "Parameters go below {path} and are deleted in the end.")
}

/// Says what the next calls are for.
pub(crate) fn heading(text: impl Display) -> io::Result<()> {
    writeln!(io::stdout(), "\n{text}")
}

/// Says what came of a call.
pub(crate) fn called(operation: &str, outcome: impl Display) -> io::Result<()> {
    writeln!(io::stdout(), "  {operation:<22}  {outcome}")
}

/// Says more about the call before.
pub(crate) fn more(text: impl Display) -> io::Result<()> {
    called("", text)
}
