//! Campaigns: tried out without a trace, sent at their pace, each target once, stopped where they are.

use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::campaigns::{
    CampaignChoices, CampaignDetail, CampaignForm, CampaignLine, CampaignPreview, CampaignState, SkipReason,
    TargetState,
};
use contatti_model::offices::Scheme;
use contatti_model::{CampaignId, Issue, ProblemCode};
use contatti_server::campaigns::send_due;

const CAMPAIGNS: &str = "/api/v1/console/campaigns";

/// A campaign that holds: every position of employers of Naples, one letter a minute.
async fn filled(luca: &Client) -> CampaignForm {
    let choices: CampaignChoices = luca.read(&format!("{CAMPAIGNS}/choices")).await;
    let area = choices.areas.iter().find(|area| area.scheme == Scheme::Employers).unwrap();
    CampaignForm {
        subject: area.subjects[0].id.to_string(),
        text: "Dal primo gennaio cambia il modello.".into(),
        audience: "both".into(),
        pace: "60".into(),
        ..CampaignForm::default()
    }
}

async fn made(luca: &mut Client, form: &CampaignForm) -> CampaignDetail {
    let reply = luca.post(CAMPAIGNS, form).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}

async fn moved(person: &mut Client, id: CampaignId, verb: &str) -> u16 {
    person.post(&format!("{CAMPAIGNS}/{id}/{verb}"), &()).await.status
}

async fn read(person: &Client, id: CampaignId) -> CampaignDetail {
    person.read(&format!("{CAMPAIGNS}/{id}")).await
}

/// The minute `minutes` after the morning.
fn later(world: &World, minutes: u32) {
    world.at(&format!("2026-11-23T{:02}:{:02}:30Z", 9 + minutes / 60, minutes % 60));
}

/// What the register, the requests, the notices and the campaigns hold.
async fn written(world: &World) -> i64 {
    world.count("SELECT (SELECT COUNT(*) FROM campaigns) + (SELECT COUNT(*) FROM campaign_targets) + (SELECT COUNT(*) FROM requests)
        + (SELECT COUNT(*) FROM register_entries) + (SELECT COUNT(*) FROM notices)").await
}

on_both_engines! {
    async fn a_dry_run_counts_names_and_writes_nothing(world: World) {
        let luca = world.person(LUCA).await;
        let form = filled(&luca).await;
        let all: CampaignPreview = luca.read(&format!("{CAMPAIGNS}/preview?subject={}", form.subject)).await;
        assert!(all.count > 1 && all.first.len() == usize::min(20, all.count as usize), "{all:?}");
        assert!(all.people > 0 && all.consultants > 0, "{all:?}");
        assert_eq!((all.people_by.email, all.people_by.sms), (all.people, 0), "no SMS is sent, and everybody has an address");
        let none: CampaignPreview = luca.read(&format!("{CAMPAIGNS}/preview?subject={}&months=6", form.subject)).await;
        assert_eq!(none.count, 0, "nobody had requests yet");
        let choices: CampaignChoices = luca.read(&format!("{CAMPAIGNS}/choices")).await;
        let firm = &choices.intermediaries[0];
        let theirs: CampaignPreview = luca.read(&format!("{CAMPAIGNS}/preview?subject={}&intermediary={}", form.subject, firm.id)).await;
        assert!(theirs.count < all.count, "{theirs:?}");
        assert_eq!(written(&world).await, 0);
    }

    async fn made_it_waits_and_started_it_sends_at_its_pace_until_it_is_done(world: World) {
        let (mut luca, mut anna) = (world.person(LUCA).await, world.person(ANNA).await);
        let form = filled(&luca).await;
        let made = made(&mut luca, &form).await;
        let total = made.line.counts.total();
        assert_eq!((made.line.state, made.line.counts.done()), (CampaignState::Draft, 0));
        assert_eq!(send_due(&world.house).await.unwrap(), 0, "nothing leaves before it is started");
        assert_eq!(moved(&mut luca, made.line.id, "start").await, 200);
        assert_eq!(send_due(&world.house).await.unwrap(), 1);
        assert_eq!(send_due(&world.house).await.unwrap(), 0, "one a minute");
        for minute in 1..=total {
            later(&world, minute);
            send_due(&world.house).await.unwrap();
        }
        let over = read(&luca, made.line.id).await;
        assert_eq!((over.line.state, over.line.counts.waiting), (CampaignState::Done, 0));
        assert_eq!(i64::from(over.line.counts.sent), world.count("SELECT COUNT(*) FROM requests WHERE audience IS NOT NULL").await);
        assert_eq!(i64::from(over.line.counts.sent), world.count("SELECT COUNT(*) FROM audit WHERE action = 'company_contacted'").await);
        contatti_server::register::verify(&world.house).await.unwrap().unwrap();
        let theirs: contatti_model::page::Page<contatti_model::requests::Line> = anna.read("/api/v1/requests").await;
        assert!(theirs.items.iter().any(|line| line.opened_by_office), "Vesuvio is one of Naples");
        assert_eq!(anna.post(&format!("{CAMPAIGNS}/{}/stop", made.line.id), &()).await.status, 404);
    }

    async fn stopped_nothing_leaves_and_resumed_by_its_author_it_goes_on_where_it_was(world: World) {
        let (mut luca, mut sara) = (world.person(LUCA).await, world.person(SARA).await);
        let form = filled(&luca).await;
        let id = made(&mut luca, &form).await.line.id;
        assert_eq!(moved(&mut sara, id, "start").await, 409, "the letters are Luca's");
        moved(&mut luca, id, "start").await;
        assert_eq!(send_due(&world.house).await.unwrap(), 1);
        assert_eq!(moved(&mut sara, id, "stop").await, 200, "any colleague stops it");
        later(&world, 30);
        assert_eq!(send_due(&world.house).await.unwrap(), 0);
        assert_eq!(read(&luca, id).await.line.counts.sent, 1, "what was sent stays sent");
        assert_eq!(moved(&mut sara, id, "resume").await, 409);
        assert_eq!(moved(&mut luca, id, "resume").await, 200);
        assert_eq!(send_due(&world.house).await.unwrap(), 1);
        assert_eq!(moved(&mut luca, id, "start").await, 409);
    }

    async fn after_a_crash_in_the_middle_of_a_batch_and_by_two_servers_each_gets_it_once(world: World) {
        let mut luca = world.person(LUCA).await;
        let form = CampaignForm { pace: "600".into(), ..filled(&luca).await };
        let id = made(&mut luca, &form).await.line.id;
        moved(&mut luca, id, "start").await;
        // A server that stops at any letter has committed the ones before: here it stops after its first look.
        let server = { let house = world.house.clone(); tokio::spawn(async move { send_due(&house).await }) };
        tokio::time::sleep(std::time::Duration::from_millis(3)).await;
        server.abort();
        let _ = server.await;
        for minute in 1..=20 {
            later(&world, minute);
            let both = [world.house.clone(), world.house.clone()]
                .map(|house| tokio::spawn(async move { send_due(&house).await }));
            for one in both {
                one.await.unwrap().unwrap();
            }
        }
        let over = read(&luca, id).await.line;
        assert_eq!((over.state, over.counts.waiting), (CampaignState::Done, 0));
        let letters = world.count("SELECT COUNT(*) FROM messages WHERE kind = 'contact'").await;
        let positions = world.count("SELECT COUNT(DISTINCT position_id) FROM requests WHERE audience IS NOT NULL").await;
        assert_eq!((letters, positions), (i64::from(over.counts.sent), i64::from(over.counts.sent)));
        contatti_server::register::verify(&world.house).await.unwrap().unwrap();
    }

    async fn a_letter_that_cannot_be_written_holds_up_no_other_and_is_said_not_to_have_left(world: World) {
        let (mut luca, mut anna) = (world.person(LUCA).await, world.person(ANNA).await);
        send_with(&mut anna, &[]).await;
        let form = filled(&luca).await;
        let made = made(&mut luca, &form).await;
        // The first target's request is there already, and nothing of the campaign's.
        world.run("UPDATE campaign_targets SET request_id = (SELECT id FROM requests) WHERE place =
                   (SELECT MIN(place) FROM campaign_targets)").await;
        let (id, total) = (made.line.id, made.line.counts.total());
        assert_eq!(moved(&mut luca, id, "start").await, 200);
        assert_eq!(send_due(&world.house).await.unwrap(), 0);
        later(&world, 1);
        send_due(&world.house).await.unwrap();
        let settled = "SELECT CAST(MIN(place) AS BIGINT) FROM campaign_targets WHERE state <> 'waiting'";
        assert_eq!(world.count(settled).await, 2, "the next one's turn comes before it is tried again");
        for minute in 2..=total + 2 {
            later(&world, minute);
            send_due(&world.house).await.unwrap();
        }
        let over = read(&luca, id).await;
        let failed: Vec<_> = over.targets.items.iter().filter(|line| line.reason == Some(SkipReason::Failed)).collect();
        assert_eq!((over.line.state, over.line.counts.waiting, failed.len()), (CampaignState::Done, 0, 1));
        assert_eq!((failed[0].state, failed[0].request), (TargetState::Skipped, None));
        assert_eq!(i64::from(over.line.counts.sent), world.count("SELECT COUNT(*) FROM requests WHERE audience IS NOT NULL").await);
        contatti_server::register::verify(&world.house).await.unwrap().unwrap();
    }

    async fn an_author_who_no_longer_works_there_sends_nothing_more(world: World) {
        let mut luca = world.person(LUCA).await;
        let form = filled(&luca).await;
        let id = made(&mut luca, &form).await.line.id;
        moved(&mut luca, id, "start").await;
        world.run("DELETE FROM grants WHERE person_id = (SELECT id FROM people WHERE username = 'luca.ferrara')").await;
        assert_eq!(send_due(&world.house).await.unwrap(), 0);
        assert_eq!(read(&world.person(SARA).await, id).await.line.state, CampaignState::Stopped);
    }

    async fn another_office_sees_none_and_what_does_not_hold_is_told(world: World) {
        let (mut luca, mut marco) = (world.person(LUCA).await, world.person(MARCO).await);
        let form = filled(&luca).await;
        let id = made(&mut luca, &form).await.line.id;
        assert_eq!(marco.get(&format!("{CAMPAIGNS}/{id}")).await.status, 404);
        assert_eq!(marco.read::<Vec<CampaignLine>>(CAMPAIGNS).await, []);
        assert_eq!(moved(&mut marco, id, "stop").await, 404);
        assert_eq!(world.person(DIRECTOR).await.read::<Vec<CampaignLine>>(CAMPAIGNS).await.len(), 1, "who directs reads");
        for name in [DIRECTOR, ANNA] {
            assert_eq!(world.person(name).await.post(CAMPAIGNS, &form).await.status, 404, "{name}");
        }
        let nobody = CampaignForm { province: "AO".into(), ..form.clone() };
        let problem = luca.post(CAMPAIGNS, &nobody).await.problem();
        assert_eq!((problem.code, &problem.fields[0].issue), (ProblemCode::Invalid, &Issue::NobodyReached));
        let fast = CampaignForm { pace: "601".into(), ..form };
        assert_eq!(luca.post(CAMPAIGNS, &fast).await.problem().fields[0].field, "pace");
    }
}
