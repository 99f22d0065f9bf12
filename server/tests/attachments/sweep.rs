//! Leftovers go after a day; what belongs to a request stays, also when the same content was left over.

use crate::harness::pdf;
use crate::harness::story::*;
use contatti_server::attachments::sweep;

on_both_engines! {
    async fn a_file_nobody_sent_is_swept_after_a_day_and_a_sent_one_never(world: World) {
        let mut anna = world.person(ANNA).await;
        let (same, other) = (pdf(1_000), pdf(2_000));
        let sent = anna.uploaded("inviato.pdf", same.clone()).await;
        let twin = anna.uploaded("gemello.pdf", same.clone()).await;
        let left = anna.uploaded("dimenticato.pdf", other).await;
        assert_eq!(sent.sha256, twin.sha256);
        send_with(&mut anna, &[sent.id]).await;
        assert_eq!(sweep(&world.house).await.unwrap(), (0, 0));
        // Objects carry the machine's own time, so the world moves a day past that too.
        world.at("2099-01-01T00:00:00Z");
        assert_eq!(sweep(&world.house).await.unwrap(), (2, 1));
        assert!(world.house.files.holds(&sent.sha256).await && !world.house.files.holds(&left.sha256).await);
    }
}
