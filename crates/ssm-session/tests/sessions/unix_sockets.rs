//! Connections through a session by a local Unix socket.

use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::PathBuf;

use ssm_session::PortForward;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};

use crate::port_forwards::{begin, echo_twice};
use crate::service::Service;

/// A folder of a test's own, whose path is short enough for sockets in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ssm-session-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn socket(&self) -> PathBuf {
        self.0.join("socket")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn forward() -> (Service, PortForward) {
    let service = Service::begin().await;
    let (forward, agent) = begin(&service, "3.3.987.0").await;
    tokio::spawn(echo_twice(agent, 0));
    (service, forward)
}

async fn is_forwarded(path: &PathBuf) -> UnixStream {
    let mut local = UnixStream::connect(path).await.unwrap();
    local.write_all(b"hello").await.unwrap();
    let mut heard = [0; 10];
    local.read_exact(&mut heard).await.unwrap();
    assert_eq!(&heard, b"hellohello");
    local
}

#[tokio::test]
async fn a_unix_socket_is_forwarded_for_its_owner_until_its_listener_is_dropped() {
    let (folder, (_service, forward)) = (Folder::new("owner"), forward().await);
    let listener = forward.bind_unix(folder.socket()).await.unwrap();
    assert_eq!(listener.path(), folder.socket());
    let metadata = folder.socket().symlink_metadata().unwrap();
    assert!(metadata.file_type().is_socket());
    assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    let mut local = is_forwarded(&folder.socket()).await;
    let taken = forward.bind_unix(folder.socket()).await.unwrap_err();
    assert_eq!(taken.to_string(), format!("{} cannot be listened on", folder.socket().display()));
    is_forwarded(&folder.socket()).await;
    drop(listener);
    assert!(!folder.socket().exists(), "its file goes with it");
    assert_eq!(local.read(&mut [0; 9]).await.unwrap_or(0), 0, "its connections end with it");
    assert!(forward.connect().await.is_ok(), "the session does not");
}

#[tokio::test]
async fn what_a_killed_process_left_behind_is_replaced() {
    let (folder, (_service, forward)) = (Folder::new("stale"), forward().await);
    // The standard library leaves the file where it is.
    drop(std::os::unix::net::UnixListener::bind(folder.socket()).unwrap());
    assert!(folder.socket().exists());
    let _listener = forward.bind_unix(folder.socket()).await.unwrap();
    is_forwarded(&folder.socket()).await;
}

#[tokio::test]
async fn a_file_that_is_no_socket_stays() {
    let (folder, (_service, forward)) = (Folder::new("file"), forward().await);
    std::fs::write(folder.socket(), "precious").unwrap();
    assert!(forward.bind_unix(folder.socket()).await.is_err());
    assert_eq!(std::fs::read(folder.socket()).unwrap(), b"precious");
}

#[tokio::test]
async fn a_socket_that_took_the_place_of_another_stays_when_that_ends() {
    let (folder, (_service, forward)) = (Folder::new("place"), forward().await);
    let listener = forward.bind_unix(folder.socket()).await.unwrap();
    // Both are there at a time, so that the second cannot have the number of the first.
    let second = UnixListener::bind(folder.0.join("second")).unwrap();
    std::fs::rename(folder.0.join("second"), folder.socket()).unwrap();
    drop(listener);
    assert!(folder.socket().exists());
    let (accepted, connected) = tokio::join!(second.accept(), UnixStream::connect(folder.socket()));
    assert!(accepted.is_ok() && connected.is_ok());
}
