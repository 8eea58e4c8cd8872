use std::time::Duration;

/// The bounds of one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many messages may be under way. 1024 unless set.
    pub send_window: usize,
    /// How many bytes of frames may be under way; one message always may. 2 MiB unless set.
    pub send_bytes: usize,
    /// How many messages are held for [`Reliability::next_message`](super::Reliability::next_message). 10 000 unless set, as in the plugin.
    pub receive_window: usize,
    /// How many bytes of payloads are held. 16 MiB unless set.
    pub receive_bytes: usize,
    /// How long something may be under way without any acknowledge. 5 minutes unless set: what the plugin's
    /// limit of 3000 repeats comes to.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            send_window: 1024,
            send_bytes: 2 << 20,
            receive_window: 10_000,
            receive_bytes: 16 << 20,
            patience: Duration::from_secs(300),
        }
    }
}
