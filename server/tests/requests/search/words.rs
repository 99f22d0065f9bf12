//! Full text: stems, accents, phrases, answers and file names, and where the words were found.

use super::*;
use crate::harness::pdf;
use contatti_model::requests::search::{FoundIn, Piece};

fn marked(pieces: &[Piece]) -> Vec<&str> {
    pieces.iter().filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect()
}

on_both_engines! {
    async fn any_form_of_a_word_finds_it_with_or_without_accents(world: World) {
        let mut anna = world.person(ANNA).await;
        let one = say(&mut anna, 0, "Chiedo la regolarità del contributo di ottobre.").await;
        say(&mut anna, 0, "Vorrei una rateazione.").await;
        for text in ["contributi", "CONTRIBUTO", "regolarita", "Regolarità", "l'ottobre", "contributi regolari"] {
            assert_eq!(ids(&anna, &[("text", text)]).await, [one], "{text}");
        }
        for text in ["contributi rateazione", "settembre", "contr"] {
            assert!(ids(&anna, &[("text", text)]).await.is_empty(), "{text}");
        }
    }

    async fn a_phrase_wants_its_words_together_and_in_order(world: World) {
        let mut anna = world.person(ANNA).await;
        let together = say(&mut anna, 0, "La regolarità contributiva è attestata.").await;
        let apart = say(&mut anna, 0, "La regolarità è attestata, la posizione contributiva no.").await;
        assert_eq!(ids(&anna, &[("text", "\"regolarita contributiva\"")]).await, [together]);
        assert_eq!(ids(&anna, &[("text", "«contributiva regolarità»")]).await, []);
        assert_eq!(ids(&anna, &[("text", "regolarità contributiva")]).await, [apart, together]);
        // The end of one text and the beginning of another are no phrase.
        let mut luca = world.person(LUCA).await;
        close(&mut luca, apart, "informative", "Contributiva è anche la pensione.").await;
        assert_eq!(ids(&anna, &[("text", "\"no contributiva\"")]).await, []);
    }

    async fn answers_comments_file_names_and_numbers_are_searched_too(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let file = anna.uploaded("Busta paga dicembre.pdf", pdf(500)).await;
        let id = send_with(&mut anna, &[file.id]).await.request;
        let number = lines(&anna, &[]).await[0].registration.number.to_string();
        assert!(ids(&anna, &[("text", "sgravio")]).await.is_empty());
        close(&mut luca, id, "accepted", "Lo sgravio è concesso.").await;
        for (text, place) in [("sgravi", FoundIn::Answer), ("busta paga", FoundIn::FileName), ("durc", FoundIn::Request)] {
            let found = lines(&anna, &[("text", text)]).await;
            assert_eq!(found[0].id, id, "{text}");
            assert_eq!(found[0].found.as_ref().map(|found| found.place), Some(place), "{text}");
        }
        assert_eq!(ids(&anna, &[("text", &number)]).await, [id]);
        assert_eq!(ids(&anna, &[("text", &lines(&anna, &[]).await[0].subject)]).await, [id]);
    }

    async fn a_comment_is_found_as_soon_as_it_is_written(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = say(&mut anna, 0, "Quando arriva?").await;
        let body = json!({ "version": "1", "text": "Verifico il versamento." });
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &body).await;
        let found = lines(&anna, &[("text", "versamenti")]).await;
        assert_eq!(found[0].found.as_ref().map(|found| (found.place, marked(&found.pieces))), Some((FoundIn::Comment, vec!["versamento"])));
    }

    async fn what_is_found_comes_in_pieces_as_it_was_written(world: World) {
        let mut anna = world.person(ANNA).await;
        say(&mut anna, 0, "<mark>Il</mark> contributo <script>alert(1)</script> & i contributi").await;
        let line = lines(&anna, &[("text", "contributi")]).await.remove(0);
        let found = line.found.expect("nothing shown");
        assert_eq!(marked(&found.pieces), ["contributo", "contributi"]);
        let whole: String = found.pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, "<mark>Il</mark> contributo <script>alert(1)</script> & i contributi");
        assert_eq!(lines(&anna, &[]).await[0].found, None);
    }

    async fn a_search_is_read_on_without_gap_or_double(world: World) {
        let mut anna = world.person(ANNA).await;
        let mut sent = vec![];
        for round in 0..60_i64 {
            // Some within one instant, some years ago: windows of time begin and end among them.
            world.clock.set(world.house.now().plus_seconds(if round % 3 == 0 { 40 * 86_400 } else { 0 }));
            let mut anna_now = world.person(ANNA).await;
            sent.push(say(&mut anna_now, 0, &format!("Contributo numero {round}")).await);
            anna = anna_now;
        }
        sent.reverse();
        assert_eq!(read_all(&anna, &[]).await, sent);
        let mut found = read_all(&anna, &[("text", "contributi")]).await;
        // Those of one instant come in the order of sending or of their ids, each engine in its own.
        found.sort_unstable();
        sent.sort_unstable();
        assert_eq!(found, sent);
    }

    async fn who_has_very_many_positions_reads_the_same(world: World) {
        world.at("2023-01-23T09:00:00Z");
        for round in 0..40 {
            world.clock.set(world.house.now().plus_seconds(35 * 86_400));
            let mut anna = world.person(ANNA).await;
            say(&mut anna, 0, if round % 4 == 0 { "Una rateazione" } else { "Un contributo" }).await;
        }
        let anna = world.person(ANNA).await;
        for filters in [vec![], vec![("text", "contributi")], vec![("text", "rateazioni")], vec![("state", "closed")]] {
            let before = read_all(&anna, &filters).await;
            add_positions(&world, &anna, 40).await;
            assert_eq!(read_all(&anna, &filters).await, before, "{filters:?}");
        }
    }

    async fn requests_older_than_the_search_are_filled_in_and_no_turn_is_lost(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = say(&mut anna, 0, "Un contributo antico.").await;
        forget_documents(&world).await;
        assert!(ids(&anna, &[("text", "contributi")]).await.is_empty());
        assert_eq!(contatti_server::requests::search::fill(&world.house).await.unwrap(), 1);
        assert_eq!(ids(&anna, &[("text", "contributi")]).await, [id]);
        close(&mut luca, id, "informative", "Ecco lo sgravio.").await;
        assert_eq!(contatti_server::requests::search::fill(&world.house).await.unwrap(), 0);
        assert_eq!(ids(&anna, &[("text", "contributi sgravio")]).await, [id]);
    }
}

/// The whole list, page after page, newest first.
async fn read_all(client: &Client, filters: &[(&str, &str)]) -> Vec<RequestId> {
    let (mut read, mut cursor) = (vec![], None::<String>);
    loop {
        let mut asked = filters.to_vec();
        asked.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
        let page: Page<Line> = client.read(&address(&asked)).await;
        read.extend(page.items.into_iter().map(|line| (line.registration.at, line.id)));
        let Some(next) = page.next else { break };
        cursor = Some(next);
    }
    assert!(read.windows(2).all(|pair| pair[0].0 >= pair[1].0), "not newest first");
    read.into_iter().map(|(_, id)| id).collect()
}

/// Gives the person's first company more positions, in which nothing ever happened.
async fn add_positions(world: &crate::harness::World, client: &Client, count: u32) {
    use contatti_server::db::Db;
    let options: contatti_model::requests::ComposeOptions = client.read("/api/v1/compose").await;
    let company = options.positions[0].company.id.0;
    let sql = "INSERT INTO positions (id, company_id, number, scheme, province, opened_on)
               SELECT $1, $2, $3, scheme, province, opened_on FROM positions WHERE id = $4";
    for _ in 0..count {
        let (id, like) = (uuid::Uuid::now_v7(), options.positions[0].id.0);
        let number = id.simple().to_string();
        match &world.house.db {
            Db::Sqlite { writer, .. } => {
                sqlx::query(sql).bind(id).bind(company).bind(number).bind(like).execute(writer).await.map(drop)
            }
            Db::Postgres(pool) => {
                sqlx::query(sql).bind(id).bind(company).bind(number).bind(like).execute(pool).await.map(drop)
            }
        }
        .unwrap();
    }
}

/// The database as it was before anything could be searched.
async fn forget_documents(world: &crate::harness::World) {
    use contatti_server::db::Db;
    let progress = "UPDATE request_documents_progress SET rules = 0";
    match &world.house.db {
        Db::Sqlite { writer, .. } => {
            sqlx::query("DELETE FROM request_words").execute(writer).await.unwrap();
            sqlx::query("DELETE FROM request_documents").execute(writer).await.unwrap();
            sqlx::query(progress).execute(writer).await.unwrap();
        }
        Db::Postgres(pool) => {
            sqlx::query("DELETE FROM request_documents").execute(pool).await.unwrap();
            sqlx::query(progress).execute(pool).await.unwrap();
        }
    }
}
