//! Writing down a call, a letter or a talk at the counter.

use super::{TRAY, address_of};
use crate::api::correspondence::{RECORD, record};
use crate::brought::use_echo;
use crate::kit::{
    Crumb, ErrorSummary, Page, SelectField, Submit, SubmitButton, TextArea, TextField, channel_word, error_of,
};
use crate::language::use_words;
use contatti_model::correspondence::RecordForm;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::Channel;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use uuid::Uuid;

const FIELDS: [&str; 8] = ["position", "request", "channel", "direction", "at", "correspondent", "subject", "text"];

/// One signal a field, by its name in the form.
#[derive(Clone, Copy)]
struct Fields([RwSignal<String>; 8]);

impl Fields {
    fn of(self, name: &str) -> RwSignal<String> {
        let place = FIELDS.iter().position(|field| *field == name).unwrap_or(0);
        self.0[place]
    }
}

#[component]
pub(crate) fn WriteDown() -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.record;
    let echo = use_echo(None);
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    // Made once on the server and taken over, so that sending again is the same.
    let fresh = typed("id");
    let id = SharedValue::new(move || if fresh.is_empty() { Uuid::now_v7().to_string() } else { fresh }).into_inner();
    let fields = Fields(FIELDS.map(|name| RwSignal::new(typed(name))));
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    for name in FIELDS {
        form.mends(mended(name), fields.of(name));
    }
    let navigate = use_navigate();
    let sent_id = id.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = |name: &str| fields.of(name).get_untracked();
        let sent = RecordForm {
            id: sent_id.clone(),
            position: read("position"),
            request: read("request"),
            channel: read("channel"),
            direction: read("direction"),
            at: read("at"),
            correspondent: read("correspondent"),
            subject: read("subject"),
            text: read("text"),
        };
        let navigate = navigate.clone();
        // What counts as now is the server's: it alone says whether the moment holds.
        form.send(async move { record(&sent).await }, move |detail| {
            navigate(&address_of(detail.line.id), Default::default());
        });
    };
    let crumbs = vec![Crumb { name: words.correspondence.tray.title, address: TRAY }];
    view! {
        <Page title=texts.title lead=texts.lead crumbs>
            <form class="panel work-form record" method="post" action=RECORD on:submit=submit novalidate>
                <ErrorSummary id="record-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=format!("{TRAY}/nuova")/>
                <input type="hidden" name="id" value=id/>
                <Inputs fields form/>
                <SubmitButton label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way/>
            </form>
        </Page>
    }
    .into_any()
}

#[component]
fn Inputs(fields: Fields, form: Submit) -> impl IntoView {
    let words = use_words();
    let (texts, file) = (&words.correspondence.record, &words.correspondence.file);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let ways = Channel::ALL.into_iter().filter(|channel| *channel != Channel::Web);
    let channels = ways.map(|channel| (channel.as_str(), channel_word(words, channel)));
    let directions = [("out", texts.direction_out), ("in", texts.direction_in)];
    view! {
        <TextField id="record-position" name="position" label=file.position value=fields.of("position") error=error("position") required=true/>
        <SelectField id="record-channel" name="channel" label=texts.channel value=fields.of("channel") error=error("channel") required=true>
            <option value="" selected=fields.of("channel").with_untracked(String::is_empty)>{texts.choose_channel}</option>
            {options(channels, fields.of("channel"))}
        </SelectField>
        <SelectField id="record-direction" name="direction" label=texts.direction value=fields.of("direction") error=error("direction") required=true>
            <option value="" selected=fields.of("direction").with_untracked(String::is_empty)></option>
            {options(directions.into_iter(), fields.of("direction"))}
        </SelectField>
        <TextField id="record-at" name="at" kind="datetime-local" label=texts.at hint=texts.at_hint value=fields.of("at") error=error("at") required=true/>
        <TextField id="record-correspondent" name="correspondent" label=texts.correspondent hint=texts.correspondent_hint value=fields.of("correspondent") error=error("correspondent") required=true/>
        <TextField id="record-subject" name="subject" label=texts.subject value=fields.of("subject") error=error("subject") required=true/>
        <TextArea id="record-text" name="text" label=texts.text value=fields.of("text") error=error("text") rows=5 required=true/>
        <TextField id="record-request" name="request" label=texts.request hint=texts.request_hint value=fields.of("request") error=error("request")/>
    }
    .into_any()
}

fn options(choices: impl Iterator<Item = (&'static str, &'static str)>, value: RwSignal<String>) -> impl IntoView {
    let chosen = value.get_untracked();
    let option = move |(word, name): (&'static str, &'static str)| {
        let selected = word == chosen;
        view! { <option value=word selected=selected>{name}</option> }
    };
    choices.map(option).collect_view()
}

/// The list of one that a field's change mends.
fn mended(name: &str) -> &'static [&'static str] {
    let place = FIELDS.iter().position(|field| *field == name).unwrap_or(0);
    std::slice::from_ref(&FIELDS[place])
}

fn label(field: &str) -> (&'static str, String) {
    let words = &use_words().correspondence;
    let (texts, id) = (&words.record, format!("record-{field}"));
    let name = match field {
        "request" => texts.request,
        "channel" => texts.channel,
        "direction" => texts.direction,
        "at" => texts.at,
        "correspondent" => texts.correspondent,
        "subject" => texts.subject,
        "text" => texts.text,
        _ => words.file.position,
    };
    (name, id)
}
