//! When requests are sent: working hours of some eighteen months, busier near the 16th, at month's end and of late.

use contatti_model::Instant;
use contatti_model::offices::WorkingCalendar;
use contatti_model::time::start_of_day;
use jiff::ToSpan;
use jiff::civil::{Date, Time, time};

const MONTHS_BACK: i64 = 18;

/// Days that count as recent: there the demo has more to show.
const RECENT_DAYS: i32 = 42;

const OPENING: Time = time(8, 0, 0, 0);
const HOURS_MICROS: u128 = 38_000_000_000;

/// Parts of a request's share of time, so that its moment within the share can vary.
const PARTS: u64 = 1 << 20;

/// The working days before `today`, each with where its share of the requests ends.
pub(super) struct Days {
    days: Vec<(Date, u64)>,
    total: u64,
    today: Date,
}

impl Days {
    pub fn before(today: Date) -> Self {
        let calendar = WorkingCalendar::new(None);
        let first = today.saturating_sub(MONTHS_BACK.months());
        let mut total = 0;
        let days = first
            .series(1.day())
            .take_while(|day| *day < today)
            .filter(|day| calendar.is_working_day(*day))
            .map(|day| {
                total += weight(day, today);
                (day, total)
            })
            .collect();
        Self { days, total, today }
    }

    /// The moment request `index` of `count` is sent: later for a greater index. `chance` shifts it within its share.
    pub fn moment(&self, index: u64, count: u64, chance: u64) -> Instant {
        let share = u128::from(index) * u128::from(PARTS) + u128::from(chance % PARTS);
        let whole = u128::from(count.max(1)) * u128::from(PARTS);
        // Where on the line of all weights, in millionths.
        let place = share * u128::from(self.total) * 1_000_000 / whole;
        let reached = |end: u64| u128::from(end) * 1_000_000 <= place;
        let at = self.days.partition_point(|(_, end)| reached(*end));
        let Some((day, end)) = self.days.get(at).or(self.days.last()) else {
            return start_of_day(self.today);
        };
        let begin = match at.checked_sub(1).and_then(|last| self.days.get(last)) {
            Some((_, end)) => *end,
            None => 0,
        };
        let within = place.saturating_sub(u128::from(begin) * 1_000_000);
        let micros = within * HOURS_MICROS / (u128::from((end - begin).max(1)) * 1_000_000);
        let opening = clock(*day, OPENING).as_micros();
        Instant::from_micros(opening.saturating_add(i64::try_from(micros).unwrap_or(0)))
    }
}

/// A time of day as the clocks of Rome show it.
pub(super) fn clock(day: Date, time: Time) -> Instant {
    match day.to_datetime(time).to_zoned(contatti_model::time::rome()) {
        Ok(zoned) => Instant::new(zoned.timestamp()),
        Err(_) => start_of_day(day),
    }
}

/// Payments fall due on the 16th, declarations at the month's end: who has a question asks it then.
fn weight(day: Date, today: Date) -> u64 {
    let busy = matches!(day.day(), 12..=17 | 27..=31);
    let age = day.until(today).map_or(i32::MAX, |span| span.get_days());
    let recent = age <= RECENT_DAYS;
    (if busy { 16 } else { 10 }) * (if recent { 3 } else { 1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn moments_go_forward_in_working_hours_and_end_before_today() {
        let today = date(2026, 11, 22);
        let days = Days::before(today);
        let moments: Vec<_> = (0..5_000).map(|index| days.moment(index, 5_000, index * 977)).collect();
        assert!(moments.is_sorted());
        let calendar = WorkingCalendar::new(None);
        for moment in &moments {
            let zoned = moment.in_rome();
            assert!(calendar.is_working_day(zoned.date()) && zoned.date() < today);
            assert!((8..19).contains(&zoned.hour()), "{zoned}");
        }
        assert_eq!(moments[0].day(), date(2025, 5, 22));
        let recent = moments.iter().filter(|at| at.day() > date(2026, 10, 11));
        assert!((700..1_700).contains(&recent.count()));
    }
}
