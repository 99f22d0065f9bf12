//! Drafts: kept for their author, never overwritten unseen, gone when sent, their files safe meanwhile.

use crate::harness::story::*;
use crate::harness::{Client, Reply, World, pdf};
use axum::body::Body;
use axum::http::{Method, Request};
use contatti_model::ProblemCode;
use contatti_model::requests::{ComposeOptions, DraftForm, DraftLine, MAX_DRAFTS, RequestForm, SavedDraft};
use contatti_server::attachments;
use contatti_server::db::Db;
use contatti_server::requests::sweep_drafts;
use uuid::Uuid;

fn written(text: &str) -> DraftForm {
    let request = RequestForm { id: Uuid::now_v7().to_string(), text: text.into(), ..RequestForm::default() };
    DraftForm { request, ..DraftForm::default() }
}

async fn put(client: &mut Client, form: &DraftForm, version: i64) -> Reply {
    let body = serde_json::to_vec(&DraftForm { version: version.to_string(), ..form.clone() }).unwrap();
    client.call(Method::PUT, &path(form), "application/json", body).await
}

async fn saved(client: &mut Client, form: &DraftForm, version: i64) -> DraftLine {
    let reply = put(client, form, version).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

fn path(form: &DraftForm) -> String {
    format!("/api/v1/drafts/{}", form.request.id)
}

async fn lines(client: &Client) -> Vec<DraftLine> {
    client.read("/api/v1/drafts").await
}

/// The plain form's button "save the draft".
async fn press_save(client: &mut Client, form: &DraftForm, version: &str, step: &str) -> Reply {
    let fields = [
        ("id", form.request.id.as_str()),
        ("position", &form.request.position),
        ("text", &form.request.text),
        ("documents", "attached:a"),
        ("documents", "not_needed:b"),
        ("version", version),
        ("step", step),
        ("page", "/contatti/nuova-richiesta"),
    ];
    client.form("/api/v1/drafts", &fields).await
}

/// Ends every mandate for the company, as the institute's own system would.
async fn end_mandates(world: &World, company: Uuid) {
    let sql = "UPDATE mandates SET revoked_at = $2 WHERE company_id = $1";
    let now = contatti_server::db::At(world.house.now());
    match &world.house.db {
        Db::Sqlite { writer, .. } => drop(sqlx::query(sql).bind(company).bind(now).execute(writer).await.unwrap()),
        Db::Postgres(pool) => drop(sqlx::query(sql).bind(company).bind(now).execute(pool).await.unwrap()),
    }
}

on_both_engines! {
    async fn what_is_typed_on_one_device_is_read_back_on_another(world: World) {
        let (mut desk, telephone) = (world.person(ANNA).await, world.person(ANNA).await);
        let form = DraftForm {
            request: RequestForm {
                position: "non è un id".into(),
                text: "Perché il DURC\n\u{0}🙏 שלום".into(),
                email: "a@".into(),
                ..filled_form(&desk).await
            },
            documents: vec!["attached:x".into()],
            version: String::new(),
        };
        let line = saved(&mut desk, &form, 0).await;
        assert_eq!((line.version, line.saved_at), (1, world.house.now()));
        let reply = telephone.get(&path(&form)).await;
        assert_eq!(reply.header("etag"), "\"1\"");
        assert_eq!(reply.json::<SavedDraft>().form, form);
        assert_eq!(lines(&telephone).await[0].beginning, "Perché il DURC 🙏 שלום");
    }

    async fn a_list_says_position_subject_and_first_words_newest_first(world: World) {
        let mut anna = world.person(ANNA).await;
        let old = written("Vecchia");
        saved(&mut anna, &old, 0).await;
        world.at("2026-11-23T09:42:00Z");
        let new = DraftForm { request: filled_form(&anna).await, ..DraftForm::default() };
        saved(&mut anna, &new, 0).await;
        let listed = lines(&anna).await;
        assert!(listed[0].position_name.contains(" · Vesuvio Dolciaria") && !listed[0].subject_title.is_empty());
        assert!(listed[0].beginning.starts_with("Perché il DURC"));
        assert_eq!((listed.len(), listed[1].position_name.as_str()), (2, ""));
    }

    async fn a_draft_edited_in_two_tabs_is_never_overwritten_unseen(world: World) {
        let mut tab = world.person(ANNA).await;
        let mut other = tab.clone();
        let form = written("Prima");
        saved(&mut tab, &form, 0).await;
        let mine = DraftForm { request: RequestForm { text: "Mia".into(), ..form.request.clone() }, ..form.clone() };
        let theirs = DraftForm { request: RequestForm { text: "Altra".into(), ..form.request.clone() }, ..form.clone() };
        assert_eq!(saved(&mut other, &theirs, 1).await.version, 2);
        let refused = put(&mut tab, &mine, 1).await.problem();
        assert_eq!((refused.status, refused.code), (412, ProblemCode::DraftChanged));
        let kept: SavedDraft = tab.read(&path(&form)).await;
        assert_eq!((kept.version, kept.form.request.text.as_str()), (2, "Altra"));
        // Having seen it, one may still decide for one's own.
        assert_eq!(saved(&mut tab, &mine, kept.version).await.version, 3);
    }

    async fn if_match_says_the_version_and_none_at_all_is_asked_for(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = written("Testo");
        saved(&mut anna, &form, 0).await;
        let json = || serde_json::to_vec(&DraftForm { documents: vec!["x".into()], ..form.clone() }).unwrap();
        let without = anna.call(Method::PUT, &path(&form), "application/json", json()).await;
        assert_eq!(without.problem().code, ProblemCode::VersionMissing);
        let request = Request::put(path(&form)).header("content-type", "application/json").header("if-match", "\"1\"");
        assert_eq!(anna.send(request.body(Body::from(json())).unwrap()).await.header("etag"), "\"2\"");
    }

    async fn a_save_whose_answer_was_lost_is_repeated_without_harm(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = written("Testo");
        saved(&mut anna, &form, 0).await;
        assert_eq!(saved(&mut anna, &form, 0).await.version, 1);
        assert_eq!(lines(&anna).await.len(), 1);
    }

    async fn eight_tabs_saving_at_once_leave_one_winner(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = written("Prima");
        saved(&mut anna, &form, 0).await;
        let tabs: Vec<_> = (0..8).map(|tab| {
            let (mut anna, mut form) = (anna.clone(), form.clone());
            form.request.text = format!("Scheda {tab}");
            tokio::spawn(async move { put(&mut anna, &form, 1).await.status })
        }).collect();
        let mut statuses = vec![];
        for tab in tabs {
            statuses.push(tab.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412, 412, 412, 412, 412, 412, 412]);
    }

    async fn for_everybody_else_a_draft_does_not_exist(world: World) {
        let (mut anna, mut giulia) = (world.person(ANNA).await, world.person(GIULIA).await);
        let form = written("Mia");
        saved(&mut anna, &form, 0).await;
        assert_eq!(giulia.get(&path(&form)).await.status, 404);
        assert_eq!(put(&mut giulia, &form, 1).await.status, 404);
        assert_eq!(put(&mut giulia, &form, 0).await.status, 404);
        assert_eq!(giulia.call(Method::DELETE, &path(&form), "", Body::empty()).await.status, 404);
        assert!(lines(&giulia).await.is_empty());
        assert_eq!(anna.read::<SavedDraft>(&path(&form)).await.form.request.text, "Mia");
    }

    async fn sending_takes_the_draft_away_and_it_cannot_come_back(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = DraftForm { request: filled_form(&anna).await, ..DraftForm::default() };
        saved(&mut anna, &form, 0).await;
        send(&mut anna, &form.request).await;
        assert!(lines(&anna).await.is_empty());
        assert_eq!(anna.get(&path(&form)).await.status, 404);
        // A save that was on its way.
        assert_eq!(put(&mut anna, &form, 1).await.problem().code, ProblemCode::IdTaken);
    }

    async fn a_refused_request_leaves_its_draft(world: World) {
        let mut anna = world.person(ANNA).await;
        let mut form = DraftForm { request: filled_form(&anna).await, ..DraftForm::default() };
        form.request.email = "sbagliata".into();
        saved(&mut anna, &form, 0).await;
        assert_eq!(anna.post("/api/v1/requests", &form.request).await.status, 422);
        assert_eq!(lines(&anna).await.len(), 1);
    }

    async fn twenty_drafts_are_the_most_also_for_eight_tabs_at_once(world: World) {
        let mut anna = world.person(ANNA).await;
        let first = written("Bozza");
        saved(&mut anna, &first, 0).await;
        for _ in 2..MAX_DRAFTS {
            saved(&mut anna, &written("Bozza"), 0).await;
        }
        let tabs: Vec<_> = (0..8).map(|_| {
            let mut anna = anna.clone();
            tokio::spawn(async move { put(&mut anna, &written("Ultima"), 0).await })
        }).collect();
        let mut kept = 0;
        for tab in tabs {
            let reply = tab.await.unwrap();
            match reply.status {
                200 => kept += 1,
                _ => assert_eq!(reply.problem().code, ProblemCode::TooManyDrafts),
            }
        }
        assert_eq!((kept, lines(&anna).await.len()), (1, MAX_DRAFTS));
        // Those that are there can still be changed, and a place is free once one is discarded.
        let changed = DraftForm { request: RequestForm { text: "Di più".into(), ..first.request.clone() }, ..first.clone() };
        assert_eq!(saved(&mut anna, &changed, 1).await.version, 2);
        assert_eq!(anna.call(Method::DELETE, &path(&first), "", Body::empty()).await.status, 204);
        saved(&mut anna, &written("Nuova"), 0).await;
    }

    async fn a_draft_too_large_is_refused_and_one_ten_times_a_request_is_kept(world: World) {
        let mut anna = world.person(ANNA).await;
        saved(&mut anna, &written(&"x".repeat(100_000)), 0).await;
        let problem = put(&mut anna, &written(&"x".repeat(140_000)), 0).await.problem();
        assert_eq!(problem.code, ProblemCode::TooLarge);
    }

    async fn a_mandate_that_ended_leaves_the_draft_readable_and_unsendable(world: World) {
        let mut giulia = world.person(GIULIA).await;
        let form = DraftForm { request: filled_form(&giulia).await, ..DraftForm::default() };
        let name = saved(&mut giulia, &form, 0).await.position_name;
        let options: ComposeOptions = giulia.read("/api/v1/compose").await;
        let position = options.positions.iter().find(|one| one.id.to_string() == form.request.position).unwrap();
        end_mandates(&world, position.company.id.0).await;
        let kept: SavedDraft = giulia.read(&path(&form)).await;
        assert_eq!((kept.form.request.text.as_str(), &kept.position_name), (form.request.text.as_str(), &name));
        let more = DraftForm { request: RequestForm { text: "Aggiunto".into(), ..form.request.clone() }, ..form.clone() };
        assert_eq!(saved(&mut giulia, &more, 1).await.position_name, name);
        assert_eq!(giulia.post("/api/v1/requests", &more.request).await.status, 404);
        assert_eq!(lines(&giulia).await.len(), 1);
    }

    async fn a_position_of_somebody_else_gives_no_name_away(world: World) {
        let (anna, mut mathieu) = (world.person(ANNA).await, world.person(MATHIEU).await);
        let form = DraftForm { request: filled_form(&anna).await, ..DraftForm::default() };
        assert_eq!(saved(&mut mathieu, &form, 0).await.position_name, "");
    }

    async fn files_a_draft_names_are_not_swept_until_it_goes(world: World) {
        let mut anna = world.person(ANNA).await;
        let (named, left) = (anna.uploaded("a.pdf", pdf(900)).await, anna.uploaded("b.pdf", pdf(950)).await);
        let mut form = written("Con allegato");
        form.request.attachments = vec![named.id.to_string(), Uuid::now_v7().to_string(), "x".into()];
        saved(&mut anna, &form, 0).await;
        world.at("2026-12-01T09:00:00Z");
        assert_eq!(attachments::sweep(&world.house).await.unwrap().0, 1, "the file nobody names");
        // The session has not lived that long.
        let mut anna = world.person(ANNA).await;
        let options: ComposeOptions = anna.read("/api/v1/compose").await;
        assert_eq!(options.uploaded, [named]);
        assert!(options.uploaded.iter().all(|file| file.id != left.id));
        // Somebody else's draft holds nothing that is not theirs.
        let mut giulia = world.person(GIULIA).await;
        saved(&mut giulia, &DraftForm { request: RequestForm { id: Uuid::now_v7().to_string(), ..form.request.clone() }, ..form.clone() }, 0).await;
        anna.call(Method::DELETE, &path(&form), "", Body::empty()).await;
        assert_eq!(attachments::sweep(&world.house).await.unwrap().0, 1);
    }

    async fn a_draft_nobody_touched_for_ninety_days_is_swept(world: World) {
        let mut anna = world.person(ANNA).await;
        let (old, young) = (written("Vecchia"), written("Giovane"));
        saved(&mut anna, &old, 0).await;
        world.at("2026-11-24T09:00:00Z");
        let mut anna = world.person(ANNA).await;
        saved(&mut anna, &young, 0).await;
        world.at("2027-02-21T09:00:00Z");
        assert_eq!(sweep_drafts(&world.house).await.unwrap(), 0);
        world.at("2027-02-21T09:00:01Z");
        assert_eq!(sweep_drafts(&world.house).await.unwrap(), 1);
        let mut anna = world.person(ANNA).await;
        assert_eq!(lines(&anna).await[0].id.to_string(), young.request.id);
        // Whoever still has it open and types on keeps it: it is told that it is gone, and saves it as new.
        assert_eq!(put(&mut anna, &old, 1).await.status, 404);
        assert_eq!(saved(&mut anna, &old, 0).await.version, 1);
    }

    async fn without_scripts_a_button_saves_and_another_discards(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = written("Prima riga");
        let reply = press_save(&mut anna, &form, "0", "2").await;
        let page = format!("/contatti/nuova-richiesta?bozza={}&passo=2", form.request.id);
        assert_eq!((reply.status, reply.header("location")), (303, page.as_str()));
        let kept: SavedDraft = anna.read(&path(&form)).await;
        assert_eq!(kept.form.documents, ["attached:a", "not_needed:b"]);
        let discarded = anna.form(&format!("{}/discard", path(&form)), &[("page", "/contatti")]).await;
        assert_eq!((discarded.status, discarded.header("location")), (303, "/contatti"));
        assert!(lines(&anna).await.is_empty());
    }

    async fn without_scripts_a_second_tab_gets_its_own_words_back(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = written("Di questa scheda");
        let other = DraftForm { request: RequestForm { text: "Altra".into(), ..form.request.clone() }, ..form.clone() };
        saved(&mut anna, &other, 0).await;
        let echo = press_save(&mut anna, &form, "0", "2").await.echo.expect("the page again");
        assert_eq!(echo.value("text"), Some("Di questa scheda"));
        assert_eq!(echo.problem.map(|problem| problem.code), Some(ProblemCode::DraftChanged));
    }
}
