//! Requests hold together: the same twice, never in the future, never closed without an answer, every text complete.

use super::*;
use contatti_model::attachments::{FileKind, FileName};
use contatti_model::offices::Scheme;
use contatti_model::requests::{Email, EventKind, MessageKind, Outcome, State, Telephone};
use contatti_model::requests::{MAX_COMMENT_CHARS, MAX_TEXT_CHARS};
use jiff::civil::date;
use std::collections::{HashMap, HashSet};

/// A Sunday, a Monday after a holiday, the first of January.
const DAYS: [Date; 3] = [date(2026, 11, 22), date(2026, 12, 9), date(2027, 1, 1)];

fn world() -> World {
    World::load().unwrap()
}

#[test]
fn the_same_count_and_day_give_the_same_requests() {
    let (one, other) = (world(), world());
    let (one, other) = (one.requests(300, DAYS[0]), other.requests(300, DAYS[0]));
    assert!(one.iter().eq(other.iter()));
    assert_eq!(one.iter().count(), 300);
    assert_eq!(one.get(300), None);
    let ids: HashSet<_> = one.iter().map(|request| request.id).collect();
    let later = world().requests(300, DAYS[2]).iter().map(|request| request.id).collect();
    assert_eq!(ids, later, "ids do not depend on the day");
}

#[test]
fn the_millionth_request_costs_no_more_than_the_first() {
    let world = world();
    let many = world.requests(5_000_000, DAYS[0]);
    let far: Vec<_> = (4_999_900..5_000_000).filter_map(|index| many.get(index)).collect();
    assert_eq!(far.len(), 100);
    let contents: HashSet<_> = (0..2_000)
        .filter_map(|index| many.get(index * 2_500))
        .flat_map(|request| request.attachments.into_iter().map(|paper| paper.sha256))
        .collect();
    assert!((10..50).contains(&contents.len()), "{}", contents.len());
}

#[test]
fn every_state_is_there_and_every_row_holds_together() {
    let world = world();
    for today in DAYS {
        let horizon = start_of_day(today);
        let mut states: HashMap<State, u32> = HashMap::new();
        let mut last = Instant::from_micros(0);
        for request in world.requests(300, today).iter() {
            *states.entry(request.state).or_default() += 1;
            assert!(last <= request.opened_at && request.opened_at < horizon);
            last = request.opened_at;
            check_thread(&request, horizon);
        }
        assert!(states[&State::Routed] >= 4, "{states:?}");
        assert!(states[&State::InCharge] >= 8, "{states:?}");
        assert!(states[&State::Closed] >= 200, "{states:?}");
    }
}

fn check_thread(request: &DemoRequest, horizon: Instant) {
    let kinds: Vec<_> = request.messages.iter().map(|message| message.kind).collect();
    let answers = kinds.iter().filter(|kind| **kind == MessageKind::Answer).count();
    assert_eq!(kinds[0], MessageKind::Request);
    assert_eq!(answers, usize::from(request.state == State::Closed));
    assert_eq!(request.outcome.is_some(), request.state == State::Closed);
    assert_eq!(request.owner.is_some(), request.state != State::Routed);
    assert!(request.messages.is_sorted_by(|a, b| a.written_at < b.written_at));
    assert!(request.messages.is_sorted_by(|a, b| a.version < b.version));
    assert!(request.events.is_sorted_by_key(|event| (event.at, event.place)));
    assert!(request.events.iter().all(|event| event.at < horizon));
    let taken = request.events.iter().filter(|event| event.kind == EventKind::TakenInCharge);
    let changes = request.messages.len() + taken.count();
    assert_eq!(request.version, changes as i64);
    assert_eq!(request.updated_at, request.events.last().unwrap().at);
}

#[test]
fn every_sentence_is_complete_and_every_file_fits_its_subject() {
    let world = world();
    let mut outcomes = HashSet::new();
    let mut asked = HashSet::new();
    for request in world.requests(2_000, DAYS[0]).iter() {
        let subject = world.subjects().find(|one| one.id == request.subject).unwrap();
        assert!(subject.is_valid_on(request.opened_at.day()));
        asked.insert(subject.id);
        outcomes.extend(request.outcome);
        assert!(request.messages[0].text.contains(&subject.fixed_sentence));
        for message in &request.messages {
            let text = &message.text;
            assert!(!text.contains(['{', '}', '[', ']', '|']), "{text}");
            assert!(!text.contains("  ") && !text.contains(" ,"), "{text}");
            assert!(!["il 8 ", "al 8 ", "del 11 ", "il 11 "].iter().any(|stiff| text.contains(stiff)), "{text}");
            assert!(text.chars().count() < MAX_TEXT_CHARS.min(MAX_COMMENT_CHARS));
        }
        assert!(Email::parse(&request.email).is_ok() && Telephone::parse(&request.telephone).is_ok());
        check_files(&request, subject);
    }
    assert_eq!(outcomes.len(), Outcome::ALL.len());
    let open = world.subjects().filter(|subject| subject.is_valid_on(DAYS[0]));
    for subject in open {
        assert!(asked.contains(&subject.id), "nobody asks {}", subject.title);
    }
}

fn check_files(request: &DemoRequest, subject: &Subject) {
    let facts: Vec<_> = request
        .attachments
        .iter()
        .map(|paper| contatti_model::attachments::FileFacts { name: &paper.name, size: paper.size, kind: paper.kind })
        .collect();
    assert!(subject.profile.check_all(&facts).is_empty(), "{facts:?}");
    for paper in &request.attachments {
        assert_eq!(FileName::parse(&paper.name).unwrap().as_str(), paper.name);
        assert_eq!(FileKind::by_name(&paper.name), Some(paper.kind));
        assert!(paper.stored_at < request.opened_at);
    }
    let enclosed = request.messages[0].text.contains("lleghiamo");
    assert!(!enclosed || !request.attachments.is_empty());
}

#[test]
fn a_content_is_its_bytes() {
    let world = world();
    let requests = world.requests(60, DAYS[0]);
    for paper in requests.iter().flat_map(|request| request.attachments) {
        assert_eq!(paper.file.bytes().len() as u64, paper.size);
        assert_eq!(paper.sha256.len(), 64);
    }
}

#[test]
fn only_who_may_writes_and_the_competent_office_works() {
    let world = world();
    for request in world.requests(1_000, DAYS[1]).iter() {
        let day = request.opened_at.day();
        let company = world.companies.iter().find(|one| one.id == request.company).unwrap();
        let position = company.positions.iter().find(|one| one.id == request.position).unwrap();
        let subject = world.subjects().find(|one| one.id == request.subject).unwrap();
        assert_eq!(position.scheme, subject.scheme);
        let office = world.competent(position.scheme, subject.id, &position.province);
        assert_eq!(office.unwrap().id, request.office);
        let sender = world.people.iter().find(|one| one.id == request.sender).unwrap();
        match request.intermediary {
            None => assert!(sender.companies.contains(&company.id)),
            Some(firm) => {
                assert_eq!(sender.intermediary, Some(firm));
                let firm = world.intermediaries.iter().find(|one| one.id == firm).unwrap();
                let holds =
                    |one: &crate::demo::DemoMandate| one.company == company.id && one.holds(position.scheme, day);
                assert!(firm.mandates.iter().any(holds));
            }
        }
        let works = |id| {
            let person = world.people.iter().find(|one| one.id == id);
            person.unwrap().grants.iter().any(|grant| grant.office == request.office)
        };
        assert!(request.owner.is_none_or(works));
    }
}

#[test]
fn the_story_of_the_showcase_is_told() {
    let world = world();
    let id = |name: &str| world.people.iter().find(|one| one.username == name).unwrap().id;
    for today in DAYS {
        let all: Vec<_> = world.requests(300, today).iter().collect();
        for name in ["anna.rossi", "giulia.capuano", "mathieu.vuillermoz"] {
            let own: Vec<_> = all.iter().filter(|request| request.sender == id(name)).collect();
            for state in [State::Routed, State::InCharge, State::Closed] {
                assert!(own.iter().any(|one| one.state == state), "{name} {state:?} {today}");
            }
        }
        let annas: Vec<_> = all.iter().filter(|one| one.sender == id("anna.rossi")).collect();
        assert!((8..60).contains(&annas.len()), "{}", annas.len());
        let naples = world.competent(Scheme::Employers, annas[0].subject, "NA").unwrap();
        let there = annas.iter().filter(|one| one.office == naples.id).count();
        assert!(there * 10 >= annas.len() * 9);
        assert!(annas.iter().any(|one| one.owner == Some(id("luca.ferrara"))));
        let desk = world.offices.iter().find(|office| office.is_fallback).unwrap();
        assert!(all.iter().any(|one| one.office == desk.id && one.state == State::Routed));
        let firms: HashSet<_> =
            all.iter().filter(|one| one.sender == id("giulia.capuano")).map(|one| one.company).collect();
        assert!(firms.len() >= 2);
    }
}

#[test]
fn the_chronicle_is_every_message_once_in_order_of_time() {
    let world = world();
    let requests = world.requests(600, DAYS[0]);
    let turns: Vec<_> = requests.in_order_of_time().collect();
    let written = |turn: &Turn| turn.message().unwrap().written_at;
    assert!(turns.is_sorted_by_key(written));
    let ids: HashSet<_> = turns.iter().filter_map(|turn| Some(turn.message()?.id)).collect();
    let messages: usize = requests.iter().map(|request| request.messages.len()).sum();
    assert_eq!((ids.len(), turns.len()), (messages, messages));
    let mut seen = HashSet::new();
    for turn in &turns {
        assert_eq!(turn.place == 0, seen.insert(turn.request.id));
    }
}
