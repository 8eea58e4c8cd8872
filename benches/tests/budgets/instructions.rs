use std::path::Path;
use std::process::Command;

use ssm_benches::server;

/// Of one GetParameter in a release build, HTTP client and runtime included; the kernel's are not
/// counted. Valgrind's processor has no instructions for SHA-256, so hashing counts several times what
/// it takes on most machines.
const MOST: u64 = 120_000;

/// `.ci/run budgets` builds for release and runs this where Valgrind is.
#[test]
#[ignore = "needs Valgrind and a release build: .ci/run budgets"]
fn a_get_parameter_takes_few_instructions() {
    if cfg!(debug_assertions) {
        panic!("this is no release build: run .ci/run budgets");
    }
    let url = server::start();
    for (kind, most) in [("ours", Some(MOST)), ("hand-written", None), ("unsigned", None)] {
        let calls = 100;
        let each = (instructions(&url, kind, 2 * calls) - instructions(&url, kind, calls)) / calls;
        println!("{each} instructions a GetParameter, {kind}");
        assert!(most.is_none_or(|most| each <= most), "{each} instructions");
    }
}

/// What a process with so many calls takes from its beginning to its end.
fn instructions(url: &str, kind: &str, calls: u64) -> u64 {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("callgrind.{kind}.{calls}"));
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .args([env!("CARGO_BIN_EXE_calls"), url, kind, &calls.to_string()])
        .output()
        .expect("Valgrind is installed");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    let collected = text.lines().find_map(|line| line.split_once("Collected : "));
    collected.and_then(|(_, count)| count.trim().parse().ok()).expect("callgrind says how many it counted")
}
