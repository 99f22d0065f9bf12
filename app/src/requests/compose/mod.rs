//! The new request: one form in four steps, all in the page at once, those not current hidden.

mod contacts_step;
mod documents;
mod draft;
mod draft_notices;
mod files;
mod help;
mod kept;
mod position_field;
mod saver;
mod send;
mod start;
mod state;
mod stepper;
mod subject_step;
mod suggestion;
mod summary_step;
mod text_step;
mod upload_list;
mod verification;

pub(super) use kept::forget_copies;

use crate::api::requests::SEND;
use crate::browser;
use crate::kit::{Crumb, ErrorSummary, Page, Refusal, use_alive};
use crate::language::use_words;
use crate::session::use_session;
use contacts_step::ContactsStep;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::identity::Me;
use draft_notices::{DraftNotices, SaveState};
use leptos::prelude::*;
use send::{SendTrouble, StepButtons};
use start::{Asked, Start, begin};
use state::{Composing, LAST_STEP, step_of};
use stepper::Stepper;
use subject_step::SubjectStep;
use summary_step::SummaryStep;
use text_step::TextStep;
use uuid::Uuid;

/// The page of the form.
pub(super) const PAGE: &str = "/contatti/nuova-richiesta";

#[component]
pub(crate) fn Compose() -> impl IntoView {
    let asked = StoredValue::new(Asked::here());
    let start = Resource::new(|| (), move |()| begin(asked.get_value()));
    // Made once per form, on the server when it renders the page, so that sending twice is one request.
    let new_id = SharedValue::new(|| Uuid::now_v7().to_string()).into_inner();
    let session = use_session();
    view! {
        <Suspense>
            {move || {
                let new_id = new_id.clone();
                Suspend::new(async move {
                    let me = match session {
                        Some(session) => session.await,
                        None => return ().into_any(),
                    };
                    match (me, start.await) {
                        (Ok(_), Ok(start)) if start.options.positions.is_empty() && start.draft.is_none() => {
                            view! { <NothingToWriteFor/> }.into_any()
                        }
                        (Ok(me), Ok(start)) => view! { <ComposeForm me start asked=asked.get_value() new_id/> }.into_any(),
                        (Err(problem), _) | (_, Err(problem)) => view! { <Refusal problem/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn ComposeForm(me: Me, start: Start, asked: Asked, new_id: String) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose;
    let composing = Composing::start(&start, &asked, new_id);
    let began_with = composing.subject.get_untracked();
    let gone = start.gone;
    let draft = draft::keep(&me, composing, start, asked);
    help::follow_choices(composing, began_with);
    let alive = use_alive();
    let crumbs = vec![Crumb { name: words.shell.nav.home, address: "/contatti" }];
    let submit = send::on_submit(composing, draft);
    let reveal = Callback::new(move |field: String| composing.step.set(step_of(&field)));
    let lead = move || if alive.get() { texts.lead } else { texts.lead_plain };
    view! {
        <Page title=texts.title crumbs>
            <p class="lead">{lead}</p>
            <Stepper step=composing.step/>
            <DraftNotices draft gone/>
            <SendTrouble composing draft/>
            <form class="compose" method="post" action=SEND enctype="multipart/form-data" novalidate on:submit=submit>
                <ErrorSummary id="compose-errors" form=composing.sending problem=composing.mendable() label reveal/>
                <input type="hidden" name=PAGE_FIELD value=PAGE/>
                <input type="hidden" name="id" value=move || composing.id.get()/>
                <input type="hidden" name="after" value=move || composing.after.get()/>
                <input type="hidden" name="version" value=move || composing.version.get().to_string()/>
                <SubjectStep composing/>
                <TextStep composing/>
                <ContactsStep composing/>
                <SummaryStep composing/>
                <StepButtons composing draft/>
                <SaveState draft/>
            </form>
        </Page>
    }
    .into_any()
}

/// A step of the form: in the page from the start, hidden while it is not its turn.
#[component]
fn Step(composing: Composing, number: u8, legend: &'static str, children: Children) -> impl IntoView {
    let heading = format!("step-{number}");
    let arrived = RwSignal::new(false);
    Effect::new({
        let heading = heading.clone();
        move |_| {
            // On the way between steps the reading voice follows; not when the page is first shown.
            let current = composing.step.get() == number;
            if current && arrived.get_untracked() && !composing.has_problem() {
                browser::select_fragment(&heading);
            }
            arrived.set(true);
        }
    });
    let texts = &use_words().compose;
    view! {
        <fieldset class="step" hidden=move || composing.step.get() != number>
            <legend id=heading tabindex="-1">
                <span class="visually-hidden">{texts.step_of(number, LAST_STEP)} ": "</span> {legend}
            </legend>
            {children()}
        </fieldset>
    }
    .into_any()
}

#[component]
fn NothingToWriteFor() -> impl IntoView {
    let words = use_words();
    let none = &words.compose.none;
    view! {
        <Page title=none.title lead=none.text>
            <p><a class="btn btn-outline-primary" href="/contatti">{words.shell.nav.home}</a></p>
        </Page>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().compose;
    let (name, id) = match field {
        "position" => (texts.subject.position, "position"),
        "subject" => (texts.subject.subject, "subject"),
        "text" => (texts.text.text, "text"),
        "email" => (texts.contacts.email, "email"),
        "telephone" => (texts.contacts.telephone, "telephone"),
        _ => (texts.text.files, "files"),
    };
    (name, id.to_owned())
}
