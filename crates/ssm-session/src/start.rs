//! Beginning a session.

pub(crate) mod kind;

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use ssm_client::Client;
use ssm_client::operation::StartSessionRequest;

pub use kind::Kind;

use crate::SessionError;
use crate::channel::state::Closing;
use crate::channel::{Access, Channel, Options, Plan, StreamUrl, Token};
use crate::event::{Event, Events, Telling};
#[cfg(feature = "kms")]
use crate::kms::DataKeys;
use crate::protocol::Version;
use crate::protocol::handshake::MAX_AGREED_PAYLOAD_BYTES;
use crate::protocol::reliability::Limits;

/// A session that is about to begin. See [`Session::shell`](crate::Session::shell),
/// [`Command`](crate::Command) and [`PortForward`](crate::PortForward), which make one; [`start`](Self::start)
/// begins it.
#[must_use = "nothing begins before start() is called and awaited"]
pub struct Start<S> {
    client: Client,
    request: StartSessionRequest,
    answer: Option<(String, String, Token)>,
    options: Options,
    telling: Telling,
    #[cfg(feature = "kms")]
    keys: Option<Arc<dyn DataKeys>>,
    kind: PhantomData<fn() -> S>,
}

impl<S: Kind> Start<S> {
    pub(crate) fn new(client: &Client, target: impl Into<String>, document: Option<&str>) -> Self {
        let mut request = StartSessionRequest::new(target);
        request.document_name = document.map(str::to_owned);
        Self {
            client: client.clone(),
            request,
            answer: None,
            options: Options {
                version: Version::OF_CLIENT,
                limits: Limits::default(),
                payload_bytes: None,
                dropped: Closing::Terminate,
                handshake: S::HANDSHAKE,
            },
            telling: Telling::new(),
            #[cfg(feature = "kms")]
            keys: None,
            kind: PhantomData,
        }
    }

    /// Agents always want a handshake for this session.
    pub(crate) fn with_handshake(mut self) -> Self {
        self.options.handshake = true;
        self
    }

    /// The session document to use in place of the kind's own.
    pub fn document(mut self, name: impl Into<String>) -> Self {
        self.request.document_name = Some(name.into());
        self
    }

    /// A parameter of the document.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let parameters = self.request.parameters.get_or_insert_with(BTreeMap::new);
        parameters.insert(name.into(), vec![value.into()]);
        self
    }

    /// Why the session is begun, 1 to 256 characters, for the service's records.
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.request.reason = Some(reason.into());
        self
    }

    /// Joins a session that somebody else has started: StartSession is not called. A URL that is signed
    /// already is used as it is, and then a lost data channel is opened again by the same token.
    pub fn started(
        mut self,
        session_id: impl Into<String>,
        stream_url: impl Into<String>,
        token: impl Into<String>,
    ) -> Self {
        self.answer = Some((session_id.into(), stream_url.into(), Token::new(token.into())));
        self
    }

    /// Leaves the session alone when the last of its users is dropped. Otherwise the service ends it then.
    pub fn keep_when_dropped(mut self) -> Self {
        self.options.dropped = Closing::Abandon;
        self
    }

    /// How many bytes a message carries, from 64 to 128 KiB. Unless it is set, client and agent agree on it: with
    /// an agent that says how much it takes, as `ssm-node` does with `ssm-local` between, that is 128 KiB; with
    /// all others it is 1024, as of all known peers. More than that makes sense only where it is known to be taken.
    pub fn payload_bytes(mut self, bytes: usize) -> Self {
        self.options.payload_bytes = Some(bytes.clamp(64, MAX_AGREED_PAYLOAD_BYTES));
        self
    }

    /// The bounds of what is under way and held.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.options.limits = limits;
        self
    }

    /// The version that the agent takes this client for: [`Version::OF_CLIENT`] unless set.
    pub fn client_version(mut self, version: Version) -> Self {
        self.options.version = version;
        self
    }

    /// Makes the key of an encrypted session. Without it such sessions fail.
    #[cfg(feature = "kms")]
    pub fn kms(mut self, keys: impl DataKeys + 'static) -> Self {
        self.keys = Some(Arc::new(keys));
        self
    }

    /// What will happen, from the beginning.
    pub fn events(&self) -> Events {
        self.telling.listen()
    }

    /// Begins the session, and waits until data can flow. Must run on a Tokio runtime with time and I/O
    /// enabled. Dropping the future ends what has begun.
    ///
    /// # Errors
    ///
    /// All of [`SessionError`] that can be before there is a session.
    pub async fn start(self) -> Result<S, SessionError> {
        let (session_id, url, token) = match self.answer {
            Some(answer) => answer,
            None => started(&self.client, self.request.clone()).await?,
        };
        self.telling.tell(Event::Started { session_id: session_id.clone() });
        let access = Access { url: StreamUrl::parse(&url)?, token };
        let plan = Plan {
            client: self.client,
            #[cfg(feature = "kms")]
            target: self.request.target,
            session_id,
            access,
            options: self.options,
            telling: self.telling,
            #[cfg(feature = "kms")]
            keys: self.keys,
        };
        S::of(Channel::open(plan).await?)
    }
}

async fn started(
    client: &Client,
    request: StartSessionRequest,
) -> Result<(String, String, Token), SessionError> {
    let target = request.target.clone();
    let answer = client.call(request).send().await;
    let answer =
        answer.map_err(|error| SessionError::Start { target, source: Arc::new(error.into_failure()) })?;
    let present = |member: Option<String>, name| {
        member.filter(|text| !text.is_empty()).ok_or(SessionError::Incomplete(name))
    };
    let token = present(answer.token_value, "TokenValue")?;
    Ok((
        present(answer.session_id, "SessionId")?,
        present(answer.stream_url, "StreamUrl")?,
        Token::new(token),
    ))
}

/// The token of [`started`](Start::started) stays unseen, and so do the parameters, which may hold anything.
impl<S> fmt::Debug for Start<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Start")
            .field("target", &self.request.target)
            .field("document", &self.request.document_name)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
