//! Chains of substitution end with somebody who is there, or with nobody.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

fn person(number: u8) -> PersonId {
    PersonId(Uuid::from_u128(u128::from(number)))
}

fn day(number: i8) -> Date {
    date(2026, 12, number)
}

fn away(who: u8, first: i8, last: i8, substitute: Option<u8>) -> Absence {
    Absence { person: person(who), first_day: day(first), last_day: day(last), substitute: substitute.map(person) }
}

#[test]
fn a_chain_is_followed_to_who_is_there() {
    let absences = [away(1, 1, 10, Some(2)), away(2, 5, 7, Some(3))];
    assert_eq!(substitution(&absences, person(1), day(4)), Substitution::By(person(2)));
    assert_eq!(substitution(&absences, person(1), day(5)), Substitution::By(person(3)));
    assert_eq!(substitution(&absences, person(1), day(11)), Substitution::Present);
    assert_eq!(substitution(&[away(1, 1, 9, None)], person(1), day(1)), Substitution::Nobody);
    let ends = [away(1, 1, 9, Some(2)), away(2, 1, 9, None)];
    assert_eq!(substitution(&ends, person(1), day(1)), Substitution::Nobody);
}

#[test]
fn a_circle_is_refused_on_the_first_day_it_would_close() {
    let others = [away(1, 1, 10, Some(2)), away(2, 5, 20, Some(3))];
    let refused = away(3, 3, 8, Some(1)).fits(&others).unwrap_err();
    assert_eq!((refused.field.as_str(), refused.issue), ("substitute", Issue::SubstitutesInCircle { day: day(5) }));
    assert_eq!(away(3, 11, 20, Some(1)).fits(&others), Ok(()), "in other days it closes nothing");
    assert!(away(4, 1, 1, Some(4)).fits(&[]).is_err(), "nobody stands in for themselves");
}

#[test]
fn nobody_is_away_twice_in_the_same_days() {
    let others = [away(1, 5, 10, None)];
    for (first, last) in [(1, 5), (10, 12), (6, 7), (1, 20)] {
        let refused = away(1, first, last, None).fits(&others).unwrap_err();
        assert_eq!(refused.issue, Issue::AwayAlready { first: day(5), last: day(10) });
    }
    assert_eq!(away(1, 11, 12, None).fits(&others), Ok(()));
    assert_eq!(away(2, 5, 10, None).fits(&others), Ok(()));
}

#[test]
fn an_absence_lasts_from_today_on_for_at_most_180_days() {
    let parse = |first: &str, last: &str| {
        let form = AbsenceForm { first_day: first.into(), last_day: last.into(), ..AbsenceForm::default() };
        AbsenceDraft::parse(&form, day(1)).map_err(|errors| errors.into_iter().map(|one| one.field).collect::<Vec<_>>())
    };
    assert!(parse("2026-12-01", "2026-12-01").is_ok());
    assert!(parse("2026-12-01", "2027-05-29").is_ok(), "the 180th day");
    assert_eq!(parse("2026-12-01", "2027-05-30"), Err(vec!["last_day".into()]));
    assert_eq!(parse("2026-11-30", "2026-12-02"), Err(vec!["first_day".into()]));
    assert_eq!(parse("2026-12-05", "2026-12-04"), Err(vec!["last_day".into()]));
    assert_eq!(parse("", "domani"), Err(vec!["first_day".into(), "last_day".into()]));
}

fn any_absence() -> impl Strategy<Value = Absence> {
    (0_u8..6, 1_i8..28, 0_i8..12, proptest::option::of(0_u8..6))
        .prop_map(|(who, first, long, substitute)| away(who, first, (first + long).min(28), substitute))
}

proptest! {
    #[test]
    fn whatever_is_stored_the_chain_ends_with_somebody_there_or_nobody(
        absences in proptest::collection::vec(any_absence(), 0..12), who in 0_u8..6, on in 1_i8..28,
    ) {
        let found = substitution(&absences, person(who), day(on));
        let is_away = |who: PersonId| absences.iter().any(|one| one.person == who && one.covers(day(on)));
        match found {
            Substitution::Present => prop_assert!(!is_away(person(who))),
            Substitution::By(other) => prop_assert!(is_away(person(who)) && !is_away(other)),
            Substitution::Nobody => prop_assert!(is_away(person(who))),
        }
    }

    #[test]
    fn what_was_entered_never_closes_a_circle(tries in proptest::collection::vec(any_absence(), 0..24)) {
        let mut entered: Vec<Absence> = vec![];
        for one in tries {
            if one.fits(&entered).is_ok() {
                entered.push(one);
            }
        }
        for on in 1..28 {
            for one in entered.iter().filter(|one| one.covers(day(on))) {
                prop_assert!(!leads_back(&entered, one.person, day(on)));
            }
        }
    }
}
