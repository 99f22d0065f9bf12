//! What other systems do behind the API's back, and what no route shows: rows, changed and read directly.

use super::World;
use contatti_model::MandateId;
use contatti_server::db::{At, Db};

impl World {
    /// Runs one statement without values.
    pub async fn run(&self, sql: &'static str) {
        let done = match &self.house.db {
            Db::Sqlite { writer, .. } => sqlx::query(sql).execute(writer).await.map(|done| done.rows_affected()),
            Db::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(|done| done.rows_affected()),
        };
        assert!(done.unwrap() > 0, "changed nothing: {sql}");
    }

    /// Commits no longer wait for the disk, on SQLite: for a story too long to wait, whose database is thrown away.
    pub async fn let_the_disk_be(&self) {
        if let Db::Sqlite { writer, .. } = &self.house.db {
            sqlx::query("PRAGMA synchronous = OFF").execute(writer).await.unwrap();
        }
    }

    /// Luca works in Milan too, as Marco does.
    pub async fn luca_also_works_in_milan(&self) {
        let sql = "INSERT INTO grants (person_id, role, office_id, valid_from)
                   SELECT l.person_id, l.role, m.office_id, l.valid_from FROM grants l, grants m
                   WHERE l.role = 'operator' AND l.person_id IN (SELECT id FROM people WHERE username = 'luca.ferrara')
                     AND m.role = 'operator' AND m.person_id IN (SELECT id FROM people WHERE username = 'marco.colnaghi')";
        self.run(sql).await;
    }

    /// Revokes a mandate, as the institute's own system would.
    pub async fn revoke_mandate(&self, mandate: MandateId) {
        let (sql, now) = ("UPDATE mandates SET revoked_at = $2 WHERE id = $1", At(self.house.now()));
        let revoked = match &self.house.db {
            Db::Sqlite { writer, .. } => {
                sqlx::query(sql).bind(mandate.0).bind(now).execute(writer).await.map(|done| done.rows_affected())
            }
            Db::Postgres(pool) => {
                sqlx::query(sql).bind(mandate.0).bind(now).execute(pool).await.map(|done| done.rows_affected())
            }
        };
        assert_eq!(revoked.unwrap(), 1);
    }

    /// One number.
    pub async fn count(&self, sql: &'static str) -> i64 {
        match &self.house.db {
            Db::Sqlite { readers, .. } => sqlx::query_scalar(sql).fetch_one(readers).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
        }
    }

    /// One column of words.
    pub async fn strings(&self, sql: &'static str) -> Vec<String> {
        match &self.house.db {
            Db::Sqlite { readers, .. } => sqlx::query_scalar(sql).fetch_all(readers).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        }
    }
}
