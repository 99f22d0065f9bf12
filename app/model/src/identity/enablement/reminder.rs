//! When somebody is told that a grant ends: a month before, and a week before.

use super::REVIEW_DAYS;
use jiff::civil::Date;

/// Days before the last one at which it is told a second time.
pub const LAST_REMINDER_DAYS: i32 = 7;

/// One of the two times a grant's end is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    Month,
    Week,
}

impl Reminder {
    /// The one that is due today: whoever missed the first hears of the second alone.
    pub fn due(last: Date, today: Date) -> Option<Self> {
        match (last - today).get_days() {
            ..0 => None,
            0..=LAST_REMINDER_DAYS => Some(Self::Week),
            days if days <= REVIEW_DAYS => Some(Self::Month),
            _ => None,
        }
    }

    /// The word in stored rows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Week => "week",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn it_is_told_from_the_thirtieth_day_before_and_from_the_seventh() {
        let due = |day: i8, month: i8| Reminder::due(date(2026, 12, 31), date(2026, month, day));
        assert_eq!([due(30, 11), due(1, 12), due(23, 12)], [None, Some(Reminder::Month), Some(Reminder::Month)]);
        assert_eq!([due(24, 12), due(31, 12)], [Some(Reminder::Week); 2]);
        assert_eq!(Reminder::due(date(2026, 12, 31), date(2027, 1, 1)), None);
    }
}
