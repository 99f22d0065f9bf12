//! The office's side: the work list and the moves of an operator.

use super::requests::path;
use super::{Outcome, get, post, with_query};
use contatti_model::StaffNoticeId;
use contatti_model::notices::StaffNotice;
use contatti_model::page::Page;
use contatti_model::requests::{
    AnswerForm, ArchiveCheckForm, AssignForm, CommentForm, DocumentsForm, GiveBackForm, HandOverForm, Hands, LinkForm,
    MergeForm, Note, NoteForm, PassForm, PresenceForm, Present, RequestDetail, SetMeetingForm, SubjectChoice,
    SubjectForm, WorkCount, WorkForm, WorkLine,
};

/// One page of the work list.
pub async fn work_list(form: WorkForm, cursor: String) -> Outcome<Page<WorkLine>> {
    let pairs: Vec<_> = form.pairs().into_iter().chain([("cursor", cursor.as_str())]).collect();
    get(with_query("/api/v1/console/requests", &pairs)).await
}

/// How much there is of each view; at the first office, where none is named.
pub async fn work_counts(office: String) -> Outcome<Vec<WorkCount>> {
    get(with_query("/api/v1/console/counts", &[("office", &office)])).await
}

/// One's own notices that were not put away.
pub async fn staff_notices() -> Outcome<Vec<StaffNotice>> {
    get("/api/v1/console/notices".into()).await
}

pub async fn put_away(id: StaffNoticeId) -> Outcome<Vec<StaffNotice>> {
    post(put_away_path(id), &()).await
}

/// Where a plain form posts to.
pub fn put_away_path(id: StaffNoticeId) -> String {
    format!("/api/v1/console/notices/{id}/read")
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

pub async fn reopen(id: &str, form: &CommentForm) -> Outcome<RequestDetail> {
    post(reopen_path(id), form).await
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

/// Into whose hands a request can be given.
pub async fn hands(id: String) -> Outcome<Hands> {
    get(path(&id, "/hands")).await
}

pub async fn assign(id: &str, form: &AssignForm) -> Outcome<RequestDetail> {
    post(assign_path(id), form).await
}

pub async fn give_back(id: &str, form: &GiveBackForm) -> Outcome<RequestDetail> {
    post(give_back_path(id), form).await
}

/// Nothing comes back: the request is another office's then.
pub async fn hand_over(id: &str, form: &HandOverForm) -> Outcome<()> {
    post(hand_over_path(id), form).await
}

pub async fn pass(id: &str, form: &PassForm) -> Outcome<RequestDetail> {
    post(pass_path(id), form).await
}

/// What colleagues noted among themselves.
pub async fn notes(id: String) -> Outcome<Vec<Note>> {
    get(notes_path(&id)).await
}

pub async fn write_note(id: &str, form: &NoteForm) -> Outcome<Vec<Note>> {
    post(notes_path(id), form).await
}

/// The subjects a request can be put right to.
pub async fn subjects(id: String) -> Outcome<Vec<SubjectChoice>> {
    get(subject_path(&id)).await
}

pub async fn correct_subject(id: &str, form: &SubjectForm) -> Outcome<RequestDetail> {
    post(subject_path(id), form).await
}

pub async fn check_archives(id: &str, form: &ArchiveCheckForm) -> Outcome<RequestDetail> {
    post(check_archives_path(id), form).await
}

pub async fn link(id: &str, form: &LinkForm) -> Outcome<RequestDetail> {
    post(link_path(id), form).await
}

pub async fn unlink(id: &str, form: &LinkForm) -> Outcome<RequestDetail> {
    post(unlink_path(id), form).await
}

pub async fn merge(id: &str, form: &MergeForm) -> Outcome<RequestDetail> {
    post(merge_path(id), form).await
}

/// The colleagues who have it open just now.
pub async fn who_is_there(id: String) -> Outcome<Vec<Present>> {
    get(path(&id, "/presence")).await
}

/// Says that one has it open oneself.
pub async fn i_am_here(id: &str, form: &PresenceForm) -> Outcome<Vec<Present>> {
    post(path(id, "/presence"), form).await
}

pub fn subject_path(id: &str) -> String {
    path(id, "/subject")
}

pub fn check_archives_path(id: &str) -> String {
    path(id, "/archive-check")
}

pub fn link_path(id: &str) -> String {
    path(id, "/link")
}

pub fn unlink_path(id: &str) -> String {
    path(id, "/unlink")
}

pub fn merge_path(id: &str) -> String {
    path(id, "/merge")
}

pub fn assign_path(id: &str) -> String {
    path(id, "/assign")
}

pub fn give_back_path(id: &str) -> String {
    path(id, "/give-back")
}

pub fn hand_over_path(id: &str) -> String {
    path(id, "/hand-over")
}

pub fn pass_path(id: &str) -> String {
    path(id, "/unit")
}

pub fn notes_path(id: &str) -> String {
    path(id, "/notes")
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

pub fn reopen_path(id: &str) -> String {
    path(id, "/reopen")
}
