//! The letters of the demo: what companies write, what offices answer, put together from `data/texts/`.

pub(super) mod facts;
pub(super) mod fill;
mod italian;

use super::data::{DemoError, File, data_file, read};
use super::dice::Dice;
use super::subjects::subject_id;
use contatti_model::SubjectId;
use contatti_model::requests::Outcome;
use facts::{Facts, Names};
use fill::{fill, flow};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashMap;

const FILES: [File; 13] = [
    data_file!("texts/employers_generic.toml"),
    data_file!("texts/employers_durc.toml"),
    data_file!("texts/employers_uniemens.toml"),
    data_file!("texts/employers_f24.toml"),
    data_file!("texts/employers_rateazioni.toml"),
    data_file!("texts/employers_anagrafica.toml"),
    data_file!("texts/employers_agevolazioni.toml"),
    data_file!("texts/employers_rimborsi.toml"),
    data_file!("texts/employers_agricoltura_estero.toml"),
    data_file!("texts/separate_management.toml"),
    data_file!("texts/separate_management_money.toml"),
    data_file!("texts/self_employed.toml"),
    data_file!("texts/self_employed_money.toml"),
];

/// Every template, by subject.
#[derive(Debug)]
pub(super) struct Letters {
    common: Common,
    names: Names,
    subjects: HashMap<SubjectId, SubjectLetters>,
}

/// What people write about one subject.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SubjectLetters {
    key: String,
    /// How often it is asked, compared with the other subjects of its scheme.
    pub weight: u64,
    /// The only sector whose companies ask it; none: everybody may.
    pub sector: Option<String>,
    /// Names of the files people attach, the most needed first.
    pub files: Vec<String>,
    pub requests: Vec<String>,
    #[serde(default)]
    comment: Vec<Reply>,
    answer: Vec<Reply>,
}

/// Something an office writes to some of the subject's requests.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reply {
    /// Which requests it fits, counted from one; empty: all.
    #[serde(default)]
    to: Vec<usize>,
    /// Answers alone have one.
    pub outcome: Option<Outcome>,
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    openings: Vec<String>,
    openings_through: Vec<String>,
    closings: Vec<String>,
    asides: Vec<String>,
    answer_openings: Vec<String>,
    answer_closings: Vec<String>,
    comments: Vec<String>,
    later_comments: Vec<String>,
}

#[derive(Deserialize)]
struct Texts {
    subject: Vec<SubjectLetters>,
}

impl Letters {
    pub fn load() -> Result<Self, DemoError> {
        let mut subjects = HashMap::new();
        for file in FILES {
            let texts: Texts = read(file)?;
            subjects.extend(texts.subject.into_iter().map(|one| (subject_id(&one.key), one)));
        }
        Ok(Self { common: read(data_file!("texts/common.toml"))?, names: read(data_file!("names.toml"))?, subjects })
    }

    pub fn about(&self, subject: SubjectId) -> Option<&SubjectLetters> {
        self.subjects.get(&subject)
    }

    pub fn invent_facts(&self, opened: Date, dice: &mut Dice) -> Facts {
        Facts::invent(&self.names, opened, dice)
    }

    /// The whole letter around the body of a request.
    pub fn request(&self, body: &str, through: bool, facts: &Facts, dice: &mut Dice) -> String {
        let openings = if through { &self.common.openings_through } else { &self.common.openings };
        let mut parts = vec![one_of(openings, dice), flow(body)];
        if dice.chance(18) {
            parts.push(one_of(&self.common.asides, dice));
        }
        parts.push(one_of(&self.common.closings, dice));
        fill(&parts.join("\n\n"), facts, dice)
    }

    /// A comment on a request of the kind numbered `which`; `place` tells how many came before.
    pub fn comment(
        &self,
        about: &SubjectLetters,
        which: usize,
        place: usize,
        facts: &Facts,
        dice: &mut Dice,
    ) -> String {
        let own: Vec<_> = fitting(&about.comment, which).collect();
        let text = match (place, dice.pick(&own)) {
            (0, Some(comment)) if dice.chance(60) => flow(&comment.text),
            (0, _) => one_of(&self.common.comments, dice),
            _ => one_of(&self.common.later_comments, dice),
        };
        fill(&text, facts, dice)
    }

    /// An answer to it, with its outcome.
    pub fn answer(
        &self,
        about: &SubjectLetters,
        which: usize,
        facts: &Facts,
        dice: &mut Dice,
    ) -> Option<(Outcome, String)> {
        let fit: Vec<_> = fitting(&about.answer, which).collect();
        let answer = dice.pick(&fit)?;
        let parts = [
            one_of(&self.common.answer_openings, dice),
            flow(&answer.text),
            one_of(&self.common.answer_closings, dice),
        ];
        Some((answer.outcome?, fill(&parts.join("\n\n"), facts, dice)))
    }
}

/// The replies that fit the request at `which`, counted from zero.
fn fitting(replies: &[Reply], which: usize) -> impl Iterator<Item = &Reply> {
    replies.iter().filter(move |reply| reply.to.is_empty() || reply.to.contains(&(which + 1)))
}

fn one_of(list: &[String], dice: &mut Dice) -> String {
    dice.pick(list).cloned().unwrap_or_default()
}
