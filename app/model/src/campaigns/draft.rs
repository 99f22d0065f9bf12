//! A campaign before it is started: the letter, whom it goes to, how fast.

use crate::problem::{FieldError, Issue};
use crate::requests::{Letter, PublicState, choice, keep, optional};
use crate::{IntermediaryId, SubjectId};
use serde::{Deserialize, Serialize};

/// No campaign reaches more positions: larger ones are the institute's, not an office's.
pub const MAX_CAMPAIGN_TARGETS: u32 = 5_000;
/// Letters an hour, at most.
pub const MAX_PACE: u32 = 600;
/// Letters an hour where nothing else is said.
pub const USUAL_PACE: u32 = 60;
/// How far back past requests may be asked for, in months.
pub const MAX_MONTHS: u32 = 60;

/// Whom a campaign goes to, as typed; the subject says the scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct FilterForm {
    /// What the letter is about: only positions of its scheme are reached.
    pub subject: String,
    /// Two letters, or nothing.
    pub province: String,
    /// A firm of consultants with a mandate that holds, or nothing.
    pub intermediary: String,
    /// The subject of requests the position had here, or nothing.
    pub about: String,
    /// How many months back those were opened, or nothing.
    pub months: String,
    /// Their state (`open`, `in_charge`, `closed`), or nothing.
    pub state: String,
}

/// A campaign as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignForm {
    pub subject: String,
    pub province: String,
    pub intermediary: String,
    pub about: String,
    pub months: String,
    pub state: String,
    pub text: String,
    /// `company`, `consultants` or `both`.
    pub audience: String,
    /// `yes`: the office waits for an answer of each.
    pub answer: String,
    /// Letters an hour, 1 to 600.
    pub pace: String,
}

impl CampaignForm {
    pub fn filter(&self) -> FilterForm {
        FilterForm {
            subject: self.subject.clone(),
            province: self.province.clone(),
            intermediary: self.intermediary.clone(),
            about: self.about.clone(),
            months: self.months.clone(),
            state: self.state.clone(),
        }
    }
}

/// Whom a campaign goes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignFilter {
    pub subject: SubjectId,
    #[serde(default)]
    pub province: Option<String>,
    #[serde(default)]
    pub intermediary: Option<IntermediaryId>,
    #[serde(default)]
    pub about: Option<SubjectId>,
    #[serde(default)]
    pub months: Option<u32>,
    #[serde(default)]
    pub state: Option<PublicState>,
}

impl CampaignFilter {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &FilterForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let filter = Self::read(errors, form);
        filter.ok_or_else(|| std::mem::take(errors))
    }

    /// Whether past requests narrow it.
    pub fn asks_for_requests(&self) -> bool {
        self.about.is_some() || self.months.is_some() || self.state.is_some()
    }

    fn read(errors: &mut Vec<FieldError>, form: &FilterForm) -> Option<Self> {
        let subject = keep(errors, "subject", choice(&form.subject));
        let province = keep(errors, "province", optional(&form.province, province));
        let intermediary = keep(errors, "intermediary", optional(&form.intermediary, choice));
        let about = keep(errors, "about", optional(&form.about, choice));
        let months = keep(errors, "months", optional(&form.months, |raw| whole_number(raw, MAX_MONTHS)));
        let state = keep(errors, "state", optional(&form.state, state));
        Some(Self {
            subject: subject?,
            province: province?,
            intermediary: intermediary?,
            about: about?,
            months: months?,
            state: state?,
        })
    }
}

/// A campaign that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignDraft {
    pub filter: CampaignFilter,
    pub letter: Letter,
    /// Letters an hour.
    pub pace: u32,
}

impl CampaignDraft {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &CampaignForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let filter = CampaignFilter::read(errors, &form.filter());
        let letter = Letter::read(errors, &form.text, &form.audience, &form.answer);
        let pace = keep(errors, "pace", whole_number(&form.pace, MAX_PACE));
        match (filter, letter, pace) {
            (Some(filter), Some(letter), Some(pace)) => Ok(Self { filter, letter, pace }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

fn province(raw: &str) -> Result<String, Issue> {
    let code = raw.trim().to_uppercase();
    let holds = code.len() == 2 && code.chars().all(|letter| letter.is_ascii_uppercase());
    if holds { Ok(code) } else { Err(Issue::UnknownChoice) }
}

fn state(raw: &str) -> Result<PublicState, Issue> {
    PublicState::from_word(raw.trim()).ok_or(Issue::UnknownChoice)
}

fn whole_number(raw: &str, max: u32) -> Result<u32, Issue> {
    match raw.trim() {
        "" => Err(Issue::Required),
        typed => {
            let number = typed.parse().ok().filter(|number| (1..=max).contains(number));
            number.ok_or(Issue::OutOfRange { min: 1, max })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requests::Audience;
    use uuid::Uuid;

    fn form() -> CampaignForm {
        CampaignForm {
            subject: Uuid::from_u128(1).to_string(),
            text: "Dal primo gennaio cambia il modello.".into(),
            audience: "consultants".into(),
            pace: "60".into(),
            ..CampaignForm::default()
        }
    }

    #[test]
    fn nothing_chosen_narrows_nothing() {
        let draft = CampaignDraft::parse(&form()).unwrap();
        assert!(!draft.filter.asks_for_requests() && draft.filter.province.is_none());
        assert_eq!((draft.pace, draft.letter.audience), (60, Audience::Consultants));
    }

    #[test]
    fn bounds_of_pace_and_months_are_told() {
        for (pace, holds) in [("1", true), ("600", true), ("0", false), ("601", false), ("presto", false), ("", false)]
        {
            assert_eq!(CampaignDraft::parse(&CampaignForm { pace: pace.into(), ..form() }).is_ok(), holds, "{pace}");
        }
        let far = CampaignForm { months: "61".into(), province: "Napoli".into(), ..form() };
        let errors = CampaignDraft::parse(&far).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["province", "months"]);
    }

    #[test]
    fn a_province_is_read_as_people_type_it() {
        let parsed = CampaignFilter::parse(&FilterForm { province: " na ".into(), ..form().filter() }).unwrap();
        assert_eq!(parsed.province.as_deref(), Some("NA"));
    }
}
