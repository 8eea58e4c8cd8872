//! An endpoint, a client of it whose waits do not pass, and what the endpoint was asked.

use ssm_client::Client;
use ssm_client::test_util::{RecordedTime, ScriptedSender};
use ssm_client::types::{ParameterType, Tag};
use ssm_local::LocalSsm;
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::parameters::Parameters;

/// A fresh endpoint, and its parameters as a client with the usual three attempts reaches them.
pub async fn start() -> (LocalSsm, Parameters) {
    let ssm = LocalSsm::start().await.unwrap();
    let parameters = client(&ssm).parameters();
    (ssm, parameters)
}

pub fn client(ssm: &LocalSsm) -> Client {
    Client::builder()
        .without_env()
        .region("us-east-1")
        .static_credentials("AKIDEXAMPLE", "a-secret-of-no-account", None)
        .endpoint_url(ssm.endpoint_url())
        .time(RecordedTime::new())
        .build()
        .unwrap()
}

/// The parameters that a script makes up. It needs no network, so that the runtime's time may be paused.
pub fn scripted(sender: &ScriptedSender) -> Parameters {
    let client = Client::builder()
        .without_env()
        .region("eu-central-1")
        .static_credentials("AKIDEXAMPLE", "secret", None)
        .sender(sender)
        .time(RecordedTime::new())
        .build();
    client.unwrap().parameters()
}

/// Stores a parameter of this type, over one that is there.
pub async fn store(ssm: &LocalSsm, name: &str, kind: ParameterType, value: &str) {
    let call = client(ssm).put_parameter(name, value).r#type(kind).overwrite(true);
    call.send().await.unwrap();
}

/// Stores as many parameters below `/many`, each with its number as value, and gives their names.
pub async fn store_many(ssm: &LocalSsm, count: usize) -> Vec<String> {
    let name = |number: usize| format!("/many/{}/{number:05}", number % 10);
    let mut storing = tokio::task::JoinSet::new();
    for first in 0..STORING {
        let client = client(ssm);
        storing.spawn(async move {
            for number in (first..count).step_by(STORING) {
                let call = client.put_parameter(name(number), number.to_string());
                call.r#type(ParameterType::String).send().await.unwrap();
            }
        });
    }
    storing.join_all().await;
    (0..count).map(name).collect()
}

/// How many tasks store at a time.
const STORING: usize = 8;

/// How many requests of this operation the endpoint received, of the last thousand.
pub fn count(ssm: &LocalSsm, operation: &str) -> usize {
    ssm.requests().iter().filter(|request| request.operation == operation).count()
}

/// The bodies of the requests of this operation.
pub fn bodies(ssm: &LocalSsm, operation: &str) -> Vec<serde_json::Value> {
    let requests = ssm.requests().into_iter().filter(|request| request.operation == operation);
    requests.map(|request| serde_json::from_slice(&request.body).unwrap()).collect()
}

pub async fn tags_of(ssm: &LocalSsm, name: &str) -> Vec<Tag> {
    client(ssm).list_tags_for_resource("Parameter", name).send().await.unwrap().tag_list
}
