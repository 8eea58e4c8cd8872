//! The credentials of the role of a registered node.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};

use super::registered::{Registered, Token};

/// How long before their end a transport has credentials fetched anew.
const RENEWED_BEFORE_EXPIRY: Duration = Duration::from_secs(5 * 60);

/// How long credentials are taken to last at least. That they end sooner can only be said by a clock that is
/// ahead of the service's; and should it be true, the service says so, and they are fetched at once.
const SHORTEST_LIFETIME: Duration = Duration::from_secs(10 * 60);

/// Gets credentials for the key of a registered node. The clients that it is given to keep them, and have
/// them renewed at half of their lifetime.
#[derive(Clone)]
pub(crate) struct RoleCredentials(pub(crate) Arc<Registered>);

impl ProvideCredentials for RoleCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let token = self.0.token().await.map_err(CredentialsError::provider_error)?;
            credentials(token, SystemTime::now()).ok_or_else(|| {
                CredentialsError::unhandled("the service gave credentials with a part missing")
            })
        })
    }
}

fn credentials(token: Token, now: SystemTime) -> Option<Credentials> {
    let Token { access_key_id, secret_access_key, session_token, token_expiration_date, .. } = token;
    let expiry = shown_expiry(now, token_expiration_date?.into());
    Some(Credentials::new(access_key_id?, secret_access_key?, session_token, Some(expiry), "ssm-node"))
}

/// The end to show a transport, so that it renews the credentials at half of their lifetime.
fn shown_expiry(now: SystemTime, expires: SystemTime) -> SystemTime {
    let lifetime = expires.duration_since(now).unwrap_or_default().max(SHORTEST_LIFETIME);
    now.checked_add(lifetime / 2 + RENEWED_BEFORE_EXPIRY).unwrap_or(expires)
}

impl fmt::Debug for RoleCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RoleCredentials")
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{RENEWED_BEFORE_EXPIRY, shown_expiry};

    #[test]
    fn credentials_are_renewed_at_half_of_their_lifetime_whatever_the_clock_says() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
        for (expires, renewed) in [
            (now + minutes(60), now + minutes(30)),
            (now + minutes(12), now + minutes(6)),
            // This machine's clock is an hour ahead, and an hour behind.
            (now, now + minutes(5)),
            (now + minutes(120), now + minutes(60)),
            (now - minutes(600), now + minutes(5)),
        ] {
            assert_eq!(shown_expiry(now, expires) - RENEWED_BEFORE_EXPIRY, renewed);
        }
    }
}
