//! Where a search found its words: data, never markup, so that nothing a person wrote can become part of a page.

use serde::{Deserialize, Serialize};

/// The stretch of a request that answers the search best.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Found {
    pub place: FoundIn,
    /// In order; together they are the stretch as written.
    pub pieces: Vec<Piece>,
}

/// A piece of text: something searched for, or what stands around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Piece {
    pub text: String,
    /// Whether this is one of the words searched for.
    #[serde(default)]
    pub hit: bool,
}

/// What kind of text the stretch is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FoundIn {
    Request,
    /// What the office wrote first.
    Contact,
    /// What the company wrote after its request.
    Reply,
    Comment,
    Answer,
    FileName,
}
