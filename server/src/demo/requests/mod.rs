//! Requests of the demo: as many as wanted, each made when asked for, the same at every run for the same count and day.

mod cast;
mod chronicle;
mod course;
mod days;
mod papers;
mod row;
mod story;
mod thread;

pub use chronicle::{Chronicle, Turn};
pub use row::{DemoAttachment, DemoEvent, DemoFile, DemoMessage, DemoRequest};
pub(super) use story::Story;

use super::World;
use super::dice::Dice;
use super::ids::{Numbered, numbered};
use super::letters::SubjectLetters;
use super::offices::DemoOffice;
use cast::{Cast, Parties};
use contatti_model::offices::Subject;
use contatti_model::time::start_of_day;
use contatti_model::{Instant, RequestId};
use course::{Course, Fate, Office};
use days::Days;
use jiff::civil::Date;
use papers::{Papers, Wanted};
use thread::{Thread, Writer};

/// What the dice of requests are named by.
const STREAM: u64 = 0x5EED_0F10;

/// `count` requests of the eighteen months before `today`, by index; made lazily, so `count` may be millions.
pub struct Requests<'w> {
    world: &'w World,
    cast: Cast<'w>,
    days: Days,
    papers: Papers,
    count: u64,
    horizon: Instant,
}

/// What is settled about a request before anything is written.
struct Case<'w> {
    index: u64,
    opened_at: Instant,
    fate: Fate,
    parties: Parties<'w>,
    subject: &'w Subject,
    office: &'w DemoOffice,
    about: &'w SubjectLetters,
    /// Which of the subject's requests it is.
    which: usize,
}

impl<'w> Requests<'w> {
    pub(super) fn new(world: &'w World, count: u64, today: Date) -> Self {
        Self {
            world,
            cast: Cast::new(world, count),
            days: Days::before(today),
            papers: Papers::for_count(count),
            count,
            horizon: start_of_day(today),
        }
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// In order of sending.
    pub fn iter(&self) -> impl Iterator<Item = DemoRequest> {
        (0..self.count).filter_map(|index| self.get(index))
    }

    /// Every message of every request in order of time: the order in which a register numbers them.
    pub fn in_order_of_time(&self) -> Chronicle<'_, 'w> {
        Chronicle::new(self)
    }

    /// The request at `index`; none beyond the last.
    pub fn get(&self, index: u64) -> Option<DemoRequest> {
        if index >= self.count {
            return None;
        }
        let mut dice = Dice::new(STREAM, index);
        let case = self.settle(index, &mut dice)?;
        let mut office = Office { calendar: case.office.calendar(), horizon: self.horizon, dice: &mut dice };
        let course = office.work(case.opened_at, case.fate).ok()?;
        self.write(&case, &course, &mut dice)
    }

    fn settle(&self, index: u64, dice: &mut Dice) -> Option<Case<'w>> {
        let opened_at = self.days.moment(index, self.count, dice.roll());
        let day = opened_at.day();
        let step = self.world.story.step(index, self.count);
        let username = step.map(|step| step.username.as_str());
        let parties = self.cast.parties(day, username, dice)?;
        let subject = self.cast.subject(&parties, day, dice)?;
        let position = parties.position;
        let about = self.world.letters.about(subject.id)?;
        Some(Case {
            index,
            opened_at,
            fate: step.map_or(Fate::Natural, |step| step.fate),
            parties,
            subject,
            office: self.world.competent(position.scheme, subject.id, &position.province)?,
            about,
            which: usize::try_from(dice.below(about.requests.len() as u64)).ok()?,
        })
    }

    fn write(&self, case: &Case<'w>, course: &Course, dice: &mut Dice) -> Option<DemoRequest> {
        let opened = case.opened_at;
        let mut writer = Writer {
            index: case.index,
            letters: &self.world.letters,
            about: case.about,
            parties: case.parties,
            office: case.office,
            facts: self.world.letters.invent_facts(opened.day(), dice),
            thread: Thread::default(),
        };
        writer.introduce(case.subject, opened, dice);
        writer.send(case.which, opened, dice);
        let attachments = self.enclose(case, &writer, dice);
        let owner = self.cast.owner(case.office.id, dice)?;
        writer.follow(course, owner, case.which, dice)?;
        Some(DemoRequest {
            attachments,
            owner: course.taken_at.map(|_| owner.id),
            state: course.state,
            ..row(case, writer.thread)
        })
    }

    fn enclose(&self, case: &Case<'w>, writer: &Writer<'_>, dice: &mut Dice) -> Vec<DemoAttachment> {
        let text = writer.thread.messages.first().map(|first| &first.text);
        let wanted = Wanted {
            index: case.index,
            names: &case.about.files,
            profile: &case.subject.profile,
            facts: &writer.facts,
            // *Alleghiamo, allegata*.
            enclosed: text.is_some_and(|text| text.contains("lleg")),
            sent_at: case.opened_at,
        };
        self.papers.attach(&wanted, dice)
    }
}

/// The row of a request that nobody has taken in charge yet.
fn row(case: &Case<'_>, thread: Thread) -> DemoRequest {
    let (parties, subject, opened) = (case.parties, case.subject, case.opened_at);
    let calendar = case.office.calendar();
    let days = subject.working_days;
    DemoRequest {
        index: case.index,
        id: RequestId(numbered(Numbered::Request, case.index, 0)),
        version: thread.version,
        state: contatti_model::requests::State::Routed,
        company: parties.company.id,
        position: parties.position.id,
        subject: subject.id,
        office: case.office.id,
        sender: parties.sender.id,
        intermediary: parties.through.map(|firm| firm.id),
        owner: None,
        email: parties.sender.email.clone(),
        telephone: parties.sender.telephone.replace(' ', ""),
        opened_at: opened,
        updated_at: thread.events.last().map_or(opened, |event| event.at),
        promised_on: calendar.working_days_after(opened.day(), days),
        working_days: days,
        rule_source: subject.rule_source.clone(),
        outcome: thread.outcome,
        messages: thread.messages,
        events: thread.events,
        attachments: vec![],
    }
}

#[cfg(test)]
mod tests;
