//! What software is told when something is refused: problem+json (RFC 9457) with a stable code the pages translate.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A refusal, as it travels. `reference` is the id a person can quote to the help desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    pub code: ProblemCode,
    pub status: u16,
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Seconds to wait before trying again, where waiting helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

impl Problem {
    pub fn new(code: ProblemCode) -> Self {
        let title = code.title().to_owned();
        Self { code, status: code.status(), title, fields: vec![], reference: None, retry_after: None }
    }

    /// A form that does not hold, with what to mend at each field.
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        Self { fields, ..Self::new(ProblemCode::Invalid) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.title, self.status)
    }
}

impl std::error::Error for Problem {}

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $name:ident = $status:literal, $title:literal;)*) => {
        /// The stable codes; each has one status and one English title for software.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ProblemCode { $($(#[$doc])* $name,)* }

        impl ProblemCode {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

problem_codes! {
    /// Nobody is signed in, or the session has ended.
    NotSignedIn = 401, "Sign in first";
    /// Name or password is wrong; never says which.
    WrongCredentials = 401, "The user name or the password is wrong";
    /// Too many wrong attempts for this account.
    TooManyAttempts = 429, "Too many attempts; wait before trying again";
    /// The token or session made too many calls; `retry_after` says how long to wait.
    TooManyRequests = 429, "Too many requests; wait before the next";
    /// The thing does not exist, or the caller may not know that it does.
    NotFound = 404, "Not found";
    MethodNotAllowed = 405, "This method is not allowed here";
    /// The browser says the form came from another site.
    CrossSite = 403, "Writes are accepted from this site's own pages only";
    /// The token's scopes do not reach as far as this operation.
    ScopeMissing = 403, "The token's scopes do not allow this";
    /// The body is not what its content type says.
    Malformed = 400, "The request could not be read";
    /// The body ended before its announced end.
    CutShort = 400, "The body ended too early; nothing was kept";
    /// The digest the sender announced is not that of what arrived.
    DigestMismatch = 400, "What arrived is not what was sent: the digests differ";
    UnsupportedMedia = 415, "This content type is not accepted here";
    TooLarge = 413, "The body is larger than the limit";
    TooSlow = 408, "The body did not arrive in time";
    /// One or more fields do not hold; see `fields`.
    Invalid = 422, "Some fields need attention";
    /// The same client-made id was already used for something else.
    IdTaken = 409, "This id was already used for a different request";
    /// The upload goes on from another offset than the sender thinks; ask with HEAD.
    OffsetConflict = 409, "The upload stands at another offset";
    /// The antivirus has not answered yet: the content is given to nobody before.
    FileInVerification = 409, "The file is still being scanned";
    /// The antivirus found something: the content is not given to anybody any more.
    FileInfected = 410, "The file is infected and is not served";
    /// The state does not allow this move.
    IllegalMove = 409, "The request's state does not allow this";
    /// The changed day has come: days that were counted are not counted again.
    DayHasCome = 409, "The day has come and is not changed any more";
    /// Answered once and not solved: another operator of the office takes it this time.
    SecondOfficer = 409, "Another operator must take this one";
    /// An appointment was asked for and not answered yet, or is still to come; a request has one at a time.
    MeetingUnderWay = 409, "An appointment is asked for or set already";
    /// Nominating and granting are separate duties, and neither is done for oneself.
    SeparateDuties = 409, "Another person must do this: nobody grants what they nominated, or to themselves";
    /// The nomination was decided, taken back or ran out; or the grant is over.
    EnablementOver = 409, "This nomination or grant is over";
    /// The account of the person nominated is disabled.
    AccountDisabled = 409, "The account is disabled";
    /// Somebody else changed it, or took it away, since it was read.
    Stale = 412, "It changed since you read it";
    /// `Tus-Resumable: 1.0.0` is missing.
    TusVersion = 412, "This server speaks tus 1.0.0";
    /// The draft was saved from another tab or device since it was read; both versions are kept.
    DraftChanged = 412, "The draft was saved elsewhere since you read it";
    /// One person keeps no more drafts than this.
    TooManyDrafts = 409, "There are too many drafts; send or discard one";
    /// `If-Match` or the form's `version` is missing.
    VersionMissing = 428, "Say which version you read";
    /// Try again later; nothing was lost.
    Unavailable = 503, "The service is not available now";
    Internal = 500, "Something went wrong on our side";
}

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field's name in the form and in the JSON body.
    pub field: String,
    #[serde(flatten)]
    pub issue: Issue,
}

impl FieldError {
    pub fn new(field: &str, issue: Issue) -> Self {
        Self { field: field.to_owned(), issue }
    }
}

/// The ways a field can fail, each with what a person needs to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "issue", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Issue {
    Required,
    /// Longer than `max` characters.
    TooLong {
        max: u32,
        actual: u32,
    },
    /// Shorter than `min` characters.
    TooShort {
        min: u32,
    },
    /// Holds control characters no document may carry.
    ControlCharacters,
    /// Nearly the same words as another answer of the office, by its number: to be read again before it is sent.
    TooSimilar {
        number: String,
    },
    /// Not among the choices offered.
    UnknownChoice,
    /// Not a whole number from `min` to `max`.
    OutOfRange {
        min: u32,
        max: u32,
    },
    /// The subject is no longer, or not yet, offered.
    SubjectExpired,
    /// The subject belongs to another contribution scheme than the position.
    SubjectOfAnotherScheme,
    /// A day outside the bounds, both included.
    DateOutside {
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
        first: Date,
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
        last: Date,
    },
    /// The office does not work that day.
    RestDay,
    /// Not an hour of the day.
    BadTime,
    /// An hour outside the bounds, both included.
    TimeOutside {
        first: String,
        last: String,
    },
    /// That hour of today is over.
    TimePassed,
    /// Neither an e-mail nor a telephone was given.
    NoContact,
    BadEmail,
    BadTelephone,
    /// No mobile of Italy, or of another country with its prefix.
    BadMobile,
    /// Whoever has an address is told by one channel at least.
    NoChannel,
    /// Not a day of the calendar, or of a year nobody means.
    BadDate,
    /// The office rests that day already.
    AlreadyRests,
    /// The office works that day already.
    AlreadyWorks,
    /// Saturdays and Sundays never count.
    Weekend,
    /// The day is changed already, in another way or under another name.
    DayChanged,
    /// The last day of a stretch is before its first.
    EndsBeforeItBegins,
    /// The person is away already from `first` to `last`.
    AwayAlready {
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
        first: Date,
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
        last: Date,
    },
    /// On `day` the substitution would lead back to who is away.
    SubstitutesInCircle {
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
        day: Date,
    },
    /// The person is away until `until`, and nobody there can take their place.
    NobodyStandsIn {
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
        until: Date,
    },
    /// Something of one's own has this name already.
    NameTaken,
    /// Not the user name nor the e-mail of an account of the institute.
    NoColleague,
    /// A nomination of the person waits already.
    AlreadyNominated,
    /// A word in braces that no request fills in.
    UnknownBlank {
        word: String,
    },
    /// One has as many of these as one may keep.
    TooMany {
        max: u32,
    },
    TooManyFiles {
        max: u32,
    },
    FileEmpty {
        name: String,
    },
    FileTooLarge {
        name: String,
        max_bytes: u64,
    },
    FilesTooLargeTogether {
        max_bytes: u64,
    },
    /// The content is not what the name says (an .exe named .pdf).
    FileNotAsNamed {
        name: String,
        found: String,
    },
    FileKindNotAccepted {
        name: String,
    },
    /// The antivirus has not answered for it yet; sending waits.
    FileInVerification {
        name: String,
    },
    /// The antivirus found a signature in it.
    FileInfected {
        name: String,
        signature: String,
    },
    /// Opened, the archive holds more than `max_bytes`.
    ArchiveTooLarge {
        name: String,
        max_bytes: u64,
    },
    /// The archive holds more than `max` files.
    ArchiveTooFull {
        name: String,
        max: u32,
    },
    /// The archive is damaged, or its entries are not as large as they say.
    ArchiveUnreadable {
        name: String,
    },
    /// The file's name holds nothing that can be kept.
    FileNameUnusable,
    /// Nobody who would be told has an account.
    NobodyReached,
    /// More positions than the `max` one campaign reaches.
    TooManyReached {
        max: u32,
    },
    /// The request is closed and can no longer be opened again: a new one is needed.
    RequestOver,
    /// A file announced in the draft was not uploaded, or was removed since.
    FileMissing,
}
