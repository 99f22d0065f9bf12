//! The drafts on the company's home: each taken up again or discarded.

use super::compose;
use crate::api::drafts::{discard, discard_path};
use crate::api::with_query;
use crate::kit::{Announcer, Moment, Submit, count_of_files, problem_words};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::DraftLine;
use leptos::prelude::*;

/// Nothing at all while there is none.
#[component]
pub(super) fn Drafts(drafts: Vec<DraftLine>) -> impl IntoView {
    let words = use_words();
    let home = &words.requests.home;
    let drafts = RwSignal::new(drafts);
    let said = RwSignal::new(String::new());
    let form = Submit::new(None);
    let trouble = move || {
        let problem = form.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <Announcer words=said/>
        {trouble}
        <Show when=move || !drafts.with(Vec::is_empty)>
            <section aria-labelledby="drafts">
                <h2 id="drafts">{home.drafts}</h2>
                <p class="soft">{home.drafts_lead}</p>
                <ul class="drafts">
                    <For each=move || drafts.get() key=|line| line.id let:line>
                        <Draft line drafts form said/>
                    </For>
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn Draft(line: DraftLine, drafts: RwSignal<Vec<DraftLine>>, form: Submit, said: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    let home = &words.requests.home;
    let or = |text: &str, otherwise: &str| if text.is_empty() { otherwise.to_owned() } else { text.to_owned() };
    let subject = or(&line.subject_title, home.draft_no_subject);
    let position = or(&line.position_name, home.draft_no_position);
    let what = format!("{subject}, {position}");
    let id = line.id;
    let resume = with_query(compose::PAGE, &[("bozza", &id.to_string())]);
    let end = {
        let what = what.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let what = what.clone();
            form.send(async move { discard(id).await }, move |()| {
                compose::forget_copies(&id.to_string());
                drafts.update(|drafts| drafts.retain(|line| line.id != id));
                said.set(words.requests.home.draft_discarded(what));
            });
        }
    };
    view! {
        <li class="panel">
            <div class="draft-words">
                <strong>{subject}</strong>
                <span class="soft">{position}</span>
                {(!line.beginning.is_empty()).then(|| view! { <span class="draft-beginning">{line.beginning}</span> })}
                <span class="soft">
                    <Moment at=line.saved_at short=true/>
                    {(line.files > 0).then(|| format!(" · {}", count_of_files(words, usize::try_from(line.files).unwrap_or(0))))}
                </span>
            </div>
            <a class="btn btn-primary btn-sm" href=resume aria-label=home.draft_resume_what(&what)>{home.draft_resume}</a>
            <form method="post" action=discard_path(id) on:submit=end>
                <input type="hidden" name=PAGE_FIELD value="/contatti"/>
                <button class="btn btn-outline-primary btn-sm" type="submit" aria-label=home.draft_discard_what(&what)>{home.draft_discard}</button>
            </form>
        </li>
    }
    .into_any()
}
