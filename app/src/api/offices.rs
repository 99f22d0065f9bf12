//! What the offices have said already, and the days they rest.

use super::{Outcome, get, post, with_query};
use contatti_model::CalendarChangeId;
use contatti_model::offices::{CalendarForm, Guidance, OfficeCalendar, SubjectArea};

/// Where the form that changes a day posts to, with or without JavaScript.
pub const CHANGES: &str = "/api/v1/console/calendar/changes";

/// Answers already given: those of the subject, if one is chosen, and those of none.
pub async fn guidance(subject: String) -> Outcome<Vec<Guidance>> {
    get(with_query("/api/v1/guidance", &[("subject", &subject)])).await
}

/// Areas and subjects offered today, of every scheme.
pub async fn subjects() -> Outcome<Vec<SubjectArea>> {
    get("/api/v1/subjects".into()).await
}

/// The coming rests of an office one directs; of the first, where none is named.
pub async fn calendar(office: String) -> Outcome<OfficeCalendar> {
    get(with_query("/api/v1/console/calendar", &[("office", &office)])).await
}

pub async fn change_calendar(form: &CalendarForm) -> Outcome<OfficeCalendar> {
    post(CHANGES.into(), form).await
}

pub async fn take_back(change: CalendarChangeId) -> Outcome<OfficeCalendar> {
    post(take_back_path(change), &()).await
}

/// Where a plain form posts to.
pub fn take_back_path(change: CalendarChangeId) -> String {
    format!("{CHANGES}/{change}/take-back")
}
