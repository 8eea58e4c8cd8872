//! Service settings: choices of the account that have a default.

mod collection;
mod operations;
mod setting;

use crate::protocol::Routes;

pub(crate) use collection::ServiceSettings;

/// Adds the operations on service settings.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .on(operations::get_service_setting)
        .on(operations::reset_service_setting)
        .on(operations::update_service_setting)
}
