//! The director's figures, and what lies behind them.

use super::{Outcome, get, with_query};
use contatti_model::figures::{BehindForm, BehindNumber, Figures, FiguresForm, ForecastForm, ForecastView};

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

/// Where the qualities over time are downloaded.
pub fn over_time_export(form: &FiguresForm) -> String {
    with_query(&format!("{FIGURES}/over-time/export.csv"), &form.pairs())
}

/// One page of what lies behind a number.
pub async fn behind_figure(form: BehindForm, cursor: String) -> Outcome<BehindNumber> {
    let pairs: Vec<_> = form.pairs().into_iter().chain([("cursor", cursor.as_str())]).collect();
    get(with_query(&format!("{FIGURES}/requests"), &pairs)).await
}

/// Where the lines behind a number are downloaded.
pub fn behind_figure_export(form: &BehindForm) -> String {
    with_query(&format!("{FIGURES}/requests/export.csv"), &form.pairs())
}
