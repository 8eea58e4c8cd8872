//! What programs do with AWS Systems Manager beyond single calls.
