//! The index on the disk, and in memory what it does not have yet. Everything here can be deleted at any
//! time; what is found is the same, only later. Whose it is and how far it goes stands in the payload of
//! tantivy's own commit (`position`), so that it cannot differ from what was committed.
#![expect(clippy::disallowed_methods, reason = "an index is files")]

use super::collect::{Everything, Rank};
use super::excerpt::Excerpt;
use super::piece::{Change, Text};
use super::position::{Owner, Position, payload, read_payload};
use super::query::Query;
use super::schema::{Fields, TOKENIZER, day_of, schema};
use super::token::Grams;
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use tantivy::collector::DocSetCollector;
use tantivy::schema::Schema;
use tantivy::{DocAddress, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError};

/// The memory that tantivy collects in before it writes, in bytes.
const WRITER_BYTES: usize = 24 << 20;

/// Why the index on the disk cannot be used.
#[derive(Debug)]
pub struct IndexError(Fault);

#[derive(Debug)]
enum Fault {
    Engine(Box<TantivyError>),
    Files(std::io::Error),
    /// What is read is not what was written.
    Damaged,
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Fault::Engine(error) => write!(f, "the index cannot be used: {error}"),
            Fault::Files(error) => write!(f, "the files of the index cannot be used: {error}"),
            Fault::Damaged => f.write_str("the index is damaged"),
        }
    }
}

impl std::error::Error for IndexError {}

impl From<TantivyError> for IndexError {
    fn from(error: TantivyError) -> Self {
        Self(Fault::Engine(Box::new(error)))
    }
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> Self {
        Self(Fault::Files(error))
    }
}

/// Something that has what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is found in.
    pub id: EntityId,
    /// The issue that this belongs to.
    pub issue: Option<IssueId>,
    /// The session that this belongs to.
    pub session: Option<SessionId>,
    /// By what it is ordered, the latest first.
    pub day: NaiveDate,
    /// Whether all of it is in what the entity is called; such come first.
    pub is_head: bool,
    /// The text around it.
    pub excerpt: Excerpt,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The best, in order.
    pub hits: Vec<Hit>,
    /// All of it, the best with it, in the order of their ids.
    pub all: Vec<EntityId>,
}

/// The index of a store.
pub struct Index {
    owner: Owner,
    /// What lies on the disk; `None` where nothing can be kept there, and everything is looked at.
    kept: Option<Kept>,
    /// What the index does not have yet, or has otherwise.
    fresh: BTreeMap<EntityId, Option<Text>>,
    position: Option<Position>,
}

struct Kept {
    folder: PathBuf,
    index: tantivy::Index,
    schema: Schema,
    fields: Fields,
    reader: IndexReader,
    /// Only while something is being written: it starts threads.
    writer: Option<IndexWriter>,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("owner", &self.owner)
            .field("position", &self.position)
            .field("fresh", &self.fresh.len())
            .finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in a folder that is there. One that is missing, damaged, of another store or
    /// format, or was never finished is emptied; where nothing can be written, it lives in memory.
    pub fn open(folder: &Path, owner: Owner) -> Self {
        let opened = Kept::open(folder, owner).and_then(|(kept, position)| {
            Ok(if position.is_some() { (kept, position) } else { (kept.emptied()?, None) })
        });
        let made = || Ok::<_, IndexError>((Kept::make(folder)?, None));
        match opened.or_else(|_unusable| made()) {
            Ok((kept, position)) => {
                Self { owner, kept: Some(kept), fresh: BTreeMap::new(), position }
            }
            Err(_unusable) => Self::in_memory(owner),
        }
    }

    /// An index that keeps nothing.
    pub const fn in_memory(owner: Owner) -> Self {
        Self { owner, kept: None, fresh: BTreeMap::new(), position: None }
    }

    /// How far the index on the disk goes; `None` where it has to be given everything.
    pub const fn position(&self) -> Option<Position> {
        self.position
    }

    /// Whether what it is given can be kept.
    pub const fn is_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// How many entities are not in the index on the disk as they are now.
    pub fn fresh(&self) -> usize {
        self.fresh.len()
    }

    /// Forgets everything: it will be given anew.
    pub fn empty(&mut self) {
        self.fresh.clear();
        self.position = None;
        self.kept = self.kept.take().and_then(|kept| kept.emptied().ok());
    }

    /// Keeps nothing on the disk from now on.
    pub fn forgo(&mut self) {
        self.kept = None;
        self.position = None;
    }

    /// Takes in how entities are from now on. It is found at once, and kept with [`Index::settle`].
    pub fn take(&mut self, changes: impl IntoIterator<Item = Change>) {
        self.fresh.extend(changes.into_iter().map(|change| (change.id, change.text)));
    }

    /// Keeps what was taken in. With `reached` the index is whole up to there; without it is still being
    /// made, and will be made anew if nobody goes on. Nothing is lost where this fails: it is looked at in
    /// memory as before.
    ///
    /// # Errors
    /// [`IndexError`]; nothing more is kept then in this run.
    pub fn settle(&mut self, reached: Option<Position>) -> Result<(), IndexError> {
        let Some(kept) = &mut self.kept else { return Ok(()) };
        if self.fresh.is_empty() && reached == self.position {
            return Ok(());
        }
        let payload = payload(self.owner, reached);
        match kept.write(&self.fresh, &payload) {
            Ok(()) => {
                self.fresh.clear();
                self.position = reached;
                Ok(())
            }
            Err(error) => {
                kept.writer = None;
                Err(error)
            }
        }
    }

    /// Ends what is still being merged, and gives the threads and the memory for writing back until something
    /// is written again. Takes a while after much was written.
    pub fn rest(&mut self) {
        if let Some(writer) = self.kept.as_mut().and_then(|kept| kept.writer.take()) {
            writer.wait_merging_threads().ok();
        }
    }

    /// Finds what was asked for, the best `most` of it with the text around each; of one kind only, if
    /// one is named.
    ///
    /// # Errors
    /// [`IndexError`] when the index on the disk cannot be read: it has to be made anew.
    pub fn find(
        &self,
        query: &Query,
        kind: Option<EntityKind>,
        most: usize,
    ) -> Result<Found, IndexError> {
        if query.is_empty() {
            return Ok(Found::default());
        }
        let mut seen: Vec<(Rank, Seen<'_>)> = Vec::new();
        for text in self.fresh.values().flatten().filter(|text| query.is_in(text)) {
            let rank = (query.is_in_head(text), day_of(text.day), text.id);
            seen.push((rank, Seen::Fresh(text)));
        }
        if let Some(kept) = &self.kept {
            let found = kept.find(query)?;
            let found = found.into_iter().filter(|(rank, _)| !self.fresh.contains_key(&rank.2));
            seen.extend(found.map(|(rank, address)| (rank, Seen::Kept(address))));
        }
        seen.retain(|(rank, _)| kind.is_none_or(|kind| rank.2.kind == kind));
        seen.sort_unstable_by(|(one, _), (other, _)| other.cmp(one));
        let mut all: Vec<EntityId> = seen.iter().map(|(rank, _)| rank.2).collect();
        all.sort_unstable();
        let mut hits = Vec::new();
        for (rank, seen) in seen.into_iter().take(most) {
            let text = match (seen, &self.kept) {
                (Seen::Fresh(text), _) => text.clone(),
                (Seen::Kept(address), Some(kept)) => kept.text(address)?,
                (Seen::Kept(_), None) => continue,
            };
            // What is in a text can be shown of it; if it were not so, that would be no damage.
            let Some(excerpt) = Excerpt::of(query, &text) else { continue };
            let Text { id, issue, session, day, .. } = text;
            hits.push(Hit { id, issue, session, day, is_head: rank.0, excerpt });
        }
        Ok(Found { hits, all })
    }
}

enum Seen<'a> {
    Fresh(&'a Text),
    Kept(DocAddress),
}

impl Kept {
    fn open(folder: &Path, owner: Owner) -> Result<(Self, Option<Position>), IndexError> {
        let index = tantivy::Index::open_in_dir(folder)?;
        // Before anything else is read: the engine trusts what it reads, and panics at some of it.
        if !index.validate_checksum()?.is_empty() {
            return Err(IndexError(Fault::Damaged));
        }
        let kept = Self::of(folder, index)?;
        let position = read_payload(owner, kept.index.load_metas()?.payload.as_deref());
        Ok((kept, position))
    }

    /// An empty one, whatever is in the folder.
    fn make(folder: &Path) -> Result<Self, IndexError> {
        clear_folder(folder)?;
        Self::of(folder, tantivy::Index::create_in_dir(folder, schema())?)
    }

    fn of(folder: &Path, index: tantivy::Index) -> Result<Self, IndexError> {
        let schema = index.schema();
        if schema != self::schema() {
            return Err(IndexError(Fault::Damaged));
        }
        let fields = Fields::of(&schema)?;
        index.tokenizers().register(TOKENIZER, Grams);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { folder: folder.to_owned(), index, schema, fields, reader, writer: None })
    }

    fn emptied(self) -> Result<Self, IndexError> {
        let folder = self.folder.clone();
        drop(self);
        Self::make(&folder)
    }

    fn write(
        &mut self,
        fresh: &BTreeMap<EntityId, Option<Text>>,
        payload: &str,
    ) -> Result<(), IndexError> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => none.insert(self.index.writer_with_num_threads(1, WRITER_BYTES)?),
        };
        for (id, text) in fresh {
            writer.delete_term(self.fields.term(*id));
            if let Some(text) = text {
                writer.add_document(self.fields.document(&self.schema, text)?)?;
            }
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(payload);
        commit.commit()?;
        Ok(self.reader.reload()?)
    }

    /// Everything that has what was asked for.
    fn find(&self, query: &Query) -> Result<Vec<(Rank, DocAddress)>, IndexError> {
        let searcher = self.reader.searcher();
        let heads = searcher.search(&self.fields.ask_heads(query), &DocSetCollector)?;
        let found = searcher.search(&self.fields.ask(query), &Everything { heads })?;
        let found = found.into_iter().filter(|(_, issue, _)| query.is_about(*issue));
        if !query.leaves_places_free() {
            return Ok(found.map(|(rank, _, address)| (rank, address)).collect());
        }
        let mut held = Vec::new();
        for ((_, day, id), _, address) in found {
            let text = self.text(address)?;
            if query.is_in(&text) {
                held.push(((query.is_in_head(&text), day, id), address));
            }
        }
        Ok(held)
    }

    fn text(&self, address: DocAddress) -> Result<Text, IndexError> {
        let document: TantivyDocument = self.reader.searcher().doc(address)?;
        self.fields.text(&document).ok_or(IndexError(Fault::Damaged))
    }
}

/// Takes what lies in a folder away, so that it can be filled anew.
fn clear_folder(folder: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { std::fs::remove_dir_all(path)? } else { std::fs::remove_file(path)? }
    }
    Ok(())
}
