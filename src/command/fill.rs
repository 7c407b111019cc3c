//! How typed values become domain values: the same reading for the command line and the forms.
//!
//! | question | file |
//! |---|---|
//! | what was typed | `values` |
//! | what is wrong with it | `fault` |
//! | whom and what a name stands for | `directory`, `entity`, `person` |
//! | which date, time, amount or number | `plain`, `time` |
//! | which of a closed list | `choice` |
//! | which guards are passed over | `overrides` |

mod choice;
mod directory;
mod entity;
mod fault;
mod overrides;
mod person;
mod plain;
mod time;
mod values;

pub(super) use self::directory::names;
pub use self::directory::{Directory, Found, unmarked};
pub use self::fault::{Fault, FieldFault, FileRefusal};
pub use self::overrides::{read_overrides, rule_named};
pub(super) use self::person::Newcomer;
pub use self::person::{check_name, check_newness, name_and_unit};
pub use self::plain::{assumed_years, read_deadline, read_number};
pub use self::time::read_time;
pub use self::values::Values;
use super::grammar;
use super::verb::{Field, Verb};
use crate::domain::action::{Action, StepRequest};
use crate::domain::calendar::Calendar;
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::provenance::Source;
use crate::domain::text::fold_width;
use crate::domain::world::World;
pub use crate::search::near::Likelihood;
use chrono::{NaiveDate, NaiveDateTime};

/// A file that was copied into the store before its evidence is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenFile {
    /// SHA-256 of its content.
    pub sha256: [u8; 32],
    /// Its length in bytes.
    pub size_bytes: u64,
    /// The ending of its name.
    pub extension: String,
}

/// Everything that building actions may look at.
pub struct Filling<'a> {
    /// The verb.
    pub verb: &'a Verb,
    /// What was typed.
    pub values: &'a Values,
    /// What it is done to.
    pub target: Option<EntityId>,
    /// The target with its neighbours, and all studios.
    pub world: &'a World,
    /// Names.
    pub directory: &'a dyn Directory,
    /// The day.
    pub today: NaiveDate,
    /// The day and the time on the wall.
    pub now: NaiveDateTime,
    /// What a line of a record can name.
    pub names: &'a grammar::Names,
    /// Working days.
    pub calendar: &'a Calendar,
    /// New identities: 16 bytes that were never given out.
    pub mint: &'a mut dyn FnMut() -> [u8; 16],
    /// The file that the value of a `File` field was copied to.
    pub file: Option<TakenFile>,
    /// What the file of a `Records` field says.
    pub records: Vec<Action>,
    /// People who have to be added first.
    pub newcomers: Vec<Action>,
}

impl std::fmt::Debug for Filling<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "filling {:?}", self.verb)
    }
}

impl Filling<'_> {
    /// The actions of the verb, newcomers first.
    ///
    /// # Errors
    /// The first [`Fault`] in the order of the fields.
    pub fn actions(mut self) -> Result<Vec<Action>, Fault> {
        for field in self.verb.fields.iter().filter(|field| field.required) {
            if self.text(field.key).is_none_or(str::is_empty) {
                return Err(self.fault(field.key, FieldFault::Required));
            }
        }
        let build = self.verb.build;
        let actions = build(&mut self)?;
        let mut all = self.newcomers;
        all.extend(actions);
        Ok(all)
    }

    /// A fault of a field.
    pub fn fault(&self, key: &'static str, fault: FieldFault) -> Fault {
        let typed = self.values.all(key).map(|all| all.join(" ")).unwrap_or_default();
        Fault { key, typed, fault }
    }

    /// A fault of one of the names in a field.
    fn fault_of(key: &'static str, name: &str, fault: FieldFault) -> Fault {
        Fault { key, typed: name.to_owned(), fault }
    }

    fn field(&self, key: &str) -> Option<&'static Field> {
        self.verb.field(key)
    }

    /// The text of a field, without blanks around it; `None` when it was not touched.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.values.first(key).map(str::trim)
    }

    /// The text of a field, or what is there already.
    pub fn text_or(&self, key: &str, current: &str) -> String {
        self.text(key).unwrap_or(current).to_owned()
    }

    /// Whether a flag is set.
    pub fn flag(&self, key: &str) -> bool {
        self.text(key).is_some_and(|text| is_yes(&fold_width(text)))
    }

    #[expect(clippy::option_option, reason = "untouched and cleared are not the same")]
    /// Reads a field that may be empty; `None` when it was not touched, `Some(None)` when it was
    /// cleared.
    fn read<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&str) -> Result<T, FieldFault>,
    ) -> Result<Option<Option<T>>, Fault> {
        match self.text(key) {
            None => Ok(None),
            Some("") => Ok(Some(None)),
            Some(text) => {
                read(text).map(|value| Some(Some(value))).map_err(|fault| self.fault(key, fault))
            }
        }
    }

    /// A fresh identity.
    pub fn fresh(&mut self) -> [u8; 16] {
        (self.mint)()
    }

    /// The source of past work (补录), when one is named.
    pub fn source(&self) -> Option<Source> {
        self.text("source")
            .filter(|text| !text.is_empty())
            .map(|text| Source { reference: text.to_owned() })
    }

    /// The step that the verb asks for, with what every step can say.
    ///
    /// # Errors
    /// Faults of `on`, `override` and the references.
    pub fn step(&self) -> Result<StepRequest, Fault> {
        let kind = self.verb.step.ok_or_else(|| self.fault("step", FieldFault::Required))?;
        let mut request = StepRequest::new(kind);
        request.on = self.span_or("on", None)?;
        request.reason = self.text_or("reason", "");
        request.raiser_told = self.flag("told");
        request.referred_to = self.text_or("to", "");
        request.overrides = self.overrides("override")?;
        request.recorded = self.source();
        request.session = self.id_of("session", EntityKind::Session)?;
        request.into = self.id_of("into", EntityKind::Issue)?;
        Ok(request)
    }

    /// What it is done to.
    ///
    /// # Errors
    /// [`FieldFault::Required`] when nothing is named.
    pub fn target<Id: TryFrom<EntityId>>(&self) -> Result<Id, Fault> {
        self.target
            .and_then(|id| Id::try_from(id).ok())
            .ok_or_else(|| self.fault("target", FieldFault::Required))
    }
}

fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "yes" | "y" | "true" | "1" | "on" | "是" | "√")
}
