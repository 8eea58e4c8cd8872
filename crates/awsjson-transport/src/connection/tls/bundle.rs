//! A file of certificates to trust.

use std::fs::File;
use std::io::Read;

use crate::failure::Failure;
use crate::settings::Setting;

/// The most that is read of a file of certificates: 16 MiB, a hundred times the public ones.
const MAX_BUNDLE_BYTES: u64 = 16 << 20;

/// Reads a PEM file of certificates, and makes of it what trusts these and no other.
pub(super) fn trusted<Stack>(
    bundle: &Setting,
    trusting: impl FnOnce(&[u8]) -> Result<Stack, Flaw>,
) -> Result<Stack, Failure> {
    let refuse = |why: &str| {
        Failure::configuration(format!(
            "the certificates to trust, {} ({}), cannot be used: {why}",
            bundle.value, bundle.origin
        ))
    };
    let mut pem = Vec::new();
    File::open(&bundle.value)
        .and_then(|file| file.take(MAX_BUNDLE_BYTES + 1).read_to_end(&mut pem))
        .map_err(|error| refuse("the file cannot be read").caused_by(error))?;
    if pem.len() as u64 > MAX_BUNDLE_BYTES {
        return Err(refuse(&format!("the file is longer than {MAX_BUNDLE_BYTES} bytes")));
    }
    trusting(&pem).map_err(|flaw| match flaw.cause {
        Some(cause) => refuse(flaw.what).caused_by(cause),
        None => refuse(flaw.what),
    })
}

/// What is wrong with the file's content.
pub(super) struct Flaw {
    pub(super) what: &'static str,
    pub(super) cause: Option<super::BoxedError>,
}

impl Flaw {
    pub(super) const EMPTY: Self = Self { what: "no certificate in PEM form is in it", cause: None };

    pub(super) fn caused_by(what: &'static str, cause: impl Into<super::BoxedError>) -> Self {
        Self { what, cause: Some(cause.into()) }
    }
}
