//! An office's campaigns as its people read them: how far each is, whom it reached, why not.

use super::moves::{Wish, state};
use crate::db::{At, on};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::campaigns::{
    CampaignCounts, CampaignDetail, CampaignLine, CampaignState, SkipReason, TargetLine, TargetState,
};
use contatti_model::page::Page;
use contatti_model::requests::Audience;
use contatti_model::{CampaignId, OfficeId, RequestId};
use sqlx::FromRow;
use uuid::Uuid;

/// Campaigns a list shows: the latest.
const LISTED: i64 = 100;
/// Targets in a page.
const TARGETS: i64 = 50;

#[derive(FromRow)]
struct LineRow {
    id: Uuid,
    subject: String,
    author_name: String,
    state: String,
    created_at: At,
    waiting: i64,
    sent: i64,
    skipped: i64,
}

/// $1 the office, $2 one campaign or none, $3 how many.
const LINES: &str = "
    SELECT c.id, s.title AS subject, c.author_name, c.state, c.created_at,
           (SELECT COUNT(*) FROM campaign_targets t WHERE t.campaign_id = c.id AND t.state = 'waiting') AS waiting,
           (SELECT COUNT(*) FROM campaign_targets t WHERE t.campaign_id = c.id AND t.state = 'sent') AS sent,
           (SELECT COUNT(*) FROM campaign_targets t WHERE t.campaign_id = c.id AND t.state = 'skipped') AS skipped
    FROM campaigns c JOIN subjects s ON s.id = c.subject_id
    WHERE c.office_id = $1 AND ($2 IS NULL OR c.id = $2) ORDER BY c.created_at DESC, c.id DESC LIMIT $3";

/// The office's campaigns, newest first.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn list(house: &House, office: OfficeId) -> Answer<Vec<CampaignLine>> {
    lines(house, office, None).await
}

async fn lines(house: &House, office: OfficeId, only: Option<CampaignId>) -> Answer<Vec<CampaignLine>> {
    let rows: Vec<LineRow> = on!(&house.db, pool => sqlx::query_as(LINES).bind(office.0).bind(only.map(|id| id.0))
        .bind(LISTED).fetch_all(pool).await)?;
    rows.into_iter().map(LineRow::into_line).collect()
}

impl LineRow {
    fn into_line(self) -> Answer<CampaignLine> {
        let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(CampaignLine {
            id: CampaignId(self.id),
            subject: self.subject,
            author: self.author_name,
            state: state(&self.state)?,
            created_at: self.created_at.0,
            counts: CampaignCounts {
                waiting: count(self.waiting),
                sent: count(self.sent),
                skipped: count(self.skipped),
            },
        })
    }
}

#[derive(FromRow)]
struct LetterRow {
    author_id: Uuid,
    text: String,
    audience: String,
    answer_expected: bool,
    pace: i32,
}

/// One campaign with the page of its targets that comes after the place `after`.
///
/// # Errors
/// 404 for one of another office.
pub(super) async fn one(
    house: &House,
    actor: &Actor,
    office: OfficeId,
    id: CampaignId,
    after: i32,
) -> Answer<CampaignDetail> {
    let line = lines(house, office, Some(id)).await?.pop().ok_or_else(Refusal::not_found)?;
    let sql = "SELECT author_id, text, audience, answer_expected, pace FROM campaigns WHERE id = $1";
    let letter: LetterRow = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_one(pool).await)?;
    let audience = Audience::from_word(&letter.audience)
        .ok_or_else(|| Refusal::internal(format!("unknown audience {:?} in campaigns", letter.audience)))?;
    let may = |wish: Wish| may(actor, office, line.state, letter.author_id, wish);
    Ok(CampaignDetail {
        may_start: may(Wish::Start),
        may_stop: may(Wish::Stop),
        may_resume: may(Wish::Resume),
        targets: targets(house, id, after).await?,
        line,
        text: letter.text,
        audience,
        answer_expected: letter.answer_expected,
        pace: u32::try_from(letter.pace).unwrap_or(0),
    })
}

fn may(actor: &Actor, office: OfficeId, state: CampaignState, author: Uuid, wish: Wish) -> bool {
    actor.operates(office) && (wish.is_anybodys() || author == actor.id.0) && wish.of(state).is_ok()
}

#[derive(FromRow)]
struct TargetRow {
    place: i32,
    company: String,
    position: String,
    state: String,
    request_id: Uuid,
    reason: Option<String>,
}

async fn targets(house: &House, id: CampaignId, after: i32) -> Answer<Page<TargetLine>> {
    let sql = "SELECT t.place, c.name AS company, p.number AS position, t.state, t.request_id, t.reason
               FROM campaign_targets t JOIN positions p ON p.id = t.position_id JOIN companies c ON c.id = p.company_id
               WHERE t.campaign_id = $1 AND t.place > $2 ORDER BY t.place LIMIT $3";
    let mut rows: Vec<TargetRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).bind(after).bind(TARGETS + 1)
        .fetch_all(pool).await)?;
    let whole = usize::try_from(TARGETS).unwrap_or(usize::MAX);
    let more = rows.len() > whole;
    rows.truncate(whole);
    let next = rows.last().filter(|_| more).map(|last| last.place.to_string());
    Ok(Page { items: rows.into_iter().map(TargetRow::into_line).collect::<Answer<_>>()?, next })
}

impl TargetRow {
    fn into_line(self) -> Answer<TargetLine> {
        let state = TargetState::from_word(&self.state)
            .ok_or_else(|| Refusal::internal(format!("unknown state {:?} in campaign_targets", self.state)))?;
        Ok(TargetLine {
            company: self.company,
            position: self.position,
            state,
            // Its id is there before the request is.
            request: (state == TargetState::Sent).then_some(RequestId(self.request_id)),
            reason: self.reason.as_deref().and_then(SkipReason::from_word),
        })
    }
}
