//! What the files of companies and of consultants have in common: appointments, communications, documents and notes, of one position
//! where one is chosen, found by words.

use super::company_file::{act, to_milan};
use super::consultant_file::firm_of;
use crate::harness::story::*;
use crate::harness::{Client, World, pdf};
use contatti_model::console::{FileDocuments, FileMeeting, FileNote, Origin};
use contatti_model::correspondence::{CompanyHistory, HistoryLine, MissiveLine};
use contatti_model::identity::Position;
use contatti_model::page::Page;
use contatti_model::requests::{ComposeOptions, Line};
use contatti_model::{AttachmentId, CompanyId, PositionId, ProblemCode, RequestId};
use contatti_server::correspondence::intake::{Folders, round};
use contatti_server::demo::DOMAIN;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::fs;
use uuid::Uuid;

mod of_company;
mod of_firm;

/// The parts, and the list of requests: each takes a position.
const PARTS: [&str; 5] = ["requests", "meetings", "communications", "documents", "notes"];

fn of_company(company: CompanyId) -> String {
    format!("/api/v1/console/companies/{company}")
}

async fn items<T: DeserializeOwned>(client: &Client, address: &str) -> Vec<T> {
    client.read::<Page<T>>(address).await.items
}

/// Sends at this position, with these files.
async fn send_at(client: &mut Client, position: &Position, files: &[AttachmentId]) -> RequestId {
    let options: ComposeOptions = client.read("/api/v1/compose").await;
    let mut subjects =
        options.areas.iter().filter(|area| area.scheme == position.scheme).flat_map(|area| &area.subjects);
    let subject = subjects.find(|subject| subject.profile.code == "3x3").expect("no 3x3 subject").id;
    let mut form = filled_form(client).await;
    (form.position, form.subject) = (position.id.to_string(), subject.to_string());
    form.attachments = files.iter().map(ToString::to_string).collect();
    send(client, &form).await.request
}

/// Luca notes, writes down a call of it and closes it; the sender asks to talk instead.
async fn talked_over(sender: &mut Client, luca: &mut Client, request: RequestId, position: &Position, said: &str) {
    act(luca, request, "take-charge", json!({ "version": "1" })).await;
    act(luca, request, "notes", json!({ "text": format!("Perché richiamare lunedì: {said}") })).await;
    let number = detail(luca, request).await.registration.number.to_string();
    let call = json!({
        "id": Uuid::now_v7(), "position": position.number, "request": number, "channel": "phone", "direction": "out",
        "at": "2026-11-23T09:30", "correspondent": "Chi ha scritto", "subject": format!("Chiamata {said}"), "text": "Detto."
    });
    let written = luca.post("/api/v1/missives", &call).await;
    assert_eq!(written.status, 201, "{}", written.text());
    act(luca, request, "close", json!({ "version": "2", "outcome": "not_accepted", "text": format!("No: {said}.") }))
        .await;
    let wish = json!({ "mode": "in_person", "part": "any", "text": "Parliamone." });
    act(sender, request, "ask-appointment", wish).await;
}

/// What a part shows, each row by the request it is of; a letter by the one it was filed in.
async fn shown(client: &Client, file: &str, part: &str, query: &str) -> Vec<RequestId> {
    let address = format!("{file}/{part}{query}");
    match part {
        "requests" => items::<Line>(client, &address).await.into_iter().map(|line| line.id).collect(),
        "meetings" => items::<FileMeeting>(client, &address).await.into_iter().map(|line| line.request).collect(),
        "notes" => items::<FileNote>(client, &address).await.into_iter().map(|line| line.request).collect(),
        "documents" => {
            let of = |group: FileDocuments| match group.origin {
                Origin::Request(id) => id,
                Origin::Missive(_) => panic!("{group:?}"),
            };
            items(client, &address).await.into_iter().map(of).collect()
        }
        _ => {
            let lines: Vec<MissiveLine> = items(client, &address).await;
            lines.into_iter().filter_map(|line| Some(line.request?.id)).collect()
        }
    }
}

/// The companies the lines of a part name, each line once.
async fn named(client: &Client, file: &str, part: &str) -> Vec<Option<CompanyId>> {
    let address = format!("{file}/{part}");
    let id = |company: Option<contatti_model::identity::CompanyName>| company.map(|company| company.id);
    match part {
        "meetings" => items::<FileMeeting>(client, &address).await.into_iter().map(|line| id(line.company)).collect(),
        "documents" => {
            items::<FileDocuments>(client, &address).await.into_iter().map(|line| id(line.company)).collect()
        }
        _ => items::<FileNote>(client, &address).await.into_iter().map(|line| id(line.company)).collect(),
    }
}

/// A letter by e-mail to Naples, taken in.
async fn mailed(world: &World, from: &str, subject: &str) {
    let folders = Folders::at(&world.house.config.intake());
    folders.make().unwrap();
    let letter = format!("From: {from}\r\nTo: napoli@{DOMAIN}\r\nSubject: {subject}\r\n\r\nBuongiorno.");
    fs::write(folders.mail().join("new").join("1"), letter).unwrap();
    assert_eq!(round(&world.house, &folders).await.taken, 1);
}

/// Two positions of Anna's company, both of Naples.
async fn two_positions(anna: &Client) -> [Position; 2] {
    let own: Vec<Position> = items(anna, "/api/v1/positions").await;
    let own = own.into_iter().filter(|position| position.office.name.contains("Napoli")).collect::<Vec<_>>();
    <[Position; 2]>::try_from(own).expect("Anna's company has two positions")
}

/// A client of Giulia's whose office is Naples.
async fn client_in_naples(giulia: &Client) -> Position {
    let options: ComposeOptions = giulia.read("/api/v1/compose").await;
    // The subjects of the self-employed take smaller files.
    let takes = |position: &Position| {
        let mut areas = options.areas.iter().filter(|area| area.scheme == position.scheme);
        areas.any(|area| area.subjects.iter().any(|subject| subject.profile.code == "3x3"))
    };
    let found = options.positions.iter().find(|position| position.office.name.contains("Napoli") && takes(position));
    found.expect("no client there").clone()
}
