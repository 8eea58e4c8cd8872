//! Counts the calls that clients of the SSM service make on this thread, whatever the endpoint remembers.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::Registry;

/// The calls that began, by their operations, as long as it is there.
pub struct Calls {
    counts: Arc<Mutex<BTreeMap<String, usize>>>,
    _guard: DefaultGuard,
}

impl Calls {
    pub fn count() -> Self {
        let counts = Arc::<Mutex<BTreeMap<String, usize>>>::default();
        let subscriber = Registry::default().with(Counter(Arc::clone(&counts)));
        Self { counts, _guard: tracing::subscriber::set_default(subscriber) }
    }

    /// How many there were of an operation.
    pub fn of(&self, operation: &str) -> usize {
        self.counts.lock().unwrap().get(operation).copied().unwrap_or_default()
    }
}

struct Counter(Arc<Mutex<BTreeMap<String, usize>>>);

impl Layer<Registry> for Counter {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, Registry>) {
        if attributes.metadata().name() == "call" {
            let mut method = Method(String::new());
            attributes.record(&mut method);
            *self.0.lock().unwrap().entry(method.0).or_default() += 1;
        }
    }
}

struct Method(String);

impl Visit for Method {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "rpc.method" {
            value.clone_into(&mut self.0);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}
