//! Two who direct the office, at the same unit.

use super::{Room, collide, page};
use crate::harness::story::*;
use crate::harness::{Client, Reply, World};
use crate::offices::units::of_naples;
use contatti_model::ProblemCode;
use contatti_model::offices::{OfficeUnits, RetireForm, SkillsForm, Unit, UnitForm};

const UNITS: &str = "/api/v1/console/units";
const MANAGER: &str = "raffaele.sorrentino";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Make,
    /// Another unit is made, where the subject arrives from now on.
    Take,
    Change,
    /// Luca leaves the unit, which is named anew.
    TakeOut,
    Know,
    Dissolve,
}

struct Board {
    carmela: Client,
    raffaele: Client,
    /// Luca, and a subject that arrives at the unit.
    luca: String,
    subject: String,
    read: Option<Unit>,
}

impl Board {
    async fn of(world: &World) -> Self {
        let second = "INSERT INTO grants (person_id, role, office_id, valid_from)
            SELECT r.id, g.role, g.office_id, g.valid_from FROM people r, grants g JOIN people d ON d.id = g.person_id
            WHERE r.username = 'raffaele.sorrentino' AND d.username = 'carmela.improta' AND g.role = 'director'";
        world.run(second).await;
        let carmela = world.person(DIRECTOR).await;
        Self {
            luca: of_naples(&carmela, "Luca Ferrara").await.to_string(),
            subject: filled_form(&world.person(ANNA).await).await.subject,
            raffaele: world.person(MANAGER).await,
            carmela,
            read: None,
        }
    }

    async fn now(&self) -> OfficeUnits {
        self.carmela.read(UNITS).await
    }

    fn form(&self, name: &str) -> UnitForm {
        UnitForm { name: name.into(), members: vec![self.luca.clone()], ..UnitForm::default() }
    }

    /// The unit with another name, and Luca in it.
    fn changing(&self, read: &Unit, name: &str) -> UnitForm {
        let subjects = read.subjects.iter().map(|subject| subject.id.to_string()).collect();
        UnitForm { subjects, version: read.version.to_string(), ..self.form(name) }
    }

    async fn write(&self, act: Act, first: bool, text: &str, read: Option<&Unit>) -> Reply {
        let mut hand = if first { self.carmela.clone() } else { self.raffaele.clone() };
        let subjects = vec![self.subject.clone()];
        let path = |read: &Unit| format!("{UNITS}/{}", read.id);
        let version = read.map(|read| read.version.to_string()).unwrap_or_default();
        match (act, read) {
            (Act::Change, Some(read)) => hand.post(&path(read), &self.changing(read, text)).await,
            (Act::TakeOut, Some(read)) => {
                hand.post(&path(read), &UnitForm { members: vec![], ..self.changing(read, text) }).await
            }
            (Act::Dissolve, Some(read)) => hand.post(&format!("{}/retire", path(read)), &RetireForm { version }).await,
            (Act::Know, Some(read)) => {
                let Some(member) = read.members.first() else {
                    // Who reads that he left takes him in again before they say what he knows.
                    return hand.post(&path(read), &self.changing(read, &read.name)).await;
                };
                let version = member.skills_version.to_string();
                let sent = SkillsForm { person: self.luca.clone(), subjects, version };
                hand.post(&format!("{}/skills", path(read)), &sent).await
            }
            (Act::Take, _) => hand.post(UNITS, &UnitForm { subjects, ..self.form(text) }).await,
            _ => hand.post(UNITS, &self.form(text)).await,
        }
    }
}

impl Room for Board {
    type Act = Act;
    const ACTS: &'static [Act] = &[Act::Make, Act::Take, Act::Change, Act::TakeOut, Act::Know, Act::Dissolve];

    /// An office has no more than fifty units: the old ones go.
    async fn lay(&mut self) {
        for old in self.now().await.units {
            let gone = self
                .carmela
                .post(&format!("{UNITS}/{}/retire", old.id), &RetireForm { version: old.version.to_string() })
                .await;
            assert_eq!(gone.status, 200, "{}", gone.text());
        }
        let name = format!("Unità {}", uuid::Uuid::now_v7());
        let form = UnitForm { subjects: vec![self.subject.clone()], ..self.form(&name) };
        let made = self.carmela.post(UNITS, &form).await;
        assert_eq!(made.status, 201, "{}", made.text());
        self.read = made.json::<OfficeUnits>().units.into_iter().find(|unit| unit.name == name);
    }

    fn refusal(&self, first: Act, second: Act) -> Option<ProblemCode> {
        match (first, second) {
            (Act::Make, _) | (_, Act::Make | Act::Take) | (Act::Dissolve, Act::Dissolve) => None,
            (Act::Know, Act::Know) => Some(ProblemCode::Stale),
            // What a member knows is no part of the unit's version, nor the unit's name of theirs.
            (Act::Know, _) | (Act::Change, Act::Know) => None,
            // The subject they would know arrives elsewhere by now.
            (Act::Take, Act::Know) => Some(ProblemCode::Invalid),
            (Act::Dissolve, Act::Know) => Some(ProblemCode::NotFound),
            _ => Some(ProblemCode::Stale),
        }
    }

    fn is_done(first: Act, second: Act) -> bool {
        (first, second) == (Act::Dissolve, Act::Dissolve)
    }

    fn writes(act: Act) -> bool {
        matches!(act, Act::Make | Act::Take | Act::Change | Act::TakeOut)
    }

    async fn send(&self, act: Act, first: bool, text: &str) -> Reply {
        self.write(act, first, text, self.read.as_ref()).await
    }

    async fn send_again(&self, act: Act, text: &str) -> Reply {
        let now = self.now().await;
        let id = self.read.as_ref().map(|read| read.id);
        self.write(act, false, text, now.units.iter().find(|unit| Some(unit.id) == id)).await
    }

    async fn seen(&self) -> String {
        page(&self.carmela, UNITS).await
    }
}

on_both_engines! {
    async fn at_one_unit_nobody_overwrites_what_they_did_not_read(world: World) {
        collide(&mut Board::of(&world).await).await;
    }

    async fn a_unit_says_who_changed_it_also_by_taking_a_subject_away(world: World) {
        let mut board = Board::of(&world).await;
        board.lay().await;
        let before = board.read.clone().unwrap();
        assert_eq!((before.changed_by.as_deref(), before.version), (Some("Carmela Improta"), 1));
        assert!(board.send(Act::Take, false, "Altra unità").await.status < 300);
        let after = board.now().await.units.into_iter().find(|unit| unit.id == before.id).unwrap();
        assert_eq!((after.changed_by.as_deref(), after.version), (Some("Raffaele Sorrentino"), 2));
        assert!(after.subjects.is_empty());
    }

    async fn what_a_member_knows_is_said_on_what_was_read(world: World) {
        let mut board = Board::of(&world).await;
        board.lay().await;
        let path = format!("{UNITS}/{}/skills", board.read.as_ref().unwrap().id);
        let said = |version: &str| SkillsForm { person: board.luca.clone(), subjects: vec![], version: version.into() };
        assert_eq!(board.carmela.clone().post(&path, &said("")).await.status, 428);
        assert!(board.send(Act::Know, true, "").await.status < 300);
        let late = board.raffaele.clone().post(&path, &said("1")).await.problem();
        assert_eq!(late.code, ProblemCode::Stale);
        let now = board.now().await;
        assert_eq!(now.units[0].members[0].skills.len(), 1, "what was said first stays");
    }

    async fn a_form_from_before_a_member_left_never_passes_after_they_came_back(world: World) {
        let mut board = Board::of(&world).await;
        board.lay().await;
        let id = board.read.as_ref().unwrap().id;
        let mut highest = 0;
        for _ in 0..3 {
            let mut read = vec![];
            for _ in 0..4 {
                let unit = board.now().await.units.into_iter().find(|unit| unit.id == id).unwrap();
                read.push(unit.members[0].skills_version);
                assert!(board.write(Act::Know, true, "", Some(&unit)).await.status < 300);
            }
            assert!(read[0] > highest, "{read:?} begins again below {highest}");
            highest = read[3] + 1;
            for act in [Act::TakeOut, Act::Change] {
                let now = board.now().await.units.into_iter().find(|unit| unit.id == id).unwrap();
                assert!(board.write(act, false, "Di nuovo", Some(&now)).await.status < 300, "{act:?}");
            }
            for version in read {
                let form = SkillsForm { person: board.luca.clone(), subjects: vec![], version: version.to_string() };
                let late = board.raffaele.clone().post(&format!("{UNITS}/{id}/skills"), &form).await.problem();
                assert_eq!(late.code, ProblemCode::Stale, "{version}");
            }
        }
        // Dissolved, and made anew by its name, it is the same unit.
        let now = board.now().await.units.into_iter().find(|unit| unit.id == id).unwrap();
        let again = now.members[0].skills_version;
        assert!(board.write(Act::Dissolve, true, "", Some(&now)).await.status < 300);
        assert!(board.write(Act::Make, true, "Di nuovo", None).await.status < 300);
        let anew = board.now().await.units.into_iter().find(|unit| unit.id == id).unwrap();
        assert!(anew.members[0].skills_version > again, "{anew:?}");
    }

    async fn a_form_without_scripts_that_dissolves_what_is_gone_leads_to_the_list(world: World) {
        let mut board = Board::of(&world).await;
        board.lay().await;
        let read = board.read.clone().unwrap();
        assert_eq!(board.send(Act::Dissolve, true, "").await.status, 200);
        let name = format!("dissolve-{}", read.id);
        let fields = [("page", "/console/unita"), ("form", name.as_str()), ("version", "1")];
        let again = board.raffaele.form(&format!("{UNITS}/{}/retire", read.id), &fields).await;
        assert_eq!((again.status, again.header("location")), (303, "/console/unita"));
        assert_eq!(world.count("SELECT COUNT(*) FROM audit WHERE action = 'unit_dissolved'").await, 1);
        let unknown = board.raffaele.form(&format!("{UNITS}/{}/retire", uuid::Uuid::nil()), &fields).await;
        let of_milan = world.person("elena.brambati").await.form(&format!("{UNITS}/{}/retire", read.id), &fields).await;
        assert_eq!((unknown.status, of_milan.status), (404, 404));
    }
}
