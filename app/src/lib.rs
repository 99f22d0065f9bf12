//! The pages: rendered on the server first, then taken over by the browser. This file is their table of contents.

pub mod api;
mod brought;
mod browser;
mod console;
mod correspondence;
mod escalation;
mod help;
mod identity;
mod kit;
mod language;
mod notices;
mod page_answer;
mod parts;
mod requests;
mod session;
mod shell;
mod start;

pub use contatti_words::dates;

#[cfg(feature = "ssr")]
pub use api::ApiGateway;
pub use brought::{HeardBefore, PageReference};
pub use language::Language;
pub use page_answer::PageAnswer;
#[cfg(feature = "ssr")]
pub use shell::{Document, Site};

use identity::SignIn;
use kit::NotFound;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use parts::{AccountPage, CompanyPage, ComposePage, OfficePage, RequestPage, WorkPage};
use shell::Shell;
use start::Start;

/// Everything inside `<body>`; the same on both sides.
#[component]
pub fn App() -> impl IntoView {
    brought::settle_brought();
    language::settle_language();
    provide_meta_context();
    kit::settle_alive();
    session::settle_session();
    view! {
        <Router>
            <Shell>
                <Routes fallback=|| view! { <NotFound/> }>
                    <Route path=path!("/") view=Start/>
                    <Route path=path!("/accesso") view=SignIn/>
                    <Route path=path!("/accessi") view=AccountPage::Devices/>
                    <Route path=path!("/accessi/token") view=AccountPage::Programs/>
                    <Route path=path!("/preferenze") view=AccountPage::Preferences/>
                    <Route path=path!("/contatti") view=CompanyPage::Home/>
                    <Route path=path!("/contatti/nuova-richiesta") view=ComposePage::Compose/>
                    <Route path=path!("/contatti/assistiti") view=CompanyPage::Clients/>
                    <Route path=path!("/contatti/richieste") view=CompanyPage::List/>
                    <Route path=path!("/contatti/richieste/:id") view=RequestPage::One/>
                    <Route path=path!("/contatti/richieste/:id/ricevuta") view=RequestPage::ReceiptPage/>
                    <Route path=path!("/contatti/aziende/:id") view=CompanyPage::CompanyStory/>
                    <Route path=path!("/contatti/corrispondenza/:id") view=RequestPage::Letter/>
                    <Route path=path!("/console") view=WorkPage::WorkList/>
                    <Route path=path!("/console/calendario") view=OfficePage::Calendar/>
                    <Route path=path!("/console/cruscotto") view=OfficePage::Figures/>
                    <Route path=path!("/console/cruscotto/richieste") view=OfficePage::BehindNumber/>
                    <Route path=path!("/console/testi") view=OfficePage::Texts/>
                    <Route path=path!("/console/abilitazioni") view=OfficePage::Enablement/>
                    <Route path=path!("/console/unita") view=OfficePage::Units/>
                    <Route path=path!("/console/assenze") view=OfficePage::Absences/>
                    <Route path=path!("/console/scadenze") view=OfficePage::Deadlines/>
                    <Route path=path!("/console/contatta") view=OfficePage::ContactFirst/>
                    <Route path=path!("/console/campagne") view=OfficePage::Campaigns/>
                    <Route path=path!("/console/campagne/nuova") view=OfficePage::NewCampaign/>
                    <Route path=path!("/console/campagne/:id") view=OfficePage::OneCampaign/>
                    <Route path=path!("/console/richieste/:id") view=WorkPage::WorkOne/>
                    <Route path=path!("/console/raccoglitore") view=OfficePage::Tray/>
                    <Route path=path!("/console/raccoglitore/nuova") view=OfficePage::WriteDown/>
                    <Route path=path!("/console/raccoglitore/:id") view=OfficePage::TrayOne/>
                    <Route path=path!("/console/fascicolo") view=OfficePage::FindFile/>
                    <Route path=path!("/console/aziende/:id") view=OfficePage::CompanyFile/>
                    <Route path=path!("/console/consulenti/:id") view=OfficePage::ConsultantFile/>
                    <Route path=path!("/aiuto") view=AccountPage::Guide/>
                    <Route path=path!("/accessibilita") view=AccountPage::Accessibility/>
                    <Route path=path!("/privacy") view=AccountPage::Privacy/>
                </Routes>
            </Shell>
        </Router>
    }
}

/// Lets the pages fetch their data on the server's own runtime; must come before the first page.
#[cfg(feature = "ssr")]
pub fn run_on_tokio() {
    // A second router in the same process finds this settled already.
    let _ = any_spawner::Executor::init_tokio();
}

/// Takes over the page the server rendered, once the code it needs has arrived; where that fails the page stays the
/// plain one, whose forms and links work without scripts.
#[cfg(feature = "hydrate")]
pub fn take_over() {
    browser::take_own_address();
    wasm_bindgen_futures::spawn_local(async {
        let arrived = parts::fetch(&browser::own_path()).await;
        if arrived.is_ok() && language::fetch_words().await.is_ok() {
            leptos::mount::hydrate_body(App);
        }
    });
}
