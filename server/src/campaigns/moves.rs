//! Starting, stopping and going on: only the author's hand sends, any colleague's stops.

use crate::db::{At, Tx, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::campaigns::{CampaignState, IllegalCampaignMove};
use contatti_model::{CampaignId, OfficeId, PersonId, ProblemCode};
use uuid::Uuid;

/// What an operator wants of a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Start,
    Stop,
    Resume,
}

impl Wish {
    pub fn of(self, state: CampaignState) -> Result<CampaignState, IllegalCampaignMove> {
        match self {
            Self::Start => state.start(),
            Self::Stop => state.stop(),
            Self::Resume => state.resume(),
        }
    }

    /// What is noted of who did it.
    fn deed(self) -> &'static str {
        match self {
            Self::Start => "campaign_started",
            Self::Stop => "campaign_stopped",
            Self::Resume => "campaign_resumed",
        }
    }

    /// Letters leave under their author's name: nobody else lets them go.
    pub fn is_anybodys(self) -> bool {
        self == Self::Stop
    }
}

/// # Errors
/// 404 for a campaign of another office, 409 where the state or the author does not allow it.
pub(super) async fn make(house: &House, actor: &Actor, office: OfficeId, id: CampaignId, wish: Wish) -> Answer<()> {
    let (state, author) = read(house, office, id).await?;
    if !wish.is_anybodys() && author != actor.id {
        return Err(Refusal::new(ProblemCode::IllegalMove));
    }
    let to = wish.of(state)?;
    let mut tx = house.begin().await?;
    if !compare_and_write(house, &mut tx, id, state, to).await? {
        // A colleague, or the last letter, was faster.
        return Err(Refusal::new(ProblemCode::IllegalMove));
    }
    audit::note(house, &mut tx, actor, wish.deed(), None, None, office).await?;
    tx.commit().await?;
    house.to_campaign.notify_one();
    Ok(())
}

async fn read(house: &House, office: OfficeId, id: CampaignId) -> Answer<(CampaignState, PersonId)> {
    let sql = "SELECT state, author_id FROM campaigns WHERE id = $1 AND office_id = $2";
    let (word, author): (String, Uuid) =
        on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).bind(office.0).fetch_one(pool).await)?;
    Ok((state(&word)?, PersonId(author)))
}

/// Moves it, unless it moved meanwhile; from now on letters are due.
pub(super) async fn compare_and_write(
    house: &House,
    tx: &mut Tx,
    id: CampaignId,
    from: CampaignState,
    to: CampaignState,
) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE campaigns SET state = $3, due_at = $4 WHERE id = $1 AND state = $2";
    let moved = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(from.as_str()).bind(to.as_str())
        .bind(At(house.now())).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(moved == 1)
}

/// A stored state; an unknown word is a broken row.
pub(super) fn state(word: &str) -> Answer<CampaignState> {
    CampaignState::from_word(word).ok_or_else(|| Refusal::internal(format!("unknown state {word:?} in campaigns")))
}

impl From<IllegalCampaignMove> for Refusal {
    fn from(_: IllegalCampaignMove) -> Self {
        Self::new(ProblemCode::IllegalMove)
    }
}
