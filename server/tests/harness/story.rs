//! What most stories begin with: somebody composes and sends a request.

use super::Client;
use contatti_model::identity::{Binding, NewToken, TokenForm};
use contatti_model::requests::{ComposeOptions, Receipt, RequestDetail, RequestForm};
use contatti_model::{AttachmentId, RequestId};
use uuid::Uuid;

/// A company user of the Naples office.
pub const ANNA: &str = "anna.rossi";
/// A labour consultant in Naples with mandates.
pub const GIULIA: &str = "giulia.capuano";
/// Two operators of the Naples office, and one of Milan.
pub const LUCA: &str = "luca.ferrara";
pub const SARA: &str = "sara.montella";
pub const MARCO: &str = "marco.colnaghi";
pub const DIRECTOR: &str = "carmela.improta";
/// A company user of a province no rule routes, and the operator of the fallback desk.
pub const MATHIEU: &str = "mathieu.vuillermoz";
pub const EMANUELE: &str = "emanuele.frasca";

/// A form that holds, for the first position and the first subject offered for its scheme.
pub async fn filled_form(client: &Client) -> RequestForm {
    let options: ComposeOptions = client.read("/api/v1/compose").await;
    let position = options.positions.first().expect("nobody to act for");
    let area = options.areas.iter().find(|area| area.scheme == position.scheme).expect("no subject");
    let subject = area.subjects.iter().find(|subject| subject.profile.code == "3x3").expect("no 3x3 subject");
    RequestForm {
        id: Uuid::now_v7().to_string(),
        position: position.id.to_string(),
        subject: subject.id.to_string(),
        text: "Perché il DURC risulta “irregolare”? L'F24 è del 16/10. 🙏 שלום عليكم".into(),
        email: "anna@azienda.example".into(),
        telephone: String::new(),
        after: String::new(),
        attachments: vec![],
    }
}

pub async fn send(client: &mut Client, form: &RequestForm) -> Receipt {
    let reply = client.post("/api/v1/requests", form).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}

/// Sends a fresh request with the given waiting files.
pub async fn send_with(client: &mut Client, files: &[AttachmentId]) -> Receipt {
    let mut form = filled_form(client).await;
    form.attachments = files.iter().map(ToString::to_string).collect();
    send(client, &form).await
}

pub async fn detail(client: &Client, id: RequestId) -> RequestDetail {
    client.read(&format!("/api/v1/requests/{id}")).await
}

pub fn token_form(bound_to: Binding, scopes: &str) -> TokenForm {
    TokenForm {
        id: Uuid::now_v7().to_string(),
        name: "Paghe".into(),
        bound_to: bound_to.to_string(),
        scopes: scopes.into(),
        days: "30".into(),
    }
}

/// A token this person makes for a program.
pub async fn made(client: &mut Client, bound_to: Binding, scopes: &str) -> NewToken {
    let reply = client.post("/api/v1/tokens", &token_form(bound_to, scopes)).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}
