//! The appointments in a company's file.

use super::part::Part;
use crate::api::company_file::{FileAt, company_meetings};
use crate::console::listed::listed;
use crate::kit::{Moment, Tag, loaded_part};
use crate::language::use_words;
use contatti_model::RequestId;
use contatti_model::console::FileMeeting;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{MeetingState, Mode};
use contatti_words::Words;
use leptos::prelude::*;

#[component]
pub(super) fn Meetings(at: FileAt, cursor: Memo<String>) -> impl IntoView {
    let texts = &use_words().company_file;
    let at = StoredValue::new(at);
    let first = Resource::new(move || cursor.get(), move |cursor| company_meetings(at.get_value(), cursor));
    loaded_part(first, move |page| {
        listed(
            page,
            move |cursor| at.with_value(|at| Part::Meetings.address_after(at, cursor)),
            move |cursor| company_meetings(at.get_value(), cursor),
            (texts.meetings_none, texts.meetings_none_text),
            |meetings| view! { <Table meetings/> }.into_any(),
        )
    })
}

#[component]
fn Table(meetings: Signal<Vec<FileMeeting>>) -> impl IntoView {
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
                    <Row meeting/>
                </For>
            </tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(meeting: FileMeeting) -> impl IntoView {
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
    view! {
        <tr>
            <th scope="row">{subject_link(meeting.request, meeting.subject, &meeting.number)}</th>
            <td data-label=texts.when>{when}</td>
            <td><Tag class icon text=state.to_owned()/></td>
            <td data-label=texts.how>{mode_word(words, meeting.mode)} {place}</td>
        </tr>
    }
    .into_any()
}

pub(super) fn mode_word(words: &Words, mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => words.meetings.mode_in_person,
        Mode::Phone => words.meetings.mode_phone,
    }
}

/// The request by its subject, with its number.
pub(super) fn subject_link(request: RequestId, subject: String, number: &RegisterNumber) -> impl IntoView + use<> {
    view! {
        <a href=crate::console::address_of(request)>{subject}</a>
        <span class="soft number file-number">{number.to_string()}</span>
    }
}
