//! The director's nomination: whom, for which days, and why.

use super::Desk;
use crate::api::enablement::{ENABLEMENTS, nominate};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextArea, TextField, error_of};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::identity::enablement::{NominateForm, Nomination};
use leptos::prelude::*;

/// The form that nominates among the forms of this page.
pub(super) const FORM: &str = "nominate";

/// The fields as typed.
#[derive(Clone, Copy)]
struct Typed {
    person: RwSignal<String>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Typed {
    fn fields(self) -> [RwSignal<String>; 4] {
        [self.person, self.from, self.to, self.reason]
    }

    fn form(self, office: String) -> NominateForm {
        let [person, from, to, reason] = self.fields().map(|field| field.get_untracked());
        NominateForm { office, person, from, to, reason }
    }
}

#[component]
pub(super) fn NominateSomebody(desk: Desk) -> impl IntoView {
    let words = use_words();
    let texts = &words.enablement.nominate;
    let echo = use_echo(Some(FORM));
    let field = |name| RwSignal::new(echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned());
    let typed = Typed { person: field("person"), from: field("from"), to: field("to"), reason: field("reason") };
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["person"], typed.person);
    form.mends(&["from"], typed.from);
    form.mends(&["to"], typed.to);
    form.mends(&["reason"], typed.reason);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.done.set("");
        let sent = typed.form(untrack(move || desk.office()));
        if let Err(errors) = Nomination::parse(&sent, desk.read.with_untracked(|read| read.today)) {
            return form.refuse(Problem::invalid(errors));
        }
        form.send(async move { nominate(&sent).await }, move |read| {
            desk.became(read, texts.done);
            for field in typed.fields() {
                field.set(String::new());
            }
        });
    };
    view! {
        <form class="panel work-form change-day" method="post" action=ENABLEMENTS on:submit=submit novalidate>
            <p>{texts.lead}</p>
            <ErrorSummary id="nominate-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=move || desk.address()/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <input type="hidden" name="office" value=move || desk.office()/>
            <Fields form typed/>
            <SubmitButton
                label=texts.submit.to_owned() label_under_way=words.enablement.under_way under_way=form.under_way
            />
        </form>
    }
    .into_any()
}

#[component]
fn Fields(form: Submit, typed: Typed) -> impl IntoView {
    let words = use_words();
    let texts = &words.enablement.nominate;
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    view! {
        <TextField
            id="nominate-person" name="person" label=texts.person hint=texts.person_hint value=typed.person
            error=error("person") required=true
        />
        <TextField
            id="nominate-from" name="from" kind="date" label=texts.from hint=texts.from_hint value=typed.from
            error=error("from")
        />
        <TextField
            id="nominate-to" name="to" kind="date" label=texts.to hint=texts.to_hint value=typed.to error=error("to")
        />
        <TextArea
            id="nominate-reason" name="reason" label=texts.reason value=typed.reason error=error("reason") rows=3
            required=true
        />
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().enablement.nominate;
    match field {
        "from" => (texts.from, "nominate-from".into()),
        "to" => (texts.to, "nominate-to".into()),
        "reason" => (texts.reason, "nominate-reason".into()),
        _ => (texts.person, "nominate-person".into()),
    }
}
