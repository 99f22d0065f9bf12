//! How an e-mail leaves: by SMTP where a server is configured, else as a file in the data folder.

use crate::config::Config;
use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

/// The way out.
pub enum Mailer {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(AsyncFileTransport<Tokio1Executor>),
}

/// A letter that could not go: whether trying again can help.
#[derive(Debug)]
pub struct Undelivered {
    pub for_good: bool,
    pub why: String,
}

impl Mailer {
    /// Opens the way the configuration names.
    ///
    /// # Errors
    /// In words for whoever runs the server.
    pub fn open(config: &Config) -> Result<Self, String> {
        if let Some(url) = &config.smtp_url {
            // The error may quote the URL, and the URL may hold a password.
            let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose())
                .map_err(|_| "smtp_url must look like smtp://user:password@host:port".to_owned())?;
            return Ok(Self::Smtp(transport.timeout(Some(Duration::from_secs(20))).build()));
        }
        let folder = config.data.join("mail");
        std::fs::create_dir_all(&folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        Ok(Self::Folder(AsyncFileTransport::new(folder)))
    }

    /// Sends one plain-text letter.
    ///
    /// # Errors
    /// Whether for good, and why.
    pub async fn send(&self, from: &str, to: &str, subject: &str, body: String) -> Result<(), Undelivered> {
        let broken = |why: String| Undelivered { for_good: true, why };
        let from: Mailbox = from.parse().map_err(|_| broken("mail_from is no address".into()))?;
        let to: Mailbox = to.parse().map_err(|_| broken("the recipient is no address".into()))?;
        let letter = Message::builder()
            .from(from)
            .to(to)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|error| broken(error.to_string()))?;
        match self {
            Self::Smtp(transport) => transport
                .send(letter)
                .await
                .map(drop)
                .map_err(|error| Undelivered { for_good: error.is_permanent(), why: error.to_string() }),
            Self::Folder(transport) => transport
                .send(letter)
                .await
                .map(drop)
                .map_err(|error| Undelivered { for_good: false, why: error.to_string() }),
        }
    }
}
