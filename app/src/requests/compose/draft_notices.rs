//! What the page says of its draft: taken up again, saved, gone, or saved elsewhere too, with the choice between both.

use super::PAGE;
use super::draft::{DraftKeeper, Standing};
use super::start::{ANEW, DRAFT};
use crate::api::with_query;
use crate::browser;
use crate::dates;
use crate::kit::{Announcer, Icon, problem_words, use_alive};
use crate::language::use_words;
use contatti_model::requests::{DraftForm, SavedDraft};
use contatti_words::Words;
use leptos::prelude::*;

/// The panel with both versions.
pub(super) const CHANGED: &str = "draft-changed";

#[component]
pub(super) fn DraftNotices(draft: DraftKeeper, gone: bool) -> impl IntoView {
    let texts = &use_words().compose.draft;
    let at_the_start = move || draft.composing.step.get() == 1;
    // A page of its own: nothing of this one is left in its fields.
    let anew = with_query(PAGE, &[(DRAFT, ANEW)]);
    view! {
        <Announcer words=draft.said/>
        <Show when=move || gone && at_the_start() && !draft.restored.get()>
            <p class="panel notice" role="status">{texts.gone}</p>
        </Show>
        <Show when=move || draft.restored.get() && at_the_start()>
            <div class="panel notice" role="status">
                <span>{texts.restored}</span>
                <a class="btn btn-outline-primary btn-sm" href=anew.clone() rel="external">{texts.discard}</a>
                <span class="soft">{texts.discard_hint}</span>
            </div>
        </Show>
        {move || draft.conflict.get().map(|saved| view! { <Changed draft saved/> })}
    }
    .into_any()
}

/// Both versions, whole, and how to go on.
#[component]
fn Changed(draft: DraftKeeper, saved: SavedDraft) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose.draft;
    let alive = use_alive();
    let mine = move || view! { <Version form=draft.composing.draft_form()/> };
    let open = with_query(PAGE, &[(DRAFT, &saved.id.to_string())]);
    let theirs = StoredValue::new(saved.clone());
    view! {
        <section class="panel panel-care draft-changed" id=CHANGED role="alert" tabindex="-1" aria-labelledby="draft-changed-title">
            <h2 id="draft-changed-title"><Icon name="warning-circle"/> " " {texts.changed_title}</h2>
            <p>{texts.changed}</p>
            <details>
                <summary>{texts.mine}</summary>
                {mine}
            </details>
            <details open>
                <summary>{texts.saved_one(dates::short_moment(words, saved.saved_at))}</summary>
                <Version form=saved.form/>
            </details>
            <Show when=move || alive.get() fallback=move || view! { <p><a href=open.clone()>{texts.see_saved}</a></p> }>
                <Choices draft theirs/>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Choices(draft: DraftKeeper, theirs: StoredValue<SavedDraft>) -> impl IntoView {
    let texts = &use_words().compose.draft;
    let settled = move || {
        draft.conflict.set(None);
        browser::select_fragment(&format!("step-{}", draft.composing.step.get_untracked()));
    };
    let mine = move |_| {
        let saved = theirs.get_value();
        settled();
        draft.composing.version.set(saved.version);
        draft.on_server.set_value(Some(saved.form));
        draft.changed();
    };
    let saved = move |_| {
        let saved = theirs.get_value();
        settled();
        draft.take_up(&saved);
    };
    let both = move |_| {
        let old = draft.composing.id.get_untracked();
        settled();
        draft.shelf.with_value(|shelf| shelf.forget(&old));
        draft.as_new();
        draft.said.set(texts.both_done.to_owned());
    };
    view! {
        <p class="form-actions">
            <button type="button" class="btn btn-primary btn-sm" on:click=mine>{texts.keep_mine}</button>
            <button type="button" class="btn btn-outline-primary btn-sm" on:click=saved>{texts.take_saved}</button>
            <button type="button" class="btn btn-outline-primary btn-sm" on:click=both>{texts.keep_both}</button>
        </p>
    }
    .into_any()
}

#[component]
fn Version(form: DraftForm) -> impl IntoView {
    let texts = &use_words().compose.draft;
    let text = form.request.text;
    if text.trim().is_empty() {
        return view! { <p class="soft">{texts.no_text}</p> }.into_any();
    }
    view! { <p class="message-text summary-text" tabindex="0" role="group" aria-label=texts.saved_text>{text}</p> }
        .into_any()
}

/// One quiet line beside the buttons.
#[component]
pub(super) fn SaveState(draft: DraftKeeper) -> impl IntoView {
    let words = use_words();
    let said = move || draft.standing.with(|standing| standing_words(words, draft, standing));
    // The keyboard stays where somebody writes; the panel above is announced, and this leads to it.
    let to_choose = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        browser::select_fragment(CHANGED);
    };
    let changed = move || {
        let link = view! { <a href=format!("#{CHANGED}") rel="external" on:click=to_choose>{words.compose.draft.changed_title}</a> };
        draft.conflict.with(Option::is_some).then_some(link)
    };
    view! { <p class="save-state soft">{said} " " {changed}</p> }.into_any()
}

pub(super) fn standing_words(words: &Words, draft: DraftKeeper, standing: &Standing) -> String {
    let texts = &words.compose.draft;
    match standing {
        Standing::Nothing => String::new(),
        Standing::Saved(at) if draft.composing.options.with_value(|options| options.today) == at.day() => {
            texts.saved_at(dates::clock(*at))
        }
        Standing::Saved(at) => texts.saved_on(dates::short_moment(words, *at)),
        Standing::OnlyHere => texts.only_here.to_owned(),
        Standing::Refused(problem) => texts.only_here_why(problem_words(words, problem)),
    }
}
