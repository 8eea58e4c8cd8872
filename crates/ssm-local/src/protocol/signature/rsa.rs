//! Signatures of hybrid nodes, which sign as Signature Version 4 has it but with an RSA key.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::Request;
use ring::signature::{RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};
use time::OffsetDateTime;

use super::{Authorization, check_clock, check_scope, invalid, signed_headers, signing_time};
use crate::digest::sha256;
use crate::protocol::Error;

/// Accepts a request that is signed with the private key to this DER of an `RSAPublicKey`: where
/// Signature Version 4 derives a key and computes an HMAC of the string to sign, this is
/// RSASSA-PSS with SHA-256 over it, in base64.
pub(in crate::protocol) fn verify_rsa(
    request: &Request<Bytes>,
    authorization: &Authorization<'_>,
    public_key: &[u8],
    service: &str,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let signed_at = signing_time(request.headers())?;
    check_scope(authorization, service, signed_at)?;
    check_clock(signed_at, now)?;
    let text = string_to_sign(request, authorization)?;
    let signature =
        STANDARD.decode(authorization.signature).map_err(|_| invalid("the signature is no base64"))?;
    UnparsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, public_key)
        .verify(text.as_bytes(), &signature)
        .map_err(|_| invalid("the signature is not made with the key of the node, or not for this request"))
}

fn string_to_sign(request: &Request<Bytes>, authorization: &Authorization<'_>) -> Result<String, Error> {
    let date = request.headers().get("x-amz-date").and_then(|date| date.to_str().ok()).unwrap_or_default();
    let Authorization { date: day, region, service, .. } = authorization;
    let canonical = sha256(canonical_request(request, authorization)?.as_bytes());
    Ok(format!("AWS4-HMAC-SHA256\n{date}\n{day}/{region}/{service}/aws4_request\n{canonical}"))
}

/// The request in the one form that Signature Version 4 signs. The path is `/`, and there is no
/// query.
fn canonical_request(request: &Request<Bytes>, authorization: &Authorization<'_>) -> Result<String, Error> {
    let mut canonical = format!("{}\n/\n\n", request.method());
    for (name, value) in signed_headers(authorization, request.headers())? {
        let value: Vec<&str> = value.split(' ').filter(|part| !part.is_empty()).collect();
        canonical.push_str(&format!("{name}:{}\n", value.join(" ")));
    }
    let names = authorization.signed_headers.join(";");
    canonical.push_str(&format!("\n{names}\n{}", sha256(request.body())));
    Ok(canonical)
}
