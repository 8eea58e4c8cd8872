//! Many calls: a line of JSON in, a line of JSON out.

mod answer;
mod input;
mod request;

use std::collections::VecDeque;
use std::io::{self, Write};

use ssm_examples::Stop;
use tokio::task::JoinHandle;

use crate::arguments::Target;
use answer::Answer;

/// Answers every line of standard input, in order. One client serves all of them, and not more
/// than `concurrency` lines are in work at a time.
pub(crate) async fn run(concurrency: usize, target: Target) -> Result<(), Stop> {
    let client = target.client().await?;
    let mut lines = input::lines().map_err(|error| Stop::cannot("read standard input", &error))?;
    let mut in_work = VecDeque::new();
    let mut end = None;
    while end.is_none() || !in_work.is_empty() {
        tokio::select! {
            line = lines.recv(), if end.is_none() && in_work.len() < concurrency => match line {
                Some(Ok(line)) => in_work.push_back(tokio::spawn(answer::to(client.clone(), line))),
                Some(Err(error)) => end = Some(Err(Stop::cannot("read standard input", &error))),
                None => end = Some(Ok(())),
            },
            answer = first(&mut in_work), if !in_work.is_empty() => print(&answer?)?,
        }
    }
    end.unwrap_or(Ok(()))
}

/// Waits for the answer to the line that was read first.
async fn first(in_work: &mut VecDeque<JoinHandle<Answer>>) -> Result<Answer, Stop> {
    let Some(task) = in_work.front_mut() else { return std::future::pending().await };
    let answer = task.await.map_err(|error| Stop::failure(&error));
    in_work.pop_front();
    answer
}

/// Prints a line at once, so that whoever waits for it can go on.
fn print(answer: &Answer) -> Result<(), Stop> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    let mut out = io::stdout().lock();
    out.write_all(&line)?;
    Ok(out.flush()?)
}
