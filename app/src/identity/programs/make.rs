//! A new token: name, for whom, what for and how long; what was typed survives a search and a refusal.

use super::PAGE;
use super::secret::Made;
use crate::api::tokens::{TOKENS, make_token, token_bindings};
use crate::api::with_query;
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, SelectField, Submit, SubmitButton, TextField, error_of, loaded_part, scheme_word};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::identity::{Binding, MandateChoice, TokenBindings, TokenForm, TokenLine};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use uuid::Uuid;

pub(super) const FORM: &str = "make-token";
/// The lives offered, in days.
const LIVES: [&str; 4] = ["30", "90", "180", "365"];

/// The form's signals; they outlive the list of choices, which a search replaces.
#[derive(Clone, Copy)]
pub(super) struct Making {
    id: RwSignal<String>,
    name: RwSignal<String>,
    bound_to: RwSignal<String>,
    scopes: RwSignal<String>,
    days: RwSignal<String>,
    sending: Submit,
}

impl Making {
    /// From what came back with the page, or else empty; the id is made once a form, so that sending twice makes one token.
    pub fn start() -> Self {
        let new_id = SharedValue::new(|| Uuid::now_v7().to_string()).into_inner();
        let echo = use_echo(Some(FORM));
        let typed = |name: &str, first: &str| {
            let typed = echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or(first);
            RwSignal::new(typed.to_owned())
        };
        let making = Self {
            id: typed("id", &new_id),
            name: typed("name", ""),
            bound_to: typed("bound_to", ""),
            scopes: typed("scopes", "read send"),
            days: typed("days", "90"),
            sending: Submit::new(echo.as_ref().and_then(|echo| echo.problem.clone())),
        };
        making.sending.mends(&["name"], making.name);
        making.sending.mends(&["bound_to"], making.bound_to);
        making
    }

    fn form(self) -> TokenForm {
        TokenForm {
            id: self.id.get_untracked(),
            name: self.name.get_untracked(),
            bound_to: self.bound_to.get_untracked(),
            scopes: self.scopes.get_untracked(),
            days: self.days.get_untracked(),
        }
    }

    fn begin_anew(self) {
        self.id.set(Uuid::now_v7().to_string());
        self.name.set(String::new());
    }

    fn error(self, field: &'static str) -> Signal<Option<String>> {
        let words = use_words();
        Signal::derive(move || self.sending.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    }
}

#[component]
pub(super) fn MakeToken(
    making: Making,
    made: RwSignal<Option<Made>>,
    lines: RwSignal<Vec<TokenLine>>,
) -> impl IntoView {
    let texts = &use_words().identity.programs;
    let query = use_query_map();
    let search = Memo::new(move |_| query.with(|query| query.get("search").unwrap_or_default()));
    let choices = Resource::new(move || search.get(), token_bindings);
    let shown = move |choices: TokenBindings| {
        if choices.is_empty() {
            return view! { <p class="empty">{texts.new_nobody}</p> }.into_any();
        }
        let search = search.get_untracked();
        let wanted = search.clone();
        view! {
            {(choices.more || !search.is_empty()).then(|| view! { <FindMandate wanted/> })}
            <Form making made lines choices page=with_query(PAGE, &[("search", &search)])/>
        }
        .into_any()
    };
    loaded_part(choices, shown)
}

/// A plain GET form: the choices below are those it finds.
#[component]
fn FindMandate(wanted: String) -> impl IntoView {
    let texts = &use_words().identity.programs;
    let value = RwSignal::new(wanted);
    let navigate = use_navigate();
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        navigate(&with_query(PAGE, &[("search", &value.get_untracked())]), Default::default());
    };
    view! {
        <form class="filters" method="get" action=PAGE role="search" aria-label=texts.find on:submit=find>
            <TextField id="find-mandate" name="search" kind="search" label=texts.find hint=texts.find_hint value error=None/>
            <button class="btn btn-outline-primary" type="submit">{texts.search}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Form(
    making: Making,
    made: RwSignal<Option<Made>>,
    lines: RwSignal<Vec<TokenLine>>,
    choices: TokenBindings,
    /// This page with its search, so that a form that comes back finds the same choices.
    page: String,
) -> impl IntoView {
    let texts = &use_words().identity.programs;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = making.form();
        making.sending.send(async move { make_token(&form).await }, move |new| {
            making.begin_anew();
            made.set(Some(Made { name: new.token.name.clone(), secret: new.secret }));
            lines.update(|lines| lines.insert(0, new.token));
        });
    };
    view! {
        <form class="make-token" method="post" action=TOKENS on:submit=submit novalidate>
            <ErrorSummary id="make-token-errors" form=making.sending label/>
            <input type="hidden" name=PAGE_FIELD value=page/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <input type="hidden" name="id" value=move || making.id.get()/>
            <TextField id="token-name" name="name" label=texts.new_name hint=texts.new_name_hint value=making.name error=making.error("name") required=true/>
            <BoundTo making choices/>
            <Scopes making/>
            <Days making/>
            <SubmitButton label=texts.make.to_owned() label_under_way=texts.make_under_way under_way=making.sending.under_way/>
        </form>
    }
    .into_any()
}

#[component]
fn BoundTo(making: Making, choices: TokenBindings) -> impl IntoView {
    let texts = &use_words().identity.programs;
    let TokenBindings { companies, firm, mandates, more } = choices;
    let hint = if more { texts.more } else { texts.bound_to_hint };
    let chosen = making.bound_to;
    let companies: Vec<_> = companies
        .into_iter()
        .map(|company| (Binding::Company(company.id), format!("{} · {}", company.name, company.tax_code)))
        .collect();
    let firm: Vec<_> = firm.into_iter().map(|firm| (Binding::Firm(firm.id), texts.whole_firm(firm.name))).collect();
    let mandates: Vec<_> =
        mandates.into_iter().map(|mandate| (Binding::Mandate(mandate.id), mandate_words(mandate))).collect();
    // What a search left out is chosen no longer: nobody gives access to what they do not see.
    let offered = [&companies, &firm, &mandates].into_iter().flatten().map(|(binding, _)| binding.to_string());
    if !chosen.with_untracked(|chosen| offered.into_iter().any(|offered| offered == *chosen)) {
        chosen.set(String::new());
    }
    view! {
        <SelectField id="token-bound-to" name="bound_to" label=texts.bound_to hint value=chosen error=making.error("bound_to") required=true>
            <option value="" selected=chosen.with_untracked(String::is_empty)>{texts.choose}</option>
            <Choices label=texts.group_own choices=companies chosen/>
            <Choices label=texts.group_mandates choices=mandates chosen/>
            <Choices label=texts.group_firm choices=firm chosen/>
        </SelectField>
    }
    .into_any()
}

fn mandate_words(mandate: MandateChoice) -> String {
    let MandateChoice { company, scheme, .. } = mandate;
    match scheme {
        Some(scheme) => format!("{} · {} · {}", company.name, company.tax_code, scheme_word(use_words(), scheme)),
        None => format!("{} · {}", company.name, company.tax_code),
    }
}

#[component]
fn Choices(label: &'static str, choices: Vec<(Binding, String)>, chosen: RwSignal<String>) -> impl IntoView {
    let option = move |(binding, text): (Binding, String)| {
        let value = binding.to_string();
        let selected = chosen.with_untracked(|chosen| *chosen == value);
        view! { <option value=value selected=selected>{text}</option> }
    };
    (!choices.is_empty())
        .then(|| view! { <optgroup label=label>{choices.into_iter().map(option).collect_view()}</optgroup> })
}

#[component]
fn Scopes(making: Making) -> impl IntoView {
    let texts = &use_words().identity.programs;
    let choices = [("read send", texts.scope_both), ("read", texts.scope_read), ("send", texts.scope_send)];
    let chosen = making.scopes;
    view! {
        <SelectField id="token-scopes" name="scopes" label=texts.scopes value=chosen error=making.error("scopes")>
            {choices.map(|(value, text)| view! {
                <option value=value selected=chosen.get_untracked() == value>{text}</option>
            }).collect_view()}
        </SelectField>
    }
    .into_any()
}

#[component]
fn Days(making: Making) -> impl IntoView {
    let texts = &use_words().identity.programs;
    let chosen = making.days;
    view! {
        <SelectField id="token-days" name="days" label=texts.days hint=texts.days_hint value=chosen error=making.error("days")>
            {LIVES.map(|days| view! {
                <option value=days selected=chosen.get_untracked() == days>{texts.days_of(days)}</option>
            }).collect_view()}
        </SelectField>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().identity.programs;
    match field {
        "bound_to" => (texts.bound_to, "token-bound-to".into()),
        "scopes" => (texts.scopes, "token-scopes".into()),
        "days" => (texts.days, "token-days".into()),
        _ => (texts.new_name, "token-name".into()),
    }
}
