//! The messages of all requests in the order in which they were written, with no more in memory than what is still under way.

use super::{DemoMessage, DemoRequest, Requests};
use contatti_model::Instant;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

/// A message whose turn it is to be registered.
#[derive(Clone, Debug)]
pub struct Turn {
    pub request: Arc<DemoRequest>,
    /// Which of the request's messages; zero is the request itself, and always comes first.
    pub place: usize,
}

impl Turn {
    pub fn message(&self) -> Option<&DemoMessage> {
        self.request.messages.get(self.place)
    }
}

/// When a message comes, then which; the rest does not decide.
type Due = Reverse<(Instant, u64, usize)>;

/// A merge of requests, sent in order of index, with the replies they get later.
pub struct Chronicle<'r, 'w> {
    requests: &'r Requests<'w>,
    next: u64,
    /// The next request, already made but not yet among the waiting.
    ahead: Option<DemoRequest>,
    due: BinaryHeap<Entry>,
}

struct Entry {
    due: Due,
    request: Arc<DemoRequest>,
}

impl<'r, 'w> Chronicle<'r, 'w> {
    pub(super) fn new(requests: &'r Requests<'w>) -> Self {
        Self { requests, next: 0, ahead: None, due: BinaryHeap::new() }
    }

    /// Reads ahead until the earliest message waiting cannot be overtaken by a request not read yet.
    fn read_ahead(&mut self) {
        while let Some(request) = self.ahead.take().or_else(|| self.make()) {
            let earliest = self.due.peek().map(|entry| entry.due.0.0);
            if earliest.is_some_and(|due| due < request.opened_at) {
                self.ahead = Some(request);
                return;
            }
            self.wait(&Arc::new(request));
        }
    }

    fn make(&mut self) -> Option<DemoRequest> {
        while self.next < self.requests.count() {
            let made = self.requests.get(self.next);
            self.next += 1;
            if made.is_some() {
                return made;
            }
        }
        None
    }

    fn wait(&mut self, request: &Arc<DemoRequest>) {
        for (place, message) in request.messages.iter().enumerate() {
            self.due
                .push(Entry { due: Reverse((message.written_at, request.index, place)), request: Arc::clone(request) });
        }
    }
}

impl Iterator for Chronicle<'_, '_> {
    type Item = Turn;

    fn next(&mut self) -> Option<Turn> {
        self.read_ahead();
        let Entry { due, request } = self.due.pop()?;
        let Reverse((_, _, place)) = due;
        Some(Turn { request, place })
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.due.cmp(&other.due)
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.due == other.due
    }
}

impl Eq for Entry {}
