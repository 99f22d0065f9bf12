//! What happened, counted: against a slow recount of timeline and requests, once, and for nobody who may not know.

use super::step;
use crate::harness::story::*;
use crate::harness::{Client, World};
use crate::offices::units::unit;
use contatti_model::RequestId;
use contatti_model::figures::Figures;
use contatti_model::requests::{Hands, MessageKind, RequestDetail};
use contatti_server::figures::count_due;
use serde_json::{Value, json};

const UNIT_MANAGER: &str = "raffaele.sorrentino";
const IT_CONTACT: &str = "patrizia.imparato";

pub(crate) async fn figures(client: &Client, query: &str) -> Figures {
    client.read(&format!("/api/v1/console/figures?{query}")).await
}

/// What is known of the whole world by reading every request and every line of the timeline.
pub(crate) async fn recount(world: &World) -> [u64; 10] {
    let mut counts = [0; 10];
    for (count, sql) in counts.iter_mut().zip([
        "SELECT COUNT(*) FROM events WHERE kind = 'registered'",
        "SELECT COUNT(*) FROM events WHERE kind IN ('closed', 'expired')",
        "SELECT COUNT(*) FROM requests WHERE state <> 'closed'",
        "SELECT COUNT(*) FROM messages WHERE kind = 'comment' AND version NOT IN (SELECT e.place - 1 FROM events e
           WHERE e.request_id = messages.request_id AND e.kind NOT IN ('taken_in_charge', 'assigned', 'given_back', 'commented'))",
        "SELECT COUNT(*) FROM events e WHERE e.kind IN ('reopened', 'taken_up_again') OR (e.kind = 'archives_failed' AND 'closed' =
           (SELECT b.kind FROM events b WHERE b.request_id = e.request_id AND b.place < e.place
              AND b.kind IN ('closed', 'reopened', 'taken_up_again', 'archives_failed') ORDER BY b.place DESC LIMIT 1))",
        "SELECT COUNT(*) FROM events WHERE kind = 'given_back'",
        "SELECT COUNT(*) FROM requests WHERE first_response_at IS NOT NULL",
        "SELECT COUNT(*) FROM events WHERE kind = 'handed_over'",
        "SELECT COUNT(*) FROM messages WHERE kind = 'objection'",
        "SELECT COUNT(*) FROM events WHERE kind = 'passed'",
    ]) {
        *count = u64::try_from(world.count(sql).await).unwrap();
    }
    counts
}

pub(crate) fn counted(figures: &Figures) -> [u64; 10] {
    [
        figures.received,
        figures.closed,
        figures.open,
        figures.interlocutory,
        figures.reopened,
        figures.given_back,
        figures.first_response.count,
        figures.handed_over,
        figures.not_solved,
        figures.passed,
    ]
}

/// Six requests on six ways.
async fn a_busy_day(world: &World) -> [RequestId; 6] {
    let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
    let mut ids = vec![];
    for _ in 0..6 {
        ids.push(send_with(&mut anna, &[]).await.request);
    }
    let [untouched, taken, waiting, closed, again, back] = ids.try_into().unwrap();
    for id in [taken, waiting, closed, again, back] {
        step(&mut luca, id, "take-charge", json!({ "version": "1" })).await;
    }
    step(&mut luca, taken, "comment", json!({ "version": "2", "text": "Ci stiamo lavorando." })).await;
    step(&mut luca, waiting, "ask-documents", json!({ "version": "2", "text": "Il LUL", "until": "2026-12-22" })).await;
    step(&mut luca, closed, "close", json!({ "version": "2", "outcome": "accepted", "text": "Fatto." })).await;
    step(&mut luca, again, "close", json!({ "version": "2", "outcome": "informative", "text": "Ecco." })).await;
    step(&mut anna, again, "verdict", json!({ "solved": "no", "text": "Manca il mese." })).await;
    step(&mut luca, back, "give-back", json!({ "version": "2" })).await;
    step(&mut sara, back, "take-charge", json!({ "version": "3" })).await;
    step(&mut sara, back, "close", json!({ "version": "4", "outcome": "accepted", "text": "Fatto." })).await;
    [untouched, taken, waiting, closed, again, back]
}

/// Closed with something to be done in the archives; as it was read then.
async fn answered(operator: &mut Client, id: RequestId, text: &str) -> RequestDetail {
    let version = detail(operator, id).await.version.to_string();
    let body = json!({ "version": version, "outcome": "accepted", "text": text, "archives": "planned",
                       "archives_text": "Si aggiorna.", "check_on": "2026-11-30" });
    step(operator, id, "close", body).await;
    detail(operator, id).await
}

/// What the last answer said is not in the archives.
fn missing(of: &RequestDetail, text: &str) -> Value {
    let message = of.thread.iter().rfind(|turn| turn.kind == MessageKind::Answer).unwrap().id;
    json!({ "version": of.version.to_string(), "message": message, "held": "no", "text": text })
}

on_both_engines! {
    async fn what_the_director_reads_is_what_a_slow_recount_finds(world: World) {
        a_busy_day(&world).await;
        let director = world.person(DIRECTOR).await;
        let before = figures(&director, "").await;
        assert!(before.behind && before.received == 0, "nothing is counted while somebody waits");
        count_due(&world.house).await.unwrap();
        let read = figures(&director, "").await;
        assert_eq!(counted(&read), recount(&world).await);
        assert_eq!((read.behind, read.one_hand, read.not_solved), (false, 2, 1), "closed by the hands that took it first");
        assert_eq!(read.ages.iter().map(|age| age.amount).sum::<u64>(), read.open);
        assert_eq!(read.subjects.iter().map(|subject| subject.received).sum::<u64>(), read.received);
        assert_eq!(read.weeks.iter().map(|week| week.closed).sum::<u64>(), read.closed);
        assert_eq!((read.resolution.median, read.resolution.in_time), (Some(0), 3), "the same day, within the promise");
        let outcomes: Vec<_> = read.outcomes.iter().map(|sum| (sum.word.as_str(), sum.amount)).collect();
        assert_eq!(outcomes[0], ("accepted", 2));
    }

    async fn each_move_is_counted_once_by_two_servers_and_after_a_restart(world: World) {
        a_busy_day(&world).await;
        let (one, other) = tokio::join!(count_due(&world.house), count_due(&world.house));
        let moves = u64::try_from(world.count("SELECT COUNT(*) FROM events").await).unwrap();
        assert_eq!((one.unwrap() + other.unwrap()) as u64, moves);
        assert_eq!(count_due(&world.house).await.unwrap(), 0);
        assert_eq!(counted(&figures(&world.person(DIRECTOR).await, "").await), recount(&world).await);
    }

    async fn what_goes_over_to_another_office_is_open_there_and_no_more_here(world: World) {
        let [untouched, ..] = a_busy_day(&world).await;
        count_due(&world.house).await.unwrap();
        let (director, mut luca) = (world.person(DIRECTOR).await, world.person(LUCA).await);
        let milan_director = world.person("elena.brambati").await;
        let open = figures(&director, "").await.open;
        let hands: Hands = luca.read(&format!("/api/v1/requests/{untouched}/hands")).await;
        let milan = hands.offices.iter().find(|office| office.name.contains("Milano")).unwrap().id;
        step(&mut luca, untouched, "hand-over", json!({ "version": "1", "office": milan, "text": "È vostra." })).await;
        count_due(&world.house).await.unwrap();
        let (here, there) = (figures(&director, "").await, figures(&milan_director, "").await);
        assert_eq!((here.open, here.handed_over, there.open, there.handed_over), (open - 1, 1, 1, 0));
    }

    async fn a_period_and_a_subject_narrow_what_happened(world: World) {
        a_busy_day(&world).await;
        count_due(&world.house).await.unwrap();
        let director = world.person(DIRECTOR).await;
        let earlier = figures(&director, "from=2026-10-01&to=2026-11-22").await;
        assert_eq!((earlier.received, earlier.closed), (0, 0));
        assert_eq!(earlier.open, 4, "what is open now is open whatever the period");
        let subject = figures(&director, "").await.subjects[0].id;
        assert_eq!(figures(&director, &format!("subject={subject}")).await.received, 6);
        let nobodys = figures(&director, &format!("subject={}", uuid::Uuid::nil())).await;
        assert_eq!((nobodys.received, nobodys.open), (0, 0));
        let refused = director.get("/api/v1/console/figures?from=2026-12-01&to=2026-11-01").await.problem();
        assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, "to"));
    }

    async fn what_the_archives_did_not_hold_is_reopened_only_where_it_was_closed(world: World) {
        let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let id = send_with(&mut anna, &[]).await.request;
        step(&mut luca, id, "take-charge", json!({ "version": "1" })).await;
        let first = answered(&mut luca, id, "Fatto.").await;
        step(&mut luca, id, "archive-check", missing(&first, "Manca ottobre.")).await;
        step(&mut sara, id, "take-charge", json!({ "version": "4" })).await;
        let second = answered(&mut sara, id, "La denuncia di ottobre è acquisita e la posizione ora risulta regolare.").await;
        step(&mut anna, id, "verdict", json!({ "solved": "no", "text": "Manca novembre." })).await;
        // Nothing is opened that the company opened already.
        let open = detail(&luca, id).await;
        step(&mut luca, id, "archive-check", missing(&RequestDetail { version: open.version, ..second }, "Vero.")).await;
        count_due(&world.house).await.unwrap();
        let read = figures(&world.person(DIRECTOR).await, "").await;
        assert_eq!(counted(&read), recount(&world).await);
        assert_eq!((read.reopened, read.not_solved, read.closed), (2, 1, 2));
    }

    async fn only_who_says_so_was_not_answered_and_each_word_that_ends_nothing_is_interlocutory(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = send_with(&mut anna, &[]).await.request;
        step(&mut luca, id, "take-charge", json!({ "version": "1", "text": "La leggo oggi." })).await;
        step(&mut luca, id, "give-back", json!({ "version": "2", "text": "La segue un collega." })).await;
        step(&mut luca, id, "take-charge", json!({ "version": "3" })).await;
        step(&mut luca, id, "close", json!({ "version": "4", "outcome": "informative", "text": "Ecco." })).await;
        let more = json!({ "id": uuid::Uuid::now_v7(), "text": "Grazie, e per dicembre?" });
        step(&mut anna, id, "reply", more).await;
        step(&mut luca, id, "take-charge", json!({ "version": "6" })).await;
        step(&mut luca, id, "close", json!({ "version": "7", "outcome": "informative", "text": "Anche dicembre." })).await;
        step(&mut luca, id, "reopen", json!({ "version": "8", "text": "Manca il conguaglio." })).await;
        count_due(&world.house).await.unwrap();
        let read = figures(&world.person(DIRECTOR).await, "").await;
        assert_eq!(counted(&read), recount(&world).await);
        assert_eq!((read.reopened, read.not_solved, read.interlocutory, read.closed), (2, 0, 2, 2));
    }

    async fn what_a_dissolved_unit_had_is_counted_as_the_offices(world: World) {
        let (mut anna, mut carmela) = (world.person(ANNA).await, world.person(DIRECTOR).await);
        let subject = filled_form(&anna).await.subject;
        let made = unit(&world, "DURC", &["Luca Ferrara"], &[subject], false).await;
        let of_unit = format!("unit={}", made.id);
        for _ in 0..2 {
            send_with(&mut anna, &[]).await;
        }
        count_due(&world.house).await.unwrap();
        assert_eq!(figures(&carmela, &of_unit).await.open, 2);
        // One more, which nobody counted yet.
        send_with(&mut anna, &[]).await;
        let gone = carmela.post(&format!("/api/v1/console/units/{}/retire", made.id), &json!({ "version": made.version.to_string() })).await;
        assert_eq!(gone.status, 200, "{}", gone.text());
        count_due(&world.house).await.unwrap();
        assert_eq!(figures(&carmela, &of_unit).await.open, 0);
        let office = figures(&carmela, "").await;
        assert_eq!((counted(&office), office.open), (recount(&world).await, 3));
    }

    async fn the_load_is_for_who_directs_or_answers_for_a_unit(world: World) {
        for path in ["figures", "figures/forecast", "figures/export.csv", "figures/over-time/export.csv"] {
            for (who, status) in [
                (DIRECTOR, 200), (UNIT_MANAGER, 200), (LUCA, 404), (ANNA, 404), (GIULIA, 404), (IT_CONTACT, 404),
            ] {
                let reply = world.person(who).await.get(&format!("/api/v1/console/{path}")).await;
                assert_eq!(reply.status, status, "{who} at {path}");
            }
        }
        let director = world.person(DIRECTOR).await;
        let elsewhere = figures(&world.person("elena.brambati").await, "").await.office.id;
        assert_eq!(director.get(&format!("/api/v1/console/figures?office={elsewhere}")).await.status, 404);
    }

    async fn the_sums_are_downloaded_as_they_are_kept(world: World) {
        a_busy_day(&world).await;
        count_due(&world.house).await.unwrap();
        let reply = world.person(DIRECTOR).await.get("/api/v1/console/figures/export.csv").await;
        assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
        let text = reply.text();
        let amounts = |measure: &str| -> i64 {
            let lines = text.lines().filter(|line| line.starts_with(&format!("{measure};")));
            lines.map(|line| line.rsplit(';').next().unwrap().parse::<i64>().unwrap()).sum()
        };
        assert_eq!((amounts("received"), amounts("closed"), amounts("open")), (6, 3, 4), "{text}");
    }
}
