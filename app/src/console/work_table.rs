//! The work list's table: dense, aligned, with the columns one chose; a card each on a telephone.

use super::address_of;
use super::company_file;
use super::work_list::address_with;
use crate::dates;
use crate::kit::{Day, DaysLeft, Icon, MeetingTag, Moment, OutcomeTag, StateTag, channel_word};
use crate::language::use_words;
use contatti_model::requests::{PublicState, WorkColumn, WorkForm, WorkLine, WorkOrder};
use leptos::prelude::*;

/// The column in words.
pub(super) fn column_word(column: WorkColumn) -> &'static str {
    let words = use_words();
    let texts = &words.console.list;
    match column {
        WorkColumn::Promised => texts.promised,
        WorkColumn::Left => texts.left,
        WorkColumn::Number => texts.number,
        WorkColumn::Company => texts.company,
        WorkColumn::State => texts.state_column,
        WorkColumn::Owner => texts.owner,
        WorkColumn::Unit => words.units.unit,
        WorkColumn::Channel => words.requests.search.channel,
        WorkColumn::Arrived => texts.arrived,
        WorkColumn::Updated => texts.updated,
    }
}

/// The order in words.
pub(super) fn order_word(order: WorkOrder) -> &'static str {
    let texts = &use_words().console.arrange;
    match order {
        WorkOrder::Promised => texts.promised,
        WorkOrder::Latest => texts.latest,
        WorkOrder::Oldest => texts.oldest,
        WorkOrder::Newest => texts.newest,
        WorkOrder::Changed => texts.changed,
        WorkOrder::Still => texts.still,
    }
}

#[component]
pub(super) fn WorkTable(lines: Signal<Vec<WorkLine>>, form: WorkForm) -> impl IntoView {
    let texts = &use_words().console.list;
    let columns = StoredValue::new(form.columns());
    let form = StoredValue::new(form);
    let office = StoredValue::new(form.with_value(|form| form.office.clone()));
    let order = form.with_value(WorkForm::order);
    let head = move |column: WorkColumn| form.with_value(|form| head(form, column));
    let heads = move |before: bool| columns.with_value(|columns| in_half(columns, before).map(head).collect_view());
    view! {
        <div class="table-scroll">
            <table class="dense dense-cards work">
                <caption class="visually-hidden">{texts.caption(order_word(order))}</caption>
                <thead>
                    <tr>
                        {heads(true)}
                        <th scope="col">{texts.subject}</th>
                        {heads(false)}
                    </tr>
                </thead>
                <tbody>
                    <For each=move || lines.get() key=|line| (line.line.id, line.line.updated_at, line.days_left) let:line>
                        {columns.with_value(|columns| office.with_value(|office| row(&line, columns, office)))}
                    </For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Pressed, it sorts by its column, and pressed again from the other end; a column no index serves is a word.
fn head(form: &WorkForm, column: WorkColumn) -> AnyView {
    let (order, word) = (form.order(), column_word(column));
    let Some([first, second]) = column.orders() else { return view! { <th scope="col">{word}</th> }.into_any() };
    let way = if order.descends(form.view()) { "descending" } else { "ascending" };
    let sorted = order.column() == column;
    let next = if order == first { second } else { first };
    let address = address_with(&WorkForm { order: next.as_str().to_owned(), ..form.clone() });
    view! {
        <th scope="col" aria-sort=sorted.then_some(way)>
            <a class="sort" href=address title=order_word(next)>{word}</a>
        </th>
    }
    .into_any()
}

/// How soon stands before the subject, everything else behind it.
fn in_half(columns: &[WorkColumn], before: bool) -> impl Iterator<Item = WorkColumn> {
    let soon = |column: WorkColumn| matches!(column, WorkColumn::Promised | WorkColumn::Left);
    columns.iter().copied().filter(move |column| soon(*column) == before)
}

fn row(line: &WorkLine, columns: &[WorkColumn], office: &str) -> AnyView {
    let has = |column| columns.contains(&column);
    let (numbered, with_unit) = (has(WorkColumn::Number), has(WorkColumn::Unit));
    let cells =
        |before: bool| in_half(columns, before).map(|column| cell(column, line, (with_unit, office))).collect_view();
    view! {
        <tr>
            {cells(true)}
            <th scope="row">{subject(line, numbered)}</th>
            {cells(false)}
        </tr>
    }
    .into_any()
}

/// What leads to the request, and what belongs to it.
fn subject(work: &WorkLine, numbered: bool) -> impl IntoView + use<> {
    let words = use_words();
    let line = &work.line;
    let number = line.registration.number.to_string();
    let named = format!("{} – {number}", line.subject);
    let files = (work.attachments > 0).then(|| {
        let count = crate::kit::count_of_files(words, work.attachments as usize);
        view! { <span class="soft number" title=count><Icon name="clip"/> <span class="visually-hidden">{count.clone()}</span> <span aria-hidden="true">{work.attachments}</span></span> }
    });
    view! {
        <a href=address_of(line.id) aria-label=named>{line.subject.clone()}</a>
        " " {files}
        {(!numbered).then(|| view! { <span class="soft register-number number">{number}</span> })}
        {line.opened_by_office.then(|| view! { <span class="soft">{words.contacting.wrote_first_office}</span> })}
    }
}

fn cell(column: WorkColumn, work: &WorkLine, (with_unit, office): (bool, &str)) -> AnyView {
    let words = use_words();
    let line = &work.line;
    let label = column_word(column);
    match column {
        WorkColumn::Promised => {
            view! { <td class="day" data-label=label><Day day=line.promised_on short=true/></td> }.into_any()
        }
        WorkColumn::Left => {
            let open = line.state != PublicState::Closed;
            view! { <td>{open.then(|| view! { <DaysLeft days=work.days_left/> })}</td> }.into_any()
        }
        WorkColumn::Number => view! { <td data-label=label>{line.registration.number.to_string()}</td> }.into_any(),
        WorkColumn::Company => company(work, office),
        WorkColumn::State => state(work),
        WorkColumn::Owner => owner(work, with_unit),
        WorkColumn::Unit => {
            view! { <td data-label=label>{work.unit.clone().unwrap_or_else(|| "–".to_owned())}</td> }.into_any()
        }
        WorkColumn::Channel => view! { <td data-label=label>{channel_word(words, line.channel)}</td> }.into_any(),
        WorkColumn::Arrived => {
            view! { <td data-label=label><Moment at=line.registration.at short=true/></td> }.into_any()
        }
        WorkColumn::Updated => view! { <td data-label=label><Moment at=line.updated_at short=true/></td> }.into_any(),
    }
}

/// The name leads to the company's file at the office.
fn company(work: &WorkLine, office: &str) -> AnyView {
    let words = use_words();
    let line = &work.line;
    let (file, address) =
        (words.console.list.file_of(&line.company), company_file::address_at(work.company_id, office));
    view! {
        <td>
            <a class="to-file" href=address aria-label=file>{line.company.clone()}</a>
            <span class="soft register-number number">{words.requests.list.position_short(line.position.clone())}</span>
        </td>
    }
    .into_any()
}

fn state(work: &WorkLine) -> AnyView {
    let meeting_at = work.meeting_at;
    view! {
        <td>
            <StateTag state=work.line.state/>
            {work.line.outcome.map(|outcome| view! { " " <OutcomeTag outcome/> })}
            {work.meeting.map(|state| view! { " " <MeetingTag state at=meeting_at/> })}
        </td>
    }
    .into_any()
}

/// The unit has its own column where one chose it.
fn owner(work: &WorkLine, with_unit: bool) -> AnyView {
    let words = use_words();
    let texts = &words.console.list;
    let away = work.owner_absent_until.map(|day| words.absences.away_until(dates::short_day(words, day)));
    let unit = work.unit.clone().filter(|_| !with_unit);
    let beside = |text: String| view! { <span class="soft register-number">{text}</span> };
    view! {
        <td data-label=texts.owner>
            {work.owner.clone().unwrap_or_else(|| texts.nobody.to_owned())}
            {away.map(beside)} {unit.map(beside)}
        </td>
    }
    .into_any()
}
