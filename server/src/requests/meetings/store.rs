//! The SQL of appointments: one row a request, written with the move that changed it.

use crate::db::{At, Tx, on, within};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{DayPart, Meeting, MeetingState, MessageKind, Mode, Workday};
use contatti_model::{Instant, OfficeId, RequestId};
use sqlx::FromRow;
use uuid::Uuid;

/// The last appointment of a request, with what neither side needs to see.
#[derive(Clone, Debug)]
pub(in crate::requests) struct Kept {
    /// What calendars know it by.
    pub id: Uuid,
    /// The number the company gave, or nothing.
    pub telephone: String,
    pub set_at: Option<Instant>,
    /// How often it was set.
    pub sequence: i32,
    pub meeting: Meeting,
}

#[derive(FromRow)]
struct MeetingRow {
    id: Uuid,
    state: String,
    mode: String,
    part: String,
    weekdays: String,
    telephone: String,
    place: String,
    begins_at: Option<At>,
    set_at: Option<At>,
    sequence: i32,
    address: String,
}

/// The request's last appointment as it stands now.
///
/// # Errors
/// When the database does not answer, or the row holds words this version does not know.
pub(in crate::requests) async fn of(house: &House, request: RequestId) -> Answer<Option<Kept>> {
    let sql = "SELECT m.id, m.state, m.mode, m.part, m.weekdays, m.telephone, m.place, m.begins_at, m.set_at,
                      m.sequence, o.address
               FROM meetings m JOIN offices o ON o.id = m.office_id WHERE m.request_id = $1";
    let row: Option<MeetingRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(request.0).fetch_optional(pool).await)?;
    row.map(|row| row.into_kept(house.now())).transpose()
}

/// How often the company wrote about the matter.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn exchanges(house: &House, request: RequestId) -> Answer<usize> {
    let sql = "SELECT kind FROM messages WHERE request_id = $1";
    let kinds: Vec<String> = on!(&house.db, pool => sqlx::query_scalar(sql).bind(request.0).fetch_all(pool).await)?;
    let counts = |word: &&String| MessageKind::from_word(word).is_some_and(MessageKind::is_exchange);
    Ok(kinds.iter().filter(counts).count())
}

impl Kept {
    /// Writes it in the place of the request's last one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(in crate::requests) async fn write(
        &self,
        tx: &mut Tx,
        request: RequestId,
        office: OfficeId,
    ) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO meetings (request_id, id, office_id, state, mode, part, weekdays, telephone, place,
                                         begins_at, set_at, sequence, company_id, position_id, intermediary_id)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
                       (SELECT r.company_id FROM requests r WHERE r.id = $1),
                       (SELECT r.position_id FROM requests r WHERE r.id = $1),
                       (SELECT r.intermediary_id FROM requests r WHERE r.id = $1))
                   ON CONFLICT (request_id) DO UPDATE SET id = excluded.id, office_id = excluded.office_id,
                       state = excluded.state, mode = excluded.mode, part = excluded.part,
                       weekdays = excluded.weekdays, telephone = excluded.telephone, place = excluded.place,
                       begins_at = excluded.begins_at, set_at = excluded.set_at, sequence = excluded.sequence";
        let Meeting { state, mode, part, weekdays, place, begins_at } = &self.meeting;
        let weekdays: Vec<_> = weekdays.iter().map(|day| day.as_str()).collect();
        // Until it is set, the place shown is only the one that suggests itself.
        let place = if self.set_at.is_some() { place.as_str() } else { "" };
        within!(tx, conn => sqlx::query(sql).bind(request.0).bind(self.id).bind(office.0).bind(state.as_str())
            .bind(mode.as_str()).bind(part.as_str()).bind(weekdays.join(" ")).bind(&self.telephone).bind(place)
            .bind(begins_at.map(At)).bind(self.set_at.map(At)).bind(self.sequence).execute(conn).await.map(drop))
    }
}

impl MeetingRow {
    fn into_kept(self, now: Instant) -> Answer<Kept> {
        let unknown = |word: &str| Refusal::internal(format!("unknown word {word:?} in meetings"));
        let mode = Mode::from_word(&self.mode).ok_or_else(|| unknown(&self.mode))?;
        let stored = MeetingState::from_word(&self.state).ok_or_else(|| unknown(&self.state))?;
        let part = DayPart::from_word(&self.part).ok_or_else(|| unknown(&self.part))?;
        let weekday = |word| Workday::from_word(word).ok_or_else(|| unknown(word));
        let weekdays = self.weekdays.split_whitespace().map(weekday).collect::<Answer<_>>()?;
        let place = match (self.place.is_empty(), mode) {
            (false, _) => self.place,
            (true, Mode::InPerson) => self.address,
            (true, Mode::Phone) => self.telephone.clone(),
        };
        let begins_at = self.begins_at.map(|at| at.0);
        let mut meeting = Meeting { state: stored, mode, part, weekdays, place, begins_at };
        meeting.state = stored.at(meeting.ends_at(), now);
        let (id, sequence, set_at) = (self.id, self.sequence, self.set_at.map(|at| at.0));
        Ok(Kept { id, telephone: self.telephone, set_at, sequence, meeting })
    }
}
