//! The receipt on paper: what the page says, tagged, in the visitor's language, the same bytes each time.

use super::worked;
use crate::harness::Reply;
use crate::harness::story::*;
use axum::body::Body;
use axum::http::Request;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use contatti_model::requests::Receipt;
use lopdf::{Document, Object};

fn parsed(reply: &Reply) -> Document {
    assert_eq!((reply.status, reply.header("content-type")), (200, "application/pdf"), "{}", reply.text());
    Document::load_mem(&reply.body).unwrap()
}

/// The words of all pages, whatever lines they stand on.
fn words(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text_of(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

on_both_engines! {
    async fn it_states_number_parties_promise_and_every_digest(world: World) {
        let id = worked(&world).await;
        let anna = world.person(ANNA).await;
        let receipt: Receipt = anna.read(&format!("/api/v1/requests/{id}/receipt")).await;
        let said = words(&parsed(&anna.get(&format!("/api/v1/requests/{id}/receipt.pdf")).await));
        let promised = "entro mercoledì 2 dicembre 2026";
        for expected in [
            "INPS.5100.2026.0000001", "23 novembre 2026, ore 10:00", &receipt.subject, &receipt.office.name,
            &receipt.company.name, &receipt.company.tax_code, &receipt.position, &receipt.sender, promised,
            &receipt.rule_source, &receipt.text_sha256, "F24 ottobre.pdf", "[?] & [?] contratto.pdf.p7m",
        ] {
            assert!(said.contains(expected) || expected == "{expected} is not in: {said}");
        }
        for file in &receipt.attachments {
            assert!(said.contains(&file.sha256) && said.contains(&format!("{} byte", file.size)), "{said}");
        }
    }

    async fn it_is_tagged_titled_and_says_its_language_and_its_standards(world: World) {
        let id = worked(&world).await;
        let anna = world.person(ANNA).await;
        let reply = anna.get(&format!("/api/v1/requests/{id}/receipt.pdf")).await;
        let document = parsed(&reply);
        let catalog = document.catalog().unwrap();
        assert_eq!(text_of(catalog.get(b"Lang").unwrap()), "it");
        let marked = document.get_dict_in_dict(catalog, b"MarkInfo").unwrap().get(b"Marked").unwrap();
        assert!(marked.as_bool().unwrap());
        let shows_title = document.get_dict_in_dict(catalog, b"ViewerPreferences").unwrap().get(b"DisplayDocTitle");
        assert!(shows_title.unwrap().as_bool().unwrap());
        let roles: Vec<_> = document.objects.values().filter_map(|object| object.as_dict().ok())
            .filter(|dict| dict.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"StructElem"))
            .filter_map(|dict| dict.get(b"S").and_then(Object::as_name).ok())
            .map(|role| String::from_utf8_lossy(role).into_owned()).collect();
        let count = |role: &str| roles.iter().filter(|known| *known == role).count();
        // Five rows of the register, seven of the request, four digests; each a header and a cell.
        assert_eq!((count("H1"), count("H2"), count("Table")), (1, 3, 3), "{roles:?}");
        assert_eq!((count("TR"), count("TH"), count("TD")), (16, 16, 16), "{roles:?}");
        let raw = reply.text();
        for standard in ["<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<"] {
            assert!(raw.contains(standard), "{standard}");
        }
        // What the font lacks is spoken and copied as it was written.
        let spoken = document.objects.values().filter_map(|object| object.as_stream().ok())
            .filter_map(|stream| stream.get_plain_content().ok())
            .any(|content| content.windows(10).any(|bytes| bytes == b"ActualText"));
        assert!(spoken);
    }

    async fn the_same_request_gives_the_same_bytes_and_each_language_its_own(world: World) {
        let id = worked(&world).await;
        let mut anna = world.person(ANNA).await;
        let path = format!("/api/v1/requests/{id}/receipt.pdf");
        let first = anna.get(&path).await;
        world.at("2026-11-24T12:00:00Z");
        assert_eq!(anna.get(&path).await.body, first.body);
        let german = anna.send(Request::get(&path).header(ACCEPT_LANGUAGE, "de-AT").body(Body::empty()).unwrap()).await;
        assert_eq!(german.header("content-language"), "de");
        let document = parsed(&german);
        assert_eq!(text_of(document.catalog().unwrap().get(b"Lang").unwrap()), "de");
        assert!(words(&document).contains("Protokollbestätigung INPS.5100.2026.0000001"));
        let cookie = format!("{}; language=en", anna.cookie.clone().unwrap());
        anna.cookie = Some(cookie.clone());
        let chosen = Request::get(&path).header(COOKIE, cookie).header(ACCEPT_LANGUAGE, "de");
        assert_eq!(anna.send(chosen.body(Body::empty()).unwrap()).await.header("content-language"), "en");
    }
}
