//! What happened, oldest first, each step with its moment and its author.

use super::{Icon, Moment, told_words};
use crate::dates;
use crate::language::use_words;
use contatti_model::offices::DayKind;
use contatti_model::requests::{CalendarCause, EventKind, EventLine};
use contatti_words::Words;
use leptos::prelude::*;

/// One step in words: `Presa in carico`, `Assegnata alla sede Napoli`.
pub(crate) fn event_words(words: &Words, event: &EventLine) -> String {
    let events = &words.requests.events;
    let day = event.day.map(|day| dates::short_day(words, day)).unwrap_or_default();
    let named = event.named.as_deref().unwrap_or_default();
    match event.kind {
        EventKind::Registered => events.registered.to_owned(),
        EventKind::Contacted => words.contacting.event.to_owned(),
        EventKind::Routed => match &event.office {
            Some(office) => events.routed(office),
            None => events.routed_somewhere.to_owned(),
        },
        EventKind::TakenInCharge => events.taken_in_charge.to_owned(),
        EventKind::Assigned => match &event.instead_of {
            Some(away) => events.assigned_instead(away, named),
            None => events.assigned(named),
        },
        EventKind::GivenBack => events.given_back.to_owned(),
        EventKind::HandedOver if event.day.is_some() => events.handed_over_redated(day, named),
        EventKind::HandedOver => events.handed_over(named),
        EventKind::Passed => events.passed(named),
        EventKind::Commented => events.commented.to_owned(),
        EventKind::DocumentsAsked => events.documents_asked(day),
        EventKind::Closed => events.closed.to_owned(),
        EventKind::Expired => events.expired(day),
        EventKind::Replied => events.replied.to_owned(),
        EventKind::Reminded => events.reminded.to_owned(),
        EventKind::Solved => events.solved.to_owned(),
        EventKind::Reopened => events.reopened.to_owned(),
        EventKind::Redated => redated_words(words, event, day),
        EventKind::MeetingAsked => events.meeting_asked.to_owned(),
        EventKind::MeetingSet => {
            events.meeting_set(event.moment.map(|at| dates::short_moment(words, at)).unwrap_or_default())
        }
        EventKind::MeetingWithdrawn => events.meeting_withdrawn.to_owned(),
        EventKind::MeetingCancelled => events.meeting_cancelled.to_owned(),
        EventKind::Escalated => told_words(words, named).to_owned(),
        EventKind::SubjectCorrected if event.day.is_some() => words.working.subject_corrected_redated(named, day),
        EventKind::SubjectCorrected => words.working.subject_corrected(named),
        EventKind::ArchivesFailed => words.working.archives_failed.to_owned(),
        EventKind::TakenUpAgain => words.working.taken_up_again.to_owned(),
    }
}

/// From when to when, and every change of the calendar it comes from.
fn redated_words(words: &Words, event: &EventLine, to: String) -> String {
    let events = &words.requests.events;
    let Some(redated) = &event.redated else { return to };
    let from = dates::short_day(words, redated.from);
    let why: Vec<String> = redated.because.iter().map(|cause| cause_words(words, cause)).collect();
    if why.is_empty() { events.redated_plain(from, to) } else { events.redated(from, to, why.join("; ")) }
}

fn cause_words(words: &Words, cause: &CalendarCause) -> String {
    let events = &words.requests.events;
    let (day, name) = (dates::short_day(words, cause.day), &cause.name);
    match (cause.kind, cause.taken_back) {
        (DayKind::Closure, false) => events.why_closure(day, name),
        (DayKind::Closure, true) => events.why_closure_taken_back(day, name),
        (DayKind::WorkingDay, false) => events.why_working_day(day, name),
        (DayKind::WorkingDay, true) => events.why_working_day_taken_back(day, name),
    }
}

fn icon(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Registered => "file",
        EventKind::Routed => "pa",
        EventKind::TakenInCharge | EventKind::Assigned => "user",
        EventKind::GivenBack => "inbox",
        EventKind::HandedOver | EventKind::Passed => "arrow-right",
        EventKind::SubjectCorrected => "pencil",
        EventKind::Contacted | EventKind::Commented => "comment",
        EventKind::DocumentsAsked => "files",
        EventKind::Closed | EventKind::Expired | EventKind::Solved => "check-circle",
        EventKind::Replied => "comment",
        EventKind::Reminded | EventKind::Escalated | EventKind::ArchivesFailed => "warning-circle",
        EventKind::Reopened | EventKind::TakenUpAgain => "refresh",
        EventKind::Redated | EventKind::MeetingAsked | EventKind::MeetingSet => "calendar",
        EventKind::MeetingWithdrawn | EventKind::MeetingCancelled => "close",
    }
}

#[component]
pub(crate) fn Timeline(#[prop(into)] events: Signal<Vec<EventLine>>) -> impl IntoView {
    view! {
        <ol class="timeline-steps">
            <For each=move || events.get() key=|event| event.id let:event>
                <Step event/>
            </For>
        </ol>
    }
    .into_any()
}

#[component]
fn Step(event: EventLine) -> impl IntoView {
    let words = use_words();
    let by = match &event.by {
        Some(name) => words.requests.events.by(name),
        None => words.requests.events.system.to_owned(),
    };
    view! {
        <li>
            <span class="timeline-mark"><Icon name=icon(event.kind)/></span>
            <strong>{event_words(words, &event)}</strong>
            <span class="soft">{by}</span>
            <span class="soft"><Moment at=event.at/></span>
        </li>
    }
    .into_any()
}
