//! The parts of the site whose code a browser fetches only when somebody opens one of their pages (ADR 0032).

mod account;
mod company;
mod office;

pub(crate) use account::AccountPage;
pub(crate) use company::CompanyPage;
pub(crate) use office::OfficePage;

use crate::browser;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use leptos_router::hooks::use_location;

/// A part's code did not arrive: the network is gone, or a newer site has taken this one's place.
pub(crate) struct Missing;

impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// The part the page at `path` belongs to, by the name its files are listed under; none where every page's code is enough.
pub(crate) fn part_of(path: &str) -> Option<&'static str> {
    match path.split('/').nth(1) {
        Some("console") => Some("office"),
        Some("contatti") => Some("company"),
        Some("" | "accesso") | None => None,
        _ => Some("account"),
    }
}

/// Fetches the part of the page at `path`, so that the page can be taken over at once.
#[cfg(feature = "hydrate")]
pub(crate) async fn fetch(path: &str) -> Result<(), Missing> {
    match part_of(path) {
        Some("office") => office::fetch_office().await?,
        Some("company") => company::fetch_company().await?,
        Some(_) => account::fetch_account().await?,
        None => {}
    }
    Ok(())
}

/// The page; where its code is missing, the browser loads the address anew and so gets the site as it is today.
fn shown(page: Result<AnyView, Missing>) -> AnyView {
    page.unwrap_or_else(|Missing| {
        let here = use_location();
        let (path, query) = (here.pathname.get_untracked(), here.search.get_untracked());
        browser::open_address(&if query.is_empty() { path } else { format!("{path}?{query}") });
        ().into_any()
    })
}
