//! What comes by other ways than the drawer: taken in, matched, worked in the tray, read in one history.

mod authority;
mod hostile;
mod intake;
mod records;
mod tray;

use crate::harness::{Client, World};
use contatti_model::correspondence::{CompanyHistory, HistoryLine, MissiveDetail, MissiveLine};
use contatti_model::identity::{Position, TokenBindings};
use contatti_model::page::Page;
use contatti_model::{CompanyId, MissiveId, RequestId};
use contatti_server::correspondence::intake::{Folders, Round, round};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// The folders of this world's intake.
fn folders(world: &World) -> Folders {
    let folders = Folders::at(&world.house.config.intake());
    folders.make().unwrap();
    folders
}

/// Delivers a message as a mail server does: whole, under a name of its own.
fn deliver(mailbox: PathBuf, name: &str, message: &[u8]) {
    fs::write(mailbox.join("new").join(name), message).unwrap();
}

/// A letter by e-mail.
fn letter(from: &str, subject: &str, text: &str) -> String {
    format!("From: {from}\r\nTo: napoli@{}\r\nSubject: {subject}\r\n\r\n{text}", DOMAIN)
}

/// The domain of the demonstration's offices.
const DOMAIN: &str = contatti_server::demo::DOMAIN;

/// Delivers one letter and takes in all there is.
async fn mailed(world: &World, from: &str, subject: &str, text: &str) -> Round {
    let folders = folders(world);
    deliver(folders.mail(), "1", letter(from, subject, text).as_bytes());
    round(&world.house, &folders).await
}

async fn tray(client: &Client, state: &str) -> Vec<MissiveLine> {
    client.read::<Page<MissiveLine>>(&format!("/api/v1/missives?state={state}")).await.items
}

async fn missive(client: &Client, id: MissiveId) -> MissiveDetail {
    client.read(&format!("/api/v1/missives/{id}")).await
}

/// The one missive that waits.
async fn waiting(client: &Client) -> MissiveDetail {
    let lines = tray(client, "waiting").await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    missive(client, lines[0].id).await
}

async fn decide(client: &mut Client, id: MissiveId, verb: &str, body: Value) -> MissiveDetail {
    let reply = client.post(&format!("/api/v1/missives/{id}/{verb}"), &body).await;
    assert_eq!(reply.status, 200, "{verb}: {}", reply.text());
    reply.json()
}

async fn own_company(client: &Client) -> CompanyId {
    client.read::<TokenBindings>("/api/v1/tokens/bindings").await.companies[0].id
}

async fn own_position(client: &Client) -> Position {
    client.read::<Page<Position>>("/api/v1/positions").await.items.remove(0)
}

async fn history(client: &Client, company: CompanyId) -> Vec<HistoryLine> {
    client.read::<CompanyHistory>(&format!("/api/v1/companies/{company}/history")).await.entries.items
}

async fn number_of(client: &Client, request: RequestId) -> String {
    crate::harness::story::detail(client, request).await.registration.number.to_string()
}
