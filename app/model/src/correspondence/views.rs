//! Missives as they are read: a line of the tray or of a history, and the whole.

use super::MissiveState;
use crate::attachments::Attachment;
use crate::identity::OfficeName;
use crate::page::Page;
use crate::register::{Direction, RegisterNumber, Registration};
use crate::requests::{Channel, Line};
use crate::{CompanyId, Instant, MissiveId, PositionId, RequestId};
use serde::{Deserialize, Serialize};

/// A missive in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissiveLine {
    pub id: MissiveId,
    pub state: MissiveState,
    pub channel: Channel,
    pub direction: Direction,
    /// When it was written, called or received, as far as the channel says; else when it came in.
    pub at: Instant,
    /// Who wrote or was written to, as the channel names them.
    pub correspondent: String,
    pub subject: String,
    pub registration: Registration,
    #[serde(default)]
    pub position: Option<MissivePosition>,
    /// The request whose thread it is in.
    #[serde(default)]
    pub request: Option<MissiveRequest>,
    /// Written by a machine: an absence notice, a delivery report.
    #[serde(default)]
    pub automatic: bool,
    pub attachments: u32,
}

/// A position in a line of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissivePosition {
    pub id: PositionId,
    pub number: String,
    pub company_id: CompanyId,
    pub company: String,
}

/// A request in a line of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissiveRequest {
    pub id: RequestId,
    pub number: RegisterNumber,
    pub subject: String,
}

/// A missive whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissiveDetail {
    #[serde(flatten)]
    pub line: MissiveLine,
    /// Grows by one at each change; what `If-Match` compares.
    pub version: i64,
    /// The address or number it came from or went to; empty where the channel has none.
    pub address: String,
    pub text: String,
    pub office: OfficeName,
    pub files: Vec<Attachment>,
    /// Parts of the message that are no kind of file an office takes: they are in the original alone.
    pub left_out: u32,
    /// The message as received; for the office alone.
    #[serde(default)]
    pub original: Option<Attachment>,
    /// The account the address belongs to.
    #[serde(default)]
    pub known_as: Option<String>,
    /// What it seems to be about, for the office to confirm.
    #[serde(default)]
    pub proposed_position: Option<MissivePosition>,
    #[serde(default)]
    pub proposed_request: Option<MissiveRequest>,
    /// Why it was set aside, and who decided.
    #[serde(default)]
    pub reason: Option<String>,
    #[serde(default)]
    pub decided_by: Option<String>,
    /// Whether the caller may decide what becomes of it.
    pub may_work: bool,
}

/// A company's history, a page of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompanyHistory {
    pub company: String,
    pub entries: Page<HistoryLine>,
}

/// One entry of a company's history: all channels in one line of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HistoryLine {
    Request(Line),
    Missive(MissiveLine),
}
