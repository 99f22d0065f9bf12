//! What the compose page offers: positions, subjects, limits and what is known of the sender.

use crate::attachments;
use crate::house::House;
use crate::identity::{Actor, Wanted, position_for, positions, schemes};
use crate::offices;
use crate::web::Answer;
use contatti_model::PositionId;
use contatti_model::requests::ComposeOptions;

/// With `wanted` among the positions, if the person may act for it.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn options(house: &House, actor: &Actor, wanted: Option<PositionId>) -> Answer<ComposeOptions> {
    let today = house.now().day();
    let page = positions(house, actor, &Wanted::default()).await?;
    let mut offered = page.items;
    if let Some(id) = wanted
        && offered.iter().all(|position| position.id != id)
    {
        offered.extend(position_for(house, actor, id).await?);
    }
    let areas = offices::offered_areas(house, &schemes(house, actor).await?, today).await?;
    let uploaded = attachments::waiting(house, actor.id).await?;
    let more_positions = page.next.is_some();
    Ok(ComposeOptions { positions: offered, more_positions, areas, contacts: actor.contacts.clone(), today, uploaded })
}
