//! The model's regular expressions, which are Java's, with a matcher that has no classes of Unicode
//! and no look-around.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use regex_lite::Regex;

/// Patterns that the matcher does not understand, and what stands in for them.
const STAND_INS: [(&str, &str); 4] = [
    // Something other than blanks: the look-ahead said the other way round.
    (r"^(?!\s*$).+", r".*\S.*"),
    // A length that the member's length constraint states too, beyond what the matcher can count.
    ("^.{1,100000}$", ".+"),
    // A hyphen that Java takes for itself and others for the middle of a range.
    (ROLE, r"^arn:aws[a-z0-9-]*:iam::\d{12}:role\/[\w\-/.@+=,]{1,1017}$"),
    // ISO 8601 dates. References to earlier groups only keep separators uniform within one date, so
    // the stand-in takes a few forms more.
    (
        ISO_8601,
        r"-?\d{4}(-?(\d{2}(-?\d{2})?|\d{3}|W\d{2}(-?\d)?))?([T\s]\d{2}(:?\d{2}(:?\d{2})?)?([.,]\d+)?)?([zZ]|[+-]\d{2}:?(\d{2})?)?",
    ),
];

const ROLE: &str = r"^arn:aws[a-z0-9-]*:iam::\d{12}:role\/[\w-\/.@+=,]{1,1017}$";

const ISO_8601: &str = r"^([\-]?\d{4}(?!\d{2}\b))((-?)((0[1-9]|1[0-2])(\3([12]\d|0[1-9]|3[01]))?|W([0-4]\d|5[0-2])(-?[1-7])?|(00[1-9]|0[1-9]\d|[12]\d{2}|3([0-5]\d|6[1-6])))([T\s]((([01]\d|2[0-3])((:?)[0-5]\d)?|24\:?00)([\.,]\d(?!:))?)?(\17[0-5]\d([\.,]\d)?)?([zZ]|([\-])([01]\d|2[0-3]):?([0-5]\d)?)?)?)?$";

/// Whether the whole text matches. A pattern that cannot be compiled, which none of the model is,
/// would accept everything.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    compiled(pattern).is_none_or(|regex| regex.is_match(text))
}

/// The pattern, compiled when it is first needed.
fn compiled(pattern: &'static str) -> Option<Regex> {
    static COMPILED: Mutex<BTreeMap<&str, Option<Regex>>> = Mutex::new(BTreeMap::new());
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    compiled.entry(pattern).or_insert_with(|| compile(pattern).ok()).clone()
}

fn compile(pattern: &str) -> Result<Regex, regex_lite::Error> {
    let stand_in = STAND_INS.iter().find(|(known, _)| *known == pattern);
    let pattern = stand_in.map_or(pattern, |(_, stand_in)| stand_in);
    // Java matches patterns against the whole text.
    let mut translated = format!("^(?:{pattern})$");
    for (class, characters) in CLASSES.iter() {
        if translated.contains(class) {
            translated = translated.replace(class, characters);
        }
    }
    Regex::new(&translated)
}

/// What the classes of Unicode hold, written as ranges. Letters and marks are what Rust calls
/// alphabetic; punctuation and marks, which Rust's library does not tell apart, are all other
/// printable characters.
static CLASSES: LazyLock<[(&str, String); 5]> = LazyLock::new(|| {
    let other = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control();
    [
        (r"\p{L}", ranges(char::is_alphabetic)),
        (r"\p{N}", ranges(char::is_numeric)),
        (r"\p{Z}", ranges(|c| c.is_whitespace() && !c.is_control())),
        (r"\p{P}", ranges(other)),
        (r"\p{M}", String::new()),
    ]
});

fn ranges(holds: impl Fn(char) -> bool) -> String {
    let mut ranges: Vec<(char, char)> = Vec::new();
    for character in (char::MIN..=char::MAX).filter(|character| holds(*character)) {
        match ranges.last_mut() {
            Some((_, last)) if u32::from(*last) + 1 == u32::from(character) => *last = character,
            _ => ranges.push((character, character)),
        }
    }
    let code = |character: char| format!(r"\x{{{:X}}}", u32::from(character));
    ranges.iter().map(|(first, last)| format!("{}-{}", code(*first), code(*last))).collect()
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, compile, matches};

    #[test]
    fn the_whole_text_must_match() {
        assert!(matches("[0-9]{12}", "123456789012"));
        assert!(!matches("[0-9]{12}", "1234567890123"));
        assert!(matches("^a|b$", "b"));
        assert!(!matches("^a|b$", "ab"));
    }

    #[test]
    fn classes_of_unicode_hold_what_they_should() {
        let tag = r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$";
        for good in ["", "team", "größe", "名前 2", "a/b:c=d+e-f@g_h.i", "²", "no\u{a0}break"] {
            assert!(matches(tag, good), "{good:?}");
        }
        for bad in ["a\tb", "a\nb", "#", "a*b", "🦀"] {
            assert!(!matches(tag, bad), "{bad:?}");
        }
        assert_eq!(CLASSES.len(), 5);
    }

    #[test]
    fn stand_ins_accept_what_they_stand_for() {
        assert!(matches(r"^(?!\s*$).+", " x "));
        assert!(!matches(r"^(?!\s*$).+", "  "));
        for date in ["2026", "2026-11-22", "2026-11-22T05:43:00Z", "20261122T0543", "2026-W47-7"] {
            assert!(matches(super::ISO_8601, date), "{date}");
        }
        assert!(!matches(super::ISO_8601, "yesterday"));
        assert!(matches(super::ROLE, "arn:aws:iam::123456789012:role/path/my-role"));
        assert!(!matches(super::ROLE, "arn:aws:iam::123456789012:role/my role"));
    }

    #[test]
    fn every_pattern_of_the_model_can_be_compiled() {
        let mut patterns = Vec::new();
        for document in ssm_model::SSM.documents {
            let model: serde_json::Value = serde_json::from_str(document.text).unwrap();
            let shapes = model["shapes"].as_object().unwrap().values();
            let found = shapes.filter_map(|shape| shape["traits"]["smithy.api#pattern"].as_str());
            patterns.extend(found.map(str::to_owned));
        }
        assert!(patterns.len() > 50, "only {} patterns", patterns.len());
        for pattern in patterns {
            assert!(compile(&pattern).is_ok(), "{pattern}: {:?}", compile(&pattern).err());
        }
    }
}
