//! The wire form of Rust's own types.
//!
//! A program has these functions for each type in what it calls. A `match` in them takes the compiler half
//! as much as a combinator with a function in it.

use std::collections::BTreeMap;

use time::OffsetDateTime;

use crate::{
    Blank, Document, Fill, FillList, FillMap, Optional, Shape, Slot, Structure, Value, View, ViewList,
    ViewMap, Wire,
};

macro_rules! scalar {
    ($($type:ty, $blank:expr, $value:expr, $slot:ident;)*) => { $(
        impl Blank for $type {
            #[inline]
            fn blank() -> Self {
                $blank
            }
        }
        impl View for $type {
            #[inline]
            fn view(&self) -> Value<'_> {
                $value(self)
            }
        }

        impl Fill for $type {
            #[inline]
            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }
        }
    )* };
}

scalar! {
    String, String::new(), Value::String, String;
    bool, false, |value: &bool| Value::Boolean(*value), Boolean;
    i8, 0, |number: &i8| Value::Integer(i64::from(*number)), Byte;
    i16, 0, |number: &i16| Value::Integer(i64::from(*number)), Short;
    i32, 0, |number: &i32| Value::Integer(i64::from(*number)), Integer;
    i64, 0, |number: &i64| Value::Integer(*number), Long;
    i128, 0, |number: &i128| Value::BigInteger(*number), BigInteger;
    f32, 0.0, |number: &f32| Value::Float(*number), Float;
    f64, 0.0, |number: &f64| Value::Double(*number), Double;
    OffsetDateTime, OffsetDateTime::UNIX_EPOCH, |time: &OffsetDateTime| Value::Timestamp(*time), Timestamp;
    Vec<u8>, Vec::new(), Value::Blob, Blob;
    Document, Document::Null, Value::Document, Document;
}

impl<T: Structure> Blank for T {
    #[inline]
    fn blank() -> Self {
        T::unset()
    }
}

impl<T: Structure> View for T {
    #[inline]
    fn view(&self) -> Value<'_> {
        Value::Structure(self)
    }
}

impl<T: Structure> Fill for T {
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Structure(self)
    }
}

/// Where a structure holds itself.
impl<T: Structure> Structure for Box<T> {
    #[inline]
    fn unset() -> Self {
        Box::new(T::unset())
    }
    #[inline]
    fn shape(&self) -> &'static Shape {
        Structure::shape(&**self)
    }
    #[inline]
    fn member(&self, index: usize) -> Option<&dyn View> {
        Structure::member(&**self, index)
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Fill> {
        Structure::member_mut(&mut **self, index)
    }
}

impl<T: Wire> Blank for Option<T> {
    #[inline]
    fn blank() -> Self {
        None
    }
    #[inline]
    fn null() -> Option<Self> {
        Some(None)
    }
}

impl<T: Wire> View for Option<T> {
    #[inline]
    fn view(&self) -> Value<'_> {
        match self {
            Some(value) => value.view(),
            None => Value::Null,
        }
    }
}

impl<T: Wire> Fill for Option<T> {
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(self)
    }
}

impl<T: Wire> Optional for Option<T> {
    #[inline]
    fn fill(&mut self) -> Slot<'_> {
        self.insert(T::blank()).slot()
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Wire> Blank for Vec<T> {
    #[inline]
    fn blank() -> Self {
        Vec::new()
    }
}

impl<T: Wire> View for Vec<T> {
    #[inline]
    fn view(&self) -> Value<'_> {
        Value::List(self)
    }
}

impl<T: Wire> Fill for Vec<T> {
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Wire> ViewList for Vec<T> {
    #[inline]
    fn len(&self) -> usize {
        self.len()
    }
    #[inline]
    fn element(&self, index: usize) -> Value<'_> {
        match self.get(index) {
            Some(element) => element.view(),
            None => Value::Null,
        }
    }
}

impl<T: Wire> FillList for Vec<T> {
    #[inline]
    fn clear(&mut self) {
        self.clear();
    }
    #[inline]
    fn push(&mut self) -> Option<Slot<'_>> {
        self.push(T::blank());
        let element = self.last_mut()?;
        Some(element.slot())
    }
    #[inline]
    fn push_null(&mut self) {
        if let Some(null) = T::null() {
            self.push(null);
        }
    }
}

impl<T: Wire> Blank for BTreeMap<String, T> {
    #[inline]
    fn blank() -> Self {
        BTreeMap::new()
    }
}

impl<T: Wire> View for BTreeMap<String, T> {
    #[inline]
    fn view(&self) -> Value<'_> {
        Value::Map(self)
    }
}

impl<T: Wire> Fill for BTreeMap<String, T> {
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<T: Wire> ViewMap for BTreeMap<String, T> {
    #[inline]
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Value<'a>)) {
        for (key, value) in self {
            visit(key, value.view());
        }
    }
}

impl<T: Wire> FillMap for BTreeMap<String, T> {
    #[inline]
    fn clear(&mut self) {
        self.clear();
    }
    #[inline]
    fn insert(&mut self, key: String) -> Slot<'_> {
        let value = self.entry(key).or_insert_with(T::blank);
        *value = T::blank();
        value.slot()
    }
    #[inline]
    fn insert_null(&mut self, key: String) {
        if let Some(null) = T::null() {
            *self.entry(key).or_insert_with(T::blank) = null;
        }
    }
}

/// One entry of a map is a map with one entry.
impl<T: Wire> Blank for (String, T) {
    #[inline]
    fn blank() -> Self {
        (String::new(), T::blank())
    }
}

impl<T: Wire> View for (String, T) {
    #[inline]
    fn view(&self) -> Value<'_> {
        Value::Map(self)
    }
}

impl<T: Wire> Fill for (String, T) {
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<T: Wire> ViewMap for (String, T) {
    #[inline]
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Value<'a>)) {
        visit(&self.0, self.1.view());
    }
}

impl<T: Wire> FillMap for (String, T) {
    #[inline]
    fn clear(&mut self) {
        *self = Self::blank();
    }
    #[inline]
    fn insert(&mut self, key: String) -> Slot<'_> {
        self.0 = key;
        self.1.slot()
    }
    #[inline]
    fn insert_null(&mut self, key: String) {
        self.0 = key;
    }
}
