//! Session Manager: sessions with nodes, open and past.
//!
//! What is known of a session stands in tables, as of everything. What goes through it does not come by
//! here: that is the gateway's, which asks `channels` whom it may let in and takes notice here of who
//! comes and goes.

mod agent_message;
mod channels;
mod collection;
mod connection_status;
mod describe;
mod document;
mod filter;
mod progress;
mod resume;
mod session;
mod start;
mod terminate;
mod token;

use crate::protocol::Routes;

pub(crate) use agent_message::{TaskComplete, ToAgent, channel_closed};
pub(crate) use channels::{
    Standing, close_control_channel, close_data_channel, complete, create_control_channel,
    create_data_channel, end_by_agent, has_messages, home_of, open_control_channel, open_data_channel,
    standing, take_messages, used,
};
pub(crate) use collection::Sessions;
pub(crate) use session::Side;

/// Adds the operations on sessions.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .meanwhile(progress::look_after)
        .meanwhile(progress::forget_old)
        .on(connection_status::get_connection_status)
        .on(describe::describe_sessions)
        .on(resume::resume_session)
        .on(start::start_session)
        .on(terminate::terminate_session)
}
