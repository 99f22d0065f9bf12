//! The SQL of offices, subjects and the routing table.

use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::identity::scheme;
use crate::web::{Answer, Refusal};
use contatti_model::attachments::{AttachmentProfile, FileKind};
use contatti_model::identity::OfficeName;
use contatti_model::offices::{Scheme, Subject, SubjectArea, SubjectDocument, SubjectKind};
use contatti_model::{OfficeId, PositionId, SubjectDocumentId, SubjectId};
use jiff::civil::Date;
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct SubjectRow {
    area_id: Uuid,
    scheme: String,
    area_kind: String,
    area_title: String,
    id: Uuid,
    title: String,
    hint: String,
    valid_from: Day,
    valid_to: Option<Day>,
    working_days: i32,
    rule_source: String,
    fixed_sentence: String,
    keywords: String,
    profile: String,
    max_files: i32,
    max_file_bytes: i64,
    max_total_bytes: i64,
    kinds: String,
}

/// $1 one subject or none, $2 the day it must be offered on, or none.
const SUBJECTS: &str = "
    SELECT a.id AS area_id, a.scheme, a.kind AS area_kind, a.title AS area_title,
           s.id, s.title, s.hint, s.valid_from, s.valid_to, s.working_days, s.rule_source, s.fixed_sentence, s.keywords,
           p.code AS profile, p.max_files, p.max_file_bytes, p.max_total_bytes, p.kinds
    FROM subjects s JOIN subject_areas a ON a.id = s.area_id JOIN attachment_profiles p ON p.code = s.profile_code
    WHERE ($1 IS NULL OR s.id = $1)
      AND ($2 IS NULL OR (s.valid_from <= $2 AND (s.valid_to IS NULL OR s.valid_to >= $2)))
    ORDER BY a.scheme, a.place, s.place";

/// One subject, offered today or not.
///
/// # Errors
/// When the database does not answer.
pub async fn subject(house: &House, id: SubjectId) -> Answer<Option<Subject>> {
    let (rows, documents) = tokio::try_join!(read(house, Some(id.0), None), documents(house, Some(id.0)))?;
    rows.into_iter().next().map(|row| row.into_subject(&documents)).transpose()
}

/// What one subject lets people attach.
///
/// # Errors
/// When the database does not answer.
pub async fn profile(house: &House, id: SubjectId) -> Answer<Option<AttachmentProfile>> {
    let rows = read(house, Some(id.0), None).await?;
    Ok(rows.into_iter().next().map(|row| row.profile()))
}

/// The areas and subjects offered on `day` for the given schemes.
///
/// # Errors
/// When the database does not answer.
pub async fn offered_areas(house: &House, schemes: &[Scheme], day: Date) -> Answer<Vec<SubjectArea>> {
    let mut areas: Vec<(Uuid, SubjectArea)> = vec![];
    let (rows, documents) = tokio::try_join!(read(house, None, Some(Day(day))), documents(house, None))?;
    for row in rows {
        let (area_id, kind, title) = (row.area_id, row.area_kind.clone(), row.area_title.clone());
        let subject = row.into_subject(&documents)?;
        if !schemes.contains(&subject.scheme) {
            continue;
        }
        match areas.last_mut() {
            Some((last, area)) if *last == area_id => area.subjects.push(subject),
            _ => {
                let kind = if kind == "generic" { SubjectKind::Generic } else { SubjectKind::Specific };
                areas.push((area_id, SubjectArea { scheme: subject.scheme, kind, title, subjects: vec![subject] }));
            }
        }
    }
    Ok(areas.into_iter().map(|(_, area)| area).collect())
}

async fn read(house: &House, id: Option<Uuid>, day: Option<Day>) -> Answer<Vec<SubjectRow>> {
    Ok(on!(&house.db, pool => sqlx::query_as(SUBJECTS).bind(id).bind(day).fetch_all(pool).await)?)
}

#[derive(FromRow)]
struct DocumentRow {
    id: Uuid,
    subject_id: Uuid,
    title: String,
    needed_when: String,
}

/// What one subject, or every subject, asks to see.
async fn documents(house: &House, subject: Option<Uuid>) -> Answer<Vec<DocumentRow>> {
    let sql = "SELECT id, subject_id, title, needed_when FROM subject_documents
               WHERE ($1 IS NULL OR subject_id = $1) ORDER BY subject_id, place";
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(subject).fetch_all(pool).await)?)
}

impl SubjectRow {
    fn into_subject(self, documents: &[DocumentRow]) -> Answer<Subject> {
        let own = documents.iter().filter(|document| document.subject_id == self.id).map(|document| SubjectDocument {
            id: SubjectDocumentId(document.id),
            title: document.title.clone(),
            when: document.needed_when.clone(),
        });
        let profile = self.profile();
        Ok(Subject {
            id: SubjectId(self.id),
            scheme: scheme(&self.scheme)?,
            title: self.title,
            hint: self.hint,
            valid_from: self.valid_from.0,
            valid_to: self.valid_to.map(|day| day.0),
            working_days: u16::try_from(self.working_days).unwrap_or(0),
            rule_source: self.rule_source,
            fixed_sentence: self.fixed_sentence,
            profile,
            keywords: self.keywords,
            documents: own.collect(),
        })
    }

    fn profile(&self) -> AttachmentProfile {
        AttachmentProfile {
            code: self.profile.clone(),
            max_files: u32::try_from(self.max_files).unwrap_or(0),
            max_file_bytes: u64::try_from(self.max_file_bytes).unwrap_or(0),
            max_total_bytes: u64::try_from(self.max_total_bytes).unwrap_or(0),
            kinds: self.kinds.split(' ').filter_map(FileKind::from_word).collect(),
        }
    }
}

/// The office a request goes to, with the register it keeps.
#[derive(Clone, Debug)]
pub struct Competent {
    pub office: OfficeName,
    pub register_area: String,
}

#[derive(FromRow)]
pub(super) struct OfficeRow {
    id: Uuid,
    name: String,
    register_area: String,
}

/// The competent office by the routing table: the most specific row wins (subject and province, subject, province);
/// what no row routes goes to the fallback desk, never nowhere.
///
/// # Errors
/// When the database does not answer, or no fallback desk is named.
pub async fn competent_office(house: &House, position: PositionId, subject: SubjectId) -> Answer<Competent> {
    let sql = "SELECT o.id, o.name, o.register_area FROM (
            SELECT r.office_id, 3 - (CASE WHEN r.subject_id IS NULL THEN 0 ELSE 2 END)
                                  - (CASE WHEN r.province IS NULL THEN 0 ELSE 1 END) AS distance, r.id AS rule
            FROM routing_rules r JOIN positions p ON p.id = $1 AND p.scheme = r.scheme
            WHERE (r.subject_id IS NULL OR r.subject_id = $2) AND (r.province IS NULL OR r.province = p.province)
            UNION ALL
            SELECT f.id, 9, f.id FROM offices f WHERE f.is_fallback
        ) c JOIN offices o ON o.id = c.office_id ORDER BY c.distance, c.rule LIMIT 1";
    let row: Option<OfficeRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(position.0).bind(subject.0).fetch_optional(pool).await)?;
    let row = row.ok_or_else(|| Refusal::internal("no fallback desk is named among the offices"))?;
    Ok(row.into_competent())
}

impl OfficeRow {
    pub(super) fn into_competent(self) -> Competent {
        Competent { office: OfficeName { id: OfficeId(self.id), name: self.name }, register_area: self.register_area }
    }
}

/// An office by its id; none for an unknown one.
///
/// # Errors
/// When the database does not answer.
pub async fn office(house: &House, id: OfficeId) -> Answer<Option<Competent>> {
    let sql = "SELECT id, name, register_area FROM offices WHERE id = $1";
    let row: Option<OfficeRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_optional(pool).await)?;
    Ok(row.map(OfficeRow::into_competent))
}

/// A named office as competent: for a request chained to one it worked already.
///
/// # Errors
/// When the database does not answer.
pub async fn as_competent(house: &House, id: OfficeId) -> Answer<Competent> {
    office(house, id).await?.ok_or_else(|| Refusal::internal("a row names an office that is not there"))
}

/// The area whose register the office keeps.
///
/// # Errors
/// When the database does not answer.
pub async fn register_area(house: &House, office: OfficeId) -> Answer<String> {
    let sql = "SELECT register_area FROM offices WHERE id = $1";
    Ok(on!(&house.db, pool => sqlx::query_scalar(sql).bind(office.0).fetch_one(pool).await)?)
}

/// Takes the office's lock: what an office keeps few of is written one after the other.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn hold(tx: &mut Tx, office: OfficeId) -> Result<(), sqlx::Error> {
    let sql = "UPDATE offices SET name = name WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(office.0).execute(conn).await.map(drop))
}
