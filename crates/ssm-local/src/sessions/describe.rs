//! `DescribeSessions`.

use super::collection::Position;
use super::filter::Filters;
use crate::model::operation::{DescribeSessionsRequest, DescribeSessionsResponse};
use crate::model::types::SessionState;
use crate::paging;
use crate::protocol::{Call, Error};

/// How many sessions a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the sessions that are open, or those that are over, latest first.
pub(super) fn describe_sessions(
    call: &mut Call<'_>,
    request: DescribeSessionsRequest,
) -> Result<DescribeSessionsResponse, Error> {
    let filters = Filters::of(request.filters)?;
    let is_open = request.state == SessionState::Active;
    let list = if is_open { "DescribeSessions/Active" } else { "DescribeSessions/History" };
    let found = call.store.sessions.latest_first(is_open);
    let found = found.into_iter().filter(|(_, session)| filters.accept(session));
    let size = paging::size(request.max_results, PAGE);
    let page = call.store.paging.page::<Position, _, _>(list, request.next_token.as_deref(), size, found)?;
    let sessions = page.items.into_iter().map(|session| session.shown());
    Ok(DescribeSessionsResponse { sessions: sessions.collect(), next_token: page.next_token })
}
