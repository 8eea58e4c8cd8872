//! The queues of all nodes.

use time::OffsetDateTime;

use super::message::{Message, MessageId, Topic};
use crate::protocol::Call;
use crate::store::{NamedTable, Table};

/// The messages of each node, oldest first, numbered as they came.
#[derive(Default)]
pub(crate) struct Messages {
    queued: Table<(String, u64), Message>,
}

/// What became of a message that is withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// The node never saw it, and never will.
    Unseen,
    /// The node has got it, whether or not it said so.
    Seen,
}

impl Messages {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 1] {
        [("messages", &mut self.queued)]
    }

    /// Whether there are messages of a node to take.
    pub(super) fn has_visible(&self, node: &str) -> bool {
        self.of(node).any(|(_, message)| message.hidden_until.is_none())
    }

    /// Takes messages of a node, at most so many, which nobody else gets until that time.
    pub(super) fn take(&mut self, node: &str, most: usize, until: OffsetDateTime) -> Vec<Message> {
        let visible = self.of(node).filter(|(_, message)| message.hidden_until.is_none()).take(most);
        let keys: Vec<(String, u64)> = visible.map(|(key, _)| key.clone()).collect();
        let mut taken = Vec::new();
        for key in &keys {
            if let Some(message) = self.queued.get_mut(key) {
                message.hidden_until = Some(until);
                message.was_seen = true;
                taken.push(message.clone());
            }
        }
        taken
    }

    /// Removes a message. It is none if it is not, or no longer, there.
    pub(super) fn remove(&mut self, id: &MessageId) -> Option<Message> {
        let found = self.of(&id.instance_id).find(|(_, message)| message.id == *id);
        let key = found.map(|(key, _)| key.clone())?;
        self.queued.remove(&key)
    }

    /// Removes the message about a command, and says whether the node has got it.
    pub(crate) fn withdraw(&mut self, id: &MessageId) -> Fate {
        match self.remove(id) {
            Some(message) if !message.was_seen => Fate::Unseen,
            _ => Fate::Seen,
        }
    }

    fn of(&self, node: &str) -> impl DoubleEndedIterator<Item = (&(String, u64), &Message)> {
        self.queued.range((node.to_owned(), 0)..=(node.to_owned(), u64::MAX))
    }

    fn push(&mut self, message: Message) {
        let node = message.id.instance_id.clone();
        let last = self.of(&node).next_back().map(|((_, number), _)| *number);
        self.queued.insert((node, last.map_or(0, |last| last + 1)), message);
    }
}

/// Puts a message in the queue of its node.
pub(crate) fn send(call: &mut Call<'_>, id: MessageId, topic: Topic, payload: String) {
    let message = Message::new(id, topic, &call.identity.region, payload, call.now);
    call.store.messages.push(message);
}

/// Makes the messages visible again that were got and not acknowledged in time.
pub(super) fn show_again(call: &mut Call<'_>) {
    let queued = &mut call.store.messages.queued;
    let is_due = |message: &Message| message.hidden_until.is_some_and(|until| until <= call.now);
    let due = queued.iter().filter(|(_, message)| is_due(message)).map(|(key, _)| key.clone());
    let due: Vec<(String, u64)> = due.collect();
    for key in &due {
        if let Some(message) = queued.get_mut(key) {
            message.hidden_until = None;
        }
    }
}
