//! Notes among colleagues beside a request: read, and written for one of them or for all.

use super::assign::colleague_name;
use super::work::Work;
use crate::api::Outcome;
use crate::api::console::{notes, notes_path, write_note};
use crate::brought::{FORM_FIELD, use_echo};
use crate::browser::News;
use crate::kit::{
    Choice, ErrorSummary, Moment, Submit, SubmitButton, TextArea, Ticks, error_of, loaded_part, on_news, ticked,
};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{Colleague, Hands, Mention, Note, NoteForm};
use leptos::prelude::*;

const FORM: &str = "notes";
/// The field of whom a note names.
const MENTIONS: &str = "mentions";

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
    let line = |note: Note| {
        view! {
            <li>
                <p class="note-text">{note.text}</p>
                <p class="soft">{note.author} {named(&note.mentions)} " · " <Moment at=note.written_at/></p>
            </li>
        }
    };
    view! { <ul class="notes">{notes.into_iter().map(line).collect_view()}</ul> }.into_any()
}

/// Whom a note is for, and who of them has read it; nothing where it names nobody.
pub(super) fn named(mentions: &[Mention]) -> Option<String> {
    let texts = &use_words().console.notes;
    let one = |mention: &Mention| {
        let read = if mention.seen_at.is_some() { texts.seen } else { texts.unseen };
        format!("{} ({read})", mention.name)
    };
    let all: Vec<_> = mentions.iter().map(one).collect();
    (!all.is_empty()).then(|| format!(" {}", texts.to(all.join(", "))))
}

#[component]
fn Write(work: Work, hands: Resource<Outcome<Hands>>, read: Resource<Outcome<Vec<Note>>>) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.notes;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    let text = RwSignal::new(typed("text"));
    let sent = echo.iter().flat_map(|echo| &echo.values).filter(|(name, _)| name == MENTIONS);
    let chosen = RwSignal::new(sent.map(|(_, id)| id.clone()).collect::<Vec<_>>());
    let colleagues = StoredValue::new(Vec::<Choice>::new());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["text"], text);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let said = RwSignal::new("");
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set("");
        let mentions = colleagues.with_value(|all| ticked(all));
        let (id, sent) = (work.id(), NoteForm { text: text.get_untracked(), mentions });
        form.send(async move { write_note(&id, &sent).await }, move |notes| {
            read.set(Some(Ok(notes)));
            text.set(String::new());
            colleagues.with_value(|all| all.iter().for_each(|one| one.ticked.set(false)));
            said.set(texts.done);
        });
    };
    view! {
        <form method="post" action=notes_path(&work.id()) on:submit=submit novalidate>
            <ErrorSummary id="notes-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <TextArea id="notes-text" name="text" label=texts.text value=text error=error("text") rows=3 required=true/>
            <Readers hands chosen colleagues error=error(MENTIONS)/>
            <SubmitButton
                label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way
                class="btn btn-outline-primary"
            />
            <p role="status">{move || said.get()}</p>
        </form>
    }
    .into_any()
}

/// The colleagues a note may name, folded away: most notes are for whoever opens the request.
#[component]
fn Readers(
    hands: Resource<Outcome<Hands>>,
    /// Whom a form without scripts named.
    chosen: RwSignal<Vec<String>>,
    colleagues: StoredValue<Vec<Choice>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.notes;
    let choice = move |colleague: Colleague| {
        let id = colleague.id.to_string();
        let already = colleagues.with_value(|all| all.iter().find(|one| one.value == id).map(|one| one.ticked));
        let ticked =
            already.map_or_else(|| chosen.with_untracked(|chosen| chosen.contains(&id)), |one| one.get_untracked());
        Choice::new(id, colleague_name(words, &colleague), ticked)
    };
    let open = !chosen.with_untracked(Vec::is_empty);
    view! {
        <details class="readers" open=move || open || error.with(Option::is_some)>
            <summary>{texts.mention}</summary>
            <Suspense>
                {move || Suspend::new(async move {
                    let all: Vec<_> = hands.await.unwrap_or_default().colleagues.into_iter().map(choice).collect();
                    colleagues.set_value(all.clone());
                    view! { <Ticks id="notes-mentions" name=MENTIONS legend=texts.colleagues choices=all error/> }
                })}
            </Suspense>
        </details>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().console.notes;
    match field {
        MENTIONS => (texts.mention, "notes-mentions".into()),
        _ => (texts.text, "notes-text".into()),
    }
}
