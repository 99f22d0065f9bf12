//! The way from a file to writing, for who works an office's requests.

use super::CONTACT;
use crate::api::with_query;
use crate::console::campaigns::NEW;
use crate::session::use_session;
use contatti_model::IntermediaryId;
use contatti_model::identity::Role;
use leptos::prelude::*;

/// To the positions of a company, one of which is chosen there.
pub(in crate::console) fn to_company(tax_code: &str) -> String {
    with_query(CONTACT, &[("cerca", tax_code)])
}

/// To one letter for each client of a firm, told to its people.
pub(in crate::console) fn to_firm(firm: IntermediaryId) -> String {
    with_query(NEW, &[("intermediary", &firm.to_string())])
}

/// Who only reads a file is offered nothing to write.
#[component]
pub(in crate::console) fn WayToWrite(address: String, name: &'static str) -> impl IntoView {
    let session = use_session();
    let address = StoredValue::new(address);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let me = session?.await.ok()?;
                let link = view! { <p class="no-print"><a href=address.get_value()>{name}</a></p> };
                me.has(Role::Operator).then_some(link)
            })}
        </Suspense>
    }
    .into_any()
}
