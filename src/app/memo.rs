//! Counts that cost a scan and follow from the database alone: kept until the feed moves on.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use crate::error::Result;

/// Counts by what they are about. One process never sees an older one than its own last write; another one's writes are
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
    /// What is known as of this place in the feed, else what is read now.
    pub async fn get(&self, head: i64, key: K, read: impl Future<Output = Result<V>>) -> Result<V> {
        let known = {
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.1.get(&key).filter(|_| kept.0 == head).cloned()
        };
        if let Some(known) = known {
            return Ok(known);
        }
        let value = read.await?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 < head {
            *kept = (head, HashMap::new());
        }
        if kept.0 == head {
            kept.1.insert(key, value.clone());
        }
        Ok(value)
    }
}
