use std::collections::BTreeSet;
use std::process::Command;

/// The crates that a program gets with ssm-client, itself and all features of the default included,
/// on Linux.
const MOST: usize = 96;

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "other systems need other crates")]
fn the_client_brings_few_crates() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--package=ssm-client", "--edges=normal,build"])
        .args(["--prefix=none", "--format={p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("names are text");
    let crates: BTreeSet<&str> = text.lines().filter_map(|line| line.split(" (").next()).collect();
    println!("{} crates", crates.len());
    assert!(crates.iter().any(|name| name.starts_with("ssm-client ")), "{crates:?}");
    assert!(crates.len() <= MOST, "{} crates: {crates:#?}", crates.len());
}
