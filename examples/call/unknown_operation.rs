//! What to say of an operation that does not exist.

use ssm_client::Client;

/// How many similar names are worth reading.
const SUGGESTIONS: usize = 3;

/// Says that there is no such operation, and which names are near to it. A text that is no name at
/// all is not repeated: it may be an input that was put in the wrong place.
pub(crate) fn explain(name: &str) -> String {
    if name.is_empty()
        || name.len() > 100
        || !name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:".contains(c))
    {
        return "an operation is a name such as GetParameter, and none was given".to_owned();
    }
    match nearest(name).as_slice() {
        [] => format!("there is no operation {name}"),
        names => format!("there is no operation {name}; near to it: {}", names.join(", ")),
    }
}

/// The names within a third of their letters, the nearest first.
fn nearest(name: &str) -> Vec<&'static str> {
    let wanted = letters(name);
    let mut found: Vec<(usize, &'static str)> = Client::operation_names()
        .into_iter()
        .map(|name| (distance(&wanted, &letters(name)), name))
        .filter(|(distance, name)| distance * 3 <= name.len())
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name).take(SUGGESTIONS).collect()
}

/// `get-parameter` and `GetParameter` are the same letters.
fn letters(name: &str) -> Vec<u8> {
    name.bytes().filter(u8::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Levenshtein's distance: how many letters to insert, delete or replace.
fn distance(from: &[u8], to: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.iter().enumerate() {
        let mut left = index + 1;
        let mut diagonal = index;
        for (cell, other) in row.iter_mut().skip(1).zip(to) {
            let replaced = diagonal + usize::from(letter != other);
            diagonal = *cell;
            left = replaced.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
