//! How an SMS leaves: one GET to a gateway that speaks Kannel's `sendsms`, which says by its status whether it took it.

use super::mail::Undelivered;
use super::sms_text::is_plain;
use crate::config::{Config, Secret, gateway_address};
use bytes::Bytes;
use http::{Request, StatusCode, header};
use http_body_util::Empty;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::time::Duration;
use tokio::net::TcpStream;

/// A gateway that takes longer has not taken it. Short, so that as many as are claimed at a time are tried before their claim ends
/// (`store.rs`), also where nobody answers.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most that is read of an answer: its head says everything, its body is not waited for.
const MOST_READ: usize = 16 * 1024;

/// The gateway as configured.
pub(super) struct Gateway {
    host: String,
    port: u16,
    path: String,
    user: String,
    password: Secret,
    sender: String,
}

impl Gateway {
    /// None where no SMS is sent.
    pub fn open(config: &Config) -> Option<Self> {
        let (host, port, path) = gateway_address(config.sms_url.as_deref()?)?;
        let (user, sender) = (config.sms_user.clone(), config.sms_sender.clone());
        let password = config.sms_password.clone().unwrap_or_else(|| Secret::new(""));
        Some(Self { host, port, path, user, password, sender })
    }

    /// Hands one message over. What went wrong is said without the number, the text or the password.
    ///
    /// # Errors
    /// Whether for good, and why.
    pub async fn send(&self, to: &str, text: &str) -> Result<(), Undelivered> {
        match tokio::time::timeout(PATIENCE, self.ask(to, text)).await {
            Ok(Ok(status)) => verdict(status),
            Ok(Err(why)) => Err(later(why.to_owned())),
            Err(_) => Err(later("the SMS gateway did not answer in time".to_owned())),
        }
    }

    async fn ask(&self, to: &str, text: &str) -> Result<StatusCode, &'static str> {
        let host = self.host.trim_matches(['[', ']']);
        let stream = TcpStream::connect((host, self.port)).await.map_err(|_| "the SMS gateway is not reached")?;
        let shake = http1::Builder::new().max_buf_size(MOST_READ).handshake(TokioIo::new(stream)).await;
        let (mut sender, connection) = shake.map_err(|_| "the SMS gateway speaks no HTTP")?;
        let request = Request::get(self.target(to, text))
            .header(header::HOST, format!("{}:{}", self.host, self.port))
            .header(header::CONNECTION, "close")
            .body(Empty::<Bytes>::new())
            .map_err(|_| "the SMS gateway's address is no address")?;
        let answer = sender.send_request(request);
        tokio::pin!(connection, answer);
        // The connection is driven until the head of the answer is here, and dropped with it.
        let answer = tokio::select! {
            biased;
            answer = &mut answer => answer,
            _ = &mut connection => answer.await,
        };
        answer.map(|answer| answer.status()).map_err(|_| "the SMS gateway broke off")
    }

    /// GSM's own letters go as they are (`coding=0`), anything else as UCS-2.
    fn target(&self, to: &str, text: &str) -> String {
        let coding = if is_plain(text) { "0" } else { "2" };
        let values = [
            ("username", self.user.as_str()),
            ("password", self.password.expose()),
            ("from", &self.sender),
            ("to", to),
            ("charset", "UTF-8"),
            ("coding", coding),
            ("text", text),
        ];
        let query = values.map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)));
        format!("{}?{}", self.path, query.join("&"))
    }
}

/// Taken, refused for good (a number that is none), or not now: a password that is wrong today says nothing of the message.
fn verdict(status: StatusCode) -> Result<(), Undelivered> {
    if status.is_success() {
        return Ok(());
    }
    let waits = matches!(
        status,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS
    );
    Err(Undelivered {
        for_good: status.is_client_error() && !waits,
        why: format!("the SMS gateway answered {}", status.as_u16()),
    })
}

fn later(why: String) -> Undelivered {
    Undelivered { for_good: false, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_refusal_that_stays_a_refusal_ends_a_message() {
        assert!(verdict(StatusCode::ACCEPTED).is_ok());
        let all = [(400, true), (401, false), (403, false), (404, true), (408, false), (429, false), (503, false)];
        for (status, for_good) in all {
            let status = StatusCode::from_u16(status).unwrap();
            assert!(verdict(status).is_err_and(|undelivered| undelivered.for_good == for_good), "{status}");
        }
    }

    #[test]
    fn every_value_stays_a_value() {
        let gateway = Gateway {
            host: "127.0.0.1".into(),
            port: 13013,
            path: "/cgi-bin/sendsms".into(),
            user: "a&b".into(),
            password: Secret::new("p w&to=1"),
            sender: "Contatti".into(),
        };
        let target = gateway.target("+393331234567", "novità: à & «b»");
        assert!(
            target.starts_with("/cgi-bin/sendsms?username=a%26b&password=p%20w%26to%3D1&from=Contatti&to=%2B39333"),
            "{target}"
        );
        assert!(target.contains("&coding=2&") && target.matches("&to=").count() == 1, "{target}");
        assert!(gateway.target("+393331234567", "novità").contains("&coding=0&text=novit%C3%A0"));
    }
}
