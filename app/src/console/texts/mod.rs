//! The office's text modules: read, written, changed, no longer offered.

mod module;
mod write;

use crate::api::Outcome;
use crate::api::offices::{subjects, texts};
use crate::api::with_query;
use crate::kit::{Crumb, Icon, Page, loaded};
use crate::language::use_words;
use crate::session::use_session;
use contatti_model::TextModuleId;
use contatti_model::identity::Role;
use contatti_model::offices::{SubjectArea, TextModule};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use module::Module;
use write::WriteModule;

/// The page's address.
pub(crate) const TEXTS: &str = "/console/testi";

/// The page with this module in the form.
fn address_of(module: TextModuleId) -> String {
    with_query(TEXTS, &[("modulo", &module.to_string())])
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Shelf {
    modules: RwSignal<Vec<TextModule>>,
    areas: Resource<Outcome<Vec<SubjectArea>>>,
    /// Said visibly and aloud after a change.
    done: RwSignal<&'static str>,
    /// The one that was to be taken away, and was changed by a colleague first.
    kept: RwSignal<Option<TextModuleId>>,
}

impl Shelf {
    fn became(self, modules: Vec<TextModule>, done: &'static str) {
        self.modules.set(modules);
        self.done.set(done);
        self.kept.set(None);
    }
}

#[component]
pub(crate) fn Texts() -> impl IntoView {
    let read = Resource::new(|| (), |()| texts());
    let areas = Resource::new(|| (), |()| subjects());
    loaded(read, move |modules| {
        let shelf =
            Shelf { modules: RwSignal::new(modules), areas, done: RwSignal::new(""), kept: RwSignal::new(None) };
        view! { <Shelved shelf/> }
    })
}

#[component]
fn Shelved(shelf: Shelf) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.texts;
    let crumbs = vec![Crumb { name: words.shell.nav.work_list, address: "/console" }];
    let done = move || {
        let done = shelf.done.get();
        (!done.is_empty()).then(|| view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {done}</p> })
    };
    view! {
        <Page title=texts.title lead=texts.lead crumbs>
            <div role="status">{done}</div>
            <Show when=move || !shelf.modules.with(Vec::is_empty) fallback=move || view! { <p>{texts.none}</p> }>
                <For each=move || shelf.modules.get() key=|module| (module.id, module.version) let:module>
                    <Module shelf module/>
                </For>
            </Show>
            <Writing shelf/>
        </Page>
    }
    .into_any()
}

/// The form, for those who work here; who only directs reads.
#[component]
fn Writing(shelf: Shelf) -> impl IntoView {
    let texts = &use_words().console.texts;
    let session = use_session();
    let query = use_query_map();
    let chosen = Memo::new(move |_| query.with(|query| query.get("modulo")?.parse::<TextModuleId>().ok()));
    view! {
        <Suspense>
            {move || {
                let chosen = chosen.get();
                Suspend::new(async move {
                    let operates = session?.await.is_ok_and(|me| me.has(Role::Operator));
                    let areas = shelf.areas.await.unwrap_or_default();
                    let find = |modules: &Vec<TextModule>| modules.iter().find(|module| Some(module.id) == chosen).cloned();
                    let module = shelf.modules.with_untracked(find);
                    let title = module.as_ref().map_or(texts.new.to_owned(), |module| texts.edit_of(&module.title));
                    operates.then(|| view! {
                        <section aria-labelledby="write-text">
                            <h2 id="write-text" tabindex="-1">{title}</h2>
                            <WriteModule shelf areas chosen module/>
                        </section>
                    })
                })
            }}
        </Suspense>
    }
    .into_any()
}
