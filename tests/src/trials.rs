//! The harness of tests that need Python: where there is none they are reported as ignored, or as
//! failed if the environment says `CI=true`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Conclusion, Failed, Trial};

use crate::python::Environment;

/// A test by its name.
pub type Test<C> = (&'static str, fn(&C));

/// Runs tests that share what `start` makes of a Python environment. `folder` is where the
/// environment is kept: the `CARGO_TARGET_TMPDIR` of the test.
pub fn run<C: Send + Sync + 'static>(
    folder: &str,
    start: fn(Environment) -> C,
    tests: &[Test<C>],
) -> ExitCode {
    let arguments = Arguments::from_args();
    if arguments.list {
        return conclude(&arguments, tests.iter().map(|(name, _)| Trial::test(*name, || Ok(()))).collect());
    }
    match Environment::prepare(Path::new(folder)) {
        Ok(environment) => {
            let context = Arc::new(start(environment));
            let trials = tests.iter().map(|(name, test)| {
                let (context, test) = (context.clone(), *test);
                Trial::test(*name, move || {
                    test(&context);
                    Ok(())
                })
            });
            conclude(&arguments, trials.collect())
        }
        Err(unavailable) => {
            let is_ci = std::env::var("CI").is_ok_and(|value| value == "true");
            eprintln!("\nTHESE TESTS NEED PYTHON 3 WITH PACKAGES, AND THERE IS NONE: {unavailable}\n");
            let trials = tests.iter().map(|(name, _)| {
                let reason = Failed::from(&unavailable);
                Trial::test(*name, move || Err(reason)).with_ignored_flag(!is_ci)
            });
            conclude(&arguments, trials.collect())
        }
    }
}

fn conclude(arguments: &Arguments, trials: Vec<Trial>) -> ExitCode {
    let conclusion: Conclusion = libtest_mimic::run(arguments, trials);
    conclusion.exit_code()
}
