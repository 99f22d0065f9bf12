//! One question to the database for all who ask the same at the same time: fifty pages that hear of one change read their list once.

use super::in_use::InUse;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Shares an answer only with whoever asked before its question was put: nobody is told what held before they asked, and
/// nothing is remembered once the last of them went away.
pub(crate) struct Together<K, V> {
    questions: InUse<K, Question<V>>,
}

struct Question<V> {
    /// How many asked it so far.
    asked: AtomicU64,
    answered: tokio::sync::Mutex<Answered<V>>,
}

impl<V> Default for Question<V> {
    fn default() -> Self {
        Self { asked: AtomicU64::new(0), answered: tokio::sync::Mutex::new(Answered { last: 0, answer: None }) }
    }
}

/// The last of those who were answered, and with what; none where the question failed.
struct Answered<V> {
    last: u64,
    answer: Option<Arc<V>>,
}

/// How long one waits for another's answer before asking alone.
const PATIENCE: Duration = Duration::from_secs(2);

impl<K, V> Default for Together<K, V> {
    fn default() -> Self {
        Self { questions: InUse::default() }
    }
}

impl<K: Eq + Hash, V> Together<K, V> {
    /// The answer to `ask`, put to the database by the first in line for all who stand in it by then.
    ///
    /// # Errors
    /// As `ask`; an error is told to the one whose question it was, and those who waited for it each ask alone.
    pub async fn answer<E>(&self, what: K, ask: impl Future<Output = Result<V, E>>) -> Result<Arc<V>, E> {
        let question = self.questions.of(what, Question::default);
        let place = question.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let Ok(mut answered) = tokio::time::timeout(PATIENCE, question.answered.lock()).await else {
            return ask.await.map(Arc::new);
        };
        if place <= answered.last {
            let shared = answered.answer.clone();
            drop(answered);
            return match shared {
                Some(answer) => Ok(answer),
                None => ask.await.map(Arc::new),
            };
        }
        let last = question.asked.load(Ordering::SeqCst);
        *answered = Answered { last, answer: None };
        let answer = Arc::new(ask.await?);
        answered.answer = Some(Arc::clone(&answer));
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;
    use std::sync::atomic::AtomicUsize;
    use tokio::sync::Notify;

    /// A database that says how often it was asked, and answers once it is let.
    #[derive(Default)]
    struct Slow {
        asked: AtomicUsize,
        let_go: Notify,
    }

    impl Slow {
        async fn ask(&self) -> Result<usize, Infallible> {
            let count = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            self.let_go.notified().await;
            Ok(count)
        }
    }

    #[tokio::test]
    async fn whoever_asks_while_a_question_is_under_way_shares_the_next_one_and_never_that_one() {
        let (together, slow) = (Together::default(), Slow::default());
        let ask = || together.answer("list", slow.ask());
        let releases = async {
            for _ in 0..2 {
                tokio::task::yield_now().await;
                slow.let_go.notify_one();
            }
        };
        let (first, second, third, fourth, ()) = tokio::join!(ask(), ask(), ask(), ask(), releases);
        let answers = [first, second, third, fourth].map(|answer| *answer.unwrap_or_default());
        assert_eq!(answers, [1, 2, 2, 2]);
        assert_eq!(slow.asked.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn an_answer_is_not_kept_for_who_asks_later() {
        let (together, slow) = (Together::default(), Slow::default());
        for turn in 1..=2 {
            slow.let_go.notify_one();
            assert_eq!(*together.answer("list", slow.ask()).await.unwrap_or_default(), turn);
        }
    }

    #[tokio::test]
    async fn different_questions_do_not_wait_for_each_other() {
        let (together, slow) = (Together::default(), Slow::default());
        let quick = async {
            let answer = together.answer("counts", async { Ok::<_, Infallible>(7) }).await;
            slow.let_go.notify_one();
            answer
        };
        let (list, counts) = tokio::join!(together.answer("list", slow.ask()), quick);
        assert_eq!((*list.unwrap_or_default(), *counts.unwrap_or_default()), (1, 7));
    }

    #[tokio::test]
    async fn who_goes_away_leaves_the_question_to_the_next() {
        let (together, slow) = (Together::default(), Slow::default());
        {
            let gone = together.answer("list", slow.ask());
            tokio::pin!(gone);
            assert!(futures::poll!(gone).is_pending());
        }
        slow.let_go.notify_one();
        assert_eq!(*together.answer("list", slow.ask()).await.unwrap_or_default(), 2);
    }

    #[tokio::test]
    async fn who_waited_for_a_question_that_failed_asks_alone_and_not_in_line() {
        let (together, asked) = (Together::default(), AtomicUsize::new(0));
        let (let_go, both) = (Notify::new(), tokio::sync::Barrier::new(2));
        let ask = || {
            together.answer("list", async {
                match asked.fetch_add(1, Ordering::SeqCst) {
                    0 => let_go.notified().await,
                    1 => return Err("the database is away"),
                    // Neither is answered before the other asked too.
                    _ => {
                        both.wait().await;
                    }
                }
                Ok(7)
            })
        };
        let release = async { let_go.notify_one() };
        let all = async { tokio::join!(ask(), ask(), ask(), ask(), release) };
        // In line, the last would ask alone only after its patience.
        let all = tokio::time::timeout(PATIENCE / 2, all).await;
        let (first, second, third, fourth, ()) = all.expect("they wait for each other");
        assert!(first.is_ok() && second.is_err() && third.is_ok() && fourth.is_ok());
    }

    #[tokio::test]
    async fn nobody_waits_long_for_a_question_that_hangs() {
        let (together, slow) = (Together::default(), Slow::default());
        let hangs = together.answer("list", slow.ask());
        tokio::pin!(hangs);
        assert!(futures::poll!(&mut hangs).is_pending());
        let other = together.answer("list", async { Ok::<_, Infallible>(7) });
        assert_eq!(*other.await.unwrap_or_default(), 7);
    }

    #[tokio::test]
    async fn what_nobody_asks_any_more_takes_no_room() {
        let together = Together::default();
        for list in 0..100 {
            let _: Result<_, Infallible> = together.answer(list, async { Ok(list) }).await;
        }
        assert_eq!(together.questions.names(), 1);
    }
}
