//! The views of the work list, each with how much there is of it; links, so that each has an address.

use super::work_list::address_with;
use crate::api::Outcome;
use crate::language::use_words;
use contatti_model::requests::{PublicState, WorkCount, WorkForm, WorkView};
use leptos::prelude::*;

/// The view in words.
pub(super) fn name_of(view: WorkView) -> &'static str {
    let words = use_words();
    let texts = &words.console.list;
    match view {
        WorkView::NotClosed => texts.not_closed,
        WorkView::Mine => texts.mine,
        WorkView::MyUnit => words.units.mine,
        WorkView::Covering => words.absences.covering,
        WorkView::Mentioned => texts.mentioned,
        WorkView::Unassigned => texts.unassigned,
        WorkView::Overdue => texts.overdue,
        WorkView::DueToday => texts.due_today,
        WorkView::AwaitingDocuments => texts.awaiting,
        WorkView::Reopened => texts.reopened,
        WorkView::MeetingsAsked => words.meetings.list,
        WorkView::ToCheck => words.working.to_check,
        WorkView::In(PublicState::Open) => texts.open,
        WorkView::In(PublicState::InCharge) => texts.in_charge,
        WorkView::In(PublicState::Closed) => texts.closed,
    }
}

/// The id of the view's link.
pub(super) fn tab_id(view: WorkView) -> String {
    format!("view-{}", if view == WorkView::NotClosed { "not_closed" } else { view.as_str() })
}

#[component]
pub(super) fn ViewTabs(shown: Memo<WorkForm>, counts: Resource<Outcome<Vec<WorkCount>>>) -> impl IntoView {
    let texts = &use_words().console.list;
    let link = move |view: WorkView| {
        let address = move || {
            let form = WorkForm { state: view.as_str().to_owned(), ..shown.get() };
            address_with(&form)
        };
        let current = move || (shown.with(WorkForm::view) == view).then_some("page");
        view! { <li><a id=tab_id(view) href=address aria-current=current>{name_of(view)} <Count view counts/></a></li> }
    };
    view! {
        <nav class="tabs no-print" aria-label=texts.state>
            <ul>{WorkView::OFFERED.map(link).into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// How much there is; nothing where nothing is counted.
#[component]
fn Count(view: WorkView, counts: Resource<Outcome<Vec<WorkCount>>>) -> impl IntoView {
    let said = move || {
        Suspend::new(async move {
            let counts = counts.await.unwrap_or_default();
            let found = counts.into_iter().find(|count| count.state == view.as_str())?;
            let plus = if found.more { "+" } else { "" };
            Some(view! { <span class="count number">{found.count}{plus}</span> })
        })
    };
    view! { <Transition>{said}</Transition> }.into_any()
}
