//! Documents made at the desk: everything that they tell of is read, then they are put together.

use super::Desk;
use crate::document::compose::{Order, compose, file_name, orders};
use crate::document::{Absent, Copy, Fonts, Imprint, Kind, Setting, Sheet, State};
use crate::domain::action::Reads;
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::world::World;
use crate::i18n::Lang;
use crate::store::StoreError;
use chrono::NaiveDate;

/// A document that was put together.
#[derive(Debug, Clone)]
pub struct Composed {
    /// Which one.
    pub order: Order,
    /// What it says.
    pub sheet: Sheet,
    /// What its file is called, without an ending.
    pub file_name: String,
}

/// What is wished of a document.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// Which document.
    pub kind: Kind,
    /// What it is about.
    pub of: EntityId,
    /// Who may read it.
    pub copy: Copy,
    /// The day that stands on it.
    pub dated: Option<NaiveDate>,
    /// Its language.
    pub lang: Lang,
}

/// Why no document was put together.
#[derive(Debug)]
pub enum ComposeError {
    /// The store cannot be read.
    Store(StoreError),
    /// What it is about is not there.
    Absent(Absent),
}

impl From<StoreError> for ComposeError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Absent> for ComposeError {
    fn from(absent: Absent) -> Self {
        Self::Absent(absent)
    }
}

impl Desk {
    /// What documents are made for here, as drafts.
    pub fn paper_setting(&self, wish: &Wish) -> Setting {
        let options = &self.settings().options;
        let imprint = Imprint {
            office: self.settings().office.clone(),
            code: options.document_code.clone(),
            copies_to: options.copies_to.clone(),
            fonts: Fonts::named(&options.fonts),
            dated: wish.dated,
            number: None,
        };
        Setting { lang: wish.lang, copy: wish.copy, state: State::Draft, imprint }
    }

    /// Puts the documents together that are wished for, one after the other; none where there is
    /// nothing to write about.
    ///
    /// # Errors
    /// [`ComposeError`] when the store cannot be read, or there is no such thing.
    pub fn compose(&mut self, wish: &Wish) -> Result<Vec<Composed>, ComposeError> {
        let setting = self.paper_setting(wish);
        let world = self.paper_world(wish.of)?;
        orders(&world, wish.kind, wish.of)
            .into_iter()
            .map(|order| {
                let sheet = compose(&world, order, &setting)?;
                Ok(Composed { order, sheet, file_name: file_name(&world, order, wish.lang) })
            })
            .collect()
    }

    /// Everything that a document about something may tell of: names are masked by everybody's name,
    /// so all people are needed.
    fn paper_world(&mut self, of: EntityId) -> Result<World, StoreError> {
        let kinds = vec![EntityKind::Studio, EntityKind::Department, EntityKind::Person];
        let mut entities = vec![of];
        let itself =
            self.store().engine().gather(&Reads { alone: vec![of], ..Reads::default() })?;
        for session in itself.sessions() {
            entities.extend(session.agenda.iter().map(|item| EntityId::from(item.issue)));
            entities.extend(session.commitments.iter().map(|id| EntityId::from(*id)));
        }
        for commitment in itself.commitments() {
            entities.push(commitment.issue.into());
            entities.extend(commitment.session.map(EntityId::from));
        }
        self.store().engine().gather(&Reads { entities, kinds, ..Reads::default() })
    }
}
