//! What every document has around its words: the stamp at the top, the colophon at the end.

use super::{
    Copy, Kind,
    phrase::{Blank, Phrase, Unknown},
    setting::Setting,
    sheet::{Block, Sheet},
};
use crate::i18n::{Label, Paper, wording::day_in_text};

/// An empty document with its stamp: that it is a draft or corrected, and who may read it. A final
/// public copy bears none.
pub fn stamped(kind: Kind, setting: &Setting) -> Sheet {
    let lang = setting.lang;
    let state = setting.state;
    let draft = (!state.is_final).then(|| Paper::Draft.said(lang).to_owned());
    let corrected = state.is_corrected().then(|| {
        let version = [("version", Phrase::said(state.version.to_string()))];
        Phrase::fill(Paper::CorrectedVersion.said(lang), &version).plain()
    });
    let copy = (setting.copy == Copy::Internal).then(|| setting.copy.label(lang).to_owned());
    let stamps: Vec<String> = draft.into_iter().chain(corrected).chain(copy).collect();
    let mut sheet = Sheet::new(kind, setting);
    if !stamps.is_empty() {
        sheet.blocks.push(Block::Stamp(stamps.join(lang.pick("\u{3000}", " · "))));
    }
    sheet
}

/// The office, or a blank where nobody has set it.
pub fn office(setting: &Setting) -> Phrase {
    Phrase::said_or(&setting.imprint.office, Blank::of_settings(Unknown::Office).wide(8))
}

/// The day that is stored with the version, or a blank.
pub fn dated(setting: &Setting) -> Phrase {
    let day = setting.imprint.dated.map(|day| day_in_text(day, setting.lang)).unwrap_or_default();
    Phrase::said_or(&day, Blank::of_settings(Unknown::Issued).wide(6))
}

/// The colophon 版记: who gets a copy, who issued it and when (GB/T 9704-2012, 7.4).
pub fn colophon(setting: &Setting) -> Block {
    let lang = setting.lang;
    let copies = setting.imprint.copies_to.join(Paper::Comma.said(lang));
    let stop = Phrase::said(Paper::Stop.said(lang));
    let copies_to = (!copies.is_empty())
        .then(|| Phrase::fill(Paper::CopiesTo.said(lang), &[("copies", copies.into())]).then(stop));
    let date = Phrase::fill(Paper::IssuedOn.said(lang), &[("day", dated(setting))]);
    Block::Colophon { copies_to, office: office(setting), date }
}
