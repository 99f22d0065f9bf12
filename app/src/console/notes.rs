//! Notes among colleagues beside a request: read, and written for one of them or for all.

use super::assign::ColleagueField;
use super::work::Work;
use crate::api::Outcome;
use crate::api::console::{notes, notes_path, write_note};
use crate::brought::{FORM_FIELD, use_echo};
use crate::browser::News;
use crate::kit::{ErrorSummary, Moment, Submit, SubmitButton, TextArea, error_of, loaded_part, on_news};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{Hands, Note, NoteForm};
use leptos::prelude::*;

const FORM: &str = "notes";

#[component]
pub(super) fn Notes(work: Work, hands: Resource<Outcome<Hands>>) -> impl IntoView {
    let texts = &use_words().console.notes;
    let id = work.id();
    let read = Resource::new(|| (), move |()| notes(id.clone()));
    on_news(move |news| match news {
        News::Changed(changed) if changed.request != work.detail.with_untracked(|detail| detail.id) => {}
        _ => read.refetch(),
    });
    view! {
        <section class="panel" aria-labelledby="notes">
            <h2 id="notes">{texts.title}</h2>
            <p class="soft">{texts.lead}</p>
            {loaded_part(read, |notes| view! { <Written notes/> })}
            <Write work hands read/>
        </section>
    }
    .into_any()
}

#[component]
fn Written(notes: Vec<Note>) -> impl IntoView {
    let texts = &use_words().console.notes;
    if notes.is_empty() {
        return view! { <p>{texts.none}</p> }.into_any();
    }
    let mention = |name: &str, seen: bool| {
        let read = if seen { texts.seen } else { texts.unseen };
        format!("{} ({read})", texts.to(name))
    };
    let line = move |note: Note| {
        let to = note.mention.as_deref().map(|name| mention(name, note.seen_at.is_some()));
        view! {
            <li>
                <p class="note-text">{note.text}</p>
                <p class="soft">{note.author} {to.map(|to| format!(" {to}"))} " · " <Moment at=note.written_at/></p>
            </li>
        }
    };
    view! { <ul class="notes">{notes.into_iter().map(line).collect_view()}</ul> }.into_any()
}

#[component]
fn Write(work: Work, hands: Resource<Outcome<Hands>>, read: Resource<Outcome<Vec<Note>>>) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.notes;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    let (text, mention) = (RwSignal::new(typed("text")), RwSignal::new(typed("mention")));
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["text"], text);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let said = RwSignal::new("");
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set("");
        let (id, sent) = (work.id(), NoteForm { text: text.get_untracked(), mention: mention.get_untracked() });
        form.send(async move { write_note(&id, &sent).await }, move |notes| {
            read.set(Some(Ok(notes)));
            text.set(String::new());
            mention.set(String::new());
            said.set(texts.done);
        });
    };
    view! {
        <form method="post" action=notes_path(&work.id()) on:submit=submit novalidate>
            <ErrorSummary id="notes-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <TextArea id="notes-text" name="text" label=texts.text value=text error=error("text") rows=3 required=true/>
            <ColleagueField hands id="notes-mention" name="mention" label=texts.mention nobody=texts.nobody chosen=mention error=error("mention")/>
            <SubmitButton
                label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way
                class="btn btn-outline-primary"
            />
            <p role="status">{move || said.get()}</p>
        </form>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().console.notes;
    match field {
        "mention" => (texts.mention, "notes-mention".into()),
        _ => (texts.text, "notes-text".into()),
    }
}
