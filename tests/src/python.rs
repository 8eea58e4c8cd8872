//! A Python environment of our own, pinned, below the target folder.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What is installed, to the letter.
const REQUIREMENTS: &str = include_str!("../python/requirements.txt");

/// A Python with the required packages.
#[derive(Clone, Debug)]
pub struct Environment {
    interpreter: PathBuf,
}

/// Why there is no Python to run tests with.
#[derive(Clone, Debug)]
pub struct Unavailable(String);

impl std::fmt::Display for Unavailable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Environment {
    /// Prepares the environment in a folder, unless an earlier run did with the same requirements
    /// and the same Python. Other processes that want it wait meanwhile.
    ///
    /// # Errors
    ///
    /// No Python 3, or packages that cannot be installed, for instance without a network.
    pub fn prepare(folder: &Path) -> Result<Self, Unavailable> {
        let version = output(Command::new(SYSTEM_PYTHON).args(["-c", "import sys; print(sys.version)"]))?;
        let _lock = lock(&folder.join("python.lock"))
            .map_err(|error| Unavailable(format!("cannot lock {}: {error}", folder.display())))?;
        let home = folder.join("python");
        let environment = Self { interpreter: home.join(INTERPRETER) };
        let prepared_for = home.join("prepared-for.txt");
        let wanted = format!("{}\n{REQUIREMENTS}", String::from_utf8_lossy(&version.stdout).trim());
        if fs::read_to_string(&prepared_for).is_ok_and(|found| found == wanted) {
            return Ok(environment);
        }
        eprintln!("preparing a Python environment in {} ...", home.display());
        environment.create(&home)?;
        fs::write(&prepared_for, wanted)
            .map_err(|error| Unavailable(format!("cannot write {}: {error}", prepared_for.display())))?;
        Ok(environment)
    }

    fn create(&self, home: &Path) -> Result<(), Unavailable> {
        output(Command::new(SYSTEM_PYTHON).args(["-m", "venv", "--clear"]).arg(home))?;
        let requirements = home.join("requirements.txt");
        fs::write(&requirements, REQUIREMENTS)
            .map_err(|error| Unavailable(format!("cannot write {}: {error}", requirements.display())))?;
        let mut install = Command::new(&self.interpreter);
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-input",
            "--disable-pip-version-check",
            "--retries=2",
        ]);
        output(install.arg("--requirement").arg(requirements))?;
        Ok(())
    }

    /// A command that runs a script of the folder `python` of this package.
    #[must_use]
    pub fn script(&self, name: &str) -> Command {
        let mut command = self.command();
        command.arg(Path::new(SCRIPTS).join(name));
        command
    }

    /// A command that runs a module of `unittest` tests from a folder within `python`.
    #[must_use]
    pub fn tests(&self, folder: &str, module: &str) -> Command {
        let mut command = self.command();
        command.args(["-m", "unittest", module]).current_dir(Path::new(SCRIPTS).join(folder));
        command
    }

    /// The texts of all modules in a folder of scripts, one after the other.
    #[must_use]
    pub fn sources(&self, folder: &str) -> String {
        let files = std::fs::read_dir(Path::new(SCRIPTS).join(folder)).expect("the folder of scripts");
        let paths = files.filter_map(|file| Some(file.ok()?.path()));
        let modules = paths.filter(|path| path.extension().is_some_and(|extension| extension == "py"));
        modules.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
    }

    /// The `aws` command line, without any of its settings.
    #[must_use]
    pub fn aws(&self) -> Command {
        let mut command = self.command();
        command.args(["-m", "awscli"]).env("AWS_PAGER", "");
        command
    }

    /// The interpreter, without the AWS settings of whoever runs the tests.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.interpreter);
        command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONUTF8", "1");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("AWS_") {
                command.env_remove(name);
            }
        }
        command.env("AWS_CONFIG_FILE", "/nowhere").env("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
        command.env("AWS_EC2_METADATA_DISABLED", "true");
        command
    }
}

/// Where the Python code is.
const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/python");

const SYSTEM_PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

const INTERPRETER: &str = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };

fn lock(path: &Path) -> io::Result<File> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let file = File::create(path)?;
    file.lock()?;
    Ok(file)
}

fn output(command: &mut Command) -> Result<Output, Unavailable> {
    let result = command.output();
    let failed = |how: String| Unavailable(format!("{command:?} {how}"));
    match result {
        Err(error) => Err(failed(format!("cannot run: {error}"))),
        Ok(output) if output.status.success() => Ok(output),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(failed(format!("ended with {}: {}", output.status, said.trim())))
        }
    }
}
