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
use leptos_router::hooks::use_location;

#[component]
pub(crate) fn Header() -> impl IntoView {
    let words = &use_words().shell;
    view! {
        <header class="it-header-wrapper">
            <div class="it-header-slim-wrapper">
                <div class="container header-row">
                    <span class="institute">
                        <span class="d-none d-md-inline">{words.institute}</span>
                        <abbr class="d-md-none" title=words.institute>{words.institute_short}</abbr>
                    </span>
                    <LanguageSwitch/>
                </div>
            </div>
            <div class="it-header-center-wrapper">
                <div class="container header-row">
                    <a class="brand" href="/">
                        <span class="brand-name">{words.product}</span>
                        <span class="brand-line d-none d-md-block">{words.tagline}</span>
                    </a>
                    <Suspense>
                        {move || {
                            let session = use_session();
                            Suspend::new(async move {
                                let known = session?.await.is_ok();
                                Some(if known { view! { <SignOut/> }.into_any() } else { view! { <SignInLink/> }.into_any() })
                            })
                        }}
                    </Suspense>
                </div>
            </div>
            <Suspense>
                {move || {
                    let session = use_session();
                    Suspend::new(async move { session?.await.ok().map(|me| view! { <Person me/> }) })
                }}
            </Suspense>
        </header>
    }
    .into_any()
}

#[component]
fn SignOut() -> impl IntoView {
    // What was typed and not sent must not stay on a shared computer.
    view! {
        <form method="post" action=SIGN_OUT on:submit=|_| browser::forget_all(DRAFTS)>
            <button class="btn btn-on-accent" type="submit">
                <Icon name="logout"/> " " {use_words().shell.sign_out}
            </button>
        </form>
    }
}

#[component]
fn SignInLink() -> impl IntoView {
    let words = &use_words().shell;
    let pathname = use_location().pathname;
    // On the sign-in page itself it would lead nowhere new.
    view! {
        <Show when=move || pathname.with(|here| here != "/accesso")>
            <a class="btn btn-on-accent" href="/accesso">{words.sign_in}</a>
        </Show>
    }
    .into_any()
}

/// Who acts and in whose name, and the menu that follows from it.
#[component]
fn Person(me: Me) -> impl IntoView {
    let words = &use_words().shell;
    let capacity = match (&me.acts_as, &me.office) {
        (Some(name), _) => Some((words.acting_for, name.clone())),
        (None, Some(office)) => Some(("", office.name.clone())),
        (None, None) => None,
    };
    let capacity =
        capacity.map(|(what, name)| view! { <span class="capacity">{what} " " <strong>{name}</strong></span> });
    view! {
        <div class="acting-for">
            <div class="container person">
                <Icon name="user"/>
                <strong>{me.name.clone()}</strong>
                {capacity}
            </div>
        </div>
        <Menu me/>
    }
    .into_any()
}
