//! The mandates in a company's file: to whom, for what, since when, and whether they hold today.

use crate::api::company_file::FileAt;
use crate::console::consultant_file;
use crate::console::listed::Nothing;
use crate::console::mandate_span::{MandateDays, MandateTag, scheme_of};
use crate::language::use_words;
use contatti_model::console::{CompanyFile as File, FileMandate};
use leptos::prelude::*;

/// Of the company, or those that hold for the position.
pub(super) fn mandates(file: File, at: &FileAt, position: &str) -> AnyView {
    let texts = &use_words().company_file;
    let (mandates, office) = (file.mandates, at.office.clone());
    if mandates.is_empty() && !position.is_empty() {
        return view! { <Nothing title=texts.mandates_none text=texts.mandates_not_of_position/> }.into_any();
    }
    if mandates.is_empty() {
        return view! { <Nothing title=texts.mandates_none text=texts.mandates_none_text/> }.into_any();
    }
    view! {
        <table class="dense dense-cards">
            <caption class="visually-hidden">{texts.mandates_caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.consultant}</th>
                    <th scope="col">{texts.scheme}</th>
                    <th scope="col">{texts.from}</th>
                    <th scope="col">{texts.to}</th>
                    <th scope="col">{texts.state}</th>
                </tr>
            </thead>
            <tbody>{mandates.into_iter().map(|mandate| view! { <Row mandate office=office.clone()/> }).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(mandate: FileMandate, office: String) -> impl IntoView {
    let words = use_words();
    let FileMandate { firm, scheme, span, holds, .. } = mandate;
    view! {
        <tr>
            <th scope="row"><a href=consultant_file::address_at(firm.id, &office)>{firm.name}</a></th>
            <td>{scheme_of(words, scheme)}</td>
            <MandateDays span/>
            <td><MandateTag span holds/></td>
        </tr>
    }
    .into_any()
}
