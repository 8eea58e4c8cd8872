//! Text: all of Unicode, and nothing that is not.

use crate::generated::types::{Measures, OptionShape, ToolState};
use crate::support::{read, refusal, write};

#[test]
fn all_of_unicode_survives() {
    for text in [
        "",
        "a",
        "\0",
        "\u{1f}",
        "\"\\/",
        "\u{7f}\u{80}",
        "äöü",
        "\u{2028}\u{2029}",
        "\u{ffff}",
        "😀",
        "e\u{301}",
    ] {
        let value = Measures { text: Some(text.to_owned()), ..Measures::default() };
        assert!(read::<Measures>(write(&value)).unwrap() == value, "{text:?}");
    }
    let escaped = r#"{"Text":"\u0041\u00e4\ud83d\ude00\/\b\f\n\r\t\"\\"}"#;
    assert_eq!(read::<Measures>(escaped).unwrap().text.unwrap(), "Aä😀/\u{8}\u{c}\n\r\t\"\\");
}

#[test]
fn half_a_surrogate_pair_is_an_error() {
    for text in [r"\ud83d", r"\ude00", r"\ud83d\ud83d", r"\ud83d\u0041", r"\ud83dx"] {
        let error = refusal::<Measures>(format!("{{\"Text\":\"{text}\"}}"));
        assert!(error.starts_with("not valid JSON: ") && error.contains(" at Text"), "{text}: {error}");
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_an_error() {
    for bytes in [&b"\xff"[..], b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"caf\xe9"] {
        for name in ["Text", "State", "Bytes", "At"] {
            let json = [format!("{{\"{name}\":\"").as_bytes(), bytes, b"\"}"].concat();
            let error = refusal::<Measures>(json);
            assert!(
                error.starts_with("not valid JSON: ") && error.contains(&format!(" at {name}")),
                "{error}"
            );
        }
    }
}

#[test]
fn a_byte_order_mark_is_not_json() {
    assert!(refusal::<Measures>("\u{feff}{}").starts_with("not valid JSON: "));
}

#[test]
fn an_enumeration_keeps_values_that_are_newer() {
    let value = read::<Measures>(r#"{"State":"RUSTY","Condition":"worn-out","Wear":77}"#).unwrap();
    assert_eq!(value.state, Some(ToolState::Unknown("RUSTY".to_owned())));
    assert_eq!(value.wear.as_ref().map(|wear| wear.as_i32()), Some(77));
    assert_eq!(write(&value), r#"{"State":"RUSTY","Condition":"worn-out","Wear":77}"#);
}

#[test]
fn a_known_value_is_never_kept_as_an_unknown_one() {
    assert_eq!(read::<Measures>(r#"{"State":"SHARP"}"#).unwrap().state, Some(ToolState::Sharp));
    assert_eq!(ToolState::from("SHARP"), ToolState::Sharp);
}

#[test]
fn the_values_of_an_enumeration_may_be_any_text() {
    for (value, text) in [("\"?\"", "\"?\""), ("Self", "Self"), ("none", "none"), ("SOME", "SOME")] {
        assert_eq!(OptionShape::from(value).as_str(), text);
    }
}
