//! The language switch: a plain form, since the whole page is said anew.

use crate::api::identity::LANGUAGE;
use crate::language::{Language, use_language, use_words};
use contatti_model::form_echo::PAGE_FIELD;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub(crate) fn LanguageSwitch() -> impl IntoView {
    let words = &use_words().shell;
    let current = use_language();
    let location = use_location();
    let here = move || {
        let path = location.pathname.get();
        match location.search.get().trim_start_matches('?') {
            "" => path,
            search => format!("{path}?{search}"),
        }
    };
    let button = move |language: Language| {
        let pressed = (language == current).then_some("true");
        view! {
            <button
                type="submit"
                name="language"
                value=language.as_str()
                lang=language.as_str()
                aria-current=pressed
            >{language.as_str().to_uppercase()}<span class="visually-hidden">" – "{language.own_name()}</span></button>
        }
    };
    view! {
        <form class="language-switch" method="post" action=LANGUAGE aria-label=words.language_change>
            <input type="hidden" name=PAGE_FIELD value=here/>
            {Language::all().map(button).collect_view()}
        </form>
    }
    .into_any()
}
