//! The office's side: the work list and the moves of an operator.

use super::requests::path;
use super::{Outcome, get, post, with_query};
use contatti_model::page::Page;
use contatti_model::requests::{AnswerForm, CommentForm, DocumentsForm, RequestDetail, SetMeetingForm, WorkLine};

/// One page of the work list; an empty state means all that is not closed.
pub async fn work_list(state: String, cursor: String) -> Outcome<Page<WorkLine>> {
    get(with_query("/api/v1/console/requests", &[("state", &state), ("cursor", &cursor)])).await
}

pub async fn take_charge(id: &str, form: &CommentForm) -> Outcome<RequestDetail> {
    post(take_charge_path(id), form).await
}

pub async fn comment(id: &str, form: &CommentForm) -> Outcome<RequestDetail> {
    post(comment_path(id), form).await
}

pub async fn close(id: &str, form: &AnswerForm) -> Outcome<RequestDetail> {
    post(close_path(id), form).await
}

pub async fn ask_documents(id: &str, form: &DocumentsForm) -> Outcome<RequestDetail> {
    post(ask_documents_path(id), form).await
}

pub async fn set_meeting(id: &str, form: &SetMeetingForm) -> Outcome<RequestDetail> {
    post(set_meeting_path(id), form).await
}

pub async fn cancel_meeting(id: &str, form: &CommentForm) -> Outcome<RequestDetail> {
    post(cancel_meeting_path(id), form).await
}

pub fn set_meeting_path(id: &str) -> String {
    path(id, "/set-appointment")
}

pub fn cancel_meeting_path(id: &str) -> String {
    path(id, "/cancel-appointment")
}

pub fn ask_documents_path(id: &str) -> String {
    path(id, "/ask-documents")
}

pub fn take_charge_path(id: &str) -> String {
    path(id, "/take-charge")
}

pub fn comment_path(id: &str) -> String {
    path(id, "/comment")
}

pub fn close_path(id: &str) -> String {
    path(id, "/close")
}
