//! Ids are types: a request's id can never be passed where a company's is meant.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.trim().parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A company's request; made by the client as a UUIDv7, so that sending twice is one request.
    RequestId;
    /// One turn of a request's thread.
    MessageId;
    /// One line of a request's timeline.
    EventId;
    /// A text module of an office.
    TextModuleId;
    /// A note among colleagues.
    NoteId;
    /// A notice to somebody of an office.
    StaffNoticeId;
    /// A communication that came or went beside the drawer.
    MissiveId;
    /// A file, from its upload on.
    AttachmentId;
    /// A company (*azienda*) or self-employed contributor.
    CompanyId;
    /// A contribution position (*posizione contributiva*), known to people by its number (*matricola*).
    PositionId;
    /// A person with an account.
    PersonId;
    /// A firm of labour consultants (*intermediario*, L. 12/1979 art. 1).
    IntermediaryId;
    /// A company's mandate (*delega*) to an intermediary.
    MandateId;
    /// A territorial office (*sede*).
    OfficeId;
    /// A unit of an office (*unità*).
    UnitId;
    /// A stretch of days somebody of an office is away.
    AbsenceId;
    /// A subject (*oggetto*) a request can have.
    SubjectId;
    /// A document a subject asks for.
    SubjectDocumentId;
    /// An answer already given: a question often asked, or a circular.
    GuidanceId;
    /// A signed-in session.
    SessionId;
    /// A program's token.
    TokenId;
    /// A filter a person keeps under a name.
    ViewId;
    /// A view of the work list an office's person keeps under a name.
    WorkViewId;
    /// A change of the calendar.
    CalendarChangeId;
    /// A nomination for the group of an office, and the grant that follows it.
    EnablementId;
    /// A campaign of an office: one letter to many positions.
    CampaignId;
}
