//! Moving between the steps and sending: once, also when the line breaks.

use super::PAGE;
use super::draft::DraftKeeper;
use super::draft_notices::{CHANGED, standing_words};
use super::state::{Composing, LAST_STEP, has_own_words, step_of};
use super::verification::Holding;
use crate::api::drafts::SAVE;
use crate::api::is_lost_connection;
use crate::api::requests::send;
use crate::browser;
use crate::kit::{Icon, problem_words, use_alive};
use crate::language::use_words;
use crate::requests::address_of;
use crate::session::sign_in_address;
use contatti_model::form_echo::STEP_FIELD;
use contatti_model::requests::Receipt;
use contatti_model::{Problem, ProblemCode};
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The form's submit: on, step by step, and at the last step away, as soon as every file is ready.
pub(super) fn on_submit(composing: Composing, draft: DraftKeeper) -> impl Fn(SubmitEvent) + 'static {
    let navigate = use_navigate();
    let go = move || {
        if untrack(|| refuse_mistakes(composing)) {
            return;
        }
        let navigate = navigate.clone();
        away(composing, move |receipt| {
            draft.forget();
            navigate(&format!("{}/ricevuta", address_of(receipt.request)), Default::default());
        });
    };
    go_when_ready(composing, go.clone());
    move |event| {
        event.prevent_default();
        if untrack(|| refuse_mistakes(composing)) {
            return;
        }
        composing.sending.problem.set(None);
        let step = composing.step.get_untracked();
        if step < LAST_STEP {
            composing.step.set(step + 1);
        } else if draft.conflict.with_untracked(Option::is_some) {
            // Sending lets go of the draft: whoever has not chosen yet would lose the other version.
            browser::select_fragment(CHANGED);
        } else if untrack(|| composing.files.holding()).is_some() {
            composing.due.set(true);
        } else {
            go();
        }
    }
}

/// Names what is wrong up to the current step, if anything is.
fn refuse_mistakes(composing: Composing) -> bool {
    let step = composing.step.get();
    let errors = composing.errors_up_to(step);
    if errors.is_empty() {
        return false;
    }
    composing.step.set(errors.iter().map(|error| step_of(&error.field)).min().unwrap_or(step));
    composing.sending.refuse(Problem::invalid(errors));
    true
}

/// What was pressed too early goes by itself; whoever leaves the last step has changed their mind.
fn go_when_ready(composing: Composing, go: impl Fn() + 'static) {
    Effect::new(move |_| {
        let (due, step) = (composing.due.get(), composing.step.get());
        if !due || (step == LAST_STEP && composing.files.holding().is_some()) {
            return;
        }
        composing.due.set(false);
        if step == LAST_STEP {
            go();
        }
    });
}

fn away(composing: Composing, then: impl FnOnce(Receipt) + 'static) {
    let form = untrack(|| composing.form());
    composing.sending.send(async move { send(&form).await }, then);
}

/// One row of buttons for all steps; the first of them is what the Enter key presses.
#[component]
pub(super) fn StepButtons(composing: Composing, draft: DraftKeeper) -> impl IntoView {
    let texts = &use_words().compose;
    let step = composing.step;
    let under_way = composing.sending.under_way;
    let is_last = move || step.get() == LAST_STEP;
    let lost = move || composing.sending.problem.with(|problem| problem.as_ref().is_some_and(is_lost_connection));
    let label = move || match (is_last(), under_way.get(), lost()) {
        (false, ..) => texts.next,
        (true, true, _) => texts.send.under_way,
        (true, false, _) if composing.due.get() => texts.send.waiting,
        (true, false, true) => texts.send.retry,
        (true, false, false) => texts.send.submit,
    };
    let busy = move || under_way.get() || composing.due.get();
    let waits_for = move || {
        let holding = composing.files.holding().filter(|_| composing.due.get())?;
        Some(match holding {
            Holding::OnItsWay(name) => texts.send.after_upload(name),
            Holding::InVerification(name) => texts.send.after_scan(name),
        })
    };
    let back = move |event: MouseEvent| {
        event.prevent_default();
        composing.sending.problem.set(None);
        step.update(|step| *step -= 1);
    };
    view! {
        <div class="form-actions">
            <button
                type="submit"
                class="btn btn-primary"
                name=move || (!is_last()).then_some(STEP_FIELD)
                value=move || (!is_last()).then(|| (step.get() + 1).to_string())
                disabled=busy
                aria-busy=move || busy().then_some("true")
            >{label}</button>
            {move || (step.get() > 1).then(|| view! {
                <button
                    type="submit"
                    class="btn btn-outline-primary"
                    name=STEP_FIELD
                    value=(step.get() - 1).to_string()
                    formnovalidate
                    on:click=back
                >{texts.back}</button>
            })}
            <SaveButton composing draft/>
            <span role="status">{waits_for}</span>
        </div>
    }
    .into_any()
}

/// Below the others: the Enter key must not press it.
#[component]
fn SaveButton(composing: Composing, draft: DraftKeeper) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose.draft;
    let alive = use_alive();
    let save = move |event: MouseEvent| {
        event.prevent_default();
        draft.save_now(move |standing| standing_words(words, draft, standing));
    };
    // Without JavaScript, whoever has seen the other version may put this one in its place.
    let replace =
        move || draft.conflict.with(|saved| saved.as_ref().map(|saved| saved.version)).filter(|_| !alive.get());
    view! {
        <button
            type="submit"
            class="btn btn-outline-primary"
            name=STEP_FIELD
            value=move || composing.step.get().to_string()
            formaction=SAVE
            formnovalidate
            on:click=save
        >{texts.save}</button>
        {move || replace().map(|version| view! {
            <button type="submit" class="btn btn-outline-primary" name="version" value=version.to_string() formaction=SAVE formnovalidate>
                {texts.replace_saved}
            </button>
        })}
    }
    .into_any()
}

/// Refusals that nothing in the form can mend, each with its own way on.
#[component]
pub(super) fn SendTrouble(composing: Composing, draft: DraftKeeper) -> impl IntoView {
    let words = use_words();
    let navigate = use_navigate();
    move || {
        let problem = composing.sending.problem.get().filter(has_own_words)?;
        let navigate = navigate.clone();
        if problem.code == ProblemCode::DraftChanged {
            return None;
        }
        let way_on = match problem.code {
            ProblemCode::NotSignedIn => signed_out().into_any(),
            ProblemCode::IdTaken => taken(composing, draft, navigate).into_any(),
            _ => view! { <p>{words.compose.send.lost}</p> <p class="soft">{problem_words(words, &problem)}</p> }
                .into_any(),
        };
        Some(view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2><Icon name="warning-circle"/> " " {words.problems.summary.general}</h2>
                {way_on}
            </div>
        })
    }
}

fn signed_out() -> impl IntoView {
    let words = use_words();
    view! {
        <p>{words.compose.send.signed_out}</p>
        <p><a class="btn btn-primary" href=sign_in_address(PAGE) rel="external">{words.shell.sign_in}</a></p>
    }
}

fn taken(
    composing: Composing,
    draft: DraftKeeper,
    navigate: impl Fn(&str, leptos_router::NavigateOptions) + Clone + 'static,
) -> impl IntoView {
    let texts = &use_words().compose.send;
    let receipt = format!("{}/ricevuta", address_of(composing.id.get_untracked()));
    let as_new = move |_| {
        draft.as_new();
        let navigate = navigate.clone();
        away(composing, move |receipt| {
            draft.forget();
            navigate(&format!("{}/ricevuta", address_of(receipt.request)), Default::default());
        });
    };
    view! {
        <p>{texts.taken}</p>
        <p class="form-actions">
            <a class="btn btn-primary" href=receipt>{texts.taken_see}</a>
            <button type="button" class="btn btn-outline-primary" on:click=as_new>{texts.taken_new}</button>
        </p>
    }
}
