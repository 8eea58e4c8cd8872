//! Storing a parameter.

mod check;
mod error;

use std::fmt;
use std::time::Duration;

use ssm_client::Failure;
use ssm_client::error::PutParameterError;
use ssm_client::operation::PutParameterRequest;
use ssm_client::types::{ParameterTier, ParameterType, ResourceTypeForTagging, Tag};

pub use error::PutError;

use super::{PacedCall, Parameters};

/// The waits before a parameter is stored again that others were storing: on average, in milliseconds.
const WAITS: [u64; 4] = [200, 400, 800, 1600];

impl Parameters {
    /// Stores a value of the type `String`.
    ///
    /// ```no_run
    /// # async fn run(client: ssm_client::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use ssm_toolkit::ClientExt as _;
    ///
    /// let stored = client
    ///     .parameters()
    ///     .put("/app/host", "db-1.example.com")
    ///     .description("where the database is")
    ///     .overwrite(true)
    ///     .tag("team", "storage")
    ///     .send()
    ///     .await?;
    /// println!("version {}", stored.version);
    /// # Ok(())
    /// # }
    /// ```
    pub fn put(&self, name: impl Into<String>, value: impl Into<String>) -> Put {
        self.put_as(ParameterType::String, name, value)
    }

    /// Stores a value of the type `SecureString`: encrypted, with the account's own key unless
    /// [`key_id`](Put::key_id) names another.
    pub fn put_secret(&self, name: impl Into<String>, value: impl Into<String>) -> Put {
        self.put_as(ParameterType::SecureString, name, value)
    }

    /// Stores a `StringList`. An element that holds a comma would be read as two, so it is refused.
    pub fn put_list<I>(&self, name: impl Into<String>, elements: I) -> Put
    where
        I: IntoIterator<Item: AsRef<str>>,
    {
        let mut value = String::new();
        let mut splits = None;
        for (index, element) in elements.into_iter().enumerate() {
            let element = element.as_ref();
            if element.is_empty() || element.contains(',') {
                splits.get_or_insert(index + 1);
            }
            if index > 0 {
                value.push(',');
            }
            value.push_str(element);
        }
        let mut put = self.put_as(ParameterType::StringList, name, value);
        put.bad_element = splits;
        put
    }

    fn put_as(&self, kind: ParameterType, name: impl Into<String>, value: impl Into<String>) -> Put {
        let request = PutParameterRequest::new(name, value).r#type(kind);
        Put { parameters: self.clone(), request, tags: Vec::new(), bad_element: None }
    }
}

/// A parameter to be stored, with what is known of the ways in which that goes wrong.
///
/// - **Checked first.** The name, the size of the value for its tier and all else that the service has a
///   published limit for: what breaks one is not sent, and the error says which.
/// - **Tags with overwrite.** The service refuses them together, also if the parameter is new. So with
///   [`overwrite`](Self::overwrite) the tags follow by a call of their own, `AddTagsToResource`, which adds to
///   those that are there. If that one fails, the error is [`PutError::NotTagged`] and has the new version.
/// - **Others store at the same time.** The service then answers `TooManyUpdates`, and has not stored
///   anything: so it is safe to send again, which happens up to four times, with growing waits of three
///   seconds together, after the retries of the client.
/// - **Never twice.** With `overwrite`, each time that a request runs makes a version. Where it cannot be told
///   whether one ran (the connection was lost, the time was up), it is not sent again, and
///   [`may_have_run`](Failure::may_have_run) of the error's failure says so. Read the parameter then, and
///   store again what is not there.
#[derive(Clone)]
#[must_use = "nothing is stored until `send` is awaited"]
pub struct Put {
    parameters: Parameters,
    request: PutParameterRequest,
    tags: Vec<Tag>,
    /// The first element of a list that cannot be one, counted from 1.
    bad_element: Option<usize>,
}

/// The version of a parameter that was stored.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Stored {
    /// The new version, from 1.
    pub version: i64,
    /// The tier that the parameter is in, if the service said it.
    pub tier: Option<ParameterTier>,
}

impl Put {
    /// Whether a parameter of this name may be there, and gets a new version then. Unless set, that is the
    /// error `ParameterAlreadyExists`. Its type stays what it is.
    pub fn overwrite(mut self, on: bool) -> Self {
        self.request = self.request.overwrite(on);
        self
    }

    /// What the parameter is for: at most 1,024 characters, never a secret.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.request = self.request.description(text);
        self
    }

    /// The key that a `SecureString` is encrypted with: an id, an alias or an Amazon Resource Name.
    pub fn key_id(mut self, key_id: impl Into<String>) -> Self {
        self.request = self.request.key_id(key_id);
        self
    }

    /// The tier: up to 4,096 bytes for `Standard`, up to 8,192 and policies for `Advanced`, which costs. Unless
    /// set, the account's default, which may be any, so that only 8,192 bytes are checked.
    pub fn tier(mut self, tier: impl Into<ParameterTier>) -> Self {
        self.request = self.request.tier(tier);
        self
    }

    /// A regular expression that this and all further values must match, at most 1,024 characters. The service
    /// matches, by the rules of Java; a value that does not is `ParameterPatternMismatchException`.
    pub fn allowed_pattern(mut self, pattern: impl Into<String>) -> Self {
        self.request = self.request.allowed_pattern(pattern);
        self
    }

    /// What the service checks the value for: `text`, which is the default, or `aws:ec2:image`.
    pub fn data_type(mut self, data_type: impl Into<String>) -> Self {
        self.request = self.request.data_type(data_type);
        self
    }

    /// Policies, as JSON: expiration and notices of it. Not for the standard tier.
    pub fn policies(mut self, json: impl Into<String>) -> Self {
        self.request = self.request.policies(json);
        self
    }

    /// A tag for the parameter, besides others; at most 50.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.push(Tag::new(key, value));
        self
    }

    /// Stores the parameter. One call, and one more if there are tags and it may overwrite.
    ///
    /// # Errors
    ///
    /// See [`PutError`].
    pub async fn send(self) -> Result<Stored, PutError> {
        check::name(&self.request)?;
        check::limits(&self.request, &self.tags, self.bad_element)?;
        let Self { parameters, mut request, tags, .. } = self;
        let name = request.name.clone();
        let tags_follow = request.overwrite == Some(true) && !tags.is_empty();
        if !tags_follow && !tags.is_empty() {
            request.tags = Some(tags.clone());
        }
        let stored = parameters.store(request).await?;
        if tags_follow && let Err(failure) = parameters.add_tags(&name, tags).await {
            return Err(PutError::NotTagged { name, stored, failure });
        }
        Ok(stored)
    }
}

impl Parameters {
    /// Sends a request until nobody else is storing the same parameter.
    async fn store(&self, request: PutParameterRequest) -> Result<Stored, PutError> {
        let mut waits = WAITS.iter();
        loop {
            self.turn(PacedCall::PutParameter).await;
            let error = match self.client.call(request.clone()).send().await {
                Ok(answer) => {
                    return Ok(Stored { version: answer.version.unwrap_or_default(), tier: answer.tier });
                }
                Err(error) => error,
            };
            let others_store = matches!(error.service(), Some(PutParameterError::TooManyUpdates(_)));
            match waits.next().filter(|_| others_store && !error.may_have_run()) {
                Some(&wait) => tokio::time::sleep(scattered(wait)).await,
                None => return Err(PutError::NotStored { name: request.name, error }),
            }
        }
    }

    async fn add_tags(&self, name: &str, tags: Vec<Tag>) -> Result<(), Failure> {
        let call = self.client.add_tags_to_resource(ResourceTypeForTagging::Parameter, name, tags);
        call.send().await.map(drop).map_err(ssm_client::Error::into_failure)
    }
}

/// From half as long to half as long again, so that those who met do not meet again.
fn scattered(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds / 2 + fastrand::u64(0..=milliseconds))
}

/// Shows neither the value nor anything else that was written.
impl fmt::Debug for Put {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Put")
            .field("name", &self.request.name)
            .field("overwrite", &self.request.overwrite)
            .field("tags", &self.tags.len())
            .finish_non_exhaustive()
    }
}
