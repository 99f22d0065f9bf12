//! Archives made to do harm are refused by name, in bounded time, while others go on.

use crate::harness::story::*;
use crate::harness::{World, pdf, zip};
use contatti_model::Issue;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

/// Small as sent, `megabytes` when opened.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(vec![]));
    let zeros = vec![0; 1_000_000];
    zip.start_file("zeri.txt", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..megabytes {
        zip.write_all(&zeros).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn refused(world: &World, bytes: Vec<u8>) -> Issue {
    let mut anna = world.person(ANNA).await;
    anna.upload("documenti.zip", bytes).await.problem().fields.remove(0).issue
}

on_both_engines! {
    async fn an_archive_that_becomes_huge_is_refused_at_once_and_nobody_waits(world: World) {
        let bomb = bomb(260);
        assert!(bomb.len() < 1_000_000, "{} bytes", bomb.len());
        let start = Instant::now();
        let issue = refused(&world, bomb).await;
        assert_eq!(issue, Issue::ArchiveTooLarge { name: "documenti.zip".into(), max_bytes: 250_000_000 });
        world.person(GIULIA).await.uploaded("a.pdf", pdf(900)).await;
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    async fn an_archive_of_a_thousand_and_one_files_is_refused(world: World) {
        let names: Vec<_> = (0..1_001).map(|number| number.to_string()).collect();
        let files: Vec<_> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
        let issue = refused(&world, zip(&files)).await;
        assert_eq!(issue, Issue::ArchiveTooFull { name: "documenti.zip".into(), max: 1_000 });
    }

    async fn a_torn_archive_is_told_and_a_whole_one_with_an_archive_inside_is_kept(world: World) {
        let mut torn = zip(&[("a.txt", b"abc")]);
        torn.truncate(torn.len() - 30);
        assert_eq!(refused(&world, torn).await, Issue::ArchiveUnreadable { name: "documenti.zip".into() });
        let inner = zip(&[("dentro.pdf", &pdf(900))]);
        world.person(ANNA).await.uploaded("documenti.zip", zip(&[("inner.zip", &inner), ("a.pdf", &pdf(900))])).await;
    }
}
