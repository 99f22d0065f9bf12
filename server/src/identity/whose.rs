//! Of whom an office reads: a company, one of its positions, or a consultant's firm.

use crate::db::on;
use crate::house::House;
use crate::web::Answer;
use contatti_model::{CompanyId, IntermediaryId, PositionId};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    Company(CompanyId),
    Position(PositionId),
    Firm(IntermediaryId),
}

impl Whose {
    /// The company, or one position of it where one is named; none where that is another company's. Authority is the caller's.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn of_company(
        house: &House,
        company: CompanyId,
        position: Option<PositionId>,
    ) -> Answer<Option<Self>> {
        let Some(position) = position else { return Ok(Some(Self::Company(company))) };
        let sql = "SELECT COUNT(*) FROM positions WHERE company_id = $1 AND id = $2";
        let own: i64 =
            on!(&house.db, pool => sqlx::query_scalar(sql).bind(company.0).bind(position.0).fetch_one(pool).await)?;
        Ok((own > 0).then_some(Self::Position(position)))
    }

    pub(crate) fn id(self) -> Uuid {
        match self {
            Self::Company(id) => id.0,
            Self::Position(id) => id.0,
            Self::Firm(id) => id.0,
        }
    }
}
