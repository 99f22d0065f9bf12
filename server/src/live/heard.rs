//! Where a listener stands in what was told, and the last changes by their place in it.

use super::Change;
use std::collections::VecDeque;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// How far somebody has heard: of this run of a server, so many changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    start: Uuid,
    place: u64,
}

impl fmt::Display for Heard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start.simple(), self.place)
    }
}

impl FromStr for Heard {
    type Err = Unreadable;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let (start, place) = word.split_once('-').ok_or(Unreadable)?;
        let start = Uuid::try_parse(start).map_err(|_| Unreadable)?;
        Ok(Self { start, place: place.parse().map_err(|_| Unreadable)? })
    }
}

/// No word this server gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// What is told, and how far one has heard then.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub heard: Heard,
    /// None where nobody knows what happened: anything may have changed.
    pub change: Option<Change>,
}

/// The last of what was told.
#[derive(Debug)]
pub(super) struct Past {
    heard: Heard,
    told: VecDeque<Told>,
    most: usize,
}

impl Past {
    pub fn new(start: Uuid, most: usize) -> Self {
        Self { heard: Heard { start, place: 0 }, told: VecDeque::with_capacity(most), most }
    }

    pub fn heard(&self) -> Heard {
        self.heard
    }

    pub fn add(&mut self, change: Option<Change>) -> Told {
        self.heard.place += 1;
        let told = Told { heard: self.heard, change };
        if self.told.len() == self.most {
            self.told.pop_front();
        }
        self.told.push_back(told.clone());
        told
    }

    /// What was told after `heard`; none where it is too long ago, or was heard from another run of a server.
    pub fn since(&self, heard: &Heard) -> Option<Vec<Told>> {
        let missed = self.heard.place.checked_sub(heard.place).filter(|_| heard.start == self.heard.start)?;
        let known = self.told.len().checked_sub(usize::try_from(missed).ok()?)?;
        Some(self.told.iter().skip(known).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(told: usize) -> Past {
        let mut past = Past::new(Uuid::from_u128(7), 3);
        for _ in 0..told {
            past.add(None);
        }
        past
    }

    fn places(told: Option<Vec<Told>>) -> Option<Vec<u64>> {
        told.map(|told| told.into_iter().map(|told| told.heard.place).collect())
    }

    #[test]
    fn who_comes_back_is_told_what_came_meanwhile_and_no_more() {
        let mut past = past(2);
        let heard = past.heard();
        assert_eq!(places(past.since(&heard)), Some(vec![]));
        past.add(None);
        past.add(None);
        assert_eq!(places(past.since(&heard)), Some(vec![3, 4]));
    }

    #[test]
    fn what_is_too_long_ago_or_from_another_server_is_not_known() {
        let at = |start, place| Heard { start: Uuid::from_u128(start), place };
        assert_eq!(places(past(5).since(&at(7, 2))), Some(vec![3, 4, 5]));
        for heard in [at(7, 1), at(7, 6), at(8, 5)] {
            assert_eq!(past(5).since(&heard), None, "{heard}");
        }
    }

    #[test]
    fn the_word_for_it_leads_back_and_others_lead_nowhere() {
        let heard = past(5).heard();
        assert_eq!(heard.to_string().parse(), Ok(heard));
        for word in
            ["", "-", "7", "ieri-1", "00000000000000000000000000000007-x", "00000000000000000000000000000007--1"]
        {
            assert_eq!(word.parse::<Heard>(), Err(Unreadable), "{word}");
        }
    }
}
