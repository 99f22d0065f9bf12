//! Who writes and who works: positions with the people who may act for them, operators of the office.

use crate::demo::World;
use crate::demo::companies::{DemoCompany, DemoPosition};
use crate::demo::dice::Dice;
use crate::demo::intermediaries::{DemoIntermediary, DemoMandate};
use crate::demo::people::DemoPerson;
use contatti_model::OfficeId;
use contatti_model::identity::Role;
use contatti_model::offices::Subject;
use jiff::civil::Date;

/// Of a hundred requests of a position under mandate, those the intermediary writes.
const THROUGH_PERCENT: u64 = 55;
/// From so many requests on, one position has more than a tenth of them: a file as large as any, to be measured.
const LARGE_HOUSE: u64 = 1_000_000;
const LARGEST_FILE: u64 = 30;

/// A position with everybody who may ever write for it.
struct Seat<'w> {
    company: &'w DemoCompany,
    position: &'w DemoPosition,
    weight: u64,
    senders: Vec<Sender<'w>>,
}

#[derive(Clone, Copy)]
struct Sender<'w> {
    person: &'w DemoPerson,
    through: Option<(&'w DemoIntermediary, &'w DemoMandate)>,
}

/// The people of one request.
#[derive(Clone, Copy)]
pub(super) struct Parties<'w> {
    pub company: &'w DemoCompany,
    pub position: &'w DemoPosition,
    pub sender: &'w DemoPerson,
    pub through: Option<&'w DemoIntermediary>,
}

/// Everybody who may write, and every subject they may choose.
pub(super) struct Cast<'w> {
    world: &'w World,
    seats: Vec<Seat<'w>>,
}

impl<'w> Cast<'w> {
    pub fn new(world: &'w World, count: u64) -> Self {
        let seats = world.companies.iter().enumerate();
        let seats = seats.flat_map(|(place, company)| {
            company.positions.iter().map(move |position| Seat {
                company,
                position,
                weight: weight(place, position),
                senders: senders(world, company, position),
            })
        });
        let mut seats: Vec<_> = seats.collect();
        if let Some(first) = seats.first_mut().filter(|_| count >= LARGE_HOUSE) {
            first.weight = LARGEST_FILE;
        }
        Self { world, seats }
    }

    /// Somebody who may write on `day`; the named user when the story wants one.
    pub fn parties(&self, day: Date, username: Option<&str>, dice: &mut Dice) -> Option<Parties<'w>> {
        let free =
            |seat: &&Seat<'w>| seat.on(day).any(|sender| username.is_none_or(|name| sender.person.username == name));
        let seats: Vec<_> = self.seats.iter().filter(free).collect();
        let seat = dice.weighted(&seats, |seat| seat.weight)?;
        let mut senders: Vec<_> = seat.on(day).collect();
        match username {
            Some(name) => senders.retain(|sender| sender.person.username == name),
            None => keep_one_side(&mut senders, dice),
        }
        let sender = dice.pick(&senders)?;
        Some(Parties {
            company: seat.company,
            position: seat.position,
            sender: sender.person,
            through: sender.through.map(|(firm, _)| firm),
        })
    }

    /// A subject offered on `day` for the position's scheme, the often asked more often.
    pub fn subject(&self, parties: &Parties<'w>, day: Date, dice: &mut Dice) -> Option<&'w Subject> {
        let world = self.world;
        let offered: Vec<_> = world
            .areas
            .iter()
            .filter(|area| area.area.scheme == parties.position.scheme)
            .flat_map(|area| &area.area.subjects)
            .filter(|subject| subject.is_valid_on(day))
            .filter_map(|subject| Some((subject, world.letters.about(subject.id)?)))
            .filter(|(_, about)| about.sector.is_none() || about.sector == parties.company.sector)
            .collect();
        let chosen = dice.weighted(&offered, |(_, about)| about.weight)?;
        Some(chosen.0)
    }

    /// An operator of the office; the first ones named work most.
    pub fn owner(&self, office: OfficeId, dice: &mut Dice) -> Option<&'w DemoPerson> {
        let works_there = |person: &&'w DemoPerson| {
            let mut grants = person.grants.iter();
            grants.any(|grant| grant.role == Role::Operator && grant.office == office)
        };
        let operators = self.world.people.iter().filter(works_there);
        let operators: Vec<_> = operators.zip([5, 4, 1]).collect();
        Some(dice.weighted(&operators, |(_, weight)| *weight)?.0)
    }
}

impl<'w> Seat<'w> {
    /// Those who may write for the position on `day`.
    fn on(&self, day: Date) -> impl Iterator<Item = Sender<'w>> {
        let position = self.position;
        let open = position.opened_on <= day && position.closed_on.is_none_or(|last| day <= last);
        let may = move |sender: &Sender<'w>| match sender.through {
            Some((_, mandate)) => mandate.holds(position.scheme, day),
            None => true,
        };
        self.senders.iter().copied().filter(move |sender| open && may(sender))
    }
}

/// The first company of the story writes most, its town more than the others.
fn weight(place: usize, position: &DemoPosition) -> u64 {
    match (place, position.province.as_str()) {
        (0, _) => 8,
        (_, "NA") => 5,
        _ => 2,
    }
}

fn senders<'w>(world: &'w World, company: &'w DemoCompany, position: &'w DemoPosition) -> Vec<Sender<'w>> {
    let own = world.people.iter().filter(|person| person.companies.contains(&company.id)).map(|person| (person, None));
    let through = world.intermediaries.iter().flat_map(|firm| {
        let mandates = firm.mandates.iter();
        mandates
            .filter(|mandate| mandate.company == company.id)
            .filter(|mandate| mandate.scheme.is_none_or(|only| only == position.scheme))
            .flat_map(move |mandate| {
                let members = world.people.iter();
                members
                    .filter(|person| person.intermediary == Some(firm.id))
                    .map(move |person| (person, Some((firm, mandate))))
            })
    });
    own.chain(through).map(|(person, through)| Sender { person, through }).collect()
}

/// Either the company writes itself, its first user most of the time, or its intermediary does.
fn keep_one_side(senders: &mut Vec<Sender<'_>>, dice: &mut Dice) {
    let any_through = senders.iter().any(|sender| sender.through.is_some());
    let through = any_through && dice.chance(THROUGH_PERCENT);
    senders.retain(|sender| sender.through.is_some() == through);
    if !through && dice.chance(70) {
        senders.truncate(1);
    }
}
