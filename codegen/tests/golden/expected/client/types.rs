#[cfg(feature = "spare-parts")]
mod for_spare_parts {
    #[allow(unused_imports)]
    use super::*;

    /// The structure `NextPage` of the service.
    #[non_exhaustive]
    pub struct NextPage {
        /// `Marker`: text.
        pub marker: Option<String>,
    }

    impl Clone for NextPage {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                marker: awsjson_wire::copy(&self.marker),
            }
        }
    }

    impl Default for NextPage {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for NextPage {
        #[inline]
        fn unset() -> Self {
            Self {
                marker: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "NextPage",
                members: &[
                    awsjson_wire::Member { name: "Marker", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.marker,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.marker,
                _ => return None,
            })
        }
    }

    impl PartialEq for NextPage {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for NextPage {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// The structure `PartPage` of the service.
    #[non_exhaustive]
    pub struct PartPage {
        /// `Parts`: a map to `PartDescription`.
        pub parts: std::collections::BTreeMap<String, PartDescription>,
        /// `Next`: `NextPage`.
        pub next: Option<NextPage>,
    }

    impl Clone for PartPage {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                parts: awsjson_wire::copy(&self.parts),
                next: awsjson_wire::copy(&self.next),
            }
        }
    }

    impl Default for PartPage {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for PartPage {
        #[inline]
        fn unset() -> Self {
            Self {
                parts: std::collections::BTreeMap::new(),
                next: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "PartPage",
                members: &[
                    awsjson_wire::Member { name: "Parts", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Next", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.parts,
                1 => &self.next,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.parts,
                1 => &mut self.next,
                _ => return None,
            })
        }
    }

    impl PartialEq for PartPage {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for PartPage {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        NextPage,
        PartPage,
    }
}

#[cfg(feature = "spare-parts")]
#[allow(unused_imports)]
pub use for_spare_parts::*;

#[cfg(any(feature = "spare-parts", feature = "tools"))]
mod for_spare_parts_or_tools {
    #[allow(unused_imports)]
    use super::*;

    /// The structure `PartDescription` of the service.
    #[non_exhaustive]
    pub struct PartDescription {
        /// `Name`: text, required.
        pub name: Option<String>,
        /// `Condition`: `Condition`.
        pub condition: Option<Condition>,
        /// `Parts`: a list of `PartDescription`.
        pub parts: Vec<PartDescription>,
        /// `Spares`: a map to `PartDescription`.
        pub spares: std::collections::BTreeMap<String, PartDescription>,
    }

    impl Clone for PartDescription {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                name: awsjson_wire::copy(&self.name),
                condition: awsjson_wire::copy(&self.condition),
                parts: awsjson_wire::copy(&self.parts),
                spares: awsjson_wire::copy(&self.spares),
            }
        }
    }

    impl Default for PartDescription {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for PartDescription {
        #[inline]
        fn unset() -> Self {
            Self {
                name: None,
                condition: None,
                parts: Vec::new(),
                spares: std::collections::BTreeMap::new(),
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "PartDescription",
                members: &[
                    awsjson_wire::Member { name: "Name", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "Condition", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Parts", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Spares", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.name,
                1 => &self.condition,
                2 => &self.parts,
                3 => &self.spares,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.name,
                1 => &mut self.condition,
                2 => &mut self.parts,
                3 => &mut self.spares,
                _ => return None,
            })
        }
    }

    impl PartialEq for PartDescription {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for PartDescription {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        PartDescription,
    }
}

#[cfg(any(feature = "spare-parts", feature = "tools"))]
#[allow(unused_imports)]
pub use for_spare_parts_or_tools::*;

#[cfg(any(feature = "spare-parts", feature = "tools", feature = "workshop"))]
mod for_3_capabilities_2 {
    #[allow(unused_imports)]
    use super::*;

    /// The enumeration `Condition` of the service.
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum Condition {
        /// `GOOD`
        Good,
        /// `BROKEN`
        Broken,
        /// `worn-out`
        WornOut,
        /// A value that is newer than this crate, kept as it came.
        Unknown(String),
    }

    impl Condition {
        /// The value on the wire.
        #[inline]
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Good => "GOOD",
                Self::Broken => "BROKEN",
                Self::WornOut => "worn-out",
                Self::Unknown(value) => awsjson_wire::text::borrowed(value),
            }
        }
    }

    impl From<&str> for Condition {
        #[inline]
        fn from(value: &str) -> Self {
            match awsjson_wire::text::position(&["GOOD", "BROKEN", "worn-out"], value) {
                Some(0) => Self::Good,
                Some(1) => Self::Broken,
                Some(2) => Self::WornOut,
                _ => Self::Unknown(awsjson_wire::text::owned(value)),
            }
        }
    }

    impl From<String> for Condition {
        #[inline]
        fn from(value: String) -> Self {
            Self::from(awsjson_wire::text::borrowed(&value))
        }
    }

    impl awsjson_wire::Blank for Condition {
        #[inline]
        fn blank() -> Self {
            Self::Unknown(String::new())
        }
    }

    impl awsjson_wire::View for Condition {
        #[inline]
        fn view(&self) -> awsjson_wire::Value<'_> {
            awsjson_wire::Value::String(self.as_str())
        }
    }

    impl awsjson_wire::Fill for Condition {
        #[inline]
        fn slot(&mut self) -> awsjson_wire::Slot<'_> {
            awsjson_wire::Slot::Text(self)
        }
    }

    impl PartialEq for Condition {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::text::same(self.as_str(), other.as_str())
        }
    }

    impl Eq for Condition {}

    impl std::hash::Hash for Condition {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            awsjson_wire::text::hash(self.as_str(), state);
        }
    }

    impl std::fmt::Debug for Condition {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            std::fmt::Debug::fmt(self.as_str(), f)
        }
    }

    impl std::fmt::Display for Condition {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.pad(self.as_str())
        }
    }

    /// The structure `Filter` of the service.
    #[non_exhaustive]
    pub struct Filter {
        /// `Key`: text, required.
        pub key: String,
        /// `Values`: a list of text, required. At most 10 elements.
        pub values: Vec<String>,
        /// `Negate`: true or false.
        pub negate: Option<bool>,
    }

    impl Filter {
        /// A `Filter` of its required members.
        #[inline]
        #[must_use]
        pub fn new(
            key: impl Into<String>,
            values: impl IntoIterator<Item = impl Into<String>>,
        ) -> Self {
            Self {
                key: key.into(),
                values: awsjson_wire::list::<String>(values),
                negate: None,
            }
        }

        /// `Negate`: true or false.
        #[inline]
        #[must_use]
        pub fn negate(mut self, negate: bool) -> Self {
            awsjson_wire::set(&mut self.negate, negate);
            self
        }
    }

    impl Clone for Filter {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                key: awsjson_wire::copy(&self.key),
                values: awsjson_wire::copy(&self.values),
                negate: awsjson_wire::copy(&self.negate),
            }
        }
    }

    impl awsjson_wire::Structure for Filter {
        #[inline]
        fn unset() -> Self {
            Self {
                key: awsjson_wire::text::EMPTY,
                values: Vec::new(),
                negate: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "Filter",
                members: &[
                    awsjson_wire::Member { name: "Key", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "Values", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "Negate", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.key,
                1 => &self.values,
                2 => &self.negate,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.key,
                1 => &mut self.values,
                2 => &mut self.negate,
                _ => return None,
            })
        }
    }

    impl PartialEq for Filter {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for Filter {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// The error `WorkshopClosed` of the service.
    #[non_exhaustive]
    pub struct WorkshopClosed {
        /// `message`: text, required.
        pub message: Option<String>,
        /// `OpensAt`: a point in time.
        pub opens_at: Option<time::OffsetDateTime>,
    }

    impl Clone for WorkshopClosed {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                message: awsjson_wire::copy(&self.message),
                opens_at: awsjson_wire::copy(&self.opens_at),
            }
        }
    }

    impl Default for WorkshopClosed {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for WorkshopClosed {
        #[inline]
        fn unset() -> Self {
            Self {
                message: None,
                opens_at: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "WorkshopClosed",
                members: &[
                    awsjson_wire::Member { name: "message", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "OpensAt", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: true,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.message,
                1 => &self.opens_at,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.message,
                1 => &mut self.opens_at,
                _ => return None,
            })
        }
    }

    impl PartialEq for WorkshopClosed {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for WorkshopClosed {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        Condition,
        Filter,
        WorkshopClosed,
    }
}

#[cfg(any(feature = "spare-parts", feature = "tools", feature = "workshop"))]
#[allow(unused_imports)]
pub use for_3_capabilities_2::*;

#[cfg(any(feature = "spare-parts", feature = "workshop"))]
mod for_spare_parts_or_workshop {
    #[allow(unused_imports)]
    use super::*;

    /// The structure `Empty` of the service.
    #[non_exhaustive]
    pub struct Empty {}

    impl Empty {
        /// A `Empty` in which nothing is set.
        #[inline]
        #[must_use]
        pub fn new() -> Self {
            awsjson_wire::unset()
        }
    }

    impl Clone for Empty {
        #[inline]
        fn clone(&self) -> Self {
            Self {}
        }
    }

    impl Default for Empty {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for Empty {
        #[inline]
        fn unset() -> Self {
            Self {}
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "Empty",
                members: &[],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, _: usize) -> Option<&dyn awsjson_wire::View> {
            None
        }

        #[inline]
        fn member_mut(&mut self, _: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            None
        }
    }

    impl PartialEq for Empty {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for Empty {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// The union `Query` of the service: one of its variants.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Query {
        /// `And`: a list of `Query`.
        And(Vec<Query>),
        /// `Not`: `Query`.
        Not(Box<Query>),
        /// `Name`: text.
        Name(String),
        /// `Since`: a point in time.
        Since(time::OffsetDateTime),
        /// `Filter`: `Filter`.
        Filter(Filter),
        /// `Broken`: `Empty`.
        Broken(Empty),
        /// `Password`: text.
        Password(String),
        /// `Unknown`: true or false.
        UnknownValue(bool),
        /// A member that is newer than this crate: its name and value, kept as they came.
        Unknown(String, awsjson_wire::Document),
    }

    impl awsjson_wire::Union for Query {
        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "Query",
                members: &[
                    awsjson_wire::Member { name: "And", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Not", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Name", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Since", facts: awsjson_wire::Facts { timestamps: awsjson_wire::TimestampFormat::DateTime, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Filter", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Broken", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Password", facts: awsjson_wire::Facts { secret: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Unknown", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn active(&self) -> (&str, Option<usize>, awsjson_wire::Value<'_>) {
            match self {
                Self::And(value) => ("And", Some(0), awsjson_wire::View::view(value)),
                Self::Not(value) => ("Not", Some(1), awsjson_wire::View::view(value)),
                Self::Name(value) => ("Name", Some(2), awsjson_wire::View::view(value)),
                Self::Since(value) => ("Since", Some(3), awsjson_wire::View::view(value)),
                Self::Filter(value) => ("Filter", Some(4), awsjson_wire::View::view(value)),
                Self::Broken(value) => ("Broken", Some(5), awsjson_wire::View::view(value)),
                Self::Password(value) => ("Password", Some(6), awsjson_wire::View::view(value)),
                Self::UnknownValue(value) => ("Unknown", Some(7), awsjson_wire::View::view(value)),
                Self::Unknown(name, value) => (name, None, awsjson_wire::View::view(value)),
            }
        }

        #[inline]
        fn select(&mut self, index: usize) -> Option<awsjson_wire::Slot<'_>> {
            *self = match index {
                0 => Self::And(awsjson_wire::Blank::blank()),
                1 => Self::Not(awsjson_wire::Blank::blank()),
                2 => Self::Name(awsjson_wire::Blank::blank()),
                3 => Self::Since(awsjson_wire::Blank::blank()),
                4 => Self::Filter(awsjson_wire::Blank::blank()),
                5 => Self::Broken(awsjson_wire::Blank::blank()),
                6 => Self::Password(awsjson_wire::Blank::blank()),
                7 => Self::UnknownValue(awsjson_wire::Blank::blank()),
                _ => return None,
            };
            Some(match self {
                Self::And(value) => awsjson_wire::Fill::slot(value),
                Self::Not(value) => awsjson_wire::Fill::slot(value),
                Self::Name(value) => awsjson_wire::Fill::slot(value),
                Self::Since(value) => awsjson_wire::Fill::slot(value),
                Self::Filter(value) => awsjson_wire::Fill::slot(value),
                Self::Broken(value) => awsjson_wire::Fill::slot(value),
                Self::Password(value) => awsjson_wire::Fill::slot(value),
                Self::UnknownValue(value) => awsjson_wire::Fill::slot(value),
                Self::Unknown(_, value) => awsjson_wire::Fill::slot(value),
            })
        }

        #[inline]
        fn select_unknown(&mut self, name: &str) -> Option<awsjson_wire::Slot<'_>> {
            *self = Self::Unknown(name.to_owned(), awsjson_wire::Blank::blank());
            match self {
                Self::Unknown(_, value) => Some(awsjson_wire::Fill::slot(value)),
                _ => None,
            }
        }
    }

    impl awsjson_wire::Blank for Query {
        #[inline]
        fn blank() -> Self {
            Self::Unknown(String::new(), awsjson_wire::Blank::blank())
        }
    }

    impl awsjson_wire::View for Query {
        #[inline]
        fn view(&self) -> awsjson_wire::Value<'_> {
            awsjson_wire::Value::Union(self)
        }
    }

    impl awsjson_wire::Fill for Query {
        #[inline]
        fn slot(&mut self) -> awsjson_wire::Slot<'_> {
            awsjson_wire::Slot::Union(self)
        }
    }

    impl awsjson_wire::Blank for Box<Query> {
        #[inline]
        fn blank() -> Self {
            Box::new(awsjson_wire::Blank::blank())
        }
    }

    impl awsjson_wire::View for Box<Query> {
        #[inline]
        fn view(&self) -> awsjson_wire::Value<'_> {
            awsjson_wire::Value::Union(&**self)
        }
    }

    impl awsjson_wire::Fill for Box<Query> {
        #[inline]
        fn slot(&mut self) -> awsjson_wire::Slot<'_> {
            awsjson_wire::Slot::Union(&mut **self)
        }
    }

    impl std::fmt::Debug for Query {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug_union(self, f)
        }
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        Empty,
        Query,
    }
}

#[cfg(any(feature = "spare-parts", feature = "workshop"))]
#[allow(unused_imports)]
pub use for_spare_parts_or_workshop::*;

#[cfg(feature = "tools")]
mod for_tools {
    #[allow(unused_imports)]
    use super::*;

    /// The structure `Lock` of the service.
    #[non_exhaustive]
    pub struct Lock {
        /// `Maker`: text.
        pub maker: Option<String>,
        /// `Code`: text.
        pub code: Option<String>,
    }

    impl Lock {
        /// A `Lock` in which nothing is set.
        #[inline]
        #[must_use]
        pub fn new() -> Self {
            awsjson_wire::unset()
        }

        /// `Maker`: text.
        #[inline]
        #[must_use]
        pub fn maker(mut self, maker: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.maker, maker);
            self
        }

        /// `Code`: text.
        #[inline]
        #[must_use]
        pub fn code(mut self, code: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.code, code);
            self
        }
    }

    impl Clone for Lock {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                maker: awsjson_wire::copy(&self.maker),
                code: awsjson_wire::copy(&self.code),
            }
        }
    }

    impl Default for Lock {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for Lock {
        #[inline]
        fn unset() -> Self {
            Self {
                maker: None,
                code: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "Lock",
                members: &[
                    awsjson_wire::Member { name: "Maker", facts: awsjson_wire::Facts { secret: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Code", facts: awsjson_wire::Facts { secret: true, ..awsjson_wire::OPTIONAL } },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.maker,
                1 => &self.code,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.maker,
                1 => &mut self.code,
                _ => return None,
            })
        }
    }

    impl PartialEq for Lock {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for Lock {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// Of what a tool is made.
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum Material {
        /// Light, and it floats.
        ///
        /// `wood`
        Wood,
        /// Heavy.
        ///
        /// `steel`
        Steel,
        /// A value that is newer than this crate, kept as it came.
        Unknown(String),
    }

    impl Material {
        /// The value on the wire.
        #[inline]
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Wood => "wood",
                Self::Steel => "steel",
                Self::Unknown(value) => awsjson_wire::text::borrowed(value),
            }
        }
    }

    impl From<&str> for Material {
        #[inline]
        fn from(value: &str) -> Self {
            match awsjson_wire::text::position(&["wood", "steel"], value) {
                Some(0) => Self::Wood,
                Some(1) => Self::Steel,
                _ => Self::Unknown(awsjson_wire::text::owned(value)),
            }
        }
    }

    impl From<String> for Material {
        #[inline]
        fn from(value: String) -> Self {
            Self::from(awsjson_wire::text::borrowed(&value))
        }
    }

    impl awsjson_wire::Blank for Material {
        #[inline]
        fn blank() -> Self {
            Self::Unknown(String::new())
        }
    }

    impl awsjson_wire::View for Material {
        #[inline]
        fn view(&self) -> awsjson_wire::Value<'_> {
            awsjson_wire::Value::String(self.as_str())
        }
    }

    impl awsjson_wire::Fill for Material {
        #[inline]
        fn slot(&mut self) -> awsjson_wire::Slot<'_> {
            awsjson_wire::Slot::Text(self)
        }
    }

    impl PartialEq for Material {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::text::same(self.as_str(), other.as_str())
        }
    }

    impl Eq for Material {}

    impl std::hash::Hash for Material {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            awsjson_wire::text::hash(self.as_str(), state);
        }
    }

    impl std::fmt::Debug for Material {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            std::fmt::Debug::fmt(self.as_str(), f)
        }
    }

    impl std::fmt::Display for Material {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.pad(self.as_str())
        }
    }

    /// The error `ShelfFull` of the service.
    #[non_exhaustive]
    pub struct ShelfFull {}

    impl Clone for ShelfFull {
        #[inline]
        fn clone(&self) -> Self {
            Self {}
        }
    }

    impl Default for ShelfFull {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for ShelfFull {
        #[inline]
        fn unset() -> Self {
            Self {}
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "ShelfFull",
                members: &[],
                is_error: true,
            }
        }

        #[inline]
        fn member(&self, _: usize) -> Option<&dyn awsjson_wire::View> {
            None
        }

        #[inline]
        fn member_mut(&mut self, _: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            None
        }
    }

    impl PartialEq for ShelfFull {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for ShelfFull {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// A tool as it hangs on the wall.
    #[non_exhaustive]
    pub struct ToolDescription {
        /// Letters that the owner painted on it.
        ///
        /// `Name`: text, required. From 1 to 64 characters. Matches `^[a-z-]+$`.
        pub name: Option<String>,
        /// `State`: `ToolState`.
        pub state: Option<ToolState>,
        /// `Parts`: a list of `PartDescription`.
        pub parts: Vec<PartDescription>,
        /// A tool as it hangs on the wall.
        ///
        /// `Handle`: `ToolDescription`.
        pub handle: Option<Box<ToolDescription>>,
        /// `Wear`: `Wear`.
        pub wear: Option<Wear>,
        /// `Combination`: text.
        pub combination: Option<String>,
    }

    impl Clone for ToolDescription {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                name: awsjson_wire::copy(&self.name),
                state: awsjson_wire::copy(&self.state),
                parts: awsjson_wire::copy(&self.parts),
                handle: awsjson_wire::copy(&self.handle),
                wear: awsjson_wire::copy(&self.wear),
                combination: awsjson_wire::copy(&self.combination),
            }
        }
    }

    impl Default for ToolDescription {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for ToolDescription {
        #[inline]
        fn unset() -> Self {
            Self {
                name: None,
                state: None,
                parts: Vec::new(),
                handle: None,
                wear: None,
                combination: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "ToolDescription",
                members: &[
                    awsjson_wire::Member { name: "Name", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "State", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Parts", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Handle", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Wear", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Combination", facts: awsjson_wire::Facts { secret: true, ..awsjson_wire::OPTIONAL } },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.name,
                1 => &self.state,
                2 => &self.parts,
                3 => &self.handle,
                4 => &self.wear,
                5 => &self.combination,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.name,
                1 => &mut self.state,
                2 => &mut self.parts,
                3 => &mut self.handle,
                4 => &mut self.wear,
                5 => &mut self.combination,
                _ => return None,
            })
        }
    }

    impl PartialEq for ToolDescription {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for ToolDescription {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// The error `ToolExists` of the service.
    #[non_exhaustive]
    pub struct ToolExists {
        /// `message`: text.
        pub message: Option<String>,
    }

    impl Clone for ToolExists {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                message: awsjson_wire::copy(&self.message),
            }
        }
    }

    impl Default for ToolExists {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for ToolExists {
        #[inline]
        fn unset() -> Self {
            Self {
                message: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "ToolExists",
                members: &[
                    awsjson_wire::Member { name: "message", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: true,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.message,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.message,
                _ => return None,
            })
        }
    }

    impl PartialEq for ToolExists {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for ToolExists {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// The error `ToolNotFound` of the service.
    #[non_exhaustive]
    pub struct ToolNotFound {
        /// `Message`: text.
        pub message: Option<String>,
        /// Letters that the owner painted on it.
        ///
        /// `Name`: text, required. From 1 to 64 characters. Matches `^[a-z-]+$`.
        pub name: Option<String>,
        /// A tool as it hangs on the wall.
        ///
        /// `Nearest`: `ToolDescription`.
        pub nearest: Option<ToolDescription>,
    }

    impl Clone for ToolNotFound {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                message: awsjson_wire::copy(&self.message),
                name: awsjson_wire::copy(&self.name),
                nearest: awsjson_wire::copy(&self.nearest),
            }
        }
    }

    impl Default for ToolNotFound {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for ToolNotFound {
        #[inline]
        fn unset() -> Self {
            Self {
                message: None,
                name: None,
                nearest: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "ToolNotFound",
                members: &[
                    awsjson_wire::Member { name: "Message", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Name", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "Nearest", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: true,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.message,
                1 => &self.name,
                2 => &self.nearest,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.message,
                1 => &mut self.name,
                2 => &mut self.nearest,
                _ => return None,
            })
        }
    }

    impl PartialEq for ToolNotFound {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for ToolNotFound {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        Lock,
        Material,
        ShelfFull,
        ToolDescription,
        ToolExists,
        ToolNotFound,
    }
}

#[cfg(feature = "tools")]
#[allow(unused_imports)]
pub use for_tools::*;

#[cfg(any(feature = "tools", feature = "workshop"))]
mod for_tools_or_workshop {
    #[allow(unused_imports)]
    use super::*;

    /// The enumeration `ToolState` of the service.
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum ToolState {
        /// `SHARP`
        Sharp,
        /// It needs the whetstone.
        ///
        /// `BLUNT`
        Blunt,
        /// A value that is newer than this crate, kept as it came.
        Unknown(String),
    }

    impl ToolState {
        /// The value on the wire.
        #[inline]
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Sharp => "SHARP",
                Self::Blunt => "BLUNT",
                Self::Unknown(value) => awsjson_wire::text::borrowed(value),
            }
        }
    }

    impl From<&str> for ToolState {
        #[inline]
        fn from(value: &str) -> Self {
            match awsjson_wire::text::position(&["SHARP", "BLUNT"], value) {
                Some(0) => Self::Sharp,
                Some(1) => Self::Blunt,
                _ => Self::Unknown(awsjson_wire::text::owned(value)),
            }
        }
    }

    impl From<String> for ToolState {
        #[inline]
        fn from(value: String) -> Self {
            Self::from(awsjson_wire::text::borrowed(&value))
        }
    }

    impl awsjson_wire::Blank for ToolState {
        #[inline]
        fn blank() -> Self {
            Self::Unknown(String::new())
        }
    }

    impl awsjson_wire::View for ToolState {
        #[inline]
        fn view(&self) -> awsjson_wire::Value<'_> {
            awsjson_wire::Value::String(self.as_str())
        }
    }

    impl awsjson_wire::Fill for ToolState {
        #[inline]
        fn slot(&mut self) -> awsjson_wire::Slot<'_> {
            awsjson_wire::Slot::Text(self)
        }
    }

    impl PartialEq for ToolState {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::text::same(self.as_str(), other.as_str())
        }
    }

    impl Eq for ToolState {}

    impl std::hash::Hash for ToolState {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            awsjson_wire::text::hash(self.as_str(), state);
        }
    }

    impl std::fmt::Debug for ToolState {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            std::fmt::Debug::fmt(self.as_str(), f)
        }
    }

    impl std::fmt::Display for ToolState {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.pad(self.as_str())
        }
    }

    /// The enumeration `Wear` of the service.
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum Wear {
        /// `0`
        None,
        /// `1`
        Light,
        /// Beyond repair.
        ///
        /// `-5`
        Heavy,
        /// A value that is newer than this crate, kept as it came.
        Unknown(i32),
    }

    impl Wear {
        /// The value on the wire.
        #[inline]
        #[must_use]
        pub fn as_i32(&self) -> i32 {
            match self {
                Self::None => 0,
                Self::Light => 1,
                Self::Heavy => -5,
                Self::Unknown(value) => *value,
            }
        }
    }

    impl From<i32> for Wear {
        #[inline]
        fn from(value: i32) -> Self {
            match value {
                0 => Self::None,
                1 => Self::Light,
                -5 => Self::Heavy,
                _ => Self::Unknown(value),
            }
        }
    }

    impl awsjson_wire::Blank for Wear {
        #[inline]
        fn blank() -> Self {
            Self::from(0)
        }
    }

    impl awsjson_wire::View for Wear {
        #[inline]
        fn view(&self) -> awsjson_wire::Value<'_> {
            awsjson_wire::Value::Integer(self.as_i32().into())
        }
    }

    impl awsjson_wire::Fill for Wear {
        #[inline]
        fn slot(&mut self) -> awsjson_wire::Slot<'_> {
            awsjson_wire::Slot::Code(self)
        }
    }

    impl PartialEq for Wear {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_i32() == other.as_i32()
        }
    }

    impl Eq for Wear {}

    impl std::hash::Hash for Wear {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.as_i32().hash(state);
        }
    }

    impl std::fmt::Debug for Wear {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            std::fmt::Debug::fmt(&self.as_i32(), f)
        }
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        ToolState,
        Wear,
    }
}

#[cfg(any(feature = "tools", feature = "workshop"))]
#[allow(unused_imports)]
pub use for_tools_or_workshop::*;

#[cfg(feature = "workshop")]
mod for_workshop {
    #[allow(unused_imports)]
    use super::*;

    /// The structure `Box` of the service.
    #[non_exhaustive]
    pub struct BoxShape {
        /// `Vec`: a list of text. At most 10 elements.
        pub vec: Option<Vec<String>>,
    }

    impl BoxShape {
        /// A `BoxShape` in which nothing is set.
        #[inline]
        #[must_use]
        pub fn new() -> Self {
            awsjson_wire::unset()
        }

        /// `Vec`: a list of text. At most 10 elements.
        #[inline]
        #[must_use]
        pub fn vec(mut self, vec: impl IntoIterator<Item = impl Into<String>>) -> Self {
            awsjson_wire::set(&mut self.vec, awsjson_wire::list::<String>(vec));
            self
        }
    }

    impl Clone for BoxShape {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                vec: awsjson_wire::copy(&self.vec),
            }
        }
    }

    impl Default for BoxShape {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for BoxShape {
        #[inline]
        fn unset() -> Self {
            Self {
                vec: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "BoxShape",
                members: &[
                    awsjson_wire::Member { name: "Vec", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.vec,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.vec,
                _ => return None,
            })
        }
    }

    impl PartialEq for BoxShape {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for BoxShape {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// The structure `Measures` of the service.
    #[non_exhaustive]
    pub struct Measures {
        /// `Yes`: true or false.
        pub yes: Option<bool>,
        /// `Byte`: a whole number.
        pub byte: Option<i8>,
        /// `Short`: a whole number.
        pub short: Option<i16>,
        /// `Integer`: a whole number.
        pub integer: Option<i32>,
        /// `Long`: a whole number.
        pub long: Option<i64>,
        /// `Big`: a whole number.
        pub big: Option<i128>,
        /// `Float`: a number.
        pub float: Option<f32>,
        /// `Double`: a number.
        pub double: Option<f64>,
        /// `Text`: text.
        pub text: Option<String>,
        /// `Bytes`: bytes.
        pub bytes: Option<Vec<u8>>,
        /// `Anything`: any JSON.
        pub anything: Option<awsjson_wire::Document>,
        /// `At`: a point in time.
        pub at: Option<time::OffsetDateTime>,
        /// `Day`: a point in time.
        pub day: Option<time::OffsetDateTime>,
        /// `Sent`: a point in time.
        pub sent: Option<time::OffsetDateTime>,
        /// `Seconds`: a point in time.
        pub seconds: Option<time::OffsetDateTime>,
        /// `Days`: a list of a point in time.
        pub days: Option<Vec<time::OffsetDateTime>>,
        /// `State`: `ToolState`.
        pub state: Option<ToolState>,
        /// `Condition`: `Condition`.
        pub condition: Option<Condition>,
        /// `Wear`: `Wear`.
        pub wear: Option<Wear>,
        /// `Wears`: a list of `Wear`.
        pub wears: Option<Vec<Wear>>,
        /// `Query`: `Query`.
        pub query: Option<Query>,
        /// `Sparse`: a list of a whole number.
        pub sparse: Option<Vec<Option<i32>>>,
        /// `SparseByName`: a map to text.
        pub sparse_by_name: Option<std::collections::BTreeMap<String, Option<String>>>,
        /// `Grid`: a list of a list of a number.
        pub grid: Option<Vec<Vec<f64>>>,
        /// `ByState`: a map to a list of text.
        pub by_state: Option<std::collections::BTreeMap<String, Vec<String>>>,
        /// `Nothing`: `Empty`.
        pub nothing: Option<Empty>,
        /// `Again`: `Measures`.
        pub again: Option<Box<Measures>>,
        /// `Many`: a list of `Measures`.
        pub many: Option<Vec<Measures>>,
        /// `ByName`: a map to `Measures`.
        pub by_name: Option<std::collections::BTreeMap<String, Measures>>,
    }

    impl Measures {
        /// A `Measures` in which nothing is set.
        #[inline]
        #[must_use]
        pub fn new() -> Self {
            awsjson_wire::unset()
        }

        /// `Yes`: true or false.
        #[inline]
        #[must_use]
        pub fn yes(mut self, yes: bool) -> Self {
            awsjson_wire::set(&mut self.yes, yes);
            self
        }

        /// `Byte`: a whole number.
        #[inline]
        #[must_use]
        pub fn byte(mut self, byte: i8) -> Self {
            awsjson_wire::set(&mut self.byte, byte);
            self
        }

        /// `Short`: a whole number.
        #[inline]
        #[must_use]
        pub fn short(mut self, short: i16) -> Self {
            awsjson_wire::set(&mut self.short, short);
            self
        }

        /// `Integer`: a whole number.
        #[inline]
        #[must_use]
        pub fn integer(mut self, integer: i32) -> Self {
            awsjson_wire::set(&mut self.integer, integer);
            self
        }

        /// `Long`: a whole number.
        #[inline]
        #[must_use]
        pub fn long(mut self, long: i64) -> Self {
            awsjson_wire::set(&mut self.long, long);
            self
        }

        /// `Big`: a whole number.
        #[inline]
        #[must_use]
        pub fn big(mut self, big: i128) -> Self {
            awsjson_wire::set(&mut self.big, big);
            self
        }

        /// `Float`: a number.
        #[inline]
        #[must_use]
        pub fn float(mut self, float: f32) -> Self {
            awsjson_wire::set(&mut self.float, float);
            self
        }

        /// `Double`: a number.
        #[inline]
        #[must_use]
        pub fn double(mut self, double: f64) -> Self {
            awsjson_wire::set(&mut self.double, double);
            self
        }

        /// `Text`: text.
        #[inline]
        #[must_use]
        pub fn text(mut self, text: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.text, text);
            self
        }

        /// `Bytes`: bytes.
        #[inline]
        #[must_use]
        pub fn bytes(mut self, bytes: impl Into<Vec<u8>>) -> Self {
            awsjson_wire::set(&mut self.bytes, bytes);
            self
        }

        /// `Anything`: any JSON.
        #[inline]
        #[must_use]
        pub fn anything(mut self, anything: awsjson_wire::Document) -> Self {
            awsjson_wire::set(&mut self.anything, anything);
            self
        }

        /// `At`: a point in time.
        #[inline]
        #[must_use]
        pub fn at(mut self, at: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.at, at);
            self
        }

        /// `Day`: a point in time.
        #[inline]
        #[must_use]
        pub fn day(mut self, day: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.day, day);
            self
        }

        /// `Sent`: a point in time.
        #[inline]
        #[must_use]
        pub fn sent(mut self, sent: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.sent, sent);
            self
        }

        /// `Seconds`: a point in time.
        #[inline]
        #[must_use]
        pub fn seconds(mut self, seconds: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.seconds, seconds);
            self
        }

        /// `Days`: a list of a point in time.
        #[inline]
        #[must_use]
        pub fn days(mut self, days: impl IntoIterator<Item = time::OffsetDateTime>) -> Self {
            awsjson_wire::set(&mut self.days, awsjson_wire::list::<time::OffsetDateTime>(days));
            self
        }

        /// `State`: `ToolState`.
        #[inline]
        #[must_use]
        pub fn state(mut self, state: impl Into<ToolState>) -> Self {
            awsjson_wire::set(&mut self.state, state);
            self
        }

        /// `Condition`: `Condition`.
        #[inline]
        #[must_use]
        pub fn condition(mut self, condition: impl Into<Condition>) -> Self {
            awsjson_wire::set(&mut self.condition, condition);
            self
        }

        /// `Wear`: `Wear`.
        #[inline]
        #[must_use]
        pub fn wear(mut self, wear: impl Into<Wear>) -> Self {
            awsjson_wire::set(&mut self.wear, wear);
            self
        }

        /// `Wears`: a list of `Wear`.
        #[inline]
        #[must_use]
        pub fn wears(mut self, wears: impl IntoIterator<Item = impl Into<Wear>>) -> Self {
            awsjson_wire::set(&mut self.wears, awsjson_wire::list::<Wear>(wears));
            self
        }

        /// `Query`: `Query`.
        #[inline]
        #[must_use]
        pub fn query(mut self, query: Query) -> Self {
            awsjson_wire::set(&mut self.query, query);
            self
        }

        /// `Sparse`: a list of a whole number.
        #[inline]
        #[must_use]
        pub fn sparse(mut self, sparse: impl IntoIterator<Item = Option<i32>>) -> Self {
            awsjson_wire::set(&mut self.sparse, awsjson_wire::list::<Option<i32>>(sparse));
            self
        }

        /// `SparseByName`: a map to text.
        #[inline]
        #[must_use]
        pub fn sparse_by_name(
            mut self,
            sparse_by_name: impl IntoIterator<Item = (impl Into<String>, Option<String>)>,
        ) -> Self {
            awsjson_wire::set(&mut self.sparse_by_name, awsjson_wire::map::<Option<String>>(sparse_by_name));
            self
        }

        /// `Grid`: a list of a list of a number.
        #[inline]
        #[must_use]
        pub fn grid(mut self, grid: impl IntoIterator<Item = Vec<f64>>) -> Self {
            awsjson_wire::set(&mut self.grid, awsjson_wire::list::<Vec<f64>>(grid));
            self
        }

        /// `ByState`: a map to a list of text.
        #[inline]
        #[must_use]
        pub fn by_state(
            mut self,
            by_state: impl IntoIterator<Item = (impl Into<String>, impl IntoIterator<Item = impl Into<String>>)>,
        ) -> Self {
            awsjson_wire::set(&mut self.by_state, awsjson_wire::map_of_lists::<String>(by_state));
            self
        }

        /// `Nothing`: `Empty`.
        #[inline]
        #[must_use]
        pub fn nothing(mut self, nothing: Empty) -> Self {
            awsjson_wire::set(&mut self.nothing, nothing);
            self
        }

        /// `Again`: `Measures`.
        #[inline]
        #[must_use]
        pub fn again(mut self, again: Measures) -> Self {
            awsjson_wire::set(&mut self.again, Box::new(again));
            self
        }

        /// `Many`: a list of `Measures`.
        #[inline]
        #[must_use]
        pub fn many(mut self, many: impl IntoIterator<Item = Measures>) -> Self {
            awsjson_wire::set(&mut self.many, awsjson_wire::list::<Measures>(many));
            self
        }

        /// `ByName`: a map to `Measures`.
        #[inline]
        #[must_use]
        pub fn by_name(
            mut self,
            by_name: impl IntoIterator<Item = (impl Into<String>, Measures)>,
        ) -> Self {
            awsjson_wire::set(&mut self.by_name, awsjson_wire::map::<Measures>(by_name));
            self
        }
    }

    impl Clone for Measures {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                yes: awsjson_wire::copy(&self.yes),
                byte: awsjson_wire::copy(&self.byte),
                short: awsjson_wire::copy(&self.short),
                integer: awsjson_wire::copy(&self.integer),
                long: awsjson_wire::copy(&self.long),
                big: awsjson_wire::copy(&self.big),
                float: awsjson_wire::copy(&self.float),
                double: awsjson_wire::copy(&self.double),
                text: awsjson_wire::copy(&self.text),
                bytes: awsjson_wire::copy(&self.bytes),
                anything: awsjson_wire::copy(&self.anything),
                at: awsjson_wire::copy(&self.at),
                day: awsjson_wire::copy(&self.day),
                sent: awsjson_wire::copy(&self.sent),
                seconds: awsjson_wire::copy(&self.seconds),
                days: awsjson_wire::copy(&self.days),
                state: awsjson_wire::copy(&self.state),
                condition: awsjson_wire::copy(&self.condition),
                wear: awsjson_wire::copy(&self.wear),
                wears: awsjson_wire::copy(&self.wears),
                query: awsjson_wire::copy(&self.query),
                sparse: awsjson_wire::copy(&self.sparse),
                sparse_by_name: awsjson_wire::copy(&self.sparse_by_name),
                grid: awsjson_wire::copy(&self.grid),
                by_state: awsjson_wire::copy(&self.by_state),
                nothing: awsjson_wire::copy(&self.nothing),
                again: awsjson_wire::copy(&self.again),
                many: awsjson_wire::copy(&self.many),
                by_name: awsjson_wire::copy(&self.by_name),
            }
        }
    }

    impl Default for Measures {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for Measures {
        #[inline]
        fn unset() -> Self {
            Self {
                yes: None,
                byte: None,
                short: None,
                integer: None,
                long: None,
                big: None,
                float: None,
                double: None,
                text: None,
                bytes: None,
                anything: None,
                at: None,
                day: None,
                sent: None,
                seconds: None,
                days: None,
                state: None,
                condition: None,
                wear: None,
                wears: None,
                query: None,
                sparse: None,
                sparse_by_name: None,
                grid: None,
                by_state: None,
                nothing: None,
                again: None,
                many: None,
                by_name: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "Measures",
                members: &[
                    awsjson_wire::Member { name: "Yes", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Byte", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Short", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Integer", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Long", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Big", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Float", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Double", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Text", facts: awsjson_wire::Facts { secret: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Bytes", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Anything", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "At", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Day", facts: awsjson_wire::Facts { timestamps: awsjson_wire::TimestampFormat::DateTime, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Sent", facts: awsjson_wire::Facts { timestamps: awsjson_wire::TimestampFormat::HttpDate, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Seconds", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Days", facts: awsjson_wire::Facts { timestamps: awsjson_wire::TimestampFormat::HttpDate, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "State", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Condition", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Wear", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Wears", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Query", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Sparse", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "SparseByName", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Grid", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "ByState", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Nothing", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Again", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Many", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "ByName", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.yes,
                1 => &self.byte,
                2 => &self.short,
                3 => &self.integer,
                4 => &self.long,
                5 => &self.big,
                6 => &self.float,
                7 => &self.double,
                8 => &self.text,
                9 => &self.bytes,
                10 => &self.anything,
                11 => &self.at,
                12 => &self.day,
                13 => &self.sent,
                14 => &self.seconds,
                15 => &self.days,
                16 => &self.state,
                17 => &self.condition,
                18 => &self.wear,
                19 => &self.wears,
                20 => &self.query,
                21 => &self.sparse,
                22 => &self.sparse_by_name,
                23 => &self.grid,
                24 => &self.by_state,
                25 => &self.nothing,
                26 => &self.again,
                27 => &self.many,
                28 => &self.by_name,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.yes,
                1 => &mut self.byte,
                2 => &mut self.short,
                3 => &mut self.integer,
                4 => &mut self.long,
                5 => &mut self.big,
                6 => &mut self.float,
                7 => &mut self.double,
                8 => &mut self.text,
                9 => &mut self.bytes,
                10 => &mut self.anything,
                11 => &mut self.at,
                12 => &mut self.day,
                13 => &mut self.sent,
                14 => &mut self.seconds,
                15 => &mut self.days,
                16 => &mut self.state,
                17 => &mut self.condition,
                18 => &mut self.wear,
                19 => &mut self.wears,
                20 => &mut self.query,
                21 => &mut self.sparse,
                22 => &mut self.sparse_by_name,
                23 => &mut self.grid,
                24 => &mut self.by_state,
                25 => &mut self.nothing,
                26 => &mut self.again,
                27 => &mut self.many,
                28 => &mut self.by_name,
                _ => return None,
            })
        }
    }

    impl PartialEq for Measures {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for Measures {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// The enumeration `Option` of the service.
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum OptionShape {
        /// `none`
        None,
        /// `SOME`
        Some,
        /// `Self`
        Self_,
        /// `"?"`
        UnknownValue,
        /// A value that is newer than this crate, kept as it came.
        Unknown(String),
    }

    impl OptionShape {
        /// The value on the wire.
        #[inline]
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self {
                Self::None => "none",
                Self::Some => "SOME",
                Self::Self_ => "Self",
                Self::UnknownValue => "\"?\"",
                Self::Unknown(value) => awsjson_wire::text::borrowed(value),
            }
        }
    }

    impl From<&str> for OptionShape {
        #[inline]
        fn from(value: &str) -> Self {
            match awsjson_wire::text::position(&["none", "SOME", "Self", "\"?\""], value) {
                Some(0) => Self::None,
                Some(1) => Self::Some,
                Some(2) => Self::Self_,
                Some(3) => Self::UnknownValue,
                _ => Self::Unknown(awsjson_wire::text::owned(value)),
            }
        }
    }

    impl From<String> for OptionShape {
        #[inline]
        fn from(value: String) -> Self {
            Self::from(awsjson_wire::text::borrowed(&value))
        }
    }

    impl awsjson_wire::Blank for OptionShape {
        #[inline]
        fn blank() -> Self {
            Self::Unknown(String::new())
        }
    }

    impl awsjson_wire::View for OptionShape {
        #[inline]
        fn view(&self) -> awsjson_wire::Value<'_> {
            awsjson_wire::Value::String(self.as_str())
        }
    }

    impl awsjson_wire::Fill for OptionShape {
        #[inline]
        fn slot(&mut self) -> awsjson_wire::Slot<'_> {
            awsjson_wire::Slot::Text(self)
        }
    }

    impl PartialEq for OptionShape {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::text::same(self.as_str(), other.as_str())
        }
    }

    impl Eq for OptionShape {}

    impl std::hash::Hash for OptionShape {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            awsjson_wire::text::hash(self.as_str(), state);
        }
    }

    impl std::fmt::Debug for OptionShape {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            std::fmt::Debug::fmt(self.as_str(), f)
        }
    }

    impl std::fmt::Display for OptionShape {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.pad(self.as_str())
        }
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        BoxShape,
        Measures,
        OptionShape,
    }
}

#[cfg(feature = "workshop")]
#[allow(unused_imports)]
pub use for_workshop::*;
