//! Writing again: a turn of an open request, the documents the office waits for, or what opens a closed one again.

use super::address_of;
use crate::api::requests::{reply, reply_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::dates;
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextArea, error_of};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::attachments::{Attachment, FIELD};
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{PublicState, Reply, ReplyForm, RequestDetail};
use leptos::html::Input;
use leptos::prelude::*;
use uuid::Uuid;

const FORM: &str = "reply";

#[component]
pub(super) fn WriteAgain(detail: RwSignal<RequestDetail>, done: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.thread;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).map(ToOwned::to_owned);
    // Made once per form, so that sending twice is one turn.
    let new_id = SharedValue::new(|| Uuid::now_v7().to_string()).into_inner();
    let (id, text) = (RwSignal::new(typed("id").unwrap_or(new_id)), RwSignal::new(typed("text").unwrap_or_default()));
    let staged = echo.as_ref().map(|echo| echo.uploaded.clone()).unwrap_or_default();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["text"], text);
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "text")));
    let files: NodeRef<Input> = NodeRef::new();
    let has_staged = !staged.is_empty();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let sent = ReplyForm { id: id.get_untracked(), text: text.get_untracked(), attachments: vec![] };
        if let Err(errors) = Reply::parse(&sent) {
            event.prevent_default();
            form.refuse(Problem::invalid(errors));
            return;
        }
        // With files the form goes as it is: the browser carries them, and the page comes back as it became.
        if has_staged || files.get().is_some_and(|input| !input.value().is_empty()) {
            return;
        }
        event.prevent_default();
        let request = detail.with_untracked(|detail| detail.id.to_string());
        form.send(async move { reply(&request, &sent).await }, move |fresh| {
            detail.set(fresh);
            text.set(String::new());
            id.set(Uuid::now_v7().to_string());
            done.set(texts.sent.to_owned());
        });
    };
    let closed = move || detail.with(|detail| detail.state == PublicState::Closed);
    let informed = move || detail.with(|detail| detail.waits_for_company);
    let lead = move || match (closed(), detail.with(|detail| detail.awaiting_until.is_some())) {
        (true, _) if informed() => words.contacting.company.informed,
        (true, _) => texts.reply_lead_closed,
        (_, true) => texts.reply_lead_documents,
        _ => texts.reply_lead,
    };
    let title = move || {
        let first = detail.with(|detail| detail.waits_for_company);
        if first { words.contacting.company.reply_title } else { texts.reply_title }
    };
    let label_of_button = Signal::derive(move || if closed() { texts.send_reopen } else { texts.send }.to_owned());
    let request = detail.with_untracked(|detail| detail.id);
    let action = reply_path(&request.to_string());
    let shown = move || detail.with(|detail| detail.may_reply) || text.with(|text| !text.is_empty());
    view! {
        <Show when=shown>
            <form class="panel work-form" method="post" action=action.clone() enctype="multipart/form-data" novalidate
                aria-labelledby="write-again" on:submit=submit>
                <h2 id="write-again">{move || title()}</h2>
                <p>{lead}</p>
                <Waiting detail/>
                <ErrorSummary id="reply-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=address_of(request)/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                <input type="hidden" name="id" value=move || id.get()/>
                <TextArea id="reply-text" name="text" label=texts.text value=text error rows=5 required=true/>
                <Files detail node=files form staged=staged.clone()/>
                <SubmitButton label=label_of_button label_under_way=texts.sending under_way=form.under_way/>
            </form>
        </Show>
    }
    .into_any()
}

/// While documents are waited for: until when, and what follows if they do not come.
#[component]
fn Waiting(detail: RwSignal<RequestDetail>) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.thread;
    move || {
        let until = detail.with(|detail| detail.awaiting_until)?;
        let days = contatti_model::requests::REOPEN_DAYS;
        Some(
            view! { <p><strong>{texts.waiting_until(dates::near_day(words, until), days)}</strong> " " {texts.clock_rests}</p> },
        )
    }
}

/// Files go with the form; those that came back with it stay ticked.
#[component]
fn Files(
    detail: RwSignal<RequestDetail>,
    node: NodeRef<Input>,
    form: Submit,
    staged: Vec<Attachment>,
) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.thread;
    let profile = detail.with_untracked(|detail| detail.profile.clone());
    let each = dates::bytes(words, profile.max_file_bytes);
    let error = move || form.problem.with(|problem| error_of(words, problem.as_ref(), FIELD));
    let kept = staged.into_iter().map(|file| {
        view! {
            <label class="choice">
                <input type="checkbox" name=FIELD value=file.id.to_string() checked/>
                <span>{words.compose.text.keep_file(file.name)}</span>
            </label>
        }
    });
    view! {
        <div class="field">
            <label class="field-label" for="reply-files">{texts.files}</label>
            <p class="field-hint" id="reply-files-hint">{texts.files_hint(profile.max_files, each)}</p>
            {move || error().map(|text| view! { <p class="field-error" id="reply-files-error">{text}</p> })}
            {kept.collect_view()}
            <input class="field-control" id="reply-files" name="files" type="file" multiple aria-describedby="reply-files-hint" node_ref=node/>
        </div>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().requests.thread;
    match field {
        FIELD => (texts.files, "reply-files".into()),
        _ => (texts.text, "reply-text".into()),
    }
}
