//! People and departments, found by what a text begins with: made once, and mended when the rows of
//! the lists have changed.

use super::sound::{Fit, Spoken};
use super::typed::{Typed, folded};
use crate::command::catalog::Rows;
use crate::command::{Catalog, Directory};
use crate::domain::id::{DepartmentId, EntityId, EntityKind, PersonId};
use crate::domain::row::{DepartmentRow, IssueRow, PersonRow};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a line can name. Two thousand people are taken in within a few milliseconds; afterwards a
/// change costs as much only where people or departments have changed.
#[derive(Debug, Clone, Default)]
pub struct Names {
    catalog: Catalog,
    people: People,
    departments: Offices,
}

impl Names {
    /// What a line can name, by these rows.
    pub fn of(catalog: &Catalog) -> Self {
        let people = People::of(&catalog.people);
        let departments = Offices::of(&catalog.departments);
        Self { catalog: catalog.clone(), people, departments }
    }

    /// Brings it up to date with newer rows; costs next to nothing where nobody was added.
    pub fn update(&mut self, catalog: &Catalog) {
        if !catalog.people.changed_since(&self.catalog.people).is_empty() {
            self.people = People::of(&catalog.people);
        }
        if !catalog.departments.changed_since(&self.catalog.departments).is_empty() {
            self.departments = Offices::of(&catalog.departments);
        }
        self.catalog = catalog.clone();
    }

    /// The rows that it was made of.
    pub const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// What is known of a person.
    pub(super) fn row(&self, id: PersonId) -> Option<&PersonRow> {
        self.catalog.people.get(&id)
    }

    /// What is known of a department.
    pub(super) fn department(&self, id: DepartmentId) -> Option<&DepartmentRow> {
        self.catalog.departments.get(&id)
    }

    /// Whether a district has a studio.
    pub(super) fn has_studio(&self, district: &str) -> bool {
        self.catalog.studios.values().any(|row| row.area.starts_with(district))
    }

    /// What is known of an issue.
    pub(super) fn issue(&self, id: crate::domain::id::IssueId) -> Option<IssueRow> {
        self.catalog.issues.get(&id)
    }

    /// The name by which a person is found again, with the unit where the name is not enough.
    pub(super) fn full_name(&self, id: PersonId) -> String {
        Directory::name(&self.catalog, id.into()).unwrap_or_default()
    }

    /// The issue of this number or title.
    pub(super) fn find_issue(&self, text: &str) -> Option<EntityId> {
        match self.catalog.find(EntityKind::Issue, text) {
            crate::command::Found::One(id) => Some(id),
            _ => None,
        }
    }

    pub(super) const fn people(&self) -> &People {
        &self.people
    }

    pub(super) const fn departments(&self) -> &Offices {
        &self.departments
    }
}

/// A person as a text can name them.
#[derive(Debug, Clone)]
struct Entry {
    row: Arc<PersonRow>,
    name: Spoken,
}

/// Everybody.
#[derive(Debug, Clone, Default)]
pub(super) struct People {
    entries: Vec<Entry>,
    places: BTreeMap<PersonId, usize>,
    /// By the first character of the name.
    by_first: BTreeMap<char, Namesakes>,
}

/// Names that begin with the same character. A surname may be that of a tenth of a town, so that they
/// are not gone through one by one.
#[derive(Debug, Clone, Default)]
struct Namesakes {
    /// How long they are, the longest first.
    lengths: BTreeSet<Reverse<usize>>,
    /// Who is called each of them.
    by_name: BTreeMap<Box<[char]>, Vec<usize>>,
}

impl People {
    fn of(rows: &Rows<PersonId, PersonRow>) -> Self {
        let entry =
            |row: &Arc<PersonRow>| Entry { row: Arc::clone(row), name: Spoken::of(&row.name) };
        let entries: Vec<Entry> = rows.all().map(entry).collect();
        let places = (0..).zip(&entries).map(|(at, entry)| (entry.row.id, at)).collect();
        let mut by_first: BTreeMap<char, Namesakes> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            let name = entry.name.name();
            let Some(first) = name.first() else { continue };
            let group = by_first.entry(*first).or_default();
            group.lengths.insert(Reverse(name.len()));
            group.by_name.entry(name.into()).or_default().push(at);
        }
        Self { entries, places, by_first }
    }

    /// Those whose whole name stands at a place, the longest name first, each with its length.
    pub(super) fn named_at<'a>(
        &'a self,
        typed: &'a Typed<'_>,
        at: usize,
    ) -> impl Iterator<Item = (usize, PersonId)> + 'a {
        let rest = typed.rest(at);
        let group = rest.first().and_then(|first| self.by_first.get(first));
        group
            .into_iter()
            .flat_map(|group| {
                let names = group.lengths.iter().filter_map(|length| rest.get(..length.0));
                let here = names.filter_map(|name| Some((name.len(), group.by_name.get(name)?)));
                here.flat_map(|(length, places)| places.iter().map(move |at| (length, *at)))
            })
            .filter_map(|(length, at)| Some((length, self.entries.get(at)?.row.id)))
    }

    /// Everybody.
    pub(super) fn ids(&self) -> impl Iterator<Item = PersonId> {
        self.entries.iter().map(|entry| entry.row.id)
    }

    /// How what was typed lies in somebody's name.
    pub(super) fn fit_of(&self, typed: &[char], id: PersonId) -> Option<Fit> {
        let entry = self.places.get(&id).and_then(|at| self.entries.get(*at))?;
        entry.name.fit(typed)
    }

    /// Whether what was typed is another way to write somebody's name.
    pub(super) fn sounds_like(&self, typed: &[char], id: PersonId) -> bool {
        let entry = self.places.get(&id).and_then(|at| self.entries.get(*at));
        entry.is_some_and(|entry| entry.name.sounds_like(typed))
    }

    /// Everybody whose name it may be, with how it lies there.
    pub(super) fn fitting(&self, typed: &[char]) -> impl Iterator<Item = (Fit, PersonId)> {
        self.entries.iter().filter_map(move |entry| Some((entry.name.fit(typed)?, entry.row.id)))
    }
}

/// One way to name a department.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// The folded words.
    pub(super) words: Box<[char]>,
    /// Whether they are only what people call it, which may be a word of its own: 交通, 教育.
    pub(super) is_short: bool,
    /// Those that are called so.
    pub(super) ids: Vec<DepartmentId>,
}

/// Every department.
#[derive(Debug, Clone, Default)]
pub(super) struct Offices {
    /// By the first character, the longest form first.
    forms: BTreeMap<char, Vec<Form>>,
}

impl Offices {
    fn of(rows: &Rows<DepartmentId, DepartmentRow>) -> Self {
        let mut forms: BTreeMap<Box<[char]>, Form> = BTreeMap::new();
        for row in rows.values() {
            let (name, short, district) = (&*row.name, &*row.short, &*row.district);
            let (far, far_short) = (format!("{district}{name}"), format!("{district}{short}"));
            let short_far = if short.is_empty() { "" } else { &far_short };
            for (text, is_short) in
                [(name, false), (short, true), (far.as_str(), false), (short_far, true)]
            {
                let words = folded(text);
                if words.len() < 2 {
                    continue;
                }
                let fresh = Form { words: words.clone(), is_short, ids: Vec::new() };
                let form = forms.entry(words).or_insert(fresh);
                form.is_short &= is_short;
                if !form.ids.contains(&row.id) {
                    form.ids.push(row.id);
                }
            }
        }
        let mut all = Self::default();
        for (words, form) in forms {
            if let Some(first) = words.first() {
                all.forms.entry(*first).or_default().push(form);
            }
        }
        for group in all.forms.values_mut() {
            group.sort_by_key(|form| Reverse(form.words.len()));
        }
        all
    }

    /// The forms that stand at a place, the longest first.
    pub(super) fn named_at<'a>(
        &'a self,
        typed: &'a Typed<'_>,
        at: usize,
    ) -> impl Iterator<Item = &'a Form> + 'a {
        let rest = typed.rest(at);
        let group = rest.first().and_then(|first| self.forms.get(first));
        group.into_iter().flatten().filter(|form| rest.starts_with(&form.words))
    }
}
