//! The positions one may write for and the office that answers: cards for a few, a table with a search for a consultant's many.

use crate::kit::{TextField, scheme_word, use_alive};
use crate::language::use_words;
use contatti_model::identity::Position;
use contatti_words::Words;
use leptos::prelude::*;

/// Up to so many, each gets a card.
const FEW: usize = 6;
/// At most so many rows at once; the search reaches the others.
const SHOWN: usize = 100;

#[component]
pub(super) fn Positions(positions: Vec<Position>) -> impl IntoView {
    let home = &use_words().requests.home;
    match positions.len() {
        0 => view! { <p class="empty">{home.positions_empty}</p> }.into_any(),
        count if count <= FEW => view! {
            <p class="soft">{home.positions_lead}</p>
            <ul class="cards">
                {positions.into_iter().map(|position| view! { <PositionCard position/> }).collect_view()}
            </ul>
        }
        .into_any(),
        _ => view! { <p class="soft">{home.positions_lead}</p> <PositionTable positions/> }.into_any(),
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
            <p class="card-links"><Links position/></p>
        </li>
    }
    .into_any()
}

#[component]
fn PositionTable(positions: Vec<Position>) -> impl IntoView {
    let words = use_words();
    let home = &words.requests.home;
    let alive = use_alive();
    let wanted = RwSignal::new(String::new());
    let total = positions.len();
    let all = StoredValue::new(positions);
    let shown = Memo::new(move |_| {
        let wanted = wanted.get().to_lowercase();
        let fits = |position: &&Position| searchable(words, position).contains(&wanted);
        all.with_value(|all| all.iter().filter(fits).take(SHOWN).cloned().collect::<Vec<_>>())
    });
    view! {
        <Show when=move || alive.get()>
            <TextField id="find-position" name="find" kind="search" label=home.find_position value=wanted error=None/>
        </Show>
        <table class="dense dense-cards">
            <thead>
                <tr>
                    <th scope="col">{home.company}</th>
                    <th scope="col">{home.position}</th>
                    <th scope="col">{words.requests.schemes.label}</th>
                    <th scope="col">{home.competent_office}</th>
                    <th scope="col"><span class="visually-hidden">{words.identity.devices.actions}</span></th>
                </tr>
            </thead>
            <tbody>
                <For each=move || shown.get() key=|position| position.id let:position>
                    <tr>
                        <th scope="row">{position.company.name.clone()}</th>
                        <td data-label=home.position>{position.number.clone()}</td>
                        <td>{scheme_word(words, position.scheme)}</td>
                        <td>{position.office.name.clone()}</td>
                        <td><span class="card-links"><Links position/></span></td>
                    </tr>
                </For>
            </tbody>
        </table>
        <p class="soft" role="status">{move || home.showing(shown.with(Vec::len), total)}</p>
    }
    .into_any()
}

/// What a search looks at, in small letters.
fn searchable(words: &Words, position: &Position) -> String {
    let Position { number, company, office, scheme, .. } = position;
    format!("{} {number} {} {} {}", company.name, company.tax_code, office.name, scheme_word(words, *scheme))
        .to_lowercase()
}

#[component]
fn Links(position: Position) -> impl IntoView {
    let home = &use_words().requests.home;
    let write = format!("/contatti/nuova-richiesta?position={}", position.id);
    let requests = format!("/contatti/richieste?position={}", position.id);
    view! {
        <a href=write aria-label=home.write_for(&position.number)>{home.write}</a>
        " "
        <a href=requests aria-label=home.show_requests(&position.number)>{home.requests}</a>
    }
    .into_any()
}
