//! Two people wrote the same thing: both versions side by side, read together before one of them is sent.

use super::{Icon, Moment};
use crate::language::use_words;
use contatti_model::{FormEcho, Instant};
use leptos::prelude::*;

/// A field of a version; without a name where its text is all there is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub name: String,
    pub text: String,
}

impl Part {
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// One side: whose it is, and its fields.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Version {
    pub title: String,
    pub parts: Vec<Part>,
}

#[component]
pub(crate) fn Versions(theirs: Vec<Version>, mine: Version) -> impl IntoView {
    view! {
        <div class="versions">
            <div class="version-theirs">{theirs.into_iter().map(|one| view! { <Side version=one/> }).collect_view()}</div>
            <div class="version-mine"><Side version=mine/></div>
        </div>
    }
    .into_any()
}

#[component]
fn Side(version: Version) -> impl IntoView {
    let Version { title, parts } = version;
    let named = title.clone();
    view! {
        <div role="group" aria-label=named>
            <p class="version-title">{title}</p>
            {parts.into_iter().map(|part| view! { <OnePart part/> }).collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn OnePart(part: Part) -> impl IntoView {
    let texts = &use_words().working.versions;
    let Part { name, text } = part;
    let empty = text.trim().is_empty();
    view! {
        {(!name.is_empty()).then(|| view! { <p class="soft version-part">{name}</p> })}
        {match empty {
            true => view! { <p class="soft">{texts.nothing}</p> }.into_any(),
            false => view! { <p class="message-text">{text}</p> }.into_any(),
        }}
    }
    .into_any()
}

/// The parts in which two versions differ, in their order; both have the same ones.
fn differing(theirs: Vec<Part>, mine: Vec<Part>) -> (Vec<Part>, Vec<Part>) {
    let differ = |(theirs, mine): &(Part, Part)| theirs.text.trim() != mine.text.trim();
    theirs.into_iter().zip(mine).filter(differ).unzip()
}

/// What is there now of the thing a form changes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    pub version: i64,
    pub parts: Vec<Part>,
    /// Who changed it last, where that is known.
    pub by: Option<String>,
    pub at: Option<Instant>,
}

/// What somebody else made of it since it was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Found {
    Changed(Kept),
    Gone,
}

/// The version a form names, and what stands in its way.
#[derive(Clone, Copy)]
pub(crate) struct Meanwhile {
    pub version: RwSignal<String>,
    pub found: RwSignal<Option<Found>>,
}

impl Meanwhile {
    /// `kept` is what the page was made with; a form that came back says which version was read before.
    pub fn start(kept: Option<Kept>, echo: Option<&FormEcho>) -> Self {
        let read = echo.and_then(|echo| echo.value("version")?.trim().parse::<i64>().ok());
        let found = match (&kept, read) {
            (Some(kept), Some(read)) if read < kept.version => Some(Found::Changed(kept.clone())),
            (None, Some(_)) => Some(Found::Gone),
            _ => None,
        };
        let version = kept.map(|kept| kept.version.to_string()).unwrap_or_default();
        Self { version: RwSignal::new(version), found: RwSignal::new(found) }
    }

    /// From now on the form names what is shown beside it: sent again, it is sent knowingly.
    pub fn met(self, kept: Option<Kept>) {
        // The page may be gone by now, and its signals with it.
        let _ = self.version.try_set(kept.as_ref().map(|kept| kept.version.to_string()).unwrap_or_default());
        let _ = self.found.try_set(Some(kept.map_or(Found::Gone, Found::Changed)));
    }

    /// What was sent is what is there now.
    pub fn settled(self, version: i64) {
        self.version.set(version.to_string());
        self.found.set(None);
    }

    /// Whether somebody else's version stands in the way of what is sent.
    pub fn is_changed(self) -> bool {
        self.found.with(|found| matches!(found, Some(Found::Changed(_))))
    }

    pub fn is_gone(self) -> bool {
        self.found.with(|found| *found == Some(Found::Gone))
    }
}

/// Both versions, who was faster, and the two ways on: the form's own button, and the way to what is there now.
#[component]
pub(crate) fn Overtaken(
    #[prop(into)] id: String,
    meanwhile: Meanwhile,
    /// What is typed, part by part as [`Kept::parts`].
    #[prop(into)]
    mine: Signal<Vec<Part>>,
    /// The page with what is there now in its form; where nothing is, the page alone.
    #[prop(into)]
    page: Signal<String>,
) -> impl IntoView {
    move || {
        let id = id.clone();
        meanwhile.found.get().map(|found| {
            let page = page.get();
            let said = match found {
                Found::Changed(kept) => view! { <Changed kept mine page/> }.into_any(),
                Found::Gone => view! { <Gone page/> }.into_any(),
            };
            view! { <div class="panel panel-care" role="alert" id=id>{said}</div> }
        })
    }
}

#[component]
fn Changed(kept: Kept, mine: Signal<Vec<Part>>, page: String) -> impl IntoView {
    let texts = &use_words().working.versions;
    let Kept { parts, by, at, .. } = kept;
    let who = by.map_or_else(|| texts.by_somebody.to_owned(), |name| texts.by(name));
    let both = move || {
        let (theirs, mine) = differing(parts.clone(), mine.get());
        if theirs.is_empty() {
            return view! { <p>{texts.same}</p> }.into_any();
        }
        let theirs = vec![Version { title: texts.theirs.to_owned(), parts: theirs }];
        let mine = Version { title: texts.mine.to_owned(), parts: mine };
        view! { <Versions theirs mine/> }.into_any()
    };
    view! {
        <h3 class="h5"><Icon name="warning-circle"/> " " {texts.title}</h3>
        <p>{who} {at.map(|at| view! { " · " <Moment at/> })}</p>
        {both}
        <p>{texts.ways}</p>
        <p><a class="btn btn-outline-primary btn-sm" href=page rel="external">{texts.take}</a></p>
    }
    .into_any()
}

#[component]
fn Gone(page: String) -> impl IntoView {
    let texts = &use_words().working.versions;
    view! {
        <h3 class="h5"><Icon name="warning-circle"/> " " {texts.gone_title}</h3>
        <p>{texts.gone}</p>
        <p><a class="btn btn-outline-primary btn-sm" href=page rel="external">{texts.leave}</a></p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(version: i64) -> Kept {
        Kept { version, parts: vec![], by: None, at: None }
    }

    fn echo(version: &str) -> FormEcho {
        FormEcho { values: vec![("version".into(), version.into())], ..FormEcho::default() }
    }

    #[test]
    fn only_what_differs_is_put_side_by_side() {
        let parts = |title: &str, text: &str| vec![Part::new("Nome", title), Part::new("Testo", text)];
        let (theirs, mine) = differing(parts("Saluti", "Gentile"), parts("Saluti ", "Cara"));
        assert_eq!((theirs, mine), (vec![Part::new("Testo", "Gentile")], vec![Part::new("Testo", "Cara")]));
        assert_eq!(differing(parts("Saluti", "Gentile"), parts("Saluti", "Gentile\n")), (vec![], vec![]));
    }

    #[test]
    fn a_form_that_came_back_knows_what_it_had_not_read() {
        let owner = Owner::new();
        owner.with(|| {
            let of = |now: Option<Kept>, echo: Option<FormEcho>| {
                let started = Meanwhile::start(now, echo.as_ref());
                (started.version.get_untracked(), started.found.get_untracked())
            };
            assert_eq!(of(Some(kept(3)), None), ("3".to_owned(), None));
            assert_eq!(of(Some(kept(3)), Some(echo("3"))), ("3".to_owned(), None));
            assert_eq!(of(Some(kept(3)), Some(echo("2"))), ("3".to_owned(), Some(Found::Changed(kept(3)))));
            assert_eq!(of(None, Some(echo("2"))), (String::new(), Some(Found::Gone)));
            assert_eq!(of(None, Some(echo(""))), (String::new(), None));
        });
    }
}
