//! Answers already given, and requests already there: shown beside the form, never in its way.

use super::state::{Composing, LAST_STEP};
use crate::api::offices::guidance;
use crate::api::requests::similar;
use crate::dates;
use crate::kit::{Icon, StateTag};
use crate::language::use_words;
use crate::requests::address_of;
use contatti_model::offices::{Guidance, matching};
use contatti_model::requests::{Line, unsettled};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks again when the subject changes, and for similar requests when the summary is reached.
pub(super) fn follow_choices(composing: Composing, began_with: String) {
    Effect::new(move |before: Option<String>| {
        let subject = composing.subject.get();
        if before.unwrap_or_else(|| began_with.clone()) != subject {
            let wanted = subject.clone();
            spawn_local(async move {
                let Ok(found) = guidance(wanted.clone()).await else { return };
                if composing.subject.try_get_untracked() == Some(wanted) {
                    let _ = composing.guidance.try_set(found);
                }
            });
        }
        subject
    });
    Effect::new(move |_| {
        let (position, subject) = (composing.position.get(), composing.subject.get());
        if composing.step.get() < LAST_STEP || position.is_empty() || subject.is_empty() {
            return;
        }
        spawn_local(async move {
            let found = similar(position, subject).await.unwrap_or_default();
            let _ = composing.similar.try_set(found);
        });
    });
}

#[component]
pub(super) fn GuidanceList(composing: Composing) -> impl IntoView {
    let texts = &use_words().compose.guidance;
    let found = Memo::new(move |_| {
        let subject = composing.subject.get().parse().ok();
        let written = composing.text.with(|text| composing.describe.with(|described| format!("{described}\n{text}")));
        composing.guidance.with(|all| matching(all, subject, &written).into_iter().cloned().collect::<Vec<_>>())
    });
    view! {
        <Show when=move || !found.with(Vec::is_empty)>
            <section class="panel guidance" aria-labelledby="guidance-title">
                <h2 id="guidance-title"><Icon name="help-circle"/> " " {texts.title}</h2>
                <For each=move || found.get() key=|guidance| guidance.id let:guidance>
                    <AnswerGiven guidance/>
                </For>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn AnswerGiven(guidance: Guidance) -> impl IntoView {
    let texts = &use_words().compose.guidance;
    let link = (!guidance.link.is_empty())
        .then(|| view! { " " <a href=guidance.link rel="external noopener" target="_blank">{texts.read}</a> });
    view! {
        <details>
            <summary>{guidance.title}</summary>
            <p>{guidance.text}</p>
            <p class="soft">{texts.source(guidance.source)} {link}</p>
        </details>
    }
    .into_any()
}

/// On the summary: the same position and subject were written for already.
#[component]
pub(super) fn SimilarRequests(composing: Composing) -> impl IntoView {
    let texts = &use_words().compose.similar;
    view! {
        <Show when=move || !composing.similar.with(Vec::is_empty)>
            <section class="panel panel-care similar" aria-labelledby="similar-title">
                <h2 id="similar-title"><Icon name="files"/> " " {texts.title}</h2>
                <p>{texts.lead}</p>
                <ul>
                    <For each=move || composing.similar.get() key=|line| (line.id, line.updated_at) let:line>
                        <SimilarLine line/>
                    </For>
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn SimilarLine(line: Line) -> impl IntoView {
    let words = use_words();
    let sent = words.compose.similar.sent(dates::short_day(words, line.registration.at.day()));
    view! {
        <li>
            <a href=address_of(line.id)>{line.registration.number.to_string()}</a>
            " " <StateTag state=line.state/> " " <span class="soft">{sent}</span>
        </li>
    }
    .into_any()
}

/// On the summary: what the office may miss. A caution; sending goes all the same.
#[component]
pub(super) fn Cautions(composing: Composing) -> impl IntoView {
    let texts = &use_words().compose.caution;
    move || {
        let subject = composing.chosen_subject()?;
        let missing = composing
            .documents
            .with(|ticks| unsettled(&subject.documents, ticks).into_iter().cloned().collect::<Vec<_>>());
        let sentence = &subject.fixed_sentence;
        let no_sentence = !sentence.is_empty() && !composing.text.with(|text| text.contains(sentence.as_str()));
        if missing.is_empty() && !no_sentence {
            return None;
        }
        let line = |document: contatti_model::offices::SubjectDocument| {
            view! { <li>{document.title} {(!document.when.is_empty()).then(|| view! { " " <span class="soft">{document.when}</span> })}</li> }
        };
        let documents = (!missing.is_empty()).then(|| {
            view! { <p>{texts.documents}</p> <ul>{missing.into_iter().map(line).collect_view()}</ul> }
        });
        Some(view! {
            <section class="panel panel-care cautions" aria-labelledby="caution-title">
                <h2 id="caution-title"><Icon name="info-circle"/> " " {texts.title}</h2>
                {no_sentence.then(|| view! { <p>{texts.sentence}</p> })}
                {documents}
                <p class="soft">{texts.anyway}</p>
            </section>
        })
    }
}
