//! The records format: past work and anything else that is entered from a file, one JSON object a
//! line. `assets/docs/records-format.en.md` and `.zh.md` describe it for people.
//!
//! A file is read as a whole or not at all, and becomes one change, so that it is also saved and
//! undone as a whole. Ids come from the caller.

mod entry;
mod fault;
mod fields;
mod issue;
mod plan;
mod recognise;
mod session;
pub(super) mod word;
mod wording;

pub use fault::{FileKind, ImportFault, ImportReason, Shape};

use super::Change;
use crate::domain::{
    id::{DepartmentId, EntityId, PersonId, StudioId},
    provenance::Source,
    world::World,
};
use chrono::NaiveDate;
use entry::Entry;
use fields::Fields;
use plan::Plan;
use std::collections::BTreeMap;

/// The number of the format that this build reads.
pub const FORMAT: u64 = 1;
/// What the head of a file of records names itself.
pub const KIND: &str = "records";
/// The largest file that is read at once.
pub const MAX_BYTES: usize = 64 << 20;

/// Whom the store knows already, by the names that tell them apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Studios by name and township.
    pub studios: BTreeMap<(String, String), StudioId>,
    /// Departments by name and district.
    pub departments: BTreeMap<(String, String), DepartmentId>,
    /// People by name and unit.
    pub people: BTreeMap<(String, String), PersonId>,
}

impl Known {
    /// Gathers the names of everything at hand that was not taken back.
    pub fn of(world: &World) -> Self {
        let studios = world.studios().filter(|it| !it.retracted);
        let departments = world.departments().filter(|it| !it.retracted);
        let people = world.people().filter(|it| !it.retracted);
        Self {
            studios: studios
                .map(|it| ((it.facts.name.clone(), it.facts.township.clone()), it.id))
                .collect(),
            departments: departments
                .map(|it| ((it.facts.name.clone(), it.facts.district.clone()), it.id))
                .collect(),
            people: people
                .map(|it| ((it.facts.name.clone(), it.facts.unit.clone()), it.id))
                .collect(),
        }
    }
}

/// What a file asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// Everything in it, in an order that can be decided.
    pub change: Change,
    /// The line that each action of the change comes from, to say where a refusal arose.
    pub lines: Vec<usize>,
    /// What the local keys of the file stand for.
    pub keys: BTreeMap<String, EntityId>,
}

/// Reads a file of records.
///
/// Studios, departments and people whose names are known stay as they are; everything else becomes
/// new, with the next of `ids`. Dates that leave out the year, and relative ones, count from
/// `today`.
///
/// # Errors
/// The first fault, of the file as a whole or of one line; nothing is to be used then.
pub fn read(
    bytes: &[u8],
    known: &Known,
    ids: &mut dyn FnMut() -> [u8; 16],
    today: NaiveDate,
    actor: PersonId,
) -> Result<Records, ImportFault> {
    let text = recognise::text(bytes)?;
    let (head, lines) = recognise::head(text)?;
    let head = Fields::open(1, String::new(), &head, &["tanshi", "kind", "source", "note"])?;
    let source = head.source(None)?;
    let entries = entry::split(&lines)?;
    let mut known = known.clone();
    let mut keys = Keys::default();
    let given = entries
        .iter()
        .map(|entry| keys.give(entry, &mut known, ids))
        .collect::<Result<Vec<_>, _>>()?;
    let reader = Reader { today, keys: &keys, source: source.as_ref() };
    let mut plan = Plan::new(ids);
    for (entry, given) in entries.iter().zip(given) {
        reader.entry(entry, given, &mut plan)?;
    }
    let (lines, actions) = plan.in_order();
    let keys = keys.0.into_iter().map(|(key, (id, _))| (key, id)).collect();
    Ok(Records { change: Change { today, actor, actions }, lines, keys })
}

/// The identity of a record, and whether the store or an earlier line has it already.
#[derive(Clone, Copy)]
struct Given {
    id: EntityId,
    is_known: bool,
}

/// What the local keys stand for, and on which line each was given.
#[derive(Default)]
struct Keys(BTreeMap<String, (EntityId, usize)>);

impl Keys {
    /// Gives a record its identity and remembers its key.
    fn give(
        &mut self,
        entry: &Entry,
        known: &mut Known,
        ids: &mut dyn FnMut() -> [u8; 16],
    ) -> Result<Given, ImportFault> {
        let fields = entry.fields()?;
        let given = entry.identify(&fields, known, ids)?;
        if let Some(key) = fields.text("key")? {
            let before = self.0.insert(key.to_owned(), (given.id, entry.line));
            if let Some((_, first_line)) = before {
                let key = key.to_owned();
                return Err(fields.fault(ImportReason::KeyTwice { key, first_line }));
            }
        }
        Ok(given)
    }
}

/// What reading one record may look at.
struct Reader<'a> {
    today: NaiveDate,
    keys: &'a Keys,
    source: Option<&'a Source>,
}

impl Reader<'_> {
    /// The entity that a key in a field stands for.
    fn look_up<Id: TryFrom<EntityId> + Kinded>(
        &self,
        fields: &Fields<'_>,
        name: &str,
        key: &str,
    ) -> Result<Id, ImportFault> {
        let field = fields.placed(name);
        let (found, _) = self.keys.0.get(key).copied().ok_or_else(|| {
            fields.fault(ImportReason::UnknownKey { field: field.clone(), key: key.to_owned() })
        })?;
        Id::try_from(found).ok().ok_or_else(|| {
            let key = key.to_owned();
            let (expected, found) = (Id::KIND, found.kind);
            fields.fault(ImportReason::KeyOfOtherKind { field, key, expected, found })
        })
    }

    /// The entity that a field names, if it names one.
    fn named<Id: TryFrom<EntityId> + Kinded>(
        &self,
        fields: &Fields<'_>,
        name: &str,
    ) -> Result<Option<Id>, ImportFault> {
        fields.text(name)?.map(|key| self.look_up(fields, name, key)).transpose()
    }

    /// The entity that a field has to name.
    fn needed<Id: TryFrom<EntityId> + Kinded>(
        &self,
        fields: &Fields<'_>,
        name: &str,
    ) -> Result<Id, ImportFault> {
        fields.needed(name, self.named(fields, name)?)
    }

    /// The entities that a list names.
    fn all_named<Id: TryFrom<EntityId> + Kinded>(
        &self,
        fields: &Fields<'_>,
        name: &str,
    ) -> Result<Vec<Id>, ImportFault> {
        fields
            .texts(name)?
            .into_iter()
            .map(|(place, key)| self.look_up(fields, &place, key))
            .collect()
    }
}

/// An id that knows what it identifies.
trait Kinded {
    const KIND: crate::domain::id::EntityKind;
}

macro_rules! kinded {
    ($($id:ident = $kind:ident;)+) => {$(
        impl Kinded for crate::domain::id::$id {
            const KIND: crate::domain::id::EntityKind = crate::domain::id::EntityKind::$kind;
        }
    )+};
}

kinded! {
    StudioId = Studio;
    PersonId = Person;
    DepartmentId = Department;
    IssueId = Issue;
    SessionId = Session;
}
