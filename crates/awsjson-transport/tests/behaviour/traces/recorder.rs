//! Keeps every span and event that comes, with all their fields as text.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// A span or an event.
#[derive(Clone, Debug)]
pub struct Recorded {
    id: Option<u64>,
    pub parent: Option<u64>,
    pub level: Level,
    pub target: String,
    pub name: String,
    fields: BTreeMap<String, String>,
    pub closed: bool,
}

impl Recorded {
    /// The field's value as text; empty if it has none.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// The fields that have values and do not depend on time.
    pub fn fields(&self) -> Vec<(&str, &str)> {
        let all = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        all.filter(|(name, _)| *name != "duration_ms").collect()
    }

    pub fn is_below(&self, other: &Self) -> bool {
        self.parent.is_some() && self.parent == other.id
    }
}

/// What came, in the order of its beginning.
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Vec<Recorded>>>);

impl Recorder {
    /// Records what happens on this thread until the guard is dropped.
    pub fn on_this_thread() -> (Self, DefaultGuard) {
        let recorder = Self::default();
        let subscriber = tracing_subscriber::registry().with(recorder.clone());
        (recorder, tracing::subscriber::set_default(subscriber))
    }

    /// Records what happens in this process, and what libraries give to `log`.
    pub fn in_this_process() -> Self {
        let recorder = Self::default();
        let subscriber = tracing_subscriber::registry().with(recorder.clone());
        tracing::subscriber::set_global_default(subscriber).unwrap();
        log::set_boxed_logger(Box::new(recorder.clone())).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        recorder
    }

    pub fn all(&self) -> Vec<Recorded> {
        self.0.lock().unwrap().clone()
    }

    /// Those of a target.
    pub fn of(&self, target: &str) -> Vec<Recorded> {
        self.all().into_iter().filter(|recorded| recorded.target == target).collect()
    }

    /// Everything of this crate.
    pub fn ours(&self) -> Vec<Recorded> {
        self.all().into_iter().filter(|recorded| recorded.target.starts_with("awsjson_transport::")).collect()
    }

    /// The same as one text.
    pub fn text(&self) -> String {
        format!("{:#?}", self.ours())
    }

    fn push(&self, id: Option<u64>, parent: Option<u64>, metadata: &Metadata<'_>, fields: Fields) {
        self.0.lock().unwrap().push(Recorded {
            id,
            parent,
            level: *metadata.level(),
            target: metadata.target().to_owned(),
            name: metadata.name().to_owned(),
            fields: fields.0,
            closed: false,
        });
    }

    /// Changes the last span with this id: ids are used again.
    fn change(&self, id: &Id, change: impl FnOnce(&mut Recorded)) {
        let mut all = self.0.lock().unwrap();
        all.iter_mut().rev().find(|recorded| recorded.id == Some(id.into_u64())).map(change).unwrap();
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Recorder {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let parent = context.current_span().id().map(Id::into_u64);
        self.push(Some(id.into_u64()), parent, attributes.metadata(), fields);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        self.change(id, |recorded| {
            let mut fields = Fields(std::mem::take(&mut recorded.fields));
            values.record(&mut fields);
            recorded.fields = fields.0;
        });
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let parent = context.current_span().id().map(Id::into_u64);
        self.push(None, parent, event.metadata(), fields);
    }

    fn on_close(&self, id: Id, _: Context<'_, S>) {
        self.change(&id, |recorded| recorded.closed = true);
    }
}

impl log::Log for Recorder {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let message = BTreeMap::from([("message".to_owned(), record.args().to_string())]);
        self.0.lock().unwrap().push(Recorded {
            id: None,
            parent: None,
            level: Level::TRACE,
            target: record.target().to_owned(),
            name: "log".to_owned(),
            fields: message,
            closed: false,
        });
    }

    fn flush(&self) {}
}

#[derive(Default)]
struct Fields(BTreeMap<String, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let mut text = String::new();
        write!(text, "{value:?}").unwrap();
        self.0.insert(field.name().to_owned(), text);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}
