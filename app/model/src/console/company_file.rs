//! The company file (*fascicolo elettronico aziendale*): everything one office has of a company, part by part.

use super::FileMandate;
use crate::attachments::Attachment;
use crate::identity::{CompanyName, OfficeName};
use crate::offices::Scheme;
use crate::register::RegisterNumber;
use crate::requests::{MeetingState, Mode, Note, WorkCount};
use crate::{Instant, MissiveId, PositionId, RequestId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What stands at the head of the file: who it is, where, under whose mandate, and how much there is at the office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompanyFile {
    pub company: CompanyName,
    #[serde(default)]
    pub vat_number: Option<String>,
    /// Street and number.
    pub address: String,
    pub town: String,
    pub province: String,
    /// The office whose file this is: nothing of another office is in it.
    pub office: OfficeName,
    /// By scheme and number.
    pub positions: Vec<FilePosition>,
    /// Newest first, those that ended too.
    pub mandates: Vec<FileMandate>,
    /// Requests at the office by public state, counted to ninety-nine.
    pub counts: Vec<WorkCount>,
    /// The next appointment that is set.
    #[serde(default)]
    pub next_meeting: Option<FileMeeting>,
}

/// A position (*matricola*) of the company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilePosition {
    pub id: PositionId,
    pub number: String,
    pub scheme: Scheme,
    /// Of the place that decides the competent office.
    pub province: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub opened_on: Date,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub closed_on: Option<Date>,
    /// Competent by territory.
    pub office: OfficeName,
}

/// An appointment of one of the requests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileMeeting {
    pub request: RequestId,
    pub subject: String,
    pub number: RegisterNumber,
    pub state: MeetingState,
    pub mode: Mode,
    /// What the office said; empty until it is set.
    pub place: String,
    #[serde(default)]
    pub begins_at: Option<Instant>,
    /// Whose request it is, in a consultant's file; a company's own says so at its head.
    #[serde(default)]
    pub company: Option<CompanyName>,
}

/// What files came with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Origin {
    Request(RequestId),
    Missive(MissiveId),
}

/// The files of one request or of one filed communication; only what the antivirus lets pass.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileDocuments {
    pub origin: Origin,
    /// When the request was opened, or the communication came.
    pub at: Instant,
    pub subject: String,
    pub number: RegisterNumber,
    pub files: Vec<Attachment>,
    /// Whom they are of, in a consultant's file; a company's own says so at its head.
    #[serde(default)]
    pub company: Option<CompanyName>,
}

/// A note among colleagues, with the request it stands beside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileNote {
    pub request: RequestId,
    pub subject: String,
    pub number: RegisterNumber,
    pub note: Note,
    /// Whose request it is, in a consultant's file; a company's own says so at its head.
    #[serde(default)]
    pub company: Option<CompanyName>,
}
