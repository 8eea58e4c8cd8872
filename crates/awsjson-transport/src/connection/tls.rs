//! TLS, by the stack that the features choose, with the certificates of the system or of a file.
//!
//! Features add up over a whole program, so several may be on; one stack is used all the same. What
//! was asked for wins over the default, and of two the one that can be validated: `aws-lc-rs`,
//! `native-tls`, `ring`. With none of them, https is a configuration error.

#[cfg(any(feature = "aws-lc-rs", feature = "native-tls", feature = "ring"))]
mod bundle;
#[cfg(all(feature = "native-tls", not(feature = "aws-lc-rs")))]
mod by_native_tls;
#[cfg(not(any(feature = "aws-lc-rs", feature = "native-tls", feature = "ring")))]
mod by_nothing;
#[cfg(any(feature = "aws-lc-rs", all(feature = "ring", not(feature = "native-tls"))))]
mod by_rustls;

#[cfg(all(feature = "native-tls", not(feature = "aws-lc-rs")))]
use by_native_tls as stack;
#[cfg(not(any(feature = "aws-lc-rs", feature = "native-tls", feature = "ring")))]
use by_nothing as stack;
#[cfg(any(feature = "aws-lc-rs", all(feature = "ring", not(feature = "native-tls"))))]
use by_rustls as stack;

use http::Uri;
use tokio::sync::OnceCell;

use super::connector::BoxedError;
use super::stream::BoxedIo;
use crate::blocking_work::off_the_runtime;
use crate::failure::Failure;
use crate::settings::Setting;
use stack::Stack;
pub(super) use stack::reason;

/// TLS for the connections of one transport. It is set up when a connection first needs it, because
/// that means reading and parsing certificates, which takes tens of milliseconds.
pub(super) struct Tls {
    ca_bundle: Option<Setting>,
    stack: OnceCell<Stack>,
}

impl Tls {
    /// Trusts the certificates in a PEM file and no other, or those that the system trusts.
    pub(super) fn new(ca_bundle: Option<Setting>) -> Self {
        Self { ca_bundle, stack: OnceCell::new() }
    }

    /// Whether it is set up.
    pub(super) fn is_ready(&self) -> bool {
        self.stack.initialized()
    }

    /// Sets it up unless that was done before, off the runtime's own threads.
    pub(super) async fn ready(&self) -> Result<&Stack, Failure> {
        self.stack
            .get_or_try_init(|| async {
                let ca_bundle = self.ca_bundle.clone();
                let set_up = off_the_runtime(move || Stack::set_up(ca_bundle.as_ref())).await;
                set_up.unwrap_or_else(|| {
                    Err(Failure::configuration("reading the certificates to trust was stopped"))
                })
            })
            .await
    }

    /// Speaks TLS with the host of a URI over a connection to it.
    pub(super) async fn secure(&self, io: BoxedIo, uri: &Uri) -> Result<BoxedIo, BoxedError> {
        let host = uri.host().unwrap_or_default();
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        self.ready().await?.connect(io, host).await
    }
}
