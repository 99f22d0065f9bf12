//! The coming ten working days, foretold: what is promised, what comes in and what the people there can close.

use super::PastDay;
use crate::PersonId;
use crate::offices::{Absence, WorkingCalendar};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How far a forecast looks.
pub const DAYS_FORETOLD: usize = 10;

/// What a forecast is made from.
#[derive(Clone, Debug)]
pub struct Outlook<'a> {
    pub calendar: &'a WorkingCalendar,
    /// The first day foretold is this, or the next working day.
    pub today: Date,
    /// Open and not waiting for the company, by the day promised; what is late already stands under its own day.
    pub due: BTreeMap<Date, u64>,
    pub arrive_a_day: f64,
    /// Closed on a working day by all the people there.
    pub closes_a_day: f64,
    /// Working days usually promised to what comes in.
    pub promise_days: u16,
    /// The operators of today.
    pub people: &'a BTreeSet<PersonId>,
    /// Absences entered for these days.
    pub absences: &'a [Absence],
    /// How many more will be away on each of them.
    pub away: u16,
}

/// One working day to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Foretold {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub day: Date,
    /// Promised for that day as things stand.
    pub due: u64,
    /// Will still be open when it ends.
    pub will_miss: u64,
}

/// The forecast: each day so many come in, and so many are closed, the oldest promise first, as the work list stands.
pub fn foretell(outlook: &Outlook<'_>) -> Vec<Foretold> {
    let mut due: BTreeMap<Date, f64> = outlook.due.iter().map(|(day, count)| (*day, real(*count))).collect();
    let mut foretold = vec![];
    for day in working_days(outlook) {
        let promised = outlook.calendar.working_days_after(day, outlook.promise_days);
        *due.entry(promised).or_default() += outlook.arrive_a_day;
        close(&mut due, outlook.closes_a_day * present(outlook, day));
        let left = due.get(&day).copied().unwrap_or(0.0);
        let now = outlook.due.get(&day).copied().unwrap_or(0);
        foretold.push(Foretold { day, due: now, will_miss: whole(left) });
    }
    foretold
}

/// How far off the forecasts of these days were on average, in requests.
pub fn mean_error(past: &[PastDay]) -> Option<f64> {
    let off: u64 = past.iter().map(|day| day.foretold.abs_diff(day.missed)).sum();
    (!past.is_empty()).then(|| real(off) / real(past.len() as u64))
}

/// The most people known to be away on one of the days foretold.
pub fn known_away(outlook: &Outlook<'_>) -> u16 {
    working_days(outlook).map(|day| said_away(outlook, day)).max().unwrap_or(0)
}

/// How many of the people said that they will be away on a day.
fn said_away(outlook: &Outlook<'_>, day: Date) -> u16 {
    let away = outlook.absences.iter().filter(|absence| absence.covers(day)).map(|absence| absence.person);
    let away: BTreeSet<_> = away.filter(|person| outlook.people.contains(person)).collect();
    u16::try_from(away.len()).unwrap_or(u16::MAX)
}

/// The share of the people who will be there.
fn present(outlook: &Outlook<'_>, day: Date) -> f64 {
    let people = u16::try_from(outlook.people.len()).unwrap_or(u16::MAX);
    let away = said_away(outlook, day).saturating_add(outlook.away).min(people);
    if people > 0 { f64::from(people - away) / f64::from(people) } else { 0.0 }
}

fn working_days<'a>(outlook: &'a Outlook<'_>) -> impl Iterator<Item = Date> + 'a {
    let first = outlook.today;
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
    days.filter(|day| outlook.calendar.is_working_day(*day)).take(DAYS_FORETOLD)
}

fn close(due: &mut BTreeMap<Date, f64>, mut capacity: f64) {
    for left in due.values_mut() {
        let closed = left.min(capacity);
        *left -= closed;
        capacity -= closed;
    }
    due.retain(|_, left| *left > 0.0);
}

/// A number of requests, as far as a fraction tells it: the rounding of sums must not make one of nothing.
fn whole(requests: f64) -> u64 {
    let rounded = requests.round().clamp(0.0, f64::from(u32::MAX));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in bounds and a whole number by now")]
    let whole = rounded as u64;
    whole
}

fn real(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// Five who have this to do.
    fn five() -> &'static BTreeSet<PersonId> {
        static FIVE: std::sync::OnceLock<BTreeSet<PersonId>> = std::sync::OnceLock::new();
        FIVE.get_or_init(|| (1..=5).map(person).collect())
    }

    fn person(number: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(number))
    }

    fn outlook(calendar: &WorkingCalendar, due: BTreeMap<Date, u64>, closes: f64, away: u16) -> Outlook<'_> {
        Outlook {
            calendar,
            today: date(2026, 11, 28),
            due,
            arrive_a_day: 2.0,
            closes_a_day: closes,
            promise_days: 5,
            people: five(),
            absences: &[],
            away,
        }
    }

    fn missed(days: &[Foretold]) -> u64 {
        days.iter().map(|day| day.will_miss).sum()
    }

    #[test]
    fn ten_working_days_are_foretold_and_holidays_are_none() {
        let days = foretell(&outlook(&WorkingCalendar::default(), BTreeMap::new(), 4.0, 0));
        assert_eq!(days.len(), DAYS_FORETOLD);
        assert_eq!(days[0].day, date(2026, 11, 30), "the 28th is a Saturday");
        assert!(days.iter().all(|day| day.day != date(2026, 12, 8)));
        assert_eq!(missed(&days), 0);
    }

    #[test]
    fn what_nobody_can_close_in_time_is_missed_on_its_day() {
        let due = BTreeMap::from([(date(2026, 11, 30), 7), (date(2026, 12, 1), 3)]);
        let days = foretell(&outlook(&WorkingCalendar::default(), due, 4.0, 0));
        assert_eq!((days[0].due, days[0].will_miss), (7, 3), "four of seven are closed");
        assert_eq!(days[1].will_miss, 2, "what is late is closed first");
    }

    #[test]
    fn with_everybody_away_everything_promised_is_missed() {
        let due = BTreeMap::from([(date(2026, 11, 30), 7)]);
        let days = foretell(&outlook(&WorkingCalendar::default(), due, 40.0, 5));
        assert_eq!(days[0].will_miss, 7);
    }

    #[test]
    fn who_said_they_will_be_away_closes_nothing_on_those_days_and_is_away_once() {
        let calendar = WorkingCalendar::default();
        let due = BTreeMap::from([(date(2026, 11, 30), 4), (date(2026, 12, 1), 4)]);
        let away = |who, day| Absence { person: person(who), first_day: day, last_day: day, substitute: None };
        let (monday, tuesday) = (date(2026, 11, 30), date(2026, 12, 1));
        // The ninth has no group here; the first entered the same day twice.
        let absences =
            [away(1, monday), away(1, monday), away(2, monday), away(9, monday), away(3, date(2026, 11, 29))];
        let read = Outlook { absences: &absences, ..outlook(&calendar, due.clone(), 5.0, 0) };
        let days = foretell(&read);
        assert_eq!(
            (known_away(&read), days[0].will_miss, days[1].will_miss),
            (2, 1, 0),
            "three of five are there on Monday"
        );
        let asked = Outlook { absences: &[away(1, tuesday)], ..outlook(&calendar, due, 5.0, 4) };
        assert_eq!(foretell(&asked)[1].will_miss, 4, "nobody is left on Tuesday");
    }

    #[test]
    fn an_error_is_the_same_whichever_way_it_errs() {
        let past = |foretold, missed| PastDay { day: date(2026, 11, 2), foretold, missed };
        assert_eq!(mean_error(&[past(3, 1), past(0, 2)]), Some(2.0));
        assert_eq!(mean_error(&[]), None);
    }

    proptest! {
        #[test]
        fn more_people_away_never_means_fewer_missed(
            counts in proptest::collection::vec(0_u64..60, 12), closes in 0.0_f64..30.0, away in 0_u16..5,
        ) {
            let calendar = WorkingCalendar::default();
            let first = date(2026, 11, 26);
            let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
            let due: BTreeMap<_, _> = days.zip(counts).collect();
            let fewer = foretell(&outlook(&calendar, due.clone(), closes, away));
            let more = foretell(&outlook(&calendar, due, closes, away + 1));
            for (one, other) in fewer.iter().zip(&more) {
                prop_assert!(other.will_miss >= one.will_miss);
            }
        }
    }
}
