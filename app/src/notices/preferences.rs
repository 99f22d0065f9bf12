//! The page on which everybody says how they are told: by e-mail, by SMS, or both.

use crate::api::Outcome;
use crate::api::notices::{PREFERENCES as CHANGE, change_preferences, preferences};
use crate::brought::use_echo;
use crate::kit::{
    ErrorSummary, Icon, Kept, Meanwhile, Overtaken, Page, Part, Submit, SubmitButton, TextField, TickBox, error_of,
    loaded,
};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::notices::{NoticeChoice, NoticePreferences, NoticePreferencesForm};
use contatti_model::{FormEcho, Problem, ProblemCode};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page's address.
pub(crate) const PREFERENCES: &str = "/preferenze";

/// The fields as ticked and typed.
#[derive(Clone, Copy)]
struct Typed {
    by_email: RwSignal<bool>,
    by_sms: RwSignal<bool>,
    mobile: RwSignal<String>,
}

impl Typed {
    fn start(read: &NoticePreferences, echo: Option<&FormEcho>) -> Self {
        let ticked = |name: &str, kept: bool| RwSignal::new(echo.map_or(kept, |echo| echo.value(name) == Some("yes")));
        let mobile = echo.and_then(|echo| echo.value("mobile")).unwrap_or(&read.mobile);
        Self {
            // Where no SMS is sent, notices go by e-mail whatever was chosen before.
            by_email: ticked("by_email", read.by_email || !read.sends_sms),
            by_sms: ticked("by_sms", !read.mobile.is_empty()),
            mobile: RwSignal::new(mobile.to_owned()),
        }
    }

    fn form(self, version: String) -> NoticePreferencesForm {
        let word = |ticked: RwSignal<bool>| if ticked.get_untracked() { "yes".to_owned() } else { String::new() };
        NoticePreferencesForm {
            by_email: word(self.by_email),
            by_sms: word(self.by_sms),
            mobile: self.mobile.get_untracked(),
            version,
        }
    }

    /// As they are kept now: the number in one spelling, or forgotten.
    fn became(self, kept: &NoticePreferences) {
        self.by_email.set(kept.by_email);
        self.by_sms.set(!kept.mobile.is_empty());
        self.mobile.set(kept.mobile.clone());
    }
}

/// The channels and the number, as two choices are put side by side; a number without SMS is forgotten.
fn parts(email: &str, by_email: bool, by_sms: bool, mobile: &str) -> Vec<Part> {
    let texts = &use_words().notices.preferences;
    let email = (by_email && !email.is_empty()).then(|| texts.by_email(email));
    let channels: Vec<_> = email.into_iter().chain(by_sms.then(|| texts.by_sms.to_owned())).collect();
    let mobile = if by_sms { mobile } else { "" };
    vec![Part::new(texts.channels, channels.join("\n")), Part::new(texts.mobile, mobile)]
}

/// What is kept now. Nobody else changes it: it was chosen in another window, or on another device.
fn kept(read: &NoticePreferences) -> Kept {
    let by_email = read.by_email || !read.sends_sms;
    let parts = parts(&read.email, by_email, !read.mobile.is_empty(), &read.mobile);
    let by = Some(use_words().notices.preferences.elsewhere.to_owned());
    Kept { version: read.version, parts, by, at: None }
}

/// The answer; where another choice was faster, it is shown, and what is chosen here stays.
async fn changed(meanwhile: Meanwhile, sent: NoticePreferencesForm) -> Outcome<NoticePreferences> {
    let outcome = change_preferences(&sent).await;
    if outcome.as_ref().is_err_and(|problem| problem.code == ProblemCode::Stale)
        && let Ok(fresh) = preferences().await
    {
        meanwhile.met(Some(kept(&fresh)));
    }
    outcome
}

#[component]
pub(crate) fn Preferences() -> impl IntoView {
    let read = Resource::new(|| (), |()| preferences());
    loaded(read, |read| view! { <Shown read/> })
}

#[component]
fn Shown(read: NoticePreferences) -> impl IntoView {
    let texts = &use_words().notices.preferences;
    let saved = use_query_map().with_untracked(|query| query.get("saved").as_deref() == Some("yes"));
    let done = RwSignal::new(saved);
    let said = move || {
        done.get().then(|| view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {texts.done}</p> })
    };
    view! {
        <Page title=texts.title lead=texts.lead>
            <div role="status">{said}</div>
            <ChangePreferences read done/>
            <p class="after-table">{texts.of_a_request}</p>
        </Page>
    }
    .into_any()
}

#[component]
fn ChangePreferences(read: NoticePreferences, done: RwSignal<bool>) -> impl IntoView {
    let words = use_words();
    let texts = &words.notices.preferences;
    let echo = use_echo(None);
    if echo.is_some() {
        done.set(false);
    }
    let typed = Typed::start(&read, echo.as_ref());
    let meanwhile = Meanwhile::start(Some(kept(&read)), echo.as_ref());
    let rules = read.rules();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["mobile"], typed.mobile);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        done.set(false);
        let sent = typed.form(meanwhile.version.get_untracked());
        if let Err(errors) = NoticeChoice::parse(&sent, rules) {
            return form.refuse(Problem::invalid(errors));
        }
        form.send(changed(meanwhile, sent), move |kept| {
            typed.became(&kept);
            meanwhile.settled(kept.version);
            done.set(true);
        });
    };
    let label_now = Signal::derive(move || {
        if meanwhile.is_changed() { words.working.versions.over.to_owned() } else { texts.submit.to_owned() }
    });
    let email = read.email.clone();
    let mine = Signal::derive(move || parts(&email, typed.by_email.get(), typed.by_sms.get(), &typed.mobile.get()));
    view! {
        <form class="panel work-form" method="post" action=CHANGE on:submit=submit novalidate>
            <ErrorSummary id="preferences-errors" form label/>
            <Overtaken id="preferences-overtaken" meanwhile mine page=PREFERENCES.to_owned()/>
            <input type="hidden" name=PAGE_FIELD value=PREFERENCES/>
            <input type="hidden" name="version" value=move || meanwhile.version.get()/>
            <Channels read form typed/>
            <SubmitButton label=label_now label_under_way=texts.under_way under_way=form.under_way/>
        </form>
    }
    .into_any()
}

#[component]
fn Channels(read: NoticePreferences, form: Submit, typed: Typed) -> impl IntoView {
    let words = use_words();
    let texts = &words.notices.preferences;
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let of_channels = move || {
        let said = error("by_email").get().or_else(|| error("by_sms").get());
        said.map(|text| view! { <p class="field-error"><Icon name="warning-circle"/> <span>{text}</span></p> })
    };
    let by_email = if read.email.is_empty() {
        view! { <p>{texts.no_email}</p> }.into_any()
    } else {
        view! { <TickBox name="by_email" value="yes" label=texts.by_email(&read.email) ticked=typed.by_email/> }
            .into_any()
    };
    let no_sms = (!read.sends_sms).then(|| {
        let kept = (!read.mobile.is_empty()).then_some(texts.number_goes);
        view! { <p>{texts.no_sms} " " {kept}</p> }
    });
    let number = read.sends_sms.then(|| {
        view! {
            <TextField
                id="preferences-mobile" name="mobile" kind="tel" autocomplete="tel" label=texts.mobile hint=texts.mobile_hint
                value=typed.mobile error=error("mobile")
            />
        }
    });
    view! {
        <fieldset class="field ticks" id="preferences-channels" tabindex="-1">
            <legend>{texts.channels}</legend>
            {of_channels}
            {by_email}
            {read.sends_sms.then(|| view! { <TickBox name="by_sms" value="yes" label=texts.by_sms ticked=typed.by_sms/> })}
        </fieldset>
        {no_sms}
        {number}
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().notices.preferences;
    match field {
        "mobile" => (texts.mobile, "preferences-mobile".into()),
        _ => (texts.channels, "preferences-channels".into()),
    }
}
