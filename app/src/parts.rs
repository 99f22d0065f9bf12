//! The parts of the site whose code a browser fetches only when somebody opens one of their pages (ADR 0032).

use crate::browser;
use crate::console::{
    Absences, BehindNumber, Calendar, Campaigns, CompanyFile, ConsultantFile, ContactFirst, Enablement, Figures,
    FindFile, NewCampaign, OneCampaign, Texts, Units, WorkList, WorkOne,
};
use crate::correspondence::{CompanyStory, Letter, Tray, TrayOne, WriteDown};
use crate::escalation::Deadlines;
use crate::help::{Accessibility, Guide, Privacy};
use crate::identity::{Clients, Devices, Programs};
use crate::language::Language;
use crate::notices::Preferences;
use crate::requests::{Compose, Home, List, One, ReceiptPage};
#[cfg(feature = "hydrate")]
use contatti_words::Words;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::ChooseView;
use leptos_router::hooks::use_location;

/// The code did not arrive: the network is gone, or a newer site has taken this one's place.
pub(crate) struct Missing;

impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// A part: its name, the function cut out of the module, the one that fetches it, and its pages.
macro_rules! part {
    ($(#[$meaning:meta])* $part:ident, $cut:ident, $fetch:ident, $pages:ident { $($page:ident),+ }) => {
        $(#[$meaning])*
        #[derive(Clone, Copy)]
        pub(crate) enum $pages {
            $($page),+
        }

        impl ChooseView for $pages {
            async fn choose(self) -> AnyView {
                $cut(self).await.unwrap_or_else(load_anew)
            }

            async fn preload(&self) {
                // A failure is met again, and answered, by `choose`.
                let _ = $fetch().await;
            }
        }

        #[wasm_split($part, wasm_split_path = leptos::wasm_split, preload($fetch), fallible)]
        fn $cut(page: $pages) -> Result<AnyView, Missing> {
            Ok(match page {
                $($pages::$page => view! { <$page/> }.into_any()),+
            })
        }
    };
}

part!(
    /// What everybody finds beside their work: one's own sign-ins and programs, how one is told, help, what the law asks a site to say.
    account,
    account_page,
    fetch_account,
    AccountPage { Accessibility, Devices, Guide, Preferences, Privacy, Programs }
);

part!(
    /// Where companies and consultants begin, and their lists.
    company,
    company_page,
    fetch_company,
    CompanyPage { Clients, CompanyStory, Home, List }
);

part!(
    /// One request or letter, as its company reads it.
    request,
    request_page,
    fetch_request,
    RequestPage { Letter, One, ReceiptPage }
);

part!(
    /// Writing a new request.
    compose,
    compose_page,
    fetch_compose,
    ComposePage { Compose }
);

part!(
    /// What operators have open all day.
    work,
    work_page,
    fetch_work,
    WorkPage { WorkList, WorkOne }
);

part!(
    /// The rest of the console.
    office,
    office_page,
    fetch_office,
    OfficePage {
        Absences, BehindNumber, Calendar, Campaigns, CompanyFile, ConsultantFile, ContactFirst, Deadlines, Enablement,
        Figures, FindFile, NewCampaign, OneCampaign, Texts, Tray, TrayOne, Units, WriteDown
    }
);

/// The part the page at `path` belongs to, by the name its files are listed under; none where every page's code is enough.
pub(crate) fn part_of(path: &str) -> Option<&'static str> {
    let steps: Vec<&str> = path.split('/').skip(1).collect();
    match steps.as_slice() {
        [] | ["" | "accesso"] => None,
        ["console"] | ["console", "richieste", ..] => Some("work"),
        ["console", ..] => Some("office"),
        ["contatti", "nuova-richiesta"] => Some("compose"),
        ["contatti", "richieste" | "corrispondenza", _, ..] => Some("request"),
        ["contatti", ..] => Some("company"),
        _ => Some("account"),
    }
}

/// The part that holds the words of a language, if it is not the one in everybody's code.
#[cfg(feature = "ssr")]
pub(crate) fn part_of_language(language: Language) -> Option<&'static str> {
    match language {
        Language::It => None,
        Language::En => Some("english"),
        Language::De => Some("german"),
    }
}

/// Fetches what the page at `path` needs, so that it can be taken over at once.
#[cfg(feature = "hydrate")]
pub(crate) async fn fetch(path: &str) -> Result<(), Missing> {
    match part_of(path) {
        Some("account") => fetch_account().await?,
        Some("company") => fetch_company().await?,
        Some("request") => fetch_request().await?,
        Some("compose") => fetch_compose().await?,
        Some("work") => fetch_work().await?,
        Some(_) => fetch_office().await?,
        None => {}
    }
    Ok(())
}

/// The words of a language.
#[cfg(feature = "hydrate")]
pub(crate) async fn fetch_words(language: Language) -> Result<&'static Words, Missing> {
    match language {
        Language::It => Ok(&contatti_words::IT),
        Language::En => english().await,
        Language::De => german().await,
    }
}

#[cfg(feature = "hydrate")]
#[wasm_split(english, wasm_split_path = leptos::wasm_split, fallible)]
fn english() -> Result<&'static Words, Missing> {
    Ok(&contatti_words::EN)
}

#[cfg(feature = "hydrate")]
#[wasm_split(german, wasm_split_path = leptos::wasm_split, fallible)]
fn german() -> Result<&'static Words, Missing> {
    Ok(&contatti_words::DE)
}

/// A newer site has other names for its parts: loaded anew, the address brings the site as it is today.
fn load_anew(_: Missing) -> AnyView {
    let here = use_location();
    let (path, query) = (here.pathname.get_untracked(), here.search.get_untracked());
    browser::open_address(&if query.is_empty() { path } else { format!("{path}?{query}") });
    ().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_knows_its_part() {
        for (path, part) in [
            ("/", None),
            ("/accesso", None),
            ("/accessi/token", Some("account")),
            ("/preferenze", Some("account")),
            ("/contatti", Some("company")),
            ("/contatti/richieste", Some("company")),
            ("/contatti/nuova-richiesta", Some("compose")),
            ("/contatti/richieste/1/ricevuta", Some("request")),
            ("/contatti/corrispondenza/1", Some("request")),
            ("/console", Some("work")),
            ("/console/richieste/1", Some("work")),
            ("/console/cruscotto", Some("office")),
        ] {
            assert_eq!(part_of(path), part, "{path}");
        }
    }
}
