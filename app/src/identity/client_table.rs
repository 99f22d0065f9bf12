//! A consultant's positions in a table: whose, where, and what needs somebody today, each count leading to its list.

use crate::api::with_query;
use crate::dates;
use crate::kit::{Tag, scheme_word};
use crate::language::use_words;
use crate::requests::PositionLinks;
use contatti_model::identity::{Client, Needs, Position};
use contatti_words::Words;
use leptos::prelude::*;

#[component]
pub(super) fn ClientTable(clients: Signal<Vec<Client>>) -> impl IntoView {
    let words = use_words();
    let (home, texts) = (&words.requests.home, &words.identity.clients);
    view! {
        <table class="dense dense-cards positions">
            <caption class="visually-hidden">{home.positions}</caption>
            <thead>
                <tr>
                    <th scope="col">{home.company}</th>
                    <th scope="col">{home.position}</th>
                    <th scope="col">{texts.needs}</th>
                    <th scope="col">{words.requests.schemes.label}</th>
                    <th scope="col">{home.competent_office}</th>
                    <th scope="col"><span class="visually-hidden">{words.identity.devices.actions}</span></th>
                </tr>
            </thead>
            <tbody>
                <For each=move || clients.get() key=|client| client.position.id let:client>
                    <Row client/>
                </For>
            </tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(client: Client) -> impl IntoView {
    let words = use_words();
    let (home, texts) = (&words.requests.home, &words.identity.clients);
    let Client { position, needs } = client;
    view! {
        <tr>
            <th scope="row">
                {position.company.name.clone()}
                <span class="soft number register-number">{position.company.tax_code.clone()}</span>
            </th>
            <td data-label=home.position>{position.number.clone()}</td>
            <td data-label=texts.needs><NeedsOf position=position.clone() needs/></td>
            <td>{scheme_word(words, position.scheme)}</td>
            <td>{position.office.name.clone()}</td>
            <td><span class="card-links"><PositionLinks position/></span></td>
        </tr>
    }
    .into_any()
}

/// One line of what a position needs: its words, its look, and the list it leads to.
struct Need {
    class: &'static str,
    icon: &'static str,
    text: String,
    address: String,
}

#[component]
fn NeedsOf(position: Position, needs: Needs) -> impl IntoView {
    let words = use_words();
    if needs.is_quiet() {
        return view! { <span class="soft">{words.identity.clients.quiet}</span> }.into_any();
    }
    let link = |need: Need| {
        // Out of its row, a link says whose list it opens.
        let whole = format!("{} – {}", need.text, position.number);
        view! { <li><a href=need.address aria-label=whole><Tag class=need.class icon=need.icon text=need.text/></a></li> }
    };
    view! { <ul class="needs">{needs_of(words, &position, &needs).into_iter().map(link).collect_view()}</ul> }
        .into_any()
}

/// What wants somebody first comes first.
fn needs_of(words: &Words, position: &Position, needs: &Needs) -> Vec<Need> {
    let texts = &words.identity.clients;
    let id = position.id.to_string();
    let list = |more: &[(&str, &str)]| {
        let pairs: Vec<_> = [("position", id.as_str())].into_iter().chain(more.iter().copied()).collect();
        with_query("/contatti/richieste", &pairs)
    };
    let in_charge = || list(&[("state", "in_charge")]);
    let awaiting = needs.awaiting_until.filter(|_| needs.awaiting > 0).map(|until| {
        let text = texts.awaiting(needs.awaiting, dates::short_day(words, until));
        Need { class: "state state-care", icon: "files", text, address: in_charge() }
    });
    let count = |count: u32, need: fn(&Words, u32) -> Need, address: String| {
        (count > 0).then(|| Need { address, ..need(words, count) })
    };
    let since = needs.answered_since.to_string();
    let others = [
        count(needs.late, late, list(&[])),
        count(needs.answered, answered, list(&[("state", "closed"), ("updated_from", &since)])),
        count(needs.in_charge, charged, in_charge()),
        count(needs.open, open, list(&[("state", "open")])),
    ];
    awaiting.into_iter().chain(others.into_iter().flatten()).collect()
}

fn late(words: &Words, count: u32) -> Need {
    need("state state-bad", "warning-circle", words.identity.clients.late(count))
}

fn answered(words: &Words, count: u32) -> Need {
    need("state state-good", "check-circle", words.identity.clients.answered(count))
}

fn charged(words: &Words, count: u32) -> Need {
    need("state state-active", "user", words.identity.clients.in_charge(count))
}

fn open(words: &Words, count: u32) -> Need {
    need("state", "inbox", words.identity.clients.open(count))
}

fn need(class: &'static str, icon: &'static str, text: String) -> Need {
    Need { class, icon, text, address: String::new() }
}
