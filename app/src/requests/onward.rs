//! What one can do next with a request: judge the answer, remind, write again, go on with a new one; and its chain.

use super::meeting::{AskMeeting, WithdrawMeeting};
use super::remind::Remind;
use super::reply::WriteAgain;
use super::verdict::Judge;
use crate::api::with_query;
use crate::kit::{Icon, StateTag};
use crate::language::use_words;
use contatti_model::requests::{ChainLink, RequestDetail};
use leptos::prelude::*;

#[component]
pub(super) fn Onward(detail: RwSignal<RequestDetail>) -> impl IntoView {
    let done = RwSignal::new(String::new());
    view! {
        <div class="no-print onward">
            <div role="status">
                {move || {
                    let done = done.get();
                    (!done.is_empty()).then(|| view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {done}</p> })
                }}
            </div>
            <Judge detail done/>
            <Remind detail done/>
            <AskMeeting detail done/>
            <WithdrawMeeting detail done/>
            <WriteAgain detail done/>
            <GoOn detail/>
        </div>
        {move || view! { <ChainLinks links=detail.with(|detail| detail.chain.clone()) area="/contatti"/> }}
    }
    .into_any()
}

/// Where a closed request can no longer be reopened, a new one is chained to it.
#[component]
fn GoOn(detail: RwSignal<RequestDetail>) -> impl IntoView {
    let thread = &use_words().requests.thread;
    move || {
        detail.with(|detail| {
            let (id, position) = (detail.id.to_string(), detail.position_id.to_string());
            let address = with_query("/contatti/nuova-richiesta", &[("position", &position), ("after", &id)]);
            detail.may_chain.then(|| {
                view! {
                    <section class="panel" aria-labelledby="go-on">
                        <h2 id="go-on">{thread.chain_new}</h2>
                        <p>{thread.chain_lead}</p>
                        <p><a class="btn btn-primary" href=address>{thread.chain_new}</a></p>
                    </section>
                }
            })
        })
    }
}

/// The other requests of the chain, oldest first; `area` is the side of the reader.
#[component]
pub(crate) fn ChainLinks(links: Vec<ChainLink>, area: &'static str) -> impl IntoView {
    let thread = &use_words().requests.thread;
    let line = move |link: ChainLink| {
        let address = format!("{area}/richieste/{}", link.id);
        view! {
            <li>
                <a href=address>{link.subject}</a> " "
                <span class="soft number">{link.registration.number.to_string()}</span> " " <StateTag state=link.state/>
            </li>
        }
    };
    (!links.is_empty()).then(|| {
        view! {
            <section class="panel" aria-labelledby="chain">
                <h2 id="chain">{thread.chain_title}</h2>
                <ul class="chain">{links.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}
