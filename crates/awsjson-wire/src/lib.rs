//! How typed shapes of an AWS JSON service are read, written and shown.
//!
//! A generated type describes itself once, through [`Wire`]: it can be *viewed*, which gives a
//! borrowed [`Value`], and it has a *slot*, through which it can be filled. A structure adds the
//! table of its members ([`Shape`]). Everything else is done here, by code that is compiled once
//! and knows no type: JSON is written from a view ([`to_json`]), read into a slot ([`read`]), and
//! `Debug` prints a view with the secrets left out ([`debug`]). Generated code stays a few lines a
//! type and costs nothing until it is used.
//!
//! The crate does no input or output and knows neither services nor HTTP.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod arguments;
mod debug;
mod decode_error;
mod equality;
mod halves;
mod members;
mod primitive;
mod read;
mod received;
pub mod server;
mod shape;
pub mod text;
mod timestamp;
mod value;
mod write;

/// The README's code, which is compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

pub use arguments::{copy, list, map, map_of_lists, set, unset};
pub use debug::{REDACTED, debug, debug_union};
pub use decode_error::{DecodeError, Problem};
pub use equality::equal;
pub use read::{Reading, deserialize, missing_members, read};
pub use received::as_received;
pub use shape::{Constraint, Facts, Member, OPTIONAL, REQUIRED, Shape, TimestampFormat};
pub use timestamp::{date_time, parse_timestamp};
pub use value::{
    Blank, Code, Fill, FillList, FillMap, FillStructure, FillUnion, Optional, Slot, Structure, Text, Union,
    Value, View, ViewList, ViewMap, ViewStructure, ViewUnion, Wire,
};
pub use write::{serialize, to_document, to_json};

/// A value without a schema: Smithy's `document` type.
pub use serde_json::Value as Document;

#[doc(hidden)]
pub use serde_core;

/// Implements serde's `Serialize` and `Deserialize`, in wire form: for types that implement [`Wire`],
/// with `responses:` for structures that do not, and with `requests:` for such structures that are
/// nothing without their required members.
#[macro_export]
macro_rules! serde_traits {
    (requests: $($name:ident),* $(,)?) => { $(
        $crate::serde_traits!(@structure $name, $crate::Reading::Server);
    )* };
    (responses: $($name:ident),* $(,)?) => { $(
        $crate::serde_traits!(@structure $name, $crate::Reading::Lenient);
    )* };
    ($($name:ident),* $(,)?) => { $(
        $crate::serde_traits!(@implement $name, $crate::View::view, $crate::Fill::slot, $crate::Reading::Lenient);
    )* };
    (@structure $name:ident, $reading:expr) => {
        $crate::serde_traits!(@implement $name, $crate::Value::Structure, $crate::Slot::Structure, $reading);
    };
    (@implement $name:ident, $view:expr, $slot:expr, $reading:expr) => {
        impl $crate::serde_core::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::serialize($view(self), serializer)
            }
        }
        impl<'de> $crate::serde_core::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut value: Self = $crate::Blank::blank();
                $crate::deserialize($slot(&mut value), deserializer, $reading)?;
                Ok(value)
            }
        }
    };
}
