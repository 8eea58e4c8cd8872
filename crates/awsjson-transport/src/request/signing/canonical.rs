//! The canonical form of a request, which is what both sides sign.
//!
//! It is fed to the hash as it comes about: no text of it is ever put together.

use std::borrow::Cow;

use form_urlencoded::parse;
use http::header::{AUTHORIZATION, HOST, HeaderName, TRANSFER_ENCODING, USER_AGENT};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

use super::{Reason, SigningError};
use crate::hexadecimal::hexadecimal;
use crate::uri::host_and_port;

/// What is encoded within a query: all but letters, digits and these four.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// A path keeps its slashes besides.
const PATH: &AsciiSet = &QUERY.remove(b'/');

/// Headers that are never signed: the signature itself, and what proxies change.
const UNSIGNED: [HeaderName; 4] =
    [AUTHORIZATION, USER_AGENT, TRANSFER_ENCODING, HeaderName::from_static("x-amzn-trace-id")];

pub(super) struct Canonical {
    /// The names of the headers that it holds, separated by semicolons.
    pub(super) signed_headers: String,
    /// The hash of it all, in hexadecimal digits.
    pub(super) hash: String,
}

pub(super) fn of<B: AsRef<[u8]>>(request: &http::Request<B>) -> Result<Canonical, SigningError> {
    let uri = request.uri();
    let mut hash = Sha256::new();
    hash.update(request.method().as_str());
    hash.update("\n");
    hash_path(&mut hash, uri.path());
    hash.update("\n");
    if let Some(query) = uri.query() {
        hash.update(canonical_query(query));
    }
    hash.update("\n");
    let headers = headers(request)?;
    let mut signed_headers = String::with_capacity(128);
    for (index, &(name, value)) in headers.iter().enumerate() {
        let is_another_value = index > 0 && headers.get(index - 1).is_some_and(|before| before.0 == name);
        if is_another_value {
            hash.update(",");
        } else {
            hash.update(if index > 0 { "\n" } else { "" });
            hash.update(name);
            hash.update(":");
            signed_headers.push_str(if index > 0 { ";" } else { "" });
            signed_headers.push_str(name);
        }
        hash_header_value(&mut hash, value);
    }
    hash.update("\n\n");
    hash.update(&signed_headers);
    hash.update("\n");
    hash.update(hexadecimal(&Sha256::digest(request.body().as_ref())));
    Ok(Canonical { signed_headers, hash: hexadecimal(&hash.finalize()) })
}

/// The headers to sign, by name; several values of one name in the order in which they are sent.
fn headers<B>(request: &http::Request<B>) -> Result<Vec<(&str, &str)>, SigningError> {
    let mut headers = Vec::with_capacity(request.headers().len() + 1);
    for (name, value) in request.headers() {
        if !UNSIGNED.contains(name) {
            insert_header(&mut headers, name.as_str(), value.to_str()?);
        }
    }
    if !request.headers().contains_key(HOST) {
        let host = host_and_port(request.uri()).ok_or(SigningError(Reason::NoHost))?;
        insert_header(&mut headers, HOST.as_str(), host);
    }
    Ok(headers)
}

/// Keeps the headers sorted. There are ten of them, for which a general sort is a lot of machine code.
fn insert_header<'a>(headers: &mut Vec<(&'a str, &'a str)>, name: &'a str, value: &'a str) {
    let at = headers.iter().take_while(|(other, _)| *other <= name).count();
    headers.insert(at, (name, value));
}

/// Without spaces around it, and with one where there are several.
fn hash_header_value(hash: &mut Sha256, value: &str) {
    let value = value.trim_matches(' ');
    let mut rest = value;
    while let Some(at) = rest.find(' ') {
        let (before, spaces) = rest.split_at(at + 1);
        hash.update(before);
        rest = spaces.trim_start_matches(' ');
    }
    hash.update(rest);
}

/// The path is percent-encoded once more, as every service but S3 expects it.
fn hash_path(hash: &mut Sha256, path: &str) {
    for part in utf8_percent_encode(&normal_path(path), PATH) {
        hash.update(part);
    }
}

/// The path without `.`, `..` and empty segments.
fn normal_path(path: &str) -> Cow<'_, str> {
    if !path.contains("/.") && !path.contains("//") {
        return Cow::Borrowed(if path.is_empty() { "/" } else { path });
    }
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    let is_folder = ["/", "/.", "/.."].iter().any(|end| path.ends_with(end));
    let end = if is_folder && !segments.is_empty() { "/" } else { "" };
    Cow::Owned(format!("/{}{end}", segments.join("/")))
}

/// The pairs of a query, encoded alike and sorted.
fn canonical_query(query: &str) -> String {
    let encode = |text: &str| utf8_percent_encode(text, QUERY).to_string();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, value) in parse(query.as_bytes()) {
        let pair = (encode(&name), encode(&value));
        let at = pairs.iter().take_while(|other| **other <= pair).count();
        pairs.insert(at, pair);
    }
    let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}
