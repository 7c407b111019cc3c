//! Documents made at the desk: everything that they tell of is read, then they are put together.

use super::{Desk, DeskError};
use crate::command::fill::{Fault, FieldFault};
use crate::document::compose::{
    Format, LeftOut, Order, all_versions, bytes, compose, orders, versions, without_department,
};
use crate::document::difference::{Difference, differences};
use crate::document::docx::DocxFault;
use crate::document::fields;
use crate::document::file_name::{file_names, marked, of_version};
use crate::document::template::{self, Data, TemplateFault};
use crate::document::{Absent, Copy, Fonts, Imprint, Kind, Setting, Sheet, State};
use crate::domain::action::{Action, Reads};
use crate::domain::follow_up::{may_press, waits_for_assignment};
use crate::domain::id::{CommitmentId, DepartmentId, EntityId, EntityKind};
use crate::domain::issue::Issue;
use crate::domain::row::CommitmentRow;
use crate::domain::sealed::{Issuer, SealedCopy, SealedDocument};
use crate::domain::world::World;
use crate::i18n::{Lang, Paper};
use crate::store::StoreError;
use crate::store::files::FileFault;
use chrono::NaiveDate;
use std::io;

/// A document that was put together.
#[derive(Debug, Clone)]
pub struct Composed {
    /// Which one.
    pub order: Order,
    /// What it says.
    pub sheet: Sheet,
    /// What its file is called, without an ending.
    pub file_name: String,
    /// What it was made for.
    pub setting: Setting,
    /// Whether it is final.
    pub standing: Standing,
    /// What the fields of the office's own template hold, where it has one.
    pub fields: Option<Data>,
    /// What our own layout is stamped by and that template has no place for: draft, internal copy.
    pub unmarked: Vec<&'static str>,
    /// What it says that the office's own template has no place for: it is not made final so.
    pub untold: Vec<&'static str>,
}

/// How a document stands to its final versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// There is none yet.
    Draft,
    /// It is the newest of them, word for word.
    Final(SealedDocument),
    /// Something changed since the newest of them, so that it is the draft of another.
    Changed {
        /// The newest final version.
        since: SealedDocument,
        /// What is said otherwise now; or why it cannot be told, where the file with the words of
        /// that version is missing or not what was sealed.
        differences: Result<Vec<Difference>, FileFault>,
    },
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

/// Why a document has no bytes.
#[derive(Debug)]
pub enum PaperBytesFault {
    /// A Word file cannot be put together.
    Docx(DocxFault),
    /// A file that the store keeps, of a final version or a template, is not what was taken in.
    Kept(FileFault),
    /// The office's own template cannot be filled.
    Template(Vec<TemplateFault>),
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
    /// What documents are made for here.
    pub(super) fn paper_setting(&self, lang: Lang, copy: Copy) -> Setting {
        let Issuer { office, code, copies_to } = self.issuer();
        let imprint = Imprint {
            office,
            code,
            copies_to,
            fonts: Fonts::named(&self.settings().options.fonts),
            dated: None,
            number: None,
        };
        Setting { lang, copy, imprint, ..Setting::draft(lang) }
    }

    /// Who issues a document now.
    pub(super) fn issuer(&self) -> Issuer {
        let settings = self.settings();
        Issuer {
            office: settings.office.clone(),
            code: settings.options.document_code.clone(),
            copies_to: settings.options.copies_to.clone(),
        }
    }

    /// What a final version of a document is made for.
    pub(super) fn sealed_setting(&self, document: &SealedDocument, copy: Copy) -> Setting {
        let mut setting = self.paper_setting(document.tongue.into(), copy);
        setting.state = State::sealed(document.version);
        let Issuer { office, code, copies_to } = document.issuer.clone();
        setting.imprint = Imprint { office, code, copies_to, ..setting.imprint };
        setting.imprint.dated = Some(document.dated);
        setting.imprint.number = document.number;
        setting
    }

    /// Puts the documents together that are wished for, one after the other; none where there is
    /// nothing to write about.
    ///
    /// # Errors
    /// [`ComposeError`] when the store cannot be read, or there is no such thing.
    pub fn compose(&mut self, wish: &Wish) -> Result<Vec<Composed>, ComposeError> {
        let world = match (wish.kind, wish.copy) {
            (Kind::FollowUp, Copy::Internal) => self.follow_up_world(wish.of)?,
            _ => self.paper_world(wish.of)?,
        };
        let orders = orders(&world, wish.kind, wish.of, wish.dated);
        let names = file_names(&world, &orders, wish.copy, wish.lang);
        let named = orders.into_iter().zip(names);
        named.map(|(order, name)| Ok(self.composed(&world, order, name, wish)?)).collect()
    }

    /// The commitments that letters are wished for and that [`Desk::compose`] has none about; `None`
    /// where there are no such.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub fn without_letter(&mut self, wish: &Wish) -> Result<Option<LeftOut>, StoreError> {
        let left_out = match wish.kind {
            Kind::Assignment => {
                let world = self.paper_world(wish.of)?;
                LeftOut::NoDepartment(without_department(&world, wish.kind, wish.of))
            }
            Kind::FollowUp => LeftOut::Unassigned(self.due_and_unassigned(wish)),
            _ => return Ok(None),
        };
        let (LeftOut::NoDepartment(ids) | LeftOut::Unassigned(ids)) = &left_out;
        Ok((!ids.is_empty()).then_some(left_out))
    }

    /// What follow-up letters would ask about if it had been assigned, the earliest deadline first.
    fn due_and_unassigned(&self, wish: &Wish) -> Vec<CommitmentId> {
        let day = wish.dated.unwrap_or(NaiveDate::MAX);
        let department = DepartmentId::try_from(wish.of).ok();
        self.catalog().by_deadline(department, |row| waits_for_assignment(row, day))
    }

    /// The document as it is now, held against its newest final version.
    fn composed(
        &mut self,
        world: &World,
        order: Order,
        file_name: String,
        wish: &Wish,
    ) -> Result<Composed, Absent> {
        let versions = versions(world, order, wish.lang.into());
        let Some(newest) = versions.last() else {
            let mut setting = self.paper_setting(wish.lang, wish.copy);
            setting.imprint.dated = wish.dated;
            return self.put_together(world, order, file_name, (setting, Standing::Draft));
        };
        let again = self.edition_again(world, order, &versions, wish.copy)?;
        if let Some(setting) = again.is_same.then_some(again.setting) {
            let standing = Standing::Final(newest.clone());
            return self.put_together(world, order, file_name, (setting, standing));
        }
        let kept = newest.copy(wish.copy).map(|kept| self.sealed_words(kept)).transpose();
        let mut setting = self.paper_setting(wish.lang, wish.copy);
        setting.imprint.dated = wish.dated;
        setting.state = State::draft(newest.version.saturating_add(1));
        setting.imprint.number = newest.number;
        let kept = kept.map(|words| again.as_sealed.or(words).unwrap_or_default());
        setting.earlier = kept.as_ref().ok().cloned().filter(|it| !it.is_empty());
        let differences = kept.map(|words| differences(&words, &again.edition.words()));
        let standing = Standing::Changed { since: newest.clone(), differences };
        self.put_together(world, order, file_name, (setting, standing))
    }

    fn put_together(
        &self,
        world: &World,
        order: Order,
        mut file_name: String,
        (setting, standing): (Setting, Standing),
    ) -> Result<Composed, Absent> {
        let template = self.settings().options.template(order.kind);
        let fields = template.map(|_| fields::data(world, order, &setting)).transpose()?;
        let sheet = compose(world, order, &setting)?;
        if let Standing::Final(sealed) = &standing {
            // Beside the drafts of before, nobody sends the wrong one.
            file_name = of_version(&file_name, sealed.version);
        }
        let (mut unmarked, mut untold) = (Vec::new(), Vec::new());
        if template.is_some() && !matches!(standing, Standing::Final(_)) {
            // A template that cannot be read is told where the file is asked for.
            let used = self.used_fields(order.kind).unwrap_or_default();
            unmarked = fields::unmarked(&setting, &used);
            if let Some(data) = fields.as_ref().filter(|_| !used.is_empty()) {
                untold = fields::unreachable(order.kind, data, &used, setting.lang);
            }
            let draft = Paper::Draft.said(setting.lang);
            if unmarked.contains(&draft) {
                file_name = marked(&file_name, draft);
            }
        }
        Ok(Composed { order, sheet, file_name, setting, standing, fields, unmarked, untold })
    }

    /// The fields that the office's own template for a kind uses; none where it has no template.
    pub(super) fn used_fields(&self, kind: Kind) -> Result<Vec<String>, PaperBytesFault> {
        let template = self.settings().options.template(kind).zip(fields::catalogue(kind));
        let Some((template, catalogue)) = template else { return Ok(Vec::new()) };
        let file = self.store.files().read(template.file.sha256, &template.extension);
        let file = file.map_err(PaperBytesFault::Kept)?;
        let used = template::check(&file, catalogue).map_err(PaperBytesFault::Template)?;
        let mut paths: Vec<String> = used.iter().filter_map(fields::path).collect();
        paths.sort_unstable();
        paths.dedup();
        Ok(paths)
    }

    /// The words of a final version, as they were sealed.
    ///
    /// # Errors
    /// [`FileFault`] when the file is not what was sealed.
    pub fn sealed_words(&self, copy: &SealedCopy) -> Result<String, FileFault> {
        let bytes = self.store.files().read(copy.words.sha256, SealedCopy::WORDS_EXTENSION)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The Word file of a final version, byte for byte as it was sealed.
    ///
    /// # Errors
    /// [`FileFault`] when the file is not what was sealed.
    pub fn sealed_file(&self, copy: &SealedCopy) -> Result<Vec<u8>, FileFault> {
        self.store.files().read(copy.file.sha256, SealedCopy::FILE_EXTENSION)
    }

    /// The bytes of a document; of a final version those that were sealed.
    ///
    /// # Errors
    /// [`PaperBytesFault`].
    pub fn paper_bytes(
        &self,
        document: &Composed,
        format: Format,
    ) -> Result<Vec<u8>, PaperBytesFault> {
        if let (Format::Docx, Standing::Final(sealed)) = (format, &document.standing)
            && let Some(copy) = sealed.copy(document.setting.copy)
        {
            return self.sealed_file(copy).map_err(PaperBytesFault::Kept);
        }
        match (format, &document.fields) {
            (Format::Docx, Some(fields)) => self.filled(document.order.kind, fields),
            _ => bytes(&document.sheet, format, &document.setting).map_err(PaperBytesFault::Docx),
        }
    }

    /// The office's own template for a kind of document, filled.
    pub(super) fn filled(&self, kind: Kind, fields: &Data) -> Result<Vec<u8>, PaperBytesFault> {
        let template = self.settings().options.template(kind);
        let (Some(template), Some(catalogue)) = (template, fields::catalogue(kind)) else {
            return Err(PaperBytesFault::Template(Vec::new()));
        };
        let file = self.store.files().read(template.file.sha256, &template.extension);
        let file = file.map_err(PaperBytesFault::Kept)?;
        template::fill(&file, catalogue, fields).map_err(PaperBytesFault::Template)
    }

    /// Holds every template that actions would take over against the fields of its document.
    pub(super) fn check_templates(&self, actions: &[Action]) -> Result<(), DeskError> {
        for action in actions {
            let Action::SetSettings { settings } = action else { continue };
            let now = &self.settings().options;
            let new = settings.options.templates.iter();
            for it in new.filter(|it| now.template(it.kind) != Some(it)) {
                let Some(catalogue) = fields::catalogue(it.kind) else { continue };
                let refused =
                    |fault| DeskError::Fault(Fault { key: "file", typed: String::new(), fault });
                let file = self.store.files().read(it.file.sha256, &it.extension);
                let file = file.map_err(unreadable)?;
                let used = template::check(&file, catalogue);
                let used = used.map_err(|faults| refused(FieldFault::Template(faults)))?;
                // Every document would be the same, whatever it is about.
                if used.is_empty() {
                    return Err(refused(FieldFault::NoFields));
                }
            }
        }
        Ok(())
    }

    /// Every document of a kind about something, with its final versions, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub fn paper_versions(
        &mut self,
        wish: &Wish,
    ) -> Result<Vec<(Order, String, Vec<SealedDocument>)>, StoreError> {
        let world = self.paper_world(wish.of)?;
        let orders = orders(&world, wish.kind, wish.of, wish.dated);
        let names = file_names(&world, &orders, wish.copy, wish.lang);
        let named = orders.into_iter().zip(names);
        let told =
            named.map(|(order, name)| (order, name, all_versions(&world, order, wish.lang.into())));
        Ok(told.collect())
    }

    /// Everything that a document about something may tell of: names are masked by everybody's name,
    /// so all people are needed.
    pub(super) fn paper_world(&mut self, of: EntityId) -> Result<World, StoreError> {
        let kinds = vec![EntityKind::Studio, EntityKind::Department, EntityKind::Person];
        let mut entities = vec![of];
        entities.extend(self.owed_to_letters(of));
        let itself =
            self.store().engine().gather(&Reads { alone: vec![of], ..Reads::default() })?;
        for session in itself.sessions() {
            entities.extend(session.agenda.iter().map(|item| EntityId::from(item.issue)));
            entities.extend(session.commitments.iter().map(|id| EntityId::from(*id)));
        }
        for issue in itself.issues() {
            entities.extend(self.merged_below(issue)?);
            // Whatever it was once merged into is told, also where that was taken back.
            let into = issue.steps.iter().filter_map(|step| step.facts().into);
            entities.extend(into.map(EntityId::from));
        }
        for commitment in itself.commitments() {
            entities.push(commitment.issue.into());
            entities.extend(commitment.session.map(EntityId::from));
        }
        self.store().engine().gather(&Reads { entities, kinds, ..Reads::default() })
    }
}

impl Desk {
    /// What the letters about something ask about, each with its issue; nothing where it is neither a
    /// department nor, for all of them, the settings.
    fn owed_to_letters(&self, of: EntityId) -> Vec<EntityId> {
        if !matches!(of.kind, EntityKind::Department | EntityKind::Settings) {
            return Vec::new();
        }
        let rows = self.catalog().commitments.values().filter(may_press);
        let owed = rows.filter(|row| is_asked_with(row, of));
        owed.flat_map(|row| [EntityId::from(row.id), row.issue.into()]).collect()
    }

    /// Everything that the internal copies of follow-up letters tell of: nobody is masked there, so that the
    /// sessions with all that was said, where most of a long record lies, are not needed.
    fn follow_up_world(&mut self, of: EntityId) -> Result<World, StoreError> {
        let mut alone = self.owed_to_letters(of);
        alone.push(of);
        let kinds = vec![EntityKind::Department];
        self.store().engine().gather(&Reads { alone, kinds, ..Reads::default() })
    }

    /// The issues that were merged into one, and into those: who raised them is told with it.
    fn merged_below(&mut self, issue: &Issue) -> Result<Vec<EntityId>, StoreError> {
        let mut below = Vec::new();
        let mut next: Vec<EntityId> = issue.merged.iter().map(|id| (*id).into()).collect();
        while !next.is_empty() {
            let reads = Reads { alone: next.clone(), ..Reads::default() };
            below.append(&mut next);
            let found = self.store().engine().gather(&reads)?;
            let deeper = found.issues().flat_map(|it| it.merged.iter().copied());
            next = deeper.map(EntityId::from).filter(|id| !below.contains(id)).collect();
        }
        Ok(below)
    }
}

/// A file that was kept a moment ago and is not what was taken in.
fn unreadable(fault: FileFault) -> DeskError {
    let source = io::ErrorKind::InvalidData.into();
    DeskError::Store(StoreError::Io { path: fault.path, source })
}

/// Whether the letters about something ask about a commitment: those to one of its departments, or to all.
fn is_asked_with(row: &CommitmentRow, of: EntityId) -> bool {
    let mut departments = row.lead.iter().chain(&row.supporting).copied();
    of == EntityId::SETTINGS || departments.any(|id| EntityId::from(id) == of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::example::{SEED, TODAY, generate};
    use crate::store::{Asked, Store};
    use chrono::NaiveTime;

    /// The desk of the example city.
    fn city(folder: &tempfile::TempDir) -> Desk {
        let mut store = Store::open(&folder.path().join("data"), "now").unwrap();
        let mut all = store.engine().begin().unwrap();
        for (at, change) in (0..).zip(generate(SEED).unwrap().changes) {
            let asked = Asked {
                actor: change.actor,
                today: change.today,
                time: NaiveTime::MIN,
                wall_millis: 1_640_995_200_000 + at,
            };
            store.engine().add(&mut all, &change.actions, &asked).unwrap();
        }
        store.engine().finish(all).unwrap();
        Desk::new(store).unwrap()
    }

    #[test]
    fn a_letter_that_masks_nobody_says_the_same_without_the_sessions() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = city(&folder);
        let settings = [Lang::Zh, Lang::En].map(|lang| {
            let mut setting = desk.paper_setting(lang, Copy::Internal);
            setting.imprint.dated = Some(TODAY);
            setting
        });
        let departments: Vec<EntityId> =
            desk.catalog().departments.values().map(|it| it.id.into()).collect();
        let mut letters = 0;
        for of in departments.into_iter().chain([EntityId::SETTINGS]) {
            let whole = desk.paper_world(of).unwrap();
            let small = desk.follow_up_world(of).unwrap();
            let said = |world: &World| -> Vec<(Sheet, String)> {
                let all = orders(world, Kind::FollowUp, of, Some(TODAY));
                let said = settings.iter().flat_map(|setting| {
                    let sheets = all.iter().map(|it| compose(world, *it, setting).unwrap());
                    sheets.zip(file_names(world, &all, setting.copy, setting.lang))
                });
                said.collect()
            };
            let all = said(&whole);
            letters += all.len();
            assert!(said(&small) == all, "{of:?}");
        }
        assert!(letters > 20, "{letters} letters");
    }
}
