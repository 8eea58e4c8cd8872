//! A machine: a folder, and the program `ssm-node` in it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::owner::{Activation, REGION};

/// A machine that is to be a node. Its folder and its process go with it.
pub struct Machine {
    pub folder: PathBuf,
    node: Option<Child>,
    /// How much the nodes before the one that runs have said.
    said_before: usize,
}

impl Machine {
    pub fn new() -> Self {
        let name = format!("machine-{}", awsjson_transport::random_uuid());
        Self { folder: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name), node: None, said_before: 0 }
    }

    /// A machine that has a copy of this one's folder.
    pub fn copy(&self) -> Self {
        let copy = Self::new();
        let done = Command::new("cp").arg("-R").args([&self.folder, &copy.folder]).status().unwrap();
        assert!(done.success());
        copy
    }

    /// Runs `ssm-node register` with the code on standard input.
    pub fn register(&self, endpoint_url: &str, activation: &Activation, more: &[&str]) -> Output {
        let mut program = program();
        program.args(["register", "--activation-id", &activation.id, "--region", REGION]);
        program.args(["--endpoint-url", endpoint_url, "--folder"]).arg(&self.folder).args(more);
        let mut child = program.stdin(Stdio::piped()).spawn().unwrap();
        // It may end without having read.
        let _ = writeln!(child.stdin.take().unwrap(), "{}", activation.code);
        child.wait_with_output().unwrap()
    }

    /// Registers and gives the id of the node.
    pub fn registered(&self, endpoint_url: &str, activation: &Activation) -> String {
        let output = self.register(endpoint_url, activation, &[]);
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success() && stderr.is_empty(), "{stderr}");
        stdout.strip_suffix('\n').unwrap().to_owned()
    }

    /// Runs the node that is registered in the folder, and nothing but the folder is told.
    pub fn start(&mut self) {
        self.said_before = self.said().len();
        let log = std::fs::File::options().create(true).append(true).open(self.log()).unwrap();
        let mut program = program();
        program.arg("run").arg("--folder").arg(&self.folder).stdin(Stdio::null()).stderr(log);
        self.node = Some(program.spawn().unwrap());
    }

    /// What the node said so far.
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    /// Whether the node that runs has got through to the service.
    pub fn is_online(&self) -> bool {
        self.said()[self.said_before..].contains("the node is online")
    }

    /// Kills the node in a way that it cannot notice.
    pub fn kill(&mut self) {
        let mut node = self.node.take().unwrap();
        node.kill().unwrap();
        node.wait().unwrap();
    }

    /// Whether a script that a node started here runs still, without the node. Until it runs, its process
    /// has the node's own command line, which names the folder too.
    pub fn runs_scripts(&self) -> bool {
        let processes = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
        let mut lines = processes.filter_map(|process| std::fs::read(process.path().join("cmdline")).ok());
        let folder = self.folder.to_str().unwrap();
        lines.any(|line| String::from_utf8_lossy(&line).contains(folder))
    }

    /// The exit status of the node, if it is over.
    pub fn ended(&mut self) -> Option<i32> {
        self.node.as_mut().unwrap().try_wait().unwrap().map(|status| status.code().unwrap())
    }

    /// What the identity's file holds.
    pub fn identity(&self) -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(self.folder.join("identity.json")).unwrap()).unwrap()
    }

    fn log(&self) -> PathBuf {
        self.folder.with_extension("log")
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        if let Some(mut node) = self.node.take() {
            let _ = node.kill();
            let _ = node.wait();
        }
        if std::thread::panicking() {
            println!("{}:\n{}", self.folder.display(), self.said());
        }
        let _ = std::fs::remove_dir_all(&self.folder);
        let _ = std::fs::remove_file(self.log());
    }
}

/// The program, in an environment in which no AWS tool would find anything.
pub fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ssm-node"));
    program
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("HOME", "/nowhere")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    program
}

pub fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Whether only its owner may read a file.
pub fn is_private(path: &Path) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions()) & 0o077 == 0
}
