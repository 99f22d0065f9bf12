//! The steps of the ladder: read by who oversees the office, changed by its director.

use super::address_of;
use crate::api::Outcome;
use crate::api::escalation::{STEPS, change_steps, steps};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{
    ErrorSummary, Icon, Kept, Meanwhile, Overtaken, Part, Submit, SubmitButton, TextField, error_of, rung_word,
};
use crate::language::use_words;
use contatti_model::escalation::{Rung, Step, Steps, StepsDraft, StepsForm};
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::{FormEcho, Problem, ProblemCode};
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
    fn start(now: &Steps, echo: Option<&FormEcho>) -> Self {
        let was = |name: &str, kept: String| {
            let echoed = echo.map(|echo| echo.value(name).unwrap_or_default().to_owned());
            RwSignal::new(echoed.unwrap_or(kept))
        };
        Self {
            rungs: Rung::ALL.map(|rung| was(rung.as_str(), days(now, rung))),
            region_email: was("region_email", now.region_email.clone()),
        }
    }

    fn form(self, office: String, version: String) -> StepsForm {
        let [owner, unit_manager, director, region] = self.rungs.map(|field| field.get_untracked());
        let region_email = self.region_email.get_untracked();
        StepsForm { office, owner, unit_manager, director, region, region_email, version }
    }
}

fn days(steps: &Steps, rung: Rung) -> String {
    let step = steps.steps.iter().find(|step| step.rung == rung);
    step.map(|step| step.working_days.to_string()).unwrap_or_default()
}

fn parts(days: [String; 4], region_email: String) -> Vec<Part> {
    let words = use_words();
    let rungs = Rung::ALL.into_iter().zip(days);
    let rungs = rungs.map(|(rung, days)| Part::new(words.escalation.steps.days_until(rung_word(words, rung)), days));
    rungs.chain([Part::new(words.escalation.steps.region_email, region_email)]).collect()
}

/// The steps as another director left them.
fn kept(steps: &Steps) -> Kept {
    let parts = parts(Rung::ALL.map(|rung| days(steps, rung)), steps.region_email.clone());
    Kept { version: steps.version, parts, by: steps.changed_by.clone(), at: steps.changed_at }
}

#[component]
fn ChangeSteps(shown: RwSignal<Steps>, done: RwSignal<bool>) -> impl IntoView {
    let words = use_words();
    let texts = &words.escalation.steps;
    let echo = use_echo(Some(FORM));
    let now = shown.get_untracked();
    let typed = Typed::start(&now, echo.as_ref());
    let meanwhile = Meanwhile::start(Some(kept(&now)), echo.as_ref());
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
        let sent = typed.form(of.clone(), meanwhile.version.get_untracked());
        if let Err(errors) = StepsDraft::parse(&sent) {
            return form.refuse(Problem::invalid(errors));
        }
        form.send(changed(shown, meanwhile, sent), move |steps| {
            meanwhile.settled(steps.version);
            shown.set(steps);
            done.set(true);
        });
    };
    let label_now = Signal::derive(move || {
        if meanwhile.is_changed() { words.working.versions.over.to_owned() } else { texts.submit.to_owned() }
    });
    let mine = Signal::derive(move || parts(typed.rungs.map(|field| field.get()), typed.region_email.get()));
    view! {
        <form class="panel work-form change-steps" method="post" action=STEPS on:submit=submit novalidate>
            <h3 class="h5">{texts.change}</h3>
            <ErrorSummary id="steps-errors" form label/>
            <Overtaken id="steps-overtaken" meanwhile mine page=page.clone()/>
            <input type="hidden" name=PAGE_FIELD value=page/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <input type="hidden" name="office" value=office/>
            <input type="hidden" name="version" value=move || meanwhile.version.get()/>
            <Fields form typed/>
            <SubmitButton label=label_now label_under_way=texts.under_way under_way=form.under_way/>
        </form>
    }
    .into_any()
}

/// The answer; where another director was faster, theirs are shown, and what is typed here stays.
async fn changed(shown: RwSignal<Steps>, meanwhile: Meanwhile, sent: StepsForm) -> Outcome<Steps> {
    let outcome = change_steps(&sent).await;
    if outcome.as_ref().is_err_and(|problem| problem.code == ProblemCode::Stale)
        && let Ok(fresh) = steps(sent.office).await
    {
        meanwhile.met(Some(kept(&fresh)));
        let _ = shown.try_set(fresh);
    }
    outcome
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
