//! Overlays fit the models they complete, and explain themselves.

use ssm_model::{Document, EC2_MESSAGES, Model, SSM};

use crate::merged::{Merged, REASON, parse, statements};

const NO_FAULTS: [&str; 0] = [];

/// A model of one shape, to try overlays on.
const SMALL: &[Document] = &[Document {
    path: "small.json",
    text: r#"{ "shapes": { "a#B": {
        "type": "structure",
        "members": { "C": { "target": "smithy.api#String" } },
        "traits": { "smithy.api#sensitive": {} }
    } } }"#,
}];

/// Why the text says too little to be a reason, if so.
fn too_little(reason: &str) -> bool {
    reason.trim().len() < 10 || reason.split_whitespace().count() < 2
}

#[test]
fn every_statement_has_a_target_and_brings_something_new() {
    assert_eq!(Merged::of(SSM).faults, NO_FAULTS);
    assert_eq!(Merged::of(EC2_MESSAGES).faults, NO_FAULTS);
}

#[test]
fn a_statement_for_an_unknown_target_is_a_fault() {
    let overlays: &[Document] = &[Document {
        path: "overlay.json",
        text: r#"{ "shapes": {
            "a#X": { "type": "apply", "traits": { "t#t": {} } },
            "a#B$X": { "type": "apply", "traits": { "t#t": {} } },
            "a#B$C": { "type": "apply", "traits": { "t#t": {} } }
        } }"#,
    }];
    let mut faults = Merged::of(Model { documents: SMALL, overlays, prose: &[] }).faults;
    faults.sort();
    assert_eq!(faults, ["overlay.json: a#B$X is not in the model", "overlay.json: a#X is not in the model"]);
}

#[test]
fn a_trait_that_is_there_already_is_a_fault() {
    let once = Document {
        path: "once.json",
        text: r#"{ "shapes": { "a#B$C": { "type": "apply", "traits": { "t#t": {} } } } }"#,
    };
    let again = Document {
        path: "again.json",
        text: r#"{ "shapes": {
            "a#B": { "type": "apply", "traits": { "smithy.api#sensitive": {} } },
            "a#B$C": { "type": "apply", "traits": { "t#t": {} } }
        } }"#,
    };
    let overlays: &'static [Document] = Box::leak(Box::new([once, again]));
    assert_eq!(
        Merged::of(Model { documents: SMALL, overlays, prose: &[] }).faults,
        ["again.json: a#B has smithy.api#sensitive already", "again.json: a#B$C has t#t already",]
    );
}

#[test]
fn every_statement_says_why() {
    for statement in statements(SSM).iter().chain(&statements(EC2_MESSAGES)) {
        let place = format!("{}: {}", statement.overlay, statement.target);
        let reason = statement.traits.get(REASON).and_then(|reason| reason.as_str());
        let reason = reason.unwrap_or_else(|| panic!("{place} gives no reason"));
        assert!(!too_little(reason), "{place} says only: {reason}");
        assert!(statement.traits.len() > 1, "{place} applies nothing");
    }
}

#[test]
fn every_overlay_says_why_it_exists() {
    for overlay in SSM.overlays.iter().chain(EC2_MESSAGES.overlays) {
        let document = parse(*overlay);
        let reason = document["metadata"]["reason"].as_str().unwrap_or_default();
        assert!(!too_little(reason), "{} says only: {reason}", overlay.path);
    }
}

/// A JSON parser keeps the last of two equal keys and drops the first in silence.
#[test]
fn no_overlay_speaks_of_a_target_twice() {
    for overlay in SSM.overlays.iter().chain(EC2_MESSAGES.overlays) {
        let written = overlay.text.matches(r#""type": "apply""#).count();
        let parsed = parse(*overlay)["shapes"].as_object().map_or(0, |shapes| shapes.len());
        assert_eq!(written, parsed, "{}", overlay.path);
    }
}
