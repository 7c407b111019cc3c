//! Completions of fields that name people and things.

use super::Form;
use crate::app::context::{Known, named};
use crate::app::state::State;
use crate::app::verbs::is_offered;
use crate::app::{attending, offered, preparing};
use crate::command::fill::{Directory, Found, unmarked};
use crate::command::verb::FieldKind;
use crate::command::{Catalog, several};
use crate::domain::date::DateSpan;
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::offer::Offers;
use crate::domain::row::{
    CommitmentRow, DepartmentRow, IssueRow, PersonRow, SessionRow, StudioRow,
};
use crate::domain::session::Class;
use crate::i18n::Label;
use crate::i18n::wording::reasons_text;
use crate::search::quick::Matcher;
use std::cmp::Reverse;

/// The most suggestions that are looked for.
const MOST: usize = 50;

/// Something that a field could name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Suggestion {
    /// What is put into the field.
    pub(crate) insert: String,
    /// What is shown.
    pub(crate) label: String,
    /// What tells it from others.
    pub(crate) note: String,
}

/// What kind of thing a field names, and whether it names several.
pub(crate) const fn names(kind: FieldKind) -> Option<(EntityKind, bool)> {
    match kind {
        FieldKind::Reference(kind) => Some((kind, false)),
        FieldKind::References(kind) => Some((kind, true)),
        FieldKind::Person => Some((EntityKind::Person, false)),
        FieldKind::People => Some((EntityKind::Person, true)),
        _ => None,
    }
}

/// The part of a text that is being typed, and where it begins.
fn last_word<'t>(
    state: &State,
    text: &'t str,
    kind: EntityKind,
    several: bool,
) -> (usize, &'t str) {
    if !several {
        return (0, text.trim());
    }
    let is_known = |name: &str| state.catalog.find(kind, unmarked(name)) != Found::None;
    let start = several::last_begins(text, is_known);
    (start, text.get(start..).unwrap_or_default())
}

impl Form {
    /// Looks for completions of the field with the keyboard.
    pub(crate) fn suggest(&mut self, state: &State, typed: bool) {
        self.suggestions.clear();
        self.suggested = None;
        self.offer_what_fits(state);
        let Some(field) = self.current() else { return };
        let Some((kind, several)) = names(field.field.kind) else { return };
        let (_, word) = last_word(state, field.editor.text(), kind, several);
        let word = unmarked(word);
        let known = matches!(state.catalog.find(kind, word), Found::One(_));
        if known && !word.is_empty() {
            return;
        }
        if word.is_empty() && !typed && !field.editor.is_empty() {
            return;
        }
        let expected = preparing::expected(state, self);
        let offers = offered::in_form(state, self).unwrap_or_default();
        let among = (kind, self.target, expected.as_deref());
        let mut found = candidates(state, among, &offers, &Matcher::new(word));
        found.retain(|it| is_offered(self, &it.insert));
        // A name of a person may be new: it is only taken for a known one when it is pinyin.
        let meant = !word.is_empty() && (kind != EntityKind::Person || word.is_ascii());
        self.suggestions = found;
        self.suggested = (meant && !self.suggestions.is_empty()).then_some(0);
    }

    /// In what capacity people are there is chosen among what fits them first.
    fn offer_what_fits(&mut self, state: &State) {
        let is_at_class = self.current().is_some_and(|field| field.field.key == "class");
        if !is_at_class {
            return;
        }
        let keys: Vec<&str> = attending::fitting(state, self).into_iter().map(Class::key).collect();
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.offer_first(&keys);
        }
    }

    /// Moves among the suggestions; says whether there are any.
    pub(crate) fn move_suggestion(&mut self, by: isize) -> bool {
        if self.suggestions.is_empty() {
            return false;
        }
        let last = self.suggestions.len() - 1;
        self.suggested = match (self.suggested, by) {
            (None, ..0) => return false,
            (None, _) => Some(0),
            (Some(0), ..0) => None,
            (Some(at), _) => Some(at.saturating_add_signed(by).min(last)),
        };
        true
    }

    /// Puts the suggestion that is on into the field; says whether one was.
    pub(crate) fn take_suggestion(&mut self, state: &State) -> bool {
        let chosen = self.suggested.and_then(|at| self.suggestions.get(at)).cloned();
        let Some(chosen) = chosen else { return false };
        let Some(field) = self.fields.get_mut(self.focus) else { return false };
        let Some((kind, several)) = names(field.field.kind) else { return false };
        let text = field.editor.text();
        let (start, _) = last_word(state, text, kind, several);
        let before = text.get(..start).unwrap_or_default();
        let after = if several { several::between(state.lang) } else { "" };
        let text = format!("{before}{}{after}", chosen.insert);
        field.editor.set_text(&text);
        self.fault = None;
        self.suggested = None;
        self.suggest(state, false);
        if !several {
            self.go(1, state);
        }
        true
    }

    /// Where a mark ends a name at the end of a field of several, takes the suggestion that is on, as
    /// leaving the field does for the last name: each place is read alike.
    pub(super) fn take_before_mark(&mut self, state: &State) {
        let Some(field) = self.current() else { return };
        let text = field.editor.text();
        let is_at_end = field.editor.caret_byte() == text.len();
        let Some((kind, true)) = names(field.field.kind).filter(|_| is_at_end) else { return };
        let (_, word) = last_word(state, text, kind, true);
        if !unmarked(word).is_empty() {
            self.take_only(state);
        }
    }

    /// On leaving a field, takes the suggestion that is on where the text names nothing yet; what
    /// that was. Pinyin that was left standing would register a new person of that name.
    pub(crate) fn take_only(&mut self, state: &State) -> Option<String> {
        let chosen = self.suggestions.get(self.suggested.take()?).cloned()?;
        let field = self.fields.get_mut(self.focus)?;
        let (kind, several) = names(field.field.kind)?;
        let text = field.editor.text();
        let (start, _) = last_word(state, text, kind, several);
        let before = text.get(..start).unwrap_or_default();
        let taken = format!("{before}{}", chosen.insert);
        let is_new = taken != text;
        field.editor.set_text(&taken);
        is_new.then_some(chosen.label)
    }
}

/// Something that may fit, by its row: texts are made for those that are kept.
enum Candidate<'a> {
    Studio(&'a StudioRow),
    Person(&'a PersonRow),
    Department(&'a DepartmentRow),
    Issue(Box<IssueRow>),
    Session(Box<SessionRow>),
    Commitment(CommitmentRow),
}

impl Candidate<'_> {
    fn id(&self) -> EntityId {
        match self {
            Self::Studio(row) => row.id.into(),
            Self::Person(row) => row.id.into(),
            Self::Department(row) => row.id.into(),
            Self::Issue(row) => row.id.into(),
            Self::Session(row) => row.id.into(),
            Self::Commitment(row) => row.id.into(),
        }
    }

    fn label(&self) -> &str {
        match self {
            Self::Studio(row) => &row.name,
            Self::Person(row) => &row.name,
            Self::Department(row) => &row.name,
            Self::Issue(row) => &row.title,
            Self::Session(row) => &row.title,
            Self::Commitment(row) => &row.matter,
        }
    }

    fn note(&self, state: &State) -> String {
        match self {
            Self::Studio(row) => format!("{} {}", row.code, row.area),
            Self::Person(row) => format!("{} {}", row.side.label(state.lang), row.unit),
            Self::Department(row) => format!("{} {}", row.short, row.district),
            Self::Issue(row) => row.number.to_string(),
            Self::Session(row) => format!("{} {}", row.on, row.number),
            Self::Commitment(row) => named(&state.catalog, row.issue.into()),
        }
    }

    /// Among those that fit as well: what is open and what is newest comes first.
    fn order(&self) -> (bool, Option<Reverse<DateSpan>>) {
        match self {
            Self::Issue(row) => (!row.status.is_open(), Some(Reverse(DateSpan::of_day(row.since)))),
            Self::Session(row) => (false, Some(Reverse(row.on))),
            _ => (false, None),
        }
    }

    /// How well it fits, the lower the better.
    fn rank(&self, state: &State, matcher: &Matcher) -> Option<u8> {
        if matcher.is_empty() {
            return Some(0);
        }
        let by_note = || matcher.rank(&self.note(state)).map(|rank| rank + 3);
        matcher.rank(self.label()).or_else(by_note)
    }
}

fn all_of(catalog: &Catalog, kind: EntityKind) -> Vec<Candidate<'_>> {
    match kind {
        EntityKind::Studio => catalog.studios.values().map(Candidate::Studio).collect(),
        EntityKind::Person => catalog.people.values().map(Candidate::Person).collect(),
        EntityKind::Department => catalog.departments.values().map(Candidate::Department).collect(),
        EntityKind::Issue => {
            catalog.issues.values().map(|row| Candidate::Issue(Box::new(row))).collect()
        }
        EntityKind::Session => {
            catalog.sessions.values().map(|row| Candidate::Session(Box::new(row))).collect()
        }
        EntityKind::Commitment => catalog.commitments.values().map(Candidate::Commitment).collect(),
        EntityKind::Line | EntityKind::Evidence | EntityKind::Settings => Vec::new(),
    }
}

/// What of a kind fits, the best first; of those that are expected alone, where some are, and never
/// what the form is about. What is offered comes before the others, and says why.
fn candidates(
    state: &State,
    (kind, target, expected): (EntityKind, Option<EntityId>, Option<&[EntityId]>),
    offers: &Offers,
    matcher: &Matcher,
) -> Vec<Suggestion> {
    let place = |it: &Candidate<'_>| {
        let place = offers.best.iter().position(|offer| it.id() == offer.issue.into());
        place.unwrap_or(usize::MAX)
    };
    let known = Known::of(state);
    let why = |it: &Candidate<'_>| {
        let offer = offers.best.get(place(it))?;
        Some(reasons_text(&offer.reasons, state.lang, &known))
    };
    let is_expected = |it: &Candidate<'_>| {
        Some(it.id()) != target && expected.is_none_or(|ids| ids.contains(&it.id()))
    };
    let all = all_of(&state.catalog, kind).into_iter().filter(is_expected).enumerate();
    let mut found: Vec<_> = all
        .filter_map(|(at, it)| Some(((it.rank(state, matcher)?, place(&it), it.order(), at), it)))
        .collect();
    if found.len() > MOST {
        found.select_nth_unstable_by_key(MOST, |(key, _)| *key);
        found.truncate(MOST);
    }
    found.sort_unstable_by_key(|(key, _)| *key);
    let suggestion = |(_, it): (_, Candidate<'_>)| {
        let insert = state.catalog.name(it.id())?;
        let note = why(&it).unwrap_or_else(|| it.note(state));
        Some(Suggestion { insert, label: it.label().to_owned(), note })
    };
    found.into_iter().filter_map(suggestion).collect()
}
