//! Environments and home directories to ask the chain in.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::ProvideCredentials;
use awsjson_transport::{DefaultCredentials, random_uuid};

/// What must never show in an error.
pub const SECRET: &str = "hunter2";

/// A home directory of one test.
pub struct Home(pub PathBuf);

impl Home {
    /// With this `~/.aws/config`.
    pub fn with_config(config: &str) -> Self {
        let home = Self(std::env::temp_dir().join(format!("awsjson-transport-{}", random_uuid())));
        home.write(".aws/config", config);
        home
    }

    pub fn empty() -> Self {
        Self::with_config("")
    }

    pub fn write(&self, path: &str, text: &str) -> String {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The chain in an environment of these variables, with this home and without instance metadata
    /// unless they say otherwise.
    pub fn chain(&self, variables: &[(&str, &str)]) -> DefaultCredentials {
        let basic = [("HOME", self.0.to_str().unwrap()), ("AWS_EC2_METADATA_DISABLED", "true")];
        DefaultCredentials::with_variables(basic.iter().chain(variables).copied())
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the chain gives, or its one line.
pub async fn ask(chain: &DefaultCredentials) -> Result<Credentials, String> {
    chain.provide_credentials().await.map_err(|error| {
        let line = error.source().unwrap().to_string();
        assert!(!line.contains('\n'), "{line}");
        assert!(!format!("{line}{error:?}{chain:?}").contains(SECRET), "{error:?}");
        line
    })
}

/// The chain's line, which must contain these parts.
pub async fn refusal(chain: &DefaultCredentials, parts: &[&str]) -> String {
    let line = ask(chain).await.unwrap_err();
    for part in parts {
        assert!(line.contains(part), "{line}\nlacks {part}");
    }
    line
}

/// A date so far from now.
pub fn date(ahead: bool) -> String {
    if ahead { "2099-01-31T12:00:00Z".to_owned() } else { "2020-01-31T12:00:00Z".to_owned() }
}

/// Credentials as containers and instances give them.
pub fn document(key: &str, expiration: &str) -> String {
    format!(
        r#"{{"Code":"Success","AccessKeyId":"{key}","SecretAccessKey":"{SECRET}","Token":"{SECRET}-token","Expiration":"{expiration}"}}"#
    )
}

/// An answer of STS.
pub fn sts_answer(action: &str, key: &str) -> String {
    format!(
        "<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result>\
         <AssumedRoleUser><Arn>a</Arn></AssumedRoleUser><Credentials><AccessKeyId>{key}</AccessKeyId>\
         <SecretAccessKey>{SECRET}</SecretAccessKey><SessionToken>{SECRET}/&amp;=</SessionToken>\
         <Expiration>{}</Expiration></Credentials></{action}Result></{action}Response>",
        date(true)
    )
}

/// A refusal of STS.
pub fn sts_refusal(code: &str, message: &str) -> String {
    format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code>\n<Message>{message}</Message></Error>\
         <RequestId>r</RequestId></ErrorResponse>"
    )
}

pub fn assert_key(outcome: Result<Credentials, String>, key: &str) {
    let credentials = outcome.unwrap();
    assert_eq!(credentials.access_key_id(), key);
    assert_eq!(credentials.secret_access_key(), SECRET);
}

pub fn assert_expires(credentials: &Credentials, date: &str) {
    let expiry = credentials.expiry().unwrap();
    let seconds = match date {
        "2099-01-31T12:00:00Z" => 4_073_544_000,
        other => panic!("{other} is not a date that this knows"),
    };
    assert_eq!(expiry, SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
}
