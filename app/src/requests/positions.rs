//! The positions one may write for and the office that answers: cards for a few, the first rows and a search for many.

use super::position_table::{PositionLinks, PositionTable};
use crate::identity::{CLIENTS, ClientSearch};
use crate::kit::scheme_word;
use crate::language::use_words;
use contatti_model::identity::Position;
use contatti_model::page::Page;
use leptos::prelude::*;

/// Up to so many, each gets a card.
const FEW: usize = 6;
/// So many rows of many; the search reaches the others.
const FIRST: usize = 8;

#[component]
pub(super) fn Positions(offered: Page<Position>) -> impl IntoView {
    let home = &use_words().requests.home;
    let Page { mut items, next } = offered;
    match items.len() {
        0 => view! { <p class="empty">{home.positions_empty}</p> }.into_any(),
        count if count <= FEW => view! {
            <p class="soft">{home.positions_lead}</p>
            <ul class="cards">
                {items.into_iter().map(|position| view! { <PositionCard position/> }).collect_view()}
            </ul>
        }
        .into_any(),
        count => {
            let all = next.is_none() && count <= FIRST;
            items.truncate(FIRST);
            view! {
                <p class="soft">{home.positions_lead}</p>
                <ClientSearch wanted=String::new()/>
                <PositionTable positions=items/>
                {(!all).then(|| view! { <p class="after-table"><a href=CLIENTS>{home.all_positions}</a></p> })}
            }
            .into_any()
        }
    }
}

#[component]
fn PositionCard(position: Position) -> impl IntoView {
    let words = use_words();
    let home = &words.requests.home;
    let under_mandate = position.through.map(|_| view! { <p class="state">{home.under_mandate}</p> });
    view! {
        <li class="panel">
            <h3>{position.company.name.clone()}</h3>
            <dl class="facts">
                <dt>{home.position}</dt>
                <dd class="number">{position.number.clone()}</dd>
                <dt>{words.requests.schemes.label}</dt>
                <dd>{scheme_word(words, position.scheme)}</dd>
                <dt>{home.competent_office}</dt>
                <dd>{position.office.name.clone()}</dd>
            </dl>
            {under_mandate}
            <p class="card-links"><PositionLinks position/></p>
        </li>
    }
    .into_any()
}
