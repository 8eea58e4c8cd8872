//! Identifiers of resources, in the formats of the service.

use std::fmt::Write;

/// Makes identifiers: random ones, or the same row of them for the same seed.
#[derive(Debug)]
pub(crate) struct Ids(fastrand::Rng);

impl Ids {
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self(seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed))
    }

    /// A version 4 UUID, such as `f8be1f2e-9e3c-4a53-a7b6-0d7c5a4f1c11`.
    pub(crate) fn uuid(&mut self) -> String {
        let bits = self.0.u128(..) & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
        let hex = format!("{bits:032x}");
        let (a, b, c, d, e) = (&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
        format!("{a}-{b}-{c}-{d}-{e}")
    }

    /// A prefix and 17 hexadecimal digits, such as `mw-0c50858d01EXAMPLE` is documented to be.
    pub(crate) fn resource(&mut self, prefix: &str) -> String {
        format!("{prefix}-{}", self.hex(17))
    }

    /// As many hexadecimal digits.
    pub(crate) fn hex(&mut self, digits: usize) -> String {
        (0..digits).fold(String::with_capacity(digits), |mut text, _| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{:x}", self.0.u8(..16));
            text
        })
    }

    /// As many letters and digits, such as make up an activation code.
    pub(crate) fn alphanumeric(&mut self, length: usize) -> String {
        std::iter::repeat_with(|| self.0.alphanumeric()).take(length).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn identifiers_have_the_formats_of_the_service() {
        let mut ids = Ids::new(None);
        for _ in 0..100 {
            let uuid = ids.uuid();
            assert_eq!(uuid.len(), 36);
            assert_eq!(&uuid[14..15], "4");
            assert!("89ab".contains(&uuid[19..20]), "{uuid}");
        }
        let id = ids.resource("mw");
        assert_eq!((id.len(), &id[..3]), (20, "mw-"));
        assert_ne!(ids.uuid(), ids.uuid());
    }

    #[test]
    fn the_same_seed_gives_the_same_identifiers() {
        let row = |seed| {
            let mut ids = Ids::new(Some(seed));
            [ids.uuid(), ids.resource("mi"), ids.alphanumeric(20)]
        };
        assert_eq!(row(7), row(7));
        assert_ne!(row(7), row(8));
    }
}
