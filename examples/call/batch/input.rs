//! The lines of standard input.

use std::io::{self, BufRead, Read};

use tokio::sync::mpsc::{self, Receiver};

use crate::single::MAX_INPUT_BYTES;

/// A line of input.
pub(crate) enum Line {
    /// All of it.
    Whole(Vec<u8>),
    /// It is longer than [`MAX_INPUT_BYTES`] and was passed over.
    TooLong,
}

/// Reads standard input line by line, one line ahead, on a thread of its own: a thread of the
/// runtime would keep the program from ending while it waits for input.
pub(crate) fn lines() -> io::Result<Receiver<io::Result<Line>>> {
    let (sender, receiver) = mpsc::channel(1);
    std::thread::Builder::new().name("standard input".to_owned()).spawn(move || {
        let mut input = io::stdin().lock();
        while let Some(line) = next(&mut input).transpose() {
            let failed = line.is_err();
            if sender.blocking_send(line).is_err() || failed {
                return;
            }
        }
    })?;
    Ok(receiver)
}

fn next(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    if input.take(MAX_INPUT_BYTES as u64 + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() <= MAX_INPUT_BYTES || line.ends_with(b"\n") {
        return Ok(Some(Line::Whole(line)));
    }
    input.skip_until(b'\n')?;
    Ok(Some(Line::TooLong))
}
