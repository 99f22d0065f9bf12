//! One letter of a campaign: its target and its request in one transaction, under the author's name while the author still works there.

use super::moves::compare_and_write;
use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::live::Change;
use crate::offices::{self, Competent};
use crate::requests::contacting::{self, Contacting, Reached};
use crate::web::{Answer, Refusal};
use contatti_model::campaigns::{CampaignState, SkipReason, TargetState};
use contatti_model::offices::Subject;
use contatti_model::requests::{Audience, Letter};
use contatti_model::{CampaignId, CompanyId, OfficeId, PersonId, PositionId, ProblemCode, RequestId, SubjectId};
use sqlx::FromRow;
use uuid::Uuid;

/// What all letters of a campaign share.
pub(super) struct Sending {
    id: CampaignId,
    office: Competent,
    author: (PersonId, String),
    subject: Subject,
    letter: Letter,
}

/// A target in line.
#[derive(FromRow)]
pub(super) struct Target {
    place: i32,
    position_id: Uuid,
    request_id: Uuid,
}

/// The next in line; what failed before waits behind what was not tried yet.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn next_targets(house: &House, id: CampaignId, count: i64) -> Answer<Vec<Target>> {
    let sql = "SELECT place, position_id, request_id FROM campaign_targets
               WHERE campaign_id = $1 AND state = 'waiting' ORDER BY attempts, place LIMIT $2";
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).bind(count).fetch_all(pool).await)?)
}

/// Sends one letter, or passes its target over with a reason; whether it left. Once stopped, nothing leaves.
///
/// # Errors
/// When it could not be written; the target waits then ([`note_failure`]).
pub(super) async fn send(house: &House, sending: &Sending, target: &Target) -> Answer<bool> {
    let office = sending.office.office.id;
    let position = match contacting::reached(house, office, PositionId(target.position_id)).await {
        // Only here: what is missing while the letter is written says nothing of the position.
        Err(refusal) if refusal.problem.code == ProblemCode::NotFound => {
            return pass_over(house, sending, target, SkipReason::NoLongerOurs).await;
        }
        reached => reached?,
    };
    if !sending.subject.is_valid_on(house.now().day()) {
        return pass_over(house, sending, target, SkipReason::SubjectExpired).await;
    }
    match write(house, sending, target, &position).await {
        Err(refusal) if refusal.problem.code == ProblemCode::Invalid => {
            pass_over(house, sending, target, SkipReason::NobodyReached).await
        }
        written => written,
    }
}

async fn write(house: &House, sending: &Sending, target: &Target, position: &Reached) -> Answer<bool> {
    let new = Contacting {
        id: RequestId(target.request_id),
        position,
        subject: &sending.subject,
        office: &sending.office,
        author: (sending.author.0, &sending.author.1),
        letter: &sending.letter,
        // No form made it: none can be sent twice.
        draft_hash: &[],
        after: None,
    };
    let mut tx = house.begin().await?;
    if !take(&mut tx, sending, target, TargetState::Sent, None).await? {
        return Ok(false);
    }
    contacting::open(house, &mut tx, &new).await?;
    tx.commit().await?;
    Ok(true)
}

/// After so many attempts a target is passed over.
const MOST_ATTEMPTS: i32 = 3;

/// Counts an attempt that failed; at the last the target is passed over, so that its campaign comes to an end.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn note_failure(house: &House, id: CampaignId, target: &Target) -> Answer<()> {
    let sql = "UPDATE campaign_targets SET attempts = attempts + 1,
                   state = CASE WHEN attempts + 1 >= $3 THEN $4 ELSE state END,
                   reason = CASE WHEN attempts + 1 >= $3 THEN $5 ELSE reason END
               WHERE campaign_id = $1 AND place = $2 AND state = 'waiting'";
    let mut tx = house.begin().await?;
    within!(&mut tx, conn => sqlx::query(sql).bind(id.0).bind(target.place).bind(MOST_ATTEMPTS)
        .bind(TargetState::Skipped.as_str()).bind(SkipReason::Failed.as_str()).execute(conn).await.map(drop))?;
    Ok(tx.commit().await?)
}

/// Always false: nothing leaves.
async fn pass_over(house: &House, sending: &Sending, target: &Target, reason: SkipReason) -> Answer<bool> {
    let mut tx = house.begin().await?;
    if take(&mut tx, sending, target, TargetState::Skipped, Some(reason)).await? {
        announce(&mut tx, sending, target).await?;
    }
    tx.commit().await?;
    Ok(false)
}

/// A letter that left is announced as a request; one passed over is told to the office that follows the campaign alone.
async fn announce(tx: &mut Tx, sending: &Sending, target: &Target) -> Result<(), sqlx::Error> {
    let sql = "SELECT company_id FROM positions WHERE id = $1";
    let company: Uuid = within!(tx, conn => sqlx::query_scalar(sql).bind(target.position_id).fetch_one(conn).await)?;
    let (office, scheme) = (sending.office.office.id, sending.subject.scheme);
    let (request, company) = (RequestId(target.request_id), CompanyId(company));
    tx.announce(Change { request, version: 0, company, office, scheme, office_only: true }).await
}

/// The campaign first, so that whoever stops it waits for this letter and no other follows; then the target, which
/// another server may have taken.
async fn take(
    tx: &mut Tx,
    sending: &Sending,
    target: &Target,
    state: TargetState,
    reason: Option<SkipReason>,
) -> Result<bool, sqlx::Error> {
    let held = "UPDATE campaigns SET pace = pace WHERE id = $1 AND state = 'running'";
    let runs = within!(tx, conn => sqlx::query(held).bind(sending.id.0).execute(conn).await
        .map(|done| done.rows_affected()))?;
    if runs == 0 {
        return Ok(false);
    }
    let sql = "UPDATE campaign_targets SET state = $3, reason = $4
               WHERE campaign_id = $1 AND place = $2 AND state = 'waiting'";
    let taken = within!(tx, conn => sqlx::query(sql).bind(sending.id.0).bind(target.place).bind(state.as_str())
        .bind(reason.map(SkipReason::as_str)).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(taken == 1)
}

#[derive(FromRow)]
struct CampaignRow {
    office_id: Uuid,
    author_id: Uuid,
    author_name: String,
    subject_id: Uuid,
    text: String,
    audience: String,
    answer_expected: bool,
}

impl Sending {
    /// The campaign, while its author may still write for the office; else it is stopped.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read(house: &House, id: CampaignId) -> Answer<Option<Self>> {
        let sql = "SELECT office_id, author_id, author_name, subject_id, text, audience, answer_expected FROM campaigns
                   WHERE id = $1";
        let row: CampaignRow = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_one(pool).await)?;
        let (office, author) = (OfficeId(row.office_id), PersonId(row.author_id));
        if !still_works(house, office, author).await? {
            tracing::warn!(campaign = %id, "stopped: its author no longer works there");
            move_to(house, id, CampaignState::Running.stop()?).await?;
            return Ok(None);
        }
        let broken = || Refusal::internal("a campaign without its subject or audience");
        let audience = Audience::from_word(&row.audience).ok_or_else(broken)?;
        Ok(Some(Self {
            id,
            office: offices::as_competent(house, office).await?,
            author: (author, row.author_name),
            subject: offices::subject(house, SubjectId(row.subject_id)).await?.ok_or_else(broken)?,
            letter: Letter { text: row.text, audience, answer_expected: row.answer_expected },
        }))
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn finish_when_empty(&self, house: &House) -> Answer<()> {
        if next_targets(house, self.id, 1).await?.is_empty() {
            move_to(house, self.id, CampaignState::Running.finish()?).await?;
        }
        Ok(())
    }
}

/// From running, unless somebody stopped it meanwhile.
async fn move_to(house: &House, id: CampaignId, to: CampaignState) -> Answer<()> {
    let mut tx = house.begin().await?;
    compare_and_write(house, &mut tx, id, CampaignState::Running, to).await?;
    Ok(tx.commit().await?)
}

async fn still_works(house: &House, office: OfficeId, author: PersonId) -> Answer<bool> {
    let sql = "SELECT COUNT(*) FROM grants g JOIN people w ON w.id = g.person_id
               WHERE g.office_id = $1 AND g.person_id = $2 AND g.role = 'operator' AND w.disabled_at IS NULL
                 AND g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to >= $3)";
    let today = Day(house.now().day());
    let grants: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(office.0).bind(author.0).bind(today)
        .fetch_one(pool).await)?;
    Ok(grants > 0)
}
