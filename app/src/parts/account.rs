//! What everybody finds beside their work: one's own sign-ins and programs, help, what the law asks a site to say.

use super::{Missing, shown};
use crate::help::{Accessibility, Guide, Privacy};
use crate::identity::{Devices, Programs};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use leptos_router::ChooseView;

#[derive(Clone, Copy)]
pub(crate) enum AccountPage {
    Accessibility,
    Devices,
    Guide,
    Privacy,
    Programs,
}

impl ChooseView for AccountPage {
    async fn choose(self) -> AnyView {
        shown(account_page(self).await)
    }

    async fn preload(&self) {
        // A failure is met again, and shown, by `choose`.
        let _ = fetch_account().await;
    }
}

#[wasm_split(account, wasm_split_path = leptos::wasm_split, preload(fetch_account), fallible)]
pub(super) fn account_page(page: AccountPage) -> Result<AnyView, Missing> {
    Ok(match page {
        AccountPage::Accessibility => view! { <Accessibility/> }.into_any(),
        AccountPage::Devices => view! { <Devices/> }.into_any(),
        AccountPage::Guide => view! { <Guide/> }.into_any(),
        AccountPage::Privacy => view! { <Privacy/> }.into_any(),
        AccountPage::Programs => view! { <Programs/> }.into_any(),
    })
}
