//! What only a browser can do, behind functions that do nothing elsewhere, so that pages need no conditional code.

#[cfg(not(feature = "hydrate"))]
mod absent;
#[cfg(feature = "hydrate")]
mod changes;
#[cfg(feature = "hydrate")]
mod chosen;
#[cfg(feature = "hydrate")]
mod document;
#[cfg(feature = "hydrate")]
mod download;
#[cfg(feature = "hydrate")]
mod encode;
#[cfg(feature = "hydrate")]
mod exchange;
#[cfg(feature = "hydrate")]
mod network;
#[cfg(feature = "hydrate")]
mod rows;
#[cfg(feature = "hydrate")]
mod storage;
#[cfg(feature = "hydrate")]
mod upload;

#[cfg(not(feature = "hydrate"))]
pub(crate) use absent::*;
#[cfg(feature = "hydrate")]
pub(crate) use changes::listen;
#[cfg(feature = "hydrate")]
pub(crate) use chosen::{ChosenFile, chosen_files, dropped_files};
#[cfg(feature = "hydrate")]
pub(crate) use document::*;
#[cfg(feature = "hydrate")]
pub(crate) use download::download;
#[cfg(feature = "hydrate")]
pub(crate) use network::{chance, pause};
#[cfg(feature = "hydrate")]
pub(crate) use rows::steady;
#[cfg(feature = "hydrate")]
pub(crate) use storage::{forget, forget_all, keep, kept, kept_keys};
#[cfg(feature = "hydrate")]
pub(crate) use upload::upload;

use contatti_model::RequestId;
use serde::Deserialize;
use std::rc::Rc;

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
    /// Nobody listened for a while, and what came meanwhile is not known: anything may have changed.
    Missed,
}

/// How a file's sending goes, in per cent of its bytes that are on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser sends files"))]
pub(crate) enum Progress {
    Sent(u8),
    /// The network is lost: the rest goes by itself once it is back.
    Offline(u8),
}

/// Whether a file on its way is still wanted.
pub(crate) type Wanted = Rc<dyn Fn() -> bool>;
