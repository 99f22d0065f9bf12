//! Sends one file: small ones whole, others in pieces (tus 1.0.0) that go on where a lost network broke them off.

use super::chosen::ChosenFile;
use super::encode::base64;
use super::exchange::{Answered, Question, ask};
use super::network::better_times;
use super::{Progress, Wanted};
use crate::api::attachments::{UPLOADS, about, upload_path};
use crate::api::{Outcome, is_lost_connection, read, unreachable};
use contatti_model::attachments::Attachment;
use contatti_model::{AttachmentId, Problem, ProblemCode};
use send_wrapper::SendWrapper;
use std::rc::Rc;
use web_sys::Blob;

/// Bytes of a piece: what a lost network may cost.
const PIECE: u64 = 512 * 1024;
/// A server that answers but cannot serve is asked this often before a person is.
const ATTEMPTS: u32 = 8;

/// Sends the bytes and gives back the stored file; gives up once nobody wants it any more.
pub(crate) async fn upload(
    file: ChosenFile,
    subject: String,
    tell: impl Fn(Progress) + 'static,
    wanted: Wanted,
) -> Outcome<Attachment> {
    SendWrapper::new(async move {
        let Ok(digest) = file.digest().await else { return Err(Problem::new(ProblemCode::CutShort)) };
        let sending = Sending { file, subject, digest, tell: Rc::new(tell), wanted };
        if sending.file.size <= PIECE { sending.whole().await } else { sending.in_pieces().await }
    })
    .await
}

struct Sending {
    file: ChosenFile,
    subject: String,
    digest: Option<String>,
    tell: Rc<dyn Fn(Progress)>,
    wanted: Wanted,
}

impl Sending {
    async fn whole(&self) -> Outcome<Attachment> {
        let mut troubles = 0;
        loop {
            let address = upload_path(&self.file.name, &self.subject);
            let mut headers = vec![("content-type", "application/octet-stream".to_owned())];
            headers.extend(self.digest.clone().map(|digest| ("repr-digest", digest)));
            let question =
                Question { method: "POST", address: &address, headers: &headers, body: Some(&**self.file.file) };
            match ask(question, self.progress_from(0)).await {
                Ok(answered) => return read(answered.raw),
                Err(problem) => self.endure(problem, &mut troubles, 0).await?,
            }
        }
    }

    async fn in_pieces(&self) -> Outcome<Attachment> {
        let (mut troubles, mut begun_anew) = (0, false);
        let mut address = self.begin().await?;
        let mut offset = 0;
        loop {
            match self.go_on(&address, offset).await {
                Ok(Step::Ended(file)) => return Ok(*file),
                Ok(Step::At(now)) => (offset, troubles) = (now, 0),
                // Swept, or refused in an answer that was lost: the second time the answer will be heard.
                Err(problem) if problem.code == ProblemCode::NotFound && !begun_anew => {
                    begun_anew = true;
                    address = self.begin().await?;
                    offset = 0;
                }
                Err(problem) if !(self.wanted)() => {
                    let _ = crate::api::delete(address).await;
                    return Err(problem);
                }
                Err(problem) => {
                    if problem.code != ProblemCode::OffsetConflict {
                        self.endure(problem, &mut troubles, offset).await?;
                    }
                    offset = self.how_far(&address, offset).await?;
                }
            }
        }
    }

    /// One piece more, or the end.
    async fn go_on(&self, address: &str, offset: u64) -> Outcome<Step> {
        if offset >= self.file.size {
            match self.ended(address).await {
                Err(problem) if problem.code == ProblemCode::NotFound => {}
                ended => return ended.map(|file| Step::Ended(Box::new(file))),
            }
        }
        if !(self.wanted)() {
            return Err(unreachable());
        }
        let end = (offset + PIECE).min(self.file.size);
        let piece = self.piece(offset, end).ok_or_else(|| Problem::new(ProblemCode::CutShort))?;
        let headers = [
            version(),
            ("upload-offset", offset.to_string()),
            ("content-type", "application/offset+octet-stream".to_owned()),
        ];
        let question = Question { method: "PATCH", address, headers: &headers, body: Some(&piece) };
        let answered = ask(question, self.progress_from(offset)).await?;
        let now = answered.number("upload-offset").unwrap_or(end);
        (self.tell)(Progress::Sent(self.percent(now)));
        if now < self.file.size { Ok(Step::At(now)) } else { self.go_to_end(address).await }
    }

    async fn go_to_end(&self, address: &str) -> Outcome<Step> {
        Ok(self.ended(address).await.map_or(Step::At(self.file.size), |file| Step::Ended(Box::new(file))))
    }

    /// Announces the file; its address.
    async fn begin(&self) -> Outcome<String> {
        let name = base64(self.file.name.as_bytes());
        let metadata = format!("filename {name},subject {}", base64(self.subject.as_bytes()));
        let mut headers = vec![version(), ("upload-length", self.file.size.to_string()), ("upload-metadata", metadata)];
        headers.extend(self.digest.clone().map(|digest| ("repr-digest", digest)));
        let answered = self.persist("POST", UPLOADS, &headers, 0).await?;
        Ok(answered.header("location"))
    }

    /// Where the server says we stand; it was `before` when we last knew.
    async fn how_far(&self, address: &str, before: u64) -> Outcome<u64> {
        let answered = self.persist("HEAD", address, &[version()], before).await?;
        Ok(answered.number("upload-offset").unwrap_or(0))
    }

    /// The stored file, once the upload has ended.
    async fn ended(&self, address: &str) -> Outcome<Attachment> {
        let id = address.rsplit('/').next().and_then(|id| id.parse::<AttachmentId>().ok());
        about(id.ok_or_else(|| Problem::new(ProblemCode::NotFound))?).await
    }

    /// Asks without a body until something but a lost network answers.
    async fn persist(
        &self,
        method: &'static str,
        address: &str,
        headers: &[(&'static str, String)],
        offset: u64,
    ) -> Outcome<Answered> {
        let mut troubles = 0;
        loop {
            match ask(Question { method, address, headers, body: None }, |_| {}).await {
                Err(problem) => self.endure(problem, &mut troubles, offset).await?,
                answered => return answered,
            }
        }
    }

    /// Waits where waiting helps; else, and when nobody wants the file any more, gives the problem back.
    async fn endure(&self, problem: Problem, troubles: &mut u32, offset: u64) -> Outcome<()> {
        let passing =
            is_lost_connection(&problem) || matches!(problem.code, ProblemCode::TooSlow | ProblemCode::CutShort);
        let offline = problem.status == 0;
        if !passing || !(self.wanted)() || (!offline && *troubles >= ATTEMPTS) {
            return Err(problem);
        }
        (self.tell)(Progress::Offline(self.percent(offset)));
        better_times(*troubles).await;
        *troubles += 1;
        Ok(())
    }

    fn piece(&self, from: u64, to: u64) -> Option<Blob> {
        self.file.file.slice_with_f64_and_f64(from as f64, to as f64).ok()
    }

    fn progress_from(&self, offset: u64) -> impl Fn(u64) + 'static {
        let (tell, size) = (Rc::clone(&self.tell), self.file.size);
        move |gone| tell(Progress::Sent(percent(offset + gone, size)))
    }

    fn percent(&self, offset: u64) -> u8 {
        percent(offset, self.file.size)
    }
}

enum Step {
    At(u64),
    Ended(Box<Attachment>),
}

fn version() -> (&'static str, String) {
    ("tus-resumable", "1.0.0".to_owned())
}

fn percent(done: u64, size: u64) -> u8 {
    u8::try_from((done * 100).checked_div(size).unwrap_or(100).min(100)).unwrap_or(100)
}
