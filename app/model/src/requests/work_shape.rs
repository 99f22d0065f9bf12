//! How the work list is shown: by what it is sorted, and which columns of its table there are.

use super::WorkView;
use crate::problem::Issue;

/// By what the work list is sorted; each has an index that is walked (ADR 0029).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WorkOrder {
    /// The oldest promise first; of what is closed the last.
    #[default]
    Promised,
    /// The same from its other end.
    Latest,
    /// What arrived first comes first.
    Oldest,
    /// What arrived last comes first.
    Newest,
    /// What was changed last comes first.
    Changed,
    /// What has stood still for longest comes first.
    Still,
}

impl WorkOrder {
    pub const ALL: [Self; 6] = [Self::Promised, Self::Latest, Self::Oldest, Self::Newest, Self::Changed, Self::Still];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Promised => "",
            Self::Latest => "latest",
            Self::Oldest => "oldest",
            Self::Newest => "newest",
            Self::Changed => "changed",
            Self::Still => "still",
        }
    }

    /// The column the order is read from.
    pub fn column(self) -> WorkColumn {
        match self {
            Self::Promised | Self::Latest => WorkColumn::Promised,
            Self::Oldest | Self::Newest => WorkColumn::Arrived,
            Self::Changed | Self::Still => WorkColumn::Updated,
        }
    }

    /// Whether the latest comes first.
    pub fn descends(self, view: WorkView) -> bool {
        match self {
            Self::Promised => view.is_read_from_its_end(),
            Self::Latest => !view.is_read_from_its_end(),
            Self::Oldest | Self::Still => false,
            Self::Newest | Self::Changed => true,
        }
    }
}

/// A column of the work list's table. The subject, which leads to the request, is there always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkColumn {
    Promised,
    Left,
    /// The register number; without the column it stands under the subject.
    Number,
    /// The company and its position.
    Company,
    State,
    Owner,
    /// The unit; without the column it stands under the owner.
    Unit,
    Channel,
    Arrived,
    Updated,
}

impl WorkColumn {
    /// From left to right.
    pub const ALL: [Self; 10] = [
        Self::Promised,
        Self::Left,
        Self::Number,
        Self::Company,
        Self::State,
        Self::Owner,
        Self::Unit,
        Self::Channel,
        Self::Arrived,
        Self::Updated,
    ];

    /// Those of who chose none.
    pub const USUAL: [Self; 6] = [Self::Promised, Self::Left, Self::Company, Self::State, Self::Owner, Self::Updated];

    /// The orders read from the column, the one wanted first and its reverse; none where no index serves one.
    pub fn orders(self) -> Option<[WorkOrder; 2]> {
        match self {
            Self::Promised | Self::Left => Some([WorkOrder::Promised, WorkOrder::Latest]),
            Self::Arrived => Some([WorkOrder::Newest, WorkOrder::Oldest]),
            Self::Updated => Some([WorkOrder::Changed, WorkOrder::Still]),
            Self::Number | Self::Company | Self::State | Self::Owner | Self::Unit | Self::Channel => None,
        }
    }

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Promised => "promised",
            Self::Left => "left",
            Self::Number => "number",
            Self::Company => "company",
            Self::State => "state",
            Self::Owner => "owner",
            Self::Unit => "unit",
            Self::Channel => "channel",
            Self::Arrived => "arrived",
            Self::Updated => "updated",
        }
    }
}

pub(super) fn order_in(raw: &str) -> Result<WorkOrder, Issue> {
    let word = raw.trim();
    WorkOrder::ALL.into_iter().find(|order| order.as_str() == word).ok_or(Issue::UnknownChoice)
}

/// From left to right, each once; nothing where none is named or just the usual ones.
pub(super) fn columns_in(raw: &str) -> Result<Option<Vec<WorkColumn>>, Issue> {
    let words: Vec<&str> = raw.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| !WorkColumn::ALL.iter().any(|column| column.as_str() == *word)) {
        return Err(Issue::UnknownChoice);
    }
    let named: Vec<_> = WorkColumn::ALL.into_iter().filter(|column| words.contains(&column.as_str())).collect();
    Ok((!named.is_empty() && named != WorkColumn::USUAL).then_some(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_and_column_has_a_word_of_its_own_that_leads_back() {
        for order in WorkOrder::ALL {
            assert_eq!(order_in(order.as_str()), Ok(order));
        }
        assert_eq!(order_in("name"), Err(Issue::UnknownChoice));
        for column in WorkColumn::ALL {
            assert_eq!(columns_in(column.as_str()), Ok(Some(vec![column])));
        }
    }

    #[test]
    fn columns_stand_from_left_to_right_whatever_is_said_and_the_usual_ones_need_no_word() {
        let both = vec![WorkColumn::Promised, WorkColumn::Updated];
        assert_eq!(columns_in(" updated , promised,updated"), Ok(Some(both)));
        for usual in ["", " , ", "updated,owner,state,company,left,promised"] {
            assert_eq!(columns_in(usual), Ok(None), "{usual:?}");
        }
        assert_eq!(columns_in("promised,<b>"), Err(Issue::UnknownChoice));
    }

    #[test]
    fn a_column_is_sorted_from_both_ends_or_not_at_all() {
        for column in WorkColumn::ALL {
            let Some([first, second]) = column.orders() else { continue };
            for view in [WorkView::Mine, WorkView::In(crate::requests::PublicState::Closed)] {
                assert_ne!(first.descends(view), second.descends(view), "{column:?}");
            }
            assert_eq!(first.column(), second.column());
        }
        let sorted: Vec<_> = WorkColumn::ALL.into_iter().filter_map(WorkColumn::orders).flatten().collect();
        assert!(WorkOrder::ALL.into_iter().all(|order| sorted.contains(&order)), "an order without a column to press");
    }

    #[test]
    fn only_what_is_closed_is_read_from_the_end_by_its_promise() {
        assert!(!WorkOrder::Promised.descends(WorkView::NotClosed));
        assert!(WorkOrder::Promised.descends(WorkView::In(crate::requests::PublicState::Closed)));
        assert!(WorkOrder::Changed.descends(WorkView::Mine) && !WorkOrder::Oldest.descends(WorkView::Mine));
    }
}
