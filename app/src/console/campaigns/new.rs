//! A new campaign: whom it would reach is shown before anything is written, then its text and pace.

use super::filter::FilterFields;
use super::{CAMPAIGNS, NEW};
use crate::api::Outcome;
use crate::api::campaigns::{CAMPAIGNS_API, campaign_choices, make_campaign, pairs, preview_campaign};
use crate::api::with_query;
use crate::brought::use_echo;
use crate::console::contacting::{LetterFields, Typed, letter_label};
use crate::console::text_picker::Filling;
use crate::kit::{Crumb, ErrorSummary, Page, Submit, SubmitButton, TextField, error_of, loaded, problem_words};
use crate::language::use_words;
use contatti_model::campaigns::{
    CampaignChoices, CampaignDraft, CampaignForm, CampaignPreview, FilterForm, MAX_CAMPAIGN_TARGETS, USUAL_PACE,
};
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::Blank;
use contatti_model::{Problem, ProblemCode};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

/// What the page needs: the choices, and the preview of what is chosen.
type Begun = (CampaignChoices, FilterForm, Option<Outcome<CampaignPreview>>);

#[component]
pub(crate) fn NewCampaign() -> impl IntoView {
    let query = use_query_map();
    let shown = Memo::new(move |_| {
        let read = |name: &str| query.with(|query| query.get(name).unwrap_or_default());
        let [subject, province, intermediary] = ["subject", "province", "intermediary"].map(read);
        let [about, months, state] = ["about", "months", "state"].map(read);
        FilterForm { subject, province, intermediary, about, months, state }
    });
    let begun = Resource::new(move || shown.get(), begin);
    loaded(begun, |begun| view! { <Begin begun/> })
}

async fn begin(form: FilterForm) -> Outcome<Begun> {
    let choices = campaign_choices().await?;
    let preview = if form.subject.is_empty() { None } else { Some(preview_campaign(form.clone()).await) };
    Ok((choices, form, preview))
}

#[component]
fn Begin(begun: Begun) -> impl IntoView {
    let words = use_words();
    let texts = &words.campaigns.filter;
    let (choices, shown, preview) = begun;
    let crumbs = vec![
        Crumb { name: words.shell.nav.work_list, address: "/console" },
        Crumb { name: words.campaigns.title, address: CAMPAIGNS },
    ];
    let subjects = choices.areas.iter().flat_map(|area| &area.subjects);
    let subject = { subjects }.find(|one| one.id.to_string() == shown.subject).map(|one| one.title.clone());
    let after = match preview {
        None => ().into_any(),
        // What is wrong with the filter stands at its fields.
        Some(Err(problem)) if problem.code == ProblemCode::Invalid => ().into_any(),
        Some(Err(problem)) => {
            view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> }.into_any()
        }
        Some(Ok(preview)) => view! { <Previewed preview filter=shown.clone() subject/> }.into_any(),
    };
    view! {
        <Page title=texts.title lead=texts.lead crumbs>
            <FilterFields choices shown/>
            {after}
        </Page>
    }
    .into_any()
}

#[component]
fn Previewed(preview: CampaignPreview, filter: FilterForm, subject: Option<String>) -> impl IntoView {
    let words = use_words();
    let texts = &words.campaigns.filter;
    let too_many = preview.count > MAX_CAMPAIGN_TARGETS;
    let said = match preview.count {
        0 => texts.nobody.to_owned(),
        _ if too_many => texts.too_many(MAX_CAMPAIGN_TARGETS),
        count => texts.count(count),
    };
    let first = preview.first.into_iter().map(|one| {
        view! { <li>{one.company} " " <span class="soft number">{words.requests.list.position_short(&one.position)}</span></li> }
    });
    let first = first.collect::<Vec<_>>();
    let some = preview.count > 0;
    let (own, theirs) = (preview.people_by, preview.consultants_by);
    let told = texts.told(preview.consultants, theirs.email, theirs.sms, preview.people, own.email, own.sms);
    view! {
        <section class="panel" aria-labelledby="preview">
            <h2 id="preview">{texts.preview}</h2>
            <p role="status"><strong>{said}</strong></p>
            {some.then(|| view! { <p>{told}</p> <p>{texts.first}</p> <ul class="measure">{first}</ul> })}
        </section>
        {(some && !too_many).then(|| view! { <WriteMany filter subject/> })}
    }
    .into_any()
}

#[component]
fn WriteMany(filter: FilterForm, subject: Option<String>) -> impl IntoView {
    let words = use_words();
    let texts = &words.campaigns.write;
    let page = with_query(NEW, &pairs(&filter));
    let echo = use_echo(None).filter(|echo| echo.page == page);
    let typed = Typed::begin(echo.as_ref());
    let pace = echo.as_ref().and_then(|echo| echo.value("pace")).map_or_else(|| USUAL_PACE.to_string(), str::to_owned);
    let pace = RwSignal::new(pace);
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    typed.mended_in(form);
    form.mends(&["pace"], pace);
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "pace")));
    let navigate = use_navigate();
    let chosen = filter.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let FilterForm { subject, province, intermediary, about, months, state } = chosen.clone();
        let sent = CampaignForm {
            subject,
            province,
            intermediary,
            about,
            months,
            state,
            text: typed.text.get_untracked(),
            audience: typed.audience.get_untracked(),
            answer: typed.answer_word(),
            pace: pace.get_untracked(),
        };
        if let Err(errors) = CampaignDraft::parse(&sent) {
            return form.refuse(Problem::invalid(errors));
        }
        let navigate = navigate.clone();
        form.send(async move { make_campaign(&sent).await }, move |detail| {
            navigate(&format!("{CAMPAIGNS}/{}", detail.line.id), Default::default());
        });
    };
    // One text for all: what differs from one to the next has no place in it.
    let filling = Filling::new(move |blank| subject.clone().filter(|_| blank == Blank::Subject));
    let hidden = pairs(&filter).map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned()/> });
    view! {
        <form class="panel work-form campaign-text" method="post" action=CAMPAIGNS_API on:submit=submit novalidate>
            <h2>{texts.title}</h2>
            <ErrorSummary id="campaign-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=page/>
            {hidden.collect_view()}
            <LetterFields form typed prefix="campaign" audience_hint=words.contacting.write.audience_hint_plain.to_owned() filling/>
            <TextField id="campaign-pace" name="pace" label=texts.pace hint=texts.pace_hint value=pace error required=true/>
            <SubmitButton label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way/>
        </form>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let words = &use_words().campaigns;
    match field {
        "pace" => (words.write.pace, "campaign-pace".into()),
        "subject" => (words.filter.subject, "filter-subject".into()),
        "province" => (words.filter.province, "filter-province".into()),
        _ => letter_label(field, "campaign"),
    }
}
