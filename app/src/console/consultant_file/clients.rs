//! Whose affairs the consultant minds, with what is under way for each at the office.

use super::Part;
use crate::api::company_file::{FileAt, consultant_clients};
use crate::console::company_file;
use crate::console::listed::listed;
use crate::console::mandate_span::{MandateDays, MandateTag, scheme_of};
use crate::kit::loaded_part;
use crate::language::use_words;
use contatti_model::console::FileClient;
use contatti_words::Words;
use leptos::prelude::*;

#[component]
pub(super) fn Clients(at: FileAt, cursor: Memo<String>, ended: bool) -> impl IntoView {
    let texts = &use_words().company_file;
    let at = StoredValue::new(at);
    let part = if ended { Part::Ended } else { Part::Clients };
    let first = Resource::new(move || cursor.get(), move |cursor| consultant_clients(at.get_value(), ended, cursor));
    loaded_part(first, move |page| {
        listed(
            page,
            move |cursor| at.with_value(|at| part.address(at, "", cursor)),
            move |cursor| consultant_clients(at.get_value(), ended, cursor),
            (texts.clients_none, texts.clients_none_text),
            move |clients| {
                let caption = if ended { texts.clients_ended_caption } else { texts.clients_caption };
                view! { <Table clients caption office=at.get_value().office/> }.into_any()
            },
        )
    })
}

#[component]
fn Table(clients: Signal<Vec<FileClient>>, caption: &'static str, office: String) -> impl IntoView {
    let texts = &use_words().company_file;
    view! {
        <table class="dense dense-cards">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.company}</th>
                    <th scope="col">{texts.under_way}</th>
                    <th scope="col">{texts.scheme}</th>
                    <th scope="col">{texts.from}</th>
                    <th scope="col">{texts.to}</th>
                    <th scope="col">{texts.mandate}</th>
                </tr>
            </thead>
            <tbody>
                <For each=move || clients.get() key=|client| client.mandate let:client>
                    <Row client office=office.clone()/>
                </For>
            </tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(client: FileClient, office: String) -> impl IntoView {
    let words = use_words();
    let texts = &words.company_file;
    let under_way = under_way(words, client.open, client.in_charge);
    let FileClient { company, scheme, span, holds, .. } = client;
    view! {
        <tr>
            <th scope="row">
                <a href=company_file::address_at(company.id, &office)>{company.name}</a>
                <span class="soft number file-number">{company.tax_code}</span>
            </th>
            <td data-label=texts.under_way>{under_way}</td>
            <td>{scheme_of(words, scheme)}</td>
            <MandateDays span/>
            <td><MandateTag span holds/></td>
        </tr>
    }
    .into_any()
}

/// `2 aperte, 1 in carico`.
fn under_way(words: &Words, open: u32, in_charge: u32) -> String {
    let texts = &words.company_file;
    let counts = [(open, texts.count_open(open)), (in_charge, texts.count_in_charge(in_charge))];
    let said: Vec<_> = counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    if said.is_empty() { texts.nothing_under_way.to_owned() } else { said.join(", ") }
}
