//! An appointment as calendars read it: one event of RFC 5545, in UTC, so that no time zone has to travel along.

use super::store::Kept;
use contatti_model::Instant;
use contatti_model::requests::{MeetingState, Mode};
use contatti_words::{Language, words};

/// What the event says beside its moment and place.
pub(super) struct About<'a> {
    pub office: &'a str,
    /// The request's register number.
    pub number: &'a str,
    /// Where this installation is reached.
    pub address: &'a str,
    pub language: Language,
}

/// Octets of a line before it is folded (RFC 5545 section 3.1).
const LINE: usize = 75;

/// The file; none where nothing is set.
pub(super) fn write(kept: &Kept, about: &About<'_>) -> Option<String> {
    if !matches!(kept.meeting.state, MeetingState::Set | MeetingState::Over) {
        return None;
    }
    let (begins, ends, set_at) = (kept.meeting.begins_at?, kept.meeting.ends_at()?, kept.set_at?);
    let texts = &words(about.language).meetings;
    let place = match kept.meeting.mode {
        Mode::InPerson => kept.meeting.place.clone(),
        Mode::Phone => texts.calendar_call(&kept.meeting.place),
    };
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Contatti//Contatti//IT".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@{}", kept.id, host(about.address)),
        // A calendar that has it already takes what was set later.
        format!("SEQUENCE:{}", kept.sequence.saturating_sub(1)),
        format!("DTSTAMP:{}", utc(set_at)),
        format!("DTSTART:{}", utc(begins)),
        format!("DTEND:{}", utc(ends)),
        format!("SUMMARY:{}", text(&texts.calendar_summary(about.number, about.office))),
        format!("LOCATION:{}", text(&place)),
        "STATUS:CONFIRMED".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    Some(lines.iter().map(|line| folded(line)).collect())
}

/// `20261203T093000Z`.
fn utc(at: Instant) -> String {
    at.in_rome().timestamp().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A value of type TEXT: what would end it or its parts is escaped (section 3.3.11).
fn text(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for letter in value.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// The line with its end, folded between letters, never within one.
fn folded(line: &str) -> String {
    let (mut folded, mut length) = (String::with_capacity(line.len() + 2), 0);
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(letter);
        length += letter.len_utf8();
    }
    folded + "\r\n"
}

/// The host in an address, for ids no other installation makes.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', ':']).next().filter(|host| !host.is_empty()).unwrap_or("contatti")
}

#[cfg(test)]
mod tests {
    use super::*;
    use contatti_model::requests::{DayPart, Meeting};
    use uuid::Uuid;

    fn kept(place: &str) -> Kept {
        let at = |text: &str| Some(Instant::new(text.parse().unwrap()));
        let (state, mode, part) = (MeetingState::Set, Mode::InPerson, DayPart::Any);
        let begins_at = at("2026-12-03T09:30:00Z");
        let meeting = Meeting { state, mode, part, weekdays: vec![], place: place.into(), begins_at };
        let set_at = at("2026-11-23T09:00:00Z");
        Kept { id: Uuid::nil(), telephone: String::new(), set_at, sequence: 2, meeting }
    }

    fn file(place: &str) -> String {
        let (office, number) = ("Direzione provinciale di Napoli", "INPS.5100.2026.0000001");
        let address = "https://contatti.example/";
        write(&kept(place), &About { office, number, address, language: Language::It }).unwrap()
    }

    #[test]
    fn a_calendar_reads_when_and_where() {
        let file = file("Via dei Tre Golfi 14, Napoli; stanza 4");
        let unfolded = file.replace("\r\n ", "");
        for line in [
            "DTSTART:20261203T093000Z",
            "DTEND:20261203T100000Z",
            "DTSTAMP:20261123T090000Z",
            "SEQUENCE:1",
            "UID:00000000-0000-0000-0000-000000000000@contatti.example",
            r"LOCATION:Via dei Tre Golfi 14\, Napoli\; stanza 4",
        ] {
            assert!(unfolded.lines().any(|found| found == line), "{line} in {unfolded}");
        }
        assert!(file.ends_with("END:VCALENDAR\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
    }

    #[test]
    fn long_lines_are_folded_and_nothing_breaks_out() {
        let place = format!("{}\nBEGIN:VEVENT\r\\", "àè".repeat(60));
        let file = file(&place);
        assert!(file.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(file.lines().filter(|line| *line == "BEGIN:VEVENT").count(), 1);
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains(&format!(r"LOCATION:{}\nBEGIN:VEVENT\\", "àè".repeat(60))));
    }

    #[test]
    fn what_is_not_set_is_no_event() {
        for state in [MeetingState::Asked, MeetingState::Cancelled] {
            let mut kept = kept("Stanza 4");
            kept.meeting.state = state;
            let about = About { office: "", number: "", address: "", language: Language::It };
            assert_eq!(write(&kept, &about), None);
        }
    }
}
