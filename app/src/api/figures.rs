//! The director's figures.

use super::{Outcome, get, with_query};
use contatti_model::figures::{Figures, FiguresForm, ForecastForm, ForecastView};

const FIGURES: &str = "/api/v1/console/figures";

pub async fn figures(form: FiguresForm) -> Outcome<Figures> {
    get(with_query(FIGURES, &form.pairs())).await
}

pub async fn forecast(form: ForecastForm) -> Outcome<ForecastView> {
    let path = format!("{FIGURES}/forecast");
    get(with_query(&path, &[("office", &form.office), ("away", &form.away)])).await
}

/// Where the sums are downloaded.
pub fn figures_export(form: &FiguresForm) -> String {
    with_query(&format!("{FIGURES}/export.csv"), &form.pairs())
}
