//! The appointment of a request as both sides see it: asked for, set with its calendar file, or over.

use super::{Icon, Tag};
use crate::api::requests::meeting_file_path;
use crate::dates;
use crate::language::use_words;
use contatti_model::requests::{Meeting, MeetingState, Mode, RequestDetail};
use contatti_model::{Instant, RequestId};
use contatti_words::Words;
use contatti_words::wishes::wishes;
use leptos::prelude::*;

/// Nothing where none was asked for, or the last was called off: the history tells of it.
#[component]
pub(crate) fn MeetingBox(detail: RwSignal<RequestDetail>, #[prop(optional)] office: bool) -> impl IntoView {
    let id = detail.with_untracked(|detail| detail.id);
    move || {
        let meeting = detail.with(|detail| detail.meeting.clone())?;
        match meeting.state {
            MeetingState::Asked => Some(view! { <Asked meeting office/> }.into_any()),
            MeetingState::Set => Some(view! { <IsSet id meeting/> }.into_any()),
            MeetingState::Over => Some(view! { <IsOver meeting/> }.into_any()),
            MeetingState::Cancelled => None,
        }
    }
}

#[component]
fn Asked(meeting: Meeting, office: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.meetings;
    let wished = wishes(words, meeting.mode, meeting.part, &meeting.weekdays);
    let text = if office { texts.asked_office(wished) } else { texts.asked_text(wished) };
    view! {
        <section class="panel panel-care" aria-labelledby="meeting">
            <h2 id="meeting"><Icon name="calendar"/> " " {texts.asked_title}</h2>
            <p>{text}</p>
        </section>
    }
    .into_any()
}

#[component]
fn IsSet(id: RequestId, meeting: Meeting) -> impl IntoView {
    let words = use_words();
    let texts = &words.meetings;
    let moment = meeting.begins_at.map(|at| {
        view! { <time datetime=at.to_rfc3339()>{dates::long_moment(words, at)}</time> }
    });
    view! {
        <section class="panel panel-strong" aria-labelledby="meeting">
            <h2 id="meeting"><Icon name="calendar"/> " " {texts.title}</h2>
            <p><strong>{moment}</strong> ", " {place(words, &meeting)}</p>
            <p class="no-print">
                <a href=meeting_file_path(id) download rel="external"><Icon name="download"/> " " {texts.calendar}</a>
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn IsOver(meeting: Meeting) -> impl IntoView {
    let words = use_words();
    let moment = meeting.begins_at.map(|at| dates::long_moment(words, at)).unwrap_or_default();
    view! { <p class="soft">{words.meetings.over(moment)}</p> }
}

fn place(words: &Words, meeting: &Meeting) -> String {
    match meeting.mode {
        Mode::InPerson => words.meetings.where_in_person(&meeting.place),
        Mode::Phone => words.meetings.where_phone(&meeting.place),
    }
}

/// In a list of the office: asked for, which wants care, or when it is.
#[component]
pub(crate) fn MeetingTag(state: MeetingState, at: Option<Instant>) -> impl IntoView {
    let words = use_words();
    let (class, text) = match (state, at) {
        (MeetingState::Set, Some(at)) => ("state", words.meetings.tag_set(dates::short_moment(words, at))),
        _ => ("state state-care", words.meetings.tag_asked.to_owned()),
    };
    view! { <Tag class icon="calendar" text/> }
}

/// The ways to meet as options; `chosen` is the one shown first.
#[component]
pub(crate) fn ModeChoices(chosen: String) -> impl IntoView {
    let texts = &use_words().meetings;
    let option = move |mode: Mode| {
        let name = match mode {
            Mode::InPerson => texts.mode_in_person_choice,
            Mode::Phone => texts.mode_phone_choice,
        };
        view! { <option value=mode.as_str() selected=chosen == mode.as_str()>{name}</option> }
    };
    view! { {Mode::ALL.map(option).collect_view()} }
}
