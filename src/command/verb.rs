//! A verb: something that can be done to the data, with its fields. `VERBS` holds all of them.

use super::fill::{Fault, Filling, Values};
use super::role::Role;
use crate::domain::action::Action;
use crate::domain::commitment::Progress;
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::person::Side;
use crate::domain::session::SessionStepKind;
use crate::domain::turn::{MarkKind, Place};
use crate::domain::workflow::StepKind;
use crate::domain::world::World;
use crate::i18n::Lang;

/// The same words in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// 中文.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// Pairs the two.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The words in a language.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// What a verb is about: the first word on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noun {
    /// A studio.
    Studio,
    /// A person.
    Person,
    /// A department.
    Department,
    /// An issue.
    Issue,
    /// A session.
    Session,
    /// A commitment.
    Commitment,
    /// The settings.
    Settings,
}

impl Noun {
    /// Every noun, in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Studio,
        Self::Person,
        Self::Department,
        Self::Issue,
        Self::Session,
        Self::Commitment,
        Self::Settings,
    ];

    /// The word on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Studio => "studio",
            Self::Person => "person",
            Self::Department => "department",
            Self::Issue => "issue",
            Self::Session => "session",
            Self::Commitment => "commitment",
            Self::Settings => "settings",
        }
    }

    /// The kind of entity that it names.
    pub const fn entity(self) -> EntityKind {
        match self {
            Self::Studio => EntityKind::Studio,
            Self::Person => EntityKind::Person,
            Self::Department => EntityKind::Department,
            Self::Issue => EntityKind::Issue,
            Self::Session => EntityKind::Session,
            Self::Commitment => EntityKind::Commitment,
            Self::Settings => EntityKind::Settings,
        }
    }
}

/// One choice of a closed list: its stable key and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// What the command line and JSON say.
    pub key: &'static str,
    /// What a person reads.
    pub words: Words,
}

impl Choice {
    /// The key, with what it means where that is not the same: `livelihood 温度`.
    pub fn told(self, lang: Lang) -> String {
        super::called::key_and_words(self.key, self.words.get(lang))
    }
}

/// What can be typed into a field, and how it is read.
#[derive(Debug, Clone, Copy)]
pub enum FieldKind {
    /// One line of text.
    Line,
    /// Several lines of text.
    Block,
    /// A day, a month, a year or a range; relative words are understood.
    Span,
    /// A day.
    Day,
    /// A deadline as people speak of it; working days are counted by the calendar.
    Deadline,
    /// A time of day, `09:30`.
    Time,
    /// Money with its qualifier.
    Amount,
    /// How many people, with its qualifier.
    Heads,
    /// A whole number.
    Number {
        /// The least that is meant.
        least: u32,
        /// The most that is meant.
        most: u32,
    },
    /// Yes or no.
    Flag,
    /// One of a closed list.
    Choice(fn() -> Vec<Choice>),
    /// Several of a closed list.
    Choices(fn() -> Vec<Choice>),
    /// An entity, by number or name.
    Reference(EntityKind),
    /// Several entities.
    References(EntityKind),
    /// A person by name; one that is not known yet is added.
    Person,
    /// Several people by name; those not known yet are added.
    People,
    /// Labels, separated by blanks or commas.
    Tags,
    /// Guards to be passed over: `RULE=REASON`.
    Overrides,
    /// The path of a file.
    File,
    /// The path of a file of records, which is read.
    Records,
}

/// A field of a verb.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The long option on the command line.
    pub key: &'static str,
    /// Its label on forms and in help.
    pub label: Words,
    /// What can be typed.
    pub kind: FieldKind,
    /// Whether it must be there.
    pub required: bool,
    /// On the command line it may stand without its option, in this place.
    pub positional: bool,
    /// The side of people whom nobody knows yet and who come in by being named here; `None` where
    /// more has to be said about them.
    pub newcomer: Option<Side>,
    /// Whether it stands on the command line alone: at the screen it is known, or chosen by keys.
    pub scripted: bool,
    /// What it is for, where its key does not tell.
    pub(super) said_role: Option<Role>,
}

/// Keys are told apart within a verb, and fields by them.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// Something that can be done to the data.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each named")]
pub struct Verb {
    /// What it is about.
    pub noun: Noun,
    /// The second word on the command line.
    pub name: &'static str,
    /// Its name in menus, and the title of its form.
    pub label: Words,
    /// What it does, in a sentence.
    pub about: Words,
    /// Whether it is done to an entity that is there already.
    pub has_target: bool,
    /// Its fields, in the order of the form.
    pub fields: &'static [Field],
    /// The step of an issue's workflow that it asks for, if it is one.
    pub step: Option<StepKind>,
    /// The step of a session that it asks for, if it is one.
    pub session_step: Option<SessionStepKind>,
    /// The mark on a commitment's way that it enters, if it is one.
    pub mark: Option<MarkKind>,
    /// What a form shows before anything is typed; edits start from what is stated.
    pub current: fn(&World, EntityId, &dyn super::fill::Directory) -> Values,
    /// Whether it looks at its target alone, not at what hangs on that, nor at the studios.
    pub is_narrow: bool,
    /// Whether it reads lines of the record.
    pub reads_lines: bool,
    /// Whether it can be done to several at once, each with the same fields.
    pub is_for_several: bool,
    /// Turns what was typed into actions.
    pub build: fn(&mut Filling<'_>) -> Result<Vec<Action>, Fault>,
}

impl PartialEq for Verb {
    fn eq(&self, other: &Self) -> bool {
        self.noun == other.noun && self.name == other.name
    }
}

impl Eq for Verb {}

impl std::fmt::Debug for Verb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.noun.key(), self.name)
    }
}

/// Turns what was typed into actions.
pub(super) type Build = fn(&mut Filling<'_>) -> Result<Vec<Action>, Fault>;
/// What a form shows before anything is typed.
pub(super) type Current = fn(&World, EntityId, &dyn super::fill::Directory) -> Values;

impl Verb {
    /// A verb that is done to an entity that is there already.
    pub(super) const fn on(
        noun: Noun,
        name: &'static str,
        label: Words,
        about: Words,
        fields: &'static [Field],
        build: Build,
    ) -> Self {
        Self {
            noun,
            name,
            label,
            about,
            has_target: true,
            fields,
            step: None,
            session_step: None,
            mark: None,
            current: blank,
            is_narrow: false,
            reads_lines: false,
            is_for_several: false,
            build,
        }
    }

    /// It can be done to several at once.
    pub(super) const fn for_several(mut self) -> Self {
        self.is_for_several = true;
        self
    }

    /// It reads lines of the record, which can name anybody.
    pub(super) const fn reading_lines(mut self) -> Self {
        self.reads_lines = true;
        self
    }

    /// It looks at its target alone, so that what it costs does not grow with what hangs on that.
    pub(super) const fn narrow(mut self) -> Self {
        self.is_narrow = true;
        self
    }

    /// It brings something new.
    pub(super) const fn adding(mut self) -> Self {
        self.has_target = false;
        self
    }

    /// Its form starts from what is stated.
    pub(super) const fn prefilled(mut self, current: Current) -> Self {
        self.current = current;
        self
    }

    /// It asks for a step of an issue's workflow.
    pub(super) const fn stepping(mut self, kind: StepKind) -> Self {
        self.step = Some(kind);
        self
    }

    /// It asks for a step of a session.
    pub(super) const fn stepping_session(mut self, kind: SessionStepKind) -> Self {
        self.session_step = Some(kind);
        self
    }

    /// It enters a mark on a commitment's way.
    pub(super) const fn marking(mut self, kind: MarkKind) -> Self {
        self.mark = Some(kind);
        self
    }

    /// Whether the mark that it enters has a place where a commitment stands, by itself or as one of its
    /// kind that was agreed to; any other verb has.
    pub fn fits(&self, progress: Progress) -> bool {
        let has_place = |kind: MarkKind| kind.after(progress) != Place::None;
        self.mark.is_none_or(|kind| {
            has_place(kind) || (kind == MarkKind::Returned && has_place(MarkKind::ReturnedLate))
        })
    }

    /// Whether it corrects what is stated, so that whatever is not named stays as it is.
    pub fn keeps_the_rest(&self) -> bool {
        self.name == "edit"
    }

    /// The stable name of the verb: `issue accept`.
    pub fn id(&self) -> String {
        format!("{} {}", self.noun.key(), self.name)
    }

    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// Every verb that a noun of the command line has, by noun.
pub static VERBS: [&[Verb]; 7] = [
    super::directory::STUDIO,
    super::directory::PERSON,
    super::directory::DEPARTMENT,
    super::issue::ISSUE,
    super::session::SESSION,
    super::commitment::COMMITMENT,
    super::settings::SETTINGS,
];

/// All verbs, one after the other.
pub fn all() -> impl Iterator<Item = &'static Verb> {
    VERBS.iter().flat_map(|verbs| verbs.iter()).chain(std::iter::once(&super::import::IMPORT))
}

/// The verb with this noun and name.
pub fn find(noun: Noun, name: &str) -> Option<&'static Verb> {
    all().find(|verb| verb.noun == noun && verb.name == name)
}

/// The verb that asks for this step of a session.
pub fn of_session_step(kind: SessionStepKind) -> Option<&'static Verb> {
    all().find(|verb| verb.session_step == Some(kind))
}

/// Nothing is stated yet.
fn blank(_: &World, _: EntityId, _: &dyn super::fill::Directory) -> Values {
    Values::default()
}

/// A field that may stay empty.
pub(crate) const fn field(key: &'static str, label: Words, kind: FieldKind) -> Field {
    Field {
        key,
        label,
        kind,
        required: false,
        positional: false,
        newcomer: None,
        scripted: false,
        said_role: None,
    }
}

impl Field {
    /// The words of a chosen key, for a field of a closed list.
    pub fn words_of(&self, key: &str, lang: Lang) -> Option<&'static str> {
        match self.kind {
            FieldKind::Choice(list) | FieldKind::Choices(list) => {
                list().iter().find(|it| it.key == key).map(|it| it.words.get(lang))
            }
            _ => None,
        }
    }

    /// Must be there.
    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Brings newcomers in on this side.
    pub(super) const fn newcomers(mut self, side: Side) -> Self {
        self.newcomer = Some(side);
        self
    }

    /// Stands on the command line alone: at the screen it is known, or chosen by keys.
    pub(super) const fn scripted(mut self) -> Self {
        self.scripted = true;
        self
    }

    /// Says what it is for, where its key does not tell.
    pub(super) const fn role_of(mut self, role: Role) -> Self {
        self.said_role = Some(role);
        self
    }

    /// May stand without its option on the command line.
    pub(super) const fn positional(mut self) -> Self {
        self.positional = true;
        self
    }
}

/// The closed list of an enum, with its labels.
macro_rules! choices {
    ($type:ty) => {
        || {
            <$type>::ALL
                .iter()
                .map(|value| crate::command::verb::Choice {
                    key: value.key(),
                    words: crate::command::verb::Words::new(
                        crate::i18n::Label::label(*value, crate::i18n::Lang::Zh),
                        crate::i18n::Label::label(*value, crate::i18n::Lang::En),
                    ),
                })
                .collect()
        }
    };
}
pub(super) use choices;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Label;

    #[test]
    fn a_step_has_the_name_of_the_verb_that_asks_for_it() {
        for verb in all() {
            for lang in Lang::ALL {
                let step = verb.step.map(|step| step.label(lang));
                let step = step.or_else(|| verb.session_step.map(|step| step.label(lang)));
                let own = verb.label.get(lang);
                assert!(step.is_none_or(|step| step == own), "{verb:?}: {step:?}");
            }
        }
    }
}
