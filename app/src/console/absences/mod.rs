//! Who is away, until when, and who stands in; entered by oneself, or by who answers for others.

mod enter;
mod table;

use crate::api::units::absences;
use crate::kit::{Crumb, Icon, Page, loaded};
use crate::language::use_words;
use contatti_model::offices::OfficeAbsences;
use enter::EnterAbsence;
use leptos::prelude::*;
use table::AbsenceTable;

/// The page's address.
pub(crate) const ABSENCES: &str = "/console/assenze";

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Calendar {
    office: RwSignal<OfficeAbsences>,
    /// Said visibly and aloud after a change.
    done: RwSignal<&'static str>,
}

impl Calendar {
    fn became(self, office: OfficeAbsences, done: &'static str) {
        self.office.set(office);
        self.done.set(done);
    }
}

#[component]
pub(crate) fn Absences() -> impl IntoView {
    let read = Resource::new(|| (), |()| absences());
    loaded(read, move |office| {
        let calendar = Calendar { office: RwSignal::new(office), done: RwSignal::new("") };
        view! { <Shown calendar/> }
    })
}

#[component]
fn Shown(calendar: Calendar) -> impl IntoView {
    let words = use_words();
    let texts = &words.absences;
    let crumbs = vec![Crumb { name: words.shell.nav.work_list, address: "/console" }];
    let done = move || {
        let done = calendar.done.get();
        (!done.is_empty()).then(|| view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {done}</p> })
    };
    let some = move || !calendar.office.with(|office| office.absences.is_empty());
    let enters = calendar.office.with_untracked(|office| office.operates || office.answers_for_others);
    view! {
        <Page title=texts.title lead=texts.lead crumbs>
            <div role="status">{done}</div>
            <Show when=some fallback=move || view! { <p>{texts.none}</p> }>
                <AbsenceTable calendar/>
            </Show>
            {enters.then(|| view! {
                <section aria-labelledby="enter-absence">
                    <h2 id="enter-absence">{texts.new}</h2>
                    <EnterAbsence calendar/>
                </section>
            })}
        </Page>
    }
    .into_any()
}
