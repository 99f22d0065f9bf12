//! The tray's table: dense, aligned, a card each on a telephone.

use super::address_of;
use crate::kit::{Icon, Moment, channel_word, count_of_files};
use crate::language::use_words;
use contatti_model::correspondence::MissiveLine;
use leptos::prelude::*;

#[component]
pub(super) fn TrayTable(lines: Signal<Vec<MissiveLine>>) -> impl IntoView {
    let texts = &use_words().correspondence.tray;
    view! {
        <div class="table-scroll">
            <table class="dense dense-cards tray">
                <caption class="visually-hidden">{texts.caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.subject}</th>
                        <th scope="col">{texts.channel}</th>
                        <th scope="col">{texts.correspondent}</th>
                        <th scope="col">{texts.about}</th>
                        <th scope="col">{texts.received}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || lines.get() key=|line| (line.id, line.state) let:line>
                        <Row line/>
                    </For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(line: MissiveLine) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.tray;
    let number = line.registration.number.to_string();
    let subject = if line.subject.is_empty() { texts.no_subject.to_owned() } else { line.subject.clone() };
    let files = (line.attachments > 0).then(|| {
        let count = count_of_files(words, line.attachments as usize);
        view! {
            <span class="soft number" title=count>
                <Icon name="clip"/> <span class="visually-hidden">{count.clone()}</span>
                <span aria-hidden="true">{line.attachments}</span>
            </span>
        }
    });
    let about = match line.position {
        Some(position) => view! {
            {position.company}
            <span class="soft register-number number">{words.requests.list.position_short(position.number)}</span>
        }
        .into_any(),
        None => view! { <span class="soft">{texts.nobody}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=address_of(line.id) aria-label=format!("{subject} – {number}")>{subject.clone()}</a> " " {files}
                <span class="soft register-number number">{number.clone()}</span>
            </th>
            <td data-label=texts.channel>
                {channel_word(words, line.channel)}
                {line.automatic.then(|| view! { <span class="soft register-number">{texts.automatic}</span> })}
            </td>
            <td data-label=texts.correspondent class="breakable">{line.correspondent}</td>
            <td data-label=texts.about>{about}</td>
            <td data-label=texts.received><Moment at=line.registration.at short=true/></td>
        </tr>
    }
    .into_any()
}
