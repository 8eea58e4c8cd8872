//! Building a peer's programs, and counting what each compiler run cost.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::peer::Peer;
use crate::process::{self, Cost, Failure};
use crate::rustc_log::{self, Entry};

/// How cargo is asked to build.
#[derive(Clone, Copy)]
pub(crate) enum Mode {
    Check,
    Debug,
    Release,
}

impl Mode {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Debug => &["build"],
            Self::Release => &["build", "--release"],
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Check | Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// What a build cost: all of it, and each rustc in it.
pub(crate) struct Built {
    pub(crate) cost: Cost,
    pub(crate) compilations: Vec<Entry>,
}

impl Built {
    /// What compiling a crate of a package cost.
    pub(crate) fn compilation(&self, package: &str) -> Result<&Entry, Failure> {
        let name = package.replace('-', "_");
        let found = self.compilations.iter().find(|entry| entry.name == name);
        found.ok_or_else(|| format!("{package} was not compiled").into())
    }
}

/// The folders in which things are built, one for each peer so that none finds another's crates.
pub(crate) struct Workshop {
    workspace: PathBuf,
    targets: PathBuf,
}

impl Workshop {
    /// Builds the peers' workspace below the folder in which this program was built.
    pub(crate) fn new() -> Result<Self, Failure> {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("");
        let program = std::env::current_exe()?;
        let target = program.ancestors().nth(2).ok_or("this program lies in no target folder")?;
        let targets = target.join("measured");
        fs::create_dir_all(&targets)?;
        Ok(Self { workspace, targets })
    }

    /// The folder in which a peer's programs are in the end.
    pub(crate) fn folder(&self, peer: Peer, mode: Mode) -> PathBuf {
        self.targets.join(peer.name()).join(mode.folder())
    }

    /// Forgets what was built.
    pub(crate) fn forget(&self, peer: Peer, mode: Mode) -> Result<(), Failure> {
        let folder = self.folder(peer, mode);
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        Ok(())
    }

    /// Forgets one package that was built.
    pub(crate) fn forget_package(&self, peer: Peer, mode: Mode, package: &str) -> Result<(), Failure> {
        let mut command = self.cargo(peer);
        command.args(["clean", "--package", package]);
        if matches!(mode, Mode::Release) {
            command.arg("--release");
        }
        process::run(&mut command).map(drop)
    }

    /// Builds a peer's program, say `small`, with more arguments for cargo.
    pub(crate) fn build(
        &self,
        peer: Peer,
        mode: Mode,
        program: &str,
        more: &[&str],
    ) -> Result<Built, Failure> {
        let mut command = self.building(peer, mode, program);
        command.args(more);
        self.logged(command)
    }

    /// Builds the small program after an edit of its source.
    pub(crate) fn rebuild(&self, peer: Peer, edit: usize) -> Result<Built, Failure> {
        let mut command = self.building(peer, Mode::Debug, "small");
        // The program has this variable's value in it as text.
        command.env("PEERS_EDIT", edit.to_string());
        self.logged(command)
    }

    /// The packages that a peer's small program is made of, one a line, with versions.
    pub(crate) fn tree(&self, peer: Peer, more: &[&str]) -> Result<Vec<String>, Failure> {
        let mut command = self.cargo(peer);
        command.args(["tree", "--prefix", "none", "--package"]).arg(format!("peer-{}", peer.name()));
        let output = process::run(command.args(more))?.output;
        let mut packages: Vec<_> =
            output.lines().skip(1).map(|line| line.trim_end_matches(" (*)").to_owned()).collect();
        packages.sort_unstable();
        packages.dedup();
        Ok(packages)
    }

    /// Downloads what is not there yet, since that is no part of building.
    pub(crate) fn download(&self) -> Result<(), Failure> {
        let mut command = Command::new(env!("CARGO"));
        process::run(command.current_dir(&self.workspace).args(["fetch", "--locked"])).map(drop)
    }

    fn cargo(&self, peer: Peer) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(&self.workspace).env("CARGO_TARGET_DIR", self.targets.join(peer.name()));
        command.env_remove("RUSTFLAGS").env_remove("CARGO_INCREMENTAL");
        command
    }

    fn building(&self, peer: Peer, mode: Mode, program: &str) -> Command {
        let name = peer.name();
        let mut command = self.cargo(peer);
        // The package is named because features of others would be united with its own.
        command.args(mode.arguments()).arg("--package").arg(format!("peer-{name}"));
        command.arg("--bin").arg(format!("{program}-{name}"));
        command
    }

    fn logged(&self, mut command: Command) -> Result<Built, Failure> {
        let log = self.targets.join("rustc.log");
        fs::write(&log, "")?;
        command.arg("--locked").env("RUSTC_WRAPPER", std::env::current_exe()?).env(rustc_log::VARIABLE, &log);
        let cost = process::run(&mut command)?.cost;
        Ok(Built { cost, compilations: rustc_log::read(&log)? })
    }
}
