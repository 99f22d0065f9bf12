//! The bundle: whole, checked without the server, and every change named by the part it was made in.

use super::worked;
use crate::harness::World;
use crate::harness::story::*;
use bytes::Bytes;
use contatti_model::RequestId;
use contatti_model::page::Page;
use contatti_model::requests::Line;
use contatti_server::requests::proof::manifest::{self, Manifest};
use contatti_server::requests::proof::{Unproved, verify};
use serde_json::json;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

type Parts = Vec<(String, Vec<u8>)>;

async fn downloaded(world: &World, who: &str, id: RequestId) -> Bytes {
    let reply = world.person(who).await.get(&format!("/api/v1/requests/{id}/bundle.zip")).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "application/zip"), "{}", reply.text());
    reply.body
}

fn unpacked(bundle: &Bytes) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bundle)).unwrap();
    let mut parts = vec![];
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = vec![];
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    parts
}

fn packed(parts: &Parts) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn broken(parts: &Parts) -> Unproved {
    verify(Cursor::new(packed(parts))).unwrap_err()
}

/// The parts with one of them changed, under a manifest made and sealed anew: what a thorough forger would hand in.
fn forged(world: &World, mut parts: Parts, name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Parts {
    let (_, bytes) = parts.iter_mut().find(|(part, _)| part == name).unwrap();
    change(bytes);
    let (_, bytes) = parts.iter().find(|(part, _)| part == manifest::MANIFEST).unwrap();
    let mut listed: Manifest = serde_json::from_slice(bytes).unwrap();
    for part in &mut listed.parts {
        let (_, bytes) = parts.iter().find(|(name, _)| *name == part.path).unwrap();
        (part.size, part.sha256) = (bytes.len() as u64, manifest::digest(bytes));
    }
    close_again(world, parts, &listed)
}

fn close_again(world: &World, mut parts: Parts, listed: &Manifest) -> Parts {
    for (name, bytes) in manifest::close(listed, &world.house.seal).unwrap() {
        parts.retain(|(part, _)| part != name);
        parts.push((name.to_owned(), bytes));
    }
    parts
}

fn replaced(bytes: &mut Vec<u8>, from: &str, to: &str) {
    let text = String::from_utf8(std::mem::take(bytes)).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    *bytes = text.replacen(from, to, 1).into_bytes();
}

on_both_engines! {
    async fn it_holds_everything_and_proves_it_without_a_server(world: World) {
        let id = worked(&world).await;
        for who in [ANNA, LUCA, DIRECTOR] {
            let bundle = downloaded(&world, who, id).await;
            let proved = verify(Cursor::new(bundle.clone())).unwrap_or_else(|broken| panic!("{broken}"));
            assert_eq!((proved.number.as_str(), proved.entries, proved.files), ("INPS.5100.2026.0000001", 3, 3));
            let names: Vec<_> = unpacked(&bundle).into_iter().map(|(name, _)| name).collect();
            let first = "INPS.5100.2026.0000001";
            assert_eq!(names, [
                "receipt.pdf".to_owned(), "request.json".to_owned(), format!("segnature/{first}.xml"),
                format!("files/{first}/F24 ottobre.pdf"), format!("files/{first}/F24 ottobre (2).pdf"),
                format!("files/{first}/عقد & 🧾 contratto.pdf.p7m"), "segnature/INPS.5100.2026.0000002.xml".to_owned(),
                "segnature/INPS.5100.2026.0000003.xml".to_owned(), "register.json".to_owned(), "SHA256SUMS".to_owned(),
                "seal.json".to_owned(), "manifest.json".to_owned(),
            ]);
        }
    }

    async fn a_consultants_bundle_holds_while_the_mandate_does(world: World) {
        let mut giulia = world.person(GIULIA).await;
        let id = send_with(&mut giulia, &[]).await.request;
        assert!(verify(Cursor::new(downloaded(&world, GIULIA, id).await)).is_ok());
    }

    async fn the_demonstrations_own_requests_prove_themselves(world: World) {
        contatti_server::demo::load(&world.house, 30, |_| {}).await.unwrap();
        let page: Page<Line> = world.person(ANNA).await.read("/api/v1/requests").await;
        assert!(page.items.len() > 3);
        for line in &page.items {
            let proved = verify(Cursor::new(downloaded(&world, ANNA, line.id).await));
            assert_eq!(proved.map(|proved| proved.number), Ok(line.registration.number.to_string()));
        }
    }

    async fn one_changed_byte_is_found_in_the_part_it_was_changed_in(world: World) {
        let id = worked(&world).await;
        let parts = unpacked(&downloaded(&world, ANNA, id).await);
        for at in 0..parts.len() {
            let mut changed = parts.clone();
            let (name, bytes) = &mut changed[at];
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            let name = name.clone();
            assert_eq!(broken(&changed).part, name);
            let mut without = parts.clone();
            without.remove(at);
            assert_eq!(broken(&without).part, name);
        }
    }

    async fn what_a_forger_seals_anew_is_still_not_what_was_registered(world: World) {
        let id = worked(&world).await;
        let parts = unpacked(&downloaded(&world, ANNA, id).await);
        let forge = |name: &str, from: &str, to: &str| {
            broken(&forged(&world, parts.clone(), name, |bytes| replaced(bytes, from, to)))
        };
        assert_eq!(forge("request.json", "risulta", "risulterà").part, "request.json");
        assert_eq!(forge("request.json", "F24 ottobre.pdf", "F24 novembre.pdf").part, "request.json");
        let entry = forge("register.json", "\"number\":2", "\"number\":9");
        assert_eq!((entry.part.as_str(), entry.what.contains("0000009")), ("register.json", true), "{entry}");
        let segnatura = "segnature/INPS.5100.2026.0000002.xml";
        assert_eq!(forge(segnatura, "0000002<", "0000007<").part, segnatura);
        let file = "files/INPS.5100.2026.0000001/F24 ottobre.pdf";
        assert_eq!(broken(&forged(&world, parts.clone(), file, |bytes| bytes.push(b'\n'))).part, file);
    }

    async fn what_an_answer_states_of_the_archives_is_registered_with_it_and_older_answers_still_hold(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        let mut luca = world.person(LUCA).await;
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        let answer = json!({ "version": "2", "outcome": "accepted", "text": "Il versamento è abbinato.", "archives": "done",
            "archives_text": "Rettifica acquisita.", "check_on": "2026-11-30" });
        assert_eq!(luca.post(&format!("/api/v1/requests/{id}/close"), &answer).await.status, 200);
        let parts = unpacked(&downloaded(&world, ANNA, id).await);
        assert!(verify(Cursor::new(packed(&parts))).is_ok());
        for (from, to) in [("Rettifica acquisita", "Rettifica rifiutata"), ("\"done\"", "\"planned\""), ("2026-11-30", "2026-12-30")] {
            let forged = forged(&world, parts.clone(), "request.json", |bytes| replaced(bytes, from, to));
            assert_eq!(broken(&forged).part, "request.json", "{from}");
        }
        // As answers that were registered without it.
        let id = worked(&world).await;
        world.run("INSERT INTO archive_actions (message_id, request_id, office_id, kind, text, check_on)
                   SELECT m.id, r.id, r.office_id, 'nothing', '', NULL FROM messages m JOIN requests r ON r.id = m.request_id
                   WHERE m.kind = 'answer' AND m.id NOT IN (SELECT message_id FROM archive_actions)").await;
        assert!(verify(Cursor::new(downloaded(&world, LUCA, id).await)).is_ok());
    }

    async fn a_hostile_archive_is_refused_in_words(world: World) {
        let id = worked(&world).await;
        let parts = unpacked(&downloaded(&world, ANNA, id).await);
        assert_eq!(verify(Cursor::new(b"PK\x05\x06 nothing".to_vec())).unwrap_err().part, "the file");
        assert_eq!(verify(Cursor::new(vec![])).unwrap_err().part, "the file");

        let mut stranger = parts.clone();
        stranger.push(("../../etc/passwd".to_owned(), b"x".to_vec()));
        assert_eq!(broken(&stranger).part, "manifest.json");
        let (_, bytes) = parts.iter().find(|(part, _)| part == "manifest.json").unwrap();
        let mut listed: Manifest = serde_json::from_slice(bytes).unwrap();
        listed.parts[0].path = "../receipt.pdf".to_owned();
        assert!(broken(&close_again(&world, parts.clone(), &listed)).what.contains("path"));

        // Far more inside than is listed: unpacking stops one byte after.
        let mut bomb = parts.clone();
        bomb[0].1 = vec![0; 60_000_000];
        assert_eq!(broken(&bomb).part, "receipt.pdf");
        let mut listed: Manifest = serde_json::from_slice(bytes).unwrap();
        listed.parts[0].size = u64::MAX;
        assert!(broken(&close_again(&world, parts.clone(), &listed)).what.contains("more bytes"));
        let mut bomb = parts.clone();
        bomb.iter_mut().find(|(part, _)| part == "seal.json").unwrap().1 = vec![b' '; 60_000_000];
        assert_eq!(broken(&bomb).part, "seal.json");
    }

    async fn two_parts_of_one_name_are_refused(world: World) {
        let id = worked(&world).await;
        let mut parts = unpacked(&downloaded(&world, ANNA, id).await);
        parts.push(("receipt.pdX".to_owned(), b"another".to_vec()));
        let mut bytes = packed(&parts);
        for at in 0..bytes.len() - 11 {
            if &bytes[at..at + 11] == b"receipt.pdX" {
                bytes[at + 10] = b'f';
            }
        }
        let refused = verify(Cursor::new(bytes)).unwrap_err();
        assert_eq!(refused.part, "the file", "{refused}");
    }

    async fn an_outsider_finds_no_proof_of_others(world: World) {
        let id = worked(&world).await;
        let message = detail(&world.person(ANNA).await, id).await.thread[1].id;
        for who in [MATHIEU, MARCO, EMANUELE] {
            let outsider = world.person(who).await;
            let paths = ["receipt.pdf", "segnatura.xml", "bundle.zip", &format!("messages/{message}/segnatura.xml")];
            for path in paths {
                assert_eq!(outsider.get(&format!("/api/v1/requests/{id}/{path}")).await.status, 404, "{path} as {who}");
            }
        }
    }
}
