//! Absences: what would be theirs goes to whoever stands in, chains are followed, circles refused.

use super::units::{of_naples, unit};
use crate::harness::story::*;
use crate::harness::{Client, Reply, World};
use contatti_model::offices::{AbsenceForm, OfficeAbsences, OfficeUnits};
use contatti_model::page::Page;
use contatti_model::requests::{Hands, WorkCount, WorkLine};
use contatti_model::{Issue, PersonId, RequestId};
use jiff::civil::date;
use serde_json::json;

const ABSENCES: &str = "/api/v1/console/absences";
const MANAGER: &str = "raffaele.sorrentino";
const MILAN_DIRECTOR: &str = "elena.brambati";

async fn away(client: &mut Client, who: Option<PersonId>, days: (&str, &str), substitute: Option<PersonId>) -> Reply {
    let text = |id: Option<PersonId>| id.map(|id| id.to_string()).unwrap_or_default();
    let (first_day, last_day) = (days.0.into(), days.1.into());
    client.post(ABSENCES, &AbsenceForm { person: text(who), first_day, last_day, substitute: text(substitute) }).await
}

fn refused(reply: &Reply) -> (String, Issue) {
    assert_eq!(reply.status, 422, "{}", reply.text());
    let error = reply.problem().fields.remove(0);
    (error.field, error.issue)
}

async fn assign(world: &World, id: RequestId, to: PersonId) -> Reply {
    let mut luca = world.person(LUCA).await;
    let version = detail(&luca, id).await.version.to_string();
    luca.post(&format!("/api/v1/requests/{id}/assign"), &json!({ "version": version, "to": to })).await
}

async fn of_view(client: &Client, state: &str) -> (Vec<RequestId>, u32) {
    let page: Page<WorkLine> = client.read(&format!("/api/v1/console/requests?state={state}")).await;
    let counts: Vec<WorkCount> = client.read("/api/v1/console/counts").await;
    let count = counts.into_iter().find(|count| count.state == state).unwrap().count;
    (page.items.into_iter().map(|line| line.line.id).collect(), count)
}

async fn three(world: &World) -> [PersonId; 3] {
    let carmela = world.person(DIRECTOR).await;
    [
        of_naples(&carmela, "Luca Ferrara").await,
        of_naples(&carmela, "Sara Montella").await,
        of_naples(&carmela, "Ciro Auriemma").await,
    ]
}

on_both_engines! {
    async fn what_is_assigned_to_ciro_goes_along_the_chain_to_who_is_there(world: World) {
        let [luca, sara, ciro] = three(&world).await;
        let (mut anna, mut carmela) = (world.person(ANNA).await, world.person(DIRECTOR).await);
        let [before, first, second, third] = {
            let mut sent = vec![];
            for _ in 0..4 {
                sent.push(send_with(&mut anna, &[]).await.request);
            }
            sent.try_into().unwrap()
        };
        assert_eq!(assign(&world, before, ciro).await.status, 200);
        assert_eq!(away(&mut carmela, Some(ciro), ("2026-11-23", "2026-11-27"), Some(sara)).await.status, 201);
        assert_eq!(detail(&anna, before).await.owner.as_deref(), Some("Ciro Auriemma"), "nothing in charge moves");
        assert_eq!(assign(&world, first, ciro).await.status, 200);
        let read = detail(&anna, first).await;
        let line = read.timeline.last().unwrap();
        assert_eq!((read.owner.as_deref(), line.named.as_deref(), line.instead_of.as_deref()), (Some("Sara Montella"), Some("Sara Montella"), Some("Ciro Auriemma")));
        assert_eq!(away(&mut carmela, Some(sara), ("2026-11-23", "2026-11-23"), Some(luca)).await.status, 201);
        assert_eq!(assign(&world, second, ciro).await.status, 200);
        assert_eq!(detail(&anna, second).await.owner.as_deref(), Some("Luca Ferrara"));
        // Whoever stands in finds what is in charge of those who are away.
        let luca_now = world.person(LUCA).await;
        let (mut covered, count) = of_view(&luca_now, "covering").await;
        covered.sort();
        assert_eq!((covered, count), (vec![before, first], 2), "Ciro's and Sara's");
        let page: Page<WorkLine> = luca_now.read("/api/v1/console/requests?state=covering").await;
        let until: Vec<_> = page.items.iter().map(|line| (line.owner.as_deref(), line.owner_absent_until)).collect();
        assert!(until.contains(&(Some("Ciro Auriemma"), Some(date(2026, 11, 27)))), "{until:?}");
        let hands: Hands = luca_now.read(&format!("/api/v1/requests/{third}/hands")).await;
        let known = hands.colleagues.iter().find(|one| one.id == ciro).unwrap();
        assert_eq!(known.absent_until, Some(date(2026, 11, 27)));
        // The day after, they are there again.
        world.at("2026-11-28T09:00:00Z");
        assert_eq!(assign(&world, third, ciro).await.status, 200);
        assert_eq!(detail(&world.person(ANNA).await, third).await.owner.as_deref(), Some("Ciro Auriemma"));
        assert_eq!(of_view(&world.person(LUCA).await, "covering").await, (vec![], 0));
    }

    async fn without_anybody_named_the_units_load_decides_and_without_a_unit_it_is_said(world: World) {
        let [luca, _, ciro] = three(&world).await;
        let (mut anna, mut carmela) = (world.person(ANNA).await, world.person(DIRECTOR).await);
        let alone = send_with(&mut anna, &[]).await.request;
        let subject = filled_form(&anna).await.subject;
        unit(&world, "DURC", &["Luca Ferrara", "Sara Montella", "Ciro Auriemma"], &[subject], false).await;
        let busy = send_with(&mut anna, &[]).await.request;
        let id = send_with(&mut anna, &[]).await.request;
        assert_eq!(assign(&world, busy, luca).await.status, 200);
        assert_eq!(away(&mut carmela, Some(ciro), ("2026-11-23", "2026-11-27"), None).await.status, 201);
        let nobody = refused(&assign(&world, alone, ciro).await);
        assert_eq!(nobody, ("to".into(), Issue::NobodyStandsIn { until: date(2026, 11, 27) }));
        assert_eq!(assign(&world, id, ciro).await.status, 200);
        assert_eq!(detail(&anna, id).await.owner.as_deref(), Some("Sara Montella"), "who has least");
        let office: OfficeUnits = carmela.read("/api/v1/console/units").await;
        let until: Vec<_> = office.units[0].members.iter().map(|one| (one.name.as_str(), one.absent_until)).collect();
        assert_eq!(until, [("Ciro Auriemma", Some(date(2026, 11, 27))), ("Luca Ferrara", None), ("Sara Montella", None)]);
    }

    async fn circles_and_two_absences_at_once_are_refused_also_for_many_at_once(world: World) {
        let [luca, sara, ciro] = three(&world).await;
        let mut carmela = world.person(DIRECTOR).await;
        assert_eq!(away(&mut carmela, Some(luca), ("2026-11-23", "2026-12-04"), Some(sara)).await.status, 201);
        assert_eq!(away(&mut carmela, Some(sara), ("2026-11-25", "2026-11-30"), Some(ciro)).await.status, 201);
        let circle = refused(&away(&mut carmela, Some(ciro), ("2026-11-24", "2026-11-26"), Some(luca)).await);
        assert_eq!(circle, ("substitute".into(), Issue::SubstitutesInCircle { day: date(2026, 11, 25) }));
        let twice = refused(&away(&mut carmela, Some(luca), ("2026-12-04", "2026-12-06"), None).await);
        assert_eq!(twice, ("first_day".into(), Issue::AwayAlready { first: date(2026, 11, 23), last: date(2026, 12, 4) }));
        for (days, field) in [(("2026-11-22", "2026-11-23"), "first_day"), (("2026-12-10", "2026-12-09"), "last_day"), (("2026-12-10", "2027-06-08"), "last_day")] {
            assert_eq!(refused(&away(&mut carmela, Some(ciro), days, None).await).0, field, "{days:?}");
        }
        // Each names the other: whoever comes second would close the circle.
        let days = ("2026-12-14", "2026-12-18");
        let entering = [(sara, ciro), (ciro, sara)].map(|(who, substitute)| {
            let mut carmela = carmela.clone();
            tokio::spawn(async move { away(&mut carmela, Some(who), days, Some(substitute)).await.status })
        });
        let mut statuses = vec![];
        for one in entering {
            statuses.push(one.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422]);
    }

    async fn one_enters_and_ends_ones_own_and_who_answers_for_others_theirs_too(world: World) {
        let [luca, sara, ciro] = three(&world).await;
        let (mut lucas, mut manager) = (world.person(LUCA).await, world.person(MANAGER).await);
        let entered = away(&mut lucas, None, ("2026-11-24", "2026-11-25"), Some(sara)).await;
        assert_eq!(entered.status, 201, "{}", entered.text());
        let own = entered.json::<OfficeAbsences>().absences.remove(0);
        assert_eq!((own.person, own.substitute.as_deref(), own.may_end), (luca, Some("Sara Montella"), true));
        assert_eq!(away(&mut lucas, Some(ciro), ("2026-11-24", "2026-11-25"), None).await.status, 404);
        let of_ciro = away(&mut manager, Some(ciro), ("2026-11-24", "2026-11-25"), None).await;
        let all: Vec<_> = of_ciro.json::<OfficeAbsences>().absences.iter().map(|one| one.name.clone()).collect();
        assert_eq!(all, ["Ciro Auriemma", "Luca Ferrara"]);
        assert_eq!(refused(&away(&mut manager, None, ("2026-11-24", "2026-11-25"), None).await), ("person".into(), Issue::Required));
        // Sara sees for whom she stands in, and ends nothing of theirs.
        let mut saras = world.person(SARA).await;
        let seen = saras.read::<OfficeAbsences>(ABSENCES).await.absences;
        assert_eq!(seen.iter().map(|one| (one.name.as_str(), one.may_end)).collect::<Vec<_>>(), [("Luca Ferrara", false)]);
        let end = format!("{ABSENCES}/{}/end", own.id);
        for name in [SARA, MILAN_DIRECTOR, MARCO, ANNA] {
            assert_eq!(world.person(name).await.post(&end, &()).await.status, 404, "{name}");
        }
        let ended = lucas.post(&end, &()).await;
        assert_eq!((ended.status, ended.json::<OfficeAbsences>().absences.len()), (200, 0));
        assert_eq!(lucas.post(&end, &()).await.status, 404);
        assert_eq!(away(&mut lucas, None, ("2026-11-24", "2026-11-25"), None).await.status, 201, "the days are free again");
        assert_eq!(saras.post(ABSENCES, &AbsenceForm { first_day: "2026-11-24".into(), last_day: "2026-11-24".into(), substitute: uuid::Uuid::nil().to_string(), ..AbsenceForm::default() }).await.status, 422);
    }
}
