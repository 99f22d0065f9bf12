//! The work list's table: dense, aligned, a card each on a telephone.

use super::address_of;
use crate::dates;
use crate::kit::{Day, DaysLeft, Icon, MeetingTag, Moment, OutcomeTag, StateTag};
use crate::language::use_words;
use contatti_model::requests::{PublicState, WorkLine};
use leptos::prelude::*;

#[component]
pub(super) fn WorkTable(lines: Signal<Vec<WorkLine>>) -> impl IntoView {
    let texts = &use_words().console.list;
    view! {
        <div class="table-scroll">
            <table class="dense dense-cards work">
                <caption class="visually-hidden">{texts.caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.promised}</th>
                        <th scope="col">{texts.left}</th>
                        <th scope="col">{texts.subject}</th>
                        <th scope="col">{texts.company}</th>
                        <th scope="col">{texts.state_column}</th>
                        <th scope="col">{texts.owner}</th>
                        <th scope="col">{texts.updated}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || lines.get() key=|line| (line.line.id, line.line.updated_at, line.days_left) let:line>
                        <Row line/>
                    </For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(line: WorkLine) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.list;
    let WorkLine { line, owner, owner_absent_until, unit, days_left, attachments, meeting, meeting_at, .. } = line;
    let number = line.registration.number.to_string();
    let closed = line.state == PublicState::Closed;
    let files = (attachments > 0).then(|| {
        let count = crate::kit::count_of_files(words, attachments as usize);
        view! { <span class="soft number" title=count><Icon name="clip"/> <span class="visually-hidden">{count.clone()}</span> <span aria-hidden="true">{attachments}</span></span> }
    });
    let away = owner_absent_until.map(|day| words.absences.away_until(dates::short_day(words, day)));
    let beside = |text: String| view! { <span class="soft register-number">{text}</span> };
    view! {
        <tr>
            <td class="day" data-label=texts.promised><Day day=line.promised_on short=true/></td>
            <td>{(!closed).then(|| view! { <DaysLeft days=days_left/> })}</td>
            <th scope="row">
                <a href=address_of(line.id) aria-label=format!("{} – {number}", line.subject)>{line.subject.clone()}</a>
                " " {files}
                <span class="soft register-number number">{number.clone()}</span>
                {line.opened_by_office.then(|| view! { <span class="soft">{words.contacting.wrote_first_office}</span> })}
            </th>
            <td>
                {line.company}
                <span class="soft register-number number">{words.requests.list.position_short(line.position)}</span>
            </td>
            <td>
                <StateTag state=line.state/>
                {line.outcome.map(|outcome| view! { " " <OutcomeTag outcome/> })}
                {meeting.map(|state| view! { " " <MeetingTag state at=meeting_at/> })}
            </td>
            <td data-label=texts.owner>
                {owner.unwrap_or_else(|| texts.nobody.to_owned())}
                {away.map(beside)} {unit.map(beside)}
            </td>
            <td data-label=texts.updated><Moment at=line.updated_at short=true/></td>
        </tr>
    }
    .into_any()
}
