//! The manual: one part for those who write, one for those who answer.

use crate::kit::Page;
use crate::language::use_words;
use leptos::prelude::*;

/// A section's anchor, title and paragraphs.
type Section = (&'static str, &'static str, &'static [&'static str]);

#[component]
pub(crate) fn Guide() -> impl IntoView {
    let words = &use_words().help;
    let company: [Section; 7] = [
        ("accesso", words.company_access.title, words.company_access.text),
        ("invio", words.company_send.title, words.company_send.text),
        ("ricevuta", words.company_receipt.title, words.company_receipt.text),
        ("stato", words.company_follow.title, words.company_follow.text),
        ("storia", words.company_history.title, words.company_history.text),
        ("programmi", words.company_programs.title, words.company_programs.text),
        ("senza-javascript", words.company_plain.title, words.company_plain.text),
    ];
    let operator: [Section; 9] = [
        ("lista", words.operator_list.title, words.operator_list.text),
        ("carico", words.operator_work.title, words.operator_work.text),
        ("chiusura", words.operator_close.title, words.operator_close.text),
        ("contemporanea", words.operator_stale.title, words.operator_stale.text),
        ("raccoglitore", words.operator_tray.title, words.operator_tray.text),
        ("scadenze", words.director_deadlines.title, words.director_deadlines.text),
        ("calendario", words.director_calendar.title, words.director_calendar.text),
        ("cruscotto", words.director_figures.title, words.director_figures.text),
        ("abilitazioni", words.director_enablement.title, words.director_enablement.text),
    ];
    view! {
        <Page title=words.title lead=words.lead>
            <nav class="panel contents no-print" aria-label=words.contents>
                <h2>{words.contents}</h2>
                <Contents title=words.company sections=company.to_vec()/>
                <Contents title=words.operator sections=operator.to_vec()/>
            </nav>
            <Part title=words.company sections=company.to_vec()/>
            <Part title=words.operator sections=operator.to_vec()/>
        </Page>
    }
    .into_any()
}

#[component]
fn Contents(title: &'static str, sections: Vec<Section>) -> impl IntoView {
    let link = |(anchor, title, _): Section| {
        view! { <li><a href=format!("#{anchor}") rel="external">{title}</a></li> }
    };
    view! {
        <h3>{title}</h3>
        <ul>{sections.into_iter().map(link).collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn Part(title: &'static str, sections: Vec<Section>) -> impl IntoView {
    let section = |(anchor, title, paragraphs): Section| {
        view! {
            <section aria-labelledby=anchor>
                <h3 id=anchor>{title}</h3>
                {paragraphs.iter().map(|text| view! { <p>{*text}</p> }).collect_view()}
            </section>
        }
    };
    view! {
        <h2>{title}</h2>
        {sections.into_iter().map(section).collect_view()}
    }
    .into_any()
}
