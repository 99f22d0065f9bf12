//! Requests in a table that becomes cards on a telephone.

use super::address_of;
use super::standing::promise_of_line;
use crate::kit::{Day, Moment, OutcomeTag, StateTag};
use crate::language::use_words;
use contatti_model::RequestId;
use contatti_model::requests::Line;
use contatti_model::requests::search::{Found, FoundIn, Piece};
use leptos::prelude::*;

#[component]
pub(crate) fn RequestTable(
    lines: Signal<Vec<Line>>,
    caption: &'static str,
    /// Where each request is read: the company's side, unless said otherwise.
    #[prop(default = address_of::<RequestId>)]
    address: fn(RequestId) -> String,
) -> impl IntoView {
    let words = &use_words().requests.list;
    view! {
        <table class="dense dense-cards requests">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.subject}</th>
                    <th scope="col">{words.state}</th>
                    <th scope="col">{words.promised}</th>
                    <th scope="col">{words.company}</th>
                    <th scope="col">{words.sent}</th>
                    <th scope="col">{words.updated}</th>
                </tr>
            </thead>
            <tbody>
                // A line that changed is another line: its row is made anew, the others stay.
                <For each=move || lines.get() key=|line| (line.id, line.updated_at) let:line>
                    <Row line address/>
                </For>
            </tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(line: Line, address: fn(RequestId) -> String) -> impl IntoView {
    let words = &use_words().requests.list;
    view! {
        <tr>
            <th scope="row">
                <a href=address(line.id)>{line.subject.clone()}</a>
                <span class="soft number register-number">{line.registration.number.to_string()}</span>
                {line.opened_by_office.then(|| view! { <span class="register-number"><strong>{use_words().contacting.wrote_first}</strong></span> })}
                {line.found.clone().map(|found| view! { <Excerpt found/> })}
            </th>
            <td>
                <StateTag state=line.state/>
                {line.outcome.map(|outcome| view! { " " <OutcomeTag outcome/> })}
            </td>
            <td data-label=words.promised>{promise_of_line(&line)}</td>
            <td>
                {line.company.clone()}
                <span class="soft register-number">{words.position_short(&line.position)}</span>
            </td>
            <td data-label=words.sent><Day day=line.registration.at.day() short=true/></td>
            <td data-label=words.updated><Moment at=line.updated_at short=true/></td>
        </tr>
    }
    .into_any()
}

/// Where a search found its words: text as it was written, what was searched for marked.
#[component]
fn Excerpt(found: Found) -> impl IntoView {
    let words = &use_words().requests.search;
    let place = match found.place {
        FoundIn::Request => words.found_request,
        FoundIn::Contact => use_words().contacting.found,
        FoundIn::Reply => words.found_reply,
        FoundIn::Comment => words.found_comment,
        FoundIn::Answer => words.found_answer,
        FoundIn::FileName => words.found_file_name,
    };
    let piece = |piece: Piece| match piece.hit {
        true => view! { <mark>{piece.text}</mark> }.into_any(),
        false => piece.text.into_any(),
    };
    view! { <span class="found"><span class="soft">{place} ": "</span> {found.pieces.into_iter().map(piece).collect_view()}</span> }
        .into_any()
}
