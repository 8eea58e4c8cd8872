//! Every operation of SSM belongs to one capability, which becomes a Cargo feature.

use std::collections::{BTreeMap, BTreeSet};

use ssm_model::{Model, SSM};

use crate::merged::{Merged, name};

const CAPABILITY: &str = "awsjson.codegen#capability";

/// Operation to capability; panics for one that has none.
fn capabilities() -> BTreeMap<String, String> {
    let merged = Merged::of(SSM);
    let capability = |(id, operation): (&String, &serde_json::Value)| {
        let capability = operation["traits"][CAPABILITY].as_str();
        let capability = capability.unwrap_or_else(|| panic!("{id} has no capability"));
        (name(id).to_owned(), capability.to_owned())
    };
    merged.operations().map(capability).collect()
}

#[test]
fn every_operation_has_one() {
    assert_eq!(capabilities().len(), 165);
}

#[test]
fn names_are_fit_for_cargo_features() {
    for (operation, capability) in capabilities() {
        let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(capability.chars().all(kebab), "{operation}: {capability}");
    }
}

#[test]
fn the_set_is_what_users_select_from() {
    let mut counts = BTreeMap::<_, usize>::new();
    for capability in capabilities().into_values() {
        *counts.entry(capability).or_default() += 1;
    }
    let expected = [
        ("access-requests", 2),
        ("agent", 11),
        ("associations", 13),
        ("automation", 9),
        ("change-calendar", 1),
        ("cloud-connectors", 6),
        ("compliance", 4),
        ("documents", 12),
        ("inventory", 6),
        ("maintenance-windows", 23),
        ("nodes", 11),
        ("ops", 15),
        ("parameters", 10),
        ("patching", 19),
        ("resource-data-sync", 4),
        ("resource-policies", 3),
        ("run-command", 5),
        ("service-settings", 3),
        ("sessions", 5),
        ("tags", 3),
    ];
    let counts: Vec<_> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(counts, expected);
}

#[test]
fn agent_holds_exactly_what_is_not_published() {
    let published = Model { documents: &SSM.documents[..1], overlays: &[], prose: &[] };
    let published = Merged::of(published);
    let published: BTreeSet<_> = published.operations().map(|(id, _)| name(id)).collect();
    assert_eq!(published.len(), 154);
    for (operation, capability) in capabilities() {
        let is_published = published.contains(operation.as_str());
        assert_eq!(capability == "agent", !is_published, "{operation}");
    }
}
