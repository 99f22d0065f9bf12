//! Finding whose file to open.

use crate::identity::{CompanyName, FirmName};
use serde::{Deserialize, Serialize};

/// Companies and consultants that fit the words, as far as the office deals with them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundFiles {
    pub companies: Vec<FoundCompany>,
    pub consultants: Vec<FoundConsultant>,
    /// Whether more fit than are shown: another word tells them apart.
    pub more: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundCompany {
    pub company: CompanyName,
    pub town: String,
    /// The first of its positions that fit the words.
    pub position: String,
    /// How many of its positions fit.
    pub positions: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundConsultant {
    pub firm: FirmName,
    pub tax_code: String,
}
