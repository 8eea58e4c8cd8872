//! This terminal: without its own echo and keys while a shell is in it, and its size.

use std::io;

use ssm_session::Controls;

/// Ctrl-D.
pub const END_OF_INPUT: u8 = 4;

/// The terminal of standard input, as it was before; nothing if that is none.
pub struct Terminal {
    #[cfg(unix)]
    before: Option<rustix::termios::Termios>,
}

#[cfg(unix)]
impl Terminal {
    /// Leaves echo, editing and signals to the node's terminal.
    pub fn begin() -> io::Result<Self> {
        use rustix::termios::{OptionalActions, isatty, tcgetattr, tcsetattr};

        let input = io::stdin();
        if !isatty(&input) {
            return Ok(Self { before: None });
        }
        let before = tcgetattr(&input)?;
        let mut raw = before.clone();
        raw.make_raw();
        tcsetattr(&input, OptionalActions::Now, &raw)?;
        Ok(Self { before: Some(before) })
    }

    /// Tells the node the terminal's size, at first and whenever it changes.
    pub async fn follow(&self, controls: &Controls) -> io::Result<()> {
        use ssm_session::protocol::TerminalSize;
        use tokio::signal::unix::{SignalKind, signal};

        let mut changes = signal(SignalKind::window_change())?;
        loop {
            let size = match rustix::termios::tcgetwinsize(io::stdout()) {
                Ok(size) if size.ws_col > 0 => {
                    TerminalSize { cols: size.ws_col.into(), rows: size.ws_row.into() }
                }
                _ => TerminalSize::UNKNOWN,
            };
            controls.resize(size.cols, size.rows).await?;
            changes.recv().await;
        }
    }
}

#[cfg(unix)]
impl Drop for Terminal {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};

        if let Some(before) = &self.before {
            // There is nobody left to tell.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, before);
        }
    }
}

#[cfg(not(unix))]
impl Terminal {
    pub fn begin() -> io::Result<Self> {
        Ok(Self {})
    }

    pub async fn follow(&self, _: &Controls) -> io::Result<()> {
        std::future::pending().await
    }
}
