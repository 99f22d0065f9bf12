//! The demonstration into the database: every row has an id that returns, so loading twice is as loading once.

mod archives;
mod climbs;
mod contacts;
mod enablement;
mod help;
mod letters;
mod notes;
mod units;
mod world;

use super::World;
use super::{DemoFile, DemoRequest};
use crate::House;
use crate::correspondence;
use crate::identity::hash_password;
use crate::web::Refusal;
use climbs::Climbs;
use std::collections::HashSet;

/// Turns written in one transaction.
const TURNS_AT_ONCE: u64 = 2_000;

/// Loads the world and `requests` requests; `progress` hears how many turns are done, now and then.
///
/// # Errors
/// In words for whoever runs the server.
pub async fn load(house: &House, requests: u32, progress: impl Fn(u64)) -> Result<(), String> {
    let world = World::load().map_err(|error| error.to_string())?;
    let hash = hash_password(super::PASSWORD)?;
    load_world(house, &world, &hash).await.map_err(words)?;
    // A demonstration without requests is the tests' and begins with an empty register and no units.
    if requests == 0 {
        return Ok(());
    }
    // Before the requests, which arrive at them.
    load_units(house, &world).await.map_err(words)?;
    load_requests(house, &world, requests, progress).await?;
    load_missives(house, &world).await?;
    notes::load(house).await.map_err(words)?;
    contacts::load(house, &world).await.map_err(|refusal| refusal.into_problem().to_string())
}

/// What came by other ways, through the door of the intake: twice is as once there.
async fn load_missives(house: &House, world: &World) -> Result<(), String> {
    for missive in &world.missives {
        let envelope = missive.envelope(house.now());
        correspondence::take(house, envelope).await.map_err(|refusal| refusal.into_problem().to_string())?;
    }
    Ok(())
}

async fn load_world(house: &House, world: &World, hash: &str) -> Result<(), sqlx::Error> {
    let mut tx = house.begin().await?;
    for profile in &world.profiles {
        world::profile(&mut tx, profile).await?;
    }
    for area in &world.areas {
        world::area(&mut tx, area).await?;
        for subject in &area.area.subjects {
            help::documents(&mut tx, subject).await?;
        }
    }
    for guidance in &world.guidance {
        help::guidance(&mut tx, guidance).await?;
    }
    for office in &world.offices {
        world::office(&mut tx, office).await?;
    }
    for rule in &world.rules {
        world::rule(&mut tx, rule).await?;
    }
    for company in &world.companies {
        world::company(&mut tx, company).await?;
    }
    for firm in &world.intermediaries {
        world::intermediary(&mut tx, firm).await?;
    }
    for person in &world.people {
        world::person(house, &mut tx, person, hash).await?;
    }
    enablement::write(&mut tx, &world.enablement, house.now()).await?;
    tx.commit().await
}

async fn load_units(house: &House, world: &World) -> Result<(), sqlx::Error> {
    let mut tx = house.begin().await?;
    for unit in &world.units.units {
        units::unit(&mut tx, unit).await?;
    }
    for absence in &world.units.absences {
        units::absence(&mut tx, absence, house.now()).await?;
    }
    tx.commit().await
}

async fn load_requests(house: &House, world: &World, count: u32, progress: impl Fn(u64)) -> Result<(), String> {
    let requests = world.requests(u64::from(count), house.now().day());
    let climbs = Climbs::of(house, world).await.map_err(|refusal| refusal.problem.to_string())?;
    let names = letters::Names::of(world, house.now().day());
    let (mut written, mut there) = (HashSet::new(), HashSet::new());
    let mut tx = house.begin().await.map_err(words)?;
    let mut done = 0;
    for turn in requests.in_order_of_time() {
        // What an earlier loading brought stays whole as it is: people may have worked it since.
        if turn.place == 0 && letters::is_there(&mut tx, &turn.request).await.map_err(words)? {
            there.insert(turn.request.id);
        }
        if there.contains(&turn.request.id) {
            continue;
        }
        if turn.place == 0 {
            write_files(house, &turn.request, &mut written).await.map_err(|refusal| refusal.problem.to_string())?;
        }
        letters::write(&mut tx, &names, &turn).await.map_err(words)?;
        if turn.place + 1 == turn.request.messages.len() {
            climbs.write(&mut tx, &turn.request).await.map_err(words)?;
        }
        done += 1;
        if done % TURNS_AT_ONCE == 0 {
            // SQLite has one writer: the old transaction ends before the new one begins.
            tx.commit().await.map_err(words)?;
            tx = house.begin().await.map_err(words)?;
            progress(done);
        }
    }
    tx.commit().await.map_err(words)
}

async fn write_files(house: &House, request: &DemoRequest, written: &mut HashSet<DemoFile>) -> Result<(), Refusal> {
    for attachment in &request.attachments {
        if written.insert(attachment.file) && !house.files.holds(&attachment.sha256).await {
            house.files.write(&attachment.sha256, attachment.file.bytes()).await?;
        }
    }
    Ok(())
}

fn words(error: sqlx::Error) -> String {
    format!("the demonstration could not be loaded: {error}")
}
