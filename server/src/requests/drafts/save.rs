//! Saving a draft: whatever was typed, unless another tab or device saved since it was read.

use super::store::{self, DraftRow};
use crate::db::{At, Tx, within};
use crate::house::House;
use crate::identity::{Actor, position_for};
use crate::offices;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{DraftForm, DraftLine, MAX_DRAFTS};
use contatti_model::{AttachmentId, ProblemCode, RequestId};

/// The longest draft in JSON: ten times the longest text that can be sent, so that nothing typed is thrown away for it.
const MAX_BYTES: usize = 128 * 1024;
/// Files one draft may name.
const MAX_FILES: usize = 50;

/// Saves what was written upon `version`; zero for a draft that was never saved. The same content twice is saved once.
///
/// # Errors
/// 412 when it was saved elsewhere since; 404 when it is somebody else's, or was discarded; 409 when a request with this
/// id was sent, or there are too many drafts; 413 when it is too large.
pub(super) async fn save(
    house: &House,
    actor: &Actor,
    id: RequestId,
    version: i64,
    form: DraftForm,
) -> Answer<DraftLine> {
    let mut form = form.content();
    form.request.id = id.to_string();
    let json = serde_json::to_string(&form).map_err(Refusal::internal)?;
    if json.len() > MAX_BYTES || form.request.attachments.len() > MAX_FILES {
        return Err(Refusal::new(ProblemCode::TooLarge));
    }
    let names = names(house, actor, &form).await?;
    let mut tx = house.begin().await?;
    if store::was_sent(&mut tx, id).await? {
        return Err(Refusal::new(ProblemCode::IdTaken));
    }
    let saved = match store::locate(&mut tx, id).await? {
        Some(row) if row.person_id != actor.id.0 => return Err(Refusal::not_found()),
        Some(row) if row.form()? == form => return row.line(),
        Some(row) => change(house, &mut tx, row, version, &form, json, names).await?,
        None if version != 0 => return Err(Refusal::not_found()),
        None => add(house, &mut tx, actor, id, json, names).await?,
    };
    hold_files(&mut tx, actor, id, &form).await?;
    tx.commit().await?;
    saved.line()
}

/// How position and subject are called, as far as this person may know.
struct Names {
    position: Option<String>,
    subject: String,
}

async fn names(house: &House, actor: &Actor, form: &DraftForm) -> Answer<Names> {
    let position = match form.request.position.parse() {
        Ok(id) => position_for(house, actor, id).await?,
        Err(_) => None,
    };
    let subject = match form.request.subject.parse() {
        Ok(id) => offices::subject(house, id).await?,
        Err(_) => None,
    };
    Ok(Names {
        position: position.map(|position| format!("{} · {}", position.number, position.company.name)),
        subject: subject.map(|subject| subject.title).unwrap_or_default(),
    })
}

/// Whoever comes second finds another version and changes nothing: the database compares, not a check before.
async fn change(
    house: &House,
    tx: &mut Tx,
    row: DraftRow,
    version: i64,
    form: &DraftForm,
    json: String,
    names: Names,
) -> Answer<DraftRow> {
    let same_position = row.form()?.request.position == form.request.position;
    // A mandate that ended takes the position away, not its name from what was written under it.
    let position = names.position.unwrap_or_else(|| if same_position { row.position_name } else { String::new() });
    let sql =
        "UPDATE drafts SET version = version + 1, form = $3, position_name = $4, subject_title = $5, saved_at = $6
               WHERE id = $1 AND version = $2";
    let at = At(house.now());
    let changed = within!(tx, conn => sqlx::query(sql).bind(row.id).bind(version).bind(&json).bind(&position)
        .bind(&names.subject).bind(at).execute(conn).await.map(|done| done.rows_affected()))?;
    if changed == 0 {
        return Err(Refusal::new(ProblemCode::DraftChanged));
    }
    Ok(DraftRow {
        version: version + 1,
        form: json,
        position_name: position,
        subject_title: names.subject,
        saved_at: at,
        ..row
    })
}

async fn add(house: &House, tx: &mut Tx, actor: &Actor, id: RequestId, json: String, names: Names) -> Answer<DraftRow> {
    // Whoever adds holds the person's row until commit, so that two tabs cannot both be the last allowed.
    let hold = "UPDATE people SET disabled_at = disabled_at WHERE id = $1";
    within!(tx, conn => sqlx::query(hold).bind(actor.id.0).execute(conn).await.map(drop))?;
    if store::count(tx, actor.id).await? >= MAX_DRAFTS {
        return Err(Refusal::new(ProblemCode::TooManyDrafts));
    }
    let (position_name, subject_title) = (names.position.unwrap_or_default(), names.subject);
    let at = At(house.now());
    let row = DraftRow {
        id: id.0,
        person_id: actor.id.0,
        version: 1,
        form: json,
        position_name,
        subject_title,
        saved_at: at,
    };
    let sql = "INSERT INTO drafts (id, person_id, version, form, position_name, subject_title, saved_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    let added = within!(tx, conn => sqlx::query(sql).bind(row.id).bind(row.person_id).bind(row.version).bind(&row.form)
        .bind(&row.position_name).bind(&row.subject_title).bind(row.saved_at).execute(conn).await
        .map(|done| done.rows_affected()))?;
    if added == 1 { Ok(row) } else { Err(Refusal::new(ProblemCode::DraftChanged)) }
}

/// Only the author's own waiting files are held; other ids are kept as typed and mean nothing.
async fn hold_files(tx: &mut Tx, actor: &Actor, id: RequestId, form: &DraftForm) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM draft_files WHERE draft_id = $1";
    within!(tx, conn => sqlx::query(sql).bind(id.0).execute(conn).await.map(drop))?;
    let sql = "INSERT INTO draft_files (draft_id, attachment_id)
               SELECT d.id, a.id FROM attachments a JOIN drafts d ON d.id = $1
               WHERE a.id = $2 AND a.owner_id = $3 AND a.token_id IS NULL AND a.request_id IS NULL
               ON CONFLICT DO NOTHING";
    for file in form.request.attachments.iter().filter_map(|raw| raw.parse::<AttachmentId>().ok()) {
        within!(tx, conn => sqlx::query(sql).bind(id.0).bind(file.0).bind(actor.id.0).execute(conn).await.map(drop))?;
    }
    Ok(())
}
