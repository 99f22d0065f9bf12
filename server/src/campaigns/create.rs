//! A campaign made: its letter kept, its targets chosen once, nothing sent.

use super::choose::{self, Chosen};
use crate::db::{At, Tx, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::campaigns::{CampaignDraft, CampaignForm, CampaignState, MAX_CAMPAIGN_TARGETS, TargetState};
use contatti_model::{CampaignId, FieldError, Issue, OfficeId, PersonId};

/// # Errors
/// 422 with every field to mend, and where nobody or too many would be reached.
pub(super) async fn create(house: &House, actor: &Actor, office: OfficeId, form: &CampaignForm) -> Answer<CampaignId> {
    let draft = CampaignDraft::parse(form).map_err(Refusal::invalid)?;
    make(house, (actor.id, &actor.name), office, &draft).await
}

/// Makes it in the author's name.
///
/// # Errors
/// 422 where the subject does not hold, nobody or too many would be reached.
pub(crate) async fn make(
    house: &House,
    author: (PersonId, &str),
    office: OfficeId,
    draft: &CampaignDraft,
) -> Answer<CampaignId> {
    let subject = choose::subject(house, &draft.filter).await?;
    let chosen = choose::choose(house, office, subject.scheme, &draft.filter).await?;
    let wrong = |issue| Refusal::invalid(vec![FieldError::new("subject", issue)]);
    if chosen.is_empty() {
        return Err(wrong(Issue::NobodyReached));
    }
    if chosen.len() > usize::try_from(MAX_CAMPAIGN_TARGETS).unwrap_or(usize::MAX) {
        return Err(wrong(Issue::TooManyReached { max: MAX_CAMPAIGN_TARGETS }));
    }
    let id = CampaignId(house.new_id());
    let mut tx = house.begin().await?;
    insert(house, &mut tx, author, office, id, draft).await?;
    insert_targets(house, &mut tx, id, &chosen).await?;
    audit::note_by(house, &mut tx, (author.0, None), "campaign_made", None, None, office).await?;
    tx.commit().await?;
    Ok(id)
}

async fn insert(
    house: &House,
    tx: &mut Tx,
    author: (PersonId, &str),
    office: OfficeId,
    id: CampaignId,
    draft: &CampaignDraft,
) -> Answer<()> {
    let sql =
        "INSERT INTO campaigns (id, office_id, author_id, author_name, subject_id, text, audience, answer_expected,
                   filter, state, pace, created_at, due_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)";
    let filter = serde_json::to_string(&draft.filter).map_err(Refusal::internal)?;
    let (letter, state) = (&draft.letter, CampaignState::Draft.as_str());
    let pace = i32::try_from(draft.pace).unwrap_or(i32::MAX);
    Ok(within!(tx, conn => sqlx::query(sql).bind(id.0).bind(office.0).bind(author.0.0).bind(author.1)
        .bind(draft.filter.subject.0).bind(&letter.text).bind(letter.audience.as_str()).bind(letter.answer_expected)
        .bind(filter).bind(state).bind(pace).bind(At(house.now())).execute(conn).await.map(drop))?)
}

/// Each with the id of the request it will become.
async fn insert_targets(house: &House, tx: &mut Tx, id: CampaignId, chosen: &[Chosen]) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO campaign_targets (campaign_id, place, position_id, request_id, state)
               VALUES ($1, $2, $3, $4, $5)";
    let waiting = TargetState::Waiting.as_str();
    for (place, one) in (1_i32..).zip(chosen) {
        let request = house.new_id();
        within!(tx, conn => sqlx::query(sql).bind(id.0).bind(place).bind(one.position().0).bind(request).bind(waiting)
            .execute(conn).await.map(drop))?;
    }
    Ok(())
}
