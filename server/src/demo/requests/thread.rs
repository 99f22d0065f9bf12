//! The thread and the timeline of one request, written from what happened to it.

use super::cast::Parties;
use super::course::Course;
use super::row::{DemoEvent, DemoMessage};
use crate::demo::dice::Dice;
use crate::demo::ids::{Numbered, numbered};
use crate::demo::letters::facts::Facts;
use crate::demo::letters::{Letters, SubjectLetters};
use crate::demo::offices::DemoOffice;
use crate::demo::people::DemoPerson;
use contatti_model::offices::Subject;
use contatti_model::requests::{EventKind, MessageKind, Outcome};
use contatti_model::{EventId, Instant, MessageId};

/// Working days an operator gives for what is asked, counted from the day of writing.
const GRACE_DAYS: u16 = 12;

/// What the letters are written from.
pub(super) struct Writer<'a> {
    pub index: u64,
    pub letters: &'a Letters,
    pub about: &'a SubjectLetters,
    pub parties: Parties<'a>,
    pub office: &'a DemoOffice,
    pub facts: Facts,
    pub thread: Thread,
}

/// What has been written so far.
#[derive(Default)]
pub(super) struct Thread {
    pub version: i64,
    pub outcome: Option<Outcome>,
    pub messages: Vec<DemoMessage>,
    pub events: Vec<DemoEvent>,
}

impl Writer<'_> {
    /// Facts about the people and the day, beside those the letters invent.
    pub fn introduce(&mut self, subject: &Subject, opened: Instant, dice: &mut Dice) {
        let (parties, facts) = (self.parties, &mut self.facts);
        let (sender, company) = (parties.sender, parties.company);
        facts.set("azienda", &company.name);
        facts.set("matricola", &parties.position.number);
        facts.set("mittente", &sender.name);
        facts.set("telefono", &sender.telephone);
        facts.set("sede", &self.office.name);
        facts.set("frase", &subject.fixed_sentence);
        facts.set(
            "firma",
            match parties.through {
                Some(firm) => format!("{}\n{}", sender.name, firm.name),
                None => format!("{}\n{}", sender.name, company.name),
            },
        );
        let (area, year) = (&self.office.register_area, opened.day().year() - 1);
        let number = dice.between(1, 30_000);
        facts.set("protocollo", format!("{area}.{year}.{number:07}"));
        let soon = self.office.calendar().working_days_after(opened.day(), 10);
        facts.set_day("scadenza", soon);
    }

    /// The request itself; registering and routing belong to the same moment.
    pub fn send(&mut self, which: usize, at: Instant, dice: &mut Dice) {
        let body = self.about.requests.get(which).map_or("", String::as_str);
        let through = self.parties.through.is_some();
        let text = self.letters.request(body, through, &self.facts, dice);
        let sender = self.parties.sender;
        self.event(EventKind::Registered, at, Some(sender));
        self.event(EventKind::Routed, at, None);
        self.message(MessageKind::Request, sender, text, at);
    }

    /// What the office did, step by step; none when it closed without having anything to answer.
    pub fn follow(&mut self, course: &Course, owner: &DemoPerson, which: usize, dice: &mut Dice) -> Option<()> {
        self.facts.set("operatore", &owner.name);
        if let Some(at) = course.taken_at {
            self.thread.version += 1;
            self.event(EventKind::TakenInCharge, at, Some(owner));
        }
        for (place, at) in course.comments.iter().enumerate() {
            self.date(*at);
            let text = self.letters.comment(self.about, which, place, &self.facts, dice);
            self.event(EventKind::Commented, *at, Some(owner));
            self.message(MessageKind::Comment, owner, text, *at);
        }
        if let Some(at) = course.closed_at {
            self.date(at);
            let answer = self.letters.answer(self.about, which, &self.facts, dice);
            let (outcome, text) = answer?;
            self.thread.outcome = Some(outcome);
            self.event(EventKind::Closed, at, Some(owner));
            self.message(MessageKind::Answer, owner, text, at);
        }
        Some(())
    }

    /// What an operator may say of the day of writing.
    fn date(&mut self, at: Instant) {
        let day = at.day();
        self.facts.set_day("oggi", day);
        let until = self.office.calendar().working_days_after(day, GRACE_DAYS);
        self.facts.set_day("entro", until);
    }

    fn message(&mut self, kind: MessageKind, author: &DemoPerson, text: String, at: Instant) {
        self.thread.version += 1;
        let place = self.thread.messages.len() as u64;
        self.thread.messages.push(DemoMessage {
            id: MessageId(numbered(Numbered::Message, self.index, place)),
            version: self.thread.version,
            kind,
            author: author.id,
            author_name: author.name.clone(),
            text,
            written_at: at,
        });
    }

    fn event(&mut self, kind: EventKind, at: Instant, by: Option<&DemoPerson>) {
        let place = self.thread.events.len() as u64;
        self.thread.events.push(DemoEvent {
            id: EventId(numbered(Numbered::Event, self.index, place)),
            place: place.cast_signed() + 1,
            kind,
            at,
            by: by.map(|person| (person.id, person.name.clone())),
            office: Some(self.office.id),
        });
    }
}
