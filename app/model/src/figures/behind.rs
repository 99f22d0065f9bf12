//! Which number of the dashboard is asked for what lies behind it.

use super::{FiguresForm, Measure, Period, Tally};
use crate::UnitId;
use crate::problem::{FieldError, Issue};
use crate::requests::search::Days;
use crate::requests::{Channel, Outcome, keep, optional};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The word that asks for what is of no unit.
pub const NO_UNIT: &str = "none";
/// Before and after every day a request can have.
const FIRST_DAY: Date = date(1970, 1, 1);
const LAST_DAY: Date = date(9999, 12, 30);

/// Which number, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct BehindForm {
    /// What the number counts, such as `reopened`; `open` and `due` are of today, whatever the days.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub measure: String,
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
    /// A unit's id; `none` for what is of no unit.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// A channel of `received`, an outcome of `outcome`; `in_time` or `late` of `answered`, `closed` and `due`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub word: String,
    /// So many working days, of `answered` and `closed`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub days: String,
    /// Of `open`: the clock started so many days ago, or before.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub age_from: String,
    /// Of `open`: not before so many days ago.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub age_to: String,
    /// Of `due`: promised for this day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub promised: String,
}

impl BehindForm {
    pub fn pairs(&self) -> [(&'static str, &str); 11] {
        [
            ("measure", &self.measure),
            ("office", &self.office),
            ("from", &self.from),
            ("to", &self.to),
            ("subject", &self.subject),
            ("unit", &self.unit),
            ("word", &self.word),
            ("days", &self.days),
            ("age_from", &self.age_from),
            ("age_to", &self.age_to),
            ("promised", &self.promised),
        ]
    }

    pub fn from_fields(value: impl Fn(&str) -> String) -> Self {
        Self {
            measure: value("measure"),
            office: value("office"),
            from: value("from"),
            to: value("to"),
            subject: value("subject"),
            unit: value("unit"),
            word: value("word"),
            days: value("days"),
            age_from: value("age_from"),
            age_to: value("age_to"),
            promised: value("promised"),
        }
    }
}

/// A number of a form that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    pub measure: Measure,
    /// Its unit without bits is what is of no unit, as in the sums.
    pub period: Period,
    pub word: Option<String>,
    pub working_days: Option<u16>,
    /// Of what is due, the one day it is promised for.
    pub promised: Option<Date>,
    age: (u16, Option<u16>),
}

impl Behind {
    /// # Errors
    /// One for each field that does not hold, or that this measure has no use for.
    pub fn parse(form: &BehindForm, today: Date) -> Result<Self, Vec<FieldError>> {
        let e = &mut vec![];
        let measure = keep(e, "measure", Measure::from_word(form.measure.trim()).ok_or(Issue::UnknownChoice));
        let is = |wanted: &[Measure]| measure.is_none_or(|measure| wanted.contains(&measure));
        let took = is(&[Measure::Answered, Measure::Closed]);
        let ages = is(&[Measure::Open]);
        let word = keep(e, "word", optional(&form.word, |raw| word(measure, raw.trim()))).flatten();
        let working_days = keep(e, "days", optional(&form.days, |raw| number(took, raw))).flatten();
        let age_from = keep(e, "age_from", optional(&form.age_from, |raw| number(ages, raw))).flatten();
        let age_to = keep(e, "age_to", optional(&form.age_to, |raw| number(ages, raw))).flatten();
        let promised = Days::parse(("promised", &form.promised), ("promised", ""), e).from;
        if promised.is_some() && !is(&[Measure::Due]) {
            e.push(FieldError::new("promised", Issue::UnknownChoice));
        }
        let period = period(form, today).map_err(|errors| e.extend(errors)).ok();
        match (measure, period) {
            (Some(measure), Some(period)) if e.is_empty() => {
                Ok(Self { measure, period, word, working_days, promised, age: (age_from.unwrap_or(0), age_to) })
            }
            _ => Err(std::mem::take(e)),
        }
    }

    /// The days, both included, what is counted is of: those of the period for what happened; for how much there is, those
    /// on which the clock started or which were promised.
    pub fn days(&self, today: Date) -> (Date, Date) {
        let ago = |days: u16| today.checked_sub(i64::from(days).days()).unwrap_or(FIRST_DAY);
        match (self.measure, self.word.as_deref()) {
            // The youngest band holds whatever is not older, as the sums say.
            (Measure::Open, _) => {
                let (from, to) = self.age;
                (to.map_or(FIRST_DAY, ago), if from == 0 { LAST_DAY } else { ago(from) })
            }
            (Measure::Due, word) => {
                let (from, to) = match word {
                    None => (FIRST_DAY, LAST_DAY),
                    Some(word) if Tally::is_in_time_word(word) => (today, LAST_DAY),
                    Some(_) => (FIRST_DAY, today.yesterday().unwrap_or(today)),
                };
                (self.promised.map_or(from, |day| day.max(from)), self.promised.map_or(to, |day| day.min(to)))
            }
            _ => (self.period.from, self.period.to),
        }
    }

    /// The word in the sums; how much there is has none.
    pub fn counted_word(&self) -> Option<&str> {
        self.word.as_deref().filter(|_| !self.measure.is_standing())
    }
}

fn word(measure: Option<Measure>, raw: &str) -> Result<String, Issue> {
    let known = match measure {
        None => true,
        Some(Measure::Received) => Channel::from_word(raw).is_some(),
        Some(Measure::Outcome) => Outcome::from_word(raw).is_some(),
        Some(Measure::Answered | Measure::Closed | Measure::Due) => Tally::is_promise_word(raw),
        Some(_) => false,
    };
    if known { Ok(raw.to_owned()) } else { Err(Issue::UnknownChoice) }
}

fn number(of_use: bool, raw: &str) -> Result<u16, Issue> {
    if !of_use {
        return Err(Issue::UnknownChoice);
    }
    raw.trim().parse().map_err(|_| Issue::OutOfRange { min: 0, max: u32::from(u16::MAX) })
}

fn period(form: &BehindForm, today: Date) -> Result<Period, Vec<FieldError>> {
    let no_unit = form.unit.trim() == NO_UNIT;
    let figures = FiguresForm {
        office: String::new(),
        from: form.from.clone(),
        to: form.to.clone(),
        subject: form.subject.clone(),
        unit: if no_unit { String::new() } else { form.unit.clone() },
        step: String::new(),
    };
    let period = Period::parse(&figures, today)?;
    Ok(if no_unit { Period { unit: Some(UnitId(Uuid::nil())), ..period } } else { period })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2026, 11, 30);

    fn asked(measure: &str, change: impl FnOnce(&mut BehindForm)) -> Result<Behind, Vec<String>> {
        let mut form = BehindForm { measure: measure.into(), ..BehindForm::default() };
        change(&mut form);
        Behind::parse(&form, TODAY).map_err(|errors| errors.into_iter().map(|error| error.field).collect())
    }

    #[test]
    fn what_a_measure_has_no_use_for_is_refused_at_its_field() {
        let refused = |field: &str| Err(vec![field.to_owned()]);
        assert_eq!(asked("ieri", |_| {}), refused("measure"));
        assert_eq!(asked("received", |form| form.word = "late".into()), refused("word"));
        assert_eq!(asked("reopened", |form| form.days = "3".into()), refused("days"));
        assert_eq!(asked("due", |form| form.age_from = "6".into()), refused("age_from"));
        assert_eq!(asked("closed", |form| form.days = "-1".into()), refused("days"));
        assert_eq!(asked("due", |form| form.promised = "domani".into()), refused("promised"));
        assert_eq!(asked("open", |form| form.promised = "2026-12-01".into()), refused("promised"));
        assert_eq!(asked("received", |form| form.unit = "qui".into()), refused("unit"));
        assert!(asked("closed", |form| form.word = "late".into()).is_ok());
        assert!(asked("outcome", |form| form.word = "accepted".into()).is_ok());
    }

    #[test]
    fn how_much_there_is_is_of_days_of_its_own() {
        let days = |measure: &str, change: fn(&mut BehindForm)| asked(measure, change).unwrap().days(TODAY);
        assert_eq!(days("received", |form| form.from = "2026-11-02".into()), (date(2026, 11, 2), TODAY));
        assert_eq!(days("open", |_| {}), (FIRST_DAY, LAST_DAY));
        let band = |form: &mut BehindForm| (form.age_from, form.age_to) = ("6".into(), "10".into());
        assert_eq!(days("open", band), (date(2026, 11, 20), date(2026, 11, 24)));
        assert_eq!(days("open", |form| form.age_to = "5".into()), (date(2026, 11, 25), LAST_DAY));
        assert_eq!(days("due", |form| form.word = "late".into()).1, date(2026, 11, 29));
        assert_eq!(days("due", |form| form.word = "in_time".into()).0, TODAY);
        let tomorrow = date(2026, 12, 1);
        assert_eq!(days("due", |form| form.promised = "2026-12-01".into()), (tomorrow, tomorrow));
        let (from, to) = days("due", |form| (form.promised, form.word) = ("2026-12-01".into(), "late".into()));
        assert!(from > to, "nothing promised for tomorrow is late today");
    }
}
