//! Giving out what arrives at a unit: to a member who is there, who knows the subject, who has least to do.

use crate::{Instant, PersonId};

/// A member who may be given a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub person: PersonId,
    /// Not away that day.
    pub present: bool,
    /// Knows the request's subject best.
    pub skilled: bool,
    /// Requests in their charge.
    pub load: u32,
    /// When they were last given one.
    pub given_at: Option<Instant>,
}

/// Who gets it: those who know the subject before the others, among them the one with least in charge, among those the
/// one who was given none for longest. Nobody who is away, nobody with `most` in charge.
pub fn choose(candidates: &[Candidate], most: Option<u32>) -> Option<PersonId> {
    let may = |one: &&Candidate| one.present && most.is_none_or(|most| one.load < most);
    // The id decides last, so that every server chooses alike.
    let order = |one: &&Candidate| (!one.skilled, one.load, one.given_at, one.person);
    candidates.iter().filter(may).min_by_key(order).map(|one| one.person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn candidate() -> impl Strategy<Value = Candidate> {
        let given = proptest::option::of(0_i64..5);
        (0_u128..8, any::<bool>(), any::<bool>(), 0_u32..6, given).prop_map(|(id, present, skilled, load, given)| {
            Candidate {
                person: PersonId(Uuid::from_u128(id)),
                present,
                skilled,
                load,
                given_at: given.map(Instant::from_micros),
            }
        })
    }

    fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
        proptest::collection::vec(candidate(), 0..8).prop_map(|mut all| {
            all.sort_by_key(|one| one.person);
            all.dedup_by_key(|one| one.person);
            all
        })
    }

    proptest! {
        #[test]
        fn never_who_is_away_never_beyond_the_bound_and_the_least_loaded_of_the_skilled(
            all in candidates(), most in proptest::option::of(1_u32..6),
        ) {
            let may: Vec<_> =
                all.iter().filter(|one| one.present && most.is_none_or(|most| one.load < most)).collect();
            let Some(chosen) = choose(&all, most) else { return { prop_assert!(may.is_empty()); Ok(()) } };
            let chosen = may.iter().find(|one| one.person == chosen);
            prop_assert!(chosen.is_some());
            for other in &may {
                let chosen = chosen.unwrap();
                prop_assert!(chosen.skilled || !other.skilled);
                if chosen.skilled == other.skilled {
                    prop_assert!(chosen.load <= other.load);
                    prop_assert!(chosen.load < other.load || chosen.given_at <= other.given_at);
                }
            }
        }

        #[test]
        fn the_order_they_are_read_in_changes_nothing(all in candidates()) {
            let turned: Vec<_> = all.iter().rev().copied().collect();
            prop_assert_eq!(choose(&all, None), choose(&turned, None));
        }
    }
}
