//! The steps of an office's ladder as its director types them.

use super::{Ladder, MOST_WORKING_DAYS, Rung, Step};
use crate::problem::{FieldError, Issue};
use crate::requests::{Email, keep, optional};
use serde::{Deserialize, Serialize};

/// Working days after the promised day, for each rung.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepsForm {
    /// The office's id; without it, the first office one directs.
    pub office: String,
    pub owner: String,
    pub unit_manager: String,
    pub director: String,
    /// No later than the twentieth working day.
    pub region: String,
    /// Where the regional directorate is told; nothing for nowhere.
    pub region_email: String,
    /// The version that was read.
    pub version: String,
}

/// Steps that hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepsDraft {
    pub ladder: Ladder,
    /// Empty where nobody is told.
    pub region_email: String,
}

impl StepsForm {
    pub fn raw(&self, rung: Rung) -> &str {
        match rung {
            Rung::Owner => &self.owner,
            Rung::UnitManager => &self.unit_manager,
            Rung::Director => &self.director,
            Rung::Region => &self.region,
        }
    }
}

impl StepsDraft {
    /// # Errors
    /// One for each field that does not hold: no rung comes before the one below it.
    pub fn parse(form: &StepsForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let (mut steps, mut least) = (vec![], 1);
        for rung in Rung::ALL {
            if let Some(working_days) = keep(errors, rung.as_str(), days(form.raw(rung), least)) {
                least = working_days;
                steps.push(Step { rung, working_days });
            }
        }
        let email = keep(errors, "region_email", optional(&form.region_email, Email::parse));
        match (Ladder::new(steps), email) {
            (Ok(ladder), Some(email)) if errors.is_empty() => {
                let region_email = email.map(|email| email.as_str().to_owned()).unwrap_or_default();
                Ok(Self { ladder, region_email })
            }
            _ => Err(std::mem::take(errors)),
        }
    }
}

fn days(raw: &str, least: u16) -> Result<u16, Issue> {
    let within = |days: &u16| (least..=MOST_WORKING_DAYS).contains(days);
    match raw.trim() {
        "" => Err(Issue::Required),
        text => text
            .parse()
            .ok()
            .filter(within)
            .ok_or(Issue::OutOfRange { min: u32::from(least), max: u32::from(MOST_WORKING_DAYS) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(days: [&str; 4]) -> StepsForm {
        let [owner, unit_manager, director, region] = days.map(str::to_owned);
        StepsForm { owner, unit_manager, director, region, ..StepsForm::default() }
    }

    #[test]
    fn steps_go_up_and_end_within_the_path() {
        let parsed = StepsDraft::parse(&form(["1", "2", "2", "20"])).map(|draft| draft.ladder.steps().len());
        assert_eq!(parsed, Ok(4));
        for (wrong, field, min) in [
            (["0", "2", "4", "9"], "owner", 1),
            (["1", "5", "4", "9"], "director", 5),
            (["1", "2", "4", "21"], "region", 4),
        ] {
            let errors = StepsDraft::parse(&form(wrong)).unwrap_err();
            assert_eq!(errors, [FieldError::new(field, Issue::OutOfRange { min, max: 20 })], "{wrong:?}");
        }
    }

    #[test]
    fn an_address_of_the_region_is_an_address_or_nothing() {
        let typed = |email: &str| StepsForm { region_email: email.into(), ..form(["1", "2", "4", "9"]) };
        assert_eq!(StepsDraft::parse(&typed(" ")).map(|draft| draft.region_email), Ok(String::new()));
        let errors = StepsDraft::parse(&typed("campania")).unwrap_err();
        assert_eq!(errors, [FieldError::new("region_email", Issue::BadEmail)]);
    }
}
