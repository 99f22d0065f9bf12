//! The appointments in a file.

use super::search_form::search_form;
use super::{OpenFile, Shape, company_link, found};
use crate::api::company_file::file_meetings;
use crate::kit::{Moment, Tag};
use crate::language::use_words;
use contatti_model::RequestId;
use contatti_model::console::{FileMeeting, FileSearch};
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{MeetingState, Mode};
use contatti_words::Words;
use leptos::prelude::*;

/// The word of this part in the address.
pub(in crate::console) const PART: &str = "appuntamenti";

#[component]
pub(in crate::console) fn Meetings(file: OpenFile) -> impl IntoView {
    let texts = &use_words().company_file;
    let (label, hint) = (texts.meetings_search, texts.meetings_search_hint);
    let shape = Shape { part: PART, field: "file-meetings", label, hint, states: false, nothing };
    let office = file.at.office.clone();
    view! {
        {search_form(&file, shape)}
        {found(file, shape, file_meetings, move |meetings| view! { <Table meetings office=office.clone()/> }.into_any())}
    }
    .into_any()
}

fn nothing(search: &FileSearch) -> (&'static str, &'static str) {
    let texts = &use_words().company_file;
    if search.is_narrow() {
        (texts.meetings_not_found, texts.not_found_text)
    } else {
        (texts.meetings_none, texts.meetings_none_text)
    }
}

#[component]
fn Table(meetings: Signal<Vec<FileMeeting>>, office: String) -> impl IntoView {
    let texts = &use_words().company_file;
    view! {
        <table class="dense dense-cards">
            <caption class="visually-hidden">{texts.meetings_caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.about}</th>
                    <th scope="col">{texts.when}</th>
                    <th scope="col">{texts.state}</th>
                    <th scope="col">{texts.how}</th>
                </tr>
            </thead>
            <tbody>
                <For each=move || meetings.get() key=|meeting| meeting.request let:meeting>
                    <Row meeting office=office.clone()/>
                </For>
            </tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(meeting: FileMeeting, office: String) -> impl IntoView {
    let words = use_words();
    let texts = &words.company_file;
    let when = match meeting.begins_at {
        Some(at) => view! { <Moment at short=true/> }.into_any(),
        None => texts.to_set.into_any(),
    };
    let (class, icon, state) = match meeting.state {
        MeetingState::Asked => ("state state-care", "clock", texts.asked),
        MeetingState::Set => ("state state-active", "calendar", texts.set),
        MeetingState::Over => ("state", "check", texts.over),
        MeetingState::Cancelled => ("state", "close", texts.cancelled),
    };
    let place = (!meeting.place.is_empty()).then(|| format!(", {}", meeting.place));
    let company = company_link(meeting.company, &office).map(|link| view! { <span class="file-of">{link}</span> });
    view! {
        <tr>
            <th scope="row">{subject_link(meeting.request, meeting.subject, &meeting.number)} {company}</th>
            <td data-label=texts.when>{when}</td>
            <td><Tag class icon text=state.to_owned()/></td>
            <td data-label=texts.how>{mode_word(words, meeting.mode)} {place}</td>
        </tr>
    }
    .into_any()
}

pub(in crate::console) fn mode_word(words: &Words, mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => words.meetings.mode_in_person,
        Mode::Phone => words.meetings.mode_phone,
    }
}

/// The request by its subject, with its number.
pub(in crate::console) fn subject_link(
    request: RequestId,
    subject: String,
    number: &RegisterNumber,
) -> impl IntoView + use<> {
    view! {
        <a href=crate::console::address_of(request)>{subject}</a>
        <span class="soft number file-number">{number.to_string()}</span>
    }
}
