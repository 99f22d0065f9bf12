//! Days, months and amounts as Italian offices write them.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

const QUARTERS: [&str; 4] = ["primo", "secondo", "terzo", "quarto"];

/// `14 marzo 2026`, `1° aprile 2026`.
pub(super) fn day(day: Date) -> String {
    match day.day() {
        1 => format!("1° {}", month(day)),
        number => format!("{number} {}", month(day)),
    }
}

/// `marzo 2026`.
pub(super) fn month(day: Date) -> String {
    let name = usize::try_from(day.month() - 1).ok().and_then(|place| MONTHS.get(place));
    format!("{} {}", name.copied().unwrap_or_default(), day.year())
}

/// `primo trimestre 2026`.
pub(super) fn quarter(day: Date) -> String {
    let name = usize::try_from((day.month() - 1) / 3).ok().and_then(|place| QUARTERS.get(place));
    format!("{} trimestre {}", name.copied().unwrap_or_default(), day.year())
}

/// `12.345,67`.
pub(super) fn euros(cents: i64) -> String {
    let whole = (cents / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    format!("{grouped},{:02}", cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn as_an_office_writes() {
        assert_eq!(day(date(2026, 3, 14)), "14 marzo 2026");
        assert_eq!(day(date(2026, 4, 1)), "1° aprile 2026");
        assert_eq!(quarter(date(2026, 12, 1)), "quarto trimestre 2026");
        assert_eq!(euros(1_234_567), "12.345,67");
        assert_eq!(euros(100_000_005), "1.000.000,05");
        assert_eq!(euros(99), "0,99");
    }
}
