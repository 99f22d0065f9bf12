//! An intermediary acts for a company only while a mandate holds.

use crate::harness::story::*;
use contatti_model::identity::Position;
use contatti_model::requests::ComposeOptions;
use contatti_server::db::Db;

/// Revokes every mandate of Giulia's firm for one company, as the institute's own system would.
async fn revoke(world: &crate::harness::World, position: &Position) {
    let sql = "UPDATE mandates SET revoked_at = $2 WHERE company_id = $1";
    let now = contatti_server::db::At(world.house.now());
    let company = position.company.id.0;
    let revoked = match &world.house.db {
        Db::Sqlite { writer, .. } => {
            sqlx::query(sql).bind(company).bind(now).execute(writer).await.map(|done| done.rows_affected())
        }
        Db::Postgres(pool) => {
            sqlx::query(sql).bind(company).bind(now).execute(pool).await.map(|done| done.rows_affected())
        }
    };
    assert!(revoked.unwrap() > 0);
}

on_both_engines! {
    async fn a_revoked_mandate_stops_working_at_the_next_request(world: World) {
        let mut giulia = world.person(GIULIA).await;
        let receipt = send_with(&mut giulia, &[]).await;
        let path = format!("/api/v1/requests/{}", receipt.request);
        assert_eq!(giulia.get(&path).await.status, 200);

        let options: ComposeOptions = giulia.read("/api/v1/compose").await;
        let position = options.positions.iter().find(|position| position.number == receipt.position).unwrap();
        let form = filled_form(&giulia).await;
        revoke(&world, position).await;

        assert_eq!(giulia.get(&path).await.status, 404);
        let after: ComposeOptions = giulia.read("/api/v1/compose").await;
        assert!(after.positions.iter().all(|other| other.company.id != position.company.id));
        assert_eq!(giulia.post("/api/v1/requests", &form).await.status, 404);
    }

    async fn who_acted_for_whom_is_written(world: World) {
        let mut giulia = world.person(GIULIA).await;
        let receipt = send_with(&mut giulia, &[]).await;
        let detail = detail(&giulia, receipt.request).await;
        assert_eq!(detail.sender, "Giulia Capuano");
        assert!(detail.on_behalf_through.is_some_and(|firm| !firm.is_empty()));
    }
}
