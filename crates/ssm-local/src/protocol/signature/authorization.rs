//! The `Authorization` header of a signed request.

use http::HeaderMap;
use http::header::AUTHORIZATION;

use super::super::Error;
use super::incomplete;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const TERMINATOR: &str = "aws4_request";

/// What a signed request says of its signature.
#[derive(Debug)]
pub(in crate::protocol) struct Authorization<'a> {
    pub(in crate::protocol) access_key_id: &'a str,
    pub(in crate::protocol) date: &'a str,
    pub(in crate::protocol) region: &'a str,
    pub(in crate::protocol) service: &'a str,
    pub(in crate::protocol) signed_headers: Vec<&'a str>,
    pub(in crate::protocol) signature: &'a str,
}

impl<'a> Authorization<'a> {
    pub(in crate::protocol) fn of(headers: &'a HeaderMap) -> Result<Self, Error> {
        let Some(header) = headers.get(AUTHORIZATION) else {
            return Err(Error::authentication(
                "MissingAuthenticationTokenException",
                "the request is not signed: it has no Authorization header",
            ));
        };
        let text = header.to_str().map_err(|_| incomplete("the Authorization header is not ASCII text"))?;
        Self::parse(text)
    }

    fn parse(text: &'a str) -> Result<Self, Error> {
        let Some((ALGORITHM, fields)) = text.trim().split_once(' ') else {
            return Err(incomplete(format!("the Authorization header must start with {ALGORITHM}")));
        };
        let field = |name: &str| {
            fields
                .split(',')
                .filter_map(|field| field.trim().split_once('='))
                .find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
                .ok_or_else(|| incomplete(format!("the Authorization header has no {name}")))
        };
        let credential = field("Credential")?;
        // The access key id is whatever stands before the four parts of the scope.
        let mut parts = credential.rsplitn(5, '/');
        let (Some(TERMINATOR), Some(service), Some(region), Some(date), Some(access_key_id)) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            let form = format!("ACCESS_KEY_ID/DATE/REGION/SERVICE/{TERMINATOR}");
            return Err(incomplete(format!("the Credential of the Authorization header must be {form}")));
        };
        let signed_headers = field("SignedHeaders")?.split(';').collect();
        Ok(Self { access_key_id, date, region, service, signed_headers, signature: field("Signature")? })
    }
}

#[cfg(test)]
mod tests {
    use super::Authorization;

    #[test]
    fn the_parts_of_the_header_are_told_apart() {
        let header = "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/ssm/aws4_request, \
                      SignedHeaders=host;x-amz-date, Signature=abc";
        let found = Authorization::parse(header).unwrap();
        assert_eq!((found.access_key_id, found.date, found.region), ("AKID", "20150830", "us-east-1"));
        assert_eq!((found.service, found.signature), ("ssm", "abc"));
        assert_eq!(found.signed_headers, ["host", "x-amz-date"]);
    }

    #[test]
    fn a_header_without_a_part_is_incomplete() {
        for header in [
            "",
            "Basic abc",
            "AWS4-HMAC-SHA256",
            "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/ssm/aws4_request, SignedHeaders=host",
            "AWS4-HMAC-SHA256 Credential=AKID/20150830, SignedHeaders=host, Signature=abc",
            "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=abc",
        ] {
            let error = Authorization::parse(header).unwrap_err();
            assert!(format!("{error:?}").contains("IncompleteSignatureException"), "{header}");
        }
    }
}
