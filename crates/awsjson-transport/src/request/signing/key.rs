//! The key of a day, derived from the secret access key in four rounds.

use aws_credential_types::Credentials;
use aws_sigv4::sign::v4::generate_signing_key;
use http::HeaderValue;
use zeroize::Zeroizing;

use super::{SigningError, SigningScope};

/// A key, what it was derived from, and what it is used with.
pub(super) struct SigningKey {
    credentials: Credentials,
    region: String,
    service: String,
    /// Erased when the key is dropped, as the credentials are.
    pub(super) bytes: Zeroizing<Vec<u8>>,
    /// Day, region and service as a signature names them.
    pub(super) scope: String,
    pub(super) session_token: Option<HeaderValue>,
}

impl SigningKey {
    /// `time` is the scope's time in the basic format.
    pub(super) fn derive(
        credentials: &Credentials,
        time: &str,
        scope: &SigningScope<'_>,
    ) -> Result<Self, SigningError> {
        let SigningScope { region, service, time: system_time } = *scope;
        let session_token = credentials.session_token().map(sensitive).transpose()?;
        let bytes = generate_signing_key(credentials.secret_access_key(), system_time, region, service);
        Ok(Self {
            credentials: credentials.clone(),
            region: region.to_owned(),
            service: service.to_owned(),
            bytes: Zeroizing::new(bytes.as_ref().to_vec()),
            scope: scope_text(time, scope),
            session_token,
        })
    }

    /// Whether it is the key for this.
    pub(super) fn serves(&self, credentials: &Credentials, time: &str, scope: &SigningScope<'_>) -> bool {
        self.scope.starts_with(day(time))
            && self.region == scope.region
            && self.service == scope.service
            && self.credentials == *credentials
    }
}

/// Day, region and service as a signature names them.
pub(super) fn scope_text(time: &str, SigningScope { region, service, .. }: &SigningScope<'_>) -> String {
    format!("{}/{region}/{service}/aws4_request", day(time))
}

fn day(time: &str) -> &str {
    time.split('T').next().unwrap_or(time)
}

fn sensitive(text: &str) -> Result<HeaderValue, SigningError> {
    let mut value = HeaderValue::from_str(text)?;
    value.set_sensitive(true);
    Ok(value)
}
