//! The commands that wait and run, so many at a time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::command::Job;
use crate::core::Core;
use crate::process::{Stop, Stopping, stopped};
use crate::reply::PluginResult;

/// The most commands that wait or run; what comes beyond is left in the queue of the service.
const MOST: usize = 1000;

/// The commands that were taken over and are not over. Dropping it ends them where they are.
pub(crate) struct Commands {
    core: Arc<Core>,
    permits: Arc<Semaphore>,
    tasks: Mutex<JoinSet<()>>,
    /// How to stop each, by its id.
    stops: Arc<Mutex<HashMap<String, watch::Sender<Option<Stop>>>>>,
}

impl Commands {
    pub(crate) fn new(core: Arc<Core>, at_a_time: usize) -> Self {
        Self {
            core,
            permits: Arc::new(Semaphore::new(at_a_time)),
            tasks: Mutex::default(),
            stops: Arc::default(),
        }
    }

    pub(crate) fn is_full(&self) -> bool {
        lock(&self.stops).len() >= MOST
    }

    /// The commands that wait or run.
    pub(crate) fn ids(&self) -> Vec<String> {
        lock(&self.stops).keys().cloned().collect()
    }

    /// Runs a command as soon as there is room. `finished` are the steps that were over if the node stopped
    /// in its middle.
    pub(crate) fn start(&self, job: Job, finished: Option<Vec<PluginResult>>) {
        let id = job.command.id.clone();
        let (stop, stopping) = watch::channel(None);
        lock(&self.stops).insert(id.clone(), stop);
        let (core, permits, stops) = (self.core.clone(), self.permits.clone(), self.stops.clone());
        let mut tasks = lock(&self.tasks);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(async move {
            run(job, finished, &core, &permits, stopping).await;
            lock(&stops).remove(&id);
        });
    }

    /// Stops a command, if it waits or runs.
    pub(crate) fn cancel(&self, command_id: &str) {
        if let Some(stop) = lock(&self.stops).get(command_id) {
            stop.send_replace(Some(Stop::Cancelled));
        }
    }

    /// Stops all commands, and returns when their last replies are in the outbox.
    pub(crate) async fn stop(&self) {
        lock(&self.stops).values().for_each(|stop| {
            stop.send_if_modified(|stop| stop.is_none() && stop.replace(Stop::Node).is_none());
        });
        let mut tasks = std::mem::take(&mut *lock(&self.tasks));
        while tasks.join_next().await.is_some() {}
    }
}

async fn run(
    job: Job,
    finished: Option<Vec<PluginResult>>,
    core: &Core,
    permits: &Semaphore,
    mut stopping: Stopping,
) {
    let permit = tokio::select! {
        biased;
        stop = stopped(&mut stopping) => Err(stop),
        permit = permits.acquire() => permit.map_err(|_| Stop::Node),
    };
    match permit {
        Ok(_permit) => job.run(core, finished, stopping).await,
        Err(stop) => job.end_unstarted(core, stop).await,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
