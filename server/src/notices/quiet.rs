//! When an SMS may ring: by day, by Rome's clock.

use contatti_model::Instant;
use contatti_model::time::{MORNING, morning};

/// From this hour on a mobile lies beside a bed.
const EVENING: i8 = 21;

/// The moment itself by day, else the next seven in the morning.
pub(super) fn by_day(at: Instant) -> Instant {
    let day = at.day();
    match at.in_rome().hour() {
        hour if hour < MORNING => morning(day),
        hour if hour >= EVENING => morning(day.tomorrow().unwrap_or(day)),
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_nine_in_the_evening_to_seven_in_the_morning_it_waits() {
        let at = |text: &str| Instant::new(text.parse().unwrap());
        for (now, rings) in [
            ("2026-11-23T19:59:59Z", "2026-11-23T19:59:59Z"),
            ("2026-11-23T20:00:00Z", "2026-11-24T06:00:00Z"),
            ("2026-11-23T23:30:00Z", "2026-11-24T06:00:00Z"),
            ("2026-11-24T05:59:59Z", "2026-11-24T06:00:00Z"),
            ("2026-11-24T06:00:00Z", "2026-11-24T06:00:00Z"),
            // The night in which summer ends.
            ("2026-10-24T19:30:00Z", "2026-10-25T06:00:00Z"),
        ] {
            assert_eq!(by_day(at(now)), at(rings), "{now}");
        }
    }
}
