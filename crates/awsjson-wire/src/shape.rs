//! What a structure or union knows about itself: its name and the table of its members.

/// The name and members of a structure, a union or the errors of an operation.
#[derive(Debug)]
pub struct Shape {
    /// The Rust name of the type.
    pub name: &'static str,
    /// The members in the model's order. Their position is their index everywhere.
    pub members: &'static [Member],
    /// Whether `message` may arrive in any spelling, as it does in errors.
    pub is_error: bool,
}

impl Shape {
    /// The format for timestamps of the member at this index, or of one that the shape does not have.
    pub(crate) fn timestamps(&self, index: Option<usize>) -> TimestampFormat {
        let member = index.and_then(|index| self.members.get(index));
        member.map_or(TimestampFormat::EpochSeconds, |member| member.facts.timestamps)
    }

    /// The index of the member with this name on the wire. Looks first at `hint`, since services
    /// send members in the order of the model more often than not.
    #[must_use]
    pub fn find(&self, name: &str, hint: usize) -> Option<usize> {
        let (before, after) = self.members.split_at(hint.min(self.members.len()));
        let matches = |member: &Member| member.name == name;
        let found = after
            .iter()
            .position(matches)
            .map(|index| index + before.len())
            .or_else(|| before.iter().position(matches));
        if found.is_none() && self.is_error && name.eq_ignore_ascii_case("message") {
            return self.members.iter().position(|member| member.name.eq_ignore_ascii_case(name));
        }
        found
    }
}

/// One member of a [`Shape`].
///
/// There is no constructor: a table without calls needs no constant, which the compiler would keep for
/// each type.
#[derive(Debug)]
pub struct Member {
    /// The name on the wire.
    pub name: &'static str,
    /// What is known of it.
    pub facts: Facts,
}

/// What is known of a member.
#[derive(Debug)]
pub struct Facts {
    /// Whether a request without it is refused.
    pub required: bool,
    /// Whether it is left out of `Debug`.
    pub secret: bool,
    /// Whether it is a list or map that is absent when it has no elements.
    pub absent_if_empty: bool,
    /// How the timestamps in it are written.
    pub timestamps: TimestampFormat,
    /// What the service accepts; only servers carry it.
    pub constraint: Option<&'static Constraint>,
}

/// The facts of an optional, printable member.
pub const OPTIONAL: Facts = Facts {
    required: false,
    secret: false,
    absent_if_empty: false,
    timestamps: TimestampFormat::EpochSeconds,
    constraint: None,
};

/// The facts of a required, printable member.
pub const REQUIRED: Facts = Facts { required: true, ..OPTIONAL };

/// How a timestamp is written: Smithy's `timestampFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since 1970 as a number, with a fraction where there is one.
    EpochSeconds,
    /// RFC 3339 text in UTC, such as `2000-01-02T20:34:56Z`.
    DateTime,
    /// The date of HTTP headers, such as `Sun, 02 Jan 2000 20:34:56 GMT`.
    HttpDate,
}

/// What a service accepts of a value: Smithy's constraint traits, for the value itself and for what
/// it holds.
#[derive(Debug)]
pub struct Constraint {
    /// The least and the greatest length: characters of text, bytes of a blob, elements of a list
    /// or map.
    pub length: Option<(u64, u64)>,
    /// The least and the greatest number.
    pub range: Option<(i64, i64)>,
    /// A regular expression that text must match.
    pub pattern: Option<&'static str>,
    /// The values of a closed enumeration.
    pub one_of: Option<&'static [&'static str]>,
    /// What is accepted of the elements of a list or the values of a map.
    pub element: Option<&'static Constraint>,
    /// What is accepted of the keys of a map.
    pub key: Option<&'static Constraint>,
}

impl Constraint {
    /// Accepts everything.
    pub const ANYTHING: Self =
        Self { length: None, range: None, pattern: None, one_of: None, element: None, key: None };
}
