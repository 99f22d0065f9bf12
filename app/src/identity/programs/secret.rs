//! A new token's secret: shown once, to be copied.

use crate::brought::use_echo;
use crate::browser;
use crate::kit::Icon;
use crate::language::use_words;
use leptos::prelude::*;

/// What was just made.
#[derive(Clone, PartialEq)]
pub(super) struct Made {
    pub name: String,
    pub secret: String,
}

impl Made {
    /// What a plain form brought back with its page.
    pub fn brought() -> Option<Self> {
        let echo = use_echo(None)?;
        Some(Self { name: echo.value("made")?.to_owned(), secret: echo.value("secret")?.to_owned() })
    }
}

const PANEL: &str = "made-token";

#[component]
pub(super) fn Secret(made: RwSignal<Option<Made>>, said: RwSignal<String>) -> impl IntoView {
    Effect::new(move |_| {
        if made.with(Option::is_some) {
            request_animation_frame(|| browser::select_fragment(PANEL));
        }
    });
    move || made.get().map(|made| view! { <Panel made said/> })
}

#[component]
fn Panel(made: Made, said: RwSignal<String>) -> impl IntoView {
    let texts = &use_words().identity.programs;
    let secret = made.secret.clone();
    let copy = move |_| said.set((if browser::copy(&secret) { texts.copied } else { texts.not_copied }).into());
    view! {
        <div class="panel panel-done" id=PANEL tabindex="-1">
            <h2 class="done-title"><Icon name="check-circle"/> " " {texts.made_title(&made.name)}</h2>
            <p>{texts.made_lead}</p>
            <label class="field-label" for="secret">{texts.secret}</label>
            <div class="secret">
                <input class="field-control" id="secret" type="text" readonly autocomplete="off" spellcheck="false" value=made.secret/>
                <button class="btn btn-outline-primary only-alive" type="button" on:click=copy>{texts.copy}</button>
            </div>
        </div>
    }
    .into_any()
}
