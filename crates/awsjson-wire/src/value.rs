//! The seam between generated types and the code that reads, writes and prints them.

use time::OffsetDateTime;

use crate::{Document, Shape};

/// A type that has a value before anything was read into it.
pub trait Blank {
    /// Empty text, zero, no elements. It is also what stands in for a required member that a service
    /// left out of its answer.
    fn blank() -> Self
    where
        Self: Sized;

    /// What `null` means as an element of a list or map: nothing at all, unless the collection is
    /// sparse.
    #[inline]
    fn null() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }
}

/// A type whose values can be seen, for writing and printing.
///
/// Seeing and filling are traits of their own, here and below: a program that never reads a request,
/// nor writes an answer, has neither compiled.
pub trait View {
    /// The value, borrowed.
    fn view(&self) -> Value<'_>;
}

/// A type into whose values others can be read.
pub trait Fill {
    /// The place to read a value into.
    fn slot(&mut self) -> Slot<'_>;
}

/// A type that has a form on the wire, wherever it stands.
///
/// Generated types implement what it consists of by pointing at their parts; nothing is copied and
/// nothing runs until somebody reads, writes or prints.
pub trait Wire: Blank + View + Fill {}

impl<T: Blank + View + Fill> Wire for T {}

/// A borrowed value of any type that has a form on the wire.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// An absent element of a sparse collection.
    Null,
    /// Text, or the text of an enumeration.
    String(&'a str),
    /// True or false.
    Boolean(bool),
    /// A whole number of up to 64 bits, or the number of an enumeration.
    Integer(i64),
    /// A whole number of up to 128 bits.
    BigInteger(i128),
    /// A number of single precision.
    Float(f32),
    /// A number of double precision.
    Double(f64),
    /// A point in time.
    Timestamp(OffsetDateTime),
    /// Bytes, in base64 on the wire.
    Blob(&'a [u8]),
    /// A value without a schema.
    Document(&'a Document),
    /// Named members.
    Structure(&'a dyn ViewStructure),
    /// Exactly one of several members.
    Union(&'a dyn ViewUnion),
    /// Elements in order.
    List(&'a dyn ViewList),
    /// Elements by name.
    Map(&'a dyn ViewMap),
}

/// A place that a value is read into.
pub enum Slot<'a> {
    /// Takes text.
    String(&'a mut String),
    /// Takes the text of an enumeration.
    Text(&'a mut dyn Text),
    /// Takes the number of an enumeration.
    Code(&'a mut dyn Code),
    /// Takes true or false.
    Boolean(&'a mut bool),
    /// Takes a whole number of 8 bits.
    Byte(&'a mut i8),
    /// Takes a whole number of 16 bits.
    Short(&'a mut i16),
    /// Takes a whole number of 32 bits.
    Integer(&'a mut i32),
    /// Takes a whole number of 64 bits.
    Long(&'a mut i64),
    /// Takes a whole number of 128 bits.
    BigInteger(&'a mut i128),
    /// Takes a number of single precision.
    Float(&'a mut f32),
    /// Takes a number of double precision.
    Double(&'a mut f64),
    /// Takes a point in time, in any of the three formats.
    Timestamp(&'a mut OffsetDateTime),
    /// Takes base64.
    Blob(&'a mut Vec<u8>),
    /// Takes anything.
    Document(&'a mut Document),
    /// Takes an object with known members.
    Structure(&'a mut dyn FillStructure),
    /// Takes an object with one member.
    Union(&'a mut dyn FillUnion),
    /// Takes an array.
    List(&'a mut dyn FillList),
    /// Takes an object with any members.
    Map(&'a mut dyn FillMap),
    /// Takes what another slot takes, or nothing.
    Optional(&'a mut dyn Optional),
}

/// A type with named members.
pub trait Structure {
    /// The structure in which nothing is set, and what is required is blank.
    fn unset() -> Self
    where
        Self: Sized;
    /// The table of its members.
    fn shape(&self) -> &'static Shape;
    /// The member at this index of the table, set or not; none beyond the table. Who wants to know what
    /// is set asks its view for the [`value`](trait.ViewStructure.html#method.value).
    fn member(&self, index: usize) -> Option<&dyn View>;
    /// The same member, to be read into.
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Fill>;
}

/// A [`Structure`] as it is seen.
pub trait ViewStructure {
    /// The table of its members.
    fn shape(&self) -> &'static Shape;
    /// The member at this index of the table.
    fn member(&self, index: usize) -> Option<&dyn View>;
}

/// A [`Structure`] as it is filled.
pub trait FillStructure {
    /// The table of its members.
    fn shape(&self) -> &'static Shape;
    /// The member at this index of the table.
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Fill>;
}

/// A type whose values are exactly one of several members.
pub trait Union {
    /// The table of its members.
    fn shape(&self) -> &'static Shape;
    /// The name of the member that it is, its index if the table has it, and its value.
    fn active(&self) -> (&str, Option<usize>, Value<'_>);
    /// Becomes the member at this index and says where to read it; none beyond the table.
    fn select(&mut self, index: usize) -> Option<Slot<'_>>;
    /// Becomes a member that the table does not have and says where to read it; none if the union
    /// keeps no such member.
    fn select_unknown(&mut self, name: &str) -> Option<Slot<'_>>;
}

/// A [`Union`] as it is seen.
pub trait ViewUnion {
    /// The table of its members.
    fn shape(&self) -> &'static Shape;
    /// The name of the member that it is, its index if the table has it, and its value.
    fn active(&self) -> (&str, Option<usize>, Value<'_>);
}

/// A [`Union`] as it is filled.
pub trait FillUnion {
    /// The table of its members.
    fn shape(&self) -> &'static Shape;
    /// Becomes the member at this index and says where to read it; none beyond the table.
    fn select(&mut self, index: usize) -> Option<Slot<'_>>;
    /// Becomes a member that the table does not have and says where to read it; none if the union
    /// keeps no such member.
    fn select_unknown(&mut self, name: &str) -> Option<Slot<'_>>;
}

/// Elements in order, as they are seen.
pub trait ViewList {
    /// How many there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    #[inline]
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The element at this index, `Null` beyond the last.
    fn element(&self, index: usize) -> Value<'_>;
}

/// Elements in order, as they are filled.
pub trait FillList {
    /// Removes all elements.
    fn clear(&mut self);
    /// Appends an element and says where to read it.
    fn push(&mut self) -> Option<Slot<'_>>;
    /// Appends `null`, if the list is sparse.
    fn push_null(&mut self);
}

/// Elements by name, as they are seen.
pub trait ViewMap {
    /// Calls back with each entry, in the order of the keys.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Value<'a>));
}

/// Elements by name, as they are filled.
pub trait FillMap {
    /// Removes all entries.
    fn clear(&mut self);
    /// Adds an entry and says where to read its value.
    fn insert(&mut self, key: String) -> Slot<'_>;
    /// Adds `null` under this key, if the map is sparse.
    fn insert_null(&mut self, key: String);
}

/// A value that may be absent.
pub trait Optional {
    /// Becomes present and says where to read the value.
    fn fill(&mut self) -> Slot<'_>;
    /// Becomes absent.
    fn clear(&mut self);
}

/// An enumeration of texts.
pub trait Text {
    /// Becomes the variant of this text.
    fn set(&mut self, text: &str);
}

impl<T: for<'a> From<&'a str>> Text for T {
    #[inline]
    fn set(&mut self, text: &str) {
        *self = Self::from(text);
    }
}

/// An enumeration of numbers.
pub trait Code {
    /// Becomes the variant of this number.
    fn set(&mut self, number: i32);
}

impl<T: From<i32>> Code for T {
    #[inline]
    fn set(&mut self, number: i32) {
        *self = Self::from(number);
    }
}
