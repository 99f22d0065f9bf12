//! Links over HTTP: made, taken back, and one request going on in another.

use super::{merge, store};
use crate::house::House;
use crate::identity::Actor;
use crate::live::Change;
use crate::monitoring::audit;
use crate::requests::routes::{console_page, with_version};
use crate::requests::store::RequestRow;
use crate::requests::{access, change, read};
use crate::web::{Answer, Refusal, Sent};
use axum::extract::{Path, State};
use axum::response::Response;
use contatti_model::requests::{LinkForm, LinkKind, MergeForm, RequestDetail};
use contatti_model::{FieldError, Issue, Problem, RequestId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(in crate::requests) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(link_it)).routes(routes!(unlink_it)).routes(routes!(merge_it))
}

/// Say that another request of the same company at the same office has to do with this one.
#[utoipa::path(post, path = "/requests/{id}/link", tag = "requests", request_body = LinkForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn link_it(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<LinkForm>) -> Response {
    let linked = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        link(&house, &actor, &row, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let linked = linked.await;
    sent.reply(linked, |_| console_page(id))
}

/// Take a link back; what was merged stays.
#[utoipa::path(post, path = "/requests/{id}/unlink", tag = "requests", request_body = LinkForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn unlink_it(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<LinkForm>) -> Response {
    let unlinked = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        unlink(&house, &actor, &row, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let unlinked = unlinked.await;
    sent.reply(unlinked, |_| console_page(id))
}

/// Let a request go on in another: it is answered with the other's number, and nothing of it is lost.
#[utoipa::path(post, path = "/requests/{id}/merge", tag = "requests", request_body = MergeForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn merge_it(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<MergeForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        merge::merge(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}

async fn link(house: &House, actor: &Actor, row: &RequestRow, form: &LinkForm) -> Answer<()> {
    let number = form.parse().map_err(Refusal::invalid)?;
    let other = store::other(house, row, &number).await?;
    // From the older to the newer, so that two who link at once write one row.
    let mut both = [row.id(), other.id()];
    both.sort_unstable();
    let mut tx = house.begin().await?;
    store::write(house, &mut tx, actor, both.into(), LinkKind::Related).await?;
    audit::note(house, &mut tx, actor, "request_linked", Some(row.company()), Some(row.id()), row.office()).await?;
    // The versions stay: a link changes nothing that anybody's form was written on.
    for row in [row, &other] {
        tx.announce(Change { office_only: true, ..change::changed(row, row.version)? }).await?;
    }
    Ok(tx.commit().await?)
}

async fn unlink(house: &House, actor: &Actor, row: &RequestRow, form: &LinkForm) -> Answer<()> {
    let number = form.parse().map_err(Refusal::invalid)?;
    let linked = store::related(house, row.id()).await?;
    let other = linked.into_iter().find(|seen| seen.link.registration.number == number);
    let unknown = || Refusal::invalid(vec![FieldError::new("number", Issue::UnknownChoice)]);
    let other = other.ok_or_else(unknown)?.link.id;
    let mut tx = house.begin().await?;
    if !store::remove(&mut tx, row.id(), other).await? {
        return Err(unknown());
    }
    audit::note(house, &mut tx, actor, "request_unlinked", Some(row.company()), Some(row.id()), row.office()).await?;
    tx.announce(Change { office_only: true, ..change::changed(row, row.version)? }).await?;
    Ok(tx.commit().await?)
}
