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
mod page_answer;
mod requests;
mod session;
mod shell;
mod start;

pub use contatti_words::dates;

#[cfg(feature = "ssr")]
pub use api::ApiGateway;
pub use brought::PageReference;
pub use language::Language;
pub use page_answer::PageAnswer;
#[cfg(feature = "ssr")]
pub use shell::{Document, Site};

use console::{
    Absences, BehindNumber, Calendar, Campaigns, CompanyFile, ConsultantFile, ContactFirst, Enablement, Figures,
    FindFile, NewCampaign, OneCampaign, Texts, Units, WorkList, WorkOne,
};
use correspondence::{CompanyStory, Letter, Tray, TrayOne, WriteDown};
use escalation::Deadlines;
use help::{Accessibility, Guide, Privacy};
use identity::{Clients, Devices, Programs, SignIn};
use kit::NotFound;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use requests::{Compose, Home, List, One, ReceiptPage};
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
                    <Route path=path!("/accessi") view=Devices/>
                    <Route path=path!("/accessi/token") view=Programs/>
                    <Route path=path!("/contatti") view=Home/>
                    <Route path=path!("/contatti/nuova-richiesta") view=Compose/>
                    <Route path=path!("/contatti/assistiti") view=Clients/>
                    <Route path=path!("/contatti/richieste") view=List/>
                    <Route path=path!("/contatti/richieste/:id") view=One/>
                    <Route path=path!("/contatti/richieste/:id/ricevuta") view=ReceiptPage/>
                    <Route path=path!("/contatti/aziende/:id") view=CompanyStory/>
                    <Route path=path!("/contatti/corrispondenza/:id") view=Letter/>
                    <Route path=path!("/console") view=WorkList/>
                    <Route path=path!("/console/calendario") view=Calendar/>
                    <Route path=path!("/console/cruscotto") view=Figures/>
                    <Route path=path!("/console/cruscotto/richieste") view=BehindNumber/>
                    <Route path=path!("/console/testi") view=Texts/>
                    <Route path=path!("/console/abilitazioni") view=Enablement/>
                    <Route path=path!("/console/unita") view=Units/>
                    <Route path=path!("/console/assenze") view=Absences/>
                    <Route path=path!("/console/scadenze") view=Deadlines/>
                    <Route path=path!("/console/contatta") view=ContactFirst/>
                    <Route path=path!("/console/campagne") view=Campaigns/>
                    <Route path=path!("/console/campagne/nuova") view=NewCampaign/>
                    <Route path=path!("/console/campagne/:id") view=OneCampaign/>
                    <Route path=path!("/console/richieste/:id") view=WorkOne/>
                    <Route path=path!("/console/raccoglitore") view=Tray/>
                    <Route path=path!("/console/raccoglitore/nuova") view=WriteDown/>
                    <Route path=path!("/console/raccoglitore/:id") view=TrayOne/>
                    <Route path=path!("/console/fascicolo") view=FindFile/>
                    <Route path=path!("/console/aziende/:id") view=CompanyFile/>
                    <Route path=path!("/console/consulenti/:id") view=ConsultantFile/>
                    <Route path=path!("/aiuto") view=Guide/>
                    <Route path=path!("/accessibilita") view=Accessibility/>
                    <Route path=path!("/privacy") view=Privacy/>
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

/// Takes over the page the server rendered.
#[cfg(feature = "hydrate")]
pub fn take_over() {
    browser::take_own_address();
    leptos::mount::hydrate_body(App);
}
