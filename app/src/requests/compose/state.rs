//! Everything a request in the making holds, and the one check both sides make.

use super::files::{FileState, Files};
use crate::api::is_lost_connection;
use crate::kit::Submit;
use contatti_model::attachments::{self, Attachment};
use contatti_model::identity::Position;
use contatti_model::offices::Subject;
use contatti_model::requests::{ComposeOptions, Draft, DraftRules, RequestForm};
use contatti_model::{FieldError, FormEcho, Issue, Problem, ProblemCode};
use leptos::prelude::*;

pub(super) const LAST_STEP: u8 = 4;

/// The step whose fieldset holds a field.
pub(super) fn step_of(field: &str) -> u8 {
    match field {
        "position" | "subject" => 1,
        "text" | attachments::FIELD => 2,
        "email" | "telephone" => 3,
        _ => LAST_STEP,
    }
}

/// The form's signals; copied freely, since they are only handles.
#[derive(Clone, Copy)]
pub(super) struct Composing {
    pub options: StoredValue<ComposeOptions>,
    /// The positions on offer: of a consultant's thousands, those last found, and always the chosen one.
    pub positions: RwSignal<Vec<Position>>,
    pub step: RwSignal<u8>,
    pub id: RwSignal<String>,
    pub position: RwSignal<String>,
    pub subject: RwSignal<String>,
    pub text: RwSignal<String>,
    /// The request this one goes on from; never changed in the page.
    pub after: StoredValue<String>,
    pub email: RwSignal<String>,
    pub telephone: RwSignal<String>,
    pub files: Files,
    pub sending: Submit,
    /// Somebody pressed "send" while files were not ready: it goes by itself.
    pub due: RwSignal<bool>,
}

impl Composing {
    /// From what came back with the page, or else from what is known of the sender.
    pub fn start(
        options: ComposeOptions,
        new_id: String,
        echo: Option<&FormEcho>,
        wanted: Option<&str>,
        after: Option<String>,
    ) -> Self {
        let typed = |name: &str| echo.and_then(|echo| echo.value(name)).map(ToOwned::to_owned);
        let problem = echo.and_then(|echo| echo.problem.clone());
        let only = match options.positions.as_slice() {
            [only] => Some(only.id.to_string()),
            _ => None,
        };
        let position = wanted.map(ToOwned::to_owned).or(only).unwrap_or_default();
        let contacts = options.contacts.clone();
        let composing = Self {
            step: RwSignal::new(first_step(problem.as_ref(), typed("step"))),
            id: RwSignal::new(typed("id").unwrap_or(new_id)),
            position: RwSignal::new(typed("position").unwrap_or(position)),
            subject: RwSignal::new(typed("subject").unwrap_or_default()),
            text: RwSignal::new(typed("text").unwrap_or_default()),
            after: StoredValue::new(typed("after").or(after).unwrap_or_default()),
            email: RwSignal::new(typed("email").unwrap_or(contacts.email)),
            telephone: RwSignal::new(typed("telephone").unwrap_or(contacts.telephone)),
            files: Files::stored(echo.map(|echo| echo.uploaded.clone()).unwrap_or_default()),
            sending: Submit::new(problem),
            positions: RwSignal::new(options.positions.clone()),
            due: RwSignal::new(false),
            options: StoredValue::new(options),
        };
        composing.hear_mending();
        composing
    }

    fn hear_mending(self) {
        self.sending.mends(&["position", "subject"], self.position);
        self.sending.mends(&["subject"], self.subject);
        self.sending.mends(&["text"], self.text);
        self.sending.mends(&["email"], self.email);
        // "At least one of the two" stands at the e-mail.
        self.sending.mends(&["telephone", "email"], self.telephone);
    }

    pub fn form(self) -> RequestForm {
        RequestForm {
            id: self.id.get(),
            position: self.position.get(),
            subject: self.subject.get(),
            text: self.text.get(),
            email: self.email.get(),
            telephone: self.telephone.get(),
            after: self.after.get_value(),
            attachments: self.files.uploaded().iter().map(|file| file.id.to_string()).collect(),
        }
    }

    pub fn chosen_position(self) -> Option<Position> {
        let id = self.position.get();
        self.positions.with(|positions| positions.iter().find(|position| position.id.to_string() == id).cloned())
    }

    pub fn chosen_subject(self) -> Option<Subject> {
        let id = self.subject.get();
        self.options.with_value(|options| {
            let mut subjects = options.areas.iter().flat_map(|area| &area.subjects);
            subjects.find(|subject| subject.id.to_string() == id).cloned()
        })
    }

    /// What is wrong in the steps up to `step`, by the same function the server uses.
    pub fn errors_up_to(self, step: u8) -> Vec<FieldError> {
        let (subject, uploaded) = (self.chosen_subject(), self.files.uploaded());
        let rules = DraftRules {
            today: self.options.with_value(|options| options.today),
            scheme: self.chosen_position().map(|position| position.scheme),
            subject: subject.as_ref(),
            uploaded: &uploaded,
        };
        let mut errors = Draft::parse(&self.form(), &rules).err().unwrap_or_default();
        errors.extend(self.files.failures());
        // A send waits for the antivirus by itself: nothing is there to mend.
        let waits = |issue: &Issue| matches!(issue, Issue::FileInVerification { .. });
        errors.retain(|error| step_of(&error.field) <= step && !waits(&error.issue));
        errors
    }

    /// What the error summary shows: refusals somebody can mend in the form. Others have words of their own.
    pub fn mendable(self) -> Signal<Option<Problem>> {
        let problem = self.sending.problem;
        Signal::derive(move || problem.get().filter(|problem| !has_own_words(problem)))
    }

    pub fn has_problem(self) -> bool {
        self.sending.problem.with_untracked(Option::is_some)
    }
}

/// Told apart in `SendTrouble`: nothing in the form is wrong.
pub(super) fn has_own_words(problem: &Problem) -> bool {
    is_lost_connection(problem) || matches!(problem.code, ProblemCode::NotSignedIn | ProblemCode::IdTaken)
}

/// With errors the step of the first, else the step asked for.
fn first_step(problem: Option<&Problem>, asked: Option<String>) -> u8 {
    let of_error = problem.and_then(|problem| problem.fields.iter().map(|error| step_of(&error.field)).min());
    let asked = asked.and_then(|step| step.parse().ok());
    let refused = problem.map(|_| LAST_STEP);
    of_error.or(asked).or(refused).unwrap_or(1).clamp(1, LAST_STEP)
}

impl Files {
    /// A file that failed stands in the way until it is sent again or taken out.
    fn failures(self) -> Vec<FieldError> {
        let failed = |state: FileState| match state {
            FileState::Failed(problem) => Some(
                problem
                    .fields
                    .first()
                    .cloned()
                    .unwrap_or_else(|| FieldError::new(attachments::FIELD, Issue::FileMissing)),
            ),
            _ => None,
        };
        self.items.with(|items| items.iter().filter_map(|item| failed(item.state.get())).collect())
    }

    /// The files that are safe on the server, in their order.
    pub fn uploaded(self) -> Vec<Attachment> {
        let done = |state: FileState| match state {
            FileState::Done(file) => Some(file),
            _ => None,
        };
        self.items.with(|items| items.iter().filter_map(|item| done(item.state.get())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_decides_the_step_then_the_button_pressed() {
        let invalid =
            Problem::invalid(vec![FieldError::new("email", Issue::BadEmail), FieldError::new("text", Issue::Required)]);
        assert_eq!(first_step(Some(&invalid), Some("4".into())), 2);
        assert_eq!(first_step(None, Some("3".into())), 3);
        assert_eq!(first_step(None, Some("99".into())), 4);
        assert_eq!(first_step(Some(&Problem::new(ProblemCode::Internal)), None), 4);
        assert_eq!(first_step(None, None), 1);
    }
}
