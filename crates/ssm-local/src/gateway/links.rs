//! Who is connected with whom.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::mpsc;

use crate::sessions::Side;

/// How many frames wait for one side of a session until the other side has to wait. They have little more than
/// 1 KiB each; where sides agree on longer ones, what a side sends ahead of acknowledges is the bound that counts.
const FRAMES: usize = 64;

/// The connected sides of all sessions, by the session and the side.
#[derive(Default)]
pub(crate) struct Links(Mutex<HashMap<(String, Side), Link>>);

struct Link {
    channel: String,
    frames: mpsc::Sender<Bytes>,
}

impl Links {
    /// Takes frames for a side from now on, in place of a channel that it had before.
    pub(super) fn join(&self, session: &str, side: Side, channel: &str) -> mpsc::Receiver<Bytes> {
        let (frames, receiver) = mpsc::channel(FRAMES);
        self.lock().insert((session.to_owned(), side), Link { channel: channel.to_owned(), frames });
        receiver
    }

    /// Takes no more frames for a side by this channel.
    pub(super) fn leave(&self, session: &str, side: Side, channel: &str) {
        let (mut links, key) = (self.lock(), (session.to_owned(), side));
        if links.get(&key).is_some_and(|link| link.channel == channel) {
            links.remove(&key);
        }
    }

    /// Hands a frame on to this side of a session; waits if that has enough of them. If the side is not
    /// connected the frame is lost: whoever sent it sends it again until it is acknowledged.
    pub(super) async fn hand_on(&self, session: &str, to: Side, frame: Bytes) {
        let frames = self.lock().get(&(session.to_owned(), to)).map(|link| link.frames.clone());
        if let Some(frames) = frames {
            // It fails if the side is gone meanwhile.
            let _ = frames.send(frame).await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(String, Side), Link>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::Links;
    use crate::sessions::Side;

    #[tokio::test]
    async fn frames_reach_the_latest_channel_of_the_other_side_and_nobody_else() {
        let links = Links::default();
        let frame = |text: &'static str| Bytes::from_static(text.as_bytes());
        links.hand_on("s", Side::Client, frame("nobody is there")).await;
        let mut first = links.join("s", Side::Client, "1");
        let mut agent = links.join("s", Side::Agent, "2");
        let mut other = links.join("t", Side::Client, "3");
        links.hand_on("s", Side::Client, frame("a")).await;
        assert_eq!(first.recv().await, Some(frame("a")));
        let mut second = links.join("s", Side::Client, "4");
        assert_eq!(first.recv().await, None);
        links.leave("s", Side::Client, "1");
        links.hand_on("s", Side::Client, frame("b")).await;
        assert_eq!(second.recv().await, Some(frame("b")));
        links.leave("s", Side::Client, "4");
        assert_eq!(second.recv().await, None);
        assert!(agent.try_recv().is_err() && other.try_recv().is_err());
    }
}
