//! What the compose page offers: positions, subjects, limits and what is known of the sender.

use crate::attachments;
use crate::house::House;
use crate::identity::{Actor, positions};
use crate::offices;
use crate::web::Answer;
use contatti_model::offices::Scheme;
use contatti_model::requests::ComposeOptions;

/// # Errors
/// When the database does not answer.
pub(super) async fn options(house: &House, actor: &Actor) -> Answer<ComposeOptions> {
    let today = house.now().day();
    let positions = positions(house, actor).await?;
    let held = |scheme: &Scheme| positions.iter().any(|position| position.scheme == *scheme);
    let schemes: Vec<Scheme> = Scheme::ALL.into_iter().filter(held).collect();
    let areas = offices::offered_areas(house, &schemes, today).await?;
    let uploaded = attachments::waiting(house, actor.id).await?;
    Ok(ComposeOptions { positions, areas, contacts: actor.contacts.clone(), today, uploaded })
}
