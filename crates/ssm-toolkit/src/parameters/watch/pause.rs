//! Stopping the looks of a watch for a while.

use std::sync::Arc;

use tokio::sync::watch;

/// Stops the looks of one [`Watch`](super::Watch) for a while. Clones are the same switch.
#[derive(Clone, Debug)]
pub struct PauseSwitch(Arc<watch::Sender<bool>>);

impl PauseSwitch {
    /// No look begins from now on. One that is under way comes to its end, and its changes are given.
    pub fn pause(&self) {
        self.0.send_replace(true);
    }

    /// Looks begin again, the first at once if its time has passed.
    pub fn resume(&self) {
        self.0.send_replace(false);
    }

    /// Whether no look begins.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until looks may begin.
    pub(super) async fn open(&self) {
        // The sender is here, so that the wait does not fail.
        let _ = self.0.subscribe().wait_for(|paused| !paused).await;
    }
}

impl Default for PauseSwitch {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}
