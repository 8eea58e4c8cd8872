//! By what the service tells a machine from one that has a copy of its folder.

use std::fs;
use std::io;
use std::path::Path;

use awsjson_transport::random_uuid;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

use crate::folder;

const FILE: &str = "fingerprint.json";

/// Where Linux keeps the id of an installation of it.
const MACHINE_ID: &str = "/etc/machine-id";

/// A random name of this machine, and by what it is recognized.
#[derive(Serialize, Deserialize)]
struct Fingerprint {
    fingerprint: String,
    /// A hash of the machine's id; none where there is no such id, so that any machine is this one.
    machine: Option<String>,
}

/// The fingerprint of this machine, which is made if the folder has none, or that of another machine.
pub(super) fn make(root: &Path) -> io::Result<String> {
    let machine = machine();
    if let Some(known) = read(root)?.filter(|known| known.is_of(machine.as_deref())) {
        return Ok(known.fingerprint);
    }
    let made = Fingerprint { fingerprint: random_uuid(), machine };
    folder::write_to_disk(&root.join(FILE), &serde_json::to_vec_pretty(&made)?)?;
    Ok(made.fingerprint)
}

/// The fingerprint to show: the folder's, unless it was made on another machine. Then it is one that
/// nobody knows, and the service says that it is not the one that was registered.
pub(super) fn show(root: &Path) -> io::Result<String> {
    let known = read(root)?.filter(|known| known.is_of(machine().as_deref()));
    Ok(known.map_or_else(random_uuid, |known| known.fingerprint))
}

fn read(root: &Path) -> io::Result<Option<Fingerprint>> {
    let path = root.join(FILE);
    match fs::read(&path) {
        Ok(content) => serde_json::from_slice(&content).map(Some).map_err(|error| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{}: {error}", path.display()))
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn machine() -> Option<String> {
    let id = fs::read_to_string(MACHINE_ID).ok()?;
    let id = id.trim();
    (!id.is_empty()).then(|| STANDARD.encode(digest(&SHA256, id.as_bytes())))
}

impl Fingerprint {
    fn is_of(&self, machine: Option<&str>) -> bool {
        match (&self.machine, machine) {
            (Some(then), Some(now)) => then == now,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FILE, Fingerprint, make, show};

    #[test]
    fn a_machine_keeps_its_fingerprint_and_another_one_cannot_show_it() {
        let root = std::env::temp_dir().join(format!("fingerprint-{}", awsjson_transport::random_uuid()));
        std::fs::create_dir(&root).unwrap();
        let mine = make(&root).unwrap();
        assert_eq!((make(&root).unwrap(), show(&root).unwrap()), (mine.clone(), mine.clone()));

        let elsewhere = Fingerprint { fingerprint: mine.clone(), machine: Some("another".to_owned()) };
        assert!(elsewhere.is_of(Some("another")) && elsewhere.is_of(None) && !elsewhere.is_of(Some("this")));
        if super::machine().is_some() {
            std::fs::write(root.join(FILE), serde_json::to_vec(&elsewhere).unwrap()).unwrap();
            assert_ne!(show(&root).unwrap(), mine);
            let made = make(&root).unwrap();
            assert!(made != mine && show(&root).unwrap() == made);
        }
        std::fs::write(root.join(FILE), "{").unwrap();
        assert!(show(&root).unwrap_err().to_string().contains(FILE));
        std::fs::remove_dir_all(root).unwrap();
    }
}
