//! The task that keeps a session's socket open.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

use super::socket::{self, ClientName, Socket};
use super::state::{Closing, Ending, Shared};
use super::traffic::{Ran, Traffic};
use super::waits::Waits;
use super::{Access, Plan, Progress, StreamUrl, Token, now};
use crate::SessionError;
use crate::event::Event;
use crate::protocol::client::ClientEngine;
use crate::protocol::{Flag, PayloadType, Version};

/// How long the end of a session may take.
const ENDING_TIMEOUT: Duration = Duration::from_secs(5);
/// How long the agent may take to acknowledge that the session ends.
const FLAG_TIMEOUT: Duration = Duration::from_secs(2);
/// How long KMS may take: the agent waits no longer for an answer to its handshake.
#[cfg(feature = "kms")]
const KEY_TIMEOUT: Duration = Duration::from_secs(15);

pub(crate) struct Driver {
    plan: Plan,
    access: Access,
    name: ClientName,
    shared: Shared,
    progress: watch::Sender<Progress>,
}

impl Driver {
    pub(super) fn new(plan: Plan) -> (Self, Shared, watch::Receiver<Progress>) {
        let options = plan.options;
        let now = now();
        let mut engine = ClientEngine::new(options.version, options.limits, now, SystemTime::now());
        if let Some(bytes) = options.payload_bytes {
            engine = engine.with_payload_bytes(bytes);
        }
        let shared = Shared::new(engine, plan.telling.clone());
        let (progress, watching) = watch::channel(Progress::Opening);
        let (access, name) = (plan.access.clone(), ClientName::new(options.version));
        (Self { plan, access, name, shared: shared.clone(), progress }, shared, watching)
    }

    /// Runs until the session is over.
    pub(super) async fn drive(mut self) {
        let (ending, left_open) = match self.live().await {
            Ok(said) => (Ending::Closed(said), false),
            Err(error) => {
                let gone = matches!(error, SessionError::TimedOut | SessionError::Terminate(_));
                (Ending::Failed(error), !gone && self.plan.options.dropped == Closing::Terminate)
            }
        };
        self.shared.lock().end(ending);
        self.progress.send_replace(Progress::Over);
        if left_open {
            // What cannot go on shall not keep a shell on the node. The users know already.
            let _ = self.terminate().await;
        }
    }

    async fn live(&mut self) -> Result<String, SessionError> {
        let Some(mut socket) = self.unless_closing(self.open_first()).await.transpose()? else {
            return self.give_up_socket().await;
        };
        self.plan.telling.tell(Event::Connected);
        let (mut traffic, mut waits) = (Traffic::new(&self.plan.options), Waits::new());
        loop {
            match traffic.run(&self.shared, &mut socket, &self.plan.telling, &self.progress).await? {
                Ran::Over => {
                    close(&mut socket).await;
                    return Ok(String::new());
                }
                Ran::Closing => {
                    let ended = self.end(&mut traffic, &mut socket).await;
                    close(&mut socket).await;
                    return ended;
                }
                Ran::KeyWanted => {
                    if let Err(error) = self.answer_key_request().await {
                        // The agent ends the session when it hears why, so it should.
                        let told = traffic.finish(&self.shared, &mut socket);
                        let _ = tokio::time::timeout(FLAG_TIMEOUT, told).await;
                        close(&mut socket).await;
                        return Err(error);
                    }
                }
                Ran::Lost(reason) => {
                    self.plan.telling.tell(Event::Lost { reason: reason.clone() });
                    // One that opens and breaks again and again is not tried for ever either.
                    if traffic.was_of_use() {
                        waits = Waits::new();
                    }
                    let reopened = self.reopen(&mut waits, reason).await;
                    let Some(reopened) = reopened.transpose()? else { return self.give_up_socket().await };
                    socket = reopened;
                    traffic.reconnected(&self.shared);
                    self.plan.telling.tell(Event::Reconnected);
                }
            }
        }
    }

    /// Runs a future until its end, or until the users of the session want it to end.
    async fn unless_closing<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        let closing = poll_fn(|context| {
            let mut state = self.shared.lock();
            state.wakers.driver_waits(context);
            if state.closing.is_some() { Poll::Ready(()) } else { Poll::Pending }
        });
        tokio::select! {
            biased;
            () = closing => None,
            output = future => Some(output),
        }
    }

    async fn open_first(&self) -> Result<Socket, SessionError> {
        let mut waits = Waits::new();
        loop {
            self.wait(&mut waits).await;
            let opened = socket::open(self.plan.client.transport(), &self.access, self.name).await;
            match opened {
                Err(error) if waits.may_help(&error) => {}
                opened => return opened,
            }
        }
    }

    async fn wait(&self, waits: &mut Waits) {
        if let Some(wait) = waits.next() {
            self.plan.telling.tell(Event::Reconnecting { attempt: waits.attempts() - 1, wait });
            tokio::time::sleep(wait).await;
        }
    }

    /// A new socket in place of a lost one; none if the users want the end meanwhile.
    async fn reopen(
        &mut self,
        waits: &mut Waits,
        mut reason: SessionError,
    ) -> Option<Result<Socket, SessionError>> {
        while !waits.are_over() {
            let attempt = async {
                self.wait(waits).await;
                let access = self.resumed().await?;
                let socket = socket::open(self.plan.client.transport(), &access, self.name).await?;
                Ok((access, socket))
            };
            match self.unless_closing(attempt).await? {
                Ok((access, socket)) => {
                    self.access = access;
                    return Some(Ok(socket));
                }
                Err(error @ (SessionError::TimedOut | SessionError::Url(_))) => return Some(Err(error)),
                Err(error) => reason = error,
            }
        }
        let (attempts, source) = (waits.attempts(), Box::new(reason));
        Some(Err(SessionError::NotResumed { attempts, source }))
    }

    /// What opens the next socket. A URL that somebody else signed is all there is.
    async fn resumed(&self) -> Result<Access, SessionError> {
        if self.access.url.is_signed() {
            return Ok(self.access.clone());
        }
        let answer = self.plan.client.resume_session(&self.plan.session_id).send().await;
        let answer = answer.map_err(|error| {
            let failure = error.into_failure();
            if failure.code() == Some("DoesNotExistException") {
                SessionError::TimedOut
            } else {
                SessionError::Resume(Arc::new(failure))
            }
        })?;
        let token = answer.token_value.filter(|token| !token.is_empty()).ok_or(SessionError::TimedOut)?;
        let url = match answer.stream_url.filter(|url| !url.is_empty()) {
            Some(url) => StreamUrl::parse(&url)?,
            None => self.access.url.clone(),
        };
        Ok(Access { url, token: Token::new(token) })
    }

    /// The users want the end, and there is no socket to say it over.
    async fn give_up_socket(&self) -> Result<String, SessionError> {
        if self.closing() == Closing::Terminate {
            self.terminate().await?;
        }
        Ok(String::new())
    }

    fn closing(&self) -> Closing {
        self.shared.lock().closing.unwrap_or(Closing::Abandon)
    }

    /// Ends the session as its users want it.
    async fn end(&self, traffic: &mut Traffic, socket: &mut Socket) -> Result<String, SessionError> {
        if self.closing() == Closing::Abandon {
            return Ok(String::new());
        }
        if self.send_flag() {
            // An agent that knows the flag acknowledges it, and the service says that the session is over.
            let said = tokio::time::timeout(FLAG_TIMEOUT, traffic.finish(&self.shared, socket)).await;
            if let Ok(Ok(true)) = said {
                return Ok(String::new());
            }
        }
        self.terminate().await?;
        Ok(String::new())
    }

    /// Tells the agent that the session ends, if it is one of ports whose agent knows how that is said.
    fn send_flag(&self) -> bool {
        let mut state = self.shared.lock();
        let knows = state.engine.agent_version() > Some(Version::TERMINATE_FLAG);
        let of_port =
            matches!(state.engine.session_type(), Some(crate::protocol::handshake::SessionType::Port));
        let flag = Flag::TerminateSession.to_payload();
        knows && of_port && state.engine.send(now(), PayloadType::Flag, flag).is_ok()
    }

    async fn terminate(&self) -> Result<(), SessionError> {
        let terminating = self.plan.client.terminate_session(&self.plan.session_id).send();
        match tokio::time::timeout(ENDING_TIMEOUT, terminating).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(SessionError::Terminate(Arc::new(error.into_failure()))),
            Err(_) => Err(SessionError::Silent(ENDING_TIMEOUT)),
        }
    }

    #[cfg(feature = "kms")]
    async fn answer_key_request(&self) -> Result<(), SessionError> {
        use crate::kms;
        use crate::protocol::client::SessionKey;
        let Some(wanted) = self.shared.lock().engine.key_request().cloned() else { return Ok(()) };
        let request = kms::request(&wanted, &self.plan.session_id, &self.plan.target);
        let made = match &self.plan.keys {
            None => Err("this client has no KMS: see Start::kms".to_owned()),
            Some(keys) => match tokio::time::timeout(KEY_TIMEOUT, keys.generate(request)).await {
                Ok(made) => made.map_err(|error| super::state::with_sources(&*error)),
                Err(_) => Err(format!("KMS made none within {} s", KEY_TIMEOUT.as_secs())),
            },
        };
        let now = now();
        let mut state = self.shared.lock();
        let answered = match made {
            Ok(key) => {
                let holds_challenge = wanted.challenge.is_some();
                let (plaintext, ciphertext) = (key.plaintext, key.ciphertext);
                state.engine.provide_key(now, &SessionKey { plaintext, ciphertext, holds_challenge })
            }
            Err(reason) => {
                // The agent is told by what goes out before the socket closes, if it still does.
                let _ = state.engine.refuse_key(now, &reason);
                return Err(SessionError::NoKey(reason));
            }
        };
        answered.map_err(SessionError::engine)
    }

    #[cfg(not(feature = "kms"))]
    async fn answer_key_request(&self) -> Result<(), SessionError> {
        let reason = "ssm-session was built without its feature kms".to_owned();
        let _ = self.shared.lock().engine.refuse_key(now(), &reason);
        Err(SessionError::NoKey(reason))
    }
}

/// Says goodbye over a socket, for as long as the other side listens.
async fn close(socket: &mut Socket) {
    let _ = tokio::time::timeout(FLAG_TIMEOUT, socket.close(None)).await;
}
