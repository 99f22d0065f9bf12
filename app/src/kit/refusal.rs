//! Instead of a page: sign in first, not found, or something failed, with the reference to quote.

use super::{Page, problem_words};
use crate::brought::{use_echo, use_reference};
use crate::language::use_words;
use crate::page_answer::{go_elsewhere, say_status};
use crate::session::sign_in_address;
use contatti_model::{Problem, ProblemCode};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub(crate) fn Refusal(problem: Problem) -> impl IntoView {
    if problem.code == ProblemCode::NotSignedIn {
        ask_to_sign_in();
        return ().into_any();
    }
    if problem.code == ProblemCode::NotFound {
        return view! { <NotFound reference=problem.reference.unwrap_or_default()/> }.into_any();
    }
    say_status(status_of(&problem));
    let words = use_words();
    let text = problem_words(words, &problem);
    let here = use_location().pathname.get_untracked();
    view! {
        <Page title=words.problems.pages.error_title lead=text>
            <Reference reference=problem.reference.unwrap_or_default()/>
            <Unsent/>
            <p><a class="btn btn-primary" href=here rel="external">{words.problems.pages.retry}</a></p>
        </Page>
    }
    .into_any()
}

/// In the place of a part of a page.
#[component]
pub(super) fn PartRefused(problem: Problem) -> impl IntoView {
    if problem.code == ProblemCode::NotSignedIn {
        ask_to_sign_in();
        return ().into_any();
    }
    say_status(status_of(&problem));
    let text = problem_words(use_words(), &problem);
    view! {
        <div class="error-summary" role="alert">
            <p>{text}</p>
            <Reference reference=problem.reference.unwrap_or_default()/>
        </div>
    }
    .into_any()
}

fn ask_to_sign_in() {
    let location = use_location();
    let path = location.pathname.get_untracked();
    let here = match location.search.get_untracked().trim_start_matches('?') {
        "" => path,
        search => format!("{path}?{search}"),
    };
    go_elsewhere(sign_in_address(&here));
}

/// No answer at all is told as "unavailable".
fn status_of(problem: &Problem) -> u16 {
    if problem.status < 400 { 503 } else { problem.status }
}

#[component]
pub(crate) fn NotFound(#[prop(optional, into)] reference: String) -> impl IntoView {
    say_status(404);
    let words = use_words();
    view! {
        <Page title=words.problems.pages.not_found_title lead=words.problems.pages.not_found>
            <Reference reference/>
            <Unsent/>
            <p><a class="btn btn-primary" href="/">{words.problems.pages.home}</a></p>
        </Page>
    }
    .into_any()
}

/// What was typed into a form whose page is there no more, such as that of a request handed over meanwhile.
#[component]
fn Unsent() -> impl IntoView {
    let words = use_words();
    let typed = use_echo(None).and_then(|echo| echo.value("text").map(str::to_owned));
    let typed = typed.filter(|text| !text.trim().is_empty());
    typed.map(|text| {
        view! {
            <div class="field">
                <label class="field-label" for="unsent">{words.problems.pages.unsent}</label>
                <textarea class="field-control" id="unsent" rows="8" readonly>{text}</textarea>
            </div>
        }
    })
}

/// The problem's own reference, or else that of the page.
#[component]
fn Reference(reference: String) -> impl IntoView {
    let words = use_words();
    let known = Some(reference).filter(|text| !text.is_empty());
    known.or_else(use_reference).map(|reference| view! { <p class="soft">{words.shell.reference(reference)}</p> })
}
