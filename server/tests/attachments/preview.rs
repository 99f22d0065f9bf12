//! Files shown in the page: pictures and PDFs alone, under a policy that lets nothing in them run.

use crate::harness::story::*;
use crate::harness::{JPEG, pdf, zip};

on_both_engines! {
    async fn a_picture_and_a_pdf_are_shown_and_everything_else_is_downloaded(world: World) {
        let mut anna = world.person(ANNA).await;
        let (photo, paper) = (anna.uploaded("foto è.jpg", JPEG).await, anna.uploaded("a.pdf", pdf(900)).await);
        let text = anna.uploaded("pagina.txt", "<script>alert(1)</script>").await;
        let archive = anna.uploaded("a.zip", zip(&[("a", b"a")])).await;
        for (file, policy) in [(&photo, "sandbox"), (&paper, "frame-ancestors 'self'")] {
            let shown = anna.get(&format!("/api/v1/attachments/{}?inline=true", file.id)).await;
            assert!(shown.header("content-disposition").starts_with("inline; filename*=UTF-8''"));
            assert_eq!(shown.header("x-content-type-options"), "nosniff");
            assert_eq!(shown.header("x-frame-options"), "SAMEORIGIN");
            let said = shown.header("content-security-policy");
            assert!(said.starts_with("default-src 'none'") && said.contains(policy) && !said.contains("script"), "{said}");
            let plain = anna.get(&format!("/api/v1/attachments/{}", file.id)).await;
            assert!(plain.header("content-disposition").starts_with("attachment"));
            assert_eq!(plain.body, shown.body);
        }
        for file in [&text, &archive] {
            let reply = anna.get(&format!("/api/v1/attachments/{}?inline=true", file.id)).await;
            assert!(reply.header("content-disposition").starts_with("attachment"));
            assert_eq!(reply.header("x-frame-options"), "DENY");
        }
    }
}
