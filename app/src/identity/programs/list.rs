//! The tokens somebody gave out: for whom, for what, used when; each revoked in two presses.

use super::{PAGE, scope_words};
use crate::api::tokens::{revoke_path, revoke_token};
use crate::kit::{Moment, Submit, Tag, scheme_word};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::identity::{Binding, TokenLine, TokenState};
use contatti_words::Words;
use leptos::prelude::*;

#[component]
pub(super) fn TokenTable(lines: RwSignal<Vec<TokenLine>>, revoking: Submit, said: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    let texts = &words.identity.programs;
    view! {
        <table class="dense dense-cards tokens">
            <caption class="visually-hidden">{texts.own_title}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.name}</th>
                    <th scope="col">{texts.acts_for}</th>
                    <th scope="col">{texts.scopes}</th>
                    <th scope="col">{texts.used}</th>
                    <th scope="col">{texts.ends}</th>
                    <th scope="col">{texts.state}</th>
                    <th scope="col">{words.identity.devices.actions}</th>
                </tr>
            </thead>
            <tbody>
                <For each=move || lines.get() key=|line| (line.id, line.state == TokenState::Revoked) let:line>
                    <Row line lines revoking said/>
                </For>
            </tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(line: TokenLine, lines: RwSignal<Vec<TokenLine>>, revoking: Submit, said: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    let texts = &words.identity.programs;
    let used = match line.last_used_at {
        Some(at) => view! { <Moment at short=true/> }.into_any(),
        None => texts.never_used.into_any(),
    };
    let acts_for = acts_for(words, &line);
    let revocable = matches!(line.state, TokenState::Active | TokenState::Withheld);
    view! {
        <tr>
            <th scope="row">{line.name.clone()}</th>
            <td data-label=texts.acts_for>{acts_for}</td>
            <td data-label=texts.scopes>{scope_words(texts, &line.scopes)}</td>
            <td data-label=texts.used>{used}</td>
            <td data-label=texts.ends><Moment at=line.ends_at short=true/></td>
            <td data-label=texts.state><TokenTag state=line.state/></td>
            <td>{revocable.then(|| view! { <Revoke line lines revoking said/> })}</td>
        </tr>
    }
    .into_any()
}

fn acts_for(words: &Words, line: &TokenLine) -> String {
    match (line.bound_to, line.scheme) {
        (Binding::Firm(_), _) => words.identity.programs.whole_firm(&line.acts_for),
        (_, Some(scheme)) => format!("{} · {}", line.acts_for, scheme_word(words, scheme)),
        (_, None) => line.acts_for.clone(),
    }
}

#[component]
fn TokenTag(state: TokenState) -> impl IntoView {
    let texts = &use_words().identity.programs;
    let (class, icon, text) = match state {
        TokenState::Active => ("state state-good", "check-circle", texts.active),
        TokenState::Withheld => ("state state-care state-wraps", "warning-circle", texts.withheld),
        TokenState::Expired => ("state", "clock", texts.expired),
        TokenState::Revoked => ("state", "locked", texts.revoked),
    };
    view! { <Tag class icon text=text.to_owned()/> }
}

/// The confirmation opens under the word; it needs no script.
#[component]
fn Revoke(line: TokenLine, lines: RwSignal<Vec<TokenLine>>, revoking: Submit, said: RwSignal<String>) -> impl IntoView {
    let texts = &use_words().identity.programs;
    let (id, name) = (line.id, line.name.clone());
    let revoke = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = name.clone();
        revoking.send(async move { revoke_token(id).await }, move |()| {
            lines.update(|lines| {
                for line in lines.iter_mut().filter(|line| line.id == id) {
                    line.state = TokenState::Revoked;
                }
            });
            said.set(texts.revoke_done(name));
        });
    };
    view! {
        <details class="confirm">
            <summary aria-label=texts.revoke_of(&line.name)>{texts.revoke}</summary>
            <form method="post" action=revoke_path(id) on:submit=revoke>
                <p>{texts.revoke_sure}</p>
                <input type="hidden" name=PAGE_FIELD value=PAGE/>
                <button class="btn btn-primary btn-sm" type="submit">{texts.revoke_confirm}</button>
            </form>
        </details>
    }
    .into_any()
}
