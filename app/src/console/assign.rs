//! Giving a request to a colleague, or back to the office, with or without a word to the company.

use super::work::Work;
use crate::api::Outcome;
use crate::api::console::{assign, assign_path, give_back, give_back_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::dates;
use crate::kit::{ErrorSummary, SelectField, Submit, SubmitButton, TextArea, error_of};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{AssignForm, Colleague, GiveBackForm, Hands};
use contatti_words::Words;
use leptos::prelude::*;

const ASSIGN: &str = "assign";
const GIVE_BACK: &str = "give-back";

#[component]
pub(super) fn Assign(work: Work, hands: Resource<Outcome<Hands>>) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.assign;
    let echo = use_echo(Some(ASSIGN));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    let (to, text) = (RwSignal::new(typed("to")), RwSignal::new(typed("text")));
    work.compare(text);
    let came_back = echo.is_some();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["to"], to);
    form.mends(&["text"], text);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (id, version) = (work.id(), untrack(|| work.version()));
        let sent = AssignForm { to: to.get_untracked(), text: text.get_untracked(), version };
        work.send(form, async move { assign(&id, &sent).await }, texts.done, move || {
            to.set(String::new());
            text.set(String::new());
        });
    };
    let shown = move || work.detail.with(|detail| detail.may_assign) || text.with(|text| !text.is_empty());
    view! {
        <Show when=shown>
            <details class="panel work-form" open=came_back>
                <summary><h3 class="in-summary">{texts.title}</h3></summary>
                <form method="post" action=assign_path(&work.id()) on:submit=submit novalidate>
                    <p>{texts.lead}</p>
                    <ErrorSummary id="assign-errors" form label/>
                    <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                    <input type="hidden" name=FORM_FIELD value=ASSIGN/>
                    <input type="hidden" name="version" value=move || work.version()/>
                    <ColleagueField hands id="assign-to" name="to" label=texts.to nobody=texts.choose chosen=to error=error("to") required=true/>
                    <TextArea id="assign-text" name="text" label=texts.text value=text error=error("text") rows=2/>
                    <SubmitButton
                        label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way
                        class="btn btn-outline-primary"
                    />
                </form>
            </details>
        </Show>
        <GiveBack work/>
    }
    .into_any()
}

/// A choice among colleagues; it is there once they are known, so that the one chosen before is shown.
#[component]
pub(super) fn ColleagueField(
    hands: Resource<Outcome<Hands>>,
    id: &'static str,
    name: &'static str,
    label: &'static str,
    nobody: &'static str,
    chosen: RwSignal<String>,
    error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let words = use_words();
    let option = move |colleague: Colleague| {
        let id = colleague.id.to_string();
        let selected = chosen.with_untracked(|chosen| *chosen == id);
        view! { <option value=id selected=selected>{colleague_name(words, &colleague)}</option> }
    };
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let colleagues = hands.await.unwrap_or_default().colleagues;
                view! {
                    <SelectField id name label value=chosen error required>
                        <option value="" selected=chosen.with_untracked(String::is_empty)>{nobody}</option>
                        {colleagues.into_iter().map(option).collect_view()}
                    </SelectField>
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// The name, and until when who bears it is away.
pub(super) fn colleague_name(words: &Words, colleague: &Colleague) -> String {
    match colleague.absent_until {
        Some(day) => words.absences.option(dates::short_day(words, day), &colleague.name),
        None => colleague.name.clone(),
    }
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().console.assign;
    match field {
        "text" => (texts.text, "assign-text".into()),
        _ => (texts.to, "assign-to".into()),
    }
}

#[component]
fn GiveBack(work: Work) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.give_back;
    let echo = use_echo(Some(GIVE_BACK));
    let text = RwSignal::new(echo.as_ref().and_then(|echo| echo.value("text")).unwrap_or_default().to_owned());
    work.compare(text);
    let came_back = echo.is_some();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["text"], text);
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "text")));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (id, sent) = (work.id(), GiveBackForm { text: text.get_untracked(), version: untrack(|| work.version()) });
        work.send(form, async move { give_back(&id, &sent).await }, texts.done, move || text.set(String::new()));
    };
    let shown = move || work.detail.with(|detail| detail.may_give_back) || text.with(|text| !text.is_empty());
    view! {
        <Show when=shown>
            <details class="panel work-form" open=came_back>
                <summary><h3 class="in-summary">{texts.title}</h3></summary>
                <form method="post" action=give_back_path(&work.id()) on:submit=submit novalidate>
                    <p>{texts.lead}</p>
                    <ErrorSummary id="give-back-errors" form label=label_of_word/>
                    <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                    <input type="hidden" name=FORM_FIELD value=GIVE_BACK/>
                    <input type="hidden" name="version" value=move || work.version()/>
                    <TextArea id="give-back-text" name="text" label=texts.text value=text error rows=2/>
                    <SubmitButton
                        label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way
                        class="btn btn-outline-primary"
                    />
                </form>
            </details>
        </Show>
    }
    .into_any()
}

fn label_of_word(_field: &str) -> (&'static str, String) {
    (use_words().console.give_back.text, "give-back-text".into())
}
