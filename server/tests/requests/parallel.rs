//! Fifty senders at once for one office: contiguous numbers, no error.

use crate::harness::story::*;
use contatti_model::requests::Receipt;
use contatti_server::register;
use uuid::Uuid;

on_both_engines! {
    async fn fifty_senders_for_one_office_get_the_numbers_one_to_fifty(world: World) {
        let anna = world.person(ANNA).await;
        let form = filled_form(&anna).await;
        let senders = (0..50).map(|_| {
            let (mut sender, mut form) = (anna.clone(), form.clone());
            form.id = Uuid::now_v7().to_string();
            tokio::spawn(async move { sender.post("/api/v1/requests", &form).await })
        });
        let mut numbers = vec![];
        for sender in senders.collect::<Vec<_>>() {
            let reply = sender.await.unwrap();
            assert_eq!(reply.status, 201, "{}", reply.text());
            numbers.push(reply.json::<Receipt>().registration.number.number);
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=50).collect::<Vec<_>>());
        assert_eq!(register::verify(&world.house).await.unwrap().map(|verified| verified.entries), Ok(50));
    }
}
