//! Sessions of a node that was built without the feature `kms`: none is encrypted.

use bytes::Bytes;
use ssm_session::protocol::PayloadType;
use ssm_session::protocol::handshake::{RequestedAction, Response};

use super::super::data_channel::DataChannel;
use crate::core::Core;

/// No keys.
#[derive(Clone, Default)]
pub(crate) struct Keys {}

/// What never comes about.
pub(super) enum Agreement {}

impl Keys {
    pub(crate) fn seal(&self, _: PayloadType, payload: Bytes) -> Option<Bytes> {
        Some(payload)
    }

    pub(crate) fn open(&self, _: PayloadType, payload: Bytes) -> Option<Bytes> {
        Some(payload)
    }
}

impl Agreement {
    pub(super) fn new(_: &Core, _: &str, _: &str) -> Result<Self, String> {
        Err("the session is to be encrypted, which this node cannot".to_owned())
    }

    pub(super) fn action(&self) -> RequestedAction {
        match *self {}
    }

    pub(super) async fn conclude(self, _: &Response, _: &mut DataChannel) -> Result<(), String> {
        match self {}
    }
}
