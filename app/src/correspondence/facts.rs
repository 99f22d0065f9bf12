//! What a missive says: its text, its files, who, when, and under which number; the same on both sides.

use crate::kit::{FileList, Moment, channel_word};
use crate::language::use_words;
use contatti_model::correspondence::MissiveDetail;
use contatti_model::register::Direction;
use contatti_model::requests::Channel;
use leptos::prelude::*;

/// Text and files.
#[component]
pub(super) fn Content(detail: MissiveDetail) -> impl IntoView {
    let texts = &use_words().correspondence.one;
    let text = match detail.text.is_empty() {
        true => view! { <p class="soft">{texts.no_text}</p> }.into_any(),
        false => view! { <p class="message-text">{detail.text}</p> }.into_any(),
    };
    let left_out = (detail.left_out > 0).then(|| {
        let note = match detail.left_out {
            1 => texts.left_out_one.to_owned(),
            count => texts.left_out_many(count),
        };
        view! { <p class="soft">{note}</p> }
    });
    let files = (!detail.files.is_empty()).then(|| {
        view! { <h3>{texts.files}</h3> <FileList files=detail.files/> }
    });
    let original = detail.original.map(|original| {
        view! { <h3>{texts.original}</h3> <FileList files=vec![original]/> }
    });
    view! {
        <article class="message missive">
            <h2 class="visually-hidden">{texts.text}</h2>
            {text}
            {files}
            {left_out}
            {original}
        </article>
    }
    .into_any()
}

/// Who, when, by which way. `requests` and `history` are where a reader of this side reads them.
#[component]
pub(super) fn Facts(detail: MissiveDetail, requests: &'static str, history: Option<String>) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.one;
    let line = detail.line;
    let who = if line.direction == Direction::In { texts.sent_by } else { texts.sent_to };
    let stranger = detail.known_as.is_none() && line.position.is_none();
    let known = detail.known_as.map(|name| view! { <dt>{texts.known_as}</dt> <dd>{name}</dd> });
    let address = (!detail.address.is_empty()).then(|| {
        view! { <dt>{texts.address}</dt> <dd class="breakable">{detail.address}</dd> }
    });
    let position = line.position.map(|position| {
        let company = position.company;
        view! {
            <dt>{texts.filed_under}</dt>
            <dd>
                {match history {
                    Some(history) => view! { <a href=history>{company}</a> }.into_any(),
                    None => company.into_any(),
                }}
                " " <span class="number">{position.number}</span>
            </dd>
        }
    });
    let request = line.request.map(|request| {
        let address = format!("{requests}/{}", request.id);
        view! {
            <dt>{texts.in_request}</dt>
            <dd><a href=address>{request.subject}</a> " " <span class="number">{request.number.to_string()}</span></dd>
        }
    });
    let unverified = line.channel == Channel::Email && line.direction == Direction::In;
    view! {
        <section class="panel" aria-labelledby="facts">
            <h2 id="facts">{texts.facts}</h2>
            <dl class="facts facts-narrow">
                <dt>{words.correspondence.tray.channel}</dt> <dd>{channel_word(words, line.channel)}</dd>
                <dt>{who}</dt> <dd class="breakable">{line.correspondent}</dd>
                {stranger.then(|| view! { <dd class="soft">{texts.unknown}</dd> })}
                {address}
                {known}
                <dt>{texts.when}</dt> <dd><Moment at=line.at/></dd>
                <dt>{texts.received}</dt> <dd><Moment at=line.registration.at/></dd>
                <dt>{texts.office}</dt> <dd>{detail.office.name}</dd>
                {position}
                {request}
                {detail.reason.map(|reason| view! { <dt>{texts.reason}</dt> <dd>{reason}</dd> })}
            </dl>
            {detail.decided_by.map(|name| view! { <p class="soft">{texts.decided_by(name)}</p> })}
            {unverified.then(|| view! { <p class="soft">{texts.unverified}</p> })}
        </section>
    }
    .into_any()
}
