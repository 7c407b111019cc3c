//! How typed values become domain values: the same reading for the command line and the forms.

use super::several::{self, is_between};
use super::verb::{Field, FieldKind, Verb};
use crate::domain::action::{Action, StepRequest};
use crate::domain::amount::{Amount, AmountFault};
use crate::domain::calendar::{Calendar, Due};
use crate::domain::date::{DateFault, DateSpan, SpokenDeadline, parse_day};
use crate::domain::id::{EntityId, EntityKind, PersonId};
use crate::domain::person::{PersonFacts, Side};
use crate::domain::provenance::Source;
use crate::domain::row::PersonRow;
use crate::domain::text::fold_width;
use crate::domain::workflow::{Override, Rule};
use crate::domain::world::World;
use crate::exchange::records::ImportFault;
use crate::i18n::{Label, Lang};
use chrono::{NaiveDate, NaiveTime, Timelike};
use std::collections::BTreeMap;

/// What was typed, by field; a field of several values has several entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<&'static str, Vec<String>>);

impl Values {
    /// Sets a field to one value; an empty one counts as typed, and clears what was there.
    pub fn set(&mut self, key: &'static str, value: impl Into<String>) {
        self.0.insert(key, vec![value.into()]);
    }

    /// Sets a field to several values.
    pub fn set_all(&mut self, key: &'static str, values: Vec<String>) {
        self.0.insert(key, values);
    }

    /// The values of a field; `None` when it was not touched.
    pub fn all(&self, key: &str) -> Option<&[String]> {
        self.0.get(key).map(Vec::as_slice)
    }

    /// Every field that was touched, with its values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        self.0.iter().map(|(key, values)| (*key, values.as_slice()))
    }

    /// The first value of a field.
    pub fn first(&self, key: &str) -> Option<&str> {
        self.all(key).and_then(|values| values.first()).map(String::as_str)
    }
}

/// What looking a name up has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// This one.
    One(EntityId),
    /// Nothing.
    None,
    /// More than one; what is listed tells them apart.
    Several(Vec<EntityId>),
}

/// Names and numbers to entities, and back.
pub trait Directory {
    /// The entity of a kind that is called so: by number, code, name, or name and unit.
    fn find(&self, kind: EntityKind, text: &str) -> Found;

    /// The last day of a session, which what was promised in it counts from.
    fn held_on(&self, session: EntityId) -> Option<NaiveDate>;

    /// What an entity is called, in a form that [`Directory::find`] finds again.
    fn name(&self, id: EntityId) -> Option<String>;

    /// What the directory says of a person.
    fn person(&self, id: PersonId) -> Option<&PersonRow>;
}

/// What is wrong with the value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldFault {
    /// It has to be there.
    Required,
    /// No date can be read from it.
    Date(DateFault),
    /// No amount can be read from it.
    Amount(AmountFault),
    /// No time can be read from it.
    Time,
    /// No whole number can be read from it, or it is out of range.
    Number,
    /// It is none of these.
    Choice {
        /// The keys that are allowed.
        allowed: Vec<&'static str>,
    },
    /// Nothing is called so.
    Unknown(EntityKind),
    /// Several are called so.
    Ambiguous(Vec<EntityId>),
    /// It is not `RULE=REASON`.
    Override,
    /// A studio code cannot be read from it.
    Code,
    /// A file cannot be taken in.
    File(FileRefusal),
    /// Something is wrong in a file of records.
    Records(Box<ImportFault>),
}

/// Why a file cannot be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRefusal {
    /// There is no such file.
    Missing,
    /// There is no such file of records.
    NoRecords,
    /// It is a folder or a device.
    NotAFile,
    /// It is longer than is taken in.
    TooLarge {
        /// The limit, in MiB.
        limit_mib: u64,
    },
    /// The system does not let us read it.
    Unreadable,
}

/// Why values make no action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field.
    pub key: &'static str,
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub fault: FieldFault,
}

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

    /// A span, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Date`].
    pub fn span_or(
        &self,
        key: &'static str,
        current: Option<DateSpan>,
    ) -> Result<Option<DateSpan>, Fault> {
        let today = self.today;
        let read = self.read(key, |text| DateSpan::parse(text, today).map_err(FieldFault::Date))?;
        Ok(read.unwrap_or(current))
    }

    /// A span, or today.
    ///
    /// # Errors
    /// [`FieldFault::Date`].
    pub fn span_or_today(&self, key: &'static str) -> Result<DateSpan, Fault> {
        Ok(self.span_or(key, None)?.unwrap_or_else(|| DateSpan::of_day(self.today)))
    }

    /// A span that has to be there.
    ///
    /// # Errors
    /// [`FieldFault::Date`] or [`FieldFault::Required`].
    pub fn span(&self, key: &'static str) -> Result<DateSpan, Fault> {
        self.span_or(key, None)?.ok_or_else(|| self.fault(key, FieldFault::Required))
    }

    /// A day, or today.
    ///
    /// # Errors
    /// [`FieldFault::Date`].
    pub fn day_or_today(&self, key: &'static str) -> Result<NaiveDate, Fault> {
        let today = self.today;
        let read = self.read(key, |text| parse_day(text, today).map_err(FieldFault::Date))?;
        Ok(read.flatten().unwrap_or(today))
    }

    /// A deadline counted from `from`, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Date`].
    pub fn deadline_or(
        &self,
        key: &'static str,
        from: NaiveDate,
        current: Option<NaiveDate>,
    ) -> Result<Option<NaiveDate>, Fault> {
        let calendar = self.calendar;
        let read =
            self.read(key, |text| read_deadline(text, from, calendar).map_err(FieldFault::Date))?;
        Ok(read.map_or(current, |due| due.map(|due| due.date)))
    }

    /// A time of day, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Time`].
    pub fn time_or(
        &self,
        key: &'static str,
        current: Option<NaiveTime>,
    ) -> Result<Option<NaiveTime>, Fault> {
        Ok(self.read(key, read_time)?.unwrap_or(current))
    }

    /// An amount, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Amount`].
    pub fn amount_or(
        &self,
        key: &'static str,
        current: Option<Amount>,
    ) -> Result<Option<Amount>, Fault> {
        let read = self.read(key, |text| Amount::parse(text).map_err(FieldFault::Amount))?;
        Ok(read.unwrap_or(current))
    }

    /// How many people, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Amount`].
    pub fn heads_or(
        &self,
        key: &'static str,
        current: Option<Amount>,
    ) -> Result<Option<Amount>, Fault> {
        let read = self.read(key, |text| Amount::parse_heads(text).map_err(FieldFault::Amount))?;
        Ok(read.unwrap_or(current))
    }

    /// A whole number, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Number`].
    pub fn number_or(&self, key: &'static str, current: Option<u32>) -> Result<Option<u32>, Fault> {
        let read =
            self.read(key, |text| fold_width(text).trim().parse().ok().ok_or(FieldFault::Number))?;
        Ok(read.unwrap_or(current))
    }

    /// One of a closed list, by its key or its words in either language.
    ///
    /// # Errors
    /// [`FieldFault::Choice`].
    pub fn choice_or<T: Copy>(
        &self,
        key: &'static str,
        from_key: fn(&str) -> Option<T>,
        current: Option<T>,
    ) -> Result<Option<T>, Fault> {
        let read = self.read(key, |text| self.choose(key, text, from_key))?;
        Ok(read.unwrap_or(current))
    }

    /// Several of a closed list, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Choice`].
    pub fn choices_or<T: Copy>(
        &self,
        key: &'static str,
        from_key: fn(&str) -> Option<T>,
        current: Vec<T>,
    ) -> Result<Vec<T>, Fault> {
        let Some(entries) = self.values.all(key) else { return Ok(current) };
        let words = entries.iter().flat_map(|entry| entry.split(is_between));
        words
            .filter(|word| !word.is_empty())
            .map(|text| self.choose(key, text, from_key).map_err(|fault| self.fault(key, fault)))
            .collect()
    }

    fn choose<T>(
        &self,
        key: &str,
        text: &str,
        from_key: fn(&str) -> Option<T>,
    ) -> Result<T, FieldFault> {
        let Some(FieldKind::Choice(list) | FieldKind::Choices(list)) =
            self.field(key).map(|field| field.kind)
        else {
            return Err(FieldFault::Choice { allowed: Vec::new() });
        };
        let list = list();
        let wanted = fold_width(text).to_lowercase();
        let chosen = list.iter().find(|choice| {
            choice.key.eq_ignore_ascii_case(&wanted)
                || choice.words.zh == text
                || choice.words.en.to_lowercase() == wanted
        });
        chosen
            .and_then(|choice| from_key(choice.key))
            .ok_or_else(|| FieldFault::Choice { allowed: list.iter().map(|it| it.key).collect() })
    }

    /// The names of a field of several values; each entry may hold more than one.
    fn names(&self, key: &str, is_known: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        let entries = self.values.all(key)?;
        Some(entries.iter().flat_map(|entry| several::split(entry, &is_known)).collect())
    }

    /// Whether something is called so; a leading `@` or `#` says what is meant.
    fn is_known(&self, kind: EntityKind, text: &str) -> bool {
        self.directory.find(kind, unmarked(text)) != Found::None
    }

    /// Labels, or what is there already; a leading `+` or `＋` is not part of a label.
    pub fn tags_or(&self, key: &str, current: &[String]) -> Vec<String> {
        self.names(key, |_| false).map_or_else(
            || current.to_vec(),
            |words| {
                words.iter().map(|word| word.trim_start_matches(['+', '＋']).to_owned()).collect()
            },
        )
    }

    /// The entity that a field names; `None` when it was not touched, `Some(None)` when cleared.
    ///
    /// # Errors
    /// [`FieldFault::Unknown`] or [`FieldFault::Ambiguous`].
    pub fn entity(
        &self,
        key: &'static str,
        kind: EntityKind,
    ) -> Result<Option<Option<EntityId>>, Fault> {
        self.read(key, |text| self.find(kind, text))
    }

    /// The entities that a field names, or `None` when it was not touched.
    ///
    /// # Errors
    /// [`FieldFault::Unknown`] or [`FieldFault::Ambiguous`].
    pub fn entities(
        &self,
        key: &'static str,
        kind: EntityKind,
    ) -> Result<Option<Vec<EntityId>>, Fault> {
        let Some(names) = self.names(key, |text| self.is_known(kind, text)) else {
            return Ok(None);
        };
        names
            .iter()
            .map(|text| self.find(kind, unmarked(text)).map_err(|fault| self.fault(key, fault)))
            .collect::<Result<_, _>>()
            .map(Some)
    }

    fn find(&self, kind: EntityKind, text: &str) -> Result<EntityId, FieldFault> {
        match self.directory.find(kind, text) {
            Found::One(id) => Ok(id),
            Found::None => Err(FieldFault::Unknown(kind)),
            Found::Several(ids) => Err(FieldFault::Ambiguous(ids)),
        }
    }

    /// The person that a field names, or what is there already; an unknown name is a newcomer.
    ///
    /// # Errors
    /// [`FieldFault::Ambiguous`].
    pub fn person_or(
        &mut self,
        key: &'static str,
        side: Side,
        current: Option<PersonId>,
    ) -> Result<Option<PersonId>, Fault> {
        match self.text(key).map(str::to_owned) {
            None => Ok(current),
            Some(text) if text.is_empty() => Ok(None),
            Some(text) => self.person(key, &text, side).map(Some),
        }
    }

    /// The people that a field names, or what is there already; unknown names are newcomers.
    ///
    /// # Errors
    /// [`FieldFault::Ambiguous`].
    pub fn people_or(
        &mut self,
        key: &'static str,
        side: Side,
        current: &[PersonId],
    ) -> Result<Vec<PersonId>, Fault> {
        let known = |text: &str| self.is_known(EntityKind::Person, text);
        let Some(names) = self.names(key, known) else { return Ok(current.to_vec()) };
        names.iter().map(|text| self.person(key, text, side)).collect()
    }

    fn person(&mut self, key: &'static str, text: &str, side: Side) -> Result<PersonId, Fault> {
        let text = unmarked(text);
        match self.directory.find(EntityKind::Person, text) {
            Found::One(id) => {
                PersonId::try_from(id).map_err(|_other| self.unknown(key, EntityKind::Person))
            }
            Found::Several(ids) => Err(self.fault(key, FieldFault::Ambiguous(ids))),
            Found::None => {
                let waiting = self.newcomers.iter().find_map(|action| match action {
                    Action::AddPerson { id, facts, .. } if facts.name == text => Some(*id),
                    _ => None,
                });
                Ok(waiting.unwrap_or_else(|| {
                    let id = PersonId::from_bytes((self.mint)());
                    let facts = PersonFacts::named(text, side);
                    self.newcomers.push(Action::AddPerson { id, facts, source: None });
                    id
                }))
            }
        }
    }

    fn unknown(&self, key: &'static str, kind: EntityKind) -> Fault {
        self.fault(key, FieldFault::Unknown(kind))
    }

    /// A fresh identity.
    pub fn fresh(&mut self) -> [u8; 16] {
        (self.mint)()
    }

    /// The guards to be passed over.
    ///
    /// # Errors
    /// [`FieldFault::Override`].
    pub fn overrides(&self, key: &'static str) -> Result<Vec<Override>, Fault> {
        let entries = self.values.all(key).unwrap_or_default();
        read_overrides(entries.join("\n").lines()).map_err(|fault| self.fault(key, fault))
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

    /// The entity of a field as its own kind of id, when it was named.
    ///
    /// # Errors
    /// [`FieldFault::Unknown`] or [`FieldFault::Ambiguous`].
    pub fn id_of<Id: TryFrom<EntityId>>(
        &self,
        key: &'static str,
        kind: EntityKind,
    ) -> Result<Option<Id>, Fault> {
        let Some(id) = self.entity(key, kind)?.flatten() else { return Ok(None) };
        Id::try_from(id).map(Some).map_err(|_other| self.unknown(key, kind))
    }

    /// The entities of a field as their own kind of id, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Unknown`] or [`FieldFault::Ambiguous`].
    pub fn ids_or<Id: TryFrom<EntityId>>(
        &self,
        key: &'static str,
        kind: EntityKind,
        current: Vec<Id>,
    ) -> Result<Vec<Id>, Fault> {
        let Some(found) = self.entities(key, kind)? else { return Ok(current) };
        found
            .into_iter()
            .map(|id| Id::try_from(id).map_err(|_other| self.unknown(key, kind)))
            .collect()
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

/// Reads the rules to be passed over, one a line: `rule: reason`, in the words of either language.
///
/// # Errors
/// [`FieldFault::Override`] for anything else, and where a reason is missing.
pub fn read_overrides(lines: std::str::Lines<'_>) -> Result<Vec<Override>, FieldFault> {
    let mut overrides: Vec<Override> = Vec::new();
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        let (rule, reason) = line.split_once(['=', '＝', ':', '：']).unwrap_or((line, ""));
        match (rule_named(rule), overrides.last_mut()) {
            (Some(rule), _) => overrides.push(Override { rule, reason: reason.trim().to_owned() }),
            // A reason may stand in the line after its rule.
            (None, Some(open)) if open.reason.is_empty() => line.clone_into(&mut open.reason),
            (None, _) => return Err(FieldFault::Override),
        }
    }
    if overrides.iter().any(|it| it.reason.is_empty()) {
        return Err(FieldFault::Override);
    }
    Ok(overrides)
}

/// Without the mark that says what is meant: `@` a person, `#` an issue.
pub fn unmarked(text: &str) -> &str {
    text.trim_start_matches(['@', '＠', '#', '＃'])
}

/// The years whose working days were reckoned by weekends alone, for want of their notice, when
/// the deadlines among these values were read.
pub fn assumed_years(
    verb: &Verb,
    values: &Values,
    from: NaiveDate,
    calendar: &Calendar,
) -> Vec<i32> {
    let deadlines = verb.fields.iter().filter(|it| matches!(it.kind, FieldKind::Deadline));
    let mut years: Vec<i32> = deadlines
        .filter_map(|field| values.first(field.key))
        .filter_map(|text| read_deadline(text, from, calendar).ok())
        .flat_map(|due| due.assumed)
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Reads a deadline as people speak of it, counted from a day, with what it rests on.
///
/// # Errors
/// [`DateFault`].
pub fn read_deadline(text: &str, from: NaiveDate, calendar: &Calendar) -> Result<Due, DateFault> {
    let certain = |date| Due { date, assumed: Vec::new() };
    Ok(match SpokenDeadline::parse(text, from)? {
        SpokenDeadline::Day(day) => certain(day),
        SpokenDeadline::CalendarDays(days) => {
            certain(from.checked_add_days(chrono::Days::new(u64::from(days))).unwrap_or(from))
        }
        SpokenDeadline::WorkingDays(days) => calendar.add_working_days(from, days),
    })
}

/// Reads a time of day: `9:30`, `14点30分`, `9点`, `下午3点半`.
///
/// # Errors
/// [`FieldFault::Time`].
pub fn read_time(text: &str) -> Result<NaiveTime, FieldFault> {
    let text = fold_width(text);
    let text = text.trim();
    let parts = [("上午", 0), ("早上", 0), ("下午", 12), ("晚上", 12)];
    let part = parts.iter().find_map(|(word, hours)| Some((text.strip_prefix(word)?, *hours)));
    let (clock, later_hours) = part.unwrap_or((text, 0));
    let clock = clock.trim().replace("点半", ":30").replace(['点', '时'], ":").replace('分', "");
    let time = ["%H:%M", "%H:%M:%S", "%H:"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(&clock, form).ok())
        .or_else(|| NaiveTime::parse_from_str(&format!("{clock}00"), "%H:%M").ok())
        .ok_or(FieldFault::Time)?;
    match (part.is_some(), time.hour()) {
        // 下午15点 is said too; 上午15点 is a slip.
        (true, 13..) if later_hours == 0 => Err(FieldFault::Time),
        (_, 12..) => Ok(time),
        _ => Ok(time + chrono::Duration::hours(later_hours)),
    }
}

/// The rule with this key, or these words in either language.
pub fn rule_named(text: &str) -> Option<Rule> {
    let text = text.trim();
    Rule::from_key(fold_width(text).trim()).or_else(|| {
        let called = |rule: &Rule| Lang::ALL.iter().any(|lang| rule.label(*lang) == text);
        Rule::ALL.iter().copied().find(called)
    })
}

fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "yes" | "y" | "true" | "1" | "on" | "是" | "√")
}

/// Names of entities, as [`Filling`] reads them again.
pub(super) fn names<Id: Copy + Into<EntityId>>(
    directory: &dyn Directory,
    ids: &[Id],
) -> Vec<String> {
    ids.iter().filter_map(|id| directory.name((*id).into())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_read_as_people_say_it() {
        for (text, clock) in [
            ("9:30", "09:30"),
            ("９：３０", "09:30"),
            ("14点30分", "14:30"),
            ("9点", "09:00"),
            ("下午3点", "15:00"),
            ("下午3点半", "15:30"),
            ("下午15点", "15:00"),
            ("上午9点", "09:00"),
            ("晚上7:30", "19:30"),
        ] {
            let read = read_time(text).map(|time| time.format("%H:%M").to_string());
            assert_eq!(read, Ok(clock.to_owned()), "{text}");
        }
        for text in ["上午15点", "25:00", "下午", "半", ""] {
            assert_eq!(read_time(text), Err(FieldFault::Time), "{text}");
        }
    }
}
