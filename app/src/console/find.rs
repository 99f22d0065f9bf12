//! Finding whose file to open: a box for companies and consultants alike.

use super::offices::{Offices, office_field};
use super::{company_file, consultant_file};
use crate::api::company_file::find_files;
use crate::api::with_query;
use crate::kit::{Crumb, Icon, Page, TextField, loaded_part};
use crate::language::use_words;
use contatti_model::console::{FoundCompany, FoundConsultant, FoundFiles};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

/// Where files are found.
pub(crate) const FILES: &str = "/console/fascicolo";

/// The page with these words searched for, at an office that is named where it is not the one whose console opens.
pub(super) fn address_for(search: &str, office: &str) -> String {
    with_query(FILES, &[("search", search), ("office", office)])
}

#[component]
pub(crate) fn FindFile() -> impl IntoView {
    let words = use_words();
    let texts = &words.company_file;
    let query = use_query_map();
    let search = Memo::new(move |_| query.with(|query| query.get("search").unwrap_or_default()));
    let here = Memo::new(move |_| query.with(|query| query.get("office").unwrap_or_default()));
    let found = Resource::new(move || (search.get(), here.get()), |(search, office)| find_files(search, office));
    let crumbs = vec![Crumb { name: words.shell.nav.work_list, address: "/console" }];
    view! {
        <Page title=texts.find_title lead=texts.find_lead crumbs wide=true>
            <Offices here address=move |office: String| address_for(&search.get(), &office)/>
            {move || view! { <WhoseFile wanted=search.get() office=here.get()/> }}
            {loaded_part(found, move |found| {
                let asked = !search.get_untracked().trim().is_empty();
                view! { <Found found asked office=here.get_untracked()/> }
            })}
        </Page>
    }
    .into_any()
}

#[component]
fn WhoseFile(wanted: String, office: String) -> impl IntoView {
    let texts = &use_words().company_file;
    let value = RwSignal::new(wanted);
    let navigate = use_navigate();
    let kept = office_field(&office);
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        navigate(&address_for(&value.get_untracked(), &office), Default::default());
    };
    view! {
        <form class="filters" method="get" action=FILES role="search" aria-label=texts.find_title on:submit=find>
            {kept}
            <TextField id="find-file" name="search" kind="search" label=texts.find hint=texts.find_hint value error=None/>
            <button class="btn btn-primary" type="submit">{texts.find_submit}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Found(found: FoundFiles, asked: bool, office: String) -> impl IntoView {
    let texts = &use_words().company_file;
    let FoundFiles { companies, consultants, more } = found;
    if companies.is_empty() && consultants.is_empty() {
        let (title, text) = if asked { (texts.none_title, texts.none) } else { (texts.start_title, texts.start) };
        return view! {
            <div class="empty">
                <Icon name="search" class="icon icon-lg"/>
                <h2>{title}</h2>
                <p>{text}</p>
            </div>
        }
        .into_any();
    }
    view! {
        {more.then(|| view! { <p role="status">{texts.more_than_shown}</p> })}
        {(!companies.is_empty()).then(|| view! { <h2>{texts.companies}</h2> <Companies companies office=office.clone()/> })}
        {(!consultants.is_empty()).then(|| view! { <h2>{texts.consultants}</h2> <Consultants consultants office/> })}
    }
    .into_any()
}

#[component]
fn Companies(companies: Vec<FoundCompany>, office: String) -> impl IntoView {
    let texts = &use_words().company_file;
    let row = move |found: FoundCompany| {
        let others = found.positions.saturating_sub(1);
        let more = (others > 0).then(|| view! { " " <span class="soft">{texts.and_more(others)}</span> });
        view! {
            <tr>
                <th scope="row"><a href=company_file::address_at(found.company.id, &office)>{found.company.name}</a></th>
                <td data-label=texts.tax_code>{found.company.tax_code}</td>
                <td data-label=texts.position>{found.position} {more}</td>
                <td>{found.town}</td>
            </tr>
        }
    };
    view! {
        <table class="dense dense-cards">
            <caption class="visually-hidden">{texts.companies}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.company}</th>
                    <th scope="col">{texts.tax_code}</th>
                    <th scope="col">{texts.position}</th>
                    <th scope="col">{texts.town}</th>
                </tr>
            </thead>
            <tbody>{companies.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Consultants(consultants: Vec<FoundConsultant>, office: String) -> impl IntoView {
    let texts = &use_words().company_file;
    let row = move |found: FoundConsultant| {
        view! {
            <tr>
                <th scope="row"><a href=consultant_file::address_at(found.firm.id, &office)>{found.firm.name}</a></th>
                <td data-label=texts.tax_code>{found.tax_code}</td>
            </tr>
        }
    };
    view! {
        <table class="dense dense-cards">
            <caption class="visually-hidden">{texts.consultants}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.consultant}</th>
                    <th scope="col">{texts.tax_code}</th>
                </tr>
            </thead>
            <tbody>{consultants.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
