//! What those who name the same share for as long as somebody uses it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// Holds nothing itself: what its last user lets go is gone, and its name with the next new one.
#[derive(Debug)]
pub(super) struct InUse<K, V>(Mutex<HashMap<K, Weak<V>>>);

impl<K, V> Default for InUse<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V> InUse<K, V> {
    /// The one of this name, made where nobody uses one.
    pub fn of(&self, name: K, make: impl FnOnce() -> V) -> Arc<V> {
        let mut used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = used.get(&name).and_then(Weak::upgrade) {
            return found;
        }
        used.retain(|_, one| one.strong_count() > 0);
        let made = Arc::new(make());
        used.insert(name, Arc::downgrade(&made));
        made
    }

    #[cfg(test)]
    pub fn names(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}
