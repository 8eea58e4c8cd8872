//! `ssm-local` in a process of its own, which can be killed and started again with the same state.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use ssm_local::LocalSsm;

use crate::owner::{ACCESS_KEY_ID, Owner, REGION, SECRET_ACCESS_KEY, until};

const STATE: &str = "SSM_NODE_TEST_STATE";
const PORT: &str = "SSM_NODE_TEST_PORT";
const SIGNED: &str = "SSM_NODE_TEST_SIGNED";
const NAME: &str = "endpoint::it_answers_in_a_process_of_its_own_and_goes_on_after_a_kill";
const READY: &str = "the endpoint listens on port ";

/// A running endpoint. It ends with this.
pub struct Endpoint {
    process: Child,
    state: PathBuf,
    port: u16,
    signed: bool,
}

impl Endpoint {
    /// One that verifies signatures, or takes any or none.
    pub fn start(signed: bool) -> Self {
        let name = format!("state-{}.redb", awsjson_transport::random_uuid());
        let state = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let (process, port) = spawn(&state, 0, signed);
        Self { process, state, port, signed }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn owner(&self) -> Owner {
        Owner::of(&self.url())
    }

    /// Kills it in a way that it cannot notice.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again on the same port with the state that is left.
    pub fn restart(&mut self) {
        self.process = spawn(&self.state, self.port, self.signed).0;
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_file(&self.state);
    }
}

/// Runs this test program again, as an endpoint.
fn spawn(state: &Path, port: u16, signed: bool) -> (Child, u16) {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", NAME, "--nocapture"])
        .env(STATE, state)
        .env(PORT, port.to_string())
        .env(SIGNED, signed.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(process.stdout.as_mut().unwrap()).lines();
    let port = lines.map(Result::unwrap).find_map(|line| line.strip_prefix(READY)?.parse().ok());
    (process, port.expect("the endpoint starts"))
}

/// Is the endpoint until the test that started it is gone, whose end of standard input is closed then.
async fn serve(state: String) {
    let port = std::env::var(PORT).unwrap().parse().unwrap();
    let mut builder = LocalSsm::builder().region(REGION).state(state).port(port);
    if std::env::var(SIGNED).unwrap() == "true" {
        builder = builder.credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY);
    }
    let endpoint = builder.start().await.unwrap();
    println!("\n{READY}{}", endpoint.port());
    let gone = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    let _ = gone.await;
    endpoint.shutdown().await;
}

#[tokio::test]
async fn it_answers_in_a_process_of_its_own_and_goes_on_after_a_kill() {
    if let Ok(state) = std::env::var(STATE) {
        return serve(state).await;
    }
    let mut endpoint = Endpoint::start(true);
    let made = endpoint.owner().activation(1).await;
    endpoint.kill();
    endpoint.restart();
    let found = until("the activation", async || {
        let all = endpoint.owner().0.describe_activations().items().try_collect().await.ok()?;
        all.into_iter().next()
    })
    .await;
    assert_eq!(found.activation_id, Some(made.id));
}
