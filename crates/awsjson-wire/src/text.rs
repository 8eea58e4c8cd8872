//! The text of enumerations.
//!
//! Generated types call these once for each enumeration, and never inline: where generated code compares
//! or copies text itself, the compiler writes the whole of that out in each place, for each variant.

use std::hash::{Hash, Hasher};

/// Where the text stands among these.
#[inline(never)]
#[must_use]
pub fn position(texts: &[&str], text: &str) -> Option<usize> {
    texts.iter().position(|candidate| *candidate == text)
}

/// The text, owned.
#[inline(never)]
#[must_use]
pub fn owned(text: &str) -> String {
    text.to_owned()
}

/// Text without characters. It is a constant because generated code has it in many places.
pub const EMPTY: String = String::new();

/// The text, borrowed.
#[inline(never)]
#[must_use]
#[allow(clippy::ptr_arg, reason = "what makes the one of the other is what is not to be inlined")]
pub fn borrowed(text: &String) -> &str {
    text
}

/// Whether two texts are the same.
#[inline(never)]
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one == other
}

/// Hashes the text as `str` does.
#[inline(never)]
pub fn hash<H: Hasher>(text: &str, state: &mut H) {
    text.hash(state);
}
