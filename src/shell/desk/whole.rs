//! Everything of the store: as lines, as the hash of its state, and brought in from an export.

use super::{Blank, Desk, DeskError};
use crate::domain::action::Action;
use crate::domain::entity::Entity;
use crate::domain::id::EntityKind;
use crate::domain::sealed::KeptFile;
use crate::domain::written::{self, WrittenFault};
use crate::exchange::whole::{State, StateHash, Whole};
use crate::log::{HybridClock, LogError};
use crate::shell::run_log::{self, Entry};
use crate::store::{Asked, StoreError};
use chrono::NaiveDate;
use std::io::{self, Write};

impl Desk {
    /// What the store says, as a hash and counts.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read, and [`StoreError::ReadOnly`] while part of it cannot be
    /// shown, [`StoreError::WrittenByNewer`] for what only a newer build knows: an export that leaves something
    /// out is wrong.
    pub fn state_hash(&mut self) -> Result<StateHash, StoreError> {
        let mut state = State::hashed();
        self.each_line(|entity| state.add(entity))?;
        Ok(state.sum())
    }

    /// Writes what the store says, line by line behind the head that `sum` makes: at no time is all of it in
    /// memory.
    ///
    /// # Errors
    /// What cannot be written; within it those of [`Desk::state_hash`].
    pub fn write_state(
        &mut self,
        sum: &StateHash,
        day: NaiveDate,
        mut to: impl Write,
    ) -> io::Result<Result<(), StoreError>> {
        writeln!(to, "{}", sum.head_line(day))?;
        let mut done = Ok(());
        let read = self.each_line(|entity| {
            if done.is_ok() && written::is_written(entity) {
                let line = written::line(entity)?;
                done = writeln!(to, "{line}");
            }
            Ok(())
        });
        done.map(|()| read)
    }

    fn each_line(
        &mut self,
        mut take: impl FnMut(&Entity) -> Result<(), WrittenFault>,
    ) -> Result<(), StoreError> {
        let engine = self.store.engine();
        if let Some(reason) = engine.read_only()
            && engine.is_partly_shown()
        {
            return Err(StoreError::ReadOnly(reason));
        }
        if let Some(id) = engine.any_frozen() {
            return Err(StoreError::WrittenByNewer(id));
        }
        let mut fault: Option<WrittenFault> = None;
        for kind in EntityKind::ALL {
            engine.scan(kind, |entity| {
                if let Err(wrong) = take(&entity) {
                    fault.get_or_insert(wrong);
                }
            })?;
        }
        fault.map_or(Ok(()), |_fault| Err(StoreError::Log(LogError::Encode)))
    }

    /// Every file that something names, with its ending, each once.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub fn named_files(&mut self) -> Result<Vec<(KeptFile, String)>, StoreError> {
        let mut named: Vec<(KeptFile, String)> = Vec::new();
        for kind in Entity::WITH_FILES {
            self.store.engine().scan(kind, |entity| {
                let files = entity.files();
                named.extend(files.into_iter().map(|(file, ending)| (file, ending.to_owned())));
            })?;
        }
        named.sort_by(|one, other| (one.0.sha256, &one.1).cmp(&(other.0.sha256, &other.1)));
        named.dedup();
        Ok(named)
    }

    /// Whether anything was ever entered here.
    pub fn has_anything(&mut self) -> bool {
        let engine = self.store.engine();
        let mut kinds = EntityKind::ALL.into_iter().filter(|kind| *kind != EntityKind::Settings);
        kinds.any(|kind| engine.count(kind) > 0)
    }

    /// Brings everything of an export in, as one change; its files are kept before.
    ///
    /// # Errors
    /// [`DeskError`]; nothing is changed then. The rules refuse a store that has anything.
    pub fn bring_in(&mut self, whole: &Whole, asked: &Asked) -> Result<(), DeskError> {
        let bring = Action::BringIn { entities: whole.entities.clone(), all: whole.all };
        let engine = self.store.engine();
        engine.avoid_marks(&whole.marks)?;
        let saved = engine.commit(&[bring], asked)?;
        run_log::note(&Entry::imported("everything", whole.entities.len(), saved.events.len()));
        // It is saved, whatever can be read of it now.
        self.is_stale = true;
        self.refresh().ok();
        Ok(())
    }
}

impl Blank {
    /// Says whether [`Desk::bring_in`] would be refused by a store that is new.
    ///
    /// # Errors
    /// The one that it would give.
    pub fn rehearse_bringing(&self, whole: &Whole, asked: &Asked) -> Result<(), DeskError> {
        let bring = Action::BringIn { entities: whole.entities.clone(), all: whole.all };
        self.rehearse(&[bring], asked)?;
        let mut clock = HybridClock::default();
        clock.pass(whole.all.latest_millis);
        clock.tick(asked.wall_millis).map(drop).map_err(|fault| StoreError::from(fault).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{IssueId, PersonId, StudioId};
    use crate::domain::issue::IssueFacts;
    use crate::domain::number::StudioCode;
    use crate::domain::studio::StudioFacts;
    use crate::exchange::whole::read;
    use crate::store::Store;
    use chrono::NaiveTime;

    const NOON_MILLIS: u64 = 1_697_774_400_000;
    const HOUR_MILLIS: u64 = 3_600_000;

    fn asked(wall_millis: u64) -> Asked {
        Asked {
            actor: PersonId::from_bytes([7; 16]),
            today: NaiveDate::from_ymd_opt(2023, 10, 20).unwrap(),
            time: NaiveTime::MIN,
            wall_millis,
        }
    }

    fn desk(folder: &tempfile::TempDir) -> Desk {
        Desk::new(Store::open(&folder.path().join("data"), "now").unwrap()).unwrap()
    }

    fn add_issue(byte: u8) -> Action {
        Action::AddIssue {
            id: IssueId::from_bytes([byte; 16]),
            studio: StudioId::from_bytes([1; 16]),
            facts: IssueFacts::titled("路灯不亮"),
            source: None,
        }
    }

    /// An export whose entries were made at a time.
    fn exported(wall_millis: u64) -> Whole {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(&folder);
        let facts = StudioFacts::named("韶峰", StudioCode::parse("SFL").unwrap());
        let studio = Action::AddStudio { id: StudioId::from_bytes([1; 16]), facts, source: None };
        desk.commit(&[studio, add_issue(1)], &asked(wall_millis)).unwrap();
        let (sum, mut file) = (desk.state_hash().unwrap(), Vec::new());
        desk.write_state(&sum, asked(0).today, &mut file).unwrap().unwrap();
        read(&file).unwrap()
    }

    #[test]
    fn what_is_entered_here_is_later_than_all_that_was_brought_though_this_clock_is_behind() {
        let whole = exported(NOON_MILLIS + HOUR_MILLIS);
        let folder = tempfile::tempdir().unwrap();
        let mut there = desk(&folder);
        there.bring_in(&whole, &asked(NOON_MILLIS)).unwrap();
        let saved = there.commit(&[add_issue(2)], &asked(NOON_MILLIS)).unwrap();
        assert!(saved.envelopes.iter().all(|it| it.at_millis > whole.all.latest_millis));
        let issues: Vec<_> = there.catalog().issues.values().map(|it| it.number).collect();
        assert_ne!(issues[0], issues[1]);
        assert!(!whole.marks.contains(&there.store().engine().replica_mark()));
    }

    #[test]
    fn a_clock_that_is_days_behind_is_told_and_nothing_comes_in() {
        let whole = exported(NOON_MILLIS + 72 * HOUR_MILLIS);
        let folder = tempfile::tempdir().unwrap();
        let mut there = desk(&folder);
        let refused = there.bring_in(&whole, &asked(NOON_MILLIS));
        assert!(matches!(refused, Err(DeskError::Store(StoreError::ClockBehind { .. }))));
        assert!(!there.has_anything());
        let rehearsed = Blank::default().rehearse_bringing(&whole, &asked(NOON_MILLIS));
        assert!(matches!(rehearsed, Err(DeskError::Store(StoreError::ClockBehind { .. }))));
    }

    #[test]
    fn the_rows_that_are_rebuilt_from_what_was_brought_are_the_same() {
        let whole = exported(NOON_MILLIS);
        let folder = tempfile::tempdir().unwrap();
        let mut there = desk(&folder);
        there.bring_in(&whole, &asked(NOON_MILLIS)).unwrap();
        assert!(there.store().verify().unwrap().is_whole());
        assert_eq!(there.state_hash().unwrap().hex(), whole.head.sha256);
        let refused = there.bring_in(&whole, &asked(NOON_MILLIS));
        assert!(matches!(refused, Err(DeskError::Store(StoreError::Refused(_)))));
    }
}
