//! Deciding on one enablement: granted with one press; refused, withdrawn or revoked in two, with the reason.

use super::Desk;
use crate::api::enablement::{decide, decide_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{Submit, SubmitButton, TextField, error_of, problem_words};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::identity::enablement::{EnablementLine, EnablementMove, ReasonForm};
use contatti_model::{EnablementId, Problem, ProblemCode};
use leptos::prelude::*;

/// Everything the reader may do with the line.
#[component]
pub(super) fn Decide(desk: Desk, line: EnablementLine) -> impl IntoView {
    let (id, name) = (line.id, line.person.clone());
    let steps = [EnablementMove::Refuse, EnablementMove::Withdraw, EnablementMove::Revoke];
    let steps = steps.into_iter().filter(|step| line.may(*step)).map(|step| {
        let name = name.clone();
        view! { <WithReason desk id step name/> }
    });
    view! {
        {line.may(EnablementMove::Grant).then(|| view! { <Grant desk id name=name.clone()/> })}
        {steps.collect_view()}
    }
    .into_any()
}

#[component]
fn Grant(desk: Desk, id: EnablementId, name: String) -> impl IntoView {
    let texts = &use_words().enablement;
    let form = Submit::new(None);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.done.set("");
        let answer = async move { decide(id, EnablementMove::Grant, &ReasonForm::default()).await };
        form.send(answer, move |read| desk.became(read, texts.granted));
    };
    view! {
        <form class="no-print" method="post" action=decide_path(id, EnablementMove::Grant) on:submit=submit>
            <Trouble form/>
            <input type="hidden" name=PAGE_FIELD value=move || desk.address()/>
            <button class="btn btn-primary btn-sm" type="submit" aria-label=texts.grant_of(name) disabled=move || form.under_way.get()>
                {move || if form.under_way.get() { texts.granting } else { texts.grant }}
            </button>
        </form>
    }
    .into_any()
}

/// What is said of a move that wants a reason.
struct Said {
    open: &'static str,
    open_of: String,
    sure: &'static str,
    reason: &'static str,
    yes: &'static str,
    done: &'static str,
}

fn said(step: EnablementMove, name: &str) -> Said {
    let texts = &use_words().enablement;
    macro_rules! of {
        ($texts:expr) => {
            Said {
                open: $texts.open,
                open_of: $texts.open_of(name),
                sure: $texts.sure,
                reason: $texts.reason,
                yes: $texts.yes,
                done: $texts.done,
            }
        };
    }
    match step {
        EnablementMove::Grant | EnablementMove::Refuse => of!(texts.refuse),
        EnablementMove::Withdraw => of!(texts.withdraw),
        EnablementMove::Revoke => of!(texts.revoke),
    }
}

/// The confirmation opens under the word; it needs no script.
#[component]
fn WithReason(desk: Desk, id: EnablementId, step: EnablementMove, name: String) -> impl IntoView {
    let words = use_words();
    let Said { open, open_of, sure, reason, yes, done } = said(step, &name);
    let form_name = format!("decide-{id}");
    let echo = use_echo(Some(&form_name));
    let typed = echo.as_ref().and_then(|echo| echo.value("reason")).unwrap_or_default().to_owned();
    let (typed, echoed) = (RwSignal::new(typed), echo.is_some());
    // What concerns no field is said at the head of the page.
    let problem = echo.and_then(|echo| echo.problem).filter(|problem| problem.code == ProblemCode::Invalid);
    let form = Submit::new(problem);
    form.mends(&["reason"], typed);
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "reason")));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.done.set("");
        let sent = ReasonForm { reason: typed.get_untracked() };
        if let Err(errors) = sent.parse() {
            return form.refuse(Problem::invalid(errors));
        }
        form.send(async move { decide(id, step, &sent).await }, move |read| desk.became(read, done));
    };
    view! {
        <details class="confirm no-print" open=echoed>
            <summary aria-label=open_of>{open}</summary>
            <form method="post" action=decide_path(id, step) on:submit=submit novalidate>
                <p>{sure}</p>
                <Trouble form/>
                <input type="hidden" name=PAGE_FIELD value=move || desk.address()/>
                <input type="hidden" name=FORM_FIELD value=form_name/>
                <TextField id=format!("reason-{id}") name="reason" label=reason value=typed error required=true/>
                <SubmitButton
                    label=yes.to_owned() label_under_way=words.enablement.under_way under_way=form.under_way
                    class="btn btn-outline-danger btn-sm"
                />
            </form>
        </details>
    }
    .into_any()
}

/// Why it was not done, where no field can be mended.
#[component]
fn Trouble(form: Submit) -> impl IntoView {
    let words = use_words();
    move || {
        let problem = form.problem.get().filter(|problem| problem.fields.is_empty())?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    }
}
