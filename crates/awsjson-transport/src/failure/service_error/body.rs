//! Finding code and message in the body of an error, whatever it is.

use awsjson_wire::{Document, FillMap, Reading, Slot, read};

/// What the top level of an error's JSON says, as far as it could be read.
#[derive(Default)]
pub(super) struct ErrorBody {
    pub(super) underscore_type: Option<String>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    /// Whether the body is one whole JSON object.
    pub(super) is_object: bool,
}

impl ErrorBody {
    /// Reads a body. Where it is broken, what stands before the break counts; bytes that are not
    /// UTF-8 are replaced.
    pub(super) fn read(body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(body);
        let mut members = Members::default();
        // Not leniently, which takes null for an object.
        let whole = read(text.as_bytes(), Slot::Map(&mut members), Reading::Server).is_ok();
        members.settle();
        members.found.is_object = whole;
        members.found
    }
}

/// Takes the fields of [`ErrorBody`] one by one, so that they stay when a later one fails.
#[derive(Default)]
struct Members {
    found: ErrorBody,
    /// The member that is being read.
    name: String,
    value: Document,
}

impl Members {
    /// Takes what was read last. A code or a message that is not a text is none.
    fn settle(&mut self) {
        let field = match self.name.as_str() {
            "__type" => &mut self.found.underscore_type,
            "code" => &mut self.found.code,
            name if name.eq_ignore_ascii_case("message") => &mut self.found.message,
            _ => return,
        };
        if let Document::String(text) = std::mem::take(&mut self.value)
            && !text.trim().is_empty()
        {
            field.get_or_insert(text);
        }
    }
}

impl FillMap for Members {
    fn clear(&mut self) {}

    fn insert(&mut self, key: String) -> Slot<'_> {
        self.settle();
        (self.name, self.value) = (key, Document::Null);
        Slot::Document(&mut self.value)
    }

    fn insert_null(&mut self, _: String) {}
}
