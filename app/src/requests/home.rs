//! The company's home: the one big action, what changed, and which office answers for which position.

use super::drafts::Drafts;
use super::line::RequestTable;
use super::positions::Positions;
use crate::api::Outcome;
use crate::api::drafts::drafts;
use crate::api::identity::positions;
use crate::api::requests::list;
use crate::kit::{GATHERED, Icon, Page, Refusal, asked_after_news};
use crate::language::use_words;
use contatti_model::identity::Position;
use contatti_model::page;
use contatti_model::requests::search::FilterForm;
use contatti_model::requests::{DraftLine, Line};
use leptos::prelude::*;

/// How many of the latest requests the home shows.
const LATEST: usize = 5;

#[component]
pub(crate) fn Home() -> impl IntoView {
    let latest = Resource::new(|| (), |()| latest_lines());
    let offered = Resource::new(|| (), |()| positions(String::new(), String::new()));
    let begun = Resource::new(|| (), |()| drafts());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                // The home is shown also where the drafts cannot be.
                match (latest.await, offered.await, begun.await.unwrap_or_default()) {
                    (Ok(lines), Ok(offered), begun) => view! { <Welcome lines offered begun/> }.into_any(),
                    (Err(problem), ..) | (_, Err(problem), _) => view! { <Refusal problem/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

async fn latest_lines() -> Outcome<Vec<Line>> {
    let page = list(FilterForm::default(), String::new()).await?;
    Ok(page.items.into_iter().take(LATEST).collect())
}

#[component]
fn Welcome(lines: Vec<Line>, offered: page::Page<Position>, begun: Vec<DraftLine>) -> impl IntoView {
    let words = use_words();
    let home = &words.requests.home;
    let lines = RwSignal::new(lines);
    asked_after_news(GATHERED, move || async move {
        if let Ok(fresh) = latest_lines().await {
            let _ = lines.try_set(fresh);
        }
    });
    view! {
        <Page title=home.title lead=home.lead>
            <section class="panel panel-strong call" aria-labelledby="new-request">
                <div>
                    <h2 id="new-request">{home.ask}</h2>
                    <p>{home.new_request_hint}</p>
                </div>
                <a class="btn btn-primary btn-lg" href="/contatti/nuova-richiesta">
                    <Icon name="plus-circle" class="icon icon-white"/> " " {home.new_request}
                </a>
            </section>
            <Drafts drafts=begun/>
            <section aria-labelledby="latest">
                <h2 id="latest">{home.latest}</h2>
                <Show
                    when=move || !lines.with(Vec::is_empty)
                    fallback=move || view! { <p class="empty">{home.latest_empty}</p> }
                >
                    <RequestTable lines=lines.into() caption=home.latest/>
                    <p class="after-table"><a href="/contatti/richieste">{home.latest_all}</a></p>
                </Show>
            </section>
            <section aria-labelledby="positions">
                <h2 id="positions">{home.positions}</h2>
                <Positions offered/>
            </section>
        </Page>
    }
    .into_any()
}
