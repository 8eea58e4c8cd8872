//! The generator's command line: a model in, a client crate out; or a newer model in, and what it means.

mod files;
mod generate;
mod update;

use std::env;
use std::process::ExitCode;

const USAGE: &str = "\
Generates a Rust client crate from the Smithy JSON AST of an AWS JSON service.

Usage: awsjson-codegen MODEL.json... --out DIR [options]
       awsjson-codegen update NEW.json --model OLD.json [options]

  MODEL.json...     the documents of one model; of several, the first to define a shape keeps it
  --out DIR         the folder of the new crate; generated files in it are replaced
  --overlay FILE    apply statements to add to the model; may be repeated
  --docs FILE       documentation as Markdown, to add to the model; may be repeated
  --name NAME       the name of the crate, instead of the service's
  --runtime DIR     the folder that holds awsjson-wire and awsjson-transport, instead of the ones of
                    this checkout or, without one, the published ones
  --help            print this

`update` says in words how a newer document of a model differs from the one in use, what would break
programs first; then what no longer fits it, and what lacks documentation.

  NEW.json          the document as its publisher has it; its prose is passed over
  --model FILE      the document in use, and after it the others of the model
  --overlay, --docs as above, to be held against the newer model
  --write           put the newer document, without its prose, in the place of the one in use

Exit status: 0 if the crate was written or the model compared, 1 if the model cannot be used, 2 for bad
usage.
";

/// Bad usage, as scripts expect it to be told apart.
const BAD_USAGE: u8 = 2;

fn main() -> ExitCode {
    let mut given: Vec<String> = env::args().skip(1).collect();
    if given.iter().any(|argument| argument == "--help" || argument == "-h") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let is_update = given.first().is_some_and(|first| first == "update");
    let command = if is_update {
        given.remove(0);
        update::Arguments::parse(given).map(|arguments| arguments.run())
    } else {
        generate::Arguments::parse(given).map(|arguments| arguments.run())
    };
    match command {
        Ok(Ok(said)) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Ok(Err(error)) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("error: {problem}\n\n{USAGE}");
            ExitCode::from(BAD_USAGE)
        }
    }
}
