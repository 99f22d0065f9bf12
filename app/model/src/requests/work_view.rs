//! The views of the work list: each a word in its address.

use super::PublicState;

/// What of the work list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkView {
    NotClosed,
    /// In the reader's own charge.
    Mine,
    /// Of a unit the reader belongs to.
    MyUnit,
    /// In charge of somebody away for whom the reader stands in today.
    Covering,
    /// A colleague's note names the reader, who has not read it yet.
    Mentioned,
    /// Nobody has it in charge.
    Unassigned,
    /// The promised day has passed, and the office waits for nobody.
    Overdue,
    DueToday,
    AwaitingDocuments,
    Reopened,
    /// Requests whose company asked for an appointment and was not told when.
    MeetingsAsked,
    /// The day has come on which the office said it would look into the archives.
    ToCheck,
    In(PublicState),
}

impl WorkView {
    pub const ALL: [Self; 15] = [
        Self::NotClosed,
        Self::Mine,
        Self::MyUnit,
        Self::Covering,
        Self::Mentioned,
        Self::Unassigned,
        Self::Overdue,
        Self::DueToday,
        Self::AwaitingDocuments,
        Self::Reopened,
        Self::MeetingsAsked,
        Self::ToCheck,
        Self::In(PublicState::Open),
        Self::In(PublicState::InCharge),
        Self::In(PublicState::Closed),
    ];

    /// Those a page offers, in the order of a day's work; what is closed is looked up, not worked.
    pub const OFFERED: [Self; 13] = [
        Self::NotClosed,
        Self::Mine,
        Self::MyUnit,
        Self::Covering,
        Self::Mentioned,
        Self::Unassigned,
        Self::Overdue,
        Self::DueToday,
        Self::AwaitingDocuments,
        Self::Reopened,
        Self::MeetingsAsked,
        Self::ToCheck,
        Self::In(PublicState::Closed),
    ];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotClosed => "",
            Self::Mine => "mine",
            Self::MyUnit => "unit",
            Self::Covering => "covering",
            Self::Mentioned => "mentioned",
            Self::Unassigned => "unassigned",
            Self::Overdue => "overdue",
            Self::DueToday => "due_today",
            Self::AwaitingDocuments => "awaiting_documents",
            Self::Reopened => "reopened",
            Self::MeetingsAsked => "meetings",
            Self::ToCheck => "to_check",
            Self::In(state) => state.as_str(),
        }
    }

    /// An unknown word shows what is to be worked.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|view| view.as_str() == word).unwrap_or(Self::NotClosed)
    }

    /// Whether colleagues of the same office see other requests in it.
    pub fn is_of_the_reader(self) -> bool {
        matches!(self, Self::Mine | Self::MyUnit | Self::Covering | Self::Mentioned)
    }

    /// Whether its last promise comes first.
    pub fn is_read_from_its_end(self) -> bool {
        self == Self::In(PublicState::Closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_has_a_word_of_its_own_that_leads_back() {
        for view in WorkView::ALL {
            assert_eq!(WorkView::from_word(view.as_str()), view);
        }
        assert_eq!(WorkView::from_word("ieri"), WorkView::NotClosed);
    }
}
