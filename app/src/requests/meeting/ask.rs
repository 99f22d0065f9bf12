//! Asking for an appointment, offered where writing more would not help.

use crate::api::requests::{ask_meeting, ask_meeting_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{
    ErrorSummary, ModeChoices, SelectField, Submit, SubmitButton, TextArea, TextField, TickBox, error_of,
};
use crate::language::use_words;
use crate::requests::address_of;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{AskMeetingForm, DayPart, MeetingAsked, Mode, RequestDetail, Workday};
use contatti_model::{FormEcho, Problem};
use leptos::prelude::*;

const FORM: &str = "ask-meeting";

/// The form's signals.
#[derive(Clone, Copy)]
struct Asking {
    mode: RwSignal<String>,
    part: RwSignal<String>,
    weekdays: [(Workday, RwSignal<bool>); 5],
    telephone: RwSignal<String>,
    text: RwSignal<String>,
    form: Submit,
}

impl Asking {
    /// As the form came back, or with what is known of the sender.
    fn start(detail: RwSignal<RequestDetail>, echo: Option<FormEcho>) -> Self {
        let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).map(ToOwned::to_owned);
        let known = || detail.with_untracked(|detail| detail.contacts.telephone.clone());
        let was_ticked = |day: Workday| {
            let is_day = |(name, value): &(String, String)| name == "weekdays" && value == day.as_str();
            echo.as_ref().is_some_and(|echo| echo.values.iter().any(is_day))
        };
        let asking = Self {
            mode: RwSignal::new(typed("mode").unwrap_or_else(|| Mode::InPerson.as_str().to_owned())),
            part: RwSignal::new(typed("part").unwrap_or_else(|| DayPart::Any.as_str().to_owned())),
            weekdays: Workday::ALL.map(|day| (day, RwSignal::new(was_ticked(day)))),
            telephone: RwSignal::new(typed("telephone").unwrap_or_else(known)),
            text: RwSignal::new(typed("text").unwrap_or_default()),
            form: Submit::new(echo.as_ref().and_then(|echo| echo.problem.clone())),
        };
        asking.form.mends(&["mode", "telephone"], asking.mode);
        asking.form.mends(&["telephone"], asking.telephone);
        asking.form.mends(&["text"], asking.text);
        asking
    }

    fn typed(self) -> AskMeetingForm {
        let ticked = self.weekdays.iter().filter(|(_, ticked)| ticked.get_untracked());
        AskMeetingForm {
            mode: self.mode.get_untracked(),
            part: self.part.get_untracked(),
            weekdays: ticked.map(|(day, _)| day.as_str().to_owned()).collect(),
            telephone: self.telephone.get_untracked(),
            text: self.text.get_untracked(),
        }
    }

    fn error(self, field: &'static str) -> Signal<Option<String>> {
        let words = use_words();
        Signal::derive(move || self.form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    }
}

#[component]
pub(in crate::requests) fn AskMeeting(detail: RwSignal<RequestDetail>, done: RwSignal<String>) -> impl IntoView {
    let texts = &use_words().meetings;
    let echo = use_echo(Some(FORM));
    let came_back = echo.is_some();
    let asking = Asking::start(detail, echo);
    let request = detail.with_untracked(|detail| detail.id);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = asking.typed();
        if let Err(errors) = MeetingAsked::parse(&sent) {
            asking.form.refuse(Problem::invalid(errors));
            return;
        }
        asking.form.send(async move { ask_meeting(&request.to_string(), &sent).await }, move |fresh| {
            detail.set(fresh);
            asking.text.set(String::new());
            done.set(texts.asked_done.to_owned());
        });
    };
    let action = ask_meeting_path(&request.to_string());
    // What was typed stays until it is sent, also where somebody asked first.
    let shown = move || detail.with(|detail| detail.may_talk) || asking.text.with(|text| !text.is_empty());
    view! {
        <Show when=shown>
            <details class="panel work-form" open=came_back>
                <summary><h2 class="in-summary">{texts.offer_title}</h2></summary>
                <form method="post" action=action.clone() novalidate on:submit=submit>
                    <p>{texts.offer_lead}</p>
                    <ErrorSummary id="ask-meeting-errors" form=asking.form label/>
                    <input type="hidden" name=PAGE_FIELD value=address_of(request)/>
                    <input type="hidden" name=FORM_FIELD value=FORM/>
                    <Fields asking/>
                    <SubmitButton label=texts.ask.to_owned() label_under_way=texts.asking under_way=asking.form.under_way/>
                </form>
            </details>
        </Show>
    }
    .into_any()
}

#[component]
fn Fields(asking: Asking) -> impl IntoView {
    let words = use_words();
    let texts = &words.meetings;
    let parts = [
        (DayPart::Any, texts.part_any),
        (DayPart::Morning, texts.part_morning_choice),
        (DayPart::Afternoon, texts.part_afternoon_choice),
    ];
    let part = asking.part.get_untracked();
    let ticks = asking.weekdays.map(|(day, ticked)| {
        let name = contatti_words::dates::workday(words, day);
        view! { <TickBox name="weekdays" value=day.as_str() label=name ticked/> }
    });
    view! {
        <SelectField id="ask-meeting-mode" name="mode" label=texts.mode value=asking.mode error=asking.error("mode") required=true>
            <ModeChoices chosen=asking.mode.get_untracked()/>
        </SelectField>
        <SelectField id="ask-meeting-part" name="part" label=texts.part value=asking.part error=asking.error("part")>
            {parts.map(|(choice, name)| view! {
                <option value=choice.as_str() selected=part == choice.as_str()>{name}</option>
            }).collect_view()}
        </SelectField>
        <fieldset class="field weekdays" id="ask-meeting-weekdays">
            <legend>{texts.weekdays}</legend>
            {ticks.into_iter().collect_view()}
        </fieldset>
        <TextField
            id="ask-meeting-telephone" name="telephone" kind="tel" autocomplete="tel" label=texts.telephone hint=texts.telephone_hint
            value=asking.telephone error=asking.error("telephone")
        />
        <TextArea
            id="ask-meeting-text" name="text" label=texts.reason hint=texts.reason_hint value=asking.text error=asking.error("text")
            rows=2 required=true
        />
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().meetings;
    let name = match field {
        "mode" => texts.mode,
        "part" => texts.part,
        "weekdays" => texts.weekdays,
        "telephone" => texts.telephone,
        _ => return (texts.reason, "ask-meeting-text".into()),
    };
    (name, format!("ask-meeting-{field}"))
}
