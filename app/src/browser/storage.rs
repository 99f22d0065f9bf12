//! What the browser keeps between visits; where it refuses (private windows, full disks) nothing is kept and nothing fails.

use leptos::prelude::window;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

pub(crate) fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

pub(crate) fn keep(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

pub(crate) fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Forgets every key that starts so.
pub(crate) fn forget_all(prefix: &str) {
    for key in kept_keys(prefix) {
        forget(&key);
    }
}

/// Every key that starts so.
pub(crate) fn kept_keys(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else { return vec![] };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|n| storage.key(n).ok().flatten());
    keys.filter(|key| key.starts_with(prefix)).collect()
}
