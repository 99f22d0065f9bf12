//! Nobody finds what is not theirs: not the request, not a word of it, not in a file.

use super::*;
use contatti_model::requests::ComposeOptions;
use contatti_model::requests::search::{FilterChoices, SavedView};
use contatti_server::db::{At, Db};

/// Ends every mandate to Giulia's firm but those of two companies.
async fn keep_two(world: &crate::harness::World, options: &ComposeOptions) -> [String; 2] {
    let mut companies: Vec<_> = options.positions.iter().map(|position| position.company.clone()).collect();
    companies.dedup_by(|one, other| one.id == other.id);
    let sql = "UPDATE mandates SET revoked_at = $1 WHERE company_id <> $2 AND company_id <> $3";
    let (now, a, b) = (At(world.house.now()), companies[0].id.0, companies[1].id.0);
    match &world.house.db {
        Db::Sqlite { writer, .. } => sqlx::query(sql).bind(now).bind(a).bind(b).execute(writer).await.map(drop),
        Db::Postgres(pool) => sqlx::query(sql).bind(now).bind(a).bind(b).execute(pool).await.map(drop),
    }
    .unwrap();
    [companies[0].name.clone(), companies[1].name.clone()]
}

on_both_engines! {
    async fn an_intermediary_of_two_companies_never_meets_a_third(world: World) {
        let mut giulia = world.person(GIULIA).await;
        let options: ComposeOptions = giulia.read("/api/v1/compose").await;
        for place in 0..options.positions.len() {
            say(&mut giulia, place, &format!("Segreto di {}", options.positions[place].company.name)).await;
        }
        assert!(lines(&giulia, &[("text", "segreti")]).await.len() > 2);
        let two = keep_two(&world, &options).await;
        let other = options.positions.iter().find(|position| !two.contains(&position.company.name)).expect("no third");
        let (name, number) = (other.company.name.clone(), other.number.clone());
        let own = other.id.to_string();
        for filters in [vec![("text", "segreto")], vec![], vec![("state", "open")], vec![("channel", "web")]] {
            let found = lines(&giulia, &filters).await;
            assert!(!found.is_empty() && found.iter().all(|line| two.contains(&line.company)), "{filters:?}");
        }
        for filters in [vec![("text", name.as_str())], vec![("company", &name)], vec![("company", &number)], vec![("position", &own)], vec![("text", &number)]] {
            let text = giulia.get(&address(&filters)).await.text();
            assert!(!text.contains(&name) && !text.contains(&number), "{filters:?}: {text}");
        }
        for format in ["csv", "xlsx"] {
            let path = address(&[("text", "segreto")]).replace("requests?", &format!("requests/export.{format}?"));
            let sheet = super::exports::readable(&giulia.get(&path).await).replace("&amp;", "&");
            assert!(sheet.contains(&two[0]) && !sheet.contains(&name), "{sheet}");
        }
    }

    async fn a_mandate_of_one_scheme_opens_no_other(world: World) {
        let mut giulia = world.person(GIULIA).await;
        let options: ComposeOptions = giulia.read("/api/v1/compose").await;
        let position = &options.positions[0];
        say(&mut giulia, 0, "Una sola gestione").await;
        let sql = "UPDATE mandates SET scheme = $1 WHERE company_id = $2";
        let other = contatti_model::offices::Scheme::ALL.into_iter().find(|scheme| *scheme != position.scheme).unwrap();
        let company = position.company.id.0;
        match &world.house.db {
            Db::Sqlite { writer, .. } => sqlx::query(sql).bind(other.as_str()).bind(company).execute(writer).await.map(drop),
            Db::Postgres(pool) => sqlx::query(sql).bind(other.as_str()).bind(company).execute(pool).await.map(drop),
        }
        .unwrap();
        assert_eq!(ids(&giulia, &[("text", "gestione")]).await, []);
        assert_eq!(ids(&giulia, &[]).await, []);
    }

    async fn a_word_that_looks_like_a_mark_opens_nothing(world: World) {
        let mut anna = world.person(ANNA).await;
        let options: ComposeOptions = anna.read("/api/v1/compose").await;
        let mark = format!("·p{}", options.positions[0].id.0.simple());
        say(&mut anna, 0, "Il segreto di Anna").await;
        let mut mathieu = world.person(MATHIEU).await;
        let forged = say(&mut mathieu, 0, &format!("Segreto {mark} {mark}")).await;
        assert_eq!(ids(&mathieu, &[("text", "segreto")]).await, [forged]);
        assert_eq!(ids(&mathieu, &[("text", &format!("\"segreto\" {mark}"))]).await, [forged]);
        assert!(!ids(&anna, &[("text", "segreto")]).await.contains(&forged));
    }

    async fn the_office_has_no_list_of_its_own_here(world: World) {
        let mut anna = world.person(ANNA).await;
        say(&mut anna, 0, "Per la sede").await;
        let luca = world.person(LUCA).await;
        assert_eq!(ids(&luca, &[("text", "sede")]).await, []);
        let choices: FilterChoices = luca.read("/api/v1/requests/choices").await;
        assert!(choices.areas.is_empty() && choices.intermediaries.is_empty());
        let views: Vec<SavedView> = luca.read("/api/v1/views").await;
        assert!(views.is_empty());
    }
}
