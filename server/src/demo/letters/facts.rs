//! What one request is about: periods, amounts, names and numbers that its letters share, so that an answer fits its question.

use super::italian;
use crate::demo::dice::Dice;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The words a template may use, with what they stand for.
#[derive(Clone, Debug, Default)]
pub(in crate::demo) struct Facts(BTreeMap<&'static str, String>);

/// Given names and surnames of people who have no account.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    first: Vec<String>,
    last: Vec<String>,
}

impl Facts {
    /// What can be said on the day the request is written.
    pub(super) fn invent(names: &Names, opened: Date, dice: &mut Dice) -> Self {
        let mut facts = Self::default();
        facts.invent_days(opened, dice);
        facts.invent_instalment(opened, dice);
        facts.invent_amounts(dice);
        facts.invent_worker(names, dice);
        let number = dice.between(10_000_000, 99_999_999);
        facts.set("numero", number.to_string());
        let kinds = ["10506", "41104", "50102", "70501", "70705", "11305"];
        facts.set("csc", dice.pick(&kinds).copied().unwrap_or_default());
        facts
    }

    pub fn set(&mut self, word: &'static str, fact: impl Into<String>) {
        self.0.insert(word, fact.into());
    }

    pub fn set_day(&mut self, word: &'static str, day: Date) {
        self.set(word, italian::day(day));
    }

    pub fn get(&self, word: &str) -> Option<&str> {
        self.0.get(word).map(String::as_str)
    }

    /// The month it is about, the months around it, and days in between, all before the request.
    fn invent_days(&mut self, opened: Date, dice: &mut Dice) {
        let months_ago = dice.between(2, 4);
        let month = opened.first_of_month().saturating_sub(months_ago.months());
        let next = month.saturating_add(1.month());
        self.set("periodo", italian::month(month));
        self.set("periodo2", italian::month(next));
        self.set("prossimo", italian::month(opened));
        let before = month.saturating_sub(1.month());
        self.set("periodo_prec", italian::month(before));
        self.set("trimestre", italian::quarter(before.saturating_sub(1.month())));
        self.set("anno", month.year().to_string());
        self.set("anno_prec", (month.year() - 1).to_string());
        self.set("mese_file", format!("{}-{:02}", month.year(), month.month()));
        // Contributions are paid by the 16th of the month after.
        self.set_day("data", next.saturating_add(dice.between(9, 18).days()));
        let early = month.saturating_sub(dice.between(40, 130).days());
        self.set_day("prima", early);
        self.set_day("recente", opened.saturating_sub(dice.between(2, 7).days()));
    }

    /// The last fixed instalment of artisans and shopkeepers, and the next.
    fn invent_instalment(&mut self, opened: Date, dice: &mut Dice) {
        let year = opened.year();
        let due = [
            date(year - 1, 8, 20),
            date(year - 1, 11, 16),
            date(year, 2, 16),
            date(year, 5, 16),
            date(year, 8, 20),
            date(year, 11, 16),
            date(year + 1, 2, 16),
        ];
        let overdue = opened.saturating_sub(15.days());
        let [first, .., last] = due;
        let past = due.into_iter().rfind(|day| *day <= overdue);
        let past = past.unwrap_or(first);
        self.set_day("rata_scaduta", past);
        self.set_day("pagata_il", past.saturating_sub(dice.between(1, 5).days()));
        let next = due.into_iter().find(|day| *day > opened);
        self.set_day("rata_prossima", next.unwrap_or(last));
    }

    /// Amounts that add up: the total is the amount plus the penalty, the instalments make the total.
    fn invent_amounts(&mut self, dice: &mut Dice) {
        let amount = match dice.below(3) {
            0 => dice.between(9_000, 90_000),
            1 => dice.between(90_000, 600_000),
            _ => dice.between(600_000, 2_400_000),
        };
        let penalty = amount * dice.between(3, 14) / 100;
        let instalments = dice.between(3, 12) * 2;
        self.set("importo", italian::euros(amount));
        self.set("sanzioni", italian::euros(penalty));
        self.set("totale", italian::euros(amount + penalty));
        self.set("rate", instalments.to_string());
        self.set("rata", italian::euros((amount + penalty) / instalments));
    }

    fn invent_worker(&mut self, names: &Names, dice: &mut Dice) {
        let mut one_of = |list: &[String]| dice.pick(list).cloned().unwrap_or_default();
        let (first, last) = (one_of(&names.first), one_of(&names.last));
        let file = format!("{last}_{first}").replace([' ', '\''], "_");
        self.set("lavoratore_file", file);
        self.set("lavoratore", format!("{first} {last}"));
        self.set("lavoratori", dice.between(2, 14).to_string());
    }
}
