//! The program `shell` in a terminal, with a node's shell behind it.

use std::time::Duration;

use pty_process::{Pty, Size};
use rustix::termios::{LocalModes, Termios, tcgetattr};
use ssm_local::{LocalSsm, NodeOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Child;
use tokio::time::timeout;

use crate::program::{Program, client, endpoint};

/// Longer than anything here takes on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(120);

const CTRL_C: &str = "\x03";

/// A terminal with the program in it.
struct Terminal {
    local: LocalSsm,
    pty: Pty,
    /// How the terminal was before the program began.
    before: Termios,
    program: Child,
    shown: String,
}

impl Terminal {
    /// Begins a session, and waits until the node's shell shows something.
    async fn begin(size: Size) -> Self {
        let local = endpoint().await;
        let node = local.add_node(NodeOptions::new()).await.unwrap();
        let (pty, inside) = pty_process::open().unwrap();
        pty.resize(size).unwrap();
        let before = tcgetattr(&pty).unwrap();
        let program = Program::calling("shell", &local).arguments(&[&node]).spawn_in(inside);
        let mut terminal = Self { local, pty, before, program, shown: String::new() };
        terminal.hear().await;
        terminal
    }

    async fn hear(&mut self) {
        let mut bytes = [0; 4096];
        let length = timeout(PATIENCE, self.pty.read(&mut bytes)).await;
        let length =
            length.unwrap_or_else(|_| panic!("nothing more is shown than {:?}", self.shown)).unwrap();
        assert!(length > 0, "nothing more is shown than {:?}", self.shown);
        self.shown.push_str(&String::from_utf8_lossy(&bytes[..length]));
    }

    async fn press(&mut self, keys: &str) {
        self.pty.write_all(keys.as_bytes()).await.unwrap();
    }

    /// Types a line, as the key Enter ends it.
    async fn line(&mut self, line: &str) {
        self.press(&format!("{line}\r")).await;
    }

    /// Waits until this is shown. What is typed is shown as well, so lines have it in two pieces.
    async fn shows(&mut self, text: &str) {
        while !self.shown.contains(text) {
            self.hear().await;
        }
    }

    fn modes(&self) -> String {
        format!("{:?}", tcgetattr(&self.pty).unwrap())
    }

    /// Waits for the end of the program, and looks at what it left behind.
    async fn ends_as_it_began(mut self) {
        // Somebody has to take what is still shown, or the program could wait for that.
        let mut rest = Vec::new();
        let ended = async {
            tokio::select! {
                status = self.program.wait() => status.unwrap(),
                // What the system says when nobody is left in a terminal.
                _ = async {
                    let _ = self.pty.read_to_end(&mut rest).await;
                    std::future::pending::<()>().await
                } => unreachable!(),
            }
        };
        let status = timeout(PATIENCE, ended).await.expect("the program ends");
        assert!(status.success(), "{status}: {}{}", self.shown, String::from_utf8_lossy(&rest));
        assert_eq!(self.modes(), format!("{:?}", self.before));
        self.local.shutdown().await;
    }
}

#[tokio::test]
async fn a_shell_has_the_terminal_to_itself_and_gives_it_back() {
    let mut terminal = Terminal::begin(Size::new(31, 97)).await;
    let local = tcgetattr(&terminal.pty).unwrap().local_modes;
    assert!(!local.intersects(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG), "{local:?}");
    terminal.line("test -t 0 && test -t 1 && test -t 2 && echo it is a ter''minal").await;
    terminal.shows("it is a terminal").await;
    terminal.line("exit").await;
    terminal.ends_as_it_began().await;
}

#[tokio::test]
async fn the_nodes_terminal_has_the_size_of_this_one_and_follows_it() {
    let mut terminal = Terminal::begin(Size::new(31, 97)).await;
    // The size takes a way of its own, so the node is asked until it has it.
    let until =
        |size| format!("until [ \"$(stty size)\" = '{size}' ]; do sleep 0.05; done; echo size''d {size}");
    terminal.line(&until("31 97")).await;
    terminal.shows("sized 31 97").await;
    terminal.pty.resize(Size::new(44, 123)).unwrap();
    terminal.line(&until("44 123")).await;
    terminal.shows("sized 44 123").await;
    terminal.line("exit").await;
    terminal.ends_as_it_began().await;
}

#[tokio::test]
async fn ctrl_c_interrupts_the_nodes_command_and_not_the_session() {
    let mut terminal = Terminal::begin(Size::new(24, 80)).await;
    terminal.line("echo a''sleep; sleep 3600").await;
    terminal.shows("asleep").await;
    terminal.press(CTRL_C).await;
    terminal.line("echo a''wake").await;
    terminal.shows("awake").await;
    assert!(terminal.program.try_wait().unwrap().is_none(), "the program ended");
    terminal.line("exit").await;
    terminal.ends_as_it_began().await;
}

#[tokio::test]
async fn a_session_that_the_service_ends_gives_the_terminal_back() {
    let terminal = Terminal::begin(Size::new(24, 80)).await;
    let client = client(&terminal.local);
    let mut open = client.describe_sessions(ssm_client::types::SessionState::Active).send().await.unwrap();
    let session = open.sessions.remove(0).session_id.unwrap();
    client.terminate_session(session).send().await.unwrap();
    terminal.ends_as_it_began().await;
}
