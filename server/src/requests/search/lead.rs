//! Which index a list without words walks: the narrowest that its filter offers, so that few hits are found as quickly as many.

use super::pick::narrowed;
use crate::db::Db;
use contatti_model::Instant;
use contatti_model::requests::search::Filter;
use contatti_model::requests::{Channel, PublicState};

/// The filter that leads; the others are checked on what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// Any state but closed.
    Alive,
    /// A short stretch of the last change, put in order of opening afterwards.
    Changed,
    Subject,
    Intermediary,
    Channel,
    Outcome,
    Office,
    /// The history, newest first: whatever most requests fit.
    Opened,
}

/// A longer stretch of the last change is met early in the history, and would be long to put in order.
const SHORT_DAYS: i64 = 92;

impl Lead {
    pub(super) fn of(filter: &Filter, now: Instant) -> Self {
        if filter.state.is_some_and(|state| state != PublicState::Closed) {
            return Self::Alive;
        }
        let latest = filter.updated.ends().min(now.plus_seconds(86_400));
        if filter.updated.begins().plus_seconds(SHORT_DAYS * 86_400) >= latest {
            return Self::Changed;
        }
        let offered = [
            (filter.subject.is_some(), Self::Subject),
            (filter.intermediary.is_some(), Self::Intermediary),
            (filter.channel.is_some_and(|channel| channel != Channel::Web), Self::Channel),
            (filter.outcome.is_some(), Self::Outcome),
            (filter.office.is_some(), Self::Office),
        ];
        offered.into_iter().find(|(there, _)| *there).map_or(Self::Opened, |(_, lead)| lead)
    }

    /// The list's query, walking this index. SQLite is told which; PostgreSQL sees from the condition.
    pub(super) fn sql(self, db: &Db) -> &'static str {
        let (sqlite, postgres) = match self {
            Self::Alive => by_position!("requests_alive_of_position", "r.state <> 'closed'", ""),
            Self::Changed => by_position!("requests_by_last_change", "r.updated_at >= $13", "OFFSET 0"),
            Self::Subject => by_position!("requests_of_subject", "r.subject_id = $8", ""),
            Self::Intermediary => by_position!("requests_of_intermediary", "r.intermediary_id = $11", ""),
            Self::Channel => by_position!("requests_by_other_channels", "r.channel = $10 AND r.channel <> 'web'", ""),
            Self::Outcome => by_position!("requests_with_outcome", "r.outcome = $12 AND r.outcome IS NOT NULL", ""),
            Self::Office => by_position!("requests_of_office", "r.office_id = $9", ""),
            Self::Opened => by_position!("requests_to_list", "TRUE", ""),
        };
        match db {
            Db::Sqlite { .. } => sqlite,
            Db::Postgres(_) => postgres,
        }
    }
}

/// $1 the positions: of each the newest, by its own stretch of the index; then the newest of all. `fence` keeps
/// PostgreSQL from walking the history in order where it had better sort the few.
macro_rules! by_position {
    ($index:literal, $leads:literal, $fence:literal) => {
        (
            concat!(
                "SELECT q.id, q.opened_at AS at FROM json_each($1) m JOIN requests q ON q.rowid IN (
                    SELECT r.rowid FROM requests r INDEXED BY ",
                $index,
                " WHERE r.position_id = unhex(m.value) AND (r.opened_at, r.id) < ($2, $3) AND ",
                $leads,
                " AND ",
                narrowed!(),
                " ORDER BY r.opened_at DESC, r.id DESC LIMIT $5)
                 ORDER BY q.opened_at DESC, q.id DESC LIMIT $5"
            ),
            concat!(
                "SELECT q.id, q.opened_at AS at FROM unnest($1) AS m (position_id) CROSS JOIN LATERAL (
                    SELECT f.id, f.opened_at FROM (
                        SELECT r.id, r.opened_at FROM requests r
                        WHERE r.position_id = m.position_id AND (r.opened_at, r.id) < ($2, $3) AND ",
                $leads,
                " AND ",
                narrowed!(),
                " ",
                $fence,
                ") f ORDER BY f.opened_at DESC, f.id DESC LIMIT $5) q
                 ORDER BY q.opened_at DESC, q.id DESC LIMIT $5"
            ),
        )
    };
}
use by_position;

#[cfg(test)]
mod tests {
    use super::*;
    use contatti_model::requests::search::FilterForm;
    use contatti_model::time::start_of_day;
    use jiff::civil::date;

    fn lead(fields: &[(&str, &str)]) -> Lead {
        let value =
            |name: &str| fields.iter().find(|(field, _)| *field == name).map_or("", |(_, value)| value).to_owned();
        let filter = Filter::parse(&FilterForm::from_fields(value)).expect("a filter");
        Lead::of(&filter, start_of_day(date(2026, 11, 28)))
    }

    #[test]
    fn the_narrowest_filter_leads() {
        let id = "018f3c5e-0000-7000-8000-000000000000";
        assert_eq!(lead(&[]), Lead::Opened);
        assert_eq!(lead(&[("state", "closed"), ("channel", "web")]), Lead::Opened);
        assert_eq!(lead(&[("state", "open"), ("subject", id)]), Lead::Alive);
        assert_eq!(lead(&[("state", "closed"), ("subject", id), ("outcome", "accepted")]), Lead::Subject);
        assert_eq!(lead(&[("office", id), ("outcome", "not_competent")]), Lead::Outcome);
        assert_eq!(lead(&[("office", id), ("channel", "pec")]), Lead::Channel);
    }

    #[test]
    fn a_short_stretch_of_the_last_change_leads_a_long_one_does_not() {
        assert_eq!(lead(&[("updated_from", "2026-11-01"), ("outcome", "accepted")]), Lead::Changed);
        assert_eq!(lead(&[("updated_from", "2019-03-01"), ("updated_to", "2019-03-31")]), Lead::Changed);
        assert_eq!(lead(&[("updated_from", "2019-03-01")]), Lead::Opened);
        assert_eq!(lead(&[("updated_to", "2019-03-31")]), Lead::Opened);
    }
}
