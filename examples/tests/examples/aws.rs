//! `--aws`: every program has it, goes by the environment with it, and leaves nothing behind.

use std::collections::BTreeSet;

use crate::program::{Program, REGION, client, endpoint};

/// Every program that calls a service, and what else it needs to be told beside `--aws`.
const PROGRAMS: [(&str, &[&str]); 19] = [
    ("quickstart", &[]),
    ("credentials", &[]),
    ("errors", &[]),
    ("paging", &[]),
    ("retries", &[]),
    ("testing", &[]),
    ("parameters", &[]),
    ("run", &["--all"]),
    ("exec", &[NODE, "true"]),
    ("shell", &[NODE]),
    ("port_forward", &[NODE, "22"]),
    ("fleet", &[]),
    ("endpoints", &[]),
    ("lambda", &[]),
    ("traced", &["off"]),
    ("moving", &[]),
    ("call", &["DescribeParameters"]),
    ("blocking", &[]),
    // Its package has tests of its own.
    ("weight", &[]),
];

/// What measures this machine has no service to call.
const LOCAL_ALONE: [&str; 1] = ["throughput"];

const NODE: &str = "mi-0123456789abcdef0";

/// Those that print the same wherever the service is, but for the first line.
const SAME_ANYWHERE: [&str; 7] =
    ["errors", "paging", "retries", "testing", "parameters", "endpoints", "moving"];

#[test]
fn no_program_is_forgotten() {
    let manifest = include_str!("../../Cargo.toml");
    let examples = manifest.split("[[example]]").skip(1);
    let names: BTreeSet<&str> = examples.filter_map(|example| example.split('"').nth(1)).collect();
    let known = PROGRAMS.iter().map(|(name, _)| *name).filter(|name| *name != "weight").chain(LOCAL_ALONE);
    assert_eq!(known.collect::<BTreeSet<_>>(), names);
}

#[tokio::test]
async fn without_credentials_it_is_one_line_that_says_so() {
    for (name, others) in PROGRAMS.into_iter().filter(|(name, _)| *name != "weight") {
        let program = || Program::without_environment(name).arguments(&["--aws"]).arguments(others);
        let outcome = program().run().await;
        let line = outcome.complaint(1);
        assert!(line.starts_with(&format!("{name}: no region is set: set AWS_REGION, ")), "{line}");

        let outcome = program().variable("AWS_REGION", REGION).run().await;
        let line = outcome.complaint(1);
        assert!(line.starts_with(&format!("{name}: ")), "{line}");
        assert!(line.contains("no source has credentials: environment (AWS_ACCESS_KEY_ID and "), "{line}");
    }
}

#[tokio::test]
async fn it_goes_by_the_environment_and_clears_up() {
    let local = endpoint().await;
    for name in SAME_ANYWHERE {
        let here = Program::without_environment(name).run().await.success();
        let there = Program::calling(name, &local).arguments(&["--aws"]).run().await.success();
        let (first, rest) = there.split_once('\n').unwrap();
        let url = local.endpoint_url();
        assert!(first.starts_with(&format!("Calls go to {url}, region {REGION}, account ")), "{first}");
        assert_eq!(comparable(rest), comparable(here.split_once('\n').unwrap().1), "{name}");
        let left = client(&local).describe_parameters().items().try_collect().await.unwrap();
        assert!(left.is_empty(), "{name} leaves {left:?}");
    }
}

#[tokio::test]
async fn those_with_an_output_of_their_own_say_where_they_call() {
    let local = endpoint().await;
    for (name, arguments) in [
        ("credentials", &["--aws"][..]),
        ("lambda", &["--aws"]),
        ("traced", &["--aws", "off"]),
        ("blocking", &["--aws"]),
    ] {
        let told = Program::calling(name, &local).arguments(arguments).run().await.success();
        let place = format!("Calls go to {}, region {REGION}, account ", local.endpoint_url());
        assert!(told.contains(&place), "{name}: {told}");
        let left = client(&local).describe_parameters().items().try_collect().await.unwrap();
        assert!(left.is_empty(), "{name} leaves {left:?}");
    }
}

#[tokio::test]
async fn what_the_service_refuses_is_one_line() {
    // The endpoint was told other keys.
    let other = ssm_local::LocalSsm::builder().credentials("AKIDOTHER", "other").start().await.unwrap();
    let outcome = Program::calling("paging", &other).arguments(&["--aws"]).run().await;
    let line = outcome.complaint(1);
    assert!(outcome.stdout.contains("account unknown (UnrecognizedClientException)"), "{outcome:?}");
    assert!(line.starts_with("paging: PutParameter failed: UnrecognizedClientException: "), "{line}");
}

#[tokio::test]
async fn wrong_usage_and_help_are_the_same_everywhere() {
    for name in ["credentials", "errors", "paging", "retries", "testing", "endpoints", "lambda", "moving"] {
        let program = || Program::without_environment(name);
        let both = program().arguments(&["--aws", "--endpoint-url", "http://127.0.0.1:1"]).run().await;
        assert!(both.complaint(2).contains("exclude each other"), "{both:?}");
        let unknown = program().arguments(&["--colour"]).run().await;
        assert_eq!(unknown.complaint(2), format!("{name}: unknown option --colour; see {name} --help"));
        let help = program().arguments(&["--help"]).run().await.success();
        assert!(help.contains(&format!("\nUsage: {name} [OPTIONS]\n")) && help.contains("--aws"), "{help}");
    }
}

/// Without what is another in each run: ports, request ids, and the time in the path of a program's own.
fn comparable(told: &str) -> String {
    let told = without(told, "http://127.0.0.1:", |c| c.is_ascii_digit());
    let told = without(&told, ", request id ", |c| c.is_ascii_hexdigit() || c == '-');
    without(&told, "/app-", |c| c.is_ascii_hexdigit()).replace("/app-", "/app")
}

/// Without the letters of this kind that follow each such beginning.
fn without(text: &str, beginning: &str, kind: fn(char) -> bool) -> String {
    let mut parts = text.split(beginning);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + beginning + part.trim_start_matches(kind))
}
