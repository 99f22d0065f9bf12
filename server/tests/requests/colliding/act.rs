//! Every move somebody can make on a request, as a table: by whom, what is sent, whether it names a version, what it leaves.

use contatti_model::MessageId;
use contatti_model::requests::{RequestDetail, State};
use serde_json::{Value, json};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    TakeCharge,
    GiveBack,
    Assign,
    HandOver,
    Pass,
    AskDocuments,
    Comment,
    Close,
    Merge,
    Subject,
    Link,
    Unlink,
    Note,
    Holds,
    Missing,
    Reopen,
    WriteOn,
    SetMeeting,
    CancelMeeting,
    Reply,
    Remind,
    Solved,
    NotSolved,
    AskMeeting,
    WithdrawMeeting,
}

/// What an accepted move leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    /// A version, a line of the timeline, and its text as a turn of the thread.
    Turn,
    /// A version and a line of the timeline.
    Line,
    /// Its text, but no version: a note, or a request of its own.
    Text,
    /// Neither.
    Mark,
}

/// What the moves of a stage name.
pub(super) struct Choices {
    pub colleague: Value,
    pub office: Value,
    pub unit: Value,
    pub subject: Value,
    /// The number of another request, and of one that is linked from the beginning.
    pub number: String,
    pub linked: String,
}

use Act::*;

impl Act {
    pub const ALL: [Self; 25] = [
        TakeCharge,
        GiveBack,
        Assign,
        HandOver,
        Pass,
        AskDocuments,
        Comment,
        Close,
        Merge,
        Subject,
        Link,
        Unlink,
        Note,
        Holds,
        Missing,
        Reopen,
        WriteOn,
        SetMeeting,
        CancelMeeting,
        Reply,
        Remind,
        Solved,
        NotSolved,
        AskMeeting,
        WithdrawMeeting,
    ];

    /// The last word of its address.
    pub fn verb(self) -> &'static str {
        match self {
            TakeCharge => "take-charge",
            GiveBack => "give-back",
            Assign => "assign",
            HandOver => "hand-over",
            Pass => "unit",
            AskDocuments => "ask-documents",
            Comment => "comment",
            Close => "close",
            Merge => "merge",
            Subject => "subject",
            Link => "link",
            Unlink => "unlink",
            Note => "notes",
            Holds | Missing => "archive-check",
            Reopen => "reopen",
            WriteOn => "contact",
            SetMeeting => "set-appointment",
            CancelMeeting => "cancel-appointment",
            Reply => "reply",
            Remind => "remind",
            Solved | NotSolved => "verdict",
            AskMeeting => "ask-appointment",
            WithdrawMeeting => "withdraw-appointment",
        }
    }

    pub fn is_companys(self) -> bool {
        matches!(self, Reply | Remind | Solved | NotSolved | AskMeeting | WithdrawMeeting)
    }

    /// Whether it is refused when the request changed since it was read. What a company writes never is.
    pub fn compares(self) -> bool {
        !self.is_companys() && !matches!(self, Link | Unlink | Note | WriteOn)
    }

    pub fn leaves(self) -> Leaves {
        match self {
            Solved => Leaves::Line,
            Note | WriteOn => Leaves::Text,
            Link | Unlink | Holds => Leaves::Mark,
            _ => Leaves::Turn,
        }
    }

    /// Whether forms read before are stale after it.
    pub fn moves(self) -> bool {
        matches!(self.leaves(), Leaves::Turn | Leaves::Line)
    }

    /// What is sent by somebody who read `read`; `id` makes sending it again the same letter.
    pub fn body(self, choices: &Choices, read: &RequestDetail, text: &str, id: uuid::Uuid) -> Value {
        let mut body = json!({ "version": read.version.to_string(), "text": text });
        let more = match self {
            Assign => json!({ "to": choices.colleague }),
            HandOver => json!({ "office": choices.office }),
            Pass => json!({ "unit": choices.unit }),
            AskDocuments => json!({ "until": "2027-01-08" }),
            Close => json!({ "outcome": "informative" }),
            Merge | Link => json!({ "number": choices.number }),
            Unlink => json!({ "number": choices.linked }),
            Subject => json!({ "subject": choices.subject }),
            Holds => json!({ "message": answer(read), "held": "yes", "text": "" }),
            Missing => json!({ "message": answer(read), "held": "no" }),
            WriteOn => json!({ "id": id, "audience": "company", "answer": "yes" }),
            SetMeeting => json!({ "mode": "in_person", "day": "2026-12-10", "time": "10:30", "place": "Stanza 4" }),
            Reply => json!({ "id": id }),
            Solved => json!({ "solved": "yes", "text": "" }),
            NotSolved => json!({ "solved": "no" }),
            AskMeeting => {
                json!({ "mode": "phone", "part": "morning", "weekdays": ["monday"], "telephone": "081 123 4567" })
            }
            _ => json!({}),
        };
        if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
            body.extend(more);
        }
        body
    }

    /// Whether whoever reads `read` is offered the move.
    pub fn is_offered(self, read: &RequestDetail) -> bool {
        match self {
            TakeCharge => read.may_take_charge,
            GiveBack => read.may_give_back,
            Assign => read.may_assign,
            HandOver => read.may_hand_over,
            // What waits for documents goes only to a unit of its owner's, and the table's is another's.
            Pass => read.may_pass && read.internal_state != State::AwaitingDocuments,
            AskDocuments => read.may_ask_documents,
            Comment | Close | Merge => read.may_answer,
            Subject => read.may_correct,
            Link | Unlink => read.may_link,
            Note => read.may_note,
            Holds | Missing => read.may_check_archives,
            Reopen => read.may_reopen,
            WriteOn => read.may_contact,
            SetMeeting => read.may_set_meeting,
            CancelMeeting | WithdrawMeeting => read.may_cancel_meeting,
            Reply => read.may_reply,
            Remind => read.may_remind,
            Solved | NotSolved => read.may_judge,
            AskMeeting => read.may_talk,
        }
    }

    /// Whether it asks for what is so already, once it was done.
    pub fn is_done_once(self) -> bool {
        matches!(self, Subject | Pass | Unlink)
    }
}

/// The answer that says something of the archives.
fn answer(read: &RequestDetail) -> Option<MessageId> {
    read.thread.iter().rev().find(|turn| turn.archive.is_some()).map(|turn| turn.id)
}

/// A table that forgets a move proves nothing of it: what the contract lets one write on a request is in it.
#[test]
fn the_table_holds_every_move_of_the_contract() {
    let contract: Value = serde_json::from_str(include_str!("../../contract/openapi.json")).unwrap();
    let of_a_request = |(path, methods): (&String, &Value)| {
        let verb = path.strip_prefix("/api/v1/requests/{id}/")?;
        methods.get("post").is_some().then(|| verb.to_owned())
    };
    let written: Vec<String> = contract["paths"].as_object().unwrap().iter().filter_map(of_a_request).collect();
    assert!(written.len() > 15, "{written:?}");
    // Having it open is told to colleagues and kept nowhere.
    let missing =
        written.iter().filter(|verb| verb.as_str() != "presence" && !Act::ALL.iter().any(|act| act.verb() == **verb));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&String>::new());
}
