//! The Contatti area: where companies and their consultants write and read.

use super::{Missing, shown};
use crate::correspondence::{CompanyStory, Letter};
use crate::identity::Clients;
use crate::requests::{Compose, Home, List, One, ReceiptPage};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use leptos_router::ChooseView;

#[derive(Clone, Copy)]
pub(crate) enum CompanyPage {
    Clients,
    CompanyStory,
    Compose,
    Home,
    Letter,
    List,
    One,
    ReceiptPage,
}

impl ChooseView for CompanyPage {
    async fn choose(self) -> AnyView {
        shown(company_page(self).await)
    }

    async fn preload(&self) {
        // A failure is met again, and shown, by `choose`.
        let _ = fetch_company().await;
    }
}

#[wasm_split(company, wasm_split_path = leptos::wasm_split, preload(fetch_company), fallible)]
pub(super) fn company_page(page: CompanyPage) -> Result<AnyView, Missing> {
    Ok(match page {
        CompanyPage::Clients => view! { <Clients/> }.into_any(),
        CompanyPage::CompanyStory => view! { <CompanyStory/> }.into_any(),
        CompanyPage::Compose => view! { <Compose/> }.into_any(),
        CompanyPage::Home => view! { <Home/> }.into_any(),
        CompanyPage::Letter => view! { <Letter/> }.into_any(),
        CompanyPage::List => view! { <List/> }.into_any(),
        CompanyPage::One => view! { <One/> }.into_any(),
        CompanyPage::ReceiptPage => view! { <ReceiptPage/> }.into_any(),
    })
}
