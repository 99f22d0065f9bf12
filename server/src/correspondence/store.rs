//! The SQL of missives.

use crate::db::{At, Tx, on, within};
use crate::house::House;
use crate::requests::channel;
use crate::web::{Answer, Refusal};
use contatti_model::correspondence::{MissiveLine, MissivePosition, MissiveRequest, MissiveState};
use contatti_model::register::{Direction, RegisterNumber, Registration};
use contatti_model::requests::Channel;
use contatti_model::{CompanyId, Instant, MissiveId, OfficeId, PersonId, PositionId, RequestId};
use sqlx::FromRow;
use uuid::Uuid;

/// Whether these very bytes were taken in before.
pub(super) async fn is_known(house: &House, sha256: &str) -> Answer<bool> {
    let sql = "SELECT COUNT(*) FROM missives WHERE original_sha256 = $1";
    let count: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(sha256).fetch_one(pool).await)?;
    Ok(count > 0)
}

/// A missive to be written.
pub(super) struct NewMissive<'a> {
    pub id: MissiveId,
    pub state: MissiveState,
    pub channel: Channel,
    pub direction: Direction,
    pub office: OfficeId,
    pub at: Instant,
    pub correspondent: &'a str,
    pub address: &'a str,
    pub subject: &'a str,
    pub text: &'a str,
    pub automatic: bool,
    pub left_out: u32,
    pub files: usize,
    pub original_sha256: Option<&'a str>,
    pub registration: &'a Registration,
    pub person: Option<PersonId>,
    pub position: Option<PositionId>,
    pub request: Option<RequestId>,
    pub proposed_position: Option<PositionId>,
    pub proposed_request: Option<RequestId>,
    pub decided_by: Option<PersonId>,
}

impl NewMissive<'_> {
    pub async fn insert(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO missives (id, version, state, channel, direction, office_id, at, correspondent, address,
                subject, text, automatic, left_out, file_count, original_sha256, register_area, register_year,
                register_number, received_at, person_id, position_id, request_id, proposed_position_id,
                proposed_request_id, decided_by_id, intermediary_id)
            VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, COALESCE(
                    (SELECT k.intermediary_id FROM intermediary_members k WHERE k.person_id = $19),
                    (SELECT r.intermediary_id FROM requests r WHERE r.id = $21)))";
        let number = &self.registration.number;
        let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        within!(tx, conn => sqlx::query(sql).bind(self.id.0).bind(self.state.as_str()).bind(self.channel.as_str())
            .bind(self.direction.as_str()).bind(self.office.0).bind(At(self.at)).bind(self.correspondent)
            .bind(self.address).bind(self.subject).bind(self.text).bind(self.automatic)
            .bind(i32::try_from(self.left_out).unwrap_or(i32::MAX)).bind(count(self.files)).bind(self.original_sha256)
            .bind(&number.area).bind(number.year).bind(number.number).bind(At(self.registration.at))
            .bind(self.person.map(|id| id.0)).bind(self.position.map(|id| id.0)).bind(self.request.map(|id| id.0))
            .bind(self.proposed_position.map(|id| id.0)).bind(self.proposed_request.map(|id| id.0))
            .bind(self.decided_by.map(|id| id.0)).execute(conn).await.map(drop))
    }
}

/// A missive with the names around it.
#[derive(FromRow)]
pub(super) struct MissiveRow {
    pub id: Uuid,
    pub version: i64,
    state: String,
    channel: String,
    direction: String,
    pub office_id: Uuid,
    pub office: String,
    pub at: At,
    pub correspondent: String,
    pub address: String,
    pub subject: String,
    pub text: String,
    automatic: bool,
    pub left_out: i32,
    pub file_count: i32,
    register_area: String,
    register_year: i16,
    register_number: i64,
    pub received_at: At,
    pub person_id: Option<Uuid>,
    pub person: Option<String>,
    pub position_id: Option<Uuid>,
    position: Option<String>,
    company_id: Option<Uuid>,
    company: Option<String>,
    request_id: Option<Uuid>,
    request_subject: Option<String>,
    request_area: Option<String>,
    request_year: Option<i16>,
    request_number: Option<i64>,
    pub proposed_position_id: Option<Uuid>,
    pub proposed_request_id: Option<Uuid>,
    pub reason: Option<String>,
    pub decided_by: Option<String>,
}

macro_rules! missives {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.version, m.state, m.channel, m.direction, m.office_id, o.name AS office, m.at, m.correspondent,
                    m.address, m.subject, m.text, m.automatic, m.left_out, m.file_count, m.register_area, m.register_year,
                    m.register_number, m.received_at, m.person_id, w.name AS person, m.position_id, p.number AS position,
                    c.id AS company_id, c.name AS company, m.request_id, s.title AS request_subject,
                    r.register_area AS request_area, r.register_year AS request_year, r.register_number AS request_number,
                    m.proposed_position_id, m.proposed_request_id, m.reason, d.name AS decided_by
             FROM missives m JOIN offices o ON o.id = m.office_id LEFT JOIN people w ON w.id = m.person_id
             LEFT JOIN positions p ON p.id = m.position_id LEFT JOIN companies c ON c.id = p.company_id
             LEFT JOIN requests r ON r.id = m.request_id LEFT JOIN subjects s ON s.id = r.subject_id
             LEFT JOIN people d ON d.id = m.decided_by_id ",
            $rest
        )
    };
}
pub(super) use missives;

/// The missive, whoever may see it.
pub(super) async fn missive(house: &House, id: MissiveId) -> Answer<Option<MissiveRow>> {
    const SQL: &str = missives!("WHERE m.id = $1");
    Ok(on!(&house.db, pool => sqlx::query_as(SQL).bind(id.0).fetch_optional(pool).await)?)
}

impl MissiveRow {
    pub fn id(&self) -> MissiveId {
        MissiveId(self.id)
    }

    pub fn office(&self) -> OfficeId {
        OfficeId(self.office_id)
    }

    pub fn state(&self) -> Answer<MissiveState> {
        MissiveState::from_word(&self.state)
            .ok_or_else(|| Refusal::internal(format!("unknown state {:?} in missives", self.state)))
    }

    pub fn channel(&self) -> Answer<Channel> {
        channel(&self.channel)
    }

    pub fn registration(&self) -> Registration {
        let (area, year, number) = (self.register_area.clone(), self.register_year, self.register_number);
        Registration { number: RegisterNumber { area, year, number }, at: self.received_at.0 }
    }

    /// The position it is filed under.
    pub fn position(&self) -> Option<MissivePosition> {
        let (id, number) = (PositionId(self.position_id?), self.position.clone()?);
        let (company_id, company) = (CompanyId(self.company_id?), self.company.clone()?);
        Some(MissivePosition { id, number, company_id, company })
    }

    pub fn request(&self) -> Option<MissiveRequest> {
        let (area, year, number) = (self.request_area.clone()?, self.request_year?, self.request_number?);
        let (id, subject) = (RequestId(self.request_id?), self.request_subject.clone()?);
        Some(MissiveRequest { id, number: RegisterNumber { area, year, number }, subject })
    }

    pub fn line(&self) -> Answer<MissiveLine> {
        let direction = Direction::from_word(&self.direction)
            .ok_or_else(|| Refusal::internal(format!("unknown direction {:?} in missives", self.direction)))?;
        Ok(MissiveLine {
            id: self.id(),
            state: self.state()?,
            channel: self.channel()?,
            direction,
            at: self.at.0,
            correspondent: self.correspondent.clone(),
            subject: self.subject.clone(),
            registration: self.registration(),
            position: self.position(),
            request: self.request(),
            automatic: self.automatic,
            attachments: u32::try_from(self.file_count).unwrap_or(0),
        })
    }
}

/// What an operator decided.
pub(super) struct Decision<'a> {
    pub state: MissiveState,
    pub position: Option<PositionId>,
    pub request: Option<RequestId>,
    pub reason: Option<&'a str>,
    pub by: PersonId,
}

/// Takes the missive's lock until the transaction ends.
pub(super) async fn hold(tx: &mut Tx, row: &MissiveRow) -> Result<(), sqlx::Error> {
    let sql = "UPDATE missives SET version = version WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(row.id).execute(conn).await.map(drop))
}

/// Writes it, unless somebody was faster.
pub(super) async fn compare_and_write(
    tx: &mut Tx,
    row: &MissiveRow,
    version: i64,
    to: &Decision<'_>,
) -> Result<bool, sqlx::Error> {
    // Who wrote decides whose it is; where that is nobody's firm, the request it belongs to from now on.
    let sql = "UPDATE missives SET version = version + 1, state = $3, position_id = $4, request_id = $5, reason = $6,
                   decided_by_id = $7, intermediary_id = COALESCE(
                       (SELECT k.intermediary_id FROM intermediary_members k WHERE k.person_id = missives.person_id),
                       (SELECT r.intermediary_id FROM requests r WHERE r.id = $5))
               WHERE id = $1 AND version = $2";
    let moved = within!(tx, conn => sqlx::query(sql).bind(row.id).bind(version).bind(to.state.as_str())
        .bind(to.position.map(|id| id.0)).bind(to.request.map(|id| id.0)).bind(to.reason).bind(to.by.0)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(moved == 1)
}

/// From now on this address is known to write for the position.
pub(super) async fn remember_sender(
    tx: &mut Tx,
    address: &str,
    position: PositionId,
    by: PersonId,
    now: Instant,
) -> Result<(), sqlx::Error> {
    let sql =
        "INSERT INTO known_senders (address, position_id, remembered_at, remembered_by_id) VALUES ($1, $2, $3, $4)
               ON CONFLICT (address, position_id) DO NOTHING";
    within!(tx, conn => sqlx::query(sql).bind(address).bind(position.0).bind(At(now)).bind(by.0).execute(conn).await
        .map(drop))
}
