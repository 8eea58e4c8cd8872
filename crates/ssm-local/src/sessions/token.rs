//! The tokens by which both sides of a session connect, and nodes to hear of sessions.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom, SystemRandom};
use serde::{Deserialize, Serialize};

use super::collection::Sessions;
use crate::digest;
use crate::protocol::Error;

/// What one token allows, and nothing else does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Grant {
    /// To open the control channel of this node, once.
    Control { node: String },
    /// To open the data channel of this session as its agent, once.
    Agent { session: String },
    /// To open the data channel of this session as its client, until it is given another token.
    Client { session: String },
}

impl Grant {
    /// The session that it is for.
    pub(super) fn session(&self) -> Option<&str> {
        match self {
            Self::Control { .. } => None,
            Self::Agent { session } | Self::Client { session } => Some(session),
        }
    }
}

impl Sessions {
    /// A token that allows this; those of before that allowed the same are taken back. Only its digest is
    /// kept, so nobody finds a token in a state file.
    pub(super) fn grant(&mut self, grant: Grant) -> Result<String, Error> {
        let mut bytes = [0; 96];
        SystemRandom::new()
            .fill(&mut bytes)
            .map_err(|_| Error::internal("the system has no random numbers for a token"))?;
        let token = URL_SAFE_NO_PAD.encode(bytes);
        self.forget_grants(|before| *before == grant);
        self.grants.insert(digest::sha256(token.as_bytes()), grant);
        Ok(token)
    }

    /// What a token allows.
    pub(super) fn granted(&self, token: &str) -> Option<&Grant> {
        self.grants.get(&digest::sha256(token.as_bytes()))
    }

    /// Takes back a token that was used.
    pub(super) fn spend(&mut self, token: &str) {
        self.grants.remove(&digest::sha256(token.as_bytes()));
    }
}

#[cfg(test)]
mod tests {
    use super::{Grant, Sessions};

    #[test]
    fn a_token_allows_one_thing_until_it_is_spent_or_replaced() {
        let mut sessions = Sessions::default();
        let of = |session: &str| Grant::Client { session: session.to_owned() };
        let first = sessions.grant(of("a")).unwrap();
        let other = sessions.grant(of("b")).unwrap();
        assert_eq!((first.len(), sessions.granted(&first)), (128, Some(&of("a"))));
        let second = sessions.grant(of("a")).unwrap();
        assert_eq!(sessions.granted(&first), None);
        assert_eq!(sessions.granted(&second), Some(&of("a")));
        sessions.spend(&second);
        assert_eq!(sessions.granted(&second), None);
        assert_eq!(sessions.granted(&other), Some(&of("b")));
    }
}
