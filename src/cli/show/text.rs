//! Pages for people: those of the screens, and the fields of what has no page there.

use super::Page;
use crate::app::print::{self, Printing};
use crate::command::Noun;
use crate::domain::id::EntityId;
use crate::i18n::Lang;
use std::sync::Arc;

impl Page<'_> {
    pub(super) fn lines(&self, noun: Noun, id: EntityId, width: usize) -> Vec<String> {
        let printing = Printing { lang: self.lang, today: self.today, width };
        let catalog = Arc::new(self.catalog().clone());
        print::page(id, self.world.clone(), catalog, printing).unwrap_or_else(|| {
            let verb = if noun == Noun::Settings { "set" } else { "edit" };
            self.field_lines(noun, verb, id)
        })
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
