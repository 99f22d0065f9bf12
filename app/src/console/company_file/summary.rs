//! The first part of a company's file: how much there is, what comes next, the positions.

use super::COMPANIES;
use super::part::Part;
use crate::api::company_file::FileAt;
use crate::api::with_query;
use crate::console::file_counts::Counts;
use crate::console::file_parts::{mode_word, subject_link};
use crate::kit::{Day, Icon, Moment, Tag, scheme_word};
use crate::language::use_words;
use contatti_model::console::{CompanyFile as File, FileMeeting, FilePosition};
use leptos::prelude::*;

/// Of the company, or of the position.
pub(super) fn summary(file: File, at: &FileAt, position: &str) -> AnyView {
    let texts = &use_words().company_file;
    let base = with_query(&at.address(COMPANIES), &[("position", position)]);
    let at = at.clone();
    view! {
        <div class="file-summary">
            <section class="panel" aria-labelledby="counts">
                <h3 id="counts">{texts.counts}</h3>
                <Counts counts=file.counts base/>
            </section>
            <section class="panel" aria-labelledby="next">
                <h3 id="next"><Icon name="calendar"/> " " {texts.next_meeting}</h3>
                {match file.next_meeting {
                    Some(meeting) => view! { <Next meeting/> }.into_any(),
                    None => view! { <p>{texts.no_meeting}</p> }.into_any(),
                }}
            </section>
        </div>
        <h3>{texts.positions}</h3>
        <Positions positions=file.positions at/>
    }
    .into_any()
}

#[component]
fn Next(meeting: FileMeeting) -> impl IntoView {
    let words = use_words();
    let moment = meeting.begins_at.map(|at| view! { <Moment at/> });
    let (how, place) = (mode_word(words, meeting.mode), meeting.place.clone());
    view! {
        <p><strong>{moment}</strong> ", " {how} ", " {place}</p>
        <p>{subject_link(meeting.request, meeting.subject, &meeting.number)}</p>
    }
    .into_any()
}

#[component]
fn Positions(positions: Vec<FilePosition>, at: FileAt) -> impl IntoView {
    let texts = &use_words().company_file;
    view! {
        <table class="dense dense-cards">
            <caption class="visually-hidden">{texts.positions_caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.position}</th>
                    <th scope="col">{texts.scheme}</th>
                    <th scope="col">{texts.province}</th>
                    <th scope="col">{texts.opened}</th>
                    <th scope="col">{texts.closed}</th>
                    <th scope="col">{texts.competent}</th>
                </tr>
            </thead>
            <tbody>{positions.into_iter().map(|position| view! { <Row position at=at.clone()/> }).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(position: FilePosition, at: FileAt) -> impl IntoView {
    let words = use_words();
    let texts = &words.company_file;
    let closed = match position.closed_on {
        Some(day) => view! { <Day day short=true/> }.into_any(),
        None => view! { <Tag class="state state-good" icon="check-circle" text=texts.active.to_owned()/> }.into_any(),
    };
    let requests = Part::Requests.address(&at, "", &position.id.to_string());
    view! {
        <tr>
            <th scope="row"><a href=requests>{position.number}</a></th>
            <td>{scheme_word(words, position.scheme)}</td>
            <td data-label=texts.province>{position.province}</td>
            <td data-label=texts.opened><Day day=position.opened_on short=true/></td>
            <td data-label=texts.closed>{closed}</td>
            <td data-label=texts.competent>{position.office.name}</td>
        </tr>
    }
    .into_any()
}
