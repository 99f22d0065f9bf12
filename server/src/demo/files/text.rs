//! Texts inside files: a receipt, a declaration, a note. Everything in them is invented and says so.

use crate::demo::dice::Dice;

const TITLES: [&str; 6] = [
    "Quietanza di versamento",
    "Ricevuta di trasmissione",
    "Prospetto riepilogativo",
    "Visura",
    "Comunicazione",
    "Dichiarazione sostitutiva",
];

/// The lines of a one-page document.
pub(super) fn receipt(index: u32, dice: &mut Dice) -> Vec<String> {
    let title = dice.pick(&TITLES).copied().unwrap_or_default();
    let mut lines = vec![
        format!("{title} n. {index:06}"),
        "Documento dimostrativo di Contatti: nomi, importi e numeri sono inventati.".to_owned(),
        String::new(),
    ];
    for row in 1..=dice.between(4, 12) {
        let month = dice.between(1, 12);
        let (euros, cents) = (dice.between(80, 9_900), dice.between(0, 99));
        lines.push(format!(
            "Riga {row}: periodo {month:02}/2026, causale DM10, importo dovuto {euros},{cents:02} euro (già versato)"
        ));
    }
    lines.push(String::new());
    lines.push("La presente attestazione non ha alcun valore.".to_owned());
    lines
}

/// Something that looks like a monthly declaration; the names of its elements are not the institute's.
pub(super) fn declaration(index: u32, dice: &mut Dice) -> String {
    let month = dice.between(1, 12);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!-- Documento dimostrativo: dati inventati. -->\n\
         <DenunciaDimostrativa progressivo=\"{index}\">\n  <Periodo>2026-{month:02}</Periodo>\n"
    );
    for worker in 1..=dice.between(2, 9) {
        let (base, days) = (dice.between(900, 3_800), dice.between(8, 26));
        xml.push_str(&format!(
            "  <Lavoratore numero=\"{worker}\">\n    <Imponibile>{base}</Imponibile>\n    \
             <Giorni>{days}</Giorni>\n  </Lavoratore>\n"
        ));
    }
    xml.push_str("</DenunciaDimostrativa>\n");
    xml
}

/// A plain note.
pub(super) fn note(index: u32, dice: &mut Dice) -> String {
    format!(
        "Appunto dimostrativo n. {index}\n\nImporti verificati: {} su {}. Perché è un esempio, nulla è vero.\n",
        dice.between(3, 9),
        dice.between(9, 20)
    )
}
/// A letter by e-mail that says no more than `text`.
pub fn mail(text: &str) -> String {
    format!("From: contatti@azienda.example\r\nSubject: Nota\r\n\r\n{text}")
}
