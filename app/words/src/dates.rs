//! Days, moments and quantities as people say them, in the language of the page.

use crate::Words;
use contatti_model::Instant;
use contatti_model::requests::Workday;
use jiff::civil::Date;

/// `giovedì 3 dicembre 2026`.
pub fn long_day(words: &Words, day: Date) -> String {
    let d = &words.dates;
    d.weekday_day_year(number(words, day), month(words, day), weekday(words, day), day.year())
}

/// `giovedì 3 dicembre`, for days near enough to need no year.
pub fn near_day(words: &Words, day: Date) -> String {
    words.dates.weekday_day(number(words, day), month(words, day), weekday(words, day))
}

/// `3 dic 2026`, for columns.
pub fn short_day(words: &Words, day: Date) -> String {
    let name = nth(words.dates.months_short, day.month());
    words.dates.short_day(number(words, day), name, day.year())
}

/// `dicembre 2026`.
pub fn month_of_year(words: &Words, day: Date) -> String {
    format!("{} {}", month(words, day), day.year())
}

/// `3 dicembre 2026, ore 14:05`, on Rome's clock.
pub fn moment(words: &Words, at: Instant) -> String {
    let date = words.dates.day_year(number(words, at.day()), month(words, at.day()), at.day().year());
    words.dates.moment(date, clock(at))
}

/// `3 dic 2026, ore 14:05`, on Rome's clock.
pub fn short_moment(words: &Words, at: Instant) -> String {
    words.dates.moment(short_day(words, at.day()), clock(at))
}

/// `giovedì 3 dicembre 2026, ore 10:30`, on Rome's clock.
pub fn long_moment(words: &Words, at: Instant) -> String {
    words.dates.moment(long_day(words, at.day()), clock(at))
}

/// `lunedì`.
pub fn workday(words: &Words, day: Workday) -> &'static str {
    let place = Workday::ALL.into_iter().position(|other| other == day).unwrap_or(0);
    words.dates.weekdays.get(place).copied().unwrap_or_default()
}

/// `fra 4 giorni lavorativi`, `scade oggi`, `scaduta da 2 giorni lavorativi`.
pub fn time_left(words: &Words, days_left: i32) -> String {
    let d = &words.dates;
    match days_left {
        0 => d.left_today.to_owned(),
        1 => d.left_tomorrow.to_owned(),
        -1 => d.late_one.to_owned(),
        days if days < 0 => d.late_days(days.unsigned_abs()),
        days => d.left_days(days),
    }
}

/// `entro giovedì 3 dicembre`.
pub fn by_day(words: &Words, day: Date) -> String {
    words.dates.by(near_day(words, day))
}

/// `entro giovedì 3 dicembre, fra 4 giorni lavorativi`; `entro oggi`.
pub fn promise(words: &Words, day: Date, days_left: i32) -> String {
    match days_left {
        0 => words.dates.by_today.to_owned(),
        days => words.dates.promise(by_day(words, day), time_left(words, days)),
    }
}

/// `1,2 MB`; decimal units, as the limits of the attachment profiles are written.
pub fn bytes(words: &Words, count: u64) -> String {
    let d = &words.dates;
    match count {
        0..1_000 => d.bytes(count),
        1_000..1_000_000 => d.kilobytes(tenths(words, count, 1_000)),
        _ => d.megabytes(tenths(words, count, 1_000_000)),
    }
}

/// One decimal, none when it is zero; rounded up, so that a file over a limit never looks equal to it.
fn tenths(words: &Words, count: u64, unit: u64) -> String {
    let tenths = count.saturating_mul(10).div_ceil(unit);
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}{}{rest}", tenths / 10, words.dates.decimal_mark),
    }
}

/// `14:05`, on Rome's clock.
pub fn clock(at: Instant) -> String {
    let time = at.in_rome().time();
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn number(words: &Words, day: Date) -> String {
    match day.day() {
        1 => words.dates.first_of_month.to_owned(),
        other => words.dates.other_day(other),
    }
}

fn month(words: &Words, day: Date) -> &'static str {
    nth(words.dates.months, day.month())
}

fn weekday(words: &Words, day: Date) -> &'static str {
    nth(words.dates.weekdays, day.weekday().to_monday_one_offset())
}

/// The list's entry counted from one.
fn nth(list: &'static [&'static str], one_based: i8) -> &'static str {
    usize::try_from(one_based - 1).ok().and_then(|index| list.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, words};
    use jiff::civil::date;

    #[test]
    fn days_are_said_as_in_each_language() {
        let day = date(2026, 12, 3);
        let said = |language| long_day(words(language), day);
        assert_eq!(said(Language::It), "giovedì 3 dicembre 2026");
        assert_eq!(said(Language::En), "Thursday 3 December 2026");
        assert_eq!(said(Language::De), "Donnerstag, 3. Dezember 2026");
        assert_eq!(long_day(words(Language::It), date(2027, 1, 1)), "venerdì 1º gennaio 2027");
        assert_eq!(short_day(words(Language::It), day), "3 dic 2026");
    }

    #[test]
    fn a_promise_says_the_day_and_what_is_left() {
        let it = words(Language::It);
        let day = date(2026, 12, 3);
        assert_eq!(promise(it, day, 4), "entro giovedì 3 dicembre, fra 4 giorni lavorativi");
        assert_eq!(promise(it, day, 0), "entro oggi");
        assert_eq!(time_left(it, 0), "scade oggi");
        assert_eq!(time_left(it, 1), "fra 1 giorno lavorativo");
        assert_eq!(time_left(it, -1), "scaduta da 1 giorno lavorativo");
        assert_eq!(time_left(it, -2), "scaduta da 2 giorni lavorativi");
        assert_eq!(promise(words(Language::De), day, 4), "bis Donnerstag, 3. Dezember, in 4 Arbeitstagen");
    }

    #[test]
    fn the_clock_is_romes() {
        let at: jiff::Timestamp = "2026-12-03T23:05:00Z".parse().unwrap();
        assert_eq!(moment(words(Language::It), Instant::new(at)), "4 dicembre 2026, ore 00:05");
        assert_eq!(long_moment(words(Language::It), Instant::new(at)), "venerdì 4 dicembre 2026, ore 00:05");
    }

    #[test]
    fn days_of_the_week_have_their_names() {
        assert_eq!(workday(words(Language::It), Workday::Monday), "lunedì");
        assert_eq!(workday(words(Language::En), Workday::Friday), "Friday");
    }

    #[test]
    fn sizes_are_short_and_never_flatter() {
        let it = words(Language::It);
        for (count, said) in [
            (0, "0 byte"),
            (999, "999 byte"),
            (1_000, "1 kB"),
            (1_200_000, "1,2 MB"),
            (3_000_000, "3 MB"),
            (3_000_001, "3,1 MB"),
        ] {
            assert_eq!(bytes(it, count), said);
        }
        assert_eq!(bytes(words(Language::En), 1_200_000), "1.2 MB");
    }
}
