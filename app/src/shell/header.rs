//! The institute, the product, and in whose name somebody acts: always in sight.

use super::language_switch::LanguageSwitch;
use super::menu::Menu;
use crate::api::identity::SIGN_OUT;
use crate::browser;
use crate::kit::Icon;
use crate::language::use_words;
use crate::requests::DRAFTS;
use crate::session::use_session;
use contatti_model::identity::Me;
use leptos::prelude::*;

#[component]
pub(crate) fn Header() -> impl IntoView {
    let words = &use_words().shell;
    view! {
        <header class="it-header-wrapper">
            <div class="it-header-slim-wrapper">
                <div class="container">
                    <div class="it-header-slim-wrapper-content">
                        <span class="navbar-brand">
                            <span class="d-none d-md-inline">{words.institute}</span>
                            <abbr class="d-md-none" title=words.institute>{words.institute_short}</abbr>
                        </span>
                        <LanguageSwitch/>
                    </div>
                </div>
            </div>
            <div class="it-header-center-wrapper">
                <div class="container">
                    <div class="header-center">
                        <a class="product" href="/">
                            <span class="product-name">{words.product}</span>
                            <span class="product-line d-none d-md-block">{words.tagline}</span>
                        </a>
                        <Signed/>
                    </div>
                </div>
            </div>
        </header>
    }
    .into_any()
}

/// Who is signed in, and the menu that follows from it.
#[component]
fn Signed() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match session?.await {
                    Ok(me) => Some(view! { <Person me/> }.into_any()),
                    Err(_) => Some(view! { <SignInLink/> }.into_any()),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Person(me: Me) -> impl IntoView {
    let words = &use_words().shell;
    let capacity = match (&me.acts_as, &me.office) {
        (Some(name), _) => Some((words.acting_for, name.clone())),
        (None, Some(office)) => Some((words.office, office.name.clone())),
        (None, None) => None,
    };
    view! {
        <div class="person">
            <Icon name="user" class="icon icon-white"/>
            <div class="person-names">
                <strong>{me.name.clone()}</strong>
                {capacity.map(|(what, name)| view! { <span class="person-capacity">{what} " " {name}</span> })}
            </div>
            // What was typed and not sent must not stay on a shared computer.
            <form method="post" action=SIGN_OUT on:submit=|_| browser::forget_all(DRAFTS)>
                <button class="btn btn-outline-light btn-sm" type="submit">{words.sign_out}</button>
            </form>
        </div>
        <Menu me/>
    }
    .into_any()
}

#[component]
fn SignInLink() -> impl IntoView {
    view! {
        <div class="person">
            <a class="btn btn-outline-light btn-sm" href="/accesso">{use_words().shell.sign_in}</a>
        </div>
    }
    .into_any()
}
