//! What is late at an office or will be, the steps of its ladder, and what the night found.

use super::{Outcome, get, post, with_query};
use contatti_model::escalation::{Ahead, Night, Steps, StepsForm};

/// Where the form of the steps posts to, with or without JavaScript.
pub const STEPS: &str = "/api/v1/escalation/steps";

/// Of the office named, or of the first one oversees.
pub async fn ahead(office: String) -> Outcome<Ahead> {
    get(with_query("/api/v1/escalation/ahead", &[("office", &office)])).await
}

pub async fn steps(office: String) -> Outcome<Steps> {
    get(with_query(STEPS, &[("office", &office)])).await
}

pub async fn change_steps(form: &StepsForm) -> Outcome<Steps> {
    post(STEPS.into(), form).await
}

pub async fn night(office: String) -> Outcome<Night> {
    get(with_query("/api/v1/escalation/night", &[("office", &office)])).await
}
