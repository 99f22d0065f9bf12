//! One broken or hostile message stops nobody else's, and what was received is kept.

use super::*;
use crate::harness::story::*;
use crate::harness::zip;
use std::io::{Cursor, Write};

/// Small as sent, far too much when opened.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(vec![]));
    let zeros = vec![0; 1_000_000];
    zip.start_file("zeri.txt", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..260 {
        zip.write_all(&zeros).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn attaching(name: &str, bytes: &[u8]) -> Vec<u8> {
    use base64::Engine;
    let body = base64::engine::general_purpose::STANDARD.encode(bytes);
    format!(
        "From: x@altrove.example\r\nTo: napoli@{DOMAIN}\r\nSubject: {name}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
         --b\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n--b--\r\n"
    )
    .into_bytes()
}

/// As they were registered: the clock stands, and no instant tells them apart.
fn in_order(mut lines: Vec<MissiveLine>) -> Vec<MissiveLine> {
    lines.sort_by_key(|line| line.registration.number.number);
    lines
}

on_both_engines! {
    async fn the_good_letter_behind_the_broken_ones_arrives(world: World) {
        let luca = world.person(LUCA).await;
        let folders = folders(&world);
        let mut levels = format!("From: a@b.example\r\nTo: napoli@{DOMAIN}\r\nSubject: livelli\r\n");
        for level in 0..500 {
            levels.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"));
        }
        let mut parts = format!("From: a@b.example\r\nTo: napoli@{DOMAIN}\r\nSubject: parti\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for part in 0..10_000 {
            parts.push_str(&format!("--b\r\nContent-Disposition: attachment; filename=a{part}.exe\r\n\r\nx\r\n"));
        }
        let nested = format!("To: napoli@{DOMAIN}\r\nSubject: scatole\r\n{}", "Content-Type: message/rfc822\r\n\r\n".repeat(50_000));
        let rubbish = b"\xff\xfe\x00\x01 niente \r\n\r\n\x00\x00".to_vec();
        for (name, message) in [
            ("1-levels", levels.into_bytes()),
            ("2-parts", parts.into_bytes()),
            ("3-nested", nested.into_bytes()),
            ("4-rubbish", rubbish.clone()),
            ("5-empty", vec![]),
            ("6-good", letter("x@altrove.example", "buona", "Ci sono anch'io.").into_bytes()),
        ] {
            deliver(folders.mail(), name, &message);
        }
        std::fs::write(folders.contact_centre().join("1.json"), "{").unwrap();
        std::fs::write(folders.fax().join("solo.json"), "{}").unwrap();
        let looked = round(&world.house, &folders).await;
        assert_eq!((looked.taken, looked.broken, looked.left), (5, 3, 0));
        assert_eq!(std::fs::read_dir(folders.broken()).unwrap().count(), 3, "kept for whoever runs the server");
        let waits = in_order(tray(&luca, "waiting").await);
        let subjects: Vec<_> = waits.iter().map(|line| line.subject.as_str()).collect();
        assert_eq!(subjects, ["livelli", "parti", "scatole", "buona"]);
        let parts = missive(&luca, waits[1].id).await;
        assert_eq!((parts.files.len(), parts.left_out), (0, 10_000));
        // What names no office goes to the desk that gets what nothing routes, as it came.
        let emanuele = world.person(EMANUELE).await;
        let original = waiting(&emanuele).await.original.unwrap();
        assert_eq!(emanuele.get(&format!("/api/v1/attachments/{}", original.id)).await.body.to_vec(), rubbish);
        assert_eq!(round(&world.house, &folders).await, Round::default(), "nothing is left behind");
    }

    async fn a_bomb_inside_a_letter_is_left_in_the_original_and_the_letter_is_read(world: World) {
        let luca = world.person(LUCA).await;
        let folders = folders(&world);
        deliver(folders.mail(), "1", &attaching("documenti.zip", &bomb()));
        deliver(folders.mail(), "2", &attaching("buono.zip", &zip(&[("a.txt", b"abc")])));
        deliver(folders.mail(), "3", &attaching("fattura.pdf", b"MZ\x90\x00 un programma"));
        assert_eq!(round(&world.house, &folders).await.taken, 3);
        let mut kept = vec![];
        for line in in_order(tray(&luca, "waiting").await) {
            let detail = missive(&luca, line.id).await;
            kept.push((line.subject, detail.files.len(), detail.left_out));
        }
        let expected = [("documenti.zip", 0, 1), ("buono.zip", 1, 0), ("fattura.pdf", 0, 1)];
        assert_eq!(kept, expected.map(|(name, files, out)| (name.to_owned(), files, out)));
    }

    async fn a_number_of_no_register_and_a_date_of_no_age_harm_nothing(world: World) {
        let luca = world.person(LUCA).await;
        let folders = folders(&world);
        for (place, date) in ["Mon, 01 Jan 1900 00:00:00 +0000", "Fri, 31 Dec 9999 23:59:59 +0000"].iter().enumerate() {
            let message = letter("x@altrove.example", "INPS.9999.9999.9999999 '; --", "x");
            deliver(folders.mail(), &place.to_string(), format!("Date: {date}\r\n{message}").as_bytes());
        }
        assert_eq!(round(&world.house, &folders).await.taken, 2);
        for line in tray(&luca, "waiting").await {
            assert_eq!(line.at, world.house.now(), "nobody believes that date");
        }
    }
}
