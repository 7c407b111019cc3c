//! What the desk makes beside single documents: the papers of a session at once, and calendars.

use super::{ComposeError, Composed, Desk, Wish};
use crate::document::Absent;
use crate::document::piece::{PACKED, Piece};
use crate::domain::action::Reads;
use crate::domain::id::{CommitmentId, EntityId, EntityKind, SessionId};
use crate::exchange::icalendar::Diary;
use crate::i18n::{Label, Lang, Paper};
use crate::store::StoreError;

/// What a session needs beforehand.
#[derive(Debug)]
pub struct Pack {
    /// What its folder is called: no title, since that may name a citizen.
    pub folder_name: String,
    /// The documents in the order in which they are needed; their files sort alike.
    pub documents: Vec<Composed>,
}

impl Desk {
    /// Puts together what a session needs beforehand: its notice, a sheet to be signed, and the file
    /// of each issue on its agenda. The kind of the wish is passed over.
    ///
    /// # Errors
    /// [`ComposeError`] when the store cannot be read, or there is no such session.
    pub fn pack(&mut self, wish: &Wish) -> Result<Pack, ComposeError> {
        let mut documents = Vec::new();
        for kind in PACKED {
            documents.extend(self.compose(&Wish { kind, ..*wish })?);
        }
        for (number, document) in (1..).zip(&mut documents) {
            document.file_name = format!("{number:02}-{}", document.file_name);
        }
        let (pack, copy) = (Piece::Pack.label(wish.lang), wish.copy.label(wish.lang));
        let folder_name = format!("{}-{copy}", self.named_after(pack, wish.of));
        Ok(Pack { folder_name, documents })
    }

    /// A session and the deadlines of its commitments, for calendars.
    ///
    /// # Errors
    /// [`ComposeError`] when the store cannot be read, or there is no such session.
    pub fn session_diary(&mut self, of: EntityId, lang: Lang) -> Result<Diary, ComposeError> {
        let session = SessionId::try_from(of).map_err(|_other| Absent(of))?;
        let world = self.paper_world(of)?;
        Ok(Diary::of_session(&world, session, lang)?)
    }

    /// The deadlines of commitments, for calendars.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub fn deadlines(&mut self, ids: &[CommitmentId], lang: Lang) -> Result<Diary, StoreError> {
        let entities = ids.iter().copied().map(EntityId::from).collect();
        let kinds = vec![EntityKind::Studio, EntityKind::Department, EntityKind::Person];
        let world = self.store.engine().gather(&Reads { entities, kinds, ..Reads::default() })?;
        Ok(Diary::of_deadlines(&world, ids, lang))
    }

    /// The file of a calendar.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read, which tells when each entry was changed.
    pub fn diary_text(&mut self, diary: &Diary) -> Result<String, StoreError> {
        Ok(diary.text(&self.store.engine().revisions(&diary.reads())?))
    }

    /// What the file of a session's calendar is called, without an ending; of deadlines alone where
    /// there is no session.
    pub fn diary_name(&self, of: Option<EntityId>, lang: Lang) -> String {
        match of {
            Some(of) => self.named_after(Piece::Calendar.label(lang), of),
            None => Paper::DiaryDeadlines.label(lang).to_owned(),
        }
    }

    /// Something with the number of its session.
    fn named_after(&self, what: &str, session: EntityId) -> String {
        let row = SessionId::try_from(session).ok();
        let row = row.and_then(|id| self.catalog().sessions.get(&id));
        row.map_or_else(|| what.to_owned(), |row| format!("{what}-{}", row.number))
    }
}
