//! Closing a day, or opening one that would be a holiday, with the reason companies read.

use super::Days;
use crate::api::offices::{CHANGES, change_calendar};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, SelectField, Submit, SubmitButton, TextField, error_of};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{CalendarForm, DayKind};
use leptos::prelude::*;

/// The form that changes a day among the forms of this page.
pub(super) const FORM: &str = "change-day";

/// The fields as typed.
#[derive(Clone, Copy)]
struct Typed {
    kind: RwSignal<String>,
    day: RwSignal<String>,
    name: RwSignal<String>,
}

impl Typed {
    fn form(self, office: String) -> CalendarForm {
        let [kind, day, name] = [self.kind, self.day, self.name].map(|field| field.get_untracked());
        CalendarForm { office, day, kind, name }
    }

    fn clear(self) {
        for field in [self.kind, self.day, self.name] {
            field.set(String::new());
        }
    }
}

#[component]
pub(super) fn ChangeDay(days: Days) -> impl IntoView {
    let texts = &use_words().console.calendar;
    let echo = use_echo(Some(FORM));
    let field = |name| RwSignal::new(echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned());
    let typed = Typed { kind: field("kind"), day: field("day"), name: field("name") };
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["kind"], typed.kind);
    form.mends(&["day"], typed.day);
    form.mends(&["name"], typed.name);
    let office = move || days.calendar.with(|calendar| calendar.office.id.to_string());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        days.done.set(String::new());
        // The bounds of the day are the server's: its today and its calendar are what counts.
        let sent = typed.form(untrack(office));
        form.send(async move { change_calendar(&sent).await }, move |calendar| {
            days.became(calendar, texts.done);
            typed.clear();
        });
    };
    view! {
        <form class="panel change-day" method="post" action=CHANGES on:submit=submit novalidate>
            <p>{texts.new_lead}</p>
            <ErrorSummary id="change-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=move || days.address()/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <input type="hidden" name="office" value=office/>
            <Fields form typed/>
            <SubmitButton label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way/>
        </form>
    }
    .into_any()
}

#[component]
fn Fields(form: Submit, typed: Typed) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.calendar;
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let choice = move |value: &'static str, text: &'static str| {
        view! { <option value=value selected=typed.kind.get_untracked() == value>{text}</option> }
    };
    view! {
        <SelectField id="change-kind" name="kind" label=texts.kind value=typed.kind error=error("kind") required=true>
            {choice("", texts.choose_kind)}
            {choice(DayKind::Closure.as_str(), texts.kind_closure)}
            {choice(DayKind::WorkingDay.as_str(), texts.kind_working_day)}
        </SelectField>
        <TextField
            id="change-day" name="day" kind="date" label=texts.date hint=texts.date_hint value=typed.day error=error("day")
            required=true
        />
        <TextField
            id="change-name" name="name" label=texts.name hint=texts.name_hint value=typed.name error=error("name")
            required=true
        />
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().console.calendar;
    match field {
        "day" => (texts.date, "change-day".into()),
        "name" => (texts.name, "change-name".into()),
        _ => (texts.kind, "change-kind".into()),
    }
}
