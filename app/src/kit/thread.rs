//! The conversation: each turn registered, with its author, its text as written and its files.

use super::{FileList, Moment};
use crate::language::use_words;
use contatti_model::requests::{Message, MessageKind, Side};
use leptos::prelude::*;

#[component]
pub(crate) fn Thread(#[prop(into)] messages: Signal<Vec<Message>>) -> impl IntoView {
    view! {
        <ol class="thread">
            <For each=move || messages.get() key=|message| message.id let:message>
                <li><Turn message/></li>
            </For>
        </ol>
    }
    .into_any()
}

#[component]
fn Turn(message: Message) -> impl IntoView {
    let words = &use_words().requests.messages;
    let class = match message.side {
        Side::Company => "message message-company",
        Side::Office => "message message-office",
    };
    let (title, author) = match message.kind {
        MessageKind::Request => (words.request, words.written_by(&message.author)),
        MessageKind::Comment => (words.comment, words.written_by(&message.author)),
        MessageKind::DocumentsAsked => (words.documents_asked, words.written_by(&message.author)),
        MessageKind::Answer => (words.answer, words.signed(&message.author)),
        MessageKind::Reply => (words.reply, words.written_by(&message.author)),
        MessageKind::Reminder => (words.reminder, words.written_by(&message.author)),
        MessageKind::Objection => (words.objection, words.written_by(&message.author)),
    };
    let heading = format!("message-{}", message.id);
    view! {
        <article class=class aria-labelledby=heading>
            <header>
                <h3 class="message-title" id=heading.clone()>{title}</h3>
                <span><Moment at=message.written_at/></span>
            </header>
            <p class="message-text">{message.text}</p>
            <FileList files=message.attachments/>
            <p class="message-foot soft">
                <span>{author}</span> " · " <span class="number">{words.registered(&message.registration.number)}</span>
            </p>
        </article>
    }
    .into_any()
}
