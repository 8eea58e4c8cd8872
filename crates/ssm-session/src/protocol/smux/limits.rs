/// The bounds of a [`Mux`](super::Mux).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MuxLimits {
    /// How many streams there may be at a time. 1024 unless set. Of an agent, those beyond it end at once.
    pub streams: usize,
    /// How many bytes of one stream wait to be sent. 64 KiB unless set.
    pub send_bytes: usize,
    /// How many bytes of all streams wait to be read before the session is asked to wait. 4 MiB unless set, as
    /// of agents.
    pub receive_bytes: usize,
}

impl Default for MuxLimits {
    fn default() -> Self {
        Self { streams: 1024, send_bytes: 64 << 10, receive_bytes: 4 << 20 }
    }
}
