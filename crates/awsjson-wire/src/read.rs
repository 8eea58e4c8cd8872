//! Reading: JSON into slots, parsed by serde_json, through one visitor for all types.

mod context;
mod object;
mod visitor;

use serde_core::de::{Deserializer, Error as _};
use serde_json::error::Category;

use crate::{DecodeError, Problem, Slot};
use context::Context;
use visitor::{Place, expected, fill};

/// How to treat what the model does not foresee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As clients read answers: unknown members are passed over, absent required members stay
    /// blank. A service may be newer than the model.
    Lenient,
    /// As requests written by hand are read: both are errors.
    Strict,
    /// As servers read requests: unknown members are passed over, absent required members are
    /// collected for [`missing_members`].
    Server,
}

/// Reads JSON into a slot.
///
/// # Errors
///
/// Text that is not JSON, or that does not fit the slot's type; see [`DecodeError`]. The slot may
/// then hold a part of the value.
pub fn read(json: &[u8], slot: Slot<'_>, reading: Reading) -> Result<(), DecodeError> {
    read_with(json, slot, &mut Context::new(reading))
}

/// Reads JSON as a server does and names the required members that are absent or null, by path.
///
/// # Errors
///
/// As [`read`].
pub fn missing_members(json: &[u8], slot: Slot<'_>) -> Result<Vec<String>, DecodeError> {
    let mut context = Context::new(Reading::Server);
    read_with(json, slot, &mut context)?;
    Ok(context.into_missing())
}

/// Deserializes into a slot with any self-describing deserializer.
///
/// # Errors
///
/// A [`DecodeError`] as the deserializer's own error. With [`Reading::Server`] that includes absent
/// required members.
pub fn deserialize<'de, D: Deserializer<'de>>(
    slot: Slot<'_>,
    deserializer: D,
    reading: Reading,
) -> Result<(), D::Error> {
    let mut context = Context::new(reading);
    match fill(deserializer, Place::Slot(slot), &mut context) {
        Ok(_) => context.complete().map_err(D::Error::custom),
        Err(error) => Err(context.take_error(None).map_or(error, D::Error::custom)),
    }
}

fn read_with(json: &[u8], slot: Slot<'_>, context: &mut Context) -> Result<(), DecodeError> {
    let expected = expected(&slot);
    let (text, ends_at) = valid_text(json);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let filled = fill(&mut deserializer, Place::Slot(slot), context);
    let filled = filled.and_then(|filled| deserializer.end().map(|()| filled)).map_err(|error| {
        let offset = byte_offset(text.as_bytes(), &error);
        context.take_error(Some(offset)).unwrap_or_else(|| {
            let problem = if Some(offset) == ends_at { not_text() } else { syntax(&error) };
            DecodeError { path: context.take_path(), offset: Some(offset), problem }
        })
    })?;
    if ends_at.is_some() {
        return Err(DecodeError { path: String::new(), offset: ends_at, problem: not_text() });
    }
    if filled || context.reading == Reading::Lenient {
        return Ok(());
    }
    let problem = Problem::Type { expected, found: "null" };
    Err(DecodeError { path: String::new(), offset: Some(0), problem })
}

/// The bytes as text, checked all at once: that takes a tenth of checking one string after the other.
/// If they are not text throughout, as far as they are and where that ends.
fn valid_text(json: &[u8]) -> (&str, Option<usize>) {
    match std::str::from_utf8(json) {
        Ok(text) => (text, None),
        Err(error) => {
            let (valid, _) = json.split_at(error.valid_up_to());
            (std::str::from_utf8(valid).unwrap_or_default(), Some(valid.len()))
        }
    }
}

fn not_text() -> Problem {
    Problem::Syntax("it is not UTF-8 text".to_owned())
}

/// Where the parser stopped, as a byte of the text.
fn byte_offset(json: &[u8], error: &serde_json::Error) -> usize {
    let before: usize = json
        .split_inclusive(|byte| *byte == b'\n')
        .take(error.line().saturating_sub(1))
        .map(<[u8]>::len)
        .sum();
    (before + error.column()).min(json.len())
}

/// The parser's own words without its position. Its messages are fixed phrases; those of the data
/// category could quote the text and are not used.
fn syntax(error: &serde_json::Error) -> Problem {
    let what = match error.classify() {
        Category::Eof => "it ends too early".to_owned(),
        Category::Data | Category::Io => "a value does not fit".to_owned(),
        Category::Syntax => {
            let text = error.to_string();
            text.split(" at line ").next().unwrap_or_default().to_owned()
        }
    };
    Problem::Syntax(what)
}
