//! Versions and labels under any sequence of changes.

use std::hash::RandomState;

use proptest::prelude::*;
use time::OffsetDateTime;

use super::{Content, LabelError, MAXIMUM_LABELS, MAXIMUM_VERSIONS, OldestIsLabelled, Parameter};
use crate::model::types::{ParameterTier, ParameterType};
use crate::parameters::policy::Policies;
use crate::parameters::value::Value;

fn content() -> Content {
    Content {
        kind: ParameterType::String,
        value: Value::new("x".to_owned(), &ParameterType::String, &RandomState::new(), "x"),
        key_id: None,
        description: None,
        allowed_pattern: None,
        data_type: "text".to_owned(),
        tier: ParameterTier::Standard,
        policies: Policies::default(),
    }
}

fn parameter() -> Parameter {
    Parameter::new("app", content(), OffsetDateTime::UNIX_EPOCH)
}

fn add(parameter: &mut Parameter) -> Result<i64, OldestIsLabelled> {
    parameter.add(content(), OffsetDateTime::UNIX_EPOCH)
}

#[derive(Clone, Debug)]
enum Change {
    Add,
    Label(i64, Vec<String>),
    Unlabel(i64, Vec<String>),
}

fn change() -> impl Strategy<Value = Change> {
    let labels = || prop::collection::vec("[a-o]", 0..6);
    prop_oneof![
        2 => Just(Change::Add),
        2 => (0..8_i64, labels()).prop_map(|(version, labels)| Change::Label(version, labels)),
        1 => (0..8_i64, labels()).prop_map(|(version, labels)| Change::Unlabel(version, labels)),
    ]
}

proptest! {
    #[test]
    fn a_label_is_on_one_version_at_most_and_no_version_has_too_many(
        changes in prop::collection::vec(change(), 1..60)
    ) {
        let mut parameter = parameter();
        for change in changes {
            let latest = parameter.latest().number;
            match change {
                Change::Add => prop_assert_eq!(add(&mut parameter), Ok(latest + 1)),
                Change::Label(version, labels) => match parameter.label(version, &labels) {
                    Ok(()) => for label in &labels {
                        prop_assert_eq!(parameter.labelled(label).map(|found| found.number), Some(version));
                    },
                    Err(LabelError::NoSuchVersion) => prop_assert!(version < 1 || version > latest),
                    Err(LabelError::TooMany) => prop_assert!(parameter.version(version).is_some()),
                },
                Change::Unlabel(version, labels) => match parameter.unlabel(version, &labels) {
                    Ok(removed) => for label in &labels {
                        let found = parameter.labelled(label).map(|found| found.number);
                        prop_assert_ne!(found, Some(version));
                        prop_assert!(!removed.contains(label) || found.is_none());
                    },
                    Err(error) => {
                        prop_assert_eq!(error, LabelError::NoSuchVersion);
                        prop_assert!(version < 1 || version > latest);
                    }
                },
            }
            let mut seen = Vec::new();
            for version in parameter.versions() {
                prop_assert!(version.labels.len() <= MAXIMUM_LABELS);
                seen.extend(&version.labels);
            }
            let all = seen.len();
            seen.sort();
            seen.dedup();
            prop_assert_eq!(seen.len(), all, "a label is on two versions");
        }
    }

    #[test]
    fn the_newest_versions_are_kept_in_order(added in 0..250_usize) {
        let mut parameter = parameter();
        for _ in 0..added {
            prop_assert!(add(&mut parameter).is_ok());
        }
        let numbers: Vec<i64> = parameter.versions().map(|version| version.number).collect();
        prop_assert_eq!(numbers.len(), (added + 1).min(MAXIMUM_VERSIONS));
        prop_assert_eq!(numbers.last().copied(), i64::try_from(added + 1).ok());
        prop_assert!(numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]));
    }
}

#[test]
fn a_labelled_oldest_version_is_not_given_up() {
    let mut parameter = parameter();
    parameter.label(1, &["keep".to_owned()]).unwrap();
    for _ in 1..MAXIMUM_VERSIONS {
        add(&mut parameter).unwrap();
    }
    assert_eq!(add(&mut parameter), Err(OldestIsLabelled(1)));
    parameter.label(2, &["keep".to_owned()]).unwrap();
    assert_eq!(add(&mut parameter), Ok(101));
    assert!(parameter.version(1).is_none());
}
