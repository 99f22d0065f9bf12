//! A gateway that speaks Kannel's `sendsms` as far as it is told to, and remembers what it was given.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

/// What came in one call, taken or not.
pub type Sms = HashMap<String, String>;

#[derive(Clone, Default)]
struct Kept {
    calls: Arc<Mutex<Vec<Sms>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

pub struct Gateway {
    pub url: String,
    kept: Kept,
}

impl Gateway {
    /// Answers with these statuses, call by call; afterwards it takes everything.
    pub async fn start(answers: &[u16]) -> Self {
        let kept = Kept { answers: Arc::new(Mutex::new(answers.iter().copied().collect())), ..Kept::default() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/cgi-bin/sendsms", listener.local_addr().unwrap());
        let router = Router::new().route("/cgi-bin/sendsms", get(take)).with_state(kept.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, kept }
    }

    /// The URL of one that takes every connection and never answers.
    pub async fn silent() -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/cgi-bin/sendsms", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let mut held = vec![];
            while let Ok((stream, _)) = listener.accept().await {
                held.push(stream);
            }
        });
        url
    }

    pub fn calls(&self) -> Vec<Sms> {
        self.kept.calls.lock().unwrap().clone()
    }
}

async fn take(State(kept): State<Kept>, Query(sms): Query<Sms>) -> (StatusCode, &'static str) {
    kept.calls.lock().unwrap().push(sms);
    let answer = kept.answers.lock().unwrap().pop_front().unwrap_or(202);
    let said = if answer == 202 { "0: Accepted for delivery" } else { "no" };
    (StatusCode::from_u16(answer).unwrap(), said)
}
