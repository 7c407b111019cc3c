//! What every document has around its words: the stamp at the top, the colophon at the end.

use super::{
    Copy, Kind, difference,
    phrase::{Blank, Phrase, Unknown},
    setting::Setting,
    sheet::{Block, Sheet},
};
use crate::i18n::{Label, Paper, wording::day_in_text};

/// An empty document with its stamp: that it is a draft or corrected, and who may read it. A final
/// public copy bears none.
pub fn stamped(kind: Kind, setting: &Setting) -> Sheet {
    let mut sheet = Sheet::new(kind, setting);
    sheet.blocks.extend(stamp(setting, &version(setting, false)));
    sheet
}

/// Stamps a later version by its number alone where it says what the one before it does, so that nobody
/// looks for what was corrected.
pub fn restamp(sheet: &mut Sheet, setting: &Setting) {
    if !is_reprint(sheet, setting) {
        return;
    }
    if let (Some(Block::Stamp(words)), Some(Block::Stamp(plain))) =
        (sheet.blocks.first_mut(), stamp(setting, &version(setting, true)))
    {
        *words = plain;
    }
}

/// Whether a later version says what the one before it does, but for its number and day. Where that is not
/// at hand, nobody knows.
pub fn is_reprint(sheet: &Sheet, setting: &Setting) -> bool {
    let earlier = setting.earlier.as_ref().filter(|_| setting.state.is_corrected());
    earlier.is_some_and(|earlier| difference::is_reprint(earlier, &sheet.canonical()))
}

/// Which version it is, where it is not the first.
pub fn version(setting: &Setting, is_reprint: bool) -> String {
    if !setting.state.is_corrected() {
        return String::new();
    }
    let paper = if is_reprint { Paper::LaterVersion } else { Paper::CorrectedVersion };
    let version = [("version", Phrase::said(setting.state.version.to_string()))];
    Phrase::fill(paper.said(setting.lang), &version).plain()
}

fn stamp(setting: &Setting, version: &str) -> Option<Block> {
    let lang = setting.lang;
    let draft = if setting.state.is_final { "" } else { Paper::Draft.said(lang) };
    let copy = if setting.copy == Copy::Internal { setting.copy.label(lang) } else { "" };
    let stamps: Vec<&str> =
        [draft, version, copy].into_iter().filter(|it| !it.is_empty()).collect();
    (!stamps.is_empty()).then(|| Block::Stamp(stamps.join(lang.pick("\u{3000}", " · "))))
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
