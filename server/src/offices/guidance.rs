//! Answers already given, for whoever is about to ask.

use crate::db::on;
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use axum::Json;
use axum::extract::{Query, State};
use contatti_model::offices::Guidance;
use contatti_model::{GuidanceId, Problem, SubjectId};
use serde::Deserialize;
use sqlx::FromRow;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// More than anybody compares while writing; the chosen subject's own come first.
const MOST: i64 = 60;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(guidance))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct About {
    /// The chosen subject's id.
    #[serde(default)]
    subject: String,
}

/// Answers already given: those of a subject and those of none. The text is compared with them where it is written, so
/// that it does not travel in an address.
#[utoipa::path(get, path = "/guidance", tag = "offices", params(About), responses(
    (status = 200, body = Vec<Guidance>), (status = 401, body = Problem)))]
async fn guidance(State(house): State<House>, _: Actor, Query(about): Query<About>) -> Answer<Json<Vec<Guidance>>> {
    let subject = about.subject.parse::<SubjectId>().ok().map(|id| id.0);
    let sql = "SELECT id, title, text, source, link, keywords, subject_id FROM guidance
               WHERE subject_id IS NULL OR subject_id = $1
               ORDER BY CASE WHEN subject_id IS NULL THEN 1 ELSE 0 END, title, id LIMIT $2";
    let rows: Vec<GuidanceRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(subject).bind(MOST).fetch_all(pool).await)?;
    Ok(Json(rows.into_iter().map(GuidanceRow::into_guidance).collect()))
}

#[derive(FromRow)]
struct GuidanceRow {
    id: Uuid,
    title: String,
    text: String,
    source: String,
    link: String,
    keywords: String,
    subject_id: Option<Uuid>,
}

impl GuidanceRow {
    fn into_guidance(self) -> Guidance {
        Guidance {
            id: GuidanceId(self.id),
            title: self.title,
            text: self.text,
            source: self.source,
            link: self.link,
            keywords: self.keywords,
            subject: self.subject_id.map(SubjectId),
        }
    }
}
