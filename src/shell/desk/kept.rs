//! The rows of all lists as they were when the store was closed: a start takes them up and follows what was
//! changed since, rather than reading everything. They may be deleted; what does not fit to the store that
//! is open, or is not as it was written, is left.
#![expect(
    clippy::disallowed_methods,
    reason = "a derived file is read and written here, and time taken"
)]

use super::{Desk, Lists};
use crate::app::KeptOrder;
use crate::command::{Blocks, Catalog, Unread};
use crate::domain::id::EntityId;
use crate::search::text::{Owner, Position};
use crate::shell::run_log::{self, Entry, OpenedStore};
use crate::shell::whole;
use crate::store::{Store, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const NAME: &str = "lists.kept";
/// So many bytes are read at once.
const READ_BYTES: usize = 1 << 18;
/// Where more groups than this were written since, everything is read.
const MOST_GROUPS: u64 = 20_000;
/// Fewer rows than this are read as soon as taken up.
const LEAST_ROWS: usize = 2_000;
/// Following a row costs about as much as writing this many.
const ROWS_TO_A_CHANGE: usize = 2_000;

/// Whose lists they are, and how far they go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    build: String,
    store: [u8; 16],
    rows: u16,
    group: u64,
    print: [u8; 32],
}

impl Head {
    fn of(owner: Owner, at: Position) -> Self {
        let build = env!("CARGO_PKG_VERSION").to_owned();
        let (Owner { store, rows }, Position { group, print }) = (owner, at);
        Self { build, store, rows, group, print }
    }
}

/// Lists that were kept, of whatever store.
#[derive(Debug)]
pub(super) struct KeptLists {
    head: Head,
    catalog: Arc<Catalog>,
    /// In which the issues were shown last, by the screens.
    order: Option<KeptOrder>,
}

impl KeptLists {
    /// Reads them; `None` where there are none that can be read.
    fn read(folder: &Path) -> Option<Self> {
        let file = fs::File::open(folder.join(NAME)).ok()?;
        let mut unread = Unread::of(BufReader::with_capacity(READ_BYTES, file));
        let head = unread.take_value()?;
        let catalog = Arc::new(Catalog::read(&mut unread)?);
        let is_ordered: bool = unread.take_value()?;
        let order = if is_ordered { Some(KeptOrder::read(&catalog, &mut unread)?) } else { None };
        unread.is_at_end().then_some(Self { head, catalog, order })
    }
}

impl Desk {
    /// Opens the store in a folder, made there if there is none, and sits down at it; the lists that were
    /// kept are read meanwhile.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be opened or read.
    pub fn open(folder: &Path, now: &str) -> Result<Self, StoreError> {
        let begun = Instant::now();
        let opened = Self::open_unnoted(folder, now);
        match opened {
            Ok(mut desk) => {
                desk.note_opened(begun.elapsed());
                Ok(desk)
            }
            Err(error) => {
                run_log::note(&Entry::not_opened(&error));
                Err(error)
            }
        }
    }

    /// Notes in the run log that the store is open.
    pub fn note_opened(&mut self, took: Duration) {
        let (groups, rows) = self.store.engine().groups();
        let read_only = self.store.engine().read_only();
        let catalog = &self.lists.catalog;
        let (issues, sessions) = (catalog.issues.len(), catalog.sessions.len());
        let people = catalog.people.len();
        let opened = OpenedStore { took, groups, rows, issues, sessions, people, read_only };
        run_log::note(&Entry::opened(&opened));
    }

    fn open_unnoted(folder: &Path, now: &str) -> Result<Self, StoreError> {
        let path = folder.to_owned();
        let reading = std::thread::Builder::new().name("lists".to_owned());
        let reading = reading.spawn(move || KeptLists::read(&path)).ok();
        let store = Store::open(folder, now)?;
        let kept = reading.and_then(|it| it.join().ok().flatten());
        Self::take_up(store, kept)
    }

    fn take_up(store: Store, kept: Option<KeptLists>) -> Result<Self, StoreError> {
        let mut desk = Self::with(store, Lists::empty());
        match kept.map(|kept| desk.changed_since(kept)).transpose()?.flatten() {
            Some((kept, changed)) => {
                desk.lists = Lists::kept(&mut desk.store, (*kept.catalog).clone())?;
                desk.unkept = 0;
                desk.sorted = kept.order.as_ref().map(KeptOrder::by);
                desk.order = kept.order;
                desk.follow_entities(&changed, &mut |_, _| {})?;
            }
            None => desk.lists = Lists::read(&mut desk.store)?,
        }
        Ok(desk)
    }

    /// The rows that were kept, and what was changed since; `None` where they are of another store or
    /// another history, or it is as well to read everything.
    fn changed_since(
        &mut self,
        kept: KeptLists,
    ) -> Result<Option<(KeptLists, Vec<EntityId>)>, StoreError> {
        let Some(now) = self.text_position()? else { return Ok(None) };
        let Head { group, print, .. } = kept.head;
        let is_ours = kept.head == Head::of(self.text_owner(), Position { group, print });
        let is_near = group <= now.group && now.group - group <= MOST_GROUPS;
        if !is_ours || !is_near || self.store.engine().print_of(group)? != Some(print) {
            return Ok(None);
        }
        let mut changed = BTreeSet::new();
        if group < now.group {
            changed = self.store.engine().spoken_of(&(group + 1..=now.group))?;
        }
        Ok(Some((kept, changed.into_iter().collect())))
    }

    /// The order in which the issues were shown last, once.
    pub fn take_order(&mut self) -> Option<KeptOrder> {
        self.order.take()
    }

    /// Closes the store, and keeps the lists where following what was changed would take longer than
    /// writing them.
    ///
    /// # Errors
    /// As [`Store::close`].
    pub fn close(self) -> Result<(), StoreError> {
        self.close_in(None)
    }

    /// The same; the issues were shown in an order, if they were.
    ///
    /// # Errors
    /// As [`Store::close`].
    pub fn close_in(mut self, order: Option<&KeptOrder>) -> Result<(), StoreError> {
        let rows = self.lists.catalog.len();
        let order = order.filter(|it| it.is_of(&self.lists.catalog));
        let is_behind = self.unkept.saturating_mul(ROWS_TO_A_CHANGE) > rows;
        let is_resorted = order.is_some_and(|it| self.sorted.as_ref() != Some(&it.by()));
        if (is_behind || is_resorted) && rows >= LEAST_ROWS && !self.is_stale {
            // What is not kept is read.
            self.keep_lists(order);
        }
        let closed = self.store.close();
        run_log::note(&closed.as_ref().map_or_else(Entry::not_closed, |()| Entry::closed()));
        closed
    }

    fn keep_lists(&mut self, order: Option<&KeptOrder>) -> Option<()> {
        let at = self.text_position().ok()??;
        let mut blocks = Blocks::default();
        blocks.put_value(&Head::of(self.text_owner(), at))?;
        self.lists.catalog.write(&mut blocks)?;
        blocks.put_value(&order.is_some())?;
        if let Some(order) = order {
            order.write(&mut blocks)?;
        }
        let path: PathBuf = self.store.folder().join(NAME);
        whole::write_derived(&path, &blocks.into_bytes()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::fill::Values;
    use crate::command::verb::{Noun, find};
    use crate::domain::action::Action;
    use crate::domain::id::{IssueId, PersonId, StudioId};
    use crate::domain::issue::IssueFacts;
    use crate::domain::number::StudioCode;
    use crate::domain::studio::StudioFacts;
    use crate::store::Asked;

    const NOW: &str = "2023-10-20 09:00:00";

    fn asked() -> Asked {
        Asked {
            actor: PersonId::from_bytes([7; 16]),
            today: crate::exchange::example::TODAY,
            time: chrono::NaiveTime::MIN,
            wall_millis: 1_697_760_000_000,
        }
    }

    fn issue(number: usize) -> Action {
        let mut id = [9; 16];
        id[..8].copy_from_slice(&number.to_be_bytes());
        Action::AddIssue {
            id: IssueId::from_bytes(id),
            studio: StudioId::from_bytes([1; 16]),
            facts: IssueFacts::titled(format!("塘边第{number}盏路灯不亮")),
            source: None,
        }
    }

    /// A store with more rows than are read as soon as taken up, closed.
    fn filled(folder: &Path) {
        let mut desk = Desk::open(folder, NOW).unwrap();
        let facts = StudioFacts::named("韶峰工作室", StudioCode::parse("SFL").unwrap());
        let studio = Action::AddStudio { id: StudioId::from_bytes([1; 16]), facts, source: None };
        let issues = (0..LEAST_ROWS).map(issue);
        let actions: Vec<Action> = std::iter::once(studio).chain(issues).collect();
        desk.commit(&actions, &asked()).unwrap();
        desk.close().unwrap();
    }

    /// A desk, and the catalog that is read when nothing was kept.
    fn opened(folder: &Path) -> (Desk, Catalog) {
        let mut desk = Desk::open(folder, NOW).unwrap();
        let anew = Lists::read(&mut desk.store).unwrap().catalog;
        (desk, anew)
    }

    #[test]
    fn lists_that_were_kept_are_taken_up_and_follow_what_came_since() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        filled(data);
        let (mut desk, anew) = opened(data);
        assert_eq!(desk.unkept, 0, "the lists were read anew");
        assert_eq!(desk.lists.catalog, anew);
        // What is killed keeps nothing.
        let title = Values::default();
        let edit = find(Noun::Issue, "edit").unwrap();
        let mut values = title;
        values.set("title", "桥头第七盏路灯修好了");
        let first = desk.catalog().issues.keys().next().unwrap();
        desk.perform(edit, Some(first.into()), &values, &asked()).unwrap();
        desk.commit(&[issue(LEAST_ROWS)], &asked()).unwrap();
        drop(desk);
        let (desk, anew) = opened(data);
        assert_eq!(desk.unkept, 3, "two issues and their studio");
        assert_eq!(desk.lists.catalog, anew);
        assert_eq!(&*anew.issues.get(&first).unwrap().title, "桥头第七盏路灯修好了");
    }

    #[test]
    fn lists_of_another_store_and_what_is_damaged_are_left() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        filled(&one);
        filled(&other);
        let kept = fs::read(one.join(NAME)).unwrap();
        let anew = |why: &str| {
            let (desk, anew) = opened(&other);
            assert_eq!(desk.unkept, usize::MAX, "{why}");
            assert_eq!(desk.lists.catalog, anew, "{why}");
        };
        fs::write(other.join(NAME), &kept).unwrap();
        anew("of another store");
        let own = fs::read(other.join(NAME)).unwrap();
        for at in [0, 40, own.len() / 2, own.len() - 1] {
            let mut damaged = kept.clone();
            damaged[at] ^= 1;
            fs::write(other.join(NAME), &damaged).unwrap();
            anew("damaged");
        }
        fs::remove_file(other.join(NAME)).unwrap();
        anew("deleted");
    }

    #[test]
    fn a_history_that_was_taken_back_is_another_one() {
        let folder = tempfile::tempdir().unwrap();
        let (data, before) = (folder.path().join("data"), folder.path().join("before"));
        filled(&data);
        fs::create_dir(&before).unwrap();
        copy(&data, &before);
        let (mut desk, _) = opened(&data);
        for number in 0..3 {
            desk.commit(&[issue(LEAST_ROWS + number)], &asked()).unwrap();
        }
        desk.close().unwrap();
        // An older copy of the store goes on otherwise, under lists that are ahead of it.
        fs::copy(data.join(NAME), before.join(NAME)).unwrap();
        let (mut desk, anew) = opened(&before);
        assert_eq!((desk.unkept, &desk.lists.catalog), (usize::MAX, &anew));
        for number in 5..9 {
            desk.commit(&[issue(LEAST_ROWS + number)], &asked()).unwrap();
        }
        drop(desk);
        let (desk, anew) = opened(&before);
        assert_eq!((desk.unkept, &desk.lists.catalog), (usize::MAX, &anew));
    }

    fn copy(from: &Path, to: &Path) {
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                fs::create_dir(&target).unwrap();
                copy(&entry.path(), &target);
            } else {
                fs::copy(entry.path(), target).unwrap();
            }
        }
    }
}
