//! The message delivery service, `ec2messages`: the queue through which nodes learn what they are to
//! do, and by which they answer. There is no other way to a node.

mod acknowledge;
mod endpoint;
mod get;
mod message;
mod queue;
mod reply;

use crate::protocol::Routes;

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
