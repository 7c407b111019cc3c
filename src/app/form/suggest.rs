//! Completions of fields that name people and things.

use super::Form;
use crate::app::context::named;
use crate::app::matching::Matcher;
use crate::app::state::State;
use crate::command::fill::{Directory, Found, unmarked};
use crate::command::several;
use crate::command::verb::FieldKind;
use crate::domain::id::{EntityId, EntityKind};
use crate::i18n::Label;

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
    pub(crate) fn is_reference(&self) -> bool {
        self.current().is_some_and(|field| names(field.field.kind).is_some())
    }

    /// Looks for completions of the field with the keyboard.
    pub(crate) fn suggest(&mut self, state: &State, typed: bool) {
        self.suggestions.clear();
        self.suggested = None;
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
        let found = candidates(state, kind, &Matcher::new(word));
        // A name of a person may be new: it is only taken for a known one when it is pinyin.
        let meant = !word.is_empty() && (kind != EntityKind::Person || word.is_ascii());
        self.suggestions = found;
        self.suggested = (meant && !self.suggestions.is_empty()).then_some(0);
    }

    /// Moves among the suggestions; says whether there are any.
    pub(crate) fn move_suggestion(&mut self, by: isize, _state: &State) -> bool {
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

/// What of a kind fits, the best first.
fn candidates(state: &State, kind: EntityKind, matcher: &Matcher) -> Vec<Suggestion> {
    let catalog = &state.catalog;
    let rows: Vec<(EntityId, String, String)> = match kind {
        EntityKind::Studio => catalog
            .studios
            .values()
            .map(|row| (row.id.into(), row.name.to_string(), format!("{} {}", row.code, row.area)))
            .collect(),
        EntityKind::Person => catalog
            .people
            .values()
            .map(|row| {
                let note = format!("{} {}", row.side.label(state.lang), row.unit);
                (row.id.into(), row.name.to_string(), note)
            })
            .collect(),
        EntityKind::Department => catalog
            .departments
            .values()
            .map(|row| {
                (row.id.into(), row.name.to_string(), format!("{} {}", row.short, row.district))
            })
            .collect(),
        EntityKind::Issue => {
            let mut rows: Vec<_> = catalog.issues.values().collect();
            rows.sort_by_key(|row| (!row.status.is_open(), std::cmp::Reverse(row.since)));
            rows.into_iter()
                .map(|row| (row.id.into(), row.title.to_string(), row.number.to_string()))
                .collect()
        }
        EntityKind::Session => {
            let mut rows: Vec<_> = catalog.sessions.values().collect();
            rows.sort_by_key(|row| std::cmp::Reverse(row.on));
            rows.into_iter()
                .map(|row| {
                    let note = format!("{} {}", row.on, row.number);
                    (row.id.into(), row.title.to_string(), note)
                })
                .collect()
        }
        EntityKind::Commitment => catalog
            .commitments
            .values()
            .map(|row| {
                let issue = named(catalog, row.issue.into());
                (row.id.into(), row.matter.to_string(), issue)
            })
            .collect(),
        EntityKind::Line | EntityKind::Evidence | EntityKind::Settings => Vec::new(),
    };
    let mut found: Vec<(u8, Suggestion)> = rows
        .into_iter()
        .filter_map(|(id, label, note)| {
            let rank = matcher.rank(&label).or_else(|| matcher.rank(&note).map(|rank| rank + 2))?;
            let insert = catalog.name(id)?;
            Some((rank, Suggestion { insert, label, note }))
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(MOST);
    found.into_iter().map(|(_, suggestion)| suggestion).collect()
}
