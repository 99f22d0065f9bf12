//! How SQLite reads each list in each order: by an index always, and without sorting what may be much.

use super::*;
use crate::db::Db;

/// What each line of the plan says of choosing the requests; what names them afterwards is a page of them.
async fn plan(db: &Db, sql: &str) -> Vec<String> {
    let Db::Sqlite { readers, .. } = db else { panic!("not SQLite") };
    let mut query =
        sqlx::query_as::<_, (i64, i64, i64, String)>(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")));
    for _ in 0..12 {
        query = query.bind(None::<i64>);
    }
    let lines = query.fetch_all(readers).await.unwrap();
    let (chosen, ..) = lines.iter().find(|(.., detail)| detail.ends_with(" r")).expect("requests are chosen first");
    lines.iter().filter(|(_, parent, ..)| parent == chosen).map(|(.., detail)| detail.clone()).collect()
}

/// Whether an office may have many of them.
fn may_be_much(view: WorkView) -> bool {
    matches!(view, WorkView::NotClosed | WorkView::Unassigned | WorkView::Overdue | WorkView::In(_))
}

#[tokio::test]
async fn every_list_is_read_by_an_index_in_every_order_and_what_is_much_is_never_sorted() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(None, folder.path(), 1).await.unwrap();
    db.migrate().await.unwrap();
    for order in WorkOrder::ALL {
        for narrowed in [Narrowed::No, Narrowed::ByWho] {
            for view in WorkView::ALL {
                let plan = plan(&db, sql(view, order, narrowed)).await;
                assert!(read_by(&plan).starts_with("SEARCH r USING"), "{view:?} {order:?}: {plan:#?}");
                if may_be_much(view) {
                    assert!(is_walked(&plan, order, "office_id=?"), "{view:?} {order:?}: {plan:#?}");
                }
            }
            let plan = plan(&db, sql_of_one_unit(order, narrowed)).await;
            assert!(is_walked(&plan, order, "office_id=? AND unit_id=?"), "one unit, {order:?}: {plan:#?}");
        }
    }
    let plan = plan(&db, sql(WorkView::Unassigned, WorkOrder::Changed, Narrowed::No)).await;
    assert!(read_by(&plan).contains("requests_unassigned_by_change"), "nobody's are among many: {plan:#?}");
    db.close().await;
}

fn read_by(plan: &[String]) -> String {
    plan.iter().find(|line| line.contains(" r USING ")).cloned().unwrap_or_default()
}

/// Whether the index of what is `held` alike is read in the list's order, and nothing is sorted.
fn is_walked(plan: &[String], order: WorkOrder, held: &str) -> bool {
    let sorted = plan.iter().any(|line| line.contains("TEMP B-TREE") && line.contains("ORDER BY"));
    let walked = match order {
        WorkOrder::Promised | WorkOrder::Latest => "(promised_on,id)".to_owned(),
        WorkOrder::Oldest | WorkOrder::Newest => format!("_by_arrival ({held} AND (opened_at,id)"),
        WorkOrder::Changed | WorkOrder::Still => format!("_by_change ({held} AND (updated_at,id)"),
    };
    !sorted && read_by(plan).contains(&walked)
}
