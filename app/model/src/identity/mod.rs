//! Who people are: identifiers the State gave them, roles, and what a signed-in person may act for.

mod client;
pub mod enablement;
mod position_number;
mod tax_code;
mod token;
mod vat_number;

pub use client::{Client, Needs, answered_since};
pub use position_number::PositionNumber;
pub use tax_code::TaxCode;
pub use token::{
    ActingToken, Binding, FirmName, MAX_TOKEN_DAYS, MAX_TOKEN_NAME_CHARS, MandateChoice, NewToken, Scope, TOKEN_PREFIX,
    TokenBindings, TokenDraft, TokenForm, TokenLine, TokenState,
};
pub use vat_number::VatNumber;

use crate::Instant;
use crate::offices::Scheme;
use crate::{CompanyId, IntermediaryId, OfficeId, PersonId, PositionId, SessionId};
use serde::{Deserialize, Serialize};

/// What a person may be (DOMAIN 2.3). Granting a role and using it are separate duties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// Acts for their own company.
    CompanyUser,
    /// Acts for companies that gave a mandate (L. 12/1979 art. 1).
    Intermediary,
    /// Works an office's requests; holds the group `APP_FEA_COMBID` (seed 004).
    Operator,
    /// Answers for the work of a unit of an office.
    UnitManager,
    /// Watches an office's load, and names who is to work its requests.
    Director,
    /// Grants and revokes the group `APP_FEA_COMBID` of an office (seed 004), and sees no request.
    ItContact,
}

impl Role {
    pub const ALL: [Self; 6] =
        [Self::CompanyUser, Self::Intermediary, Self::Operator, Self::UnitManager, Self::Director, Self::ItContact];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CompanyUser => "company_user",
            Self::Intermediary => "intermediary",
            Self::Operator => "operator",
            Self::UnitManager => "unit_manager",
            Self::Director => "director",
            Self::ItContact => "it_contact",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Whether it opens the console: reading the requests of the office it is held at.
    pub fn reads_requests(self) -> bool {
        matches!(self, Self::Operator | Self::UnitManager | Self::Director)
    }
}

/// The signed-in person, as `GET /api/v1/me` tells the pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    pub id: PersonId,
    pub name: String,
    pub roles: Vec<Role>,
    /// The company or the intermediary's firm in whose name the person acts; none for an office's people.
    #[serde(default)]
    pub acts_as: Option<String>,
    /// The office whose console the person opens.
    #[serde(default)]
    pub office: Option<OfficeName>,
    /// Every office whose requests the person reads; the first is the one whose console opens.
    #[serde(default)]
    pub offices: Vec<OfficeName>,
    pub contacts: Contacts,
    pub session_ends_at: Instant,
}

impl Me {
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the person reads an office's requests.
    pub fn opens_the_console(&self) -> bool {
        self.roles.iter().any(|role| role.reads_requests())
    }

    /// Whether the person answers for who may work an office's requests.
    pub fn answers_for_enablements(&self) -> bool {
        self.has(Role::Director) || self.has(Role::ItContact)
    }

    /// Whether the person sends requests (for a company of theirs or under a mandate).
    pub fn sends_requests(&self) -> bool {
        self.has(Role::CompanyUser) || self.has(Role::Intermediary)
    }
}

/// An office in a line of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeName {
    pub id: OfficeId,
    pub name: String,
}

/// Where a person wants to be reached; empty strings mean not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contacts {
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub telephone: String,
}

/// A position a person may act for today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Position {
    pub id: PositionId,
    pub number: String,
    pub scheme: Scheme,
    pub company: CompanyName,
    /// The office competent by territory.
    pub office: OfficeName,
    /// The intermediary through whose mandate the person acts; none for the company's own people.
    #[serde(default)]
    pub through: Option<IntermediaryId>,
}

/// A company in a line of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompanyName {
    pub id: CompanyId,
    pub name: String,
    pub tax_code: String,
}

/// What the sign-in form sends.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credentials {
    #[serde(default)]
    pub username: String,
    #[serde(default)]
    pub password: String,
}

/// A signed-in device, listed so that its owner can end it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionLine {
    pub id: SessionId,
    pub started_at: Instant,
    pub last_seen_at: Instant,
    pub device: String,
    pub current: bool,
}
