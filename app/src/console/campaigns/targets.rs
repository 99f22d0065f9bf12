//! The positions of a campaign, in the order of their turn.

use super::CAMPAIGNS;
use crate::api::with_query;
use crate::console::address_of;
use crate::kit::Tag;
use crate::language::use_words;
use contatti_model::CampaignId;
use contatti_model::campaigns::{SkipReason, TargetLine, TargetState};
use contatti_model::page;
use leptos::prelude::*;

#[component]
pub(super) fn Targets(campaign: CampaignId, #[prop(into)] page: Signal<page::Page<TargetLine>>) -> impl IntoView {
    let texts = &use_words().campaigns.one;
    let lines = move || page.with(|page| page.items.clone());
    // A row is made anew only when it changed: the keyboard stays where it was.
    let key = |line: &TargetLine| format!("{} {}", line.position, line.state.as_str());
    let next = Memo::new(move |_| page.with(|page| page.next.clone()));
    let more = move || {
        next.get().map(|next| {
            let address = with_query(&format!("{CAMPAIGNS}/{campaign}"), &[("cursor", &next)]);
            view! { <p class="pager"><a class="btn btn-outline-primary" href=address>{texts.more}</a></p> }
        })
    };
    view! {
        <section aria-labelledby="targets">
            <h2 id="targets">{texts.targets}</h2>
            <table class="dense dense-cards targets">
                <caption class="visually-hidden">{texts.targets}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.company}</th>
                        <th scope="col">{texts.position}</th>
                        <th scope="col">{texts.target_state}</th>
                    </tr>
                </thead>
                <tbody><For each=lines key=key let:line><Row line/></For></tbody>
            </table>
            {more}
        </section>
    }
    .into_any()
}

#[component]
fn Row(line: TargetLine) -> impl IntoView {
    let texts = &use_words().campaigns.one;
    let (class, icon, word) = match line.state {
        TargetState::Waiting => ("state", "clock", texts.waiting),
        TargetState::Sent => ("state state-good", "check-circle", texts.sent),
        TargetState::Skipped => ("state state-care", "info-circle", texts.skipped),
    };
    let why = line.reason.map(|reason| match reason {
        SkipReason::NobodyReached => texts.nobody_reached,
        SkipReason::NoLongerOurs => texts.no_longer_ours,
        SkipReason::SubjectExpired => texts.subject_expired,
        SkipReason::Failed => texts.failed,
    });
    let name = match line.request {
        Some(request) => {
            let label = format!("{}: {}", texts.open, line.company);
            view! { <a href=address_of(request) aria-label=label>{line.company}</a> }.into_any()
        }
        None => line.company.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number" data-label=texts.position>{line.position}</td>
            <td><Tag class icon text=word.to_owned()/> {why.map(|why| view! { " " <span class="soft">{why}</span> })}</td>
        </tr>
    }
    .into_any()
}
