//! Session Manager's data channel: shells, commands and port forwarding without the plugin.

pub mod protocol;
