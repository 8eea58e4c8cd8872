use std::fmt;
use std::str::FromStr;

/// A client's or an agent's version: numbers between dots, usually four. Versions are compared number by
/// number, and a missing one counts as 0.
///
/// ```
/// use ssm_session::protocol::Version;
///
/// let agent: Version = "3.3.987.0".parse().unwrap();
/// assert!(agent > Version::new(3, 0, 196, 0));
/// assert_eq!(agent.to_string(), "3.3.987.0");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version([u32; 4]);

impl Version {
    /// The version that this crate gives for itself unless told otherwise: that of the oldest plugin that
    /// the service's documentation supports, so that agents take the client for a current one.
    pub const OF_CLIENT: Self = Self::new(1, 2, 764, 0);

    /// Agents above this one end a port session by [`Flag::TerminateSession`](super::Flag).
    pub const TERMINATE_FLAG: Self = Self::new(2, 3, 722, 0);
    /// Agents above this one carry many connections in one port session.
    pub const MULTIPLEXED_PORT: Self = Self::new(3, 0, 196, 0);
    /// Agents above this one send and expect no keep-alive within [`smux`](super::smux).
    pub const WITHOUT_KEEP_ALIVE: Self = Self::new(3, 1, 1511, 0);
    /// Clients from this one on can do [`smux`](super::smux), as agents see it.
    pub const MULTIPLEXED_CLIENT: Self = Self::new(1, 1, 70, 0);
    /// Clients above this one send and expect no keep-alive within [`smux`](super::smux).
    pub const CLIENT_WITHOUT_KEEP_ALIVE: Self = Self::new(1, 2, 331, 0);
    /// Clients above this one tell output, error stream and exit code apart.
    pub const SEPARATE_OUTPUT: Self = Self::new(1, 2, 295, 0);

    /// A version of four numbers.
    #[must_use]
    pub const fn new(major: u32, minor: u32, patch: u32, build: u32) -> Self {
        Self([major, minor, patch, build])
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch, build] = self.0;
        write!(f, "{major}.{minor}.{patch}.{build}")
    }
}

/// Text is no version: it is not one to four numbers with dots between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a version is one to four numbers with dots between them")]
pub struct VersionError;

impl FromStr for Version {
    type Err = VersionError;

    fn from_str(text: &str) -> Result<Self, VersionError> {
        let mut numbers = [0; 4];
        let mut places = numbers.iter_mut();
        for part in text.split('.') {
            let place = places.next().ok_or(VersionError)?;
            *place = part.parse().map_err(|_| VersionError)?;
        }
        Ok(Self(numbers))
    }
}
