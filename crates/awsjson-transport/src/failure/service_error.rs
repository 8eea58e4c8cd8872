//! Telling what an answer that is no success says.

mod body;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, Uri};

use super::OneLine;
use crate::uri::origin;
use body::ErrorBody;

/// The most that is read of an error's body: 1 MiB. What is longer is cut there, and the error stays
/// what it is.
pub const MAX_ERROR_BYTES: usize = 1 << 20;

/// As much of a body as came.
pub(crate) struct Part {
    pub(crate) bytes: Bytes,
    /// Whether there was more: beyond the limit, or lost with the connection, or too late.
    pub(crate) cut: bool,
}

/// An answer with a status other than success.
pub(crate) struct ServiceError {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    /// What came instead, when there is neither code nor message.
    pub(crate) description: String,
    pub(crate) body: Bytes,
}

impl ServiceError {
    /// The code stands in the header `X-Amzn-Errortype`, else in the body's `__type`, else in its
    /// `code`; the message in the body's `message`, in any case of letters.
    pub(crate) fn classify(status: u16, headers: &HeaderMap, part: Part) -> Self {
        let read = ErrorBody::read(&part.bytes);
        let code = [header_text(headers, "x-amzn-errortype"), read.underscore_type, read.code]
            .into_iter()
            .flatten()
            .find_map(|raw| shape_name(&raw));
        let description = match StatusCode::from_u16(status) {
            Ok(status) if status.is_redirection() => redirect(headers),
            _ => describe(&part, read.is_object),
        };
        Self { code, message: read.message, description, body: part.bytes }
    }
}

/// A header's text, unless it is empty or not text at all.
pub(crate) fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The id that a service gave a request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]
        .into_iter()
        .find_map(|name| header_text(headers, name))
}

/// The name of an error's shape without what some services put around it: a name space before `#`,
/// a type URI after `:`.
fn shape_name(raw: &str) -> Option<String> {
    let before_uri = raw.split(':').next().unwrap_or(raw);
    let name = before_uri.rsplit('#').next().unwrap_or(before_uri).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Where a redirect points, without the parts of a URL that may be secret.
fn redirect(headers: &HeaderMap) -> String {
    let Some(location) = header_text(headers, "location") else {
        return "a redirect to nowhere, which is not followed".to_owned();
    };
    let shown = match location.parse::<Uri>() {
        Ok(url) if url.scheme().is_some() => format!("{}{}", origin(&url), url.path()),
        _ => location.split(['?', '#']).next().unwrap_or("").to_owned(),
    };
    format!("a redirect to {}, which is not followed", OneLine::name(&shown))
}

/// What a body without code and message is. Nothing of it is shown: it may hold anything.
fn describe(part: &Part, is_object: bool) -> String {
    let length = part.bytes.len();
    let cut = if part.cut { ", cut short" } else { "" };
    let start = String::from_utf8_lossy(&part.bytes[..length.min(1024)]).to_ascii_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let what = if length == 0 {
        return format!("an error without code or message, and an empty body{cut}");
    } else if is_object {
        return format!("an error without code or message in its JSON body ({length} bytes)");
    } else if start.starts_with("<!doctype html") || start.contains("<html") {
        "HTML page"
    } else if start.starts_with('<') {
        "XML document"
    } else if start.starts_with(['{', '[']) {
        "broken JSON"
    } else {
        "other text or data"
    };
    format!("an error whose body is not the JSON of an error ({what}, {length} bytes{cut})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn classify(headers: &[(&'static str, &'static str)], body: &[u8]) -> ServiceError {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
            .collect();
        let part = Part { bytes: Bytes::copy_from_slice(body), cut: false };
        ServiceError::classify(400, &headers, part)
    }

    #[test]
    fn a_code_is_freed_of_name_space_and_uri() {
        for raw in [
            "FooError",
            " FooError ",
            "aws.protocoltests.json#FooError",
            "FooError:http://internal.example.com/coral/com.example/",
            "com.example#FooError:http://internal.example.com/#fragment",
            "a#b#FooError",
        ] {
            assert_eq!(shape_name(raw).as_deref(), Some("FooError"), "{raw}");
        }
        for raw in ["", " ", "#", ":", "a#", ":FooError", "a# :b"] {
            assert_eq!(shape_name(raw), None, "{raw}");
        }
    }

    #[test]
    fn the_header_comes_before_the_body_and_type_before_code() {
        let body = br#"{"code":"C","__type":"ns#B"}"#;
        assert_eq!(classify(&[("x-amzn-errortype", "A:http://x/")], body).code.as_deref(), Some("A"));
        assert_eq!(classify(&[], body).code.as_deref(), Some("B"));
        assert_eq!(classify(&[("x-amzn-errortype", ":")], br#"{"code":"C"}"#).code.as_deref(), Some("C"));
    }

    #[test]
    fn only_texts_at_the_top_level_count() {
        let error = classify(
            &[],
            br#"{"cause":{"__type":"Inner","message":"inner"},"list":[{"code":"X"}],
                "code":400,"message":null,"Message":["no"]}"#,
        );
        assert_eq!(error.code, None);
        assert_eq!(error.message, None);
        assert!(error.description.contains("without code or message"));
    }

    #[test]
    fn the_message_may_be_spelled_in_any_case() {
        for key in ["message", "Message", "MESSAGE", "mEssage"] {
            let body = format!(r#"{{"{key}":"why"}}"#);
            assert_eq!(classify(&[], body.as_bytes()).message.as_deref(), Some("why"));
        }
        let both = br#"{"message":"","Message":"why"}"#;
        assert_eq!(classify(&[], both).message.as_deref(), Some("why"));
    }

    #[test]
    fn what_stands_before_a_break_counts() {
        for body in [
            &br#"{"__type":"FooError","message":"wh"#[..],
            br#"{"__type":"FooError","#,
            br#"{"__type":"FooError"} trailing"#,
            b"{\"__type\":\"FooError\",\"message\":\xff\xfe",
        ] {
            assert_eq!(classify(&[], body).code.as_deref(), Some("FooError"));
        }
    }

    #[test]
    fn a_message_that_is_not_utf_8_is_kept_as_far_as_it_is() {
        let error = classify(&[], b"{\"__type\":\"FooError\",\"message\":\"caf\xe9!\"}");
        assert_eq!(error.code.as_deref(), Some("FooError"));
        assert_eq!(error.message.as_deref(), Some("caf\u{fffd}!"));
    }

    #[test]
    fn a_body_without_code_is_described_and_not_shown() {
        for (body, what) in [
            (&b""[..], "an empty body"),
            (b"{}", "in its JSON body (2 bytes)"),
            (b"<!DOCTYPE html><p>hunter2", "HTML page, 25 bytes"),
            (b"\n <HTML>hunter2", "HTML page"),
            (b"<?xml version='1.0'?><Error>hunter2", "XML document"),
            (b"{\"a\":\"hunter2", "broken JSON"),
            (b"[\"hunter2\"]", "broken JSON"),
            (b"hunter2", "other text or data, 7 bytes"),
            (b"\xff\xfe\x00hunter2", "other text or data"),
        ] {
            let error = classify(&[], body);
            assert_eq!((error.code, error.message), (None, None));
            assert!(error.description.contains(what), "{}", error.description);
            assert!(!error.description.contains("hunter2"));
        }
    }

    #[test]
    fn deep_nesting_does_not_exhaust_the_stack() {
        let body = format!(r#"{{"__type":"FooError","a":{}"#, "[".repeat(1 << 20));
        assert_eq!(classify(&[], body.as_bytes()).code.as_deref(), Some("FooError"));
        let body = format!(r#"{{"__type":"FooError","message":{}"#, "[".repeat(1 << 20));
        assert_eq!(classify(&[], body.as_bytes()).code.as_deref(), Some("FooError"));
    }
}
