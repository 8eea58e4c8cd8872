//! The errors of connections in a few words.

use std::borrow::Cow;
use std::error::Error;
use std::io;

use super::connector::TimedOut;
use super::proxied::Refused;
use super::resolver::Unresolved;
use super::tls;

/// Whether the connect time-out is the reason why no connection came about.
pub(super) fn is_time_out(error: &dyn Error) -> bool {
    causes(error).any(|cause| {
        // The time that one of several addresses has; the system's own time-outs have a number.
        let of_address = cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::TimedOut && error.raw_os_error().is_none());
        of_address || cause.is::<TimedOut>()
    })
}

/// Why no connection came about.
pub(super) fn of_connecting(error: &dyn Error) -> Cow<'static, str> {
    causes(error)
        .find_map(|cause| {
            if cause.is::<Unresolved>() {
                return Some("the host name cannot be resolved".into());
            }
            if let Some(refused) = cause.downcast_ref::<Refused>() {
                return Some(refused.reason().into());
            }
            let known = tls::reason(cause).or_else(|| of_io(cause.downcast_ref::<io::Error>()?));
            known.map(Cow::from)
        })
        .unwrap_or("no connection came about".into())
}

/// Why an exchange ended early.
pub(super) fn of_exchange(error: &(dyn Error + 'static)) -> &'static str {
    std::iter::once(error)
        .chain(causes(error))
        .find_map(|cause| {
            if let Some(error) = cause.downcast_ref::<hyper::Error>() {
                if error.is_parse() {
                    return Some("what came back is not HTTP");
                }
                if error.is_incomplete_message() {
                    return Some("the connection closed before the answer was complete");
                }
            }
            of_io(cause.downcast_ref::<io::Error>()?)
        })
        .unwrap_or("the connection was lost before the answer was complete")
}

/// An error's causes, also those that an [`io::Error`] wraps, which it skips in its own `source`.
fn causes<'a>(error: &'a dyn Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |&cause| {
        match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped as &'a (dyn Error + 'static)),
            None => cause.source(),
        }
    })
}

fn of_io(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Some("connection refused"),
        io::ErrorKind::ConnectionReset => Some("the other side reset the connection"),
        io::ErrorKind::ConnectionAborted => Some("the connection was aborted"),
        io::ErrorKind::BrokenPipe => Some("the other side closed the connection"),
        io::ErrorKind::HostUnreachable => Some("there is no way to the host"),
        io::ErrorKind::NetworkUnreachable => Some("there is no way to the network"),
        io::ErrorKind::PermissionDenied => Some("this system does not permit the connection"),
        io::ErrorKind::TimedOut => Some("the system gave up waiting"),
        io::ErrorKind::UnexpectedEof => Some("the connection closed before the answer was complete"),
        _ => None,
    }
}
