//! One request as the company sees it: where it stands, what was said, what happened.

use super::onward::Onward;
use super::related::Related;
use super::standing::Standing;
use crate::api::requests::{all_files_path, one};
use crate::browser::News;
use crate::kit::{
    Announcer, Crumb, Icon, MeetingBox, Moment, OutcomeTag, Page, Proofs, StateTag, Thread, Timeline, event_words,
    loaded, on_news, scheme_word,
};
use crate::language::use_words;
use contatti_model::requests::RequestDetail;
use contatti_words::Words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

#[component]
pub(crate) fn One() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let detail = Resource::new(move || id.get(), one);
    loaded(detail, |detail| view! { <Request detail/> })
}

#[component]
fn Request(detail: RequestDetail) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.one;
    let id = detail.id;
    let number = detail.registration.number.to_string();
    let crumbs = vec![
        Crumb { name: words.shell.nav.home, address: "/contatti" },
        Crumb { name: words.requests.list.title, address: "/contatti/richieste" },
    ];
    let (subject, by_office) = (detail.subject.clone(), detail.opened_by_office);
    let detail = RwSignal::new(detail);
    let said = RwSignal::new(String::new());
    on_news(move |news| follow(words, detail, said, news));
    view! {
        <Page title=subject heading=Signal::derive(move || detail.with(|detail| detail.subject.clone())) crumbs here=texts.title(&number)>
            <Announcer words=said/>
            <p class="under-title">
                <span class="number">{texts.title(&number)}</span> " "
                {move || view! { <StateTag state=detail.with(|detail| detail.state)/> }}
                {move || detail.with(|detail| detail.outcome).map(|outcome| view! { " " <OutcomeTag outcome/> })}
            </p>
            <div class="with-aside">
                <div>
                    <Standing detail/>
                    <MeetingBox detail/>
                    <h2>{texts.thread}</h2>
                    <Thread request=id messages=Signal::derive(move || detail.with(|detail| detail.thread.clone()))/>
                    <Downloads detail/>
                    <Onward detail/>
                    {move || view! { <Related links=detail.with(|detail| detail.related.clone())/> }}
                </div>
                <aside aria-label=texts.timeline>
                    <section class="panel">
                        <h2>{texts.timeline}</h2>
                        <Timeline events=Signal::derive(move || detail.with(|detail| detail.timeline.clone()))/>
                    </section>
                    <Facts detail/>
                    {(!by_office).then(|| view! {
                        <p class="no-print"><a href=format!("/contatti/richieste/{id}/ricevuta")>{texts.receipt}</a></p>
                    })}
                    <Proofs request=id/>
                </aside>
            </div>
        </Page>
    }
    .into_any()
}

/// Fetches the request again when it changed elsewhere, and says what happened.
pub(crate) fn follow(words: &'static Words, detail: RwSignal<RequestDetail>, said: RwSignal<String>, news: News) {
    let (id, version) = detail.with_untracked(|detail| (detail.id, detail.version));
    let concerns_us = match news {
        News::Changed(changed) => changed.request == id && changed.version > version,
        News::Missed => true,
    };
    if !concerns_us {
        return;
    }
    spawn_local(async move {
        let Ok(fresh) = one(id.to_string()).await else { return };
        if fresh.version <= version {
            return;
        }
        let what = fresh.timeline.last().map(|event| event_words(words, event)).unwrap_or_default();
        let _ = detail.try_set(fresh);
        let _ = said.try_set(words.requests.one.live_changed(what));
    });
}

/// All files together, when there is more than one.
#[component]
fn Downloads(detail: RwSignal<RequestDetail>) -> impl IntoView {
    let files = &use_words().requests.files;
    move || {
        let (id, count) = detail.with(|detail| {
            let count: usize = detail.thread.iter().map(|message| message.attachments.len()).sum();
            (detail.id, count)
        });
        (count > 1).then(|| {
            view! {
                <p class="no-print">
                    <a class="btn btn-outline-primary" href=all_files_path(&id.to_string()) download rel="external">
                        <Icon name="download"/> " " {files.all}
                    </a>
                </p>
            }
        })
    }
}

#[component]
fn Facts(detail: RwSignal<RequestDetail>) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.one;
    let RequestDetail { company, position, scheme, area, sender, on_behalf_through, contacts, registration, .. } =
        detail.get_untracked();
    let contacts: Vec<String> =
        [contacts.email, contacts.telephone].into_iter().filter(|contact| !contact.is_empty()).collect();
    view! {
        <section class="panel" aria-labelledby="facts">
            <h2 id="facts">{texts.details}</h2>
            <dl class="facts facts-narrow">
                <dt>{texts.company}</dt> <dd>{company.name}</dd>
                <dt>{texts.position}</dt> <dd class="number">{position}</dd>
                <dt>{texts.scheme}</dt> <dd>{scheme_word(words, scheme)}</dd>
                <dt>{texts.area}</dt> <dd>{area}</dd>
                <dt>{texts.sent_on}</dt> <dd><Moment at=registration.at/></dd>
                <dt>{texts.sent_by}</dt> <dd>{sender}</dd>
                {on_behalf_through.map(|firm| view! { <dt>{texts.through}</dt> <dd>{firm}</dd> })}
                {(!contacts.is_empty()).then(|| view! { <dt>{texts.contacts}</dt> <dd>{contacts.join(", ")}</dd> })}
            </dl>
        </section>
    }
    .into_any()
}
