/// What a payload holds. Types that this crate does not know are kept as they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PayloadType {
    /// Nothing that is said here: the payloads of acknowledges.
    Unset,
    /// Bytes: what a terminal shows, what is typed, what a connection carries.
    Output,
    /// Reserved; no peer is known to send it.
    Error,
    /// A [`TerminalSize`](super::TerminalSize).
    Size,
    /// Reserved; no peer is known to send it.
    Parameter,
    /// A [`handshake::Request`](super::handshake::Request).
    HandshakeRequest,
    /// A [`handshake::Response`](super::handshake::Response).
    HandshakeResponse,
    /// A [`handshake::Complete`](super::handshake::Complete).
    HandshakeComplete,
    /// A [`handshake::Challenge`](super::handshake::Challenge) of the agent.
    EncryptionChallengeRequest,
    /// The client's answer to it.
    EncryptionChallengeResponse,
    /// A [`Flag`](super::Flag).
    Flag,
    /// Bytes of the error stream.
    StandardError,
    /// The text of an [exit code](super::exit_code).
    ExitCode,
    /// Anything else.
    Other(u32),
}

impl PayloadType {
    const KNOWN: [Self; 13] = [
        Self::Unset,
        Self::Output,
        Self::Error,
        Self::Size,
        Self::Parameter,
        Self::HandshakeRequest,
        Self::HandshakeResponse,
        Self::HandshakeComplete,
        Self::EncryptionChallengeRequest,
        Self::EncryptionChallengeResponse,
        Self::Flag,
        Self::StandardError,
        Self::ExitCode,
    ];

    /// The number in frames.
    #[must_use]
    pub const fn as_u32(self) -> u32 {
        match self {
            Self::Unset => 0,
            Self::Output => 1,
            Self::Error => 2,
            Self::Size => 3,
            Self::Parameter => 4,
            Self::HandshakeRequest => 5,
            Self::HandshakeResponse => 6,
            Self::HandshakeComplete => 7,
            Self::EncryptionChallengeRequest => 8,
            Self::EncryptionChallengeResponse => 9,
            Self::Flag => 10,
            Self::StandardError => 11,
            Self::ExitCode => 12,
            Self::Other(number) => number,
        }
    }

    /// Whether payloads of the type are sealed once a session is encrypted. All others stay clear.
    #[must_use]
    pub const fn is_sealed(self) -> bool {
        matches!(self, Self::Output | Self::StandardError | Self::ExitCode)
    }
}

impl From<u32> for PayloadType {
    fn from(number: u32) -> Self {
        let known = usize::try_from(number).ok().and_then(|index| Self::KNOWN.get(index));
        known.copied().unwrap_or(Self::Other(number))
    }
}
