//! What the page that contacts a company shows of one position: its subjects, and how many people would be told.

use super::{find, tell};
use crate::house::House;
use crate::offices;
use crate::web::Answer;
use contatti_model::PositionId;
use contatti_model::identity::OfficeName;
use contatti_model::requests::{Audience, ContactOptions};

/// # Errors
/// 404 for a position the office may not write to.
pub(super) async fn of(house: &House, office: &OfficeName, position: PositionId) -> Answer<ContactOptions> {
    let reached = find::reached(house, office.id, position).await?;
    let (company, scheme) = (reached.company(), reached.scheme()?);
    let areas = offices::offered_areas(house, &[scheme], house.now().day()).await?;
    let (people, people_by) = tell::count(house, company, scheme, Audience::Company).await?;
    let (consultants, consultants_by) = tell::count(house, company, scheme, Audience::Consultants).await?;
    Ok(ContactOptions {
        position: reached.into_position(office)?,
        areas,
        people,
        consultants,
        people_by,
        consultants_by,
    })
}
