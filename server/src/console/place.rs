//! Where a page of the work list ended: the sort key and the request, in a cursor of its own order.

use crate::requests::LineRow;
use crate::web::{Answer, Refusal, read_cursor};
use contatti_model::Instant;
use contatti_model::requests::{WorkOrder, WorkView};
use jiff::civil::{Date, date};
use uuid::Uuid;

/// Before every promise.
pub(super) const FIRST_DAY: Date = date(1970, 1, 1);

const LAST_DAY: Date = date(9999, 12, 30);

/// Later than any request arrives: 2262, which both engines can hold.
const LAST_INSTANT: i64 = 9_214_646_400_000_000;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Day(Date),
    At(Instant),
}

/// The last line of the page before, or what comes before every line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub key: Key,
    pub id: Uuid,
}

/// # Errors
/// 404 for a cursor this server did not make, or made for another order.
pub(super) fn after(order: WorkOrder, view: WorkView, today: Date, cursor: Option<&str>) -> Answer<Place> {
    let place = place(order, view, cursor)?;
    // What is late is read back from today, and no cursor leads further.
    let from_today =
        matches!((view, order, place.key), (WorkView::Overdue, WorkOrder::Latest, Key::Day(day)) if day >= today);
    Ok(if from_today { Place { key: Key::Day(today), id: Uuid::nil() } } else { place })
}

fn place(order: WorkOrder, view: WorkView, cursor: Option<&str>) -> Answer<Place> {
    let Some(cursor) = cursor else { return Ok(start(order, order.descends(view))) };
    let cursor = cursor.strip_prefix(prefix(order)).ok_or_else(Refusal::not_found)?;
    let (key, id) = read_cursor(cursor)?;
    let key = match order {
        WorkOrder::Promised | WorkOrder::Latest => Key::Day(day_from(key)?),
        WorkOrder::Oldest | WorkOrder::Newest | WorkOrder::Changed | WorkOrder::Still => Key::At(instant_from(key)?),
    };
    Ok(Place { key, id })
}

/// The cursor that goes on after this line.
pub(super) fn cursor(order: WorkOrder, line: &LineRow) -> String {
    let key = match order {
        WorkOrder::Promised | WorkOrder::Latest => days_of(line.promised_on.0),
        WorkOrder::Oldest | WorkOrder::Newest => line.opened_at.0.as_micros(),
        WorkOrder::Changed | WorkOrder::Still => line.updated_at.0.as_micros(),
    };
    format!("{}{key}_{}", prefix(order), line.id)
}

/// A number follows: no order's cursor reads as another's.
fn prefix(order: WorkOrder) -> &'static str {
    match order {
        WorkOrder::Promised => "",
        WorkOrder::Latest => "latest.",
        WorkOrder::Oldest => "oldest.",
        WorkOrder::Newest => "newest.",
        WorkOrder::Changed => "changed.",
        WorkOrder::Still => "still.",
    }
}

fn start(order: WorkOrder, descends: bool) -> Place {
    let key = match (order, descends) {
        (WorkOrder::Promised | WorkOrder::Latest, true) => Key::Day(LAST_DAY),
        (WorkOrder::Promised | WorkOrder::Latest, false) => Key::Day(FIRST_DAY),
        (_, true) => Key::At(Instant::from_micros(LAST_INSTANT)),
        (_, false) => Key::At(Instant::from_micros(0)),
    };
    Place { key, id: if descends { Uuid::max() } else { Uuid::nil() } }
}

/// A day as a number, so that cursors of all lists look alike.
fn days_of(day: Date) -> i64 {
    i64::from((day - FIRST_DAY).get_days())
}

fn day_from(days: i64) -> Answer<Date> {
    let span = jiff::Span::new().try_days(days).map_err(|_| Refusal::not_found())?;
    FIRST_DAY.checked_add(span).map_err(|_| Refusal::not_found())
}

fn instant_from(micros: i64) -> Answer<Instant> {
    if (0..=LAST_INSTANT).contains(&micros) { Ok(Instant::from_micros(micros)) } else { Err(Refusal::not_found()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_begins_before_today_whatever_cursor_comes() {
        let today = date(2026, 11, 23);
        let far = format!("latest.{}_{}", days_of(date(2027, 1, 1)), Uuid::max());
        for cursor in [None, Some(far.as_str())] {
            let place = after(WorkOrder::Latest, WorkView::Overdue, today, cursor).unwrap();
            assert_eq!(place, Place { key: Key::Day(today), id: Uuid::nil() });
        }
        let yesterday = format!("latest.{}_{}", days_of(date(2026, 11, 22)), Uuid::max());
        let place = after(WorkOrder::Latest, WorkView::Overdue, today, Some(&yesterday)).unwrap();
        assert_eq!(place, Place { key: Key::Day(date(2026, 11, 22)), id: Uuid::max() });
    }

    #[test]
    fn a_cursor_is_read_in_its_own_order_alone() {
        let id = Uuid::from_u128(7);
        for order in WorkOrder::ALL {
            let cursor = format!("{}42_{id}", prefix(order));
            for other in WorkOrder::ALL {
                let read = after(other, WorkView::NotClosed, FIRST_DAY, Some(&cursor));
                assert_eq!(read.is_ok(), order == other, "{cursor} as {other:?}");
            }
            for wrong in ["", "x", "42", "42_", "99999999999999999999_x"] {
                assert!(after(order, WorkView::NotClosed, FIRST_DAY, Some(wrong)).is_err(), "{wrong}");
            }
            let beyond = format!("{}{}_{id}", prefix(order), i64::MAX);
            assert!(after(order, WorkView::NotClosed, FIRST_DAY, Some(&beyond)).is_err(), "{beyond}");
        }
    }
}
