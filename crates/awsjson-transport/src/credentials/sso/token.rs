//! The file in which tools of single sign-on keep a login.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use sha1::{Digest, Sha1};

use crate::credentials::document;
use crate::credentials::unavailable::Unavailable;
use crate::random_uuid::random_uuid;
use crate::settings::read_bounded;

/// `~/.aws/sso/cache/<SHA-1 of the session's name or of the start URL>.json`
pub(super) fn path(home: &Path, key: &str) -> PathBuf {
    let mut name = String::with_capacity(45);
    for byte in Sha1::digest(key.as_bytes()) {
        name.push_str(&format!("{byte:02x}"));
    }
    home.join(".aws").join("sso").join("cache").join(name + ".json")
}

/// A login. No `Debug`: all of it is secret.
pub(super) struct Token {
    pub(super) access_token: String,
    pub(super) expires_at: SystemTime,
    /// Everything in the file, with members that only other tools know.
    document: Value,
}

/// What it takes to renew a login without a person.
pub(super) struct Renewal {
    pub(super) client_id: String,
    pub(super) client_secret: String,
    pub(super) refresh_token: String,
}

impl Token {
    pub(super) fn read(path: &Path) -> Result<Self, Unavailable> {
        let text = read_bounded(path).map_err(|error| {
            let problem = match error.kind() {
                io::ErrorKind::NotFound => "nobody has logged in: there is no".to_owned(),
                _ => format!("the login cannot be read ({error}):"),
            };
            Unavailable::failed(format_args!("{problem} {}", path.display()))
        })?;
        document::parse(text.as_bytes()).and_then(Self::of).map_err(|error| {
            Unavailable::failed(format_args!("the login in {} cannot be used: {error}", path.display()))
        })
    }

    fn of(document: Value) -> Result<Self, Unavailable> {
        let expires_at = document::timestamp(document::text(&document, "expiresAt")?)
            .ok_or_else(|| Unavailable::failed("expiresAt in it is not a date"))?;
        let access_token = document::text(&document, "accessToken")?.to_owned();
        Ok(Self { access_token, expires_at, document })
    }

    /// `None` if the login cannot be renewed, as those of older tools, or can no longer.
    pub(super) fn renewal(&self, now: SystemTime) -> Option<Renewal> {
        let member = |name| document::optional_text(&self.document, name).ok().flatten();
        let registered_until = member("registrationExpiresAt").and_then(document::timestamp);
        if registered_until.is_some_and(|until| until <= now) {
            return None;
        }
        Some(Renewal {
            client_id: member("clientId")?.to_owned(),
            client_secret: member("clientSecret")?.to_owned(),
            refresh_token: member("refreshToken")?.to_owned(),
        })
    }

    /// This login with what `CreateToken` answered.
    pub(super) fn renewed(mut self, answer: &Value, now: SystemTime) -> Result<Self, Unavailable> {
        let seconds = answer.get("expiresIn").and_then(Value::as_u64).unwrap_or(0);
        let expires_at = now.checked_add(Duration::from_secs(seconds)).unwrap_or(now);
        self.document["accessToken"] = document::text(answer, "accessToken")?.into();
        self.document["expiresAt"] = document::shown(expires_at).into();
        if let Some(refresh_token) = document::optional_text(answer, "refreshToken")? {
            self.document["refreshToken"] = refresh_token.into();
        }
        Self::of(self.document)
    }

    /// Puts the login in place of the old one at once, readable for its owner only.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let json = document::written(&self.document).map_err(io::Error::other)?;
        let new = path.with_extension(format!("{}.tmp", random_uuid()));
        let outcome = write_private(&new, &json).and_then(|()| fs::rename(&new, path));
        if outcome.is_err() {
            // It may not be there at all.
            let _ = fs::remove_file(&new);
        }
        outcome
    }
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_name_is_the_sha_1_of_the_key() {
        let path = path(Path::new("/home/x"), "abc");
        assert_eq!(path, Path::new("/home/x/.aws/sso/cache/a9993e364706816aba3e25717850c26c9cd0d89d.json"));
    }
}
