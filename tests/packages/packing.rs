use std::fs;
use std::path::Path;

use crate::{cargo, metadata};

/// Members of the workspace that nobody depends on.
const NOT_PUBLISHED: [&str; 5] =
    ["ssm-benches", "ssm-example-weight", "ssm-examples", "ssm-pictures", "ssm-tests"];

#[test]
fn every_package_says_what_it_is_unless_it_is_not_published() {
    for package in metadata(false)["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let is_published = package["publish"].is_null();
        assert_eq!(is_published, !NOT_PUBLISHED.contains(&name), "{name}");
        assert_eq!(package["license"], "Apache-2.0 OR MIT", "{name}");
        assert!(package["description"].as_str().is_some_and(|text| text.ends_with('.')), "{name}");
        if is_published {
            assert_can_be_found(name, package);
        }
    }
}

/// What a registry shows, and what must travel with the code.
fn assert_can_be_found(name: &str, package: &serde_json::Value) {
    for (list, at_most) in [("keywords", 5), ("categories", 5)] {
        let entries = package[list].as_array().unwrap();
        assert!((1..=at_most).contains(&entries.len()), "{name}: {list}");
    }
    assert_eq!(package["readme"], "README.md", "{name}");
    let folder = Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap();
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        assert!(fs::metadata(folder.join(licence)).is_ok_and(|file| file.is_file()), "{name}: {licence}");
    }
}

/// A folder that Cargo never packed into before. It keeps what it unpacks by the folder's path and a
/// package's version, and would build yesterday's packages of the same version for today's.
fn fresh_folder() -> String {
    let packages = concat!(env!("CARGO_TARGET_TMPDIR"), "/packages");
    let _ = std::fs::remove_dir_all(packages);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    format!("{packages}/{}", now.as_nanos())
}

/// Each package is unpacked and built against the packed, not the checked-out, ones it depends on.
#[test]
#[ignore = "builds every package and all dependencies anew, for minutes; `.ci/run packages` runs it"]
fn every_package_builds_on_its_own() {
    let folder = fresh_folder();
    let mut arguments = vec!["package", "--workspace", "--allow-dirty", "--target-dir", &folder];
    for name in NOT_PUBLISHED {
        arguments.extend(["--exclude", name]);
    }
    let output = cargo(&arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    for package in metadata(false)["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let is_verified = said.contains(&format!("Verifying {name} v"));
        assert_eq!(is_verified, !NOT_PUBLISHED.contains(&name), "{name}:\n{said}");
    }
}
