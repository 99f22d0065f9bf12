//! The list as a file: the same lines as on the page, whole, and harmless in a spreadsheet.

use super::*;
use crate::harness::Reply;
use contatti_server::db::Db;
use std::io::{Cursor, Read};

/// The text of a CSV, or of a workbook's first sheet.
pub fn readable(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert!(reply.header("content-disposition").starts_with("attachment; filename=\"richieste-"));
    if reply.header("content-type").starts_with("text/csv") {
        let text = reply.text();
        return text.strip_prefix('\u{feff}').expect("no byte order mark").to_owned();
    }
    let mut book = zip::ZipArchive::new(Cursor::new(reply.body.to_vec())).unwrap();
    for part in ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"]
    {
        assert!(book.by_name(part).is_ok(), "{part} is missing");
    }
    let mut sheet = String::new();
    book.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    sheet
}

fn exported(format: &str, filters: &[(&str, &str)]) -> String {
    address(filters).replace("requests?", &format!("requests/export.{format}?"))
}

/// Gives every company a name no spreadsheet should believe.
async fn rename(world: &crate::harness::World, name: &str) {
    let sql = "UPDATE companies SET name = $1";
    match &world.house.db {
        Db::Sqlite { writer, .. } => sqlx::query(sql).bind(name).execute(writer).await.map(drop),
        Db::Postgres(pool) => sqlx::query(sql).bind(name).execute(pool).await.map(drop),
    }
    .unwrap();
}

on_both_engines! {
    async fn both_files_hold_the_filtered_list_whole_and_in_order(world: World) {
        let mut anna = world.person(ANNA).await;
        for round in 0..30 {
            let text = if round % 3 == 0 { "Una rateazione" } else { "Un contributo" };
            say(&mut anna, 0, text).await;
        }
        for filters in [vec![("text", "contributi")], vec![("state", "open")], vec![]] {
            let (mut numbers, mut cursor) = (vec![], None::<String>);
            loop {
                let mut asked = filters.clone();
                asked.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
                let page: Page<Line> = anna.read(&address(&asked)).await;
                numbers.extend(page.items.iter().map(|line| line.registration.number.to_string()));
                let Some(next) = page.next else { break };
                cursor = Some(next);
            }
            let csv = readable(&anna.get(&exported("csv", &filters)).await);
            let rows: Vec<_> = csv.lines().skip(1).map(|row| row.split(';').next().unwrap_or_default()).collect();
            assert_eq!(rows, numbers);
            let sheet = readable(&anna.get(&exported("xlsx", &filters)).await);
            let cells: Vec<_> = sheet.split("<row>").skip(2).filter_map(|row| row.split('>').nth(3)?.split('<').next()).collect();
            assert_eq!(cells, numbers);
        }
    }

    async fn the_columns_speak_the_visitors_language(world: World) {
        let mut anna = world.person(ANNA).await;
        say(&mut anna, 0, "Una").await;
        let csv = readable(&anna.get(&exported("csv", &[])).await);
        assert!(csv.starts_with("Protocollo;Inviata il;Azienda;Matricola;Oggetto;Stato;Esito;"), "{csv}");
        assert!(csv.contains(";Aperta;") && csv.contains("23/11/2026 10:00"), "{csv}");
        anna.form("/api/v1/language", &[("language", "de")]).await;
        let german = axum::http::Request::get(exported("csv", &[])).header("accept-language", "de");
        let german = readable(&anna.send(german.body(axum::body::Body::empty()).unwrap()).await);
        assert!(german.contains(";Offen;"), "{german}");
    }

    async fn no_name_becomes_a_formula_or_another_column(world: World) {
        let mut anna = world.person(ANNA).await;
        say(&mut anna, 0, "Una").await;
        rename(&world, "=HYPERLINK(\"http://x\";\"<b>y</b>\")").await;
        let csv = readable(&anna.get(&exported("csv", &[])).await);
        assert!(csv.contains(";\"'=HYPERLINK(\"\"http://x\"\";\"\"<b>y</b>\"\")\";"), "{csv}");
        let sheet = readable(&anna.get(&exported("xlsx", &[])).await);
        assert!(sheet.contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">=HYPERLINK(&quot;http://x&quot;;&quot;&lt;b&gt;y"), "{sheet}");
        assert!(!sheet.contains("<f>"));
    }

    async fn a_filter_that_does_not_hold_exports_nothing(world: World) {
        let anna = world.person(ANNA).await;
        for format in ["csv", "xlsx"] {
            let problem = anna.get(&exported(format, &[("opened_from", "ieri")])).await.problem();
            assert_eq!((problem.status, problem.fields[0].field.as_str()), (422, "opened_from"));
        }
    }
}
