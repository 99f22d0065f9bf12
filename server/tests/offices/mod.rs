//! What helps to compose: the subjects' own words and documents, and answers already given.

mod absences;
mod calendar;
mod redating;
pub(crate) mod units;

use crate::harness::story::*;
use contatti_model::offices::{Guidance, SubjectArea, SubjectFinder, matching};

on_both_engines! {
    async fn a_subject_comes_with_its_words_and_the_documents_it_wants(world: World) {
        let anna = world.person(ANNA).await;
        let areas: Vec<SubjectArea> = anna.read("/api/v1/subjects").await;
        let subjects = || areas.iter().flat_map(|area| &area.subjects);
        let wanted = subjects().find(|subject| subject.title.starts_with("Uniemens – Regolarizzazione")).unwrap();
        let titles: Vec<_> = wanted.documents.iter().map(|document| document.title.as_str()).collect();
        assert_eq!(titles[1], "Sentenza con la data di deposito");
        assert_eq!((titles.len(), wanted.documents[1].when.as_str()), (4, "se nasce da una sentenza"));
        assert!(subjects().filter(|subject| !subject.documents.is_empty()).count() >= 25);

        let finder = SubjectFinder::new(subjects().filter(|subject| subject.scheme == wanted.scheme));
        let title = |text: &str| {
            let found = finder.suggest(text).into_iter().next()?;
            subjects().find(|subject| subject.id == found.subject).map(|subject| subject.title.clone())
        };
        for (text, starts) in [
            ("Il DURC risulta irregolare ma abbiamo versato tutto", "Esito irregolare"),
            ("Dobbiamo regolarizzare un flusso dopo una sentenza del tribunale", "Uniemens – Regolarizzazione"),
            ("Abbiamo sbagliato la causale dell'F24", "Correzione di causale"),
            ("La rata del piano di ammortamento è stata pagata in ritardo", "Piano in corso"),
            ("Serve il certificato A1 per due operai distaccati", "Certificato A1"),
        ] {
            assert!(title(text).is_some_and(|title| title.starts_with(starts)), "{text}: {:?}", title(text));
        }
    }

    async fn answers_already_given_come_with_their_source(world: World) {
        let anna = world.person(ANNA).await;
        let areas: Vec<SubjectArea> = anna.read("/api/v1/subjects").await;
        let subject = areas.iter().flat_map(|area| &area.subjects).find(|one| !one.fixed_sentence.is_empty()).unwrap();
        let general: Vec<Guidance> = anna.read("/api/v1/guidance").await;
        assert!(general.len() >= 10 && general.iter().all(|one| one.subject.is_none() && !one.source.is_empty()));
        let all: Vec<Guidance> = anna.read(&format!("/api/v1/guidance?subject={}", subject.id)).await;
        assert_eq!(all[0].subject, Some(subject.id));
        let shown = matching(&all, Some(subject.id), "Entro che termine arriva la risposta?");
        assert_eq!(shown[0].title, "Entro quando risponde la sede?");
        assert!(shown.iter().any(|one| one.title == "Come si chiede il codice 6Y?"));
        assert_eq!(world.stranger().get("/api/v1/guidance").await.status, 401);
    }
}
