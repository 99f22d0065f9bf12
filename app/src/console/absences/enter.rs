//! Entering an absence: who, from when to when, and who stands in.

use super::{ABSENCES, Calendar};
use crate::api::units::{ABSENCES as ENTER, enter_absence};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, SelectField, Submit, SubmitButton, TextField, error_of};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{AbsenceDraft, AbsenceForm};
use contatti_model::requests::Colleague;
use leptos::prelude::*;

const FORM: &str = "enter-absence";

/// The fields as typed.
#[derive(Clone, Copy)]
struct Typed {
    person: RwSignal<String>,
    first_day: RwSignal<String>,
    last_day: RwSignal<String>,
    substitute: RwSignal<String>,
}

impl Typed {
    fn all(self) -> [(&'static str, RwSignal<String>); 4] {
        [
            ("person", self.person),
            ("first_day", self.first_day),
            ("last_day", self.last_day),
            ("substitute", self.substitute),
        ]
    }

    fn form(self) -> AbsenceForm {
        let [person, first_day, last_day, substitute] = self.all().map(|(_, field)| field.get_untracked());
        AbsenceForm { person, first_day, last_day, substitute }
    }
}

#[component]
pub(super) fn EnterAbsence(calendar: Calendar) -> impl IntoView {
    let texts = &use_words().absences;
    let echo = use_echo(Some(FORM));
    let field = |name| RwSignal::new(echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned());
    let typed = Typed {
        person: field("person"),
        first_day: field("first_day"),
        last_day: field("last_day"),
        substitute: field("substitute"),
    };
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["person"], typed.person);
    form.mends(&["first_day", "last_day"], typed.first_day);
    form.mends(&["last_day"], typed.last_day);
    form.mends(&["substitute"], typed.substitute);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = typed.form();
        let today = calendar.office.with_untracked(|office| office.today);
        if let Err(errors) = AbsenceDraft::parse(&sent, today) {
            return form.refuse(Problem::invalid(errors));
        }
        form.send(async move { enter_absence(&sent).await }, move |office| {
            calendar.became(office, texts.done);
            for (_, field) in typed.all() {
                field.set(String::new());
            }
        });
    };
    view! {
        <form class="panel work-form" method="post" action=ENTER on:submit=submit novalidate>
            <ErrorSummary id="absence-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=ABSENCES/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <Fields calendar form typed/>
            <SubmitButton label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way/>
        </form>
    }
    .into_any()
}

#[component]
fn Fields(calendar: Calendar, form: Submit, typed: Typed) -> impl IntoView {
    let words = use_words();
    let texts = &words.absences;
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let office = calendar.office.get_untracked();
    let option = |chosen: RwSignal<String>, one: &Colleague| {
        let id = one.id.to_string();
        let selected = chosen.with_untracked(|chosen| *chosen == id);
        view! { <option value=id selected=selected>{one.name.clone()}</option> }
    };
    let people = office.colleagues.iter().map(|one| option(typed.person, one)).collect_view();
    // Who enters only their own is not asked who.
    let stand_ins = office.colleagues.iter().filter(|one| office.answers_for_others || one.id != office.reader);
    let stand_ins = stand_ins.map(|one| option(typed.substitute, one)).collect_view();
    view! {
        {office.answers_for_others.then(|| view! {
            <SelectField id="absence-person" name="person" label=texts.who value=typed.person error=error("person") required=true>
                <option value="" selected=typed.person.with_untracked(String::is_empty)>{texts.choose}</option>
                {people}
            </SelectField>
        })}
        <TextField
            id="absence-first_day" name="first_day" kind="date" label=texts.first_day value=typed.first_day
            error=error("first_day") required=true
        />
        <TextField
            id="absence-last_day" name="last_day" kind="date" label=texts.last_day hint=texts.last_day_hint
            value=typed.last_day error=error("last_day") required=true
        />
        <SelectField
            id="absence-substitute" name="substitute" label=texts.stands_in hint=texts.stands_in_hint value=typed.substitute
            error=error("substitute")
        >
            <option value="" selected=typed.substitute.with_untracked(String::is_empty)>{texts.choose}</option>
            {stand_ins}
        </SelectField>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().absences;
    let name = match field {
        "person" => texts.who,
        "last_day" => texts.last_day,
        "substitute" => texts.stands_in,
        _ => return (texts.first_day, "absence-first_day".into()),
    };
    (name, format!("absence-{field}"))
}
