//! Answering who asks for an appointment: when and where, moved later if need be, or called off.

use super::work::Work;
use crate::api::console::{cancel_meeting, cancel_meeting_path, set_meeting, set_meeting_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, ModeChoices, SelectField, Submit, SubmitButton, TextArea, TextField, error_of};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{Comment, CommentForm, MeetingState, SetMeetingForm};
use contatti_model::{FormEcho, Problem};
use leptos::prelude::*;

const SET: &str = "set-meeting";
const CANCEL: &str = "cancel-meeting";

#[component]
pub(super) fn SetMeeting(work: Work) -> impl IntoView {
    // Made anew when somebody asks while the page is open, with what they wish.
    view! { <Show when=move || work.detail.with(|detail| detail.may_set_meeting)><SetForm work/></Show> }
}

/// The form's signals.
#[derive(Clone, Copy)]
struct Setting {
    mode: RwSignal<String>,
    day: RwSignal<String>,
    time: RwSignal<String>,
    place: RwSignal<String>,
    text: RwSignal<String>,
    form: Submit,
}

impl Setting {
    /// As the form came back, or with what the company wishes and the appointment set before.
    fn start(work: Work, echo: Option<FormEcho>) -> Self {
        let meeting = work.detail.with_untracked(|detail| detail.meeting.clone());
        let begins = meeting.as_ref().and_then(|meeting| meeting.begins_at).map(|at| at.in_rome());
        let mode = meeting.as_ref().map(|meeting| meeting.mode.as_str().to_owned());
        let value = |name: &str, known: Option<String>| {
            let typed = echo.as_ref().and_then(|echo| echo.value(name)).map(ToOwned::to_owned);
            RwSignal::new(typed.or(known).unwrap_or_default())
        };
        let setting = Self {
            mode: value("mode", mode),
            day: value("day", begins.as_ref().map(|begins| begins.date().to_string())),
            time: value("time", begins.as_ref().map(|begins| begins.strftime("%H:%M").to_string())),
            place: value("place", meeting.map(|meeting| meeting.place)),
            text: value("text", None),
            form: Submit::new(echo.as_ref().and_then(|echo| echo.problem.clone())),
        };
        setting.form.mends(&["mode", "place"], setting.mode);
        setting.form.mends(&["day", "time"], setting.day);
        setting.form.mends(&["time"], setting.time);
        setting.form.mends(&["place"], setting.place);
        setting.form.mends(&["text"], setting.text);
        setting
    }

    fn typed(self, work: Work) -> SetMeetingForm {
        SetMeetingForm {
            mode: self.mode.get_untracked(),
            day: self.day.get_untracked(),
            time: self.time.get_untracked(),
            place: self.place.get_untracked(),
            text: self.text.get_untracked(),
            version: untrack(|| work.version()),
        }
    }

    fn error(self, field: &'static str) -> Signal<Option<String>> {
        let words = use_words();
        Signal::derive(move || self.form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    }
}

#[component]
fn SetForm(work: Work) -> impl IntoView {
    let texts = &use_words().meetings;
    let echo = use_echo(Some(SET));
    let came_back = echo.is_some();
    let setting = Setting::start(work, echo);
    let is_set = move || {
        work.detail.with(|detail| detail.meeting.as_ref().is_some_and(|meeting| meeting.state == MeetingState::Set))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // Which days the office works is the server's to say.
        let (id, sent) = (work.id(), setting.typed(work));
        let answer = async move { set_meeting(&id, &sent).await };
        work.send(setting.form, answer, texts.set_done, move || {
            let _ = setting.text.try_set(String::new());
        });
    };
    let title = Signal::derive(move || if is_set() { texts.move_title } else { texts.set_title }.to_owned());
    view! {
        <details class="panel work-form" open=came_back || !untrack(is_set)>
            <summary><h3 class="in-summary">{move || title.get()}</h3></summary>
            <form method="post" action=set_meeting_path(&work.id()) on:submit=submit novalidate>
                <p>{texts.set_lead}</p>
                <ErrorSummary id="set-meeting-errors" form=setting.form label/>
                <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                <input type="hidden" name=FORM_FIELD value=SET/>
                <input type="hidden" name="version" value=move || work.version()/>
                <Fields setting/>
                <SubmitButton label=title label_under_way=texts.setting under_way=setting.form.under_way/>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Fields(setting: Setting) -> impl IntoView {
    let texts = &use_words().meetings;
    view! {
        <SelectField id="set-meeting-mode" name="mode" label=texts.mode value=setting.mode error=setting.error("mode") required=true>
            <ModeChoices chosen=setting.mode.get_untracked()/>
        </SelectField>
        <TextField
            id="set-meeting-day" name="day" kind="date" label=texts.day hint=texts.day_hint value=setting.day
            error=setting.error("day") required=true
        />
        <TextField
            id="set-meeting-time" name="time" kind="time" label=texts.time hint=texts.time_hint value=setting.time
            error=setting.error("time") required=true
        />
        <TextField
            id="set-meeting-place" name="place" label=texts.place value=setting.place error=setting.error("place") required=true
        />
        <TextArea
            id="set-meeting-text" name="text" label=texts.note hint=texts.note_hint value=setting.text error=setting.error("text")
            rows=2
        />
    }
    .into_any()
}

#[component]
pub(super) fn CancelMeeting(work: Work) -> impl IntoView {
    let words = use_words();
    let texts = &words.meetings;
    let echo = use_echo(Some(CANCEL));
    let came_back = echo.is_some();
    let text = RwSignal::new(echo.as_ref().and_then(|echo| echo.value("text")).unwrap_or_default().to_owned());
    work.compare(text);
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["text"], text);
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "text")));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (id, sent) = (work.id(), CommentForm { text: text.get_untracked(), version: untrack(|| work.version()) });
        if let Err(errors) = Comment::parse(&sent) {
            form.refuse(Problem::invalid(errors));
            return;
        }
        let answer = async move { cancel_meeting(&id, &sent).await };
        work.send(form, answer, texts.cancel_done, move || text.set(String::new()));
    };
    view! {
        <Show when=move || work.detail.with(|detail| detail.may_set_meeting && detail.may_cancel_meeting)>
            <details class="panel work-form" open=came_back>
                <summary><h3 class="in-summary">{texts.cancel_title}</h3></summary>
                <form method="post" action=cancel_meeting_path(&work.id()) on:submit=submit novalidate>
                    <p>{texts.cancel_lead}</p>
                    <ErrorSummary id="cancel-meeting-errors" form label=cancel_label/>
                    <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                    <input type="hidden" name=FORM_FIELD value=CANCEL/>
                    <input type="hidden" name="version" value=move || work.version()/>
                    <TextArea id="cancel-meeting-text" name="text" label=texts.cancel_text value=text error rows=2 required=true/>
                    <SubmitButton
                        label=texts.cancel.to_owned() label_under_way=texts.withdrawing under_way=form.under_way
                        class="btn btn-outline-primary"
                    />
                </form>
            </details>
        </Show>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().meetings;
    let name = match field {
        "mode" => texts.mode,
        "day" => texts.day,
        "time" => texts.time,
        "place" => texts.place,
        _ => return (texts.note, "set-meeting-text".into()),
    };
    (name, format!("set-meeting-{field}"))
}

fn cancel_label(_field: &str) -> (&'static str, String) {
    (use_words().meetings.cancel_text, "cancel-meeting-text".into())
}
