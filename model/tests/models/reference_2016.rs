//! The model covers the API reference of 2016: every action, member, error and data type of it.
//!
//! `reference-2016.json` holds the names in the reference's own spelling, slips included; the slips
//! are corrected here, by name.

use serde_json::Value;
use ssm_model::{Model, SSM};

use crate::merged::{Merged, name};

/// A name that the reference misspells.
struct Slip {
    /// The action and its part, or the data type.
    place: &'static str,
    reference: &'static str,
    model: &'static str,
    why: &'static str,
}

const SLIPS: &[Slip] = &[
    Slip {
        place: "CreateAssociationBatch errors",
        reference: "DuplicateInstanceid",
        model: "DuplicateInstanceId",
        why: "a lower-case d that other actions of the reference do not have",
    },
    Slip {
        place: "CreateAssociationBatch errors",
        reference: "InvalidInstanceid",
        model: "InvalidInstanceId",
        why: "a lower-case d that other actions of the reference do not have",
    },
    Slip {
        place: "SendCommand errors",
        reference: "InvalidInstanceid",
        model: "InvalidInstanceId",
        why: "a lower-case d that other actions of the reference do not have",
    },
    Slip {
        place: "CreateAssociationBatchRequestEntry",
        reference: "InstancedId",
        model: "InstanceId",
        why: "a stray d; the syntax of CreateAssociationBatch has InstanceId",
    },
    Slip {
        place: "GetCommandInvocation response",
        reference: "ExecutionEndTime",
        model: "ExecutionEndDateTime",
        why: "the action's own syntax has ExecutionEndDateTime",
    },
    Slip {
        place: "GetMaintenanceWindow response",
        reference: "CreateDate",
        model: "CreatedDate",
        why: "the action's own ModifiedDate, and CreatedDate elsewhere, show the form",
    },
    Slip {
        place: "UpdateManagedInstanceRole request",
        reference: "iamRole",
        model: "IamRole",
        why: "the action's own syntax has IamRole",
    },
];

/// A list of names in the reference, and the names that the model has in the same place.
struct Section {
    place: String,
    reference: Vec<String>,
    model: Vec<String>,
}

fn reference() -> Value {
    serde_json::from_str(include_str!("../reference-2016.json")).expect("reference-2016.json")
}

fn listed(names: &Value) -> Vec<String> {
    let names = names.as_array().expect("a list of names");
    names.iter().map(|name| name.as_str().expect("a name").to_owned()).collect()
}

fn members(structure: &Value) -> Vec<String> {
    structure["members"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

fn errors(operation: &Value) -> Vec<String> {
    let errors = operation["errors"].as_array().into_iter().flatten();
    errors.map(|e| name(e["target"].as_str().expect("a target")).to_owned()).collect()
}

/// The three sections of each action.
fn actions(merged: &Merged) -> Vec<Section> {
    let reference = reference();
    let mut sections = Vec::new();
    for (action, parts) in reference["actions"].as_object().expect("actions") {
        let operation = shape(merged, action, "operation");
        let side = |side| merged.side(operation, side).map(members).unwrap_or_default();
        let in_model =
            [("request", side("input")), ("response", side("output")), ("errors", errors(operation))];
        for (part, model) in in_model {
            let place = format!("{action} {part}");
            sections.push(Section { place, reference: listed(&parts[part]), model });
        }
    }
    sections
}

/// One section for each data type.
fn types(merged: &Merged) -> Vec<Section> {
    let reference = reference();
    let types = reference["types"].as_object().expect("types").iter();
    types
        .map(|(place, names)| Section {
            place: place.clone(),
            reference: listed(names),
            model: members(shape(merged, place, "structure")),
        })
        .collect()
}

fn shape<'a>(merged: &'a Merged, name: &str, kind: &str) -> &'a Value {
    let shape = merged.shape(&format!("com.amazonaws.ssm#{name}"));
    let shape = shape.unwrap_or_else(|| panic!("{name} is not in the model"));
    assert_eq!(shape["type"], kind, "{name}");
    shape
}

/// The published interface; what only agents call was never in the reference.
fn published() -> Merged {
    Merged::of(Model { documents: &SSM.documents[..1], overlays: &[], prose: &[] })
}

/// The name as the model spells it.
fn corrected<'a>(place: &str, name: &'a str) -> &'a str {
    let slip = SLIPS.iter().find(|slip| slip.place == place && slip.reference == name);
    slip.map_or(name, |slip| slip.model)
}

fn missing(sections: &[Section]) -> Vec<String> {
    let of_section = |section: &Section| {
        let names = section.reference.iter().map(|name| corrected(&section.place, name));
        let missing = names.filter(|name| !section.model.iter().any(|known| known == name));
        missing.map(|name| format!("{}: {name}", section.place)).collect::<Vec<_>>()
    };
    sections.iter().flat_map(of_section).collect()
}

fn names(sections: &[Section]) -> usize {
    sections.iter().map(|section| section.reference.len()).sum()
}

#[test]
fn every_action_with_its_members_and_errors_is_in_the_model() {
    let sections = actions(&published());
    assert_eq!(sections.len(), 3 * 62);
    assert_eq!(names(&sections), 570, "211 request members, 127 response members, 232 errors");
    assert_eq!(missing(&sections), [""; 0]);
}

#[test]
fn every_data_type_with_its_members_is_in_the_model() {
    let sections = types(&published());
    assert_eq!(sections.len(), 56);
    assert_eq!(names(&sections), 306);
    assert_eq!(missing(&sections), [""; 0]);
}

#[test]
fn every_slip_is_still_one() {
    let merged = published();
    let sections: Vec<_> = actions(&merged).into_iter().chain(types(&merged)).collect();
    for Slip { place, reference, model, why } in SLIPS {
        let section = sections.iter().find(|section| section.place == *place);
        let section = section.unwrap_or_else(|| panic!("{place} is not in the reference"));
        let has = |names: &[String], name: &str| names.iter().any(|known| known == name);
        assert!(has(&section.reference, reference), "{place} does not say {reference} ({why})");
        assert!(!has(&section.reference, model), "{place} says {model} too");
        assert!(!has(&section.model, reference), "the model knows {reference} in {place}");
        assert!(has(&section.model, model), "the model does not know {model} in {place}");
    }
}
