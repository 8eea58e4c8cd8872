//! YAML 1.2: saphyr-parser turns text into events, here they become values.

mod scalar;
mod write;

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::{Format, MAX_BYTES, MAX_DEPTH, ParseError};
use crate::value::{Map, Value};

pub(crate) use write::write;

/// Reads a stream of one YAML document; an empty one is null.
pub(crate) fn read(text: &str) -> Result<Value, ParseError> {
    if text.len() > MAX_BYTES {
        return Err(ParseError::TooLarge { bytes: text.len() });
    }
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| syntax(*error.marker(), error.info()))?;
        builder.take(event, span.start)?;
    }
    Ok(builder.document.unwrap_or_default())
}

fn syntax(at: Marker, message: impl Into<String>) -> ParseError {
    ParseError::Syntax {
        format: Format::Yaml,
        message: message.into(),
        line: at.line(),
        column: at.col() + 1,
    }
}

/// What is built from the events so far, without recursion.
#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    anchors: HashMap<usize, Value>,
    /// How many bytes aliases have added: what keeps ten lines from becoming gigabytes.
    expanded: usize,
    document: Option<Value>,
}

/// A list or map whose end has not come.
struct Open {
    anchor: usize,
    nodes: Nodes,
}

enum Nodes {
    List(Vec<Value>),
    Map { members: Map, key: Option<String> },
}

impl Builder {
    fn take(&mut self, event: Event<'_>, at: Marker) -> Result<(), ParseError> {
        match event {
            Event::DocumentStart(_) if self.document.is_some() => {
                Err(syntax(at, "a second document begins, and there can be one only"))
            }
            Event::Scalar(text, style, anchor, tag) => {
                let value = match tag {
                    None if style == ScalarStyle::Plain && !self.awaits_key() => scalar::resolve(&text),
                    None => Value::Text(text.into_owned()),
                    Some(tag) => scalar::tagged(&text, &tag).map_err(|message| syntax(at, message))?,
                };
                self.node(anchor, value, at)
            }
            Event::SequenceStart(anchor, tag) => self.open(
                anchor,
                tag.is_none_or(|tag| tag.is_yaml_core_schema()),
                Nodes::List(Vec::new()),
                at,
            ),
            Event::MappingStart(anchor, tag) => {
                let members = Nodes::Map { members: Map::new(), key: None };
                self.open(anchor, tag.is_none_or(|tag| tag.is_yaml_core_schema()), members, at)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(at),
            Event::Alias(anchor) => {
                let Some(value) = self.anchors.get(&anchor).cloned() else {
                    return Err(syntax(at, "an alias stands within what it refers to"));
                };
                self.expanded += value.size();
                if self.expanded > MAX_BYTES {
                    return Err(ParseError::TooLarge { bytes: self.expanded });
                }
                // An alias can stand deeper than what it refers to.
                if self.open.len() + depth(&value) > MAX_DEPTH {
                    return Err(ParseError::TooDeep);
                }
                self.node(0, value, at)
            }
            _ => Ok(()),
        }
    }

    /// Whether the next node names a member of a map. `on: true` has the key `on`.
    fn awaits_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { nodes: Nodes::Map { key: None, .. }, .. }))
    }

    fn open(&mut self, anchor: usize, known_tag: bool, nodes: Nodes, at: Marker) -> Result<(), ParseError> {
        if !known_tag {
            return Err(syntax(at, "tags of one's own are not supported"));
        }
        if self.awaits_key() {
            return Err(syntax(at, "a list or map is used as a key"));
        }
        if self.open.len() == MAX_DEPTH {
            return Err(ParseError::TooDeep);
        }
        self.open.push(Open { anchor, nodes });
        Ok(())
    }

    fn close(&mut self, at: Marker) -> Result<(), ParseError> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let value = match open.nodes {
            Nodes::List(elements) => Value::List(elements),
            Nodes::Map { members, .. } => Value::Map(members),
        };
        self.node(open.anchor, value, at)
    }

    /// Puts a finished node where it belongs.
    fn node(&mut self, anchor: usize, value: Value, at: Marker) -> Result<(), ParseError> {
        // Nodes without an anchor have the number 0.
        if anchor != 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut().map(|open| &mut open.nodes) {
            None => self.document = Some(value),
            Some(Nodes::List(elements)) => elements.push(value),
            Some(Nodes::Map { members, key }) => match (key.take(), value) {
                (Some(key), value) => {
                    members.insert(key, value);
                }
                (None, Value::Text(name)) if members.contains_key(&name) => {
                    return Err(syntax(at, format!("the key {name:?} occurs twice")));
                }
                (None, Value::Text(name)) => *key = Some(name),
                (None, _) => return Err(syntax(at, "a key is no text")),
            },
        }
        Ok(())
    }
}

/// How many levels of lists and maps `value` has.
fn depth(value: &Value) -> usize {
    let mut deepest = 0;
    let mut waiting = vec![(value, 0)];
    while let Some((value, level)) = waiting.pop() {
        deepest = deepest.max(level);
        match value {
            Value::List(elements) => waiting.extend(elements.iter().map(|element| (element, level + 1))),
            Value::Map(map) => waiting.extend(map.iter().map(|(_, value)| (value, level + 1))),
            _ => {}
        }
    }
    deepest
}
