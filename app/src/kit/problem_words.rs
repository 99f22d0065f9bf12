//! Problems and field errors in the words of the page's language.

use crate::dates;
use contatti_model::{FieldError, Issue, Problem, ProblemCode};
use contatti_words::Words;

/// What went wrong and what to do, in one or two sentences.
pub(crate) fn problem_words(words: &Words, problem: &Problem) -> String {
    let text = code_words(words, problem);
    match problem.retry_after {
        Some(seconds @ 1..120) => format!("{text} {}", words.problems.codes.wait_seconds(seconds)),
        Some(seconds @ 120..) => {
            let minutes = seconds.div_ceil(60);
            format!("{text} {}", words.problems.codes.wait_minutes(minutes))
        }
        _ => text.to_owned(),
    }
}

fn code_words(words: &Words, problem: &Problem) -> &'static str {
    let codes = &words.problems.codes;
    if problem.status == 0 {
        return codes.offline;
    }
    match problem.code {
        ProblemCode::NotSignedIn => codes.not_signed_in,
        ProblemCode::WrongCredentials => codes.wrong_credentials,
        ProblemCode::TooManyAttempts => codes.too_many_attempts,
        ProblemCode::TooManyRequests => codes.too_many_requests,
        ProblemCode::NotFound => codes.not_found,
        ProblemCode::MethodNotAllowed => codes.method_not_allowed,
        ProblemCode::CrossSite => codes.cross_site,
        ProblemCode::ScopeMissing => codes.scope_missing,
        ProblemCode::Malformed => codes.malformed,
        ProblemCode::CutShort => codes.cut_short,
        ProblemCode::DigestMismatch => codes.digest_mismatch,
        ProblemCode::UnsupportedMedia => codes.unsupported_media,
        ProblemCode::TooLarge => codes.too_large,
        ProblemCode::TooSlow => codes.too_slow,
        ProblemCode::Invalid => codes.invalid,
        ProblemCode::IdTaken => codes.id_taken,
        ProblemCode::OffsetConflict => codes.offset_conflict,
        ProblemCode::FileInVerification => codes.file_in_verification,
        ProblemCode::FileInfected => codes.file_infected,
        ProblemCode::IllegalMove => codes.illegal_move,
        ProblemCode::DayHasCome => codes.day_has_come,
        ProblemCode::SecondOfficer => codes.second_officer,
        ProblemCode::MeetingUnderWay => codes.meeting_under_way,
        ProblemCode::SeparateDuties => codes.separate_duties,
        ProblemCode::EnablementOver => codes.enablement_over,
        ProblemCode::AccountDisabled => codes.account_disabled,
        ProblemCode::Stale => codes.stale,
        ProblemCode::TusVersion => codes.tus_version,
        ProblemCode::DraftChanged => codes.draft_changed,
        ProblemCode::TooManyDrafts => codes.too_many_drafts,
        ProblemCode::VersionMissing => codes.version_missing,
        ProblemCode::Unavailable => codes.unavailable,
        ProblemCode::Internal => codes.internal,
    }
}

/// What is wrong with one field; a missing choice is asked for differently from a missing text.
pub(crate) fn field_words(words: &Words, error: &FieldError) -> String {
    match (&error.issue, error.field.as_str()) {
        (Issue::Required, "position" | "subject" | "outcome" | "bound_to" | "kind" | "audience") => {
            words.problems.issues.required_choice.into()
        }
        (issue, _) => issue_words(words, issue),
    }
}

fn issue_words(words: &Words, issue: &Issue) -> String {
    let issues = &words.problems.issues;
    let size = |bytes: &u64| dates::bytes(words, *bytes);
    match issue {
        Issue::Required => issues.required.into(),
        Issue::TooLong { max, actual } => issues.too_long(actual, max),
        Issue::TooShort { min } => issues.too_short(min),
        Issue::ControlCharacters => issues.control_characters.into(),
        Issue::UnknownChoice => issues.unknown_choice.into(),
        Issue::OutOfRange { min, max } => issues.out_of_range(max, min),
        Issue::SubjectExpired => issues.subject_expired.into(),
        Issue::SubjectOfAnotherScheme => issues.subject_of_another_scheme.into(),
        Issue::DateOutside { first, last } => {
            issues.date_outside(dates::short_day(words, *first), dates::short_day(words, *last))
        }
        Issue::RestDay => issues.rest_day.into(),
        Issue::BadTime => issues.bad_time.into(),
        Issue::TimeOutside { first, last } => issues.time_outside(first, last),
        Issue::TimePassed => issues.time_passed.into(),
        Issue::NoContact => issues.no_contact.into(),
        Issue::BadEmail => issues.bad_email.into(),
        Issue::BadTelephone => issues.bad_telephone.into(),
        Issue::BadMobile => issues.bad_mobile.into(),
        Issue::NoChannel => issues.no_channel.into(),
        Issue::BadDate => issues.bad_date.into(),
        Issue::AlreadyRests => issues.already_rests.into(),
        Issue::AlreadyWorks => issues.already_works.into(),
        Issue::Weekend => issues.weekend.into(),
        Issue::DayChanged => issues.day_changed.into(),
        Issue::EndsBeforeItBegins => issues.ends_before_it_begins.into(),
        Issue::AwayAlready { first, last } => {
            issues.away_already(dates::short_day(words, *first), dates::short_day(words, *last))
        }
        Issue::SubstitutesInCircle { day } => issues.substitutes_in_circle(dates::short_day(words, *day)),
        Issue::NobodyStandsIn { until } => issues.nobody_stands_in(dates::short_day(words, *until)),
        Issue::NameTaken => issues.name_taken.into(),
        Issue::NoColleague => issues.no_colleague.into(),
        Issue::AlreadyNominated => issues.already_nominated.into(),
        Issue::UnknownBlank { word } => issues.unknown_blank(word),
        Issue::TooSimilar { number } => issues.too_similar(number),
        Issue::TooMany { max } => issues.too_many(max),
        Issue::TooManyFiles { max } => issues.too_many_files(max),
        Issue::FileEmpty { name } => issues.file_empty(name),
        Issue::FileTooLarge { name, max_bytes } => issues.file_too_large(size(max_bytes), name),
        Issue::FilesTooLargeTogether { max_bytes } => issues.files_too_large_together(size(max_bytes)),
        Issue::FileNotAsNamed { name, found } => issues.file_not_as_named(found_words(words, found), name),
        Issue::FileKindNotAccepted { name } => issues.file_kind_not_accepted(name),
        Issue::FileInVerification { name } => issues.file_in_verification(name),
        Issue::FileInfected { name, signature } => issues.file_infected(name, signature),
        Issue::ArchiveTooLarge { name, max_bytes } => issues.archive_too_large(size(max_bytes), name),
        Issue::ArchiveTooFull { name, max } => issues.archive_too_full(max, name),
        Issue::ArchiveUnreadable { name } => issues.archive_unreadable(name),
        Issue::FileNameUnusable => issues.file_name_unusable.into(),
        Issue::FileMissing => issues.file_missing.into(),
        Issue::NobodyReached => issues.nobody_reached.into(),
        Issue::TooManyReached { max } => issues.too_many_reached(max),
        Issue::RequestOver => issues.request_over.into(),
    }
}

/// What a content turned out to be, given by its media type.
fn found_words(words: &Words, media_type: &str) -> &'static str {
    let found = &words.problems.found;
    let (family, kind) = media_type.split_once('/').unwrap_or_default();
    let is_any = |signs: &[&str]| signs.iter().any(|sign| kind.contains(sign));
    match family {
        "image" => found.picture,
        "text" => found.text,
        _ if kind == "pdf" => "PDF",
        _ if is_any(&["executable", "x-elf", "x-sh", "x-mach", "java-archive", "msdownload"]) => found.program,
        _ if is_any(&["zip", "tar", "7z", "rar", "compressed"]) => found.archive,
        _ => found.unknown,
    }
}

/// The first error at a field, if the problem has one there; begins with a capital as a sentence does.
pub(crate) fn error_of(words: &Words, problem: Option<&Problem>, field: &str) -> Option<String> {
    let error = problem?.fields.iter().find(|error| error.field == field)?;
    Some(capitalised(&field_words(words, error)))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contatti_words::{Language, words};

    #[test]
    fn an_error_says_what_to_mend() {
        let it = words(Language::It);
        let problem = Problem::invalid(vec![
            FieldError::new("email", Issue::NoContact),
            FieldError::new("attachments", Issue::FileTooLarge { name: "a.pdf".into(), max_bytes: 3_000_000 }),
        ]);
        assert_eq!(error_of(it, Some(&problem), "email").as_deref(), Some("Indica almeno un'e-mail o un telefono"));
        assert_eq!(error_of(it, Some(&problem), "attachments").as_deref(), Some("«a.pdf» supera 3 MB"));
        assert_eq!(error_of(it, Some(&problem), "text"), None);
    }

    #[test]
    fn waiting_is_said_in_seconds_or_minutes() {
        let mut problem = Problem::new(ProblemCode::TooManyAttempts);
        problem.retry_after = Some(300);
        assert!(problem_words(words(Language::It), &problem).ends_with("Riprova tra 5 minuti."));
    }
}
