//! One campaign: its letter, how far it is, and starting, stopping, going on.

use super::targets::Targets;
use super::{CAMPAIGNS, CampaignTag, Progress};
use crate::api::campaigns::{campaign, campaign_path, move_campaign};
use crate::kit::{Crumb, Day, GATHERED, Icon, Page, Submit, SubmitButton, asked_after_news, loaded, problem_words};
use crate::language::use_words;
use contatti_model::campaigns::{CampaignDetail, CampaignState};
use contatti_model::form_echo::PAGE_FIELD;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub(crate) fn OneCampaign() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let read = Resource::new(move || (id.get(), cursor.get()), |(id, cursor)| campaign(id, cursor));
    loaded(read, move |detail| view! { <Shown detail cursor=cursor.get_untracked()/> })
}

#[component]
fn Shown(detail: CampaignDetail, cursor: String) -> impl IntoView {
    let words = use_words();
    let texts = &words.campaigns.one;
    let crumbs = vec![
        Crumb { name: words.shell.nav.work_list, address: "/console" },
        Crumb { name: words.campaigns.title, address: CAMPAIGNS },
    ];
    let title = texts.title(&detail.line.subject);
    let (author, created) = (detail.line.author.clone(), detail.line.created_at.day());
    let (text, pace) = (detail.text.clone(), texts.pace(detail.pace));
    let answer = if detail.answer_expected { texts.answer_expected } else { texts.informative };
    let detail = RwSignal::new(detail);
    let done = RwSignal::new("");
    follow(detail, cursor);
    let counts = move || detail.with(|detail| detail.line.counts);
    let said = move || texts.counts(counts().sent, counts().skipped, counts().waiting);
    let address = move || detail.with_untracked(|detail| format!("{CAMPAIGNS}/{}", detail.line.id));
    view! {
        <Page title=title crumbs here=words.campaigns.title>
            <p class="under-title">
                {move || view! { <CampaignTag state=detail.with(|detail| detail.line.state)/> }}
                " " {author} " · " <Day day=created/>
            </p>
            <section class="panel panel-strong" aria-labelledby="progress">
                <h2 id="progress">{words.campaigns.progress}</h2>
                <p>{move || view! { <Progress counts=counts()/> }}</p>
                <p>{said}</p>
                <p class="no-print"><a href=address() rel="external">{texts.refresh}</a></p>
                <Done done/>
                <Moves detail done/>
            </section>
            <section class="panel" aria-labelledby="letter">
                <h2 id="letter">{texts.letter}</h2>
                <p class="note-text">{text}</p>
                <p class="soft">{answer} " " {pace}</p>
            </section>
            <Targets campaign=detail.with_untracked(|detail| detail.line.id) page=Signal::derive(move || detail.with(|detail| detail.targets.clone()))/>
        </Page>
    }
    .into_any()
}

/// Keeps the page as far as the campaign is, until it is done: each letter of the office is news. What a button answers may
/// be older than the letter that left meanwhile, so it is asked for again after each change of state too.
fn follow(detail: RwSignal<CampaignDetail>, cursor: String) {
    let state = move || detail.try_with_untracked(|detail| (detail.line.id, detail.line.state));
    let ask = move || {
        let cursor = cursor.clone();
        async move {
            let Some(before) = state().filter(|(_, state)| *state != CampaignState::Done) else { return };
            let fresh = campaign(before.0.to_string(), cursor).await;
            if let (Ok(fresh), true) = (fresh, state() == Some(before)) {
                let _ = detail.try_set(fresh);
            }
        }
    };
    asked_after_news(GATHERED, ask.clone());
    let now = Memo::new(move |_| detail.with(|detail| detail.line.state));
    Effect::new(move |before: Option<CampaignState>| {
        let now = now.get();
        if before.is_some_and(|before| before != now) {
            spawn_local(ask());
        }
        now
    });
}

#[component]
fn Done(done: RwSignal<&'static str>) -> impl IntoView {
    view! {
        <div role="status">
            {move || {
                let done = done.get();
                (!done.is_empty()).then(|| view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {done}</p> })
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Moves(detail: RwSignal<CampaignDetail>, done: RwSignal<&'static str>) -> impl IntoView {
    let texts = &use_words().campaigns.one;
    let may = move |what: fn(&CampaignDetail) -> bool| move || detail.with(what);
    let only_author = move || {
        detail.with(|detail| {
            let line = &detail.line;
            let theirs = line.state.start().is_ok() || line.state.resume().is_ok();
            (theirs && !detail.may_start && !detail.may_resume).then(|| texts.only_author(&line.author))
        })
    };
    view! {
        <Show when=may(|detail| detail.may_start)>
            <p>{texts.start_sure}</p>
            <Move detail done verb="start" label=texts.start said=texts.started class="btn btn-primary"/>
        </Show>
        <Show when=may(|detail| detail.may_stop)>
            <Move detail done verb="stop" label=texts.stop said=texts.halted class="btn btn-outline-danger"/>
        </Show>
        <Show when=may(|detail| detail.may_resume)>
            <Move detail done verb="resume" label=texts.resume said=texts.resumed class="btn btn-primary"/>
        </Show>
        {move || only_author().map(|said| view! { <p>{said}</p> })}
    }
    .into_any()
}

#[component]
fn Move(
    detail: RwSignal<CampaignDetail>,
    done: RwSignal<&'static str>,
    verb: &'static str,
    label: &'static str,
    said: &'static str,
    class: &'static str,
) -> impl IntoView {
    let words = use_words();
    let form = Submit::new(None);
    let id = detail.with_untracked(|detail| detail.line.id.to_string());
    let moved = id.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let id = moved.clone();
        form.send(async move { move_campaign(&id, verb).await }, move |fresh| {
            let _ = done.try_set(said);
            let _ = detail.try_set(fresh);
        });
    };
    let trouble = move || {
        let problem = form.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <form class="no-print" method="post" action=campaign_path(&id, verb) on:submit=submit>
            {trouble}
            <input type="hidden" name=PAGE_FIELD value=format!("{CAMPAIGNS}/{id}")/>
            <SubmitButton label=label.to_owned() label_under_way=words.campaigns.one.under_way under_way=form.under_way class/>
        </form>
    }
    .into_any()
}
