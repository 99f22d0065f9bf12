//! A missive at the office: what it says, what it seems to be about, and what becomes of it, on one screen.

use super::TRAY;
use super::aside::{PutAside, TakeBack};
use super::deciding::Deciding;
use super::facts::{Content, Facts};
use super::file::FileIt;
use super::open::OpenRequest;
use crate::api::correspondence::missive;
use crate::console::company_file_address;
use crate::kit::{Crumb, Icon, Page, loaded};
use crate::language::use_words;
use contatti_model::correspondence::{MissiveDetail, MissiveState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub(crate) fn TrayOne() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let detail = Resource::new(move || id.get(), missive);
    loaded(detail, |detail| view! { <AtWork detail/> })
}

#[component]
fn AtWork(detail: MissiveDetail) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.one;
    let number = texts.title(detail.line.registration.number.to_string());
    let subject = detail.line.subject.clone();
    let title = if subject.is_empty() { words.correspondence.tray.no_subject.to_owned() } else { subject };
    let crumbs = vec![Crumb { name: words.correspondence.tray.title, address: TRAY }];
    let content = detail.clone();
    let deciding = Deciding::start(detail);
    let history = move || {
        deciding.detail.with(|detail| Some(company_file_address(detail.line.position.as_ref()?.company_id, "")))
    };
    view! {
        <Page title crumbs here=number.clone() wide=true>
            <p class="under-title"><span class="number">{number}</span></p>
            <div class="workbench">
                <section class="workbench-thread"><Content detail=content/></section>
                <section class="workbench-forms no-print" aria-labelledby="work">
                    <h2 id="work">{texts.work}</h2>
                    <Done deciding/>
                    <Proposal deciding/>
                    <Choices deciding/>
                </section>
                <div class="workbench-facts">
                    {move || view! { <Facts detail=deciding.detail.get() requests="/console/richieste" history=history()/> }}
                </div>
            </div>
        </Page>
    }
    .into_any()
}

/// What was just done, visibly and aloud.
#[component]
fn Done(deciding: Deciding) -> impl IntoView {
    view! {
        <div role="status">
            {move || {
                let done = deciding.done.get();
                (!done.is_empty()).then(|| view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {done}</p> })
            }}
        </div>
    }
    .into_any()
}

/// What it seems to be about, for somebody to confirm.
#[component]
fn Proposal(deciding: Deciding) -> impl IntoView {
    let texts = &use_words().correspondence.one;
    move || {
        deciding.detail.with(|detail| {
            if detail.line.state != MissiveState::Waiting {
                return None;
            }
            let position = detail.proposed_position.as_ref().map(|position| format!("{} – {}", position.company, position.number));
            let request = detail.proposed_request.as_ref().map(|request| {
                let address = format!("/console/richieste/{}", request.id);
                view! { <p><a href=address>{request.subject.clone()}</a> " " <span class="number">{request.number.to_string()}</span></p> }
            });
            let stranger = detail.line.position.is_none().then(|| view! { <p class="soft">{texts.proposal_note}</p> });
            (position.is_some() || request.is_some()).then(|| {
                view! {
                    <div class="panel panel-care proposal">
                        <h3><Icon name="info-circle"/> " " {texts.proposal}</h3>
                        {position.map(|position| view! { <p>{position}</p> })}
                        {request}
                        {stranger}
                    </div>
                }
            })
        })
    }
}

/// The forms that the state and the reader's office allow.
#[component]
fn Choices(deciding: Deciding) -> impl IntoView {
    let may = move |state: MissiveState| deciding.detail.with(|detail| detail.may_work && detail.line.state == state);
    view! {
        <Show when=move || may(MissiveState::Waiting)>
            <FileIt deciding/>
            <OpenRequest deciding/>
            <PutAside deciding/>
        </Show>
        <Show when=move || may(MissiveState::SetAside)>
            <TakeBack deciding/>
        </Show>
    }
    .into_any()
}
