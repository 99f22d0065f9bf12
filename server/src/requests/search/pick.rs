//! Which requests a list holds next: their ids, newest first, by one index walked for each combination of filters (`lead.rs`), or by the words of their documents.

use super::lead::Lead;
use super::stems;
use crate::db::{At, Db, Ids, on};
use crate::house::House;
use crate::web::Answer;
use contatti_model::Instant;
use contatti_model::requests::search::{Filter, SearchText};
use jiff::ToSpan;
use sqlx::FromRow;
use uuid::Uuid;

/// A request, and what the next page begins after: when it was opened (SQLite, searching words: its document's place).
#[derive(Clone, Copy, FromRow)]
pub(super) struct Picked {
    pub id: Uuid,
    pub at: At,
}

/// A stretch of the past: `from` belongs to it, `before` does not.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub from: Instant,
    pub before: (Instant, Uuid),
}

/// $2 and $3 where the page before ended, $4 the first instant, $5 how many, $6 to $14 as [`bound`] binds them, $16 the third state.
macro_rules! narrowed {
    () => {
        "r.opened_at >= $4 AND ($6 IS NULL OR r.state IN ($6, $7, $16)) AND ($8 IS NULL OR r.subject_id = $8)
         AND ($9 IS NULL OR r.office_id = $9) AND ($10 IS NULL OR r.channel = $10)
         AND ($11 IS NULL OR r.intermediary_id = $11) AND ($12 IS NULL OR r.outcome = $12)
         AND r.updated_at >= $13 AND r.updated_at < $14"
    };
}
pub(super) use narrowed;

macro_rules! bound {
    ($query:expr, $filter:expr) => {{
        let mut states = $filter.state.iter().flat_map(|state| state.states()).map(|state| state.as_str());
        let (first, second) = (states.next(), states.next());
        $query
            .bind(first)
            .bind(second)
            .bind($filter.subject.map(|id| id.0))
            .bind($filter.office.map(|id| id.0))
            .bind($filter.channel.map(|channel| channel.as_str()))
            .bind($filter.intermediary.map(|id| id.0))
            .bind($filter.outcome.map(|outcome| outcome.as_str()))
            .bind(At($filter.updated.begins()))
            .bind(At($filter.updated.ends()))
    }};
}

/// $15 the words wanted. SQLite's documents lie in order of time: the walk stops when the page is full.
const BY_WORDS_SQLITE: &str = concat!(
    "SELECT r.id, w.rowid AS at FROM request_words w CROSS JOIN request_documents d ON d.place = w.rowid
     CROSS JOIN requests r ON r.id = d.request_id
     WHERE w.request_words MATCH $15 AND w.rowid < $2
       AND r.position_id IN (SELECT unhex(value) FROM json_each($1)) AND ",
    narrowed!(),
    " ORDER BY w.rowid DESC LIMIT $5"
);
const BY_WORDS_POSTGRES: &str = concat!(
    "SELECT r.id, r.opened_at AS at FROM request_documents d JOIN requests r ON r.id = d.request_id
     WHERE d.stems @@ CAST($15 AS TSQUERY) AND (r.opened_at, r.id) < ($2, $3) AND r.position_id = ANY($1) AND ",
    narrowed!(),
    " ORDER BY r.opened_at DESC, r.id DESC LIMIT $5"
);

/// No public state stands for more than three internal ones.
fn third_state(filter: &Filter) -> Option<&'static str> {
    filter.state?.states().nth(2).map(|state| state.as_str())
}

/// How many positions a list walks one by one, and a search names one by one; who has more is served by stretches of
/// time, newest first.
const FEW: usize = 100;

/// The next `limit` requests of the positions that fit the filter.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn pick(
    house: &House,
    positions: &[Uuid],
    filter: &Filter,
    stretch: Stretch,
    limit: i64,
) -> Answer<Vec<Picked>> {
    let wordless = filter.text.as_ref().is_some_and(SearchText::is_empty);
    if positions.is_empty() || wordless || stretch.before.0 < stretch.from {
        return Ok(vec![]);
    }
    let in_order = matches!((&house.db, &filter.text), (Db::Sqlite { .. }, Some(_)));
    let whole = in_order || (filter.text.is_none() && positions.len() <= FEW);
    let mut picked = vec![];
    for window in if whole { vec![stretch] } else { windows(stretch) } {
        let left = limit - i64::try_from(picked.len()).unwrap_or(limit);
        if left <= 0 {
            break;
        }
        picked.extend(read(house, positions, filter, window, left).await?);
    }
    Ok(picked)
}

async fn read(
    house: &House,
    positions: &[Uuid],
    filter: &Filter,
    Stretch { from, before: (before, last) }: Stretch,
    limit: i64,
) -> Answer<Vec<Picked>> {
    let (sql, words) = match (&house.db, &filter.text) {
        (db, None) => (Lead::of(filter, house.now()).sql(db), None),
        (Db::Sqlite { .. }, Some(text)) => (BY_WORDS_SQLITE, Some(stems::for_fts5(text, &position_marks(positions)))),
        (Db::Postgres(_), Some(text)) => {
            let mut marks = position_marks(positions);
            marks.extend(month_marks(from, before));
            (BY_WORDS_POSTGRES, Some(stems::for_tsquery(text, &marks)))
        }
    };
    // PostgreSQL plans a search for the words it is for: how common they are decides.
    let plan_kept = words.is_none();
    Ok(on!(&house.db, pool => {
        let query = sqlx::query_as(sql).bind(Ids(positions)).bind(At(before)).bind(last).bind(At(from)).bind(limit);
        bound!(query, filter).bind(words).bind(third_state(filter)).persistent(plan_kept).fetch_all(pool).await
    })?)
}

/// A few positions are named in the search itself, so that nobody walks other people's hits.
fn position_marks(positions: &[Uuid]) -> Vec<Vec<String>> {
    let few = positions.len() <= FEW;
    few.then(|| positions.iter().copied().map(stems::position_mark).collect()).into_iter().collect()
}

/// Days each window reaches back from its end; after the last comes all that is older.
const WINDOWS: [i64; 3] = [61, 365, 1_500];

/// The stretch in windows, newest first: a page that fills in the first never touches the years behind it.
fn windows(stretch: Stretch) -> Vec<Stretch> {
    let mut windows = vec![];
    let mut before = stretch.before;
    for days in WINDOWS {
        let from = before.0.plus_seconds(-days * 86_400).max(stretch.from);
        windows.push(Stretch { from, before });
        if from == stretch.from {
            return windows;
        }
        before = (from, Uuid::nil());
    }
    windows.push(Stretch { from: stretch.from, before });
    windows
}

/// The months a window touches; none for one of more than five years, which is not worth naming.
fn month_marks(from: Instant, before: Instant) -> Option<Vec<String>> {
    let (first, last) = (from.day().first_of_month(), before.day());
    let mut marks = vec![];
    let mut month = first;
    while month <= last {
        if marks.len() == 60 {
            return None;
        }
        marks.push(stems::month_mark(month));
        month = month.checked_add(1.month()).ok()?;
    }
    Some(marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use contatti_model::time::start_of_day;
    use jiff::civil::date;

    fn since(year: i16) -> Stretch {
        Stretch { from: start_of_day(date(year, 1, 1)), before: (start_of_day(date(2026, 11, 23)), Uuid::max()) }
    }

    #[test]
    fn windows_follow_each_other_without_gap_or_overlap() {
        let stretch = since(1990);
        let windows = windows(stretch);
        assert_eq!(windows.len(), 4);
        assert_eq!((windows[0].before, windows[3].from), (stretch.before, stretch.from));
        for pair in windows.windows(2) {
            assert_eq!((pair[0].from, Uuid::nil()), pair[1].before);
        }
        assert_eq!(super::windows(since(2026)).len(), 2);
    }

    #[test]
    fn a_window_names_every_month_it_touches() {
        let (from, before) = (start_of_day(date(2026, 9, 30)), start_of_day(date(2026, 11, 23)));
        let marks = month_marks(from, before).unwrap_or_default();
        assert_eq!(marks, ["·m202609", "·m202610", "·m202611"]);
        assert_eq!(month_marks(start_of_day(date(1990, 1, 1)), before), None);
    }
}
