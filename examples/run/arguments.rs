//! The command line.

use std::ffi::OsString;
use std::time::Duration;

use ssm_examples::{Argument, Stop, Target, TargetOptions};
use ssm_toolkit::Limit;
use ssm_toolkit::run_command::Targets;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Runs a script on many nodes: progress while it runs, a table in the end.

Usage: run [OPTIONS] [LINE]...

LINE is a line of the script; several are one script. Without any it shows what each node is.

Nodes:
  --tag KEY=VALUE      those that have this tag; may be repeated, and all must hold
  --ids ID,ID,...      these, at most 50
  --all                every node of the account and region
  Without an option all nodes of the ssm-local inside this program; with --aws one must be named.

Options:
  --power-shell        the script is for PowerShell (Windows)
  --max-concurrency N  on so many nodes at a time; or a share, as in 10%
  --max-errors N       go on to further nodes with so many errors; or a share, as in 10%
  --within SECONDS     cancel it after this time
  --json               print the results as JSON
  --nodes N            have so many nodes in the ssm-local inside this program, 1 to 50 [default: 5]
  --endpoint-url URL   call this endpoint; region and credentials come from the environment
  --aws                call AWS; region and credentials come from the environment
  --help               print this help

Without --aws and --endpoint-url it starts ssm-local inside itself and needs nothing. Its nodes run the
script with a real shell, on this machine, as you.

Progress is shown on standard error if that is a terminal.
Exit status: 0 if every node succeeded, 1 if one did not or a call failed, 2 for wrong usage.
";

/// What the nodes of a trial run.
const SCRIPT: &str = "echo \"$(uname -s) $(uname -m) in $(pwd)\"";

/// What the command line asks for.
pub(crate) struct Arguments {
    pub(crate) target: Target,
    /// How many nodes the endpoint inside this program has.
    pub(crate) nodes: u32,
    pub(crate) script: Vec<String>,
    pub(crate) shell: Shell,
    pub(crate) targets: Targets,
    pub(crate) max_concurrency: Option<Limit>,
    pub(crate) max_errors: Option<Limit>,
    pub(crate) within: Option<Duration>,
    pub(crate) json: bool,
}

/// What runs the script.
#[derive(Clone, Copy)]
pub(crate) enum Shell {
    Posix,
    PowerShell,
}

/// The values of options, as they were written.
#[derive(Default)]
struct Values {
    tags: Vec<String>,
    ids: Option<String>,
    all: bool,
    max_concurrency: Option<String>,
    max_errors: Option<String>,
    within: Option<String>,
    nodes: Option<String>,
    target: TargetOptions,
    power_shell: bool,
    json: bool,
    script: Vec<String>,
}

impl Arguments {
    /// What the arguments ask for; none if that is help.
    pub(crate) fn parse(words: impl Iterator<Item = OsString>) -> Result<Option<Self>, Stop> {
        let mut arguments = ssm_examples::Arguments::new(words);
        let mut values = Values::default();
        while let Some(argument) = arguments.next_argument()? {
            let name = match argument {
                Argument::Option(name) => name,
                Argument::Value(line) => {
                    values.script.push(line);
                    continue;
                }
            };
            match name.as_str() {
                "--help" => return Ok(None),
                "--all" => values.all = true,
                "--json" => values.json = true,
                "--power-shell" => values.power_shell = true,
                "--ids" => arguments.value(&mut values.ids)?,
                "--max-concurrency" => arguments.value(&mut values.max_concurrency)?,
                "--max-errors" => arguments.value(&mut values.max_errors)?,
                "--within" => arguments.value(&mut values.within)?,
                "--nodes" => arguments.value(&mut values.nodes)?,
                "--tag" => {
                    let mut tag = None;
                    arguments.value(&mut tag)?;
                    values.tags.extend(tag);
                }
                _ => {
                    if !values.target.take(&name, &mut arguments)? {
                        return Err(Stop::Usage(format!("unknown option {name}")));
                    }
                }
            }
        }
        Self::of(values).map(Some)
    }

    fn of(mut values: Values) -> Result<Self, Stop> {
        let target = std::mem::take(&mut values.target).target()?;
        let targets = targets(&values, target == Target::Local)?;
        if values.nodes.is_some() && target != Target::Local {
            return Err(Stop::Usage("--nodes is for the ssm-local inside this program".to_owned()));
        }
        let limit = |name: &str, text: Option<String>| text.map(|text| limit(name, &text)).transpose();
        let within = values.within.map(|text| number("--within", &text, 1, 86_400)).transpose()?;
        let script = match values.script {
            script if script.is_empty() => vec![SCRIPT.to_owned()],
            script => script,
        };
        Ok(Self {
            script,
            targets,
            target,
            nodes: number("--nodes", values.nodes.as_deref().unwrap_or("5"), 1, 50)?,
            shell: if values.power_shell { Shell::PowerShell } else { Shell::Posix },
            max_concurrency: limit("--max-concurrency", values.max_concurrency)?,
            max_errors: limit("--max-errors", values.max_errors)?,
            within: within.map(|seconds| Duration::from_secs(seconds.into())),
            json: values.json,
        })
    }
}

fn targets(values: &Values, is_local: bool) -> Result<Targets, Stop> {
    let usage = |why: &str| Err(Stop::Usage(why.to_owned()));
    match (&values.ids, values.tags.as_slice(), values.all) {
        (None, [], all) if all || is_local => Ok(Targets::all()),
        (None, [], _) => usage("name the nodes with --tag, --ids or --all"),
        (Some(ids), [], false) => Ok(Targets::ids(ids.split(',').filter(|id| !id.is_empty()))),
        (None, tags, false) => {
            let mut all: Option<Targets> = None;
            for tag in tags {
                let Some((key, value)) = tag.split_once('=') else {
                    return usage("a tag is written as KEY=VALUE");
                };
                let target = Targets::tag(key, [value]);
                all = Some(match all {
                    Some(all) => all.and(target),
                    None => target,
                });
            }
            Ok(all.unwrap_or_else(Targets::all))
        }
        _ => usage("--tag, --ids and --all exclude each other"),
    }
}

fn limit(name: &str, text: &str) -> Result<Limit, Stop> {
    match text.strip_suffix('%') {
        Some(share) => {
            let share = number(name, share, 0, 100)?;
            Ok(Limit::percent(u8::try_from(share).unwrap_or(100)))
        }
        None => number(name, text, 0, 1_000_000).map(Limit::count),
    }
}

/// A whole number within these bounds.
fn number(name: &str, text: &str, least: u32, most: u32) -> Result<u32, Stop> {
    match text.parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(Stop::Usage(format!("{name} takes a number from {least} to {most}"))),
    }
}
