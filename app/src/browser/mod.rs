//! What only a browser can do, behind functions that do nothing elsewhere, so that pages need no conditional code.

#[cfg(not(feature = "hydrate"))]
mod absent;
#[cfg(feature = "hydrate")]
mod changes;
#[cfg(feature = "hydrate")]
mod document;
#[cfg(feature = "hydrate")]
mod storage;
#[cfg(feature = "hydrate")]
mod upload;

#[cfg(not(feature = "hydrate"))]
pub(crate) use absent::*;
#[cfg(feature = "hydrate")]
pub(crate) use changes::listen;
#[cfg(feature = "hydrate")]
pub(crate) use document::*;
#[cfg(feature = "hydrate")]
pub(crate) use storage::{forget, forget_all, keep, kept, kept_keys};
#[cfg(feature = "hydrate")]
pub(crate) use upload::{ChosenFile, chosen_files, dropped_files, upload};

use contatti_model::RequestId;
use serde::Deserialize;

/// What the server says on `/api/v1/events`: a request the person may see has a new version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Changed {
    pub request: RequestId,
    pub version: i64,
}

/// What may have happened while listening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser hears news"))]
pub(crate) enum News {
    Changed(Changed),
    /// The line was down for a while: anything may have changed.
    Missed,
}
