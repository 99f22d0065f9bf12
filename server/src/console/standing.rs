//! How many requests there are of each public state, none counted further than ninety-nine.

use crate::web::{Answer, Refusal};
use contatti_model::requests::{MOST_COUNTED, PublicState, WorkCount};

/// Counts of `requests r` where `$whose`; $1 whose, $2 the office, $3 how far to count.
macro_rules! counts_of {
    ($whose:literal) => {
        concat!(
            "SELECT 'open' AS state, COUNT(*) AS count FROM (SELECT 1 FROM requests r WHERE ",
            $whose,
            " AND r.office_id = $2 AND r.state IN ('registered', 'routed') LIMIT $3) a
             UNION ALL SELECT 'in_charge', COUNT(*) FROM (SELECT 1 FROM requests r WHERE ",
            $whose,
            " AND r.office_id = $2 AND r.state IN ('in_charge', 'awaiting_documents', 'reopened') LIMIT $3) b
             UNION ALL SELECT 'closed', COUNT(*) FROM (SELECT 1 FROM requests r WHERE ",
            $whose,
            " AND r.office_id = $2 AND r.state = 'closed' LIMIT $3) c"
        )
    };
}
pub(super) use counts_of;

/// How far the database counts: one more than is said.
pub(super) fn limit() -> i64 {
    i64::from(MOST_COUNTED) + 1
}

/// The counts in the order of the states.
///
/// # Errors
/// For a word no state has.
pub(super) fn counted(rows: &[(String, i64)]) -> Answer<Vec<WorkCount>> {
    let count = |state: PublicState| {
        let found = rows.iter().find(|(word, _)| word == state.as_str()).map(|(_, found)| *found);
        let found = found.ok_or_else(|| Refusal::internal(format!("{state:?} was not counted")))?;
        let found = u32::try_from(found).unwrap_or(0);
        Ok(WorkCount { state: state.as_str().to_owned(), count: found.min(MOST_COUNTED), more: found > MOST_COUNTED })
    };
    PublicState::ALL.into_iter().map(count).collect()
}
