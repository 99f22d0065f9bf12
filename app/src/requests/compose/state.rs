//! Everything a request in the making holds, and the one check both sides make.

use super::files::{FileState, Files};
use super::position_field::make_known;
use super::start::{Asked, Start, first_form, own_files};
use super::suggestion::finder;
use crate::api::is_lost_connection;
use crate::kit::Submit;
use contatti_model::attachments::{self, Attachment};
use contatti_model::identity::Position;
use contatti_model::offices::{Guidance, Subject, SubjectFinder};
use contatti_model::requests::{ComposeOptions, Draft, DraftForm, DraftRules, Line, RequestForm};
use contatti_model::{FieldError, Issue, Problem, ProblemCode};
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
    /// The request this one goes on from.
    pub after: RwSignal<String>,
    pub email: RwSignal<String>,
    pub telephone: RwSignal<String>,
    /// Ticked documents, as a draft keeps them.
    pub documents: RwSignal<Vec<String>>,
    /// The draft's version on the server; zero when it was never saved.
    pub version: RwSignal<i64>,
    /// The position's name as the draft remembers it.
    pub position_name: RwSignal<String>,
    /// A few words that look for a subject; not a part of the request.
    pub describe: RwSignal<String>,
    pub finder: Memo<SubjectFinder>,
    pub guidance: RwSignal<Vec<Guidance>>,
    pub similar: RwSignal<Vec<Line>>,
    pub files: Files,
    pub sending: Submit,
    /// Somebody pressed "send" while files were not ready: it goes by itself.
    pub due: RwSignal<bool>,
}

impl Composing {
    /// From what came back with the page, or the draft taken up, or else from what is known of the sender.
    pub fn start(start: &Start, asked: &Asked, new_id: String) -> Self {
        let form = first_form(start, asked, new_id);
        let problem = asked.echo.as_ref().and_then(|echo| echo.problem.clone());
        let typed = |name: &str| asked.echo.as_ref().and_then(|echo| echo.value(name)).map(ToOwned::to_owned);
        let request = form.request;
        let files = own_files(&start.options, &request);
        let options = StoredValue::new(start.options.clone());
        let positions = RwSignal::new(start.options.positions.clone());
        let position = RwSignal::new(request.position);
        let composing = Self {
            step: RwSignal::new(first_step(problem.as_ref(), typed("step").or_else(|| asked.step.clone()))),
            id: RwSignal::new(request.id),
            position,
            subject: RwSignal::new(request.subject),
            text: RwSignal::new(request.text),
            email: RwSignal::new(request.email),
            telephone: RwSignal::new(request.telephone),
            documents: RwSignal::new(form.documents),
            version: RwSignal::new(form.version.parse().unwrap_or(0)),
            position_name: RwSignal::new(
                start.draft.as_ref().map(|draft| draft.position_name.clone()).unwrap_or_default(),
            ),
            describe: RwSignal::new(typed("describe").unwrap_or_default()),
            finder: Memo::new(move |_| finder(options, positions, position)),
            guidance: RwSignal::new(start.guidance.clone()),
            similar: RwSignal::new(start.similar.clone()),
            after: RwSignal::new(request.after),
            due: RwSignal::new(false),
            files: Files::stored(files),
            sending: Submit::new(problem),
            positions,
            options,
        };
        composing.hear_mending();
        composing
    }

    /// Takes a draft over; `files` where the caller knows them better than the page does.
    pub fn put(self, form: &DraftForm, files: Option<Vec<Attachment>>) {
        let request = &form.request;
        self.id.set(request.id.clone());
        make_known(self, request.position.clone());
        self.position.set(request.position.clone());
        self.subject.set(request.subject.clone());
        self.text.set(request.text.clone());
        self.after.set(request.after.clone());
        self.email.set(request.email.clone());
        self.telephone.set(request.telephone.clone());
        self.documents.set(form.documents.clone());
        let here = self.files.uploaded_now();
        let known = self.options.with_value(|options| options.uploaded.clone());
        let all: Vec<_> = files.into_iter().flatten().chain(here).collect();
        // Of files from elsewhere only those the server still has.
        let found = |id: &String| {
            let is = |file: &&Attachment| file.id.to_string() == *id;
            known.iter().find(is).or_else(|| all.iter().find(is)).cloned()
        };
        self.files.clear();
        self.files.put_stored(request.attachments.iter().filter_map(found).collect());
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
            after: self.after.get(),
            attachments: self.files.uploaded().iter().map(|file| file.id.to_string()).collect(),
        }
    }

    /// All that a draft keeps, with the version it is written upon.
    pub fn draft_form(self) -> DraftForm {
        let version = self.version.get_untracked().to_string();
        DraftForm { request: self.form(), documents: self.documents.get(), version }
    }

    pub fn chosen_position(self) -> Option<Position> {
        let id = self.position.get();
        self.positions.with(|positions| positions.iter().find(|position| position.id.to_string() == id).cloned())
    }

    pub fn chosen_subject(self) -> Option<Subject> {
        self.subject_of(&self.subject.get())
    }

    pub fn subject_of(self, id: &str) -> Option<Subject> {
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
    let told_elsewhere = [ProblemCode::NotSignedIn, ProblemCode::IdTaken, ProblemCode::DraftChanged];
    is_lost_connection(problem) || told_elsewhere.contains(&problem.code)
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

    pub fn uploaded_now(self) -> Vec<Attachment> {
        untrack(|| self.uploaded())
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
