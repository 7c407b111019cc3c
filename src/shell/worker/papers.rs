//! Documents from the screens: what they say, and where they went.

use super::Worker;
use crate::app::{Answer, PaperPlaces, PaperText, PaperWish};
use crate::command::wording::template_faults_text;
use crate::document::compose::Format;
use crate::document::plain;
use crate::i18n::{Label, Lang};
use crate::shell::desk::{ComposeError, Composed, PaperBytesFault, Standing, Wish};
use crate::shell::paper::{self, changed_text, kept_file_text, sealed_text};
use crate::shell::wording::absent_paper_text;

impl<S: FnMut(Answer) -> bool> Worker<S> {
    /// What the documents that are wished for say.
    pub(super) fn compose(&mut self, wish: PaperWish) -> Result<Vec<PaperText>, String> {
        let composed = self.composed(wish)?;
        Ok(composed.iter().map(|document| text(document, wish.lang)).collect())
    }

    fn composed(&mut self, wish: PaperWish) -> Result<Vec<Composed>, String> {
        self.desk.compose(&desk_wish(wish)).map_err(|error| match error {
            ComposeError::Store(error) => self.words(&error),
            ComposeError::Absent(_) => absent_paper_text(self.lang).to_owned(),
        })
    }

    /// Writes the documents that are wished for into the folder for them, and says where they went.
    pub(super) fn write_paper(&mut self, wish: PaperWish) -> Result<PaperPlaces, String> {
        let composed = self.composed(wish)?;
        let mut places = PaperPlaces::default();
        for document in &composed {
            let put = self.put(document).map_err(|words| {
                let done = places.paths.len();
                if done == 0 { words } else { format!("{}{words}", so_far(done, self.lang)) }
            })?;
            places.notes.extend(paper::notes(&put, self.lang));
            places.paths.push(put.path.display().to_string());
            if composed.len() > 1 {
                let done = places.paths.len();
                (self.send)(Answer::Writing { done, all: composed.len() });
            }
        }
        Ok(places)
    }

    fn put(&self, document: &Composed) -> Result<paper::Put, String> {
        let bytes = self.desk.paper_bytes(document, Format::Docx).map_err(|fault| match fault {
            PaperBytesFault::Docx(fault) => fault.to_string(),
            PaperBytesFault::Kept(fault) => kept_file_text(&fault, self.lang),
            PaperBytesFault::Template(faults) => template_faults_text(&faults, self.lang),
        })?;
        let name = (document.file_name.as_str(), Format::Docx.extension());
        let put = paper::folder().and_then(|folder| paper::put(&folder, name, &bytes, false));
        put.map_err(|fault| paper::fault_text(&fault, self.lang))
    }
}

/// That a batch has come so far.
fn so_far(done: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("前 {done} 份写好了。"),
        Lang::En => format!("The first {done} are written. "),
    }
}

const fn desk_wish(wish: PaperWish) -> Wish {
    Wish { kind: wish.kind, of: wish.of, copy: wish.copy, dated: None, lang: wish.lang }
}

fn text(document: &Composed, lang: Lang) -> PaperText {
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
        lines: plain(&document.sheet).lines().map(str::to_owned).collect(),
        blanks: blanks.iter().map(|blank| blank.unknown.label(lang).to_owned()).collect(),
        is_final: matches!(document.standing, Standing::Final(_)),
        standing,
        changes,
    }
}
