//! The SQL that reads requests, and the rows it reads.

use crate::db::tx::EngineTx;
use crate::db::{At, Day, Tx, on, within};
use crate::house::House;
use crate::identity::scheme;
use crate::notices::reachable;
use crate::offices;
use crate::web::{Answer, Refusal};
use contatti_model::attachments::AttachmentProfile;
use contatti_model::identity::{CompanyName, OfficeName};
use contatti_model::offices::{Scheme, Subject};
use contatti_model::register::{RegisterNumber, Registration};
use contatti_model::requests::{Audience, Channel, Line, Outcome, Pause, PauseCause, State, may_reopen};
use contatti_model::{CompanyId, MessageId, OfficeId, PersonId, RequestId, SubjectId, UnitId};
use jiff::civil::Date;
use sqlx::FromRow;
use uuid::Uuid;

/// A request with the names around it.
#[derive(FromRow)]
pub struct RequestRow {
    pub(super) id: Uuid,
    pub(super) version: i64,
    state: String,
    pub(super) company_id: Uuid,
    company: String,
    tax_code: String,
    pub(super) position: String,
    scheme: String,
    pub(super) subject: String,
    pub(super) area: String,
    office_id: Uuid,
    office: String,
    sender_id: Uuid,
    pub(super) sender: String,
    pub(super) firm: Option<String>,
    pub(super) intermediary_id: Option<Uuid>,
    pub(super) owner: Option<String>,
    pub(super) email: String,
    pub(super) telephone: String,
    pub(super) opened_at: At,
    pub(super) updated_at: At,
    pub(super) promised_on: Day,
    working_days: i32,
    pub(super) rule_source: String,
    outcome: Option<String>,
    /// The area of the request's own number.
    pub(super) register_area: String,
    /// The area of the office that has it: where its turns are registered now.
    pub(super) office_area: String,
    register_year: i16,
    register_number: i64,
    pub(super) draft_hash: Vec<u8>,
    owner_id: Option<Uuid>,
    owner_email: Option<String>,
    thread_id: Option<Uuid>,
    clock_from: Option<Day>,
    pub(super) first_response_at: Option<At>,
    pub(super) awaiting_since: Option<Day>,
    pub(super) awaiting_until: Option<Day>,
    pub(super) closed_at: Option<At>,
    reminders: i32,
    pub(super) reminded_at: Option<At>,
    solved: Option<String>,
    known_by_id: Option<Uuid>,
    pub(super) known_by: Option<String>,
    pub(super) second_officer: bool,
    pub(super) attachment_count: i32,
    subject_id: Uuid,
    pub(super) position_id: Uuid,
    unit_id: Option<Uuid>,
    pub(super) unit: Option<String>,
    audience: Option<String>,
    /// The office wrote first, and the company has not written back.
    pub(super) waits_for_company: bool,
    #[sqlx(flatten)]
    pub(super) beside: Beside,
}

/// What a request has in other tables: most have none of it, and are not asked for it.
#[derive(Clone, Copy, FromRow)]
pub(super) struct Beside {
    pub has_files: bool,
    pub has_pauses: bool,
    pub has_meeting: bool,
    pub has_chain: bool,
    pub has_links: bool,
}

/// $1 the request, $2 whether the house sends SMS.
const REQUEST: &str = concat!(
    "
    SELECT r.id, r.version, r.state, r.company_id, c.name AS company, c.tax_code, p.number AS position, p.scheme,
           s.title AS subject, a.title AS area, r.office_id, o.name AS office, o.register_area AS office_area,
           r.sender_id, w.name AS sender, i.name AS firm, r.intermediary_id, t.name AS owner, r.email, r.telephone,
           r.opened_at, r.updated_at, r.promised_on, r.working_days, r.rule_source, r.outcome,
           r.register_area, r.register_year, r.register_number, r.draft_hash, r.owner_id,
           CASE WHEN ",
    reachable!("t", "$2"),
    " THEN t.email END AS owner_email,
           r.thread_id, r.clock_from, r.first_response_at, r.awaiting_since, r.awaiting_until, r.closed_at, r.reminders,
           r.reminded_at, r.solved, r.known_by_id, k.name AS known_by, r.second_officer, r.attachment_count, r.subject_id, r.position_id,
           r.unit_id, n.name AS unit, r.audience, r.audience IS NOT NULL AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.request_id = r.id
               AND m.kind IN ('reply', 'reminder', 'objection', 'meeting_asked')) AS waits_for_company,
           EXISTS (SELECT 1 FROM attachments f WHERE f.request_id = r.id) AS has_files,
           EXISTS (SELECT 1 FROM pauses b WHERE b.request_id = r.id) AS has_pauses,
           EXISTS (SELECT 1 FROM meetings g WHERE g.request_id = r.id) AS has_meeting,
           (r.thread_id IS NOT NULL OR EXISTS (SELECT 1 FROM requests h WHERE h.thread_id = r.id)) AS has_chain,
           (EXISTS (SELECT 1 FROM request_links l WHERE l.request_id = r.id)
               OR EXISTS (SELECT 1 FROM request_links l WHERE l.other_id = r.id)) AS has_links
    FROM requests r JOIN companies c ON c.id = r.company_id JOIN positions p ON p.id = r.position_id
    JOIN subjects s ON s.id = r.subject_id JOIN subject_areas a ON a.id = s.area_id
    JOIN offices o ON o.id = r.office_id JOIN people w ON w.id = r.sender_id
    LEFT JOIN intermediaries i ON i.id = r.intermediary_id LEFT JOIN people t ON t.id = r.owner_id
    LEFT JOIN people k ON k.id = r.known_by_id LEFT JOIN units n ON n.id = r.unit_id
    WHERE r.id = $1"
);

/// The request, whoever may see it.
pub(super) async fn request(house: &House, id: RequestId) -> Answer<Option<RequestRow>> {
    let texts = house.config.sends_sms();
    Ok(on!(&house.db, pool => sqlx::query_as(REQUEST).bind(id.0).bind(texts).fetch_optional(pool).await)?)
}

/// The request a message belongs to, and its author.
pub(super) async fn message_place(house: &House, id: MessageId) -> Answer<Option<(Uuid, Uuid)>> {
    let sql = "SELECT request_id, author_id FROM messages WHERE id = $1";
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_optional(pool).await)?)
}

/// The limits of files that the request's subject sets.
pub(super) async fn profile(house: &House, row: &RequestRow) -> Answer<AttachmentProfile> {
    let profile = offices::profile(house, row.subject_id()).await?;
    profile.ok_or_else(|| Refusal::internal("a request without its subject"))
}

/// Takes the request's lock, before any register's: the order in which every move takes them. PostgreSQL locks a row without
/// writing it; a row written as it was would be written into each of its indexes too.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn hold(tx: &mut Tx, id: RequestId) -> Result<(), sqlx::Error> {
    match &mut tx.engine {
        EngineTx::Sqlite(tx) => {
            let sql = "UPDATE requests SET version = version WHERE id = $1";
            sqlx::query(sql).bind(id.0).execute(&mut **tx).await.map(drop)
        }
        EngineTx::Postgres(tx) => {
            let sql = "SELECT 1 FROM requests WHERE id = $1 FOR NO KEY UPDATE";
            sqlx::query(sql).bind(id.0).execute(&mut **tx).await.map(drop)
        }
    }
}

const PAUSES: &str = "SELECT cause, since, until FROM pauses WHERE request_id = $1 ORDER BY place";

type PauseRow = (String, Day, Day);

/// The rests of the clock that are over, oldest first.
pub(super) async fn pauses(house: &House, id: RequestId) -> Answer<Vec<Pause>> {
    let rows: Vec<PauseRow> = on!(&house.db, pool => sqlx::query_as(PAUSES).bind(id.0).fetch_all(pool).await)?;
    rows.into_iter().map(pause).collect()
}

/// The same as a transaction sees them.
pub(super) async fn pauses_within(tx: &mut Tx, id: RequestId) -> Answer<Vec<Pause>> {
    let rows: Vec<PauseRow> = within!(tx, conn => sqlx::query_as(PAUSES).bind(id.0).fetch_all(conn).await)?;
    rows.into_iter().map(pause).collect()
}

fn pause((cause, since, until): PauseRow) -> Answer<Pause> {
    let cause =
        PauseCause::from_word(&cause).ok_or_else(|| Refusal::internal(format!("unknown cause {cause:?} in pauses")))?;
    Ok(Pause { cause, since: since.0, until: Some(until.0) })
}

impl RequestRow {
    pub(super) fn id(&self) -> RequestId {
        RequestId(self.id)
    }

    /// Whom the office tells of a request it opened itself; none where a company opened it.
    pub(super) fn audience(&self) -> Option<Audience> {
        self.audience.as_deref().and_then(Audience::from_word)
    }

    pub(super) fn opened_by_office(&self) -> bool {
        self.audience.is_some()
    }

    pub(super) fn subject_id(&self) -> SubjectId {
        SubjectId(self.subject_id)
    }

    /// The unit of the office that has it.
    pub(super) fn unit_id(&self) -> Option<UnitId> {
        self.unit_id.map(UnitId)
    }

    pub(super) fn owner_id(&self) -> Option<PersonId> {
        self.owner_id.map(PersonId)
    }

    pub(super) fn owner_named(&self) -> Option<(PersonId, &str)> {
        self.owner_id().zip(self.owner.as_deref())
    }

    /// The operator in charge with their address, empty where they are told by SMS alone; none who cannot be told.
    pub(super) fn owner_contact(&self) -> Option<(PersonId, &str)> {
        self.owner_id().zip(self.owner_email.as_deref())
    }

    pub(super) fn known_by_id(&self) -> Option<PersonId> {
        self.known_by_id.map(PersonId)
    }

    /// The first request of its chain; itself when it was chained to none.
    pub(super) fn thread(&self) -> RequestId {
        RequestId(self.thread_id.unwrap_or(self.id))
    }

    pub(super) fn clock_from(&self) -> Date {
        self.clock_from.map_or_else(|| self.opened_at.0.day(), |day| day.0)
    }

    /// Rows of earlier versions do not hold the moment; nothing happened to them since.
    pub(super) fn closed_on(&self) -> Option<Date> {
        (self.state == State::Closed.as_str()).then(|| self.closed_at.unwrap_or(self.updated_at).0.day())
    }

    /// Whether the thread can go on: it is open, or may be opened again.
    pub(super) fn goes_on(&self, today: Date) -> Answer<bool> {
        let state = self.state()?;
        Ok(state.reply().is_ok() || may_reopen(state, self.outcome()?, self.closed_on(), today))
    }

    pub(super) fn reminders(&self) -> u8 {
        u8::try_from(self.reminders).unwrap_or(u8::MAX)
    }

    pub(super) fn solved(&self) -> Option<bool> {
        self.solved.as_deref().map(|word| word == "yes")
    }

    /// The rest of the clock that ends on `day`, if it rests.
    pub(super) fn pause_until(&self, day: Date) -> Option<Pause> {
        let since = self.awaiting_since?.0;
        Some(Pause { cause: PauseCause::AwaitingDocuments, since, until: Some(day) })
    }

    pub(super) fn company(&self) -> CompanyId {
        CompanyId(self.company_id)
    }

    pub(super) fn company_name(&self) -> CompanyName {
        CompanyName { id: self.company(), name: self.company.clone(), tax_code: self.tax_code.clone() }
    }

    pub(super) fn office(&self) -> OfficeId {
        OfficeId(self.office_id)
    }

    pub(super) fn office_name(&self) -> OfficeName {
        OfficeName { id: self.office(), name: self.office.clone() }
    }

    /// The same request as it is under another subject.
    pub(super) fn under(self, subject: &Subject) -> Self {
        let (title, rule_source) = (subject.title.clone(), subject.rule_source.clone());
        let working_days = i32::from(subject.working_days);
        Self { subject_id: subject.id.0, subject: title, working_days, rule_source, ..self }
    }

    pub(super) fn sender_id(&self) -> PersonId {
        PersonId(self.sender_id)
    }

    pub(super) fn scheme(&self) -> Answer<Scheme> {
        scheme(&self.scheme)
    }

    pub(super) fn state(&self) -> Answer<State> {
        state(&self.state)
    }

    pub(super) fn outcome(&self) -> Answer<Option<Outcome>> {
        outcome(self.outcome.as_deref())
    }

    pub(super) fn working_days(&self) -> u16 {
        u16::try_from(self.working_days).unwrap_or(0)
    }

    pub(super) fn registration(&self) -> Registration {
        Registration { number: self.registration_number(), at: self.opened_at.0 }
    }

    /// The number of the request itself, the one people quote.
    pub fn registration_number(&self) -> RegisterNumber {
        RegisterNumber { area: self.register_area.clone(), year: self.register_year, number: self.register_number }
    }
}

/// A line of a list, of the company's or the office's.
#[derive(FromRow)]
pub struct LineRow {
    pub id: Uuid,
    pub state: String,
    pub subject: String,
    pub company: String,
    pub position: String,
    pub office: String,
    pub opened_at: At,
    pub updated_at: At,
    pub promised_on: Day,
    pub outcome: Option<String>,
    pub channel: String,
    pub register_area: String,
    pub register_year: i16,
    pub register_number: i64,
    /// Read where a list tells who wrote first.
    #[sqlx(default)]
    pub audience: Option<String>,
}

/// The line as both lists show it.
///
/// # Errors
/// When the row holds words this version does not know.
pub fn line_from(row: LineRow) -> Answer<(State, Line)> {
    let state = state(&row.state)?;
    let number = RegisterNumber { area: row.register_area, year: row.register_year, number: row.register_number };
    let line = Line {
        id: RequestId(row.id),
        state: state.public(),
        subject: row.subject,
        company: row.company,
        position: row.position,
        office: row.office,
        registration: Registration { number, at: row.opened_at.0 },
        updated_at: row.updated_at.0,
        promised_on: row.promised_on.0,
        outcome: outcome(row.outcome.as_deref())?,
        channel: channel(&row.channel)?,
        opened_by_office: row.audience.is_some(),
        found: None,
    };
    Ok((state, line))
}

fn state(word: &str) -> Answer<State> {
    State::from_word(word).ok_or_else(|| Refusal::internal(format!("unknown state {word:?} in requests")))
}

/// A stored channel; an unknown word is a broken row.
pub(crate) fn channel(word: &str) -> Answer<Channel> {
    Channel::from_word(word).ok_or_else(|| Refusal::internal(format!("unknown channel {word:?}")))
}

fn outcome(word: Option<&str>) -> Answer<Option<Outcome>> {
    let parse = |word| {
        Outcome::from_word(word).ok_or_else(|| Refusal::internal(format!("unknown outcome {word:?} in requests")))
    };
    word.map(parse).transpose()
}
