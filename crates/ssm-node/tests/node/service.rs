//! A message service that serves one node, and keeps all that the node says.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long a test waits for what must happen.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the service knows; it outlives the service itself.
#[derive(Clone, Default)]
pub struct Records {
    content: Arc<Mutex<Content>>,
    changed: Arc<watch::Sender<()>>,
}

#[derive(Default)]
pub struct Content {
    queue: VecDeque<Value>,
    /// The replies by message, and all messages that were acknowledged or failed.
    pub replies: HashMap<String, Vec<Value>>,
    pub acknowledged: Vec<String>,
    pub failed: Vec<String>,
    pub heartbeats: Vec<Value>,
    /// The items of inventory that were put, by type.
    pub inventory: HashMap<String, Value>,
    /// What `ListInstanceAssociations` gives; reports change it as they change the service.
    pub associations: Vec<Value>,
    /// The results that were told of each association.
    pub reports: HashMap<String, Vec<Value>>,
    /// The parameters of Parameter Store: type and value by name.
    pub parameters: HashMap<String, (&'static str, String)>,
    /// The documents that `GetDocument` gives.
    pub documents: HashMap<String, String>,
    /// An error to answer so many times, by operation.
    pub errors: HashMap<String, (u32, &'static str)>,
}

/// A running service. Dropping it closes its port and all connections.
pub struct Service {
    pub port: u16,
    _tasks: JoinSet<()>,
}

impl Service {
    pub async fn start(records: &Records, port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let records = records.clone();
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let records = records.clone();
                connections.spawn(async move {
                    let answer = service_fn(move |request| answer(records.clone(), request));
                    // A node may hang up at any time.
                    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
                });
            }
        });
        Self { port, _tasks: tasks }
    }
}

impl Records {
    pub fn with<T>(&self, act: impl FnOnce(&mut Content) -> T) -> T {
        let result = act(&mut self.content.lock().unwrap());
        self.changed.send_replace(());
        result
    }

    /// Waits until there is something.
    pub async fn until<T>(&self, what: &str, mut find: impl FnMut(&mut Content) -> Option<T>) -> T {
        let mut changed = self.changed.subscribe();
        let look = async {
            loop {
                changed.borrow_and_update();
                if let Some(found) = find(&mut self.content.lock().unwrap()) {
                    return found;
                }
                changed.changed().await.unwrap();
            }
        };
        tokio::time::timeout(PATIENCE, look).await.unwrap_or_else(|_| panic!("in vain: {what}"))
    }

    /// Puts a message in the queue.
    pub fn send(&self, node: &str, id: &str, topic: &str, payload: &str) {
        let message = json!({
            "MessageId": id, "Destination": node, "Topic": topic, "Payload": payload,
            "CreatedDate": "2026-01-02T03:04:05.006Z",
        });
        self.with(|content| content.queue.push_back(message));
    }

    /// The last reply about a message: the one that says that the document is over.
    pub async fn last_reply(&self, id: &str) -> Value {
        self.until(&format!("the last reply to {id}"), |content| {
            let replies = content.replies.get(id)?;
            replies.iter().find(|reply| reply["documentStatus"] != "InProgress").cloned()
        })
        .await
    }
}

async fn answer(records: Records, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let target = request.headers()["x-amz-target"].to_str().unwrap();
    let operation = target.split_once('.').unwrap().1.to_owned();
    let body = request.into_body().collect().await.unwrap().to_bytes();
    let input: Value = serde_json::from_slice(&body).unwrap();
    let error = records.with(|content| {
        let (left, code) = content.errors.get_mut(&operation)?;
        *left = left.checked_sub(1)?;
        Some(*code)
    });
    if let Some(code) = error {
        let body = json!({ "__type": code, "message": "on purpose" }).to_string();
        return Ok(Response::builder().status(400).body(Full::new(body.into())).unwrap());
    }
    let output = match operation.as_str() {
        "GetMessages" => json!({ "Messages": messages(&records).await }),
        _ => records.with(|content| keep(content, &operation, &input)),
    };
    Ok(Response::new(Full::new(output.to_string().into())))
}

/// A long poll; the node that waits hangs up in the end.
async fn messages(records: &Records) -> Vec<Value> {
    let mut changed = records.changed.subscribe();
    loop {
        changed.borrow_and_update();
        let found: Vec<Value> = records.content.lock().unwrap().queue.drain(..).collect();
        if !found.is_empty() {
            return found;
        }
        changed.changed().await.unwrap();
    }
}

fn report(content: &mut Content, input: &Value) {
    let (id, result) = (&input["AssociationId"], &input["ExecutionResult"]);
    for association in
        content.associations.iter_mut().filter(|association| association["AssociationId"] == *id)
    {
        association["DetailedStatus"] = result["Status"].clone();
        association["LastExecutionDate"] = result["ExecutionDate"].clone();
    }
    content.reports.entry(id.as_str().unwrap().to_owned()).or_default().push(result.clone());
}

fn parameters(content: &Content, input: &Value) -> Value {
    let (mut found, mut invalid) = (Vec::new(), Vec::new());
    for name in input["Names"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()) {
        match content.parameters.get(name) {
            Some((kind, value)) => found.push(json!({ "Name": name, "Type": kind, "Value": value })),
            None => invalid.push(name),
        }
    }
    json!({ "Parameters": found, "InvalidParameters": invalid })
}

fn keep(content: &mut Content, operation: &str, input: &Value) -> Value {
    let id = || input["MessageId"].as_str().unwrap().to_owned();
    match operation {
        "UpdateInstanceInformation" => content.heartbeats.push(input.clone()),
        "AcknowledgeMessage" => content.acknowledged.push(id()),
        "FailMessage" => content.failed.push(id()),
        "SendReply" => {
            let payload = serde_json::from_str(input["Payload"].as_str().unwrap()).unwrap();
            content.replies.entry(id()).or_default().push(payload);
        }
        "GetDocument" => return json!({ "Content": content.documents[input["Name"].as_str().unwrap()] }),
        "PutInventory" => {
            for item in input["Items"].as_array().unwrap() {
                content.inventory.insert(item["TypeName"].as_str().unwrap().to_owned(), item.clone());
            }
        }
        "ListInstanceAssociations" => return json!({ "Associations": content.associations }),
        "UpdateInstanceAssociationStatus" => report(content, input),
        "GetParameters" => return parameters(content, input),
        other => panic!("{other} is nothing that a node calls"),
    }
    json!({})
}
