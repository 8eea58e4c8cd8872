//! Builders in an environment and a home directory of their own.

mod files;
mod mistakes;
mod precedence;
mod region_of_call;
mod region_of_instance;
#[path = "../../../tests/credentials/server.rs"]
#[allow(dead_code, reason = "it is shared, and not all of it is needed here")]
mod server;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::service::JsonVersion;

static SSM: Service = Service {
    id: "SSM",
    target_prefix: "AmazonSSM",
    signing_name: "ssm",
    endpoint_prefix: "ssm",
    json_version: JsonVersion::V1_1,
};

/// A home directory of one test, removed when it ends.
struct Home(PathBuf);

impl Home {
    fn new(config: Option<&str>, credentials: Option<&str>) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name =
            format!("awsjson-transport-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let home = std::env::temp_dir().join(name);
        std::fs::create_dir_all(home.join(".aws")).unwrap();
        for (name, text) in [("config", config), ("credentials", credentials)] {
            if let Some(text) = text {
                std::fs::write(home.join(".aws").join(name), text).unwrap();
            }
        }
        Self(home)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }

    fn builder(&self, variables: &[(&str, &str)]) -> TransportBuilder {
        let mut all = vec![("HOME", self.path())];
        all.extend(variables);
        let mut builder = TransportBuilder::from_env(&SSM);
        builder.said.environment = Some(Environment::of(&all));
        builder
    }

    /// How a transport shows itself, or why it cannot be built; the home directory shows as `~`.
    fn outcome(&self, builder: TransportBuilder) -> String {
        let text = match builder.build() {
            Ok(transport) => format!("{transport:?}"),
            Err(error) => error.to_string(),
        };
        text.replace(self.path(), "~")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A config file whose profile lacks nothing. The next line is its third.
const COMPLETE: &str = "[default]\nregion = eu-west-1\n";
