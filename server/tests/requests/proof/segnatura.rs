//! The segnatura of each message: AgID 3.0, sealed, made once.

use super::worked;
use crate::harness::story::*;
use contatti_model::offices::Scheme;
use contatti_model::requests::{ComposeOptions, Receipt};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a real component says of a document: whether it accepts it, and its words; none where it is not installed.
fn asked(program: &str, arguments: &[&std::ffi::OsStr]) -> Option<(bool, String)> {
    let out = Command::new(program).args(arguments).output().ok()?;
    Some((out.status.success(), String::from_utf8_lossy(&out.stderr).into_owned()))
}

/// Valid against the official schema, where `CONTATTI_AGID_SCHEMAS` names its folder and xmllint is there.
fn valid(file: &Path) {
    let Some(schemas) = std::env::var_os("CONTATTI_AGID_SCHEMAS") else { return };
    let schema = PathBuf::from(schemas).join("segnatura_protocollo.xsd");
    let asked = asked(
        "xmllint",
        &["--nonet".as_ref(), "--noout".as_ref(), "--schema".as_ref(), schema.as_ref(), file.as_ref()],
    );
    assert!(asked.as_ref().is_none_or(|(valid, _)| *valid), "{asked:?}");
}

/// The signature holds for xmlsec, trusting the installation's own certificate, where xmlsec1 is there.
fn sealed(file: &Path, seal: &Path) {
    let verified = || {
        asked(
            "xmlsec1",
            &[
                "--verify".as_ref(),
                "--trusted-pem".as_ref(),
                seal.as_ref(),
                "--id-attr:Id".as_ref(),
                "SignedProperties".as_ref(),
                file.as_ref(),
            ],
        )
    };
    let honest = verified();
    assert!(honest.as_ref().is_none_or(|(holds, _)| *holds), "{honest:?}");
    // Neither the content nor the moment of sealing can change.
    let xml = std::fs::read_to_string(file).unwrap();
    for (from, to) in [("<prot:Oggetto>", "<prot:Oggetto>x"), ("SigningTime>2026", "SigningTime>2025")] {
        std::fs::write(file, xml.replacen(from, to, 1)).unwrap();
        assert!(verified().is_none_or(|(holds, _)| !holds), "xmlsec accepts {to}");
    }
}

fn certificate_alone(world: &crate::harness::World, folder: &Path) -> PathBuf {
    let pem = std::fs::read_to_string(world.house.config.data.join("seal.pem")).unwrap();
    let file = folder.join("certificate.pem");
    std::fs::write(&file, &pem[pem.find("-----BEGIN CERTIFICATE").unwrap()..]).unwrap();
    file
}

fn inside<'a>(xml: &'a str, element: &str) -> &'a str {
    let from = xml.find(&format!("<{element}")).unwrap_or_else(|| panic!("no {element} in {xml}"));
    let to = xml[from..].find(&format!("</{element}>")).unwrap();
    &xml[from..from + to]
}

on_both_engines! {
    async fn every_message_has_one_that_is_valid_and_sealed(world: World) {
        let id = worked(&world).await;
        let anna = world.person(ANNA).await;
        let folder = tempfile::tempdir().unwrap();
        let certificate = certificate_alone(&world, folder.path());
        let thread = detail(&anna, id).await.thread;
        assert_eq!(thread.len(), 3);
        for message in &thread {
            let reply = anna.get(&format!("/api/v1/requests/{id}/messages/{}/segnatura.xml", message.id)).await;
            assert_eq!((reply.status, reply.header("content-type")), (200, "application/xml"));
            let file = folder.path().join("segnatura.xml");
            std::fs::write(&file, &reply.body).unwrap();
            valid(&file);
            sealed(&file, &certificate);
            let number = format!("<prot:NumeroRegistrazione>{:07}<", message.registration.number.number);
            assert!(inside(&reply.text(), "prot:Intestazione").contains(&number));
        }
        let first = anna.get(&format!("/api/v1/requests/{id}/segnatura.xml")).await;
        let of_message = anna.get(&format!("/api/v1/requests/{id}/messages/{}/segnatura.xml", thread[0].id)).await;
        assert_eq!(first.body, of_message.body);
    }

    async fn it_names_parties_documents_and_what_an_answer_answers(world: World) {
        let id = worked(&world).await;
        let anna = world.person(ANNA).await;
        let read = detail(&anna, id).await;
        let request = anna.get(&format!("/api/v1/requests/{id}/segnatura.xml")).await.text();
        let sender = inside(&request, "prot:Mittente");
        assert!(sender.contains(&format!("<prot:PIVAoCF>{}<", read.company.tax_code)), "{sender}");
        assert!(inside(&request, "prot:Destinatario").contains("prot:descrizione=\"Direzione provinciale di Napoli\">5100<"));
        assert!(request.contains("prot:nomeFile=\"عقد &amp; 🧾 contratto.pdf.p7m\""));
        assert_eq!(request.matches("<prot:Allegato ").count(), 3);
        assert_eq!(request.matches("<prot:UnDetached>true<").count(), 1);
        assert!(request.contains("<prot:OraRegistrazione>10:00:00<"));
        let answer = &read.thread[2].id;
        let answer = anna.get(&format!("/api/v1/requests/{id}/messages/{answer}/segnatura.xml")).await.text();
        assert!(inside(&answer, "prot:Riferimenti").contains("<prot:NumeroRegistrazione>0000001<"));
        assert!(inside(&answer, "prot:Destinatario").contains(&read.company.tax_code));
        assert!(inside(&answer, "prot:Mittente").contains("prot:Amministrazione"));
    }

    async fn a_natural_persons_segnatura_is_valid_too(world: World) {
        let mut giulia = world.person(GIULIA).await;
        let options: ComposeOptions = giulia.read("/api/v1/compose").await;
        let position = options.positions.iter().find(|position| position.company.tax_code.len() == 16);
        let Some(position) = position else { panic!("Giulia acts for nobody with a personal tax code") };
        assert_eq!(position.scheme, Scheme::SelfEmployed);
        let mut form = filled_form(&giulia).await;
        form.position = position.id.to_string();
        let area = options.areas.iter().find(|area| area.scheme == position.scheme).unwrap();
        form.subject = area.subjects[0].id.to_string();
        let receipt: Receipt = send(&mut giulia, &form).await;
        let reply = giulia.get(&format!("/api/v1/requests/{}/segnatura.xml", receipt.request)).await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("segnatura.xml");
        std::fs::write(&file, &reply.body).unwrap();
        valid(&file);
        assert!(reply.text().contains(&format!("<prot:CodiceFiscale>{}<", position.company.tax_code)));
    }

    async fn it_is_made_once_and_stays_the_same(world: World) {
        let id = worked(&world).await;
        let path = format!("/api/v1/requests/{id}/segnatura.xml");
        let (anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let (one, two) = tokio::join!(anna.get(&path), luca.get(&path));
        world.at("2026-11-25T09:00:00Z");
        let anna = world.person(ANNA).await;
        assert_eq!([&one.body, &two.body], [&anna.get(&path).await.body; 2]);
        assert!(one.text().contains("<xades:SigningTime>2026-11-24T10:30:00Z<"));
    }

    async fn a_message_of_another_request_is_not_found_under_this_one(world: World) {
        let (one, other) = (worked(&world).await, worked(&world).await);
        let anna = world.person(ANNA).await;
        let foreign = detail(&anna, other).await.thread[0].id;
        assert_eq!(anna.get(&format!("/api/v1/requests/{one}/messages/{foreign}/segnatura.xml")).await.status, 404);
    }
}
