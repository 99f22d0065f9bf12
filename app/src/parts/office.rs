//! The office's console.

use super::{Missing, shown};
use crate::console::{
    Absences, Calendar, Campaigns, CompanyFile, ConsultantFile, ContactFirst, Enablement, Figures, FindFile,
    NewCampaign, OneCampaign, Texts, Units, WorkList, WorkOne,
};
use crate::correspondence::{Tray, TrayOne, WriteDown};
use crate::escalation::Deadlines;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use leptos_router::ChooseView;

#[derive(Clone, Copy)]
pub(crate) enum OfficePage {
    Absences,
    Calendar,
    Campaigns,
    CompanyFile,
    ConsultantFile,
    ContactFirst,
    Deadlines,
    Enablement,
    Figures,
    FindFile,
    NewCampaign,
    OneCampaign,
    Texts,
    Tray,
    TrayOne,
    Units,
    WorkList,
    WorkOne,
    WriteDown,
}

impl ChooseView for OfficePage {
    async fn choose(self) -> AnyView {
        shown(office_page(self).await)
    }

    async fn preload(&self) {
        // A failure is met again, and shown, by `choose`.
        let _ = fetch_office().await;
    }
}

#[wasm_split(office, wasm_split_path = leptos::wasm_split, preload(fetch_office), fallible)]
pub(super) fn office_page(page: OfficePage) -> Result<AnyView, Missing> {
    Ok(match page {
        OfficePage::Absences => view! { <Absences/> }.into_any(),
        OfficePage::Calendar => view! { <Calendar/> }.into_any(),
        OfficePage::Campaigns => view! { <Campaigns/> }.into_any(),
        OfficePage::CompanyFile => view! { <CompanyFile/> }.into_any(),
        OfficePage::ConsultantFile => view! { <ConsultantFile/> }.into_any(),
        OfficePage::ContactFirst => view! { <ContactFirst/> }.into_any(),
        OfficePage::Deadlines => view! { <Deadlines/> }.into_any(),
        OfficePage::Enablement => view! { <Enablement/> }.into_any(),
        OfficePage::Figures => view! { <Figures/> }.into_any(),
        OfficePage::FindFile => view! { <FindFile/> }.into_any(),
        OfficePage::NewCampaign => view! { <NewCampaign/> }.into_any(),
        OfficePage::OneCampaign => view! { <OneCampaign/> }.into_any(),
        OfficePage::Texts => view! { <Texts/> }.into_any(),
        OfficePage::Tray => view! { <Tray/> }.into_any(),
        OfficePage::TrayOne => view! { <TrayOne/> }.into_any(),
        OfficePage::Units => view! { <Units/> }.into_any(),
        OfficePage::WorkList => view! { <WorkList/> }.into_any(),
        OfficePage::WorkOne => view! { <WorkOne/> }.into_any(),
        OfficePage::WriteDown => view! { <WriteDown/> }.into_any(),
    })
}
