//! Access of programs (*Accesso dei programmi*): the tokens one gave out, a new one, and what others' programs may do.

mod acting;
mod list;
mod make;
mod secret;

use crate::api::tokens::tokens;
use crate::brought::use_echo;
use crate::kit::{Announcer, Crumb, Page, Submit, loaded, problem_words};
use crate::language::use_words;
use crate::session::use_session;
use acting::Acting;
use contatti_model::identity::{Scope, TokenLine};
use contatti_words::IdentityPrograms;
use leptos::prelude::*;
use list::TokenTable;
use make::{MakeToken, Making};
use secret::{Made, Secret};

pub(super) const PAGE: &str = "/accessi/token";

#[component]
pub(crate) fn Programs() -> impl IntoView {
    let lines = Resource::new(|| (), |()| tokens());
    let making = Making::start();
    loaded(lines, move |lines| view! { <Access lines making/> })
}

#[component]
fn Access(lines: Vec<TokenLine>, making: Making) -> impl IntoView {
    let words = use_words();
    let texts = &words.identity.programs;
    let crumbs = vec![Crumb { name: words.identity.devices.title, address: "/accessi" }];
    let lines = RwSignal::new(lines);
    let said = RwSignal::new(String::new());
    let made = RwSignal::new(Made::brought());
    let revoking = Submit::new(refused_revocation());
    let trouble = move || {
        revoking.problem.get().map(|problem| {
            view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> }
        })
    };
    view! {
        <Page title=texts.title lead=texts.lead crumbs>
            <Announcer words=said/>
            <Secret made said/>
            {trouble}
            <section aria-labelledby="own-tokens">
                <h2 id="own-tokens">{texts.own_title}</h2>
                <Show when=move || !lines.with(Vec::is_empty) fallback=move || view! { <p class="empty">{texts.own_empty}</p> }>
                    <TokenTable lines revoking said/>
                </Show>
            </section>
            <section aria-labelledby="new-token">
                <h2 id="new-token">{texts.new_title}</h2>
                <MakeToken making made lines/>
            </section>
            <Acting/>
            <p><a href="/api/v1/openapi.json" rel="external">{texts.developers}</a></p>
        </Page>
    }
    .into_any()
}

/// A plain form of this page that was refused and is not the one of a new token.
fn refused_revocation() -> Option<contatti_model::Problem> {
    let other = use_echo(Some(make::FORM)).is_none();
    use_echo(None).filter(|_| other).and_then(|echo| echo.problem)
}

/// The way here from the page of devices, for those who act for somebody.
#[component]
pub(super) fn ToPrograms() -> impl IntoView {
    let texts = &use_words().identity.programs;
    view! {
        <Suspense>
            {move || {
                let session = use_session();
                Suspend::new(async move {
                    let me = session?.await.ok()?;
                    me.sends_requests().then(|| view! {
                        <p class="after-table">{texts.link_lead} " " <a href=PAGE>{texts.link}</a></p>
                    })
                })
            }}
        </Suspense>
    }
    .into_any()
}

fn scope_words(texts: &IdentityPrograms, scopes: &[Scope]) -> &'static str {
    match (scopes.contains(&Scope::Read), scopes.contains(&Scope::Send)) {
        (true, true) => texts.scope_both,
        (false, true) => texts.scope_send,
        _ => texts.scope_read,
    }
}
