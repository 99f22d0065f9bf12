//! What people, and those who wish us ill, type into a search.

use super::*;

on_both_engines! {
    async fn operators_and_quotes_are_text_and_harm_nobody(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = say(&mut anna, 0, "Il DURC e l'F24: NEAR, AND, OR, NOT.").await;
        for text in [
            "\"", "\"\"", "\"\"\"", "*", "**", "NEAR(", "NEAR(a b, 5)", "AND OR NOT", "AND", "a AND", "NOT", "'; --",
            "'; DROP TABLE requests; --", "🙏", "👨‍👩‍👧", "durc*", "^durc", "-durc", "+durc", "durc:f24", "stems:durc", "{stems}:durc",
            "durc & !f24", "durc <-> f24", "a|b", "!", "<->", "(((", ")))", "\\", "\\'", "%", "_", "\u{202e}durc", "שלום", "中文",
            "e\u{301}", "\t\n", "·p00000000", "·", "' OR 1=1", "null", "0x00", "durc\u{feff}",
        ] {
            let reply = anna.get(&address(&[("text", text)])).await;
            assert_eq!(reply.status, 200, "{text:?}: {}", reply.text());
            let company = anna.get(&address(&[("company", text)])).await;
            assert_eq!(company.status, 200, "{text:?}: {}", company.text());
        }
        for text in ["durc", "\"durc f24\"", "near and or not", "-durc", "durc*", "durc:f24"] {
            assert_eq!(ids(&anna, &[("text", text)]).await, [id], "{text}");
        }
        for text in ["\"", "*", "'; --", "🙏", "il"] {
            assert_eq!(ids(&anna, &[("text", text)]).await, [], "{text} found everything");
        }
    }

    async fn too_long_a_text_and_what_cannot_be_seen_are_refused_kindly(world: World) {
        let anna = world.person(ANNA).await;
        for (field, value) in [("text", "x".repeat(10_000)), ("company", "è ".repeat(5_000)), ("text", "a\0b".into()), ("company", "\u{1}".into())] {
            let problem = anna.get(&address(&[(field, &value)])).await.problem();
            assert_eq!((problem.status, problem.fields[0].field.as_str()), (422, field));
        }
    }

    async fn the_ends_of_time_are_days_like_others(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = say(&mut anna, 0, "Adesso").await;
        for text in ["", "adesso"] {
            let all = [("opened_from", "1900-01-01"), ("opened_to", "9999-12-31"), ("updated_from", "1900-01-01"), ("updated_to", "9999-12-31"), ("text", text)];
            assert_eq!(ids(&anna, &all).await, [id]);
            assert_eq!(ids(&anna, &[("opened_to", "1900-01-01"), ("text", text)]).await, []);
            assert_eq!(ids(&anna, &[("opened_from", "9999-12-31"), ("text", text)]).await, []);
            assert_eq!(ids(&anna, &[("updated_from", "9999-12-31"), ("text", text)]).await, []);
        }
    }

    async fn a_cursor_somebody_made_up_leads_nowhere_or_on(world: World) {
        let mut anna = world.person(ANNA).await;
        say(&mut anna, 0, "Adesso").await;
        for cursor in ["", "x", "1_2", "_", "99999999999999999999_00000000-0000-0000-0000-000000000000"] {
            assert_eq!(anna.get(&address(&[("cursor", cursor)])).await.status, 404, "{cursor}");
        }
        for at in [i64::MIN, -1, 0, i64::MAX] {
            let cursor = format!("{at}_{}", uuid::Uuid::max());
            for text in ["", "adesso"] {
                let reply = anna.get(&address(&[("cursor", &cursor), ("text", text)])).await;
                assert_eq!(reply.status, 200, "{cursor}: {}", reply.text());
            }
        }
    }

    async fn a_thread_longer_than_an_engine_indexes_is_still_written(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = say(&mut anna, 0, "Il principio").await;
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        for round in 0..14 {
            // Ideographs: three bytes each, every one a letter, no two words alike.
            let text: String = (0..900_u32).map(|word| format!("{}{round}x{word} ", "漢字".repeat(2))).collect();
            let text: String = text.chars().take(10_000).collect();
            let body = json!({ "version": (2 + round).to_string(), "text": text });
            let reply = luca.post(&format!("/api/v1/requests/{id}/comment"), &body).await;
            assert_eq!(reply.status, 200, "{}", reply.text());
        }
        assert_eq!(ids(&anna, &[("text", "principio")]).await, [id]);
    }
}
