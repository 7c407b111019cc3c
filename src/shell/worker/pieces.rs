//! What is made for the office: documents, the papers of a session at once, calendars; shown, or
//! written into the folder for them.

use super::Worker;
use crate::app::{Answer, PaperPlaces, PaperText, PaperWish};
use crate::command::Catalog;
use crate::command::wording::template_faults_text;
use crate::document::compose::Format;
use crate::document::ledger::Scope;
use crate::document::{Copy, Kind, Piece, plain};
use crate::domain::id::{CommitmentId, StudioId};
use crate::exchange::icalendar::Diary;
use crate::i18n::Lang;
use crate::shell::desk::{
    ComposeError, Composed, LedgerFormat, Pack, PaperBytesFault, Standing, Wish, ledger_bytes,
    ledger_name,
};
use crate::shell::pack::{self, Packed};
use crate::shell::paper::{
    self, Put, changed_text, kept_file_text, sealed_text, without_letter_text,
};
use crate::shell::system::io_text;
use crate::shell::wording::{absent_paper_text, no_dates_text, unmarked_text};
use std::path::PathBuf;

/// How a file for calendars ends, without the dot.
const CALENDAR: &str = "ics";

impl<S: FnMut(Answer) -> bool> Worker<S> {
    /// What a document says, or what else was wished for.
    pub(super) fn compose(&mut self, wish: PaperWish) -> Result<Vec<PaperText>, String> {
        let composed = match wish.piece {
            Piece::Document(kind) => self.composed(wish, kind)?,
            Piece::Pack => self.pack(wish)?.documents,
            Piece::Calendar => return Ok(vec![diary_text(&self.diary(wish)?)]),
        };
        let left_out = self.left_out(wish)?;
        let names = self.desk.catalog();
        let texts = composed.iter().map(|document| paper_text(document, (wish.lang, names)));
        Ok(left_out.into_iter().map(note_text).chain(texts).collect())
    }

    /// Writes what is wished for into the folder for it, and says where it went.
    pub(super) fn write(&mut self, wish: PaperWish) -> Result<PaperPlaces, String> {
        match wish.piece {
            Piece::Document(kind) => self.write_paper(wish, kind),
            Piece::Pack => self.write_pack(wish),
            Piece::Calendar => {
                let diary = self.diary(wish)?;
                let name = self.desk.diary_name(Some(wish.of), wish.lang);
                self.write_diary(&diary, &name)
            }
        }
    }

    fn composed(&mut self, wish: PaperWish, kind: Kind) -> Result<Vec<Composed>, String> {
        let composed = self.desk.compose(&desk_wish(wish, kind));
        composed.map_err(|error| self.no_paper(&error))
    }

    /// Which commitments no letter is written about, in words.
    fn left_out(&mut self, wish: PaperWish) -> Result<Option<String>, String> {
        let Piece::Document(kind) = wish.piece else { return Ok(None) };
        let left_out = self.desk.without_letter(&desk_wish(wish, kind));
        let left_out = left_out.map_err(|error| self.words(&error))?;
        Ok(left_out.map(|it| without_letter_text(&it, self.desk.catalog(), wish.lang)))
    }

    fn pack(&mut self, wish: PaperWish) -> Result<Pack, String> {
        let pack = self.desk.pack(&desk_wish(wish, Kind::Notice));
        pack.map_err(|error| self.no_paper(&error))
    }

    fn diary(&mut self, wish: PaperWish) -> Result<Diary, String> {
        let diary = self.desk.session_diary(wish.of, wish.lang);
        diary.map_err(|error| self.no_paper(&error))
    }

    fn no_paper(&self, error: &ComposeError) -> String {
        match error {
            ComposeError::Store(error) => self.words(error),
            ComposeError::Absent(_) => absent_paper_text(self.lang).to_owned(),
        }
    }

    /// Writes the documents that are wished for into the folder for them, and says where they went.
    fn write_paper(&mut self, wish: PaperWish, kind: Kind) -> Result<PaperPlaces, String> {
        let composed = self.composed(wish, kind)?;
        let left_out = self.left_out(wish)?;
        if let (true, Some(words)) = (composed.is_empty(), &left_out) {
            return Err(words.clone());
        }
        let mut places =
            PaperPlaces { notes: left_out.into_iter().collect(), ..Default::default() };
        for document in &composed {
            let put = self.put(document).map_err(|words| so_far(&places, words, self.lang))?;
            places.notes.extend(unmarked_text(document, self.lang));
            self.note(&mut places, &put);
            if composed.len() > 1 {
                let done = places.paths.len();
                (self.send)(Answer::Writing { done, all: composed.len() });
            }
        }
        Ok(places)
    }

    fn put(&self, document: &Composed) -> Result<Put, String> {
        let bytes = self.bytes(document)?;
        let name = (document.file_name.as_str(), Format::Docx.extension());
        let put = paper::put(&self.folder()?, name, &bytes, false);
        put.map_err(|fault| paper::fault_text(&fault, self.lang))
    }

    fn note(&self, places: &mut PaperPlaces, put: &Put) {
        places.notes.extend(paper::notes(put, self.lang));
        places.paths.push(put.path.display().to_string());
    }

    /// Writes what a session needs beforehand into a folder of its own.
    fn write_pack(&mut self, wish: PaperWish) -> Result<PaperPlaces, String> {
        let pack = self.pack(wish)?;
        let named =
            |document: &Composed| format!("{}.{}", document.file_name, Format::Docx.extension());
        let files = pack.documents.iter().map(|it| Ok((named(it), self.bytes(it)?)));
        let files = files.collect::<Result<Vec<Packed>, String>>()?;
        let folder = pack::free_folder(&self.folder()?, &pack.folder_name);
        let mut places = PaperPlaces::default();
        let written = pack::write_all(&folder, &files, false, |put| {
            self.note(&mut places, &put);
            (self.send)(Answer::Writing { done: places.paths.len(), all: files.len() });
        });
        match written {
            Ok(()) => {
                let unmarked = pack.documents.iter().find_map(|it| unmarked_text(it, self.lang));
                places.notes.extend(unmarked);
                Ok(places)
            }
            Err(fault) => Err(so_far(&places, paper::fault_text(&fault, self.lang), self.lang)),
        }
    }

    /// Writes the deadlines of commitments for calendars.
    pub(super) fn write_deadlines(&mut self, ids: &[CommitmentId]) -> Result<PaperPlaces, String> {
        let diary = self.desk.deadlines(ids, self.lang).map_err(|error| self.words(&error))?;
        let name = self.desk.diary_name(None, self.lang);
        self.write_diary(&diary, &name)
    }

    /// Writes the ledger of the issues of a studio, or of all, as a workbook.
    pub(super) fn write_ledger(&mut self, studio: Option<StudioId>) -> Result<PaperPlaces, String> {
        let today = self.desk.today(self.clock.today());
        let scope = Scope { studio, ..Scope::default() };
        let (copy, format) = (Copy::Internal, LedgerFormat::Xlsx);
        let ledger = self.desk.ledger(&scope, copy, self.lang, today);
        let ledger = ledger.map_err(|error| self.words(&error))?;
        let bytes = ledger_bytes(&ledger, format, today);
        let bytes = bytes.map_err(|fault| io_text(&fault, self.lang))?;
        let name = ledger_name(copy, today, self.lang);
        let (folder, readers) = (self.folder()?, paper::Readers::Owner);
        let put = paper::put_for(readers, &folder, (&name, format.extension()), &bytes, false)
            .map_err(|fault| paper::fault_text(&fault, self.lang))?;
        let mut places = PaperPlaces::default();
        self.note(&mut places, &put);
        Ok(places)
    }

    fn write_diary(&mut self, diary: &Diary, name: &str) -> Result<PaperPlaces, String> {
        if diary.entries.is_empty() {
            return Err(no_dates_text(self.lang).to_owned());
        }
        let text = self.desk.diary_text(diary).map_err(|error| self.words(&error))?;
        let put = paper::put(&self.folder()?, (name, CALENDAR), text.as_bytes(), false)
            .map_err(|fault| paper::fault_text(&fault, self.lang))?;
        let mut places = PaperPlaces::default();
        self.note(&mut places, &put);
        places.notes.extend(diary.left_out());
        Ok(places)
    }

    fn folder(&self) -> Result<PathBuf, String> {
        paper::folder(self.lang).map_err(|fault| paper::fault_text(&fault, self.lang))
    }

    fn bytes(&self, document: &Composed) -> Result<Vec<u8>, String> {
        let bytes = self.desk.paper_bytes(document, Format::Docx);
        bytes.map_err(|fault| match fault {
            PaperBytesFault::Docx(fault) => fault.to_string(),
            PaperBytesFault::Kept(fault) => kept_file_text(&fault, self.lang),
            PaperBytesFault::Template(faults) => template_faults_text(&faults, self.lang),
        })
    }
}

/// Why a batch stopped, with how far it has come.
fn so_far(places: &PaperPlaces, words: String, lang: Lang) -> String {
    match (places.paths.len(), lang) {
        (0, _) => words,
        (done, Lang::Zh) => format!("前 {done} 份写好了。{words}"),
        (done, Lang::En) => format!("The first {done} are written. {words}"),
    }
}

const fn desk_wish(wish: PaperWish, kind: Kind) -> Wish {
    Wish { kind, of: wish.of, copy: wish.copy, dated: wish.dated, lang: wish.lang }
}

fn paper_text(document: &Composed, (lang, names): (Lang, &Catalog)) -> PaperText {
    let (standing, changes) = match &document.standing {
        Standing::Draft => (String::new(), Vec::new()),
        Standing::Final(sealed) => (sealed_text(sealed, lang), Vec::new()),
        Standing::Changed { since, differences } => {
            let signed = differences.iter().flatten();
            let changes = signed.map(|change| format!("{} {}", change.sign(), change.words()));
            (changed_text(since, differences.as_deref(), lang), changes.collect())
        }
    };
    let blanks = document.sheet.blanks();
    PaperText {
        note: String::new(),
        lines: plain(&document.sheet).lines().map(str::to_owned).collect(),
        blanks: blanks.iter().map(|blank| blank.words(lang, names)).collect(),
        is_templated: document.fields.is_some(),
        is_final: matches!(document.standing, Standing::Final(_)),
        standing,
        changes,
    }
}

/// A note before the documents, in the place of one that is not written.
fn note_text(note: String) -> PaperText {
    PaperText { note, ..PaperText::default() }
}

/// What a calendar has, and what it leaves out.
fn diary_text(diary: &Diary) -> PaperText {
    let mut lines = diary.summary();
    lines.extend(diary.left_out());
    PaperText { lines, ..PaperText::default() }
}
