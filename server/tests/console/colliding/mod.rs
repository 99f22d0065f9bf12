//! What an office shapes together: every two moves of two people who read the same, one after the other and at once; no text is lost.

mod absences;
mod campaigns;
mod steps;
mod texts;
mod units;

use crate::harness::{Client, Reply};
use contatti_model::ProblemCode;
use serde_json::Value;
use std::fmt::Debug;

/// A room with the moves of its people.
trait Room {
    type Act: Copy + Debug + PartialEq + 'static;
    const ACTS: &'static [Self::Act];

    /// Something new to collide on, read by both.
    async fn lay(&mut self);

    /// Whether the move holds on what was laid, while nobody made another.
    fn holds(&self, _act: Self::Act) -> bool {
        true
    }

    /// What the second is told who did not see the first; nothing where both moves hold.
    fn refusal(&self, first: Self::Act, second: Self::Act) -> Option<ProblemCode>;

    /// Whether the second finds done what they wanted: accepted, and nothing changes.
    fn is_done(_first: Self::Act, _second: Self::Act) -> bool {
        false
    }

    /// Whether the move writes a text that is found again in what the office reads.
    fn writes(act: Self::Act) -> bool;

    /// The first of the two people, or the second, as they read it.
    async fn send(&self, act: Self::Act, first: bool, text: &str) -> Reply;

    /// The second, having read what the first did.
    async fn send_again(&self, act: Self::Act, text: &str) -> Reply;

    /// Everything the office reads of it.
    async fn seen(&self) -> String;
}

async fn collide<R: Room>(room: &mut R) {
    let (mut sheets, mut met) = (0, 0);
    for &a in R::ACTS {
        room.lay().await;
        if !room.holds(a) {
            continue;
        }
        for &b in R::ACTS {
            let mut sheet = || {
                sheets += 1;
                format!("Foglio {sheets:04} di due mani")
            };
            let texts = [sheet(), sheet()];
            in_turn(room, a, b, &texts).await;
            let texts = [sheet(), sheet()];
            at_once(room, a, b, &texts).await;
            met += 1;
        }
    }
    assert!(met >= R::ACTS.len(), "only {met} pairs met");
}

/// One after the other, the second without having seen the first.
async fn in_turn<R: Room>(room: &mut R, a: R::Act, b: R::Act, texts: &[String; 2]) {
    room.lay().await;
    let pair = format!("{a:?} then {b:?}");
    let made = room.send(a, true, &texts[0]).await;
    assert!(made.status < 300, "{pair}: {}", made.text());
    let between = room.seen().await;
    let reply = room.send(b, false, &texts[1]).await;
    let code = room.refusal(a, b);
    match code {
        None => {
            assert!(reply.status < 300, "{pair}: {}", reply.text());
            assert_eq!(room.seen().await == between, R::is_done(a, b), "{pair}: what changed");
        }
        Some(code) => {
            assert_eq!(reply.problem().code, code, "{pair}");
            assert_eq!(room.seen().await, between, "{pair}: refused, and it changed something");
        }
    }
    both_whole::<R>(&room.seen().await, &pair, [(a, true), (b, code.is_none())], texts);
    if code == Some(ProblemCode::Stale) {
        let again = room.send_again(b, &texts[1]).await;
        assert!(again.status < 300, "{pair}, again: {}", again.text());
        assert_eq!(room.seen().await.contains(&texts[1]), R::writes(b), "{pair}, again");
    }
}

/// Both at the same instant.
async fn at_once<R: Room>(room: &mut R, a: R::Act, b: R::Act, texts: &[String; 2]) {
    room.lay().await;
    let (one, other) = tokio::join!(room.send(a, true, &texts[0]), room.send(b, false, &texts[1]));
    let pair = format!("{a:?} and {b:?} at once: {} {}", one.text(), other.text());
    for reply in [&one, &other] {
        assert!(reply.status < 300 || [404, 409, 412, 422].contains(&reply.status), "{pair}");
    }
    let done = [one.status < 300, other.status < 300];
    assert!(done[0] || done[1], "{pair}");
    let exclude = room.refusal(a, b).is_some() && (!room.holds(b) || room.refusal(b, a).is_some());
    assert!(!(exclude && done[0] && done[1]), "{pair}");
    both_whole::<R>(&room.seen().await, &pair, [(a, done[0]), (b, done[1])], texts);
}

/// Each text whose move was accepted is there, and the others are not.
fn both_whole<R: Room>(seen: &str, pair: &str, made: [(R::Act, bool); 2], texts: &[String; 2]) {
    for ((act, done), text) in made.into_iter().zip(texts) {
        assert_eq!(seen.contains(text), done && R::writes(act), "{act:?} in {pair}");
    }
}

/// What a page reads, whole.
async fn page(client: &Client, path: &str) -> String {
    client.read::<Value>(path).await.to_string()
}
