use super::MuxError;

/// The version that is spoken.
pub const VERSION: u8 = 1;

/// How long the beginning of a frame is.
pub const HEADER_BYTES: usize = 8;

/// What a frame does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Begins a stream.
    Syn,
    /// Ends a stream, in one direction.
    Fin,
    /// Carries data.
    Psh,
    /// Shows that somebody is there.
    Nop,
}

/// The beginning of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the frame does.
    pub command: Command,
    /// How many bytes of data follow.
    pub length: u16,
    /// The stream's number; 0 for [`Command::Nop`].
    pub stream: u32,
}

impl Header {
    /// The bytes of the header: its numbers are little-endian.
    #[must_use]
    pub fn encode(self) -> [u8; HEADER_BYTES] {
        let command = match self.command {
            Command::Syn => 0,
            Command::Fin => 1,
            Command::Psh => 2,
            Command::Nop => 3,
        };
        let [l0, l1] = self.length.to_le_bytes();
        let [s0, s1, s2, s3] = self.stream.to_le_bytes();
        [VERSION, command, l0, l1, s0, s1, s2, s3]
    }

    /// Reads a header.
    ///
    /// # Errors
    ///
    /// [`MuxError::Protocol`] for another version or an unknown command.
    pub fn decode(bytes: [u8; HEADER_BYTES]) -> Result<Self, MuxError> {
        let [version, command, l0, l1, s0, s1, s2, s3] = bytes;
        let known = match command {
            0 => Command::Syn,
            1 => Command::Fin,
            2 => Command::Psh,
            3 => Command::Nop,
            _ => return Err(MuxError::Protocol { version, command }),
        };
        if version != VERSION {
            return Err(MuxError::Protocol { version, command });
        }
        let (length, stream) = (u16::from_le_bytes([l0, l1]), u32::from_le_bytes([s0, s1, s2, s3]));
        Ok(Self { command: known, length, stream })
    }
}

/// Finds the frames in bytes that come in pieces of any size.
#[derive(Debug, Default)]
pub(super) struct Parser {
    /// A header of which a part has come.
    header: [u8; HEADER_BYTES],
    have: usize,
    /// The frame whose data is coming, and how much of it is still to come.
    body: Option<(Header, usize)>,
}

/// What stands next in the bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A frame begins.
    Begins(Header),
    /// So many bytes belong to this frame.
    Data(Header, usize),
}

impl Parser {
    /// What stands next, and how many bytes that takes from the front; nothing if there are too few.
    pub(super) fn next(&mut self, bytes: &[u8]) -> Result<Option<(Piece, usize)>, MuxError> {
        if let Some((header, left)) = self.body {
            let here = left.min(bytes.len());
            if here == 0 {
                return Ok(None);
            }
            self.body = (here < left).then_some((header, left - here));
            return Ok(Some((Piece::Data(header, here), here)));
        }
        let taken = bytes.len().min(HEADER_BYTES - self.have);
        self.header[self.have..self.have + taken].copy_from_slice(&bytes[..taken]);
        self.have += taken;
        if self.have < HEADER_BYTES {
            return Ok(None);
        }
        self.have = 0;
        let header = Header::decode(self.header)?;
        self.body = (header.length > 0).then_some((header, usize::from(header.length)));
        Ok(Some((Piece::Begins(header), taken)))
    }
}
