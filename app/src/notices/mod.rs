//! How somebody wants to be told of what happens.

mod preferences;

pub(crate) use preferences::{PREFERENCES, Preferences};
