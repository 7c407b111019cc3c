//! What something is called in part: for whoever knows a piece of its name, its code or its number.

use super::Catalog;
use crate::command::fill::Directory;
use crate::domain::id::{EntityId, EntityKind};
use crate::search::quick::Matcher;

impl Catalog {
    /// Those of a kind in whose name, code or number a text is found, as the filter finds it, in the order
    /// of lists. Looks at each of them.
    pub fn partly(&self, kind: EntityKind, text: &str) -> Vec<EntityId> {
        let matcher = Matcher::new(text.trim().trim_start_matches(['#', '＃']));
        if matcher.is_empty() {
            return Vec::new();
        }
        let is_in = |texts: &[&str]| matcher.matches_among(texts);
        match kind {
            EntityKind::Studio => {
                let rows = self.studios.values();
                let meant = rows.filter(|row| is_in(&[&row.name, &row.code]));
                meant.map(|row| row.id.into()).collect()
            }
            EntityKind::Person => {
                let meant = self.people.values().filter(|row| is_in(&[&row.name, &row.unit]));
                meant.map(|row| row.id.into()).collect()
            }
            EntityKind::Department => {
                let rows = self.departments.values();
                let meant = rows.filter(|row| is_in(&[&row.name, &row.short, &row.district]));
                meant.map(|row| row.id.into()).collect()
            }
            EntityKind::Issue => {
                let rows = self.issues.values();
                let meant = rows.filter(|row| is_in(&[row.number.as_str(), &row.title]));
                meant.map(|row| row.id.into()).collect()
            }
            EntityKind::Session => {
                let rows = self.sessions.values();
                let meant = rows.filter(|row| is_in(&[row.number.as_str(), &row.title]));
                meant.map(|row| row.id.into()).collect()
            }
            EntityKind::Commitment => {
                let rows = self.commitments.values();
                let meant = rows.filter(|row| is_in(&[&self.commitment_label(row), &row.matter]));
                meant.map(|row| row.id.into()).collect()
            }
            EntityKind::Line | EntityKind::Evidence | EntityKind::Settings => Vec::new(),
        }
    }

    /// What tells something from others of its kind: number and title, or the name.
    pub fn described(&self, id: EntityId) -> String {
        let number = Directory::name(self, id).unwrap_or_default();
        match id.kind {
            EntityKind::Issue | EntityKind::Session | EntityKind::Commitment => {
                let title = crate::i18n::wording::Names::name(self, id).unwrap_or_default();
                format!("{number} {title}").trim().to_owned()
            }
            _ => number,
        }
    }
}
