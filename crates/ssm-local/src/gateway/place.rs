//! What the paths of the gateway name.

/// A channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Of this node.
    ControlChannel(String),
    /// Of this session.
    DataChannel(String),
}

impl Place {
    /// The channel that a path names, if it is one of the gateway's.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let (kind, id) = path.strip_prefix("/v1/")?.split_once('/')?;
        let is_id = |c: char| c.is_ascii_alphanumeric() || "_-.:@=+,".contains(c);
        if id.is_empty() || id.len() > 96 || !id.chars().all(is_id) {
            return None;
        }
        match kind {
            "control-channel" => Some(Self::ControlChannel(id.to_owned())),
            "data-channel" => Some(Self::DataChannel(id.to_owned())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn paths_name_channels_by_nodes_and_sessions() {
        let control = Place::ControlChannel("i-0123".to_owned());
        assert_eq!(Place::of("/v1/control-channel/i-0123"), Some(control));
        assert_eq!(Place::of("/v1/data-channel/root-1"), Some(Place::DataChannel("root-1".to_owned())));
        for other in
            ["/", "/v1/", "/v1/data-channel/", "/v1/data-channel/a/b", "/v1/channel/x", "/v2/data-channel/x"]
        {
            assert_eq!(Place::of(other), None, "{other}");
        }
    }
}
