//! One text module: its words, who wrote them, how they read before, and what may be done with it.

use super::{Shelf, TEXTS, address_of};
use crate::api::Outcome;
use crate::api::offices::{retire_text, retire_text_path, texts as read_texts};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{Moment, Submit, SubmitButton, problem_words};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{EarlierText, RetireForm, TextModule};
use contatti_model::{Problem, ProblemCode, TextModuleId};
use leptos::prelude::*;

#[component]
pub(super) fn Module(shelf: Shelf, module: TextModule) -> impl IntoView {
    let texts = &use_words().console.texts;
    let TextModule { id, title, text, subject, version, written_by, written_at, earlier } = module;
    let heading = format!("module-{id}");
    let named = heading.clone();
    let edit = texts.edit_of(&title);
    view! {
        <article class="panel" aria-labelledby=named>
            <h2 class="h4" id=heading>{title}</h2>
            {subject.map(|subject| view! { <p class="soft">{subject.title}</p> })}
            <p class="note-text">{text}</p>
            <p class="soft">{texts.version(written_by, version)} " · " <Moment at=written_at/></p>
            <Earlier earlier/>
            <p class="no-print"><a class="btn btn-outline-primary btn-sm" href=format!("{}#write-text", address_of(id)) aria-label=edit>{texts.edit}</a></p>
            <Retire shelf id version/>
        </article>
    }
    .into_any()
}

#[component]
fn Earlier(earlier: Vec<EarlierText>) -> impl IntoView {
    let texts = &use_words().console.texts;
    if earlier.is_empty() {
        return ().into_any();
    }
    let line = |one: EarlierText| {
        view! {
            <li>
                <p class="soft">{one.title} " · " {texts.version(one.written_by, one.version)} " · " <Moment at=one.written_at/></p>
                <p class="note-text">{one.text}</p>
            </li>
        }
    };
    view! {
        <details>
            <summary>{texts.earlier}</summary>
            <ul class="notes">{earlier.into_iter().map(line).collect_view()}</ul>
        </details>
    }
    .into_any()
}

/// Two presses: the first opens what the second means. What a colleague changed first is read before it goes.
#[component]
fn Retire(shelf: Shelf, id: TextModuleId, version: i64) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.texts;
    let name = format!("retire-{id}");
    let refused = use_echo(Some(&name)).and_then(|echo| echo.problem);
    let kept = shelf.kept.get_untracked() == Some(id);
    let form = Submit::new(refused.or(kept.then(|| Problem::new(ProblemCode::Stale))));
    let open = form.problem.with_untracked(Option::is_some);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = RetireForm { version: version.to_string() };
        form.send(taken_away(shelf, id, sent), move |modules| shelf.became(modules, texts.retired));
    };
    let trouble = move || {
        let problem = form.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <details class="no-print" open=open>
            <summary>{texts.retire}</summary>
            <form method="post" action=retire_text_path(id) on:submit=submit>
                <p>{texts.retire_sure}</p>
                {trouble}
                <input type="hidden" name=PAGE_FIELD value=TEXTS/>
                <input type="hidden" name=FORM_FIELD value=name/>
                <input type="hidden" name="version" value=version.to_string()/>
                <SubmitButton
                    label=texts.retire_yes.to_owned() label_under_way=texts.under_way under_way=form.under_way
                    class="btn btn-outline-danger btn-sm"
                />
            </form>
        </details>
    }
    .into_any()
}

/// The answer; what a colleague changed first is shown as it reads now.
async fn taken_away(shelf: Shelf, id: TextModuleId, sent: RetireForm) -> Outcome<Vec<TextModule>> {
    let outcome = retire_text(id, &sent).await;
    if outcome.as_ref().is_err_and(|problem| problem.code == ProblemCode::Stale)
        && let Ok(fresh) = read_texts().await
    {
        // Taken away by the time it was read again: gone all the same.
        if fresh.iter().all(|module| module.id != id) {
            return Ok(fresh);
        }
        let _ = shelf.kept.try_set(Some(id));
        let _ = shelf.modules.try_set(fresh);
    }
    outcome
}
