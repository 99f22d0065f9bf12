//! Sums of tallies, by whatever a table of the page asks for.

use super::{Age, Measure, Qualities, SubjectSum, Tally, UnitSum, Week, WordSum};
use crate::UnitId;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Bands of age in days, each with its first and last.
const BANDS: [(u16, Option<u16>); 5] = [(0, Some(5)), (6, Some(10)), (11, Some(20)), (21, Some(30)), (31, None)];

/// How much of a measure there is in all.
pub fn amount_of(tallies: &[Tally], measure: Measure) -> u64 {
    sum(tallies.iter().filter(|tally| tally.measure == measure))
}

/// How much of a measure by its word, most first.
pub fn by_word<'a>(tallies: impl IntoIterator<Item = &'a Tally>, measure: Measure) -> Vec<WordSum> {
    let mut words = BTreeMap::<&str, i64>::new();
    for tally in tallies.into_iter().filter(|tally| tally.measure == measure) {
        *words.entry(&tally.word).or_default() += tally.amount;
    }
    let sums = words.into_iter().map(|(word, amount)| WordSum { word: word.to_owned(), amount: count(amount) });
    let mut sums: Vec<_> = sums.filter(|sum| sum.amount > 0).collect();
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.amount));
    sums
}

/// Every week the period touches, also those in which nothing happened.
pub fn weeks(tallies: &[Tally], from: Date, to: Date) -> Vec<Week> {
    let empty = |monday| Week { monday, received: 0, closed: 0, late: 0 };
    let mondays =
        std::iter::successors(Some(monday_of(from)), |monday| monday.checked_add(jiff::Span::new().days(7)).ok());
    let mut weeks: BTreeMap<Date, Week> =
        mondays.take_while(|monday| *monday <= to).map(|monday| (monday, empty(monday))).collect();
    for tally in tallies {
        let Some(week) = weeks.get_mut(&monday_of(tally.day)) else { continue };
        match tally.measure {
            Measure::Received => week.received += count(tally.amount),
            Measure::Closed => {
                week.closed += count(tally.amount);
                week.late += if tally.is_in_time() { 0 } else { count(tally.amount) };
            }
            _ => {}
        }
    }
    weeks.into_values().collect()
}

/// By subject, most received first.
pub fn by_subject(tallies: &[Tally]) -> Vec<SubjectSum> {
    let mut sums = BTreeMap::new();
    for tally in tallies {
        let id = tally.subject;
        let sum = sums.entry(id).or_insert_with(|| SubjectSum {
            id,
            title: String::new(),
            received: 0,
            closed: 0,
            late: 0,
            open: 0,
            not_solved: 0,
        });
        add(tally, [&mut sum.received, &mut sum.closed, &mut sum.late, &mut sum.open]);
        sum.not_solved += if tally.measure == Measure::NotSolved { count(tally.amount) } else { 0 };
    }
    let mut sums: Vec<SubjectSum> = sums.into_values().collect();
    sums.sort_by_key(|sum| std::cmp::Reverse((sum.received, sum.open)));
    sums
}

/// By unit; what is of none comes last.
pub fn by_unit(tallies: &[Tally]) -> Vec<UnitSum> {
    let mut units = BTreeMap::<_, Vec<&Tally>>::new();
    for tally in tallies {
        units.entry((tally.unit.is_none(), tally.unit)).or_default().push(tally);
    }
    let sum = |((_, id), tallies): ((bool, Option<UnitId>), Vec<&Tally>)| {
        let qualities = Qualities::of(&tallies);
        let mut sum = UnitSum { id, name: String::new(), received: 0, closed: 0, late: 0, open: 0, qualities };
        for tally in tallies {
            add(tally, [&mut sum.received, &mut sum.closed, &mut sum.late, &mut sum.open]);
        }
        sum
    };
    units.into_iter().map(sum).collect()
}

/// What is open today by how many days ago its clock started.
pub fn age_bands(tallies: &[Tally], today: Date) -> Vec<Age> {
    let open: Vec<&Tally> = tallies.iter().filter(|tally| tally.measure == Measure::Open).collect();
    let age = |tally: &Tally| (today - tally.day).get_days().max(0);
    let band = |(from, to): (u16, Option<u16>)| {
        let within = |tally: &&&Tally| age(tally) >= i32::from(from) && to.is_none_or(|to| age(tally) <= i32::from(to));
        Age { from, to, amount: sum(open.iter().filter(within).copied()) }
    };
    BANDS.map(band).to_vec()
}

/// The same of amounts by the first day of their band.
pub(super) fn age_bands_of(amounts: &BTreeMap<u16, u64>) -> Vec<Age> {
    BANDS.map(|(from, to)| Age { from, to, amount: amounts.get(&from).copied().unwrap_or(0) }).to_vec()
}

/// Adds a tally to received, closed, late and open.
fn add(tally: &Tally, [received, closed, late, open]: [&mut u64; 4]) {
    let amount = count(tally.amount);
    match tally.measure {
        Measure::Received => *received += amount,
        Measure::Closed => {
            *closed += amount;
            *late += if tally.is_in_time() { 0 } else { amount };
        }
        Measure::Open => *open += amount,
        _ => {}
    }
}

fn monday_of(day: Date) -> Date {
    let past = day.weekday().to_monday_zero_offset();
    day.checked_sub(jiff::Span::new().days(past)).unwrap_or(day)
}

fn sum<'a>(tallies: impl Iterator<Item = &'a Tally>) -> u64 {
    count(tallies.map(|tally| tally.amount).sum())
}

fn count(amount: i64) -> u64 {
    u64::try_from(amount).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SubjectId;
    use jiff::civil::date;
    use uuid::Uuid;

    fn tally(measure: Measure, day: Date, word: &str, amount: i64) -> Tally {
        Tally { measure, day, unit: None, subject: SubjectId(Uuid::nil()), word: word.into(), value: 0, amount }
    }

    #[test]
    fn a_week_without_anything_is_shown_and_late_is_part_of_closed() {
        let tallies = [
            tally(Measure::Received, date(2026, 11, 29), "web", 2),
            tally(Measure::Closed, date(2026, 11, 29), "late", 3),
            tally(Measure::Closed, date(2026, 11, 23), "in_time", 1),
        ];
        let weeks = weeks(&tallies, date(2026, 11, 12), date(2026, 11, 30));
        let told: Vec<_> =
            weeks.iter().map(|week| (week.monday.day(), week.received, week.closed, week.late)).collect();
        assert_eq!(told, [(9, 0, 0, 0), (16, 0, 0, 0), (23, 2, 4, 3), (30, 0, 0, 0)]);
    }

    #[test]
    fn every_age_is_in_one_band() {
        let today = date(2026, 11, 30);
        for age in 0..60 {
            let opened = today.checked_sub(jiff::Span::new().days(age)).unwrap();
            let bands = age_bands(&[tally(Measure::Open, opened, "", 1)], today);
            assert_eq!(bands.iter().map(|band| band.amount).sum::<u64>(), 1, "{age} days");
        }
    }

    #[test]
    fn words_come_most_first_and_those_of_nothing_not_at_all() {
        let day = date(2026, 11, 30);
        let tallies = [
            tally(Measure::Received, day, "fax", 1),
            tally(Measure::Received, day, "web", 5),
            tally(Measure::Received, day, "pec", 0),
        ];
        let words: Vec<_> =
            by_word(&tallies, Measure::Received).into_iter().map(|sum| (sum.word, sum.amount)).collect();
        assert_eq!(words, [("web".to_owned(), 5), ("fax".to_owned(), 1)]);
    }
}
