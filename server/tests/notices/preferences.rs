//! How somebody is told is theirs alone to read and to change, from one version to the next.

use crate::harness::story::*;
use crate::harness::{Client, Reply};
use contatti_model::notices::{NoticePreferences, NoticePreferencesForm};
use contatti_model::{Issue, ProblemCode};

pub(super) const PREFERENCES: &str = "/api/v1/preferences";
/// A gateway nobody asks: nothing is delivered in these stories.
pub(super) const SOMEWHERE: Option<&str> = Some("http://127.0.0.1:1/cgi-bin/sendsms");

/// As ticked and typed, on what is kept now.
pub(super) async fn choose(client: &mut Client, by_email: bool, mobile: &str) -> Reply {
    let read: NoticePreferences = client.read(PREFERENCES).await;
    let word = |ticked: bool| if ticked { "yes".to_owned() } else { String::new() };
    let form = NoticePreferencesForm {
        by_email: word(by_email),
        by_sms: word(!mobile.is_empty()),
        mobile: mobile.into(),
        version: read.version.to_string(),
    };
    client.post(PREFERENCES, &form).await
}

fn issues(reply: &Reply) -> Vec<(String, Issue)> {
    reply.problem().fields.into_iter().map(|error| (error.field, error.issue)).collect()
}

on_both_engines! {
    async fn anna_says_how_she_is_told_and_nobody_else_says_or_sees_it(world: World) {
        let world = world.texting(SOMEWHERE);
        let (mut anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let first: NoticePreferences = anna.read(PREFERENCES).await;
        assert!(first.by_email && first.mobile.is_empty() && first.sends_sms && first.email.contains('@'), "{first:?}");
        let chosen = choose(&mut anna, true, "333 123.45-67").await;
        assert_eq!(chosen.status, 200, "{}", chosen.text());
        let chosen: NoticePreferences = chosen.json();
        assert_eq!((chosen.mobile.as_str(), chosen.version), ("+393331234567", first.version + 1));
        assert_eq!(anna.read::<NoticePreferences>(PREFERENCES).await, chosen);
        assert_eq!(luca.read::<NoticePreferences>(PREFERENCES).await.mobile, "");
        assert_eq!(world.count("SELECT COUNT(*) FROM people WHERE mobile <> ''").await, 1);
        assert!(!anna.get("/api/v1/me").await.text().contains("3331234567"), "the number is told to no other page");
        let forgotten: NoticePreferences = choose(&mut anna, true, "").await.json();
        assert_eq!(forgotten.mobile, "");
        assert_eq!(world.count("SELECT COUNT(*) FROM people WHERE mobile <> ''").await, 0);
    }

    async fn a_choice_made_on_an_older_version_changes_nothing(world: World) {
        let world = world.texting(SOMEWHERE);
        let mut anna = world.person(ANNA).await;
        let stale = anna.read::<NoticePreferences>(PREFERENCES).await.version.to_string();
        assert_eq!(choose(&mut anna, false, "+49 151 23456789").await.status, 200);
        let again = serde_json::json!({ "by_email": "yes", "version": stale });
        assert_eq!(anna.post(PREFERENCES, &again).await.problem().code, ProblemCode::Stale);
        let unsaid = serde_json::json!({ "by_email": "yes" });
        assert_eq!(anna.post(PREFERENCES, &unsaid).await.problem().code, ProblemCode::VersionMissing);
        let kept: NoticePreferences = anna.read(PREFERENCES).await;
        assert_eq!((kept.by_email, kept.mobile.as_str()), (false, "+4915123456789"));
    }

    async fn what_does_not_hold_is_refused_field_by_field(world: World) {
        let world = world.texting(SOMEWHERE);
        let mut anna = world.person(ANNA).await;
        let nothing = choose(&mut anna, false, "").await;
        assert_eq!((nothing.status, issues(&nothing)), (422, vec![("by_email".to_owned(), Issue::NoChannel)]));
        let landline = choose(&mut anna, true, "081 1234567").await;
        assert_eq!((landline.status, issues(&landline)), (422, vec![("mobile".to_owned(), Issue::BadMobile)]));
        let world = world.texting(None);
        let mut anna = world.person(ANNA).await;
        assert!(!anna.read::<NoticePreferences>(PREFERENCES).await.sends_sms);
        let no_gateway = choose(&mut anna, true, "333 1234567").await;
        assert_eq!((no_gateway.status, issues(&no_gateway)), (422, vec![("by_sms".to_owned(), Issue::UnknownChoice)]));
        assert_eq!(world.count("SELECT COUNT(*) FROM people WHERE mobile <> '' OR NOT by_email").await, 0);
    }

    async fn a_plain_form_saves_it_and_comes_back_with_what_was_typed(world: World) {
        let world = world.texting(SOMEWHERE);
        let mut anna = world.person(ANNA).await;
        let version = anna.read::<NoticePreferences>(PREFERENCES).await.version.to_string();
        let typed = |mobile| [("page", "/preferenze"), ("by_email", "yes"), ("by_sms", "yes"), ("mobile", mobile), ("version", version.as_str())];
        let refused = anna.form(PREFERENCES, &typed("12")).await;
        assert_eq!(refused.status, 422);
        assert_eq!(refused.echo.and_then(|echo| echo.value("mobile").map(str::to_owned)).as_deref(), Some("12"));
        let saved = anna.form(PREFERENCES, &typed("333 1234567")).await;
        assert_eq!((saved.status, saved.header("location")), (303, "/preferenze?saved=yes"));
        assert_eq!(anna.read::<NoticePreferences>(PREFERENCES).await.mobile, "+393331234567");
    }
}
