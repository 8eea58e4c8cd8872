//! What hands out credentials, on this machine: STS, IAM Identity Center, a container's agent and an
//! instance's metadata, all behind one URL.

use crate::program::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY};
use crate::server::{Answer, Request, Server, answer};

/// A key that the endpoint does not know, good for assuming a role alone.
pub(super) const BASE_KEY_ID: &str = "AKIDBASE";
pub(super) const BASE_SECRET: &str = "another-secret";

/// Whose keys the container and the instance have.
#[derive(Clone, Copy)]
pub(super) enum Keys {
    /// Those that the endpoint knows.
    Known,
    /// Those that have to assume a role first.
    Base,
}

pub(super) async fn start(keys: Keys) -> Server {
    Server::new(move |request| respond(request, keys)).await
}

fn respond(request: &Request, keys: Keys) -> Answer {
    match request.line.split('?').next() {
        Some("POST /") => security_token_service(request),
        Some("POST /token") if request.body.contains(r#""refreshToken":"refresh-1""#) => {
            answer(200, r#"{"accessToken":"renewed","expiresIn":28800,"refreshToken":"refresh-2"}"#)
        }
        Some("GET /federation/credentials") => portal(request),
        Some("GET /task") => answer(200, document(keys)),
        Some("GET /pod") if request.header("authorization") == Some("pod-token") => {
            answer(200, document(keys))
        }
        Some("PUT /latest/api/token") => answer(200, "session-1"),
        _ if request.header("x-aws-ec2-metadata-token") != Some("session-1") => answer(401, ""),
        Some("GET /latest/meta-data/placement/region") => answer(200, REGION),
        Some("GET /latest/meta-data/iam/security-credentials/") => answer(200, "web-server"),
        Some("GET /latest/meta-data/iam/security-credentials/web-server") => answer(200, document(keys)),
        _ => answer(404, ""),
    }
}

/// Takes the base key, signed for the service and the region, or a token of the identity provider.
fn security_token_service(request: &Request) -> Answer {
    let signed = request.header("authorization").is_some_and(|signature| {
        signature.contains(&format!("Credential={BASE_KEY_ID}/"))
            && signature.contains(&format!("/{REGION}/sts/aws4_request"))
    });
    let action = request.parameter("Action").unwrap_or_default();
    let trusted = match action.as_str() {
        "AssumeRole" => signed,
        "AssumeRoleWithWebIdentity" => request.parameter("WebIdentityToken").as_deref() == Some("web-token"),
        _ => false,
    };
    if !trusted || request.parameter("RoleArn").as_deref() != Some("arn:aws:iam::123456789012:role/app") {
        return answer(403, "<Error><Code>AccessDenied</Code><Message>not you</Message></Error>");
    }
    answer(
        200,
        format!(
            "<{action}Response><{action}Result><Credentials><AccessKeyId>{ACCESS_KEY_ID}</AccessKeyId>\
             <SecretAccessKey>{SECRET_ACCESS_KEY}</SecretAccessKey><SessionToken>session</SessionToken>\
             <Expiration>2099-01-31T12:00:00Z</Expiration></Credentials></{action}Result></{action}Response>"
        ),
    )
}

fn portal(request: &Request) -> Answer {
    match request.header("x-amz-sso_bearer_token") {
        Some("valid" | "renewed") => answer(
            200,
            format!(
                r#"{{"roleCredentials":{{"accessKeyId":"{ACCESS_KEY_ID}","secretAccessKey":"{SECRET_ACCESS_KEY}","sessionToken":"session","expiration":4073544000000}}}}"#
            ),
        ),
        _ => answer(401, r#"{"message":"Session token not found or invalid"}"#),
    }
}

fn document(keys: Keys) -> String {
    let (key_id, secret) = match keys {
        Keys::Known => (ACCESS_KEY_ID, SECRET_ACCESS_KEY),
        Keys::Base => (BASE_KEY_ID, BASE_SECRET),
    };
    format!(
        r#"{{"Code":"Success","AccessKeyId":"{key_id}","SecretAccessKey":"{secret}","Token":"session","Expiration":"2099-01-31T12:00:00Z"}}"#
    )
}
