//! What costs a visit to the database and follows from it alone: kept until the feed moves on, or what it was read from
//! is written to.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use crate::error::Result;

/// What is known, by what it is about. One process never sees an older one than its own last write; another one's writes are
/// seen with the feed, within a second.
#[derive(Debug)]
pub struct Memo<K, V> {
    kept: Mutex<(i64, HashMap<K, V>)>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self {
            kept: Mutex::new((0, HashMap::new())),
        }
    }
}

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    /// What is known as of this place in the feed, or of another number that only grows; else what is read now.
    pub async fn get(&self, head: i64, key: K, read: impl Future<Output = Result<V>>) -> Result<V> {
        if let Some(known) = self.known(head, &key) {
            return Ok(known);
        }
        let value = read.await?;
        self.keep(head, key, &value);
        Ok(value)
    }

    /// As [`Memo::get`], for what may be absent: only what is there is kept, so that nobody fills the memory by asking
    /// for what never was.
    pub async fn find(
        &self,
        head: i64,
        key: K,
        read: impl Future<Output = Result<Option<V>>>,
    ) -> Result<Option<V>> {
        if let Some(known) = self.known(head, &key) {
            return Ok(Some(known));
        }
        let value = read.await?;
        if let Some(value) = &value {
            self.keep(head, key, value);
        }
        Ok(value)
    }

    fn known(&self, head: i64, key: &K) -> Option<V> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.1.get(key).filter(|_| kept.0 == head).cloned()
    }

    fn keep(&self, head: i64, key: K, value: &V) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 < head {
            *kept = (head, HashMap::new());
        }
        if kept.0 == head {
            kept.1.insert(key, value.clone());
        }
    }
}
