//! The HTTP client's errors in a few words.

use std::error::Error;
use std::io;

use rustls::CertificateError;

/// Why no connection came about.
pub(super) fn of_connecting(error: &reqwest::Error) -> &'static str {
    if error.is_dns() {
        return "the host name cannot be resolved";
    }
    causes(error)
        .find_map(|cause| {
            cause
                .downcast_ref::<rustls::Error>()
                .map(of_tls)
                .or_else(|| of_io(cause.downcast_ref::<io::Error>()?))
        })
        .unwrap_or("no connection came about")
}

/// Why an exchange ended early.
pub(super) fn of_exchange(error: &reqwest::Error) -> &'static str {
    causes(error)
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
fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
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

fn of_tls(error: &rustls::Error) -> &'static str {
    match error {
        rustls::Error::InvalidCertificate(flaw) => match flaw {
            CertificateError::UnknownIssuer => "its certificate was issued by nobody whom this system trusts",
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "its certificate has expired"
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "its certificate is not valid yet"
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "its certificate is for another host name"
            }
            _ => "its certificate is not valid",
        },
        rustls::Error::InvalidMessage(_) => "what answers there does not speak TLS",
        _ => "the TLS handshake failed",
    }
}
