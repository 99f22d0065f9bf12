//! Who writes and for whom: everything needed to answer without leaving the page.

use crate::kit::{Day, DaysLeft, scheme_word};
use crate::language::use_words;
use contatti_model::IntermediaryId;
use contatti_model::requests::{PublicState, RequestDetail};
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
        ..
    } = detail.get_untracked();
    let link = |way: &str, contact: String| {
        let address = format!("{way}:{contact}");
        (!contact.is_empty()).then(|| view! { <a class="contact" href=address rel="external">{contact}</a> })
    };
    let (email, telephone) = (link("mailto", contacts.email), link("tel", contacts.telephone));
    let reachable = email.is_some() || telephone.is_some();
    view! {
        <section class="panel" aria-labelledby="company">
            <h2 id="company">{texts.company_card}</h2>
            <p class="company-name">{company.name}</p>
            <p class="no-print"><a href=super::company_file::address_of(company.id)>{words.company_file.open}</a></p>
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
                {on_behalf_through.map(|firm| view! { <dt>{texts.through}</dt> <dd><Firm firm intermediary/></dd> })}
                {reachable.then(|| view! { <dt>{texts.contacts}</dt> <dd>{email} {telephone}</dd> })}
            </dl>
        </section>
    }
    .into_any()
}

/// The firm the sender acted for, with the way to its file.
#[component]
fn Firm(firm: String, intermediary: Option<IntermediaryId>) -> impl IntoView {
    let Some(id) = intermediary else { return firm.into_any() };
    let label = use_words().company_file.open_consultant(&firm);
    view! { <a href=super::consultant_file::address_of(id) aria-label=label>{firm}</a> }.into_any()
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
