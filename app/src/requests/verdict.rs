//! Did the answer answer? Two buttons; a no asks for one sentence.

use super::address_of;
use crate::api::requests::{judge, verdict_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, Submit, TextArea, error_of};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{RequestDetail, Verdict, VerdictForm};
use leptos::prelude::*;

const FORM: &str = "verdict";

#[component]
pub(super) fn Judge(detail: RwSignal<RequestDetail>, done: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.thread;
    let echo = use_echo(Some(FORM));
    let text = RwSignal::new(echo.as_ref().and_then(|echo| echo.value("text")).unwrap_or_default().to_owned());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["text"], text);
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "text")));
    let request = detail.with_untracked(|detail| detail.id);
    let say = move |solved: &'static str| {
        move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            let sent = VerdictForm { solved: solved.to_owned(), text: text.get_untracked() };
            if let Err(errors) = Verdict::parse(&sent) {
                form.refuse(Problem::invalid(errors));
                return;
            }
            form.send(async move { judge(&request.to_string(), &sent).await }, move |fresh| {
                let said = if fresh.solved == Some(true) { texts.judged_yes } else { texts.judged_no };
                detail.set(fresh);
                text.set(String::new());
                done.set(said.to_owned());
            });
        }
    };
    let action = verdict_path(&request.to_string());
    view! {
        <Show when=move || detail.with(|detail| detail.may_judge)>
            <form class="panel work-form" method="post" action=action.clone() aria-labelledby="judge" novalidate>
                <h2 id="judge">{texts.judge_title}</h2>
                <p>{texts.judge_lead}</p>
                <ErrorSummary id="verdict-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=address_of(request)/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                <p>
                    <button class="btn btn-primary" type="submit" name="solved" value="yes" on:click=say("yes")>{texts.yes}</button>
                </p>
                <TextArea id="verdict-text" name="text" label=texts.why hint=texts.why_hint value=text error rows=2/>
                <p>
                    <button class="btn btn-outline-primary" type="submit" name="solved" value="no" on:click=say("no")>{texts.no}</button>
                </p>
            </form>
        </Show>
        <Show when=move || detail.with(|detail| detail.solved == Some(true))>
            <p class="soft">{texts.solved_note}</p>
        </Show>
    }
    .into_any()
}

fn label(_field: &str) -> (&'static str, String) {
    (use_words().requests.thread.why, "verdict-text".into())
}
