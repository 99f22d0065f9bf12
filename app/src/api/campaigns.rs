//! Campaigns: tried out, made, started, stopped, followed.

use super::{Outcome, encoded, get, post, with_query};
use contatti_model::campaigns::{
    CampaignChoices, CampaignDetail, CampaignForm, CampaignLine, CampaignPreview, FilterForm,
};

/// Where the form that makes one posts to, with or without JavaScript.
pub const CAMPAIGNS_API: &str = "/api/v1/console/campaigns";

pub async fn campaigns() -> Outcome<Vec<CampaignLine>> {
    get(CAMPAIGNS_API.into()).await
}

pub async fn campaign_choices() -> Outcome<CampaignChoices> {
    get(format!("{CAMPAIGNS_API}/choices")).await
}

/// A dry run; nothing is written.
pub async fn preview_campaign(form: FilterForm) -> Outcome<CampaignPreview> {
    get(with_query(&format!("{CAMPAIGNS_API}/preview"), &pairs(&form))).await
}

pub async fn make_campaign(form: &CampaignForm) -> Outcome<CampaignDetail> {
    post(CAMPAIGNS_API.into(), form).await
}

pub async fn campaign(id: String, cursor: String) -> Outcome<CampaignDetail> {
    get(with_query(&format!("{CAMPAIGNS_API}/{}", encoded(&id)), &[("cursor", &cursor)])).await
}

/// `start`, `stop` or `resume`.
pub async fn move_campaign(id: &str, verb: &str) -> Outcome<CampaignDetail> {
    post(campaign_path(id, verb), &()).await
}

/// Where a plain form posts to.
pub fn campaign_path(id: &str, verb: &str) -> String {
    format!("{CAMPAIGNS_API}/{id}/{verb}")
}

/// The filter as it stands in an address.
pub fn pairs(form: &FilterForm) -> [(&'static str, &str); 6] {
    [
        ("subject", &form.subject),
        ("province", &form.province),
        ("intermediary", &form.intermediary),
        ("about", &form.about),
        ("months", &form.months),
        ("state", &form.state),
    ]
}
