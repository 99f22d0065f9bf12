//! Who has a request open just now, reading or writing: told to colleagues, and holding nobody up.

use serde::{Deserialize, Serialize};

/// Seconds between two words of an open page.
pub const PRESENCE_EVERY: u32 = 10;
/// Seconds after which who was not heard of is gone: two words may be lost on the way.
pub const PRESENCE_LASTS: u32 = 35;

/// What an open page says of its reader.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PresenceForm {
    /// Anything here says that something for the company is being written.
    pub writing: String,
}

/// A colleague who has the request open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Present {
    pub name: String,
    pub writing: bool,
}
