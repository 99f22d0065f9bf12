//! The office's units: who belongs to them, what arrives there and how much everybody has; shaped by who directs.

mod load;
mod sides;
mod skills;
mod unit;
mod write;

use crate::api::Outcome;
use crate::api::offices::subjects;
use crate::api::units::units;
use crate::api::with_query;
use crate::kit::{Crumb, Icon, Page, loaded};
use crate::language::use_words;
use contatti_model::UnitId;
use contatti_model::offices::{OfficeUnits, SubjectArea};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use unit::OneUnit;
use write::WriteUnit;

/// The page's address.
pub(crate) const UNITS: &str = "/console/unita";

/// The page with this unit in the form.
fn address_of(unit: UnitId) -> String {
    with_query(UNITS, &[("unita", &unit.to_string())])
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Board {
    office: RwSignal<OfficeUnits>,
    areas: Resource<Outcome<Vec<SubjectArea>>>,
    /// Said visibly and aloud after a change.
    done: RwSignal<&'static str>,
    /// Grows when the form is to begin anew; until then nothing typed in it is lost.
    begun: RwSignal<u32>,
    /// The one that was to be dissolved, and was changed by somebody first.
    kept: RwSignal<Option<UnitId>>,
}

impl Board {
    fn became(self, office: OfficeUnits, done: &'static str) {
        self.office.set(office);
        self.done.set(done);
        self.kept.set(None);
    }

    fn begin_anew(self) {
        self.begun.update(|begun| *begun += 1);
    }
}

#[component]
pub(crate) fn Units() -> impl IntoView {
    let read = Resource::new(|| (), |()| units());
    let areas = Resource::new(|| (), |()| subjects());
    loaded(read, move |office| {
        let board = Board {
            office: RwSignal::new(office),
            areas,
            done: RwSignal::new(""),
            begun: RwSignal::new(0),
            kept: RwSignal::new(None),
        };
        view! { <Shown board/> }
    })
}

#[component]
fn Shown(board: Board) -> impl IntoView {
    let words = use_words();
    let texts = &words.units;
    let crumbs = vec![Crumb { name: words.shell.nav.work_list, address: "/console" }];
    let done = move || {
        let done = board.done.get();
        (!done.is_empty()).then(|| view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {done}</p> })
    };
    let some = move || !board.office.with(|office| office.units.is_empty());
    view! {
        <Page title=texts.title lead=texts.lead crumbs>
            <div role="status">{done}</div>
            <Show when=some fallback=move || view! { <p>{texts.none}</p> }>
                <For each=move || board.office.get().units key=|unit| serde_json::to_string(unit).unwrap_or_default() let:unit>
                    <OneUnit board unit/>
                </For>
            </Show>
            {board.office.with_untracked(|office| office.may_edit).then(|| view! { <Writing board/> })}
        </Page>
    }
    .into_any()
}

#[component]
fn Writing(board: Board) -> impl IntoView {
    let texts = &use_words().units;
    let query = use_query_map();
    let chosen = Memo::new(move |_| query.with(|query| query.get("unita")?.parse::<UnitId>().ok()));
    view! {
        <Suspense>
            {move || {
                let chosen = chosen.get();
                board.begun.track();
                let office = board.office.get_untracked();
                Suspend::new(async move {
                    let areas = board.areas.await.unwrap_or_default();
                    let unit = office.units.iter().find(|unit| Some(unit.id) == chosen).cloned();
                    let title = unit.as_ref().map_or(texts.new.to_owned(), |unit| texts.edit_of(&unit.name));
                    view! {
                        <section aria-labelledby="write-unit">
                            <h2 id="write-unit" tabindex="-1">{title}</h2>
                            <WriteUnit board office areas chosen unit/>
                        </section>
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}
