//! The steps of the ladder: read by who oversees the office, changed by its director.

use super::address_of;
use crate::api::escalation::{STEPS, change_steps};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, Icon, Submit, SubmitButton, TextField, error_of, rung_word};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::escalation::{Rung, Step, Steps, StepsDraft, StepsForm};
use contatti_model::form_echo::PAGE_FIELD;
use leptos::prelude::*;

const FORM: &str = "change-steps";

#[component]
pub(super) fn TheSteps(steps: Steps) -> impl IntoView {
    let texts = &use_words().escalation.steps;
    let shown = RwSignal::new(steps);
    let done = RwSignal::new(false);
    let said = move || {
        done.get().then(|| view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {texts.saved}</p> })
    };
    view! {
        <p>{texts.lead}</p>
        <div role="status">{said}</div>
        <Ladder shown/>
        {shown.with_untracked(|steps| steps.may_change).then(|| view! { <ChangeSteps shown done/> })}
    }
    .into_any()
}

#[component]
fn Ladder(shown: RwSignal<Steps>) -> impl IntoView {
    let words = use_words();
    let texts = &words.escalation.steps;
    let rows = move || {
        let rungs = shown.with(|steps| steps.steps.clone());
        let row = |step: Step| view! { <li>{texts.line(step.working_days, rung_word(words, step.rung))}</li> };
        rungs.into_iter().map(row).collect_view()
    };
    let whose = move || if shown.with(|steps| steps.own) { texts.own } else { texts.for_all };
    view! {
        <ol>{rows}</ol>
        <p class="soft">{whose}</p>
    }
    .into_any()
}

/// The fields as typed.
#[derive(Clone, Copy)]
struct Typed {
    rungs: [RwSignal<String>; 4],
    region_email: RwSignal<String>,
}

impl Typed {
    fn form(self, office: String) -> StepsForm {
        let [owner, unit_manager, director, region] = self.rungs.map(|field| field.get_untracked());
        StepsForm { office, owner, unit_manager, director, region, region_email: self.region_email.get_untracked() }
    }
}

#[component]
fn ChangeSteps(shown: RwSignal<Steps>, done: RwSignal<bool>) -> impl IntoView {
    let texts = &use_words().escalation.steps;
    let echo = use_echo(Some(FORM));
    let was = |name: &str, kept: String| {
        let echoed = echo.as_ref().map(|echo| echo.value(name).unwrap_or_default().to_owned());
        RwSignal::new(echoed.unwrap_or(kept))
    };
    let now = shown.get_untracked();
    let days = |rung: Rung| {
        let step = now.steps.iter().find(|step| step.rung == rung);
        step.map(|step| step.working_days.to_string()).unwrap_or_default()
    };
    let typed = Typed {
        rungs: Rung::ALL.map(|rung| was(rung.as_str(), days(rung))),
        region_email: was("region_email", now.region_email.clone()),
    };
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    for value in typed.rungs {
        // Each bounds the one above it: whoever changes one has heard of all.
        form.mends(&["owner", "unit_manager", "director", "region"], value);
    }
    form.mends(&["region_email"], typed.region_email);
    let office = now.office.id.to_string();
    let page = address_of(&office);
    let of = office.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        done.set(false);
        let sent = typed.form(of.clone());
        if let Err(errors) = StepsDraft::parse(&sent) {
            return form.refuse(Problem::invalid(errors));
        }
        form.send(async move { change_steps(&sent).await }, move |steps| {
            shown.set(steps);
            done.set(true);
        });
    };
    view! {
        <form class="panel work-form change-steps" method="post" action=STEPS on:submit=submit novalidate>
            <h3 class="h5">{texts.change}</h3>
            <ErrorSummary id="steps-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=page/>
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
    let texts = &words.escalation.steps;
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let fields = Rung::ALL.into_iter().zip(typed.rungs).map(move |(rung, value)| {
        let (name, label) = (rung.as_str(), texts.days_until(rung_word(words, rung)));
        view! { <TextField id=field_id(name) name label value error=error(name) required=true/> }
    });
    view! {
        <p class="field-hint">{texts.hint}</p>
        {fields.collect_view()}
        <TextField
            id="steps-region_email" name="region_email" kind="email" label=texts.region_email hint=texts.region_email_hint
            value=typed.region_email error=error("region_email")
        />
    }
    .into_any()
}

fn field_id(name: &str) -> String {
    format!("steps-{name}")
}

fn label(field: &str) -> (&'static str, String) {
    let words = use_words();
    let word = Rung::from_word(field).map_or(words.escalation.steps.region_email, |rung| rung_word(words, rung));
    (word, field_id(field))
}
