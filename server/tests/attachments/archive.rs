//! All files of a request as one .zip.

use crate::harness::story::*;
use crate::harness::{JPEG, pdf};
use std::io::{Cursor, Read};

on_both_engines! {
    async fn the_archive_holds_every_file_whole_also_two_of_one_name(world: World) {
        let mut anna = world.person(ANNA).await;
        let heavy = pdf(700_000);
        let mut ids = vec![];
        for (name, bytes) in [("doc.pdf", heavy.clone()), ("doc.pdf", pdf(900)), ("foto è.jpg", JPEG.to_vec())] {
            ids.push(anna.uploaded(name, bytes).await.id);
        }
        let receipt = send_with(&mut anna, &ids).await;
        let reply = anna.get(&format!("/api/v1/requests/{}/attachments.zip", receipt.request)).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, "application/zip"));
        let mut archive = zip::ZipArchive::new(Cursor::new(reply.body)).unwrap();
        let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["doc.pdf", "doc (2).pdf", "foto è.jpg"]);
        let mut bytes = vec![];
        archive.by_name("doc.pdf").unwrap().read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, heavy);
    }

    async fn a_request_without_files_has_no_archive(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        assert_eq!(anna.get(&format!("/api/v1/requests/{id}/attachments.zip")).await.status, 404);
    }
}
