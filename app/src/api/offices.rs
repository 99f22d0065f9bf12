//! What the offices have said already, and the days they rest.

use super::{Outcome, get, post, with_query};
use contatti_model::offices::{
    CalendarForm, Guidance, OfficeCalendar, RetireForm, SubjectArea, TextModule, TextModuleForm,
};
use contatti_model::{CalendarChangeId, TextModuleId};

/// Where the form that changes a day posts to, with or without JavaScript.
pub const CHANGES: &str = "/api/v1/console/calendar/changes";

const TEXTS: &str = "/api/v1/console/texts";

/// Answers already given: those of the subject, if one is chosen, and those of none.
pub async fn guidance(subject: String) -> Outcome<Vec<Guidance>> {
    get(with_query("/api/v1/guidance", &[("subject", &subject)])).await
}

/// Areas and subjects offered today, of every scheme.
pub async fn subjects() -> Outcome<Vec<SubjectArea>> {
    get("/api/v1/subjects".into()).await
}

/// The text modules of one's office, by title.
pub async fn texts() -> Outcome<Vec<TextModule>> {
    get(TEXTS.into()).await
}

/// Writes a new one, or changes the one of this id.
pub async fn write_text(id: Option<TextModuleId>, form: &TextModuleForm) -> Outcome<Vec<TextModule>> {
    post(text_path(id), form).await
}

pub async fn retire_text(id: TextModuleId, form: &RetireForm) -> Outcome<Vec<TextModule>> {
    post(retire_text_path(id), form).await
}

/// Where a plain form posts to.
pub fn text_path(id: Option<TextModuleId>) -> String {
    id.map_or_else(|| TEXTS.to_owned(), |id| format!("{TEXTS}/{id}"))
}

/// Where a plain form posts to.
pub fn retire_text_path(id: TextModuleId) -> String {
    format!("{TEXTS}/{id}/retire")
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
