//! Many clients at once, and a history of all that they did, which is checked afterwards.

use std::collections::BTreeMap;

use serde_json::json;
use ssm_local::LocalSsm;

use crate::support::{Connection, ok, start};

const CLIENTS: usize = 64;

/// Fewer than the versions that a parameter keeps, divided by the clients that write it.
const WRITES: usize = 12;

const PARAMETERS: usize = 8;

/// What one client saw.
#[derive(Default)]
struct Seen {
    /// The value that each version was written with, by parameter and version.
    writes: BTreeMap<(usize, i64), String>,
    /// What it learned, in that order, of its own writes too: parameter, version and value.
    reads: Vec<(usize, i64, String)>,
}

fn name(parameter: usize) -> String {
    format!("/many/{parameter}")
}

/// Writes, and reads after each write, whichever parameters the seed says.
async fn client(port: u16, number: usize) -> Seen {
    let mut random = fastrand::Rng::with_seed(number as u64);
    let mut connection = Connection::open(port).await;
    let mut seen = Seen::default();
    for write in 0..WRITES {
        // Each client writes one parameter, so that none has more versions than are kept.
        let parameter = number % PARAMETERS;
        let value = format!("client {number} write {write}");
        let input = json!({ "Name": name(parameter), "Value": value, "Type": "String", "Overwrite": true });
        let answer = connection.ok("PutParameter", input).await;
        let version = answer["Version"].as_i64().unwrap();
        seen.reads.push((parameter, version, value.clone()));
        assert!(seen.writes.insert((parameter, version), value).is_none(), "a version was answered twice");
        for parameter in [parameter, random.usize(..PARAMETERS)] {
            let answer = connection.call("GetParameter", json!({ "Name": name(parameter) })).await;
            if answer.status == 400 {
                // Nobody has written it yet.
                assert_eq!(answer.error().0, "ParameterNotFound");
                continue;
            }
            let read = &answer.body["Parameter"];
            let value = read["Value"].as_str().unwrap().to_owned();
            seen.reads.push((parameter, read["Version"].as_i64().unwrap(), value));
        }
    }
    seen
}

/// All versions that are kept of a parameter, oldest first.
async fn history(ssm: &LocalSsm, parameter: usize) -> Vec<(i64, String)> {
    let mut versions = Vec::new();
    let mut input = json!({ "Name": name(parameter), "MaxResults": 50 });
    loop {
        let page = ok(ssm, "GetParameterHistory", input.clone()).await;
        for version in page["Parameters"].as_array().unwrap() {
            let value = version["Value"].as_str().unwrap().to_owned();
            versions.push((version["Version"].as_i64().unwrap(), value));
        }
        match page.get("NextToken") {
            Some(token) => input["NextToken"] = token.clone(),
            None => return versions,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn versions_are_dense_reads_never_go_back_and_nothing_is_lost() {
    let ssm = start().await;
    let port = ssm.port();
    let clients: Vec<_> = (0..CLIENTS).map(|number| tokio::spawn(client(port, number))).collect();
    let mut writes = BTreeMap::new();
    let mut reads = Vec::new();
    for client in clients {
        let seen = client.await.unwrap();
        for (version, value) in seen.writes {
            assert!(writes.insert(version, value).is_none(), "{version:?} was answered to two clients");
        }
        reads.push(seen.reads);
    }
    for reads in reads {
        let mut latest = [0; PARAMETERS];
        for (parameter, version, value) in reads {
            assert!(version >= latest[parameter], "a client learned of an older version after a newer one");
            latest[parameter] = version;
            assert_eq!(writes[&(parameter, version)], value, "a version was read that nobody wrote so");
        }
    }
    for parameter in 0..PARAMETERS {
        let written = (CLIENTS / PARAMETERS * WRITES) as i64;
        let wanted: Vec<_> =
            (1..=written).map(|version| (version, writes[&(parameter, version)].clone())).collect();
        assert_eq!(history(&ssm, parameter).await, wanted);
    }
    assert_eq!(writes.len(), CLIENTS * WRITES);
}
