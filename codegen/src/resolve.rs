//! Stage three: the model to an intermediate representation, in which every Rust name is chosen,
//! every type is known and every question that emitting could ask is answered.

mod capability;
mod circles;
pub(crate) mod ir;
mod names;
mod operation;
mod service;
mod types;
mod usage;

pub(crate) use names::pascal_case;
pub(crate) use service::resolve;
