//! What the reader is told of themselves, above the list: each put away in one press.

use super::absences::ABSENCES;
use super::enablement::ENABLEMENT;
use super::work_list::LIST;
use crate::api::console::{put_away, put_away_path, staff_notices};
use crate::browser;
use crate::dates;
use crate::kit::{Submit, problem_words};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::notices::{StaffNotice, StaffNoticeKind};
use contatti_words::Words;
use leptos::prelude::*;

/// Nothing where there is nothing to tell; what cannot be read now holds up no list.
#[component]
pub(super) fn StaffNotices() -> impl IntoView {
    let read = Resource::new(|| (), |()| staff_notices());
    view! {
        <Suspense>
            {move || Suspend::new(async move { read.await.ok().map(|notices| view! { <Shown notices/> }) })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Shown(notices: Vec<StaffNotice>) -> impl IntoView {
    let texts = &use_words().notices.staff;
    let kept = RwSignal::new(notices);
    view! {
        <Show when=move || !kept.with(Vec::is_empty)>
            <section class="panel panel-strong no-print" aria-labelledby="staff-notices">
                <h2 id="staff-notices" tabindex="-1" class="h5">{texts.title}</h2>
                <ul class="notes">
                    <For each=move || kept.get() key=|notice| notice.id let:notice><Line notice kept/></For>
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn Line(notice: StaffNotice, kept: RwSignal<Vec<StaffNotice>>) -> impl IntoView {
    let words = use_words();
    let texts = &words.notices.staff;
    let id = notice.id;
    let form = Submit::new(None);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.send(put_away(id), move |left| {
            let _ = kept.try_set(left);
            browser::focus("staff-notices");
        });
    };
    let trouble = move || {
        let problem = form.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    let said = sentence(words, &notice);
    let label = texts.read_of(&said);
    let way = way(words, notice.kind).map(|(address, name)| view! { " " <a href=address>{name}</a> });
    view! {
        <li>
            <p>{said} {way}</p>
            <form method="post" action=put_away_path(id) on:submit=submit>
                {trouble}
                <input type="hidden" name=PAGE_FIELD value=LIST/>
                <button class="btn btn-outline-primary btn-sm" type="submit" aria-label=label>{texts.read}</button>
            </form>
        </li>
    }
    .into_any()
}

fn sentence(words: &Words, notice: &StaffNotice) -> String {
    let texts = &words.notices.staff;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| dates::short_day(words, day)).unwrap_or_default();
    let (first, last, named) = (day(notice.first_day), day(notice.last_day), &notice.named);
    match notice.kind {
        StaffNoticeKind::StandsIn => texts.stands_in(first, last, named),
        StaffNoticeKind::StandsInNoMore => texts.no_more(first, last, named),
        StaffNoticeKind::EnablementEnds => texts.own_ends(last),
        StaffNoticeKind::EnablementOfColleagueEnds => texts.colleague_ends(last, named),
        // Shown among the requests that name the reader.
        StaffNoticeKind::Mentioned => String::new(),
    }
}

/// Where more is to be read.
fn way(words: &Words, kind: StaffNoticeKind) -> Option<(&'static str, &'static str)> {
    let texts = &words.notices.staff;
    match kind {
        StaffNoticeKind::StandsIn | StaffNoticeKind::StandsInNoMore => Some((ABSENCES, texts.to_absences)),
        StaffNoticeKind::EnablementOfColleagueEnds => Some((ENABLEMENT, texts.to_enablements)),
        StaffNoticeKind::EnablementEnds | StaffNoticeKind::Mentioned => None,
    }
}
