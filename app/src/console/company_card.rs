//! Who writes and for whom: everything needed to answer without leaving the page.

use super::offices::named;
use crate::kit::{Day, DaysLeft, scheme_word};
use crate::language::use_words;
use crate::session::use_session;
use contatti_model::requests::{PublicState, RequestDetail};
use contatti_model::{IntermediaryId, OfficeId};
use leptos::prelude::*;

#[component]
pub(super) fn CompanyCard(detail: RwSignal<RequestDetail>) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.one;
    let RequestDetail {
        company,
        position,
        position_id,
        scheme,
        sender,
        on_behalf_through,
        intermediary,
        contacts,
        area,
        office,
        ..
    } = detail.get_untracked();
    let link = |way: &str, contact: String| {
        let address = format!("{way}:{contact}");
        (!contact.is_empty()).then(|| view! { <a class="contact" href=address rel="external">{contact}</a> })
    };
    let (email, telephone) = (link("mailto", contacts.email), link("tel", contacts.telephone));
    let to_file = move |office: &str| super::company_file::address_at(company.id, office);
    let reachable = email.is_some() || telephone.is_some();
    view! {
        <section class="panel" aria-labelledby="company">
            <h2 id="company">{texts.company_card}</h2>
            <p class="company-name">{company.name}</p>
            <p class="no-print"><FileLink office=office.id address=to_file name=words.company_file.open.to_owned()/></p>
            <p class="no-print"><a href=super::contacting::address_with(&position_id.to_string())>{words.contacting.chained.title}</a></p>
            <dl class="facts facts-narrow">
                <dt>{texts.tax_code}</dt>
                <dd class="number">{company.tax_code}</dd>
                <dt>{texts.position}</dt>
                <dd class="number">{position}</dd>
                <dt>{texts.scheme}</dt>
                <dd>{scheme_word(words, scheme)}</dd>
                <dt>{words.requests.one.area}</dt>
                <dd>{area}</dd>
                <dt>{texts.sender}</dt>
                <dd>{sender}</dd>
                {on_behalf_through.map(|firm| view! { <dt>{texts.through}</dt> <dd><Firm firm intermediary office=office.id/></dd> })}
                {reachable.then(|| view! { <dt>{texts.contacts}</dt> <dd>{email} {telephone}</dd> })}
            </dl>
        </section>
    }
    .into_any()
}

/// The firm the sender acted for, with the way to its file.
#[component]
fn Firm(firm: String, intermediary: Option<IntermediaryId>, office: OfficeId) -> impl IntoView {
    let Some(id) = intermediary else { return firm.into_any() };
    let label = use_words().company_file.open_consultant(&firm);
    let address = move |office: &str| super::consultant_file::address_at(id, office);
    view! { <FileLink office address name=firm label/> }.into_any()
}

/// The way to a file at the office the request is at.
#[component]
fn FileLink<A>(
    office: OfficeId,
    address: A,
    name: String,
    #[prop(optional, into)] label: Option<String>,
) -> impl IntoView
where
    A: Fn(&str) -> String + Copy + Send + Sync + 'static,
{
    let session = use_session();
    let link = move || {
        let (name, label) = (name.clone(), label.clone());
        Suspend::new(async move {
            let me = match session {
                Some(session) => session.await.ok(),
                None => None,
            };
            view! { <a href=address(&named(me.as_ref(), office)) aria-label=label>{name}</a> }
        })
    };
    view! { <Suspense>{link}</Suspense> }.into_any()
}

/// By when, why, and in whose hands.
#[component]
pub(super) fn Deadline(detail: RwSignal<RequestDetail>) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.one;
    let when = move || {
        detail.with(|detail| {
            let left = (detail.state != PublicState::Closed).then(|| view! { <DaysLeft days=detail.days_left/> });
            view! { <Day day=detail.promised_on/> " " {left} }
        })
    };
    let owner = move || detail.with(|detail| detail.owner.clone()).unwrap_or_else(|| texts.nobody.to_owned());
    let unit = move || {
        let unit = detail.with(|detail| detail.unit.clone())?;
        Some(view! { <div><dt>{words.units.unit}</dt> <dd>{unit}</dd></div> })
    };
    let why = move || detail.with(|detail| texts.why(detail.working_days, &detail.rule_source));
    view! {
        <dl class="standing standing-row">
            <div><dt>{texts.deadline}</dt> <dd>{when}</dd></div>
            <div><dt>{texts.owner}</dt> <dd>{owner}</dd></div>
            {unit}
            <div class="soft"><dt class="visually-hidden">{words.requests.one.why}</dt> <dd>{why}</dd></div>
        </dl>
    }
    .into_any()
}
