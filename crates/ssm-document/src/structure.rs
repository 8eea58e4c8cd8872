//! Structures and choices are declared once, with the names they have in documents; reading, writing,
//! constructors and setters follow from the declaration.

use std::fmt;

use crate::value::{Map, Value};

/// The map from which a structure was read: its unknown members, its order and its spelling.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    pub(crate) map: Map,
    /// The members that have fields of their own.
    pub(crate) known: &'static [&'static str],
}

impl Kept {
    /// The members without fields of their own.
    pub(crate) fn others(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.map.iter().filter(|(key, _)| !self.known.contains(key))
    }
}

/// Order and spelling do not count.
impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.others().count() == other.others().count()
            && self.others().all(|(key, value)| other.map.get(key) == Some(value))
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(self.others()).finish()
    }
}

/// Declares a structure: required fields, which its constructor takes, then optional ones, which have
/// setters. A part is required and takes several members. `check with f` names a function that notes what
/// is wrong beyond the types.
macro_rules! structure {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $(check with $check:path)? {
            $(required {
                $( $(#[$required_meta:meta])* $required:ident: $required_type:ty = $required_key:literal, )*
            })?
            $(part {
                $( $(#[$part_meta:meta])* $part:ident: $part_type:ty = $($part_key:literal)+, )*
            })?
            $(optional {
                $( $(#[$optional_meta:meta])* $optional:ident: $optional_type:ty = $optional_key:literal, )*
            })?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($( $(#[$required_meta])* pub $required: $required_type, )*)?
            $($( $(#[$part_meta])* pub $part: $part_type, )*)?
            $($( $(#[$optional_meta])* pub $optional: Option<$optional_type>, )*)?
            kept: $crate::structure::Kept,
        }

        impl $name {
            const MEMBERS: &'static [&'static str] =
                &[$($($required_key,)*)? $($($($part_key,)+)*)? $($($optional_key,)*)?];

            /// With what is required.
            #[allow(clippy::new_without_default, reason = "a default would hide what is required elsewhere")]
            pub fn new(
                $($($required: impl Into<$required_type>,)*)?
                $($($part: impl Into<$part_type>,)*)?
            ) -> Self {
                Self {
                    $($($required: $required.into(),)*)?
                    $($($part: $part.into(),)*)?
                    $($($optional: None,)*)?
                    kept: $crate::structure::Kept { map: Default::default(), known: Self::MEMBERS },
                }
            }

            $($(
                $(#[$optional_meta])*
                pub fn $optional(mut self, value: impl Into<$optional_type>) -> Self {
                    self.$optional = Some(value.into());
                    self
                }
            )*)?

            /// Sets a member that has no field here.
            pub fn other(mut self, key: impl Into<String>, value: impl Into<$crate::Value>) -> Self {
                self.kept.map.insert(key, value);
                self
            }

            /// The members that have no fields here, in order.
            pub fn others(&self) -> impl Iterator<Item = (&str, &$crate::Value)> {
                self.kept.others()
            }
        }

        impl $crate::field::Field for $name {
            fn read(value: &$crate::Value, report: &mut $crate::problem::Report) -> Option<Self> {
                let Some(map) = value.as_map() else {
                    return $crate::field::unexpected(value, "a map", report);
                };
                // Everything is read before the first that cannot be decides.
                $($( let $required = $crate::field::required(map, $required_key, report); )*)?
                $($( let $part = <$part_type as $crate::field::Part>::read_from(map, report); )*)?
                $($( let $optional = $crate::field::optional(map, $optional_key, report); )*)?
                let structure = Self {
                    $($( $required: $required?, )*)?
                    $($( $part: $part?, )*)?
                    $($( $optional: $optional?, )*)?
                    kept: $crate::structure::Kept { map: map.clone(), known: Self::MEMBERS },
                };
                $( $check(&structure, report); )?
                Some(structure)
            }

            fn write(&self) -> $crate::Value {
                #[allow(unused_mut, reason = "a structure may have no fields of its own")]
                let mut map = self.kept.map.clone();
                $($( $crate::field::put(&mut map, $required_key, Some(&self.$required)); )*)?
                $($( $crate::field::Part::write_to(&self.$part, &mut map); )*)?
                $($( $crate::field::put(&mut map, $optional_key, self.$optional.as_ref()); )*)?
                $crate::Value::Map(map)
            }
        }
    };
}

/// Declares an enumeration of texts that keeps others than those it knows.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $text:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )*
            /// Another text: a reference such as `{{ action }}`, or a value that is not known here.
            Other(String),
        }

        impl $name {
            /// The text in a document.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $text, )*
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $( $text => Self::$variant, )*
                    other => Self::Other(other.into()),
                }
            }
        }

        impl $crate::field::Field for $name {
            fn read(value: &$crate::Value, report: &mut $crate::problem::Report) -> Option<Self> {
                let choice = Self::from(String::read(value, report)?.as_str());
                if let Self::Other(text) = &choice
                    && !$crate::reference::occurs_in(text)
                {
                    report.problem(concat!("must be one of", $(" ", $text),*));
                }
                Some(choice)
            }

            fn write(&self) -> $crate::Value {
                self.as_str().into()
            }
        }
    };
}

/// Declares an enumeration of structures by a name that stands beside them, as an action stands beside
/// its inputs. Others are kept.
macro_rules! actions {
    (
        $(#[$meta:meta])*
        pub enum $name:ident in $name_key:literal $inputs_key:literal {
            $( $(#[$variant_meta:meta])* $variant:ident = $text:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* $variant($variant), )*
            /// Another one.
            Other {
                /// Its name.
                name: String,
                /// Its inputs as they are.
                inputs: $crate::Value,
            },
        }

        impl $name {
            /// The name, such as `aws:runShellScript`.
            pub fn name(&self) -> &str {
                match self {
                    $( Self::$variant(_) => $text, )*
                    Self::Other { name, .. } => name,
                }
            }

            /// The inputs as they stand in a document.
            pub fn inputs(&self) -> $crate::Value {
                match self {
                    $( Self::$variant(inputs) => $crate::field::Field::write(inputs), )*
                    Self::Other { inputs, .. } => inputs.clone(),
                }
            }

            /// Reads the inputs of the action `name`, in which upper and lower case do not count.
            pub(crate) fn read(
                name: &str,
                inputs: &$crate::Value,
                report: &mut $crate::problem::Report,
            ) -> Option<Self> {
                $(
                    if name.eq_ignore_ascii_case($text) {
                        return $crate::field::Field::read(inputs, report).map(Self::$variant);
                    }
                )*
                Some(Self::Other { name: name.into(), inputs: inputs.clone() })
            }
        }

        /// The two members of the structure in which it stands.
        impl $crate::field::Part for $name {
            fn read_from(map: &$crate::Map, report: &mut $crate::problem::Report) -> Option<Self> {
                let name: String = $crate::field::required(map, $name_key, report)?;
                let none = $crate::Value::Map($crate::Map::new());
                let inputs = map.get($inputs_key).unwrap_or(&none);
                report.member($inputs_key, |report| Self::read(&name, inputs, report))
            }

            fn write_to(&self, map: &mut $crate::Map) {
                // What means the same stays as it is spelled.
                if Self::read_from(map, &mut Default::default()).as_ref() == Some(self) {
                    return;
                }
                let spelled = map.get($name_key).and_then($crate::Value::as_text);
                if !spelled.is_some_and(|name| name.eq_ignore_ascii_case(self.name())) {
                    map.insert($name_key, self.name());
                }
                map.insert($inputs_key, self.inputs());
            }
        }

        $(
            impl From<$variant> for $name {
                fn from(inputs: $variant) -> Self {
                    Self::$variant(inputs)
                }
            }
        )*
    };
}

pub(crate) use {actions, choice, structure};
