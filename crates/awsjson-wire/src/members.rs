//! The members of a structure that are there.

use crate::{Value, ViewList, ViewMap, ViewStructure};

impl dyn ViewStructure + '_ {
    /// The value of the member at this index of the table; none if it is absent, or beyond the table.
    #[must_use]
    pub fn value(&self, index: usize) -> Option<Value<'_>> {
        let absent_if_empty = self.shape().members.get(index)?.facts.absent_if_empty;
        match self.member(index)?.view() {
            Value::Null => None,
            Value::List(list) if absent_if_empty && is_empty_list(list) => None,
            Value::Map(map) if absent_if_empty && is_empty_map(map) => None,
            present => Some(present),
        }
    }
}

fn is_empty_list(list: &dyn ViewList) -> bool {
    list.is_empty()
}

fn is_empty_map(map: &dyn ViewMap) -> bool {
    let mut empty = true;
    map.each(&mut |_, _| empty = false);
    empty
}
