//! The three ways in which a member of a structure can be present.

use crate::{List, Map, Value, Wire};

/// A member that is always written.
#[inline]
pub fn required<T: Wire>(member: &T) -> Option<Value<'_>> {
    Some(member.view())
}

/// A member that is written if it is set.
#[inline]
pub fn optional<T: Wire>(member: &Option<T>) -> Option<Value<'_>> {
    member.as_ref().map(Wire::view)
}

/// A list or map that is written if it has elements.
#[inline]
pub fn nonempty<T: Wire>(member: &T) -> Option<Value<'_>> {
    match member.view() {
        Value::List(list) if is_empty_list(list) => None,
        Value::Map(map) if is_empty_map(map) => None,
        present => Some(present),
    }
}

fn is_empty_list(list: &dyn List) -> bool {
    list.is_empty()
}

fn is_empty_map(map: &dyn Map) -> bool {
    let mut empty = true;
    map.each(&mut |_, _| empty = false);
    empty
}
