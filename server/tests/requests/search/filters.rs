//! Each filter alone, several together, and what is said of those that do not hold.

use super::*;
use contatti_model::requests::ComposeOptions;
use contatti_model::requests::search::FilterChoices;
use contatti_model::{Issue, ProblemCode};

on_both_engines! {
    async fn each_filter_narrows_and_all_together_too(world: World) {
        let (mut giulia, mut luca) = (world.person(GIULIA).await, world.person(LUCA).await);
        let options: ComposeOptions = giulia.read("/api/v1/compose").await;
        let naples = |(_, position): &(usize, &contatti_model::identity::Position)| position.office.name.contains("Napoli");
        let mine: Vec<usize> = options.positions.iter().enumerate().filter(naples).map(|(place, _)| place).collect();
        let closed = say(&mut giulia, mine[0], "La prima domanda").await;
        close(&mut luca, closed, "accepted", "Sì.").await;
        world.at("2026-12-15T09:00:00Z");
        let mut giulia = world.person(GIULIA).await;
        let open = say(&mut giulia, mine[1], "La seconda domanda").await;

        let position = &options.positions[mine[0]];
        let choices: FilterChoices = giulia.read("/api/v1/requests/choices").await;
        let line = lines(&giulia, &[("state", "closed")]).await.remove(0);
        let subject = choices.areas.iter().flat_map(|area| &area.subjects).find(|subject| subject.title == line.subject);
        let subject = subject.expect("the subject is not offered").id.to_string();
        let office = choices.offices.iter().find(|office| office.name == line.office).expect("the office is not offered");
        let (id, office, firm) = (position.id.to_string(), office.id.to_string(), choices.intermediaries[0].id.to_string());
        let spaced = format!("{} {}", &position.number[..2], &position.number[2..]);
        let name = position.company.name.to_uppercase();
        for filters in [
            vec![("state", "closed")],
            vec![("outcome", "accepted")],
            vec![("position", id.as_str())],
            vec![("company", spaced.as_str())],
            vec![("company", name.as_str())],
            vec![("company", position.company.tax_code.as_str())],
            vec![("opened_to", "2026-11-23")],
            vec![("opened_from", "2026-11-01"), ("opened_to", "2026-11-30")],
            vec![("updated_to", "2026-11-30")],
            vec![("updated_from", "2026-11-23"), ("updated_to", "2026-11-23")],
            vec![("text", "prime")],
            vec![("text", "domande"), ("state", "closed"), ("outcome", "accepted"), ("subject", &subject), ("office", &office),
                 ("intermediary", &firm), ("channel", "web"), ("company", &name), ("opened_from", "2026-11-23"), ("position", &id)],
        ] {
            assert_eq!(ids(&giulia, &filters).await, [closed], "{filters:?}");
        }
        for filters in [vec![("channel", "web")], vec![("office", &office)], vec![("intermediary", &firm)], vec![("text", "domanda")], vec![]] {
            assert_eq!(ids(&giulia, &filters).await, [open, closed], "{filters:?}");
        }
        for filters in [vec![("state", "open")], vec![("updated_from", "2026-12-01")], vec![("text", "seconda"), ("channel", "web")]] {
            assert_eq!(ids(&giulia, &filters).await, [open], "{filters:?}");
        }
        let nobody = uuid::Uuid::nil().to_string();
        for filters in [vec![("channel", "pec")], vec![("outcome", "informative")], vec![("subject", &nobody)], vec![("office", &nobody)],
                        vec![("text", "prima"), ("state", "open")], vec![("company", "%")], vec![("position", &nobody)]] {
            assert_eq!(ids(&giulia, &filters).await, [], "{filters:?}");
        }
    }

    async fn a_day_is_a_day_in_rome_with_both_ends_included(world: World) {
        let anna = world.person(ANNA).await;
        world.at("2026-12-31T22:59:59Z");
        let mut then = world.person(ANNA).await;
        let last = say(&mut then, 0, "L'ultima dell'anno").await;
        world.at("2026-12-31T23:00:01Z");
        let mut then = world.person(ANNA).await;
        let first = say(&mut then, 0, "La prima dell'anno").await;
        drop(anna);
        assert_eq!(ids(&then, &[("opened_to", "2026-12-31")]).await, [last]);
        assert_eq!(ids(&then, &[("opened_from", "2027-01-01")]).await, [first]);
        assert_eq!(ids(&then, &[("opened_from", "2026-12-31"), ("opened_to", "2027-01-01")]).await, [first, last]);
        assert_eq!(ids(&then, &[("opened_to", "2026-12-31"), ("text", "anno")]).await, [last]);
        assert_eq!(ids(&then, &[("opened_from", "2027-01-01"), ("text", "anno")]).await, [first]);
    }

    async fn what_cannot_be_read_is_named_field_by_field(world: World) {
        let anna = world.person(ANNA).await;
        let wrong = [("opened_from", "ieri"), ("updated_to", "2026-02-30"), ("state", "mah"), ("channel", "piccione"), ("subject", "7")];
        let problem = anna.get(&address(&wrong)).await.problem();
        assert_eq!((problem.status, problem.code), (422, ProblemCode::Invalid));
        for (field, _) in wrong {
            let issue = problem.fields.iter().find(|error| error.field == field).map(|error| &error.issue);
            let expected = if field.contains('_') { Issue::BadDate } else { Issue::UnknownChoice };
            assert_eq!(issue, Some(&expected), "{field}");
        }
        let reversed = anna.get(&address(&[("opened_from", "2026-02-02"), ("opened_to", "2026-02-01")])).await.problem();
        assert_eq!(reversed.fields[0].issue, Issue::EndsBeforeItBegins);
    }
}
