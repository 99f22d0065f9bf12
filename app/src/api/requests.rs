//! A company's requests: composing, sending, following.

use super::{Outcome, encoded, get, post, with_query};
use contatti_model::page::Page;
use contatti_model::requests::search::{FilterChoices, FilterForm};
use contatti_model::requests::{
    AskMeetingForm, CommentForm, ComposeOptions, Line, Receipt, ReplyForm, RequestDetail, RequestForm, VerdictForm,
};
use contatti_model::{MessageId, Problem, ProblemCode, RequestId};

/// Where the new request's form posts to, with or without JavaScript.
pub const SEND: &str = "/api/v1/requests";

/// What a new request may be about; the position one means to write for is among the positions offered.
pub async fn compose_options(position: String) -> Outcome<ComposeOptions> {
    get(with_query("/api/v1/compose", &[("position", &position)])).await
}

pub async fn send(form: &RequestForm) -> Outcome<Receipt> {
    post(SEND.into(), form).await
}

/// One page of the list.
pub async fn list(filter: FilterForm, cursor: String) -> Outcome<Page<Line>> {
    let pairs: Vec<_> = filter.pairs().into_iter().chain([("cursor", cursor.as_str())]).collect();
    get(with_query(SEND, &pairs)).await
}

/// What the list can be narrowed to.
pub async fn filter_choices() -> Outcome<FilterChoices> {
    get(format!("{SEND}/choices")).await
}

/// Where the filtered list is downloaded as `csv` or `xlsx`.
pub fn export_path(filter: &FilterForm, ending: &str) -> String {
    with_query(&format!("{SEND}/export.{ending}"), &filter.pairs())
}

/// Requests of the same position and subject that are not over, or were a short time ago.
pub async fn similar(position: String, subject: String) -> Outcome<Vec<Line>> {
    get(with_query("/api/v1/requests/similar", &[("position", &position), ("subject", &subject)])).await
}

pub async fn one(id: String) -> Outcome<RequestDetail> {
    get(path(known(&id)?, "")).await
}

pub async fn receipt(id: String) -> Outcome<Receipt> {
    get(path(known(&id)?, "/receipt")).await
}

pub async fn reply(id: &str, form: &ReplyForm) -> Outcome<RequestDetail> {
    post(reply_path(id), form).await
}

pub async fn remind(id: &str, form: &CommentForm) -> Outcome<RequestDetail> {
    post(remind_path(id), form).await
}

pub async fn judge(id: &str, form: &VerdictForm) -> Outcome<RequestDetail> {
    post(verdict_path(id), form).await
}

pub async fn ask_meeting(id: &str, form: &AskMeetingForm) -> Outcome<RequestDetail> {
    post(ask_meeting_path(id), form).await
}

pub async fn withdraw_meeting(id: &str, form: &CommentForm) -> Outcome<RequestDetail> {
    post(withdraw_meeting_path(id), form).await
}

pub fn ask_meeting_path(id: &str) -> String {
    path(id, "/ask-appointment")
}

pub fn withdraw_meeting_path(id: &str) -> String {
    path(id, "/withdraw-appointment")
}

/// Where the appointment is downloaded for a calendar.
pub fn meeting_file_path(id: RequestId) -> String {
    path(&id.to_string(), "/appointment.ics")
}

pub fn reply_path(id: &str) -> String {
    path(id, "/reply")
}

pub fn remind_path(id: &str) -> String {
    path(id, "/remind")
}

pub fn verdict_path(id: &str) -> String {
    path(id, "/verdict")
}

/// An address with something else in the place of an id leads nowhere.
fn known(id: &str) -> Outcome<&str> {
    match id.parse::<RequestId>() {
        Ok(_) => Ok(id),
        Err(_) => Err(Problem::new(ProblemCode::NotFound)),
    }
}

/// Where all files of a request are downloaded together.
pub fn all_files_path(id: &str) -> String {
    path(id, "/attachments.zip")
}

/// Where the receipt is downloaded on paper.
pub fn receipt_pdf_path(id: RequestId) -> String {
    path(&id.to_string(), "/receipt.pdf")
}

/// Where everything that proves a request is downloaded.
pub fn bundle_path(id: RequestId) -> String {
    path(&id.to_string(), "/bundle.zip")
}

/// Where the register's mark of a message is downloaded; of the request itself where none is named.
pub fn segnatura_path(id: RequestId, message: Option<MessageId>) -> String {
    let rest = message.map(|message| format!("/messages/{message}")).unwrap_or_default();
    path(&id.to_string(), &format!("{rest}/segnatura.xml"))
}

pub(super) fn path(id: &str, rest: &str) -> String {
    format!("{SEND}/{}{rest}", encoded(id))
}
