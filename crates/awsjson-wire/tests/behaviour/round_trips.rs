//! Whatever a value is, it survives JSON.

use std::collections::BTreeMap;

use awsjson_wire::{Document, Reading, View, as_received, to_document};
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use time::OffsetDateTime;

use crate::generated::types::{Condition, Empty, Filter, Measures, Query, ToolState, Wear};
use crate::support::{read, read_as, write};

/// To the microsecond, and before 2106: until then a number on the wire holds that exactly.
fn timestamp() -> impl Strategy<Value = OffsetDateTime> {
    (-4_294_967_296_i64..4_294_967_296, 0_i64..1_000_000).prop_map(|(seconds, microseconds)| {
        OffsetDateTime::from_unix_timestamp(seconds).unwrap() + time::Duration::microseconds(microseconds)
    })
}

fn whole_second() -> impl Strategy<Value = OffsetDateTime> {
    (-62_135_596_800_i64..253_402_300_799)
        .prop_map(|seconds| OffsetDateTime::from_unix_timestamp(seconds).unwrap())
}

fn document() -> impl Strategy<Value = Document> {
    let leaf = prop_oneof![
        Just(Document::Null),
        any::<bool>().prop_map(Document::from),
        any::<i64>().prop_map(Document::from),
        any::<u64>().prop_map(Document::from),
        any::<f64>().prop_map(Document::from),
        any::<String>().prop_map(Document::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Document::from),
            btree_map(any::<String>(), inner, 0..4)
                .prop_map(|entries| Document::Object(entries.into_iter().collect())),
        ]
    })
}

fn state() -> impl Strategy<Value = ToolState> {
    prop_oneof![Just(ToolState::Sharp), any::<String>().prop_map(ToolState::from)]
}

fn query() -> impl Strategy<Value = Query> {
    let filter = (any::<String>(), vec(any::<String>(), 0..3), of(any::<bool>()));
    let leaf = prop_oneof![
        any::<String>().prop_map(Query::Name),
        any::<String>().prop_map(Query::Password),
        timestamp().prop_map(Query::Since),
        any::<bool>().prop_map(Query::UnknownValue),
        Just(Query::Broken(Empty::default())),
        filter.prop_map(|(key, values, negate)| Query::Filter(Filter { key, values, negate })),
        ("Novel[a-z]{0,3}", document().prop_filter("null is no member", |document| !document.is_null()))
            .prop_map(|(name, value)| Query::Unknown(name, value)),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Query::And),
            inner.prop_map(|query| Query::Not(Box::new(query))),
        ]
    })
}

/// A document holds no more.
fn document_integer() -> impl Strategy<Value = i128> {
    i128::from(i64::MIN)..=i128::from(u64::MAX)
}

fn numbers() -> impl Strategy<Value = Measures> {
    let whole =
        (of(any::<i8>()), of(any::<i16>()), of(any::<i32>()), of(any::<i64>()), of(document_integer()));
    let floating = (of(any::<f32>()), of(any::<f64>()), of(any::<bool>()));
    (whole, floating).prop_map(|((byte, short, integer, long, big), (float, double, yes))| Measures {
        yes,
        byte,
        short,
        integer,
        long,
        big,
        float,
        double,
        ..Measures::default()
    })
}

fn times() -> impl Strategy<Value = Measures> {
    let days = of(vec(whole_second(), 0..3));
    (of(timestamp()), of(timestamp()), of(whole_second()), of(timestamp()), days).prop_map(
        |(at, day, sent, seconds, days)| Measures { at, day, sent, seconds, days, ..Measures::default() },
    )
}

fn texts() -> impl Strategy<Value = Measures> {
    let enumerations = (of(state()), of(any::<String>()), of(any::<i32>()), of(vec(any::<i32>(), 0..3)));
    let others = (of(any::<String>()), of(vec(any::<u8>(), 0..9)), of(document()), of(query()));
    (enumerations, others).prop_map(|((state, condition, wear, wears), (text, bytes, anything, query))| {
        Measures {
            state,
            condition: condition.map(Condition::from),
            wear: wear.map(Wear::from),
            wears: wears.map(|wears| wears.into_iter().map(Wear::from).collect()),
            text,
            bytes,
            // Null is how an absent document is written.
            anything: anything.filter(|document| !document.is_null()),
            query,
            ..Measures::default()
        }
    })
}

fn collections() -> impl Strategy<Value = Measures> {
    let sparse = (of(vec(of(any::<i32>()), 0..4)), of(btree_map(any::<String>(), of(any::<String>()), 0..4)));
    let dense = (
        of(vec(vec(any::<f64>(), 0..3), 0..3)),
        of(btree_map(any::<String>(), vec(any::<String>(), 0..3), 0..3)),
        of(Just(Empty::default())),
    );
    (sparse, dense).prop_map(|((sparse, sparse_by_name), (grid, by_state, nothing))| Measures {
        sparse,
        sparse_by_name,
        grid,
        by_state,
        nothing,
        ..Measures::default()
    })
}

fn measures() -> impl Strategy<Value = Measures> {
    let leaf = prop_oneof![numbers(), times(), texts(), collections()];
    leaf.prop_recursive(3, 12, 3, |inner| {
        (of(inner.clone()), of(vec(inner.clone(), 0..3)), of(btree_map(any::<String>(), inner, 0..3)))
            .prop_map(|(again, many, by_name): (Option<Measures>, _, Option<BTreeMap<_, _>>)| Measures {
                again: again.map(Box::new),
                many,
                by_name,
                ..Measures::default()
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_is_read_as_it_was_written(value in measures()) {
        let json = write(&value);
        for reading in [Reading::Lenient, Reading::Server] {
            let again = read_as::<Measures>(reading, &json).unwrap();
            // By text: a number that is none does not equal itself.
            prop_assert_eq!(&write(&again), &json);
        }
    }

    #[test]
    fn a_big_integer_is_read_as_it_was_written(big in any::<i128>()) {
        let json = format!("{{\"Big\":{big}}}");
        prop_assert_eq!(read::<Measures>(&json).unwrap().big, Some(big));
        prop_assert_eq!(write(&Measures { big: Some(big), ..Measures::default() }), json);
    }

    #[test]
    fn a_value_is_written_as_it_was_received(value in measures()) {
        let received = to_document(value.view()).unwrap();
        prop_assert_eq!(as_received(value.view(), &received).unwrap(), received);
    }

    #[test]
    fn members_that_nobody_knows_change_nothing(value in measures(), name in "[A-Z][a-z]{9,12}", novel in document()) {
        let mut document = to_document(value.view()).unwrap();
        document.as_object_mut().unwrap().insert(name, novel);
        let again = read::<Measures>(document.to_string()).unwrap();
        prop_assert_eq!(to_document(again.view()).unwrap(), to_document(value.view()).unwrap());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        if let Err(error) = read::<Measures>(&bytes) {
            prop_assert!(error.offset().unwrap() <= bytes.len());
        }
    }

    #[test]
    fn changed_text_is_read_or_refused(value in measures(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut json = write(&value).into_bytes();
        let at = at.index(json.len());
        json[at] = byte;
        if let Err(error) = read::<Measures>(&json) {
            prop_assert!(error.offset().unwrap() <= json.len());
        }
    }
}
