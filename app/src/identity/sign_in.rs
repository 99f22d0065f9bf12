//! The sign-in page: user name and password, then back to where one wanted to go.

use crate::api::identity::{SIGN_IN, sign_in};
use crate::brought::use_echo;
use crate::browser;
use crate::kit::{ErrorSummary, Page, Submit, SubmitButton, TextField, error_of};
use crate::language::use_words;
use crate::session::{home_of, own_address};
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::identity::Credentials;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub(crate) fn SignIn() -> impl IntoView {
    let words = &use_words().identity.sign_in;
    view! {
        <Page title=words.title lead=words.lead>
            <SignInForm/>
            <p>{words.trouble} " " <a href="/aiuto">{words.trouble_link}</a></p>
        </Page>
    }
    .into_any()
}

#[component]
fn SignInForm() -> impl IntoView {
    let all = use_words();
    let words = &all.identity.sign_in;
    let echo = use_echo(None);
    let typed = echo.as_ref().and_then(|echo| echo.value("username")).unwrap_or_default();
    let username = RwSignal::new(typed.to_owned());
    let password = RwSignal::new(String::new());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    let next = wanted_address();
    let page = match &next {
        Some(next) => crate::session::sign_in_address(next),
        None => "/accesso".into(),
    };
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(all, problem.as_ref(), field)))
    };
    let submit = {
        let next = next.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let credentials = Credentials { username: username.get_untracked(), password: password.get_untracked() };
            let next = next.clone();
            // A full load: the pages of whoever was here before are forgotten.
            form.send(async move { sign_in(&credentials).await }, move |me| {
                browser::open_address(next.as_deref().unwrap_or_else(|| home_of(&me)));
            });
        }
    };
    view! {
        <form class="sign-in" method="post" action=SIGN_IN on:submit=submit novalidate>
            <ErrorSummary id="sign-in-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=page/>
            <input type="hidden" name="next" value=next.unwrap_or_default()/>
            <TextField id="username" name="username" label=words.username value=username error=error("username") autocomplete="username" required=true/>
            <TextField id="password" name="password" label=words.password value=password error=error("password") kind="password" autocomplete="current-password" required=true/>
            <SubmitButton label=words.submit.to_owned() label_under_way=words.under_way under_way=form.under_way/>
        </form>
    }
    .into_any()
}

/// Where the visitor was going before they were asked to sign in.
fn wanted_address() -> Option<String> {
    let query = use_query_map();
    let next = query.with_untracked(|query| query.get("next"))?;
    own_address(&next).map(ToOwned::to_owned)
}

fn label(field: &str) -> (&'static str, String) {
    let words = &use_words().identity.sign_in;
    match field {
        "password" => (words.password, "password".into()),
        _ => (words.username, "username".into()),
    }
}
