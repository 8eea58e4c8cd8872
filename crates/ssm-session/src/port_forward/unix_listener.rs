use std::fs::{Metadata, Permissions};
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::net::{UnixListener as Socket, UnixSocket, UnixStream};

use super::PortForward;
use super::listener::{Accept, Serving};
use crate::SessionError;

/// How many connections wait to be accepted, as of the standard library's listeners.
const BACKLOG: u32 = 1024;

/// Read and write, for the owner alone.
const OWNER_ONLY: u32 = 0o600;

/// A local socket whose connections are forwarded, by a task in the background. Dropping it ends them, and
/// removes the socket's file unless another one has taken its place.
#[derive(Debug)]
pub struct UnixListener {
    _serving: Serving,
    file: File,
}

impl UnixListener {
    pub(super) async fn bind(forward: PortForward, path: &Path) -> Result<Self, SessionError> {
        let not_listening =
            |source| SessionError::Listen { address: path.display().to_string(), source: Arc::new(source) };
        let (socket, file) = listen(path).await.map_err(not_listening)?;
        Ok(Self { _serving: Serving::begin(forward, socket), file })
    }

    /// Where it listens, as an absolute path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.file.path
    }
}

impl Accept for Socket {
    type Stream = UnixStream;

    async fn accept(&self) -> io::Result<UnixStream> {
        self.accept().await.map(|(stream, _)| stream)
    }
}

async fn listen(path: &Path) -> io::Result<(Socket, File)> {
    remove_if_stale(path).await?;
    let socket = UnixSocket::new_stream()?;
    socket.bind(path)?;
    // From here on the file goes if anything fails.
    let file = File::of(path)?;
    // Nobody can connect before it listens, so there is no moment at which others could.
    std::fs::set_permissions(path, Permissions::from_mode(OWNER_ONLY))?;
    Ok((socket.listen(BACKLOG)?, file))
}

/// Removes the socket of a process that is gone. Anything else is left where it is, and is an error of binding.
async fn remove_if_stale(path: &Path) -> io::Result<()> {
    let is_socket = path.symlink_metadata().is_ok_and(|metadata| metadata.file_type().is_socket());
    if !is_socket {
        return Ok(());
    }
    match UnixStream::connect(path).await {
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => std::fs::remove_file(path),
        _ => Ok(()),
    }
}

/// A socket's file, which is removed when this is dropped.
#[derive(Debug)]
struct File {
    path: PathBuf,
    /// Device and number.
    identity: (u64, u64),
}

impl File {
    fn of(path: &Path) -> io::Result<Self> {
        // The process may be elsewhere when the file goes.
        let path = std::path::absolute(path)?;
        let identity = identity(&path.symlink_metadata()?);
        Ok(Self { path, identity })
    }
}

fn identity(metadata: &Metadata) -> (u64, u64) {
    (metadata.dev(), metadata.ino())
}

impl Drop for File {
    fn drop(&mut self) {
        let is_same = |metadata: &Metadata| identity(metadata) == self.identity;
        if self.path.symlink_metadata().is_ok_and(|metadata| is_same(&metadata)) {
            // There is nobody left to tell.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
