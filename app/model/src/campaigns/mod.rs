//! Campaigns (*campagne*): one letter to many positions of an office, chosen by a filter, sent at a pace, stopped at any time.

mod draft;
mod state;
mod views;

pub use draft::{
    CampaignDraft, CampaignFilter, CampaignForm, FilterForm, MAX_CAMPAIGN_TARGETS, MAX_MONTHS, MAX_PACE, USUAL_PACE,
};
pub use state::{CampaignState, IllegalCampaignMove, TargetState};
pub use views::{
    CampaignChoices, CampaignCounts, CampaignDetail, CampaignLine, CampaignPreview, PREVIEWED, PreviewedTarget,
    SkipReason, TargetLine,
};
