//! Numbers restart on 1 January in Rome, and a lagging clock cannot reopen the old year.

use crate::harness::story::*;
use contatti_server::register;

on_both_engines! {
    async fn the_first_number_after_midnight_in_rome_is_one(world: World) {
        let mut anna = world.person(ANNA).await;
        world.at("2026-11-23T10:00:00Z");
        assert_eq!(send_with(&mut anna, &[]).await.registration.number.to_string(), "INPS.5100.2026.0000001");
        world.at("2026-12-31T22:59:59Z");
        let mut anna = world.person(ANNA).await;
        assert_eq!(send_with(&mut anna, &[]).await.registration.number.to_string(), "INPS.5100.2026.0000002");
        world.at("2026-12-31T23:00:00Z");
        assert_eq!(send_with(&mut anna, &[]).await.registration.number.to_string(), "INPS.5100.2027.0000001");
        // A second server whose clock is behind.
        world.at("2026-12-31T22:59:58Z");
        assert_eq!(send_with(&mut anna, &[]).await.registration.number.to_string(), "INPS.5100.2027.0000002");
        assert_eq!(register::verify(&world.house).await.unwrap().map(|verified| verified.entries), Ok(4));
    }

    async fn each_office_counts_for_itself(world: World) {
        let (mut anna, mut mathieu) = (world.person(ANNA).await, world.person(MATHIEU).await);
        assert_eq!(send_with(&mut anna, &[]).await.registration.number.number, 1);
        let other = send_with(&mut mathieu, &[]).await.registration.number;
        assert_eq!((other.number, other.area == "INPS.5100"), (1, false));
    }

    async fn a_send_that_is_refused_uses_no_number(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = filled_form(&anna).await;
        send(&mut anna, &form).await;
        assert_eq!(anna.post("/api/v1/requests", &form).await.status, 200);
        assert_eq!(send_with(&mut anna, &[]).await.registration.number.number, 2);
    }
}
