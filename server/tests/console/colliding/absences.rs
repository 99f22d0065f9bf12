//! Who directs and who answers for a unit, at the absences of the same people.

use super::{Room, collide, page};
use crate::harness::story::*;
use crate::harness::{Client, Reply};
use crate::offices::units::of_naples;
use contatti_model::offices::{AbsenceForm, OfficeAbsences};
use contatti_model::{AbsenceId, ProblemCode};

const ABSENCES: &str = "/api/v1/console/absences";
const MANAGER: &str = "raffaele.sorrentino";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    /// Ciro, and Ciro on some of the same days.
    Enter,
    EnterPart,
    /// Sara, on the same days.
    EnterAnother,
    /// Luca's, which was entered before.
    End,
}

struct Book {
    carmela: Client,
    raffaele: Client,
    luca: String,
    sara: String,
    ciro: String,
    read: Option<AbsenceId>,
}

impl Room for Book {
    type Act = Act;
    const ACTS: &'static [Act] = &[Act::Enter, Act::EnterPart, Act::EnterAnother, Act::End];

    async fn lay(&mut self) {
        for old in self.carmela.read::<OfficeAbsences>(ABSENCES).await.absences {
            let ended = self.carmela.post(&format!("{ABSENCES}/{}/end", old.id), &()).await;
            assert_eq!(ended.status, 200, "{}", ended.text());
        }
        let entered = self.carmela.post(ABSENCES, &form(&self.luca, "2026-11-24", "2026-11-27")).await;
        assert_eq!(entered.status, 201, "{}", entered.text());
        self.read = entered.json::<OfficeAbsences>().absences.first().map(|line| line.id);
    }

    fn refusal(&self, first: Act, second: Act) -> Option<ProblemCode> {
        match (first, second) {
            (Act::End, Act::End) => Some(ProblemCode::NotFound),
            (Act::Enter | Act::EnterPart, Act::Enter | Act::EnterPart) => Some(ProblemCode::Invalid),
            (Act::EnterAnother, Act::EnterAnother) => Some(ProblemCode::Invalid),
            _ => None,
        }
    }

    fn writes(_: Act) -> bool {
        false
    }

    async fn send(&self, act: Act, first: bool, _: &str) -> Reply {
        let mut hand = if first { self.carmela.clone() } else { self.raffaele.clone() };
        match act {
            Act::Enter => hand.post(ABSENCES, &form(&self.ciro, "2026-11-24", "2026-11-26")).await,
            Act::EnterPart => hand.post(ABSENCES, &form(&self.ciro, "2026-11-26", "2026-11-30")).await,
            Act::EnterAnother => hand.post(ABSENCES, &form(&self.sara, "2026-11-24", "2026-11-26")).await,
            Act::End => hand.post(&format!("{ABSENCES}/{}/end", self.read.unwrap()), &()).await,
        }
    }

    /// An absence names no version: its days are compared with those that are there.
    async fn send_again(&self, act: Act, text: &str) -> Reply {
        self.send(act, false, text).await
    }

    async fn seen(&self) -> String {
        page(&self.carmela, ABSENCES).await
    }
}

fn form(person: &str, first_day: &str, last_day: &str) -> AbsenceForm {
    let (person, first_day, last_day) = (person.into(), first_day.into(), last_day.into());
    AbsenceForm { person, first_day, last_day, ..AbsenceForm::default() }
}

on_both_engines! {
    async fn of_two_who_enter_the_same_absence_one_is_told_and_neither_is_lost(world: World) {
        let carmela = world.person(DIRECTOR).await;
        let mut book = Book {
            luca: of_naples(&carmela, "Luca Ferrara").await.to_string(),
            sara: of_naples(&carmela, "Sara Montella").await.to_string(),
            ciro: of_naples(&carmela, "Ciro Auriemma").await.to_string(),
            raffaele: world.person(MANAGER).await,
            carmela,
            read: None,
        };
        collide(&mut book).await;
    }
}
