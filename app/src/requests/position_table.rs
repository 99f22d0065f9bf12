//! Positions in a table that becomes cards on a telephone, each with the two things one does for it.

use crate::kit::scheme_word;
use crate::language::use_words;
use contatti_model::identity::Position;
use leptos::prelude::*;

#[component]
pub(super) fn PositionTable(#[prop(into)] positions: Signal<Vec<Position>>) -> impl IntoView {
    let words = use_words();
    let home = &words.requests.home;
    view! {
        <table class="dense dense-cards positions">
            <caption class="visually-hidden">{home.positions}</caption>
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
                <For each=move || positions.get() key=|position| position.id let:position>
                    <tr>
                        <th scope="row">
                            {position.company.name.clone()}
                            <span class="soft number register-number">{position.company.tax_code.clone()}</span>
                        </th>
                        <td data-label=home.position>{position.number.clone()}</td>
                        <td>{scheme_word(words, position.scheme)}</td>
                        <td>{position.office.name.clone()}</td>
                        <td><span class="card-links"><PositionLinks position/></span></td>
                    </tr>
                </For>
            </tbody>
        </table>
    }
    .into_any()
}

#[component]
pub(crate) fn PositionLinks(position: Position) -> impl IntoView {
    let home = &use_words().requests.home;
    let stories = &use_words().correspondence.history;
    let history = crate::correspondence::history_address(position.company.id);
    let write = format!("/contatti/nuova-richiesta?position={}", position.id);
    let requests = format!("/contatti/richieste?position={}", position.id);
    view! {
        <a href=write aria-label=home.write_for(&position.number)>{home.write}</a>
        " "
        <a href=requests aria-label=home.show_requests(&position.number)>{home.requests}</a>
        " "
        <a href=history aria-label=stories.show_for(&position.company.name)>{stories.show}</a>
    }
    .into_any()
}
