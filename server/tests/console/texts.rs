//! Text modules: an office's own, changed by whoever read them last, every version kept.

use crate::harness::story::*;
use contatti_model::offices::{RetireForm, TextModule, TextModuleForm};
use contatti_model::{Issue, ProblemCode};

const TEXTS: &str = "/api/v1/console/texts";

fn form(title: &str, text: &str, version: &str) -> TextModuleForm {
    TextModuleForm { title: title.into(), text: text.into(), subject: String::new(), version: version.into() }
}

fn read(version: &str) -> RetireForm {
    RetireForm { version: version.into() }
}

on_both_engines! {
    async fn written_changed_and_no_longer_offered_with_every_version_kept(world: World) {
        let (mut luca, mut sara) = (world.person(LUCA).await, world.person(SARA).await);
        let added = luca.post(TEXTS, &form("Saluti", "Gentile {azienda},", "")).await;
        assert_eq!(added.status, 201, "{}", added.text());
        let module = added.json::<Vec<TextModule>>().remove(0);
        assert_eq!((module.version, module.written_by.as_str(), module.earlier.len()), (1, "Luca Ferrara", 0));
        let path = format!("{TEXTS}/{}", module.id);
        assert_eq!(sara.post(&path, &form("Saluti", "Spettabile {azienda},", "1")).await.status, 200);
        let late = luca.post(&path, &form("Saluti", "Cara {azienda},", "1")).await.problem();
        assert_eq!(late.code, ProblemCode::Stale);
        let modules: Vec<TextModule> = world.person(DIRECTOR).await.read(TEXTS).await;
        let module = &modules[0];
        assert_eq!((module.text.as_str(), module.version, module.written_by.as_str()), ("Spettabile {azienda},", 2, "Sara Montella"));
        let earlier: Vec<_> = module.earlier.iter().map(|one| (one.version, one.text.as_str())).collect();
        assert_eq!(earlier, [(1, "Gentile {azienda},")]);
        let retire = format!("{path}/retire");
        assert_eq!(luca.post(&retire, &read("1")).await.problem().code, ProblemCode::Stale, "Sara's words were not read");
        assert_eq!(luca.post(&retire, &read("")).await.status, 428);
        assert_eq!(luca.post(&retire, &read("2")).await.json::<Vec<TextModule>>(), []);
        assert_eq!(luca.post(&retire, &read("2")).await.json::<Vec<TextModule>>(), [], "it is so already");
        let gone = sara.post(&path, &form("Saluti", "Egregia {azienda},", "2")).await.problem();
        assert_eq!(gone.code, ProblemCode::Stale, "there was one, and it is told that it went");
        assert_eq!(luca.post(TEXTS, &form("Saluti", "Di nuovo.", "")).await.status, 201, "its name is free again");
    }

    async fn what_does_not_hold_is_told_at_its_field(world: World) {
        let mut luca = world.person(LUCA).await;
        assert_eq!(luca.post(TEXTS, &form("Saluti", "Ecco.", "")).await.status, 201);
        let subject = TextModuleForm { subject: uuid::Uuid::nil().to_string(), ..form("Altro", "Ecco.", "") };
        for (form, field, issue) in [
            (form("", "Ecco.", ""), "title", Issue::Required),
            (form("Saluti", "Ancora.", ""), "title", Issue::NameTaken),
            (form("Altro", "Per {azzienda}", ""), "text", Issue::UnknownBlank { word: "azzienda".into() }),
            (subject, "subject", Issue::UnknownChoice),
        ] {
            let problem = luca.post(TEXTS, &form).await.problem();
            assert_eq!((problem.status, problem.fields[0].field.as_str(), &problem.fields[0].issue), (422, field, &issue));
        }
    }

    async fn who_was_slower_is_told_so_before_a_slip_and_a_slip_changes_nothing(world: World) {
        let (mut luca, mut sara) = (world.person(LUCA).await, world.person(SARA).await);
        let module = luca.post(TEXTS, &form("Saluti", "Ecco.", "")).await.json::<Vec<TextModule>>().remove(0);
        assert_eq!(luca.post(TEXTS, &form("Congedo", "Cordiali saluti.", "")).await.status, 201);
        let path = format!("{TEXTS}/{}", module.id);
        assert_eq!(sara.post(&path, &form("Saluti", "Ecco qui.", "1")).await.status, 200);
        let slips = |version: &str| {
            let subject = TextModuleForm { subject: uuid::Uuid::nil().to_string(), ..form("Saluti", "Ecco.", version) };
            [subject, form("", "Ecco.", version), form("Congedo", "Ecco.", version)]
        };
        for (late, slip) in slips("1").iter().zip(&slips("2")) {
            assert_eq!(luca.post(&path, late).await.problem().code, ProblemCode::Stale, "{late:?}");
            assert_eq!(luca.post(&path, slip).await.problem().code, ProblemCode::Invalid, "{slip:?}");
        }
        let modules = luca.read::<Vec<TextModule>>(TEXTS).await;
        let now = modules.into_iter().find(|one| one.id == module.id).unwrap();
        assert_eq!((now.version, now.text.as_str(), now.written_by.as_str()), (2, "Ecco qui.", "Sara Montella"));
    }

    async fn another_office_a_director_and_a_company_change_nothing(world: World) {
        let mut luca = world.person(LUCA).await;
        let module = luca.post(TEXTS, &form("Saluti", "Ecco.", "")).await.json::<Vec<TextModule>>().remove(0);
        let path = format!("{TEXTS}/{}", module.id);
        assert_eq!(world.person(MARCO).await.read::<Vec<TextModule>>(TEXTS).await, []);
        assert_eq!(world.person(ANNA).await.get(TEXTS).await.status, 404);
        for name in [MARCO, DIRECTOR, ANNA] {
            let mut person = world.person(name).await;
            assert_eq!(person.post(&path, &form("Mio", "Mio.", "1")).await.status, 404, "{name}");
            assert_eq!(person.post(&format!("{path}/retire"), &read("1")).await.status, 404, "{name}");
        }
        for name in [DIRECTOR, ANNA] {
            assert_eq!(world.person(name).await.post(TEXTS, &form("Mio", "Mio.", "")).await.status, 404, "{name}");
        }
    }

    async fn of_many_written_at_once_with_one_name_one_is_kept(world: World) {
        let luca = world.person(LUCA).await;
        let tries = (0..4).map(|_| {
            let mut luca = luca.clone();
            tokio::spawn(async move { luca.post(TEXTS, &form("Saluti", "Ecco.", "")).await.status })
        });
        let mut statuses = vec![];
        for attempt in tries.collect::<Vec<_>>() {
            statuses.push(attempt.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422, 422, 422]);
    }
}
