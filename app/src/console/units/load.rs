//! How much each member of a unit has to do, and who is away: numbers, with a bar beside them.

use crate::dates;
use crate::language::use_words;
use contatti_model::offices::{Unit, UnitMember};
use leptos::prelude::*;

#[component]
pub(super) fn LoadTable(unit: Unit) -> impl IntoView {
    let texts = &use_words().units;
    if unit.members.is_empty() {
        return view! { <p>{texts.no_members}</p> }.into_any();
    }
    let most = unit.members.iter().map(|member| member.in_charge).max().unwrap_or(0).max(1);
    let caption = texts.load(&unit.name);
    view! {
        <table class="dense dense-cards load">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.person}</th>
                    <th scope="col">{texts.in_charge}</th>
                    <th scope="col">{texts.due}</th>
                    <th scope="col">{texts.presence}</th>
                </tr>
            </thead>
            <tbody>{unit.members.into_iter().map(|member| view! { <Member member most/> }).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Member(member: UnitMember, most: u32) -> impl IntoView {
    let words = use_words();
    let texts = &words.units;
    let presence = match member.absent_until {
        Some(day) => texts.away_until(dates::short_day(words, day)),
        None => texts.present.to_owned(),
    };
    view! {
        <tr>
            <th scope="row">
                {member.name}
                {member.manages.then(|| view! { <span class="soft">" · " {texts.manages}</span> })}
            </th>
            <td data-label=texts.in_charge>
                <span class="number">{member.in_charge}</span> " "
                <meter aria-hidden="true" min="0" max=most value=member.in_charge></meter>
            </td>
            <td class="number" data-label=texts.due>{member.due_this_week}</td>
            <td data-label=texts.presence>{presence}</td>
        </tr>
    }
    .into_any()
}
