//! Writing to the company of one position.

use super::fields::{LetterFields, Typed, label as letter_label};
use super::{CONTACT, address_with};
use crate::api::contacting::{CONTACTS, contact};
use crate::brought::use_echo;
use crate::console::text_picker::Filling;
use crate::kit::{Crumb, ErrorSummary, Page, SelectField, Submit, SubmitButton, error_of, scheme_word};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::identity::Position;
use contatti_model::offices::{Blank, SubjectArea};
use contatti_model::requests::{Contact, ContactForm, ContactOptions};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use uuid::Uuid;

#[component]
pub(super) fn WriteFirst(options: ContactOptions) -> impl IntoView {
    let words = use_words();
    let texts = &words.contacting.write;
    let ContactOptions { position, areas, people, consultants, people_by, consultants_by } = options;
    let audience_hint = texts.audience_hint(
        consultants,
        consultants_by.email,
        consultants_by.sms,
        people,
        people_by.email,
        people_by.sms,
    );
    let page = address_with(&position.id.to_string());
    let echo = use_echo(None).filter(|echo| echo.page == page);
    let fresh = echo.as_ref().and_then(|echo| echo.value("id")).map(str::to_owned);
    // Made once on the server and taken over, so that sending again is the same.
    let id = SharedValue::new(move || fresh.unwrap_or_else(|| Uuid::now_v7().to_string())).into_inner();
    let subject = echo.as_ref().and_then(|echo| echo.value("subject")).unwrap_or_default().to_owned();
    let (subject, typed) = (RwSignal::new(subject), Typed::begin(echo.as_ref()));
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["subject"], subject);
    typed.mended_in(form);
    let navigate = use_navigate();
    let (sent_id, sent_position) = (id.clone(), position.id.to_string());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = ContactForm {
            id: sent_id.clone(),
            position: sent_position.clone(),
            subject: subject.get_untracked(),
            text: typed.text.get_untracked(),
            audience: typed.audience.get_untracked(),
            answer: typed.answer_word(),
        };
        if let Err(errors) = Contact::parse(&sent) {
            return form.refuse(Problem::invalid(errors));
        }
        let navigate = navigate.clone();
        form.send(async move { contact(&sent).await }, move |detail| {
            navigate(&crate::console::address_of(detail.id), Default::default());
        });
    };
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "subject")));
    let filling = known(&position, &areas, subject);
    let crumbs = vec![
        Crumb { name: words.shell.nav.work_list, address: "/console" },
        Crumb { name: words.contacting.find.title, address: CONTACT },
    ];
    view! {
        <Page title=texts.title(&position.company.name) crumbs>
            <p class="lead">
                {texts.position(&position.number, scheme_word(words, position.scheme))} " · " <a href=CONTACT>{texts.other}</a>
            </p>
            <form class="panel work-form contact" method="post" action=CONTACTS on:submit=submit novalidate>
                <ErrorSummary id="contact-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=page/>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="position" value=position.id.to_string()/>
                <SelectField id="contact-subject" name="subject" label=texts.subject value=subject error required=true>
                    <option value="" selected=subject.with_untracked(String::is_empty)>{texts.choose_subject}</option>
                    {areas.into_iter().map(|area| view! { <Area area subject/> }).collect_view()}
                </SelectField>
                <LetterFields form typed prefix="contact" audience_hint filling/>
                <SubmitButton label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way/>
            </form>
        </Page>
    }
    .into_any()
}

/// The number and the day come with the letter: nobody knows them yet.
fn known(position: &Position, areas: &[SubjectArea], chosen: RwSignal<String>) -> Filling {
    let (company, number) = (position.company.name.clone(), position.number.clone());
    let titles: Vec<(String, String)> =
        areas.iter().flat_map(|area| area.subjects.iter().map(|one| (one.id.to_string(), one.title.clone()))).collect();
    Filling::new(move |blank| match blank {
        Blank::Company => Some(company.clone()),
        Blank::Position => Some(number.clone()),
        Blank::Subject => {
            let id = chosen.get();
            titles.iter().find(|(each, _)| *each == id).map(|(_, title)| title.clone())
        }
        Blank::Number | Blank::Promised | Blank::Operator => None,
    })
}

#[component]
fn Area(area: SubjectArea, subject: RwSignal<String>) -> impl IntoView {
    let chosen = subject.get_untracked();
    let options = area.subjects.into_iter().map(|one| {
        let id = one.id.to_string();
        let selected = id == chosen;
        view! { <option value=id selected=selected>{one.title}</option> }
    });
    view! { <optgroup label=area.title>{options.collect_view()}</optgroup> }.into_any()
}

fn label(field: &str) -> (&'static str, String) {
    letter_label(field, "contact")
}
