//! What the program wants to know.

use std::fmt;

use serde::Deserialize;

/// What lies below `/app`.
#[derive(Deserialize)]
pub(crate) struct Settings {
    workers: u16,
    debug: Option<bool>,
    origins: Vec<String>,
    db: Database,
}

/// What lies below `/app/db`.
#[derive(Deserialize)]
struct Database {
    host: String,
    password: String,
}

/// Shows of the password how long it is.
impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { workers, debug, origins, db: Database { host, password } } = self;
        let (debug, length) = (debug.unwrap_or_default(), password.len());
        write!(
            f,
            "workers {workers}, debug {debug}, {} origins, {host} with a password of {length} bytes",
            origins.len()
        )
    }
}
