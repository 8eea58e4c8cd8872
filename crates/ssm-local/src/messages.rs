//! The message delivery service, `ec2messages`: the queue through which nodes learn what they are to
//! do, and by which they answer. Nodes poll it; those with the official agent are given what is in it by
//! their control channel. There is no other way to a node but for sessions.

mod acknowledge;
mod endpoint;
mod get;
mod job;
mod message;
mod queue;
mod reply;

use crate::protocol::Routes;

pub(crate) use job::{acknowledge_job, has_jobs, take_job_reply, take_jobs};
pub(crate) use message::{MessageId, Topic};
pub(crate) use queue::{Fate, Messages, send};

/// Adds the operations of message delivery.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .meanwhile(queue::show_again)
        .on(acknowledge::acknowledge_message)
        .on(acknowledge::delete_message)
        .on(acknowledge::fail_message)
        .on(endpoint::get_endpoint)
        .on_waiting(get::get_messages)
        .on(reply::send_reply)
}
