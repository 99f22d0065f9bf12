//! Contacting a company first: finding its position, then writing; and writing on from a closed request.

mod chained;
mod fields;
mod way;
mod write;

use crate::api::contacting::{contact_options, contactable};
use crate::api::with_query;
use crate::kit::{Crumb, Page, TextField, loaded, loaded_part, scheme_word};
use crate::language::use_words;
use contatti_model::identity::Position;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use write::WriteFirst;

pub(super) use chained::WriteOn;
pub(super) use fields::{LetterFields, Typed, label as letter_label};
pub(super) use way::{WayToWrite, to_company, to_firm};

/// The page's address.
pub(crate) const CONTACT: &str = "/console/contatta";

/// The page with this position chosen.
pub(super) fn address_with(position: &str) -> String {
    with_query(CONTACT, &[("posizione", position)])
}

#[component]
pub(crate) fn ContactFirst() -> impl IntoView {
    let query = use_query_map();
    let position = Memo::new(move |_| query.with(|query| query.get("posizione").unwrap_or_default()));
    move || match position.get() {
        chosen if chosen.is_empty() => view! { <Find/> }.into_any(),
        chosen => {
            let options = Resource::new(move || chosen.clone(), contact_options);
            loaded(options, |options| view! { <WriteFirst options/> })
        }
    }
}

#[component]
fn Find() -> impl IntoView {
    let words = use_words();
    let texts = &words.contacting.find;
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|query| query.get("cerca").unwrap_or_default()));
    let typed = RwSignal::new(wanted.get_untracked());
    let found = Resource::new(
        move || wanted.get(),
        |wanted| async move { if wanted.is_empty() { Ok(vec![]) } else { contactable(wanted).await } },
    );
    let navigate = use_navigate();
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        navigate(&with_query(CONTACT, &[("cerca", typed.get_untracked().trim())]), Default::default());
    };
    let crumbs = vec![Crumb { name: words.shell.nav.work_list, address: "/console" }];
    view! {
        <Page title=texts.title lead=texts.lead crumbs>
            <form class="panel work-form" method="get" action=CONTACT role="search" on:submit=search>
                <TextField id="find-position" name="cerca" kind="search" label=texts.search hint=texts.search_hint value=typed error=Signal::derive(|| None::<String>)/>
                <button class="btn btn-primary" type="submit">{texts.submit}</button>
            </form>
            {loaded_part(found, move |found| view! { <Found found asked=!wanted.get_untracked().is_empty()/> })}
            <p class="after-table">{texts.many} " " <a href=super::campaigns::NEW>{texts.many_link}</a></p>
        </Page>
    }
    .into_any()
}

#[component]
fn Found(found: Vec<Position>, asked: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.contacting.find;
    if !asked {
        return ().into_any();
    }
    if found.is_empty() {
        return view! { <p class="empty" role="status">{texts.none}</p> }.into_any();
    }
    let line = move |position: Position| {
        let id = position.id.to_string();
        let label = texts.write_to(&position.company.name, &position.number);
        view! {
            <li class="panel">
                <p class="company-name">{position.company.name.clone()}</p>
                <p class="soft">
                    <span class="number">{words.requests.list.position_short(&position.number)}</span> " · "
                    {scheme_word(words, position.scheme)} " · " <span class="number">{position.company.tax_code.clone()}</span>
                </p>
                <a class="btn btn-outline-primary" href=address_with(&id) aria-label=label>{texts.write}</a>
            </li>
        }
    };
    view! {
        <section aria-labelledby="found">
            <h2 id="found">{texts.found}</h2>
            <ul class="notes">{found.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}
