//! The conversation: each turn registered, with its author, its text as written and its files.

use super::archive::ArchiveSaid;
use super::{FileList, Moment, channel_word};
use crate::api::requests::segnatura_path;
use crate::language::use_words;
use contatti_model::RequestId;
use contatti_model::requests::{Channel, Message, MessageKind, Side};
use leptos::prelude::*;

#[component]
pub(crate) fn Thread(request: RequestId, #[prop(into)] messages: Signal<Vec<Message>>) -> impl IntoView {
    view! {
        <ol class="thread">
            <For each=move || messages.get() key=|message| (message.id, is_checked(message)) let:message>
                <li><Turn request message/></li>
            </For>
        </ol>
    }
    .into_any()
}

/// What was found in the archives is added to a turn that is there already.
fn is_checked(message: &Message) -> bool {
    message.archive.as_ref().is_some_and(|action| action.checked_at.is_some())
}

#[component]
fn Turn(request: RequestId, message: Message) -> impl IntoView {
    let requests = &use_words().requests;
    let (words, proof) = (&requests.messages, &requests.proof);
    let class = match message.side {
        Side::Company => "message message-company",
        Side::Office => "message message-office",
    };
    let (title, author) = match message.kind {
        MessageKind::Request => (words.request, words.written_by(&message.author)),
        MessageKind::Contact => (use_words().contacting.message, words.signed(&message.author)),
        MessageKind::Comment => (words.comment, words.written_by(&message.author)),
        MessageKind::DocumentsAsked => (words.documents_asked, words.written_by(&message.author)),
        MessageKind::Answer => (words.answer, words.signed(&message.author)),
        MessageKind::Reply => (words.reply, words.written_by(&message.author)),
        MessageKind::Reminder => (words.reminder, words.written_by(&message.author)),
        MessageKind::Objection => (words.objection, words.written_by(&message.author)),
        MessageKind::MeetingAsked => (words.meeting_asked, words.written_by(&message.author)),
        MessageKind::MeetingSet => (words.meeting_set, words.written_by(&message.author)),
        MessageKind::MeetingWithdrawn => (words.meeting_withdrawn, words.written_by(&message.author)),
        MessageKind::MeetingCancelled => (words.meeting_cancelled, words.written_by(&message.author)),
    };
    let heading = format!("message-{}", message.id);
    let segnatura = segnatura_path(request, Some(message.id));
    let number = message.registration.number.to_string();
    // What came through the drawer needs no word of it.
    let way = (message.channel != Channel::Web).then(|| words.came_by(channel_word(use_words(), message.channel)));
    view! {
        <article class=class aria-labelledby=heading>
            <header>
                <h3 class="message-title" id=heading.clone()>{title}</h3>
                <span><Moment at=message.written_at/></span>
            </header>
            <p class="message-text">{message.text}</p>
            {message.archive.map(|action| view! { <ArchiveSaid action/> })}
            <FileList files=message.attachments/>
            <p class="message-foot soft">
                <span>{author}</span> {way.map(|way| format!(" {way}"))} " · " <span class="number">{words.registered(&number)}</span>
                <span class="no-print">
                    " · "
                    <a href=segnatura download rel="external" aria-label=proof.segnatura_of(&number)>{proof.segnatura}</a>
                </span>
            </p>
        </article>
    }
    .into_any()
}
