//! Absences (*assenze*) with who stands in: chains of substitution are followed to somebody who is there.

use crate::problem::{FieldError, Issue};
use crate::requests::{Colleague, choice, keep, optional};
use crate::{AbsenceId, PersonId};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest absence, in days.
pub const MAX_ABSENCE_DAYS: i32 = 180;
/// How far ahead an absence may begin.
pub const ABSENCE_DAYS_AHEAD: i32 = 365;

/// Somebody is away from the first to the last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    pub person: PersonId,
    pub first_day: Date,
    pub last_day: Date,
    /// Who gets what would be theirs, if anybody is named.
    pub substitute: Option<PersonId>,
}

impl Absence {
    pub fn covers(&self, day: Date) -> bool {
        (self.first_day..=self.last_day).contains(&day)
    }

    fn meets(&self, other: &Self) -> bool {
        self.first_day <= other.last_day && other.first_day <= self.last_day
    }

    fn days(&self) -> impl Iterator<Item = Date> + use<> {
        let last = self.last_day;
        std::iter::successors(Some(self.first_day), |day| day.tomorrow().ok()).take_while(move |day| *day <= last)
    }

    /// Whether it may stand beside those that are entered already.
    ///
    /// # Errors
    /// At the field to mend: one is away already in these days, or the substitution would lead back to them.
    pub fn fits(&self, others: &[Self]) -> Result<(), FieldError> {
        let own = others.iter().find(|other| other.person == self.person && other.meets(self));
        if let Some(own) = own {
            let (first, last) = (own.first_day, own.last_day);
            return Err(FieldError::new("first_day", Issue::AwayAlready { first, last }));
        }
        let all: Vec<_> = others.iter().copied().filter(|other| other.meets(self)).chain([*self]).collect();
        match self.days().find(|day| leads_back(&all, self.person, *day)) {
            Some(day) => Err(FieldError::new("substitute", Issue::SubstitutesInCircle { day })),
            None => Ok(()),
        }
    }
}

/// Who has the work of somebody on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Substitution {
    /// They are there themselves.
    Present,
    /// At the end of the chain: somebody who is there.
    By(PersonId),
    /// Nobody is named who is there: it is the unit's load that decides.
    Nobody,
}

/// Follows the chain of substitution from somebody to one who is there that day.
pub fn substitution(absences: &[Absence], person: PersonId, day: Date) -> Substitution {
    let away = |who: PersonId| absences.iter().find(|one| one.person == who && one.covers(day));
    let Some(mut absence) = away(person) else { return Substitution::Present };
    // No chain is longer than there are absences, whatever is stored.
    for _ in 0..absences.len() {
        let Some(next) = absence.substitute.filter(|next| *next != person) else { return Substitution::Nobody };
        match away(next) {
            None => return Substitution::By(next),
            Some(further) => absence = further,
        }
    }
    Substitution::Nobody
}

/// Whether the chain of that day comes back to where it began.
fn leads_back(absences: &[Absence], person: PersonId, day: Date) -> bool {
    let next = |who: PersonId| absences.iter().find(|one| one.person == who && one.covers(day))?.substitute;
    std::iter::successors(next(person), |who| next(*who)).take(absences.len() + 1).any(|who| who == person)
}

/// An absence as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AbsenceForm {
    /// Who is away; nothing for oneself.
    pub person: String,
    /// ISO 8601; from today on.
    pub first_day: String,
    /// ISO 8601; at most 180 days with the first.
    pub last_day: String,
    /// A colleague who stands in, or nothing.
    pub substitute: String,
}

/// An absence that holds; who is away is decided where it is known who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbsenceDraft {
    pub person: Option<PersonId>,
    pub first_day: Date,
    pub last_day: Date,
    pub substitute: Option<PersonId>,
}

impl AbsenceDraft {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &AbsenceForm, today: Date) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let person = keep(errors, "person", optional(&form.person, choice)).flatten();
        let first_day = keep(errors, "first_day", day_within(&form.first_day, today, ABSENCE_DAYS_AHEAD));
        let from = first_day.unwrap_or(today);
        let last_day = match day(&form.last_day) {
            Ok(last) if first_day.is_some_and(|first| last < first) => Err(Issue::EndsBeforeItBegins),
            Ok(_) => day_within(&form.last_day, from, MAX_ABSENCE_DAYS - 1),
            Err(issue) => Err(issue),
        };
        let last_day = keep(errors, "last_day", last_day);
        let substitute = keep(errors, "substitute", optional(&form.substitute, choice)).flatten();
        match (first_day, last_day) {
            (Some(first_day), Some(last_day)) if errors.is_empty() => {
                Ok(Self { person, first_day, last_day, substitute })
            }
            _ => Err(std::mem::take(errors)),
        }
    }

    pub fn of(self, person: PersonId) -> Absence {
        Absence { person, first_day: self.first_day, last_day: self.last_day, substitute: self.substitute }
    }
}

fn day(raw: &str) -> Result<Date, Issue> {
    match raw.trim() {
        "" => Err(Issue::Required),
        raw => raw.parse().map_err(|_| Issue::BadDate),
    }
}

fn day_within(raw: &str, first: Date, days: i32) -> Result<Date, Issue> {
    let day = day(raw)?;
    let last = first.checked_add(days.days()).map_err(|_| Issue::BadDate)?;
    if (first..=last).contains(&day) { Ok(day) } else { Err(Issue::DateOutside { first, last }) }
}

/// An absence as the office reads it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AbsenceLine {
    pub id: AbsenceId,
    pub person: PersonId,
    pub name: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub first_day: Date,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub last_day: Date,
    #[serde(default)]
    pub substitute: Option<String>,
    /// Who entered it.
    pub made_by: String,
    /// Whether the reader may end it.
    pub may_end: bool,
}

/// The absences of an office that are not over, as far as the reader may see them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeAbsences {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub today: Date,
    /// Today's first, then as they begin.
    pub absences: Vec<AbsenceLine>,
    /// The operators of the office: who can stand in.
    pub colleagues: Vec<Colleague>,
    /// Whether the reader may enter absences of others.
    pub answers_for_others: bool,
    /// Whether the reader works requests, and so can be away from them.
    pub operates: bool,
    pub reader: PersonId,
}

#[cfg(test)]
#[path = "absence_tests.rs"]
mod tests;
