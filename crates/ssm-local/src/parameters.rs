//! Parameter Store.
//!
//! A parameter is a name and a row of versions. What may be stored stands in files named by the
//! rule (names, tiers, policies, ...); each operation stands in a file of its own.

mod allowed_pattern;
mod answer;
mod by_path;
mod collection;
mod data_type;
mod delete;
mod describe;
mod expire;
mod filter;
mod get;
mod get_many;
mod history;
mod key_id;
mod label;
mod name;
mod parameter;
mod policy;
mod put;
mod reference;
mod tier;
mod unlabel;
mod value;

use crate::protocol::Routes;

pub(crate) use collection::Parameters;
pub(crate) use get::get_parameter;
pub(crate) use name::Key;

/// Adds the operations of Parameter Store.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .meanwhile(expire::expire_parameters)
        .on(by_path::get_parameters_by_path)
        .on(delete::delete_parameter)
        .on(delete::delete_parameters)
        .on(describe::describe_parameters)
        .on(get::get_parameter)
        .on(get_many::get_parameters)
        .on(history::get_parameter_history)
        .on(label::label_parameter_version)
        .on(put::put_parameter)
        .on(unlabel::unlabel_parameter_version)
}
