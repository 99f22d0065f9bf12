//! What the antivirus says of a file: an enum whose moves are functions, the same words in rows, JSON and pages.

use serde::{Deserialize, Serialize};

/// Where a file stands with the antivirus (*verifica*).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scan {
    /// Stored while no antivirus was wanted.
    #[default]
    Off,
    /// In line to be scanned (*in verifica*): a send waits for it.
    Waiting,
    /// Scanned, nothing found (*pulito*).
    Clean,
    /// Something was found (*infetto*); the content is never served again.
    Infected,
    /// The antivirus could not be reached so far; scanned as soon as it can be.
    NotScanned,
}

/// What one attempt to scan a content came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Clean,
    /// The name of the signature that matched.
    Infected(String),
    /// No answer. Where scanning is `required` a file goes on waiting, else it may be sent meanwhile.
    Missed {
        required: bool,
    },
}

impl Scan {
    pub const ALL: [Self; 5] = [Self::Off, Self::Waiting, Self::Clean, Self::Infected, Self::NotScanned];

    /// The state after a verdict; none where the verdict changes nothing. What was found infected stays so.
    pub fn after(self, verdict: &Verdict) -> Option<Self> {
        match (self, verdict) {
            (Self::Infected, _) | (Self::Clean, Verdict::Clean) => None,
            (_, Verdict::Clean) => Some(Self::Clean),
            (_, Verdict::Infected(_)) => Some(Self::Infected),
            (Self::Waiting, Verdict::Missed { required: false }) => Some(Self::NotScanned),
            (_, Verdict::Missed { .. }) => None,
        }
    }

    /// The state once an antivirus is required again: what nobody scanned goes back in line.
    pub fn recalled(self) -> Self {
        match self {
            Self::Off | Self::NotScanned => Self::Waiting,
            other => other,
        }
    }

    /// Whether who brought the content may have it back.
    pub fn may_be_read(self) -> bool {
        self != Self::Infected
    }

    /// Whether it may be given to others: a file that came with a letter is part of it before its verdict.
    pub fn may_be_passed_on(self) -> bool {
        self.may_be_read() && self != Self::Waiting
    }

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Waiting => "waiting",
            Self::Clean => "clean",
            Self::Infected => "infected",
            Self::NotScanned => "not_scanned",
        }
    }

    /// The state a stored word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scan| scan.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_infected_stays_infected_and_is_never_read() {
        let found = Verdict::Infected("Eicar".into());
        for scan in Scan::ALL.into_iter().filter(|scan| *scan != Scan::Infected) {
            assert_eq!(scan.after(&found), Some(Scan::Infected));
            assert!(scan.may_be_read());
        }
        for verdict in [Verdict::Clean, found, Verdict::Missed { required: false }] {
            assert_eq!(Scan::Infected.after(&verdict), None);
        }
        assert!(!Scan::Infected.may_be_read());
    }

    #[test]
    fn an_antivirus_that_is_away_lets_files_go_only_where_it_is_not_required() {
        assert_eq!(Scan::Waiting.after(&Verdict::Missed { required: false }), Some(Scan::NotScanned));
        assert_eq!(Scan::Waiting.after(&Verdict::Missed { required: true }), None);
        assert_eq!(Scan::NotScanned.after(&Verdict::Clean), Some(Scan::Clean));
        assert_eq!(Scan::Clean.after(&Verdict::Missed { required: false }), None);
    }

    #[test]
    fn every_state_is_found_again_by_its_word() {
        for scan in Scan::ALL {
            assert_eq!(Scan::from_word(scan.as_str()), Some(scan));
        }
    }
}
