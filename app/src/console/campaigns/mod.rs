//! Campaigns: the list, a new one, one on its way.

mod filter;
mod new;
mod one;
mod targets;

use crate::api::campaigns::campaigns;
use crate::kit::{Crumb, Day, Icon, Page, Tag, loaded};
use crate::language::use_words;
use contatti_model::campaigns::{CampaignCounts, CampaignLine, CampaignState};
use leptos::prelude::*;

pub(crate) use new::NewCampaign;
pub(crate) use one::OneCampaign;

/// The list's address.
pub(crate) const CAMPAIGNS: &str = "/console/campagne";
/// Where one is begun.
pub(crate) const NEW: &str = "/console/campagne/nuova";

#[component]
pub(crate) fn Campaigns() -> impl IntoView {
    let read = Resource::new(|| (), |()| campaigns());
    loaded(read, |lines| view! { <Listed lines/> })
}

#[component]
fn Listed(lines: Vec<CampaignLine>) -> impl IntoView {
    let words = use_words();
    let texts = &words.campaigns;
    let crumbs = vec![
        Crumb { name: words.shell.nav.work_list, address: "/console" },
        Crumb { name: words.contacting.find.title, address: super::contacting::CONTACT },
    ];
    let body = if lines.is_empty() {
        view! { <p class="empty">{texts.none}</p> }.into_any()
    } else {
        view! { <Table lines/> }.into_any()
    };
    view! {
        <Page title=texts.title lead=texts.lead crumbs>
            <p class="no-print"><a class="btn btn-primary" href=NEW><Icon name="plus-circle" class="icon icon-white"/> " " {texts.new}</a></p>
            {body}
        </Page>
    }
    .into_any()
}

#[component]
fn Table(lines: Vec<CampaignLine>) -> impl IntoView {
    let texts = &use_words().campaigns;
    let row = move |line: CampaignLine| {
        view! {
            <tr>
                <th scope="row"><a href=format!("{CAMPAIGNS}/{}", line.id)>{line.subject}</a></th>
                <td data-label=texts.author>{line.author}</td>
                <td data-label=texts.created><Day day=line.created_at.day() short=true/></td>
                <td><CampaignTag state=line.state/></td>
                <td data-label=texts.progress><Progress counts=line.counts/></td>
            </tr>
        }
    };
    view! {
        <table class="dense dense-cards campaigns">
            <caption class="visually-hidden">{texts.caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.subject}</th>
                    <th scope="col">{texts.author}</th>
                    <th scope="col">{texts.created}</th>
                    <th scope="col">{texts.state}</th>
                    <th scope="col">{texts.progress}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// How far it is, in words beside the bar.
#[component]
pub(super) fn Progress(counts: CampaignCounts) -> impl IntoView {
    let texts = &use_words().campaigns;
    let said = texts.progress_text(counts.done(), counts.total());
    view! {
        <progress max=counts.total() value=counts.done() aria-label=texts.progress>{said.clone()}</progress>
        " " <span class="number">{said.clone()}</span>
    }
    .into_any()
}

#[component]
pub(super) fn CampaignTag(state: CampaignState) -> impl IntoView {
    let texts = &use_words().campaigns;
    let (class, icon, text) = match state {
        CampaignState::Draft => ("state", "file", texts.draft),
        CampaignState::Running => ("state state-active", "clock", texts.running),
        CampaignState::Stopped => ("state state-care", "close", texts.stopped),
        CampaignState::Done => ("state state-good", "check-circle", texts.done),
    };
    view! { <Tag class icon text=text.to_owned()/> }
}
