//! Programs that show ssm-client at work.
