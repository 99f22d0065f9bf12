//! Views of the work list under a name: links above the list, one's own changed and shared, and a small form that keeps the present one.

use super::work_list::address_with;
use crate::api::saved_views::{VIEWS, change_path, change_view, delete_path, delete_view, save_view, views};
use crate::brought::{FORM_FIELD, use_echo};
use crate::browser::focus;
use crate::kit::{Announcer, Submit, SubmitButton, TextField, TickBox, error_of, problem_words};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{SavedWork, SavedWorkChange, SavedWorkForm, WorkFilter, WorkForm};
use leptos::prelude::*;

/// The keeping form among the forms of this page.
const FORM: &str = "work-view";
/// The word that unfolds it.
const KEEPING: &str = "keep-view";
/// What a ticked box says.
const YES: &str = "yes";

/// What the parts share.
#[derive(Clone, Copy)]
struct Shelf {
    shown: Memo<WorkForm>,
    views: RwSignal<Vec<SavedWork>>,
    /// Said aloud after a change.
    said: RwSignal<String>,
}

impl Shelf {
    fn became(self, views: Vec<SavedWork>, said: String) {
        self.views.set(views);
        self.said.set(said);
    }

    /// The address of the list as it is shown, where plain forms come back to.
    fn here(self) -> String {
        self.shown.with(address_with)
    }
}

#[component]
pub(super) fn SavedViews(shown: Memo<WorkForm>) -> impl IntoView {
    let here = Memo::new(move |_| shown.with(|form| form.office.clone()));
    let read = Resource::new(move || here.get(), views);
    let kept = move || {
        Suspend::new(async move {
            // Without its views the list is still a list.
            let views = RwSignal::new(read.await.unwrap_or_default());
            view! { <Kept shelf=Shelf { shown, views, said: RwSignal::new(String::new()) }/> }
        })
    };
    view! { <Suspense>{kept}</Suspense> }.into_any()
}

#[component]
fn Kept(shelf: Shelf) -> impl IntoView {
    let texts = &use_words().console.saved;
    view! {
        <section class="views no-print" aria-label=texts.title>
            <Announcer words=shelf.said/>
            <Show when=move || !shelf.views.with(Vec::is_empty)>
                <ul class="chips">
                    <For each=move || shelf.views.get() key=|view| (view.id, view.version) let:view>
                        <One shelf view/>
                    </For>
                </ul>
            </Show>
            <Keep shelf/>
        </section>
    }
    .into_any()
}

#[component]
fn One(shelf: Shelf, view: SavedWork) -> impl IntoView {
    let texts = &use_words().console.saved;
    let address = address_with(&view.form);
    let form = view.form.clone();
    let here = move || {
        let same = |shown: &WorkForm| WorkFilter::parse(shown).is_ok_and(|filter| filter.form() == form);
        shelf.shown.with(same).then_some("page")
    };
    let whose = match (view.mine, view.shared) {
        (true, true) => Some(texts.shared.to_owned()),
        (true, false) => None,
        (false, _) => Some(texts.by(&view.author)),
    };
    let fold = if view.mine {
        let label = texts.edit_of(&view.name);
        Some((texts.edit, label, Some(view! { <Change shelf view=view.clone()/> })))
    } else {
        view.may_remove.then(|| (texts.unshare, texts.unshare_of(&view.name), None))
    };
    view! {
        <li class="view">
            <a href=address aria-current=here>{view.name.clone()}</a>
            {whose.map(|whose| view! { <span class="soft">{whose}</span> })}
            {fold.map(|(name, label, change)| view! {
                <details open=is_back(&view)>
                    <summary aria-label=label>{name}</summary>
                    {change}
                    <TakeAway shelf view=view.clone()/>
                </details>
            })}
        </li>
    }
    .into_any()
}

/// The changing form of a view among the forms of this page.
fn form_of(view: &SavedWork) -> String {
    format!("{FORM}-{}", view.id)
}

/// Whether a plain form that changes it was refused.
fn is_back(view: &SavedWork) -> bool {
    use_echo(Some(&form_of(view))).is_some()
}

/// What was typed, and what was wrong with it.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    shared: RwSignal<bool>,
    form: Submit,
}

impl Typed {
    fn new(form: &str, name: &str, shared: bool) -> Self {
        let echo = use_echo(Some(form));
        let typed =
            echo.as_ref().map(|echo| (echo.value("name").unwrap_or_default(), echo.value("shared") == Some(YES)));
        let (name, shared) = typed.unwrap_or((name, shared));
        let (name, shared) = (RwSignal::new(name.to_owned()), RwSignal::new(shared));
        let form = Submit::new(echo.and_then(|echo| echo.problem));
        form.mends(&["name"], name);
        Self { name, shared, form }
    }

    fn shared_word(self) -> String {
        if self.shared.get_untracked() { YES.to_owned() } else { String::new() }
    }
}

/// Name and sharing, with everything that was wrong said at the name.
#[component]
fn Fields(#[prop(into)] id: String, typed: Typed) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.saved;
    let told = move |problem: &Problem| {
        let at = |field| error_of(words, Some(problem), field);
        at("name").or_else(|| at("shared")).or_else(|| Some(problem_words(words, problem)))
    };
    let error = Signal::derive(move || typed.form.problem.with(|problem| problem.as_ref().and_then(told)));
    view! {
        <TextField id=id name="name" label=texts.name value=typed.name error required=true/>
        <TickBox name="shared" value=YES label=texts.share ticked=typed.shared/>
    }
    .into_any()
}

#[component]
fn Change(shelf: Shelf, view: SavedWork) -> impl IntoView {
    let texts = &use_words().console.saved;
    let SavedWork { id, version, .. } = view;
    let name = form_of(&view);
    let typed = Typed::new(&name, &view.name, view.shared);
    let change = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = typed.name.get_untracked();
        let sent = SavedWorkChange { name, shared: typed.shared_word(), version: version.to_string() };
        typed.form.send(async move { change_view(id, &sent).await }, move |views| {
            shelf.became(views, texts.changed.to_owned());
        });
    };
    view! {
        <form class="filters" method="post" action=change_path(id) on:submit=change novalidate>
            <input type="hidden" name=PAGE_FIELD value=move || shelf.here()/>
            <input type="hidden" name=FORM_FIELD value=name/>
            <input type="hidden" name="version" value=version.to_string()/>
            <Fields id=format!("view-name-{id}") typed/>
            <SubmitButton label=texts.change.to_owned() label_under_way=texts.saving under_way=typed.form.under_way/>
        </form>
    }
    .into_any()
}

#[component]
fn TakeAway(shelf: Shelf, view: SavedWork) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.saved;
    let SavedWork { id, name, mine, author, .. } = view;
    let (sure, yes, done) = if mine {
        (texts.delete_sure(&name), texts.delete_yes, texts.deleted(&name))
    } else {
        (texts.unshare_sure(author, &name), texts.unshare_yes, texts.unshared(&name))
    };
    let form = Submit::new(None);
    let trouble = move || {
        let problem = form.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    let delete = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let done = done.clone();
        form.send(async move { delete_view(id).await }, move |views| shelf.became(views, done));
    };
    view! {
        <form method="post" action=delete_path(id) on:submit=delete>
            <input type="hidden" name=PAGE_FIELD value=move || shelf.here()/>
            <p>{sure}</p>
            {trouble}
            <button class="btn btn-outline-primary btn-sm" type="submit">{yes}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Keep(shelf: Shelf) -> impl IntoView {
    let texts = &use_words().console.saved;
    let open = use_echo(Some(FORM)).is_some();
    let fold = NodeRef::<leptos::html::Details>::new();
    let typed = Typed::new(FORM, "", false);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = typed.name.get_untracked();
        let said = texts.saved(&name);
        let sent = SavedWorkForm { name, shared: typed.shared_word(), form: shelf.shown.get_untracked() };
        typed.form.send(async move { save_view(&sent).await }, move |views| {
            shelf.became(views, said);
            typed.name.set(String::new());
            typed.shared.set(false);
            // What was kept stands above now; the fold it came from is done.
            if let Some(fold) = fold.get_untracked() {
                fold.set_open(false);
                focus(KEEPING);
            }
        });
    };
    view! {
        <details class="save-view" open=open node_ref=fold>
            <summary id=KEEPING>{texts.save}</summary>
            <form class="filters" method="post" action=VIEWS on:submit=save novalidate>
                <input type="hidden" name=PAGE_FIELD value=move || shelf.here()/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                {move || shelf.shown.with(hidden_fields)}
                <Fields id="view-name" typed/>
                <SubmitButton label=texts.submit.to_owned() label_under_way=texts.saving under_way=typed.form.under_way/>
            </form>
        </details>
    }
    .into_any()
}

/// What the form keeps, for who has no JavaScript.
fn hidden_fields(form: &WorkForm) -> impl IntoView + use<> {
    let pairs = form.pairs().into_iter().filter(|(_, value)| !value.is_empty());
    pairs.map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned()/> }).collect_view()
}
