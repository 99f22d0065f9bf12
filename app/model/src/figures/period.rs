//! Which days, subject and unit the figures are of.

use crate::problem::{FieldError, Issue};
use crate::requests::search::Days;
use crate::requests::{choice, keep, optional};
use crate::{SubjectId, UnitId};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest period a page reads.
pub const MAX_PERIOD_DAYS: i64 = 2 * 366;
/// The period shown before somebody chooses one.
const USUAL_DAYS: i64 = 84;

/// What narrows the figures, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct FiguresForm {
    /// The office's id; without it, the first whose load one watches.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// The first day, as 2026-09-01; without it, twelve weeks ago.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The last day; without it, today.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// A subject's id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// A unit's id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// How long a stretch of what stands over time is: `week`, as without it, or `month`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub step: String,
}

impl FiguresForm {
    pub fn pairs(&self) -> [(&'static str, &str); 6] {
        [
            ("office", &self.office),
            ("from", &self.from),
            ("to", &self.to),
            ("subject", &self.subject),
            ("unit", &self.unit),
            ("step", &self.step),
        ]
    }

    pub fn from_fields(value: impl Fn(&str) -> String) -> Self {
        Self {
            office: value("office"),
            from: value("from"),
            to: value("to"),
            subject: value("subject"),
            unit: value("unit"),
            step: value("step"),
        }
    }
}

/// Days, subject and unit of a form that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub to: Date,
    pub subject: Option<SubjectId>,
    pub unit: Option<UnitId>,
}

impl Period {
    /// # Errors
    /// One for each field that does not hold; a period is at most two years and does not end before it begins.
    pub fn parse(form: &FiguresForm, today: Date) -> Result<Self, Vec<FieldError>> {
        let e = &mut vec![];
        let days = Days::parse(("from", &form.from), ("to", &form.to), e);
        let to = days.to.unwrap_or(today);
        let from = days.from.unwrap_or_else(|| to.checked_sub((USUAL_DAYS - 1).days()).unwrap_or(to));
        let subject = keep(e, "subject", optional(&form.subject, choice)).flatten();
        let unit = keep(e, "unit", optional(&form.unit, choice)).flatten();
        let earliest = to.checked_sub((MAX_PERIOD_DAYS - 1).days()).unwrap_or(to);
        if e.is_empty() && !(earliest..=to).contains(&from) {
            e.push(FieldError::new("from", Issue::DateOutside { first: earliest, last: to }));
        }
        if e.is_empty() { Ok(Self { from, to, subject, unit }) } else { Err(std::mem::take(e)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn twelve_weeks_are_shown_until_somebody_chooses() {
        let today = date(2026, 11, 30);
        let period = Period::parse(&FiguresForm::default(), today).unwrap();
        assert_eq!((period.from, period.to), (date(2026, 9, 8), today));
    }

    #[test]
    fn a_period_that_ends_before_it_begins_or_lasts_for_ever_is_refused() {
        let parse = |from: &str, to: &str| {
            let form = FiguresForm { from: from.into(), to: to.into(), ..FiguresForm::default() };
            Period::parse(&form, date(2026, 11, 30)).map_err(|errors| errors[0].field.clone())
        };
        assert!(parse("2026-11-30", "2026-11-30").is_ok());
        assert_eq!(parse("2026-12-01", "2026-11-30"), Err("to".into()));
        assert_eq!(parse("2026-12-01", ""), Err("from".into()), "today is over then");
        assert_eq!(parse("1999-01-01", ""), Err("from".into()));
        assert_eq!(parse("ieri", ""), Err("from".into()));
    }
}
