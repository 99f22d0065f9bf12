//! The database itself refuses changes, and what is changed behind its back is found.

use crate::harness::World;
use crate::harness::story::*;
use contatti_server::db::Db;
use contatti_server::register;
use sqlx::{AssertSqlSafe, Executor};

async fn run(world: &World, sql: &str) -> Result<(), sqlx::Error> {
    let sql = AssertSqlSafe(sql.to_owned());
    match &world.house.db {
        Db::Sqlite { writer, .. } => writer.execute(sql).await.map(drop),
        Db::Postgres(pool) => pool.execute(sql).await.map(drop),
    }
}

async fn three_requests(world: &World) {
    let mut anna = world.person(ANNA).await;
    for _ in 0..3 {
        send_with(&mut anna, &[]).await;
    }
}

/// What somebody with the keys of the database could do.
async fn lift_the_guard(world: &World) {
    let sql = match &world.house.db {
        Db::Sqlite { .. } => "DROP TRIGGER register_entries_never_change; DROP TRIGGER register_entries_never_deleted",
        Db::Postgres(_) => "ALTER TABLE register_entries DISABLE TRIGGER ALL",
    };
    run(world, sql).await.unwrap();
}

async fn broken_at(world: &World) -> (i64, &'static str) {
    let broken = register::verify(&world.house).await.unwrap().unwrap_err();
    (broken.at.number, broken.what)
}

on_both_engines! {
    async fn the_database_refuses_to_change_or_delete_an_entry(world: World) {
        three_requests(&world).await;
        for sql in ["UPDATE register_entries SET subject = 'altro'", "DELETE FROM register_entries WHERE number = 3"] {
            let refused = run(&world, sql).await.unwrap_err().to_string();
            assert!(refused.contains("never changed nor deleted"), "{refused}");
        }
        assert_eq!(register::verify(&world.house).await.unwrap().map(|verified| verified.entries), Ok(3));
    }

    async fn a_changed_entry_is_named(world: World) {
        three_requests(&world).await;
        lift_the_guard(&world).await;
        run(&world, "UPDATE register_entries SET subject = 'altro' WHERE number = 2").await.unwrap();
        assert_eq!(broken_at(&world).await, (2, "its content was changed"));
    }

    async fn a_missing_entry_is_named_in_the_middle_and_at_the_end(world: World) {
        three_requests(&world).await;
        lift_the_guard(&world).await;
        run(&world, "DELETE FROM register_entries WHERE number = 3").await.unwrap();
        assert_eq!(broken_at(&world).await, (2, "entries after this one are missing"));
        run(&world, "DELETE FROM register_entries WHERE number = 1").await.unwrap();
        assert_eq!(broken_at(&world).await, (2, "the number does not follow the one before it"));
    }
}
