//! One entry of the change feed, as an operation records it.

use serde_json::{Map, Value};

/// Something that happened, recorded with [`super::Tx::record`] and numbered at commit.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub(super) kind: &'static str,
    pub(super) subject: String,
    pub(super) also: Vec<String>,
    pub(super) data: Map<String, Value>,
}

impl Change {
    /// What happened (`problem.posted`) and to what (P-12).
    pub fn new(kind: &'static str, subject: impl ToString) -> Self {
        Self {
            kind,
            subject: subject.to_string(),
            also: Vec::new(),
            data: Map::new(),
        }
    }

    /// Something else that it touched, in whose story it is told too.
    pub fn also(mut self, thing: impl ToString) -> Self {
        let thing = thing.to_string();
        if thing != self.subject && !self.also.contains(&thing) {
            self.also.push(thing);
        }
        self
    }

    /// A short field of it.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.data.insert(name.to_owned(), value.into());
        self
    }

    /// A field that was replaced; the old text stays readable in the story.
    pub fn replaced(self, name: &str, old: impl Into<Value>, new: impl Into<Value>) -> Self {
        self.with(name, Value::Array(vec![old.into(), new.into()]))
    }

    /// Whether any field was given: an edit that changes nothing is not worth an entry.
    pub fn has_data(&self) -> bool {
        !self.data.is_empty()
    }
}
