//! What it costs to build with a peer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::build::{Built, Mode, Workshop};
use crate::figure::Figure;
use crate::measurement::Row;
use crate::peer::Peer;
use crate::process::{self, Failure};

/// A client that compiles faster than this is compiled three times.
const CHEAP: Duration = Duration::from_secs(20);

/// The number of packages that the small program is made of, and that building it takes.
pub(crate) fn crates(workshop: &Workshop, peer: Peer) -> Result<Vec<Row>, Failure> {
    let linked = workshop.tree(peer, &["--edges", "normal,no-proc-macro"])?;
    let built = workshop.tree(peer, &["--edges", "normal,build"])?;
    Ok(vec![
        ("crates linked into the small program", Figure::single(linked.len() as f64)),
        (
            "crates compiled for it, with procedural macros and build scripts",
            Figure::single(built.len() as f64),
        ),
    ])
}

/// The small program checked; for our client also the generator, which every mode needs.
pub(crate) fn check(workshop: &Workshop, peer: Peer) -> Result<Vec<Row>, Failure> {
    let Some(client) = peer.client() else { return Ok(Vec::new()) };
    workshop.forget(peer, Mode::Check)?;
    let built = workshop.build(peer, Mode::Check, "small", &[])?;
    let mut rows = vec![("client alone, check: CPU s", alone(workshop, peer, Mode::Check, client, &built)?)];
    if peer == Peer::Ours {
        rows.push(("generator, its dependencies and its run: CPU s", generator(workshop, client, &built)?));
        rows.push((
            "client with one capability, check: CPU s",
            one_capability(workshop, Mode::Check, client)?,
        ));
    }
    Ok(rows)
}

/// The small program from nothing, and after an edit, as it is developed.
pub(crate) fn debug(workshop: &Workshop, peer: Peer) -> Result<Vec<Row>, Failure> {
    workshop.forget(peer, Mode::Debug)?;
    let built = workshop.build(peer, Mode::Debug, "small", &[])?;
    let mut rows =
        vec![("small program from nothing, debug: CPU s", Figure::single(seconds(built.cost.cpu)))];
    let rebuilds: Vec<_> = (1..=5)
        .map(|edit| Ok(seconds(workshop.rebuild(peer, edit)?.cost.cpu)))
        .collect::<Result<_, Failure>>()?;
    rows.push(("rebuild after an edit of its main: CPU s", Figure::lowest(rebuilds)));
    if let Some(client) = peer.client() {
        rows.push(("client alone, debug: CPU s", alone(workshop, peer, Mode::Debug, client, &built)?));
        if peer == Peer::Ours {
            rows.push((
                "client with one capability, debug: CPU s",
                one_capability(workshop, Mode::Debug, client)?,
            ));
        }
    }
    Ok(rows)
}

/// The small program from nothing as it is shipped.
pub(crate) fn release(workshop: &Workshop, peer: Peer) -> Result<Vec<Row>, Failure> {
    workshop.forget(peer, Mode::Release)?;
    let built = workshop.build(peer, Mode::Release, "small", &[])?;
    let folder = workshop.folder(peer, Mode::Release);
    let program = folder.join(format!("small-{}", peer.name()));
    let mut rows = vec![
        ("small program from nothing, release: CPU s", Figure::single(seconds(built.cost.cpu))),
        ("small program, release, stripped: MB", Figure::single(stripped_megabytes(&program)?)),
    ];
    if let Some(client) = peer.client() {
        let compilation = built.compilation(client)?;
        rows.push(("client alone, release: CPU s", alone(workshop, peer, Mode::Release, client, &built)?));
        rows.push((
            "client alone, release: peak memory of rustc, MB",
            Figure::single(megabytes(compilation.peak)),
        ));
        rows.push(("functions compiled into the client's release library", text_symbols(&folder, client)?));
        if peer == Peer::Ours {
            rows.push((
                "client with one capability, release: CPU s",
                one_capability(workshop, Mode::Release, client)?,
            ));
        }
    }
    Ok(rows)
}

/// A user's crate that links sixty operations.
pub(crate) fn sixty(workshop: &Workshop, peer: Peer) -> Result<Vec<Row>, Failure> {
    if peer.client().is_none() {
        return Ok(Vec::new());
    }
    let package = format!("peer-{}", peer.name());
    workshop.build(peer, Mode::Release, "sixty", &[])?;
    workshop.forget_package(peer, Mode::Release, &package)?;
    let built = workshop.build(peer, Mode::Release, "sixty", &[])?;
    let program = format!("sixty-{}", peer.name());
    let cost = seconds(built.compilation(&program)?.cpu);
    let size = stripped_megabytes(&workshop.folder(peer, Mode::Release).join(&program))?;
    Ok(vec![
        ("program of 60 operations, its own crate, release: CPU s", Figure::single(cost)),
        ("program of 60 operations, release, stripped: MB", Figure::single(size)),
    ])
}

/// The client's own compilation, taken from a build that compiled it, and repeated if that is cheap.
fn alone(
    workshop: &Workshop,
    peer: Peer,
    mode: Mode,
    client: &str,
    built: &Built,
) -> Result<Figure, Failure> {
    let first = built.compilation(client)?.cpu;
    let mut runs = vec![seconds(first)];
    while first < CHEAP && runs.len() < 3 {
        workshop.forget_package(peer, mode, client)?;
        runs.push(seconds(workshop.build(peer, mode, "small", &[])?.compilation(client)?.cpu));
    }
    Ok(Figure::lowest(runs))
}

/// Our client with nothing but the capability of the small program.
fn one_capability(workshop: &Workshop, mode: Mode, client: &str) -> Result<Figure, Failure> {
    let features = ["--no-default-features", "--features", "parameters-only"];
    let mut runs = Vec::new();
    while runs.len() < 3 {
        workshop.forget_package(Peer::Ours, mode, client)?;
        let built = workshop.build(Peer::Ours, mode, "small", &features)?;
        runs.push(seconds(built.compilation(client)?.cpu));
    }
    Ok(Figure::lowest(runs))
}

/// What the client's build script needs before the client is compiled, and what it does.
fn generator(workshop: &Workshop, client: &str, built: &Built) -> Result<Figure, Failure> {
    let compiled: Duration = built
        .compilations
        .iter()
        .filter(|entry| match entry.package.as_str() {
            "awsjson-codegen" | "ssm-model" => true,
            package => package == client && entry.name.starts_with("build_script"),
        })
        .map(|entry| entry.cpu)
        .sum();
    let script = build_script(&workshop.folder(Peer::Ours, Mode::Check), client)?;
    let out = script.with_file_name("measured");
    fs::create_dir_all(&out)?;
    let mut command = Command::new(&script);
    let generated = process::run(command.env("OUT_DIR", &out))?;
    Ok(Figure::single(seconds(compiled + generated.cost.cpu)))
}

/// The client's build script where cargo leaves it.
fn build_script(folder: &Path, client: &str) -> Result<PathBuf, Failure> {
    let prefix = format!("{client}-");
    for entry in fs::read_dir(folder.join("build"))? {
        let script = entry?.path().join("build-script-build");
        let package = script.parent().and_then(Path::file_name).map(|name| name.to_string_lossy());
        if package.is_some_and(|name| name.starts_with(&prefix)) && script.exists() {
            return Ok(script);
        }
    }
    Err(format!("the build script of {client} is not below {}", folder.display()).into())
}

/// What is in the library as machine code, before a program asks for any.
fn text_symbols(folder: &Path, client: &str) -> Result<Figure, Failure> {
    let prefix = format!("lib{}-", client.replace('-', "_"));
    for entry in fs::read_dir(folder.join("deps"))? {
        let library = entry?.path();
        let name = library.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with(&prefix) && name.ends_with(".rlib") {
            let symbols = process::run(Command::new("nm").arg(&library))?.output;
            return Ok(Figure::single(symbols.lines().filter(|line| line.contains(" T ")).count() as f64));
        }
    }
    Err(format!("the library of {client} is not below {}", folder.display()).into())
}

fn stripped_megabytes(program: &Path) -> Result<f64, Failure> {
    let stripped = program.with_extension("stripped");
    process::run(Command::new("strip").arg("-o").arg(&stripped).arg(program))?;
    Ok(megabytes(fs::metadata(&stripped)?.len()))
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
