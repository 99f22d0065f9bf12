//! Taking away what an office keeps, as it was read: never words nobody saw.

use serde::{Deserialize, Serialize};

/// A text module no longer offered, or a unit dissolved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RetireForm {
    /// The version that was read.
    pub version: String,
}
