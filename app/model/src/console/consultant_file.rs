//! The file of a consultant (*intermediario*): the firm, whose affairs it minds, and what it sent to one office.

use super::MandateSpan;
use crate::MandateId;
use crate::identity::{CompanyName, FirmName, OfficeName};
use crate::offices::Scheme;
use crate::requests::WorkCount;
use serde::{Deserialize, Serialize};

/// What stands at the head of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsultantFile {
    pub firm: FirmName,
    pub tax_code: String,
    /// The office whose file this is.
    pub office: OfficeName,
    /// Who works there and has an account, by name.
    pub people: Vec<String>,
    /// Requests the firm sent that are at the office, by public state, counted to ninety-nine.
    pub counts: Vec<WorkCount>,
}

/// A company under mandate, with what is under way for it at the office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileClient {
    pub mandate: MandateId,
    pub company: CompanyName,
    /// None: every scheme of the company.
    #[serde(default)]
    pub scheme: Option<Scheme>,
    pub span: MandateSpan,
    /// Whether the mandate holds today.
    pub holds: bool,
    /// Requests of the company at the office that nobody took in charge yet.
    pub open: u32,
    pub in_charge: u32,
}
