//! Instants to the microsecond (what both databases keep) and days as people in Italy live them.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

/// A moment, truncated to the microsecond so that both engines give back what was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(Timestamp);

impl Instant {
    /// Truncates to the microsecond.
    pub fn new(timestamp: Timestamp) -> Self {
        Self::from_micros(timestamp.as_microsecond())
    }

    /// Microseconds since 1970; values outside jiff's range become its nearest bound.
    pub fn from_micros(micros: i64) -> Self {
        let bound = if micros < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Self(Timestamp::from_microsecond(micros).unwrap_or(bound))
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub fn as_micros(self) -> i64 {
        self.0.as_microsecond()
    }

    /// The wall clock in Rome, where the register's year and every promised date are decided.
    pub fn in_rome(self) -> Zoned {
        self.0.to_zoned(rome())
    }

    /// The day in Rome.
    pub fn day(self) -> Date {
        self.in_rome().date()
    }

    /// This instant moved by whole seconds, stopping at the ends of time.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_micros(self.as_micros().saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// RFC 3339 in UTC.
    pub fn to_rfc3339(self) -> String {
        self.0.to_string()
    }
}

/// Midnight that begins `day` in Rome.
pub fn start_of_day(day: Date) -> Instant {
    match day.to_zoned(rome()) {
        Ok(zoned) => Instant::new(zoned.timestamp()),
        // Only the first or last day of the representable range can fail.
        Err(_) => Instant::new(Timestamp::MAX),
    }
}

/// Nobody is written to in the night (DOMAIN C9): what happens by itself is told from this hour in Rome on.
pub const MORNING: i8 = 7;

/// When people are written to on a day at the earliest.
pub fn morning(day: Date) -> Instant {
    let morning = day.at(MORNING, 0, 0, 0).to_zoned(rome());
    morning.map_or_else(|_| start_of_day(day), |zoned| Instant::new(zoned.timestamp()))
}

/// The moment a wall clock in Rome shows `2026-11-27T10:30`; seconds may follow. An hour that a spring night skips is
/// read as the one after it, an hour an autumn night has twice as its first.
pub fn rome_minute(text: &str) -> Option<Instant> {
    let wall: DateTime = text.parse().ok()?;
    wall.to_zoned(rome()).ok().map(|zoned| Instant::new(zoned.timestamp()))
}

/// Europe/Rome, compiled in: no tz database travels to the browser.
pub fn rome() -> TimeZone {
    static ROME: TimeZone = jiff::tz::get!("Europe/Rome");
    ROME.clone()
}

#[cfg(feature = "openapi")]
mod openapi {
    use super::Instant;
    use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
    use utoipa::openapi::{RefOr, Schema};

    impl utoipa::PartialSchema for Instant {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
                .into()
        }
    }

    impl utoipa::ToSchema for Instant {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_clock_is_read_in_rome_also_on_the_nights_it_changes() {
        let read = |text: &str| rome_minute(text).map(Instant::to_rfc3339);
        assert_eq!(read("2026-07-01T10:30"), Some("2026-07-01T08:30:00Z".into()));
        assert_eq!(read("2026-03-29T02:30"), Some("2026-03-29T01:30:00Z".into()));
        assert_eq!(read("2026-10-25T02:30"), Some("2026-10-25T00:30:00Z".into()));
        assert_eq!(read("domani"), None);
    }

    #[test]
    fn the_day_changes_at_midnight_in_rome_not_in_greenwich() {
        let before: Timestamp = "2026-12-31T22:59:59Z".parse().unwrap();
        let after: Timestamp = "2026-12-31T23:00:00Z".parse().unwrap();
        assert_eq!(Instant::new(before).day(), jiff::civil::date(2026, 12, 31));
        assert_eq!(Instant::new(after).day(), jiff::civil::date(2027, 1, 1));
    }
}
