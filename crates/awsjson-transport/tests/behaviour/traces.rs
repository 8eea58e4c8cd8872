//! What calls tell `tracing`.

mod events;
mod recorder;
mod secrets;
mod spans;
mod waits;
