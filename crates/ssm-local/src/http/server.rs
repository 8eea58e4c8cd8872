//! Accepting connections and answering requests until told to stop.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ALLOW, CONNECTION, CONTENT_TYPE, DATE, HeaderValue};
use http::{Method, Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::body::{self, BodyError};
use super::request_id::request_id;
use crate::gateway::{self, Opening, Place};
use crate::protocol::{Answer, CONTENT_TYPE_JSON, Error, Service};

/// The most connections at a time that ask and are answered; further clients wait to be accepted.
const MAXIMUM_CONNECTIONS: usize = 512;

/// The most connections beside those that became channels of nodes and sessions.
const MAXIMUM_CHANNELS: usize = 4096;

/// How long requests under way may take once the server is told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// How long a client may take to send the head of a request, and so how long an idle connection
/// stays open.
const IDLE: Duration = Duration::from_secs(60);

/// The first byte of a client that begins with TLS; no method of HTTP begins with it.
const TLS_HANDSHAKE: u8 = 0x16;

/// Marks requests that came by TLS.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OverTls;

/// A running server. Dropping it stops it and closes its connections.
#[derive(Debug)]
pub(crate) struct Server {
    stop: watch::Sender<bool>,
    running: JoinHandle<()>,
}

impl Server {
    /// Answers the requests that reach the listener; with TLS too, if there is what accepts it.
    pub(crate) fn start(listener: TcpListener, tls: Option<TlsAcceptor>, service: Arc<Service>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let running = async move {
            tokio::select! {
                () = run(listener, tls, Arc::clone(&service), stopped) => {}
                () = service.tick() => {}
            }
        };
        Self { stop, running: tokio::spawn(running) }
    }

    /// Takes no more connections, lets requests under way finish and returns when all is closed.
    pub(crate) async fn shutdown(mut self) {
        self.stop.send_replace(true);
        // The task cannot panic in a way that matters here: it is over either way.
        let _ = (&mut self.running).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// Listens there; on a free port if the port is 0.
pub(crate) async fn listen(address: SocketAddr) -> std::io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

async fn run(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    service: Arc<Service>,
    mut stopped: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    let room = Arc::new(Semaphore::new(MAXIMUM_CONNECTIONS));
    let channels = Arc::new(Semaphore::new(MAXIMUM_CHANNELS));
    loop {
        while connections.try_join_next().is_some() {}
        let accept = async {
            // The error is that of a semaphore that is closed, which this one never is.
            let place = Arc::clone(&room).acquire_owned().await.map_err(std::io::Error::other)?;
            Ok::<_, std::io::Error>((listener.accept().await?.0, place))
        };
        tokio::select! {
            () = told_to_stop(&mut stopped) => break,
            accepted = accept => match accepted {
                Ok((stream, place)) => {
                    let places = Places { connection: place, channels: Arc::clone(&channels) };
                    connections.spawn(begin(stream, tls.clone(), places, Arc::clone(&service), stopped.clone()));
                }
                // Out of file descriptors, or the client has gone: others may fare better.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            },
        }
    }
    drop(listener);
    service.stop_waiting();
    let finish = async { while connections.join_next().await.is_some() {} };
    // Connections that are still open after the grace are closed when the set is dropped.
    let _ = tokio::time::timeout(GRACE, finish).await;
}

/// Resolves when the server is told to stop, or is gone.
async fn told_to_stop(stopped: &mut watch::Receiver<bool>) {
    // The error says that the server is gone.
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// What a connection holds of what there is only so much of.
struct Places {
    connection: OwnedSemaphorePermit,
    channels: Arc<Semaphore>,
}

/// Serves a connection in the way that its client begins: with TLS or without.
async fn begin(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    places: Places,
    service: Arc<Service>,
    mut stopped: watch::Receiver<bool>,
) {
    // A small answer must not wait for the acknowledgement of the one before.
    let _ = stream.set_nodelay(true);
    let Some(tls) = tls else { return converse(stream, false, places, service, stopped).await };
    let handshake = async {
        let mut first = [0];
        // Nothing is there to read if the client has gone.
        let is_tls = stream.peek(&mut first).await? == 1 && first[0] == TLS_HANDSHAKE;
        if is_tls {
            tls.accept(stream).await.map(|stream| Conversation::Tls(Box::new(stream)))
        } else {
            Ok(Conversation::Plain(stream))
        }
    };
    let conversation = tokio::select! {
        () = told_to_stop(&mut stopped) => return,
        conversation = tokio::time::timeout(IDLE, handshake) => conversation,
    };
    match conversation {
        Ok(Ok(Conversation::Plain(stream))) => converse(stream, false, places, service, stopped).await,
        Ok(Ok(Conversation::Tls(stream))) => converse(*stream, true, places, service, stopped).await,
        // A client that does not trust the certificate has said so to its user.
        Ok(Err(_)) | Err(_) => {}
    }
}

/// A connection about to be served.
enum Conversation {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// Serves a connection, and what becomes of it if it is upgraded.
async fn converse<S>(
    stream: S,
    over_tls: bool,
    places: Places,
    service: Arc<Service>,
    stopped: watch::Receiver<bool>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let opening = serve(stream, over_tls, Arc::clone(&service), stopped.clone()).await;
    drop(places.connection);
    if let (Some(opening), Ok(_channel)) = (opening, places.channels.try_acquire_owned()) {
        opening.run(&service, stopped).await;
    }
}

/// Answers the requests of a connection. Gives the channel that the last of them opens, if one does.
async fn serve<S>(
    stream: S,
    over_tls: bool,
    service: Arc<Service>,
    mut stopped: watch::Receiver<bool>,
) -> Option<Opening>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let opened: Arc<Mutex<Option<Opening>>> = Arc::default();
    let answer = service_fn(|mut request: Request<Incoming>| {
        let (service, opened) = (Arc::clone(&service), Arc::clone(&opened));
        if over_tls {
            request.extensions_mut().insert(OverTls);
        }
        async move {
            let (response, opening) = respond(&service, request).await.ok_or(HangUp)?;
            *opened.lock().unwrap_or_else(PoisonError::into_inner) = opening;
            Ok::<_, HangUp>(response)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        // A client that has said all it wants may close its side, and still be answered.
        .half_close(true)
        .header_read_timeout(IDLE)
        .serve_connection(TokioIo::new(stream), answer)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    // A connection fails when its client goes away, which is nobody's concern but the client's.
    tokio::select! {
        _ = connection.as_mut() => {}
        () = told_to_stop(&mut stopped) => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
    opened.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// The end of a connection that gets no answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection is closed on purpose")]
struct HangUp;

type Answered = (Response<Full<Bytes>>, Option<Opening>);

async fn respond(service: &Service, request: Request<Incoming>) -> Option<Answered> {
    let (head, body) = request.into_parts();
    let (answer, unread) = match body::read(body).await {
        Ok(body) => {
            let request = Request::from_parts(head, body);
            if let Some(place) = Place::of(request.uri().path()) {
                let (mut response, opening) = gateway::answer(service, request, &place).await;
                date(service, &mut response);
                return Some((response, opening));
            }
            (service.answer(&request).await?, false)
        }
        Err(BodyError::TooLong) => (Error::body_too_long(body::MAXIMUM_BODY).into(), true),
        Err(BodyError::TooSlow) => (Error::body_too_slow().into(), true),
        Err(BodyError::Broken) => (Error::body_cut_short().into(), true),
    };
    let mut response = to_response(answer);
    date(service, &mut response);
    if unread {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    Some((response, None))
}

/// Clients whose clock is another one than the endpoint's go by this.
fn date(service: &Service, response: &mut Response<Full<Bytes>>) {
    if let Some(date) = http_date(service.now()) {
        response.headers_mut().insert(DATE, date);
    }
}

/// A time as HTTP has it, which is that of mail in Greenwich; none before the year 1900.
fn http_date(time: OffsetDateTime) -> Option<HeaderValue> {
    let date = time.to_offset(time::UtcOffset::UTC).format(&Rfc2822).ok()?;
    HeaderValue::try_from(date.replace("+0000", "GMT")).ok()
}

fn to_response(answer: Answer) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(answer.body)));
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_JSON));
    if let Ok(id) = HeaderValue::from_str(&request_id()) {
        headers.insert("x-amzn-requestid", id);
    }
    if answer.status == http::StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static(Method::POST.as_str()));
    }
    response
}
