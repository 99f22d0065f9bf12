//! The requests linked with this one, each with a way to take the link back, and the form that links one more.

use crate::api::console::{link, link_path, unlink, unlink_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::console::address_of;
use crate::console::work::Work;
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextField, error_of, problem_words};
use crate::language::use_words;
use crate::requests::RelatedLine;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{LinkForm, LinkKind, RelatedRequest};
use leptos::prelude::*;

const FORM: &str = "link";

#[component]
pub(in crate::console) fn Links(work: Work) -> impl IntoView {
    let texts = &use_words().working.links;
    let related = Memo::new(move |_| work.detail.with(|detail| detail.related.clone()));
    let may_link = work.detail.with_untracked(|detail| detail.may_link);
    let shown = move || may_link || related.with(|related| !related.is_empty());
    view! {
        <Show when=shown>
            <section class="panel" aria-labelledby="links">
                <h2 id="links">{texts.title}</h2>
                <ul class="chain">
                    <For each=move || related.get() key=|link| (link.id, link.kind as u8, link.state as u8) let:link>
                        <Linked work link may_link/>
                    </For>
                </ul>
                {may_link.then(|| view! { <Link work/> })}
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn Linked(work: Work, link: RelatedRequest, may_link: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.working.links;
    let form = Submit::new(None);
    let number = link.registration.number.to_string();
    let sent = LinkForm { number: number.clone() };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (id, sent) = (work.id(), sent.clone());
        work.send(form, async move { unlink(&id, &sent).await }, texts.unlinked, || ());
    };
    let goes = may_link && link.kind == LinkKind::Related;
    let refused = move || form.problem.with(|problem| problem.as_ref().map(|problem| problem_words(words, problem)));
    view! {
        <li>
            <RelatedLine link area="/console"/>
            {goes.then(|| view! {
                <form method="post" action=unlink_path(&work.id()) on:submit=submit class="no-print">
                    <input type="hidden" name=PAGE_FIELD value=address_of(work.id())/>
                    <input type="hidden" name="number" value=number.clone()/>
                    <button type="submit" class="btn btn-outline-primary btn-sm" aria-label=texts.unlink_of(&number)>
                        {texts.unlink}
                    </button>
                    <p role="alert">{refused}</p>
                </form>
            })}
        </li>
    }
    .into_any()
}

#[component]
fn Link(work: Work) -> impl IntoView {
    let words = use_words();
    let texts = &words.working.links;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    let number = RwSignal::new(typed("number"));
    let came_back = echo.is_some();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["number"], number);
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "number")));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (id, sent) = (work.id(), LinkForm { number: number.get_untracked() });
        work.send(form, async move { link(&id, &sent).await }, texts.linked, move || number.set(String::new()));
    };
    view! {
        <details class="no-print" open=came_back>
            <summary>{texts.link}</summary>
            <form method="post" action=link_path(&work.id()) on:submit=submit novalidate>
                <p class="soft">{texts.lead}</p>
                <ErrorSummary id="link-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=address_of(work.id())/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                <TextField id="link-number" name="number" label=texts.number value=number error required=true/>
                <SubmitButton
                    label=texts.link.to_owned() label_under_way=texts.linking under_way=form.under_way
                    class="btn btn-outline-primary"
                />
            </form>
        </details>
    }
    .into_any()
}

fn label(_: &str) -> (&'static str, String) {
    (use_words().working.links.number, "link-number".into())
}
