//! Parameters that outlive themselves.

use crate::protocol::Call;

/// Removes the parameters whose expiration policy says so, with their tags.
pub(super) fn expire_parameters(call: &mut Call<'_>) {
    for parameter in call.store.parameters.remove_expired(call.now) {
        call.store.tags.forget(&parameter.resource());
    }
}
