//! Pages for people: those of the screens, and the fields of what has no page there.

use super::Page;
use crate::app::print::{self, Printing};
use crate::command::Noun;
use crate::domain::entity::Entity;
use crate::domain::id::{DepartmentId, EntityId, PersonId, StudioId};
use crate::domain::provenance::Source;
use crate::i18n::Lang;
use crate::i18n::sentence::recorded_from;
use std::sync::Arc;

impl Page<'_> {
    pub(super) fn lines(&self, noun: Noun, id: EntityId, width: usize) -> Vec<String> {
        let printing = Printing { lang: self.lang, today: self.today, width };
        let catalog = Arc::new(self.catalog().clone());
        let mut world = self.world.clone();
        // Deadlines are told by what is set here.
        world.load(Entity::Settings(Box::new(self.desk.settings().clone())));
        print::page(id, world, catalog, printing).unwrap_or_else(|| {
            let verb = if noun == Noun::Settings { "set" } else { "edit" };
            let mut lines = self.field_lines(noun, verb, id);
            lines.extend(self.source(id).map(|it| recorded_from(self.lang, &it.reference)));
            lines
        })
    }

    /// Where a row of the directory comes from, if it was entered from a source.
    fn source(&self, id: EntityId) -> Option<&Source> {
        let studio = || self.world.studio(StudioId::try_from(id).ok()?)?.source.as_ref();
        let person = || self.world.person(PersonId::try_from(id).ok()?)?.source.as_ref();
        let department =
            || self.world.department(DepartmentId::try_from(id).ok()?)?.source.as_ref();
        studio().or_else(person).or_else(department)
    }

    fn field_lines(&self, noun: Noun, name: &str, id: EntityId) -> Vec<String> {
        let Some(verb) = crate::command::verb::find(noun, name) else { return Vec::new() };
        self.fields(noun, name, id)
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| {
                let field = verb.field(key);
                let label = field.map_or(key, |field| field.label.get(self.lang));
                let words = field.and_then(|it| it.words_of(&text, self.lang)).unwrap_or(&text);
                match self.lang {
                    Lang::Zh => format!("{label}：{words}"),
                    Lang::En => format!("{label}: {words}"),
                }
            })
            .collect()
    }
}
