//! What the offices have said already.

use super::{Outcome, get, with_query};
use contatti_model::offices::{Guidance, SubjectArea};

/// Answers already given: those of the subject, if one is chosen, and those of none.
pub async fn guidance(subject: String) -> Outcome<Vec<Guidance>> {
    get(with_query("/api/v1/guidance", &[("subject", &subject)])).await
}

/// Areas and subjects offered today, of every scheme.
pub async fn subjects() -> Outcome<Vec<SubjectArea>> {
    get("/api/v1/subjects".into()).await
}
