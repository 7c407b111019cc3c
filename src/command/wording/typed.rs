//! Names for the command line: with the options of the verb that was typed.

use crate::command::{Catalog, Verb};
use crate::domain::id::EntityId;
use crate::domain::refusal::Field;
use crate::i18n::wording::Names;

/// What things are called, and by which options the verb at hand states its pieces.
pub struct OnCommandLine<'c> {
    /// Everything that has a name.
    pub catalog: &'c Catalog,
    /// What was typed; `None` where no verb was.
    pub verb: Option<&'static Verb>,
}

impl Names for OnCommandLine<'_> {
    fn name(&self, entity: EntityId) -> Option<String> {
        Names::name(self.catalog, entity)
    }

    fn option(&self, field: Field) -> Option<&'static str> {
        let verb = self.verb?;
        keys(field).iter().find_map(|key| verb.field(key)).map(|field| field.key)
    }
}

/// The keys of fields that state a piece, in the order in which they are looked for.
fn keys(field: Field) -> &'static [&'static str] {
    match field {
        Field::Name => &["name", "person"],
        Field::Code => &["code"],
        Field::Title => &["title"],
        Field::Text => &["text"],
        // What is graded otherwise while it is completed rests on what was done.
        Field::Reason => &["reason", "agreed", "text"],
        Field::Place => &["place"],
        Field::District => &["district"],
        Field::Township => &["township"],
        Field::Unit => &["unit"],
        Field::Post => &["post"],
        Field::Sector => &["sector"],
        Field::Phone => &["phone"],
        Field::Note => &["note", "text"],
        Field::Tag => &["tag", "add"],
        Field::Venue => &["venue"],
        Field::Short => &["short"],
        Field::Contact => &["contact"],
        Field::Matter => &["matter"],
        Field::Source => &["source"],
        Field::Remark => &["remark"],
        Field::What => &["what"],
        Field::Who => &["who"],
        Field::Date => &["on", "submitted", "dated", "to"],
        Field::Office => &["office"],
        Field::ReferredTo => &["to"],
        Field::Deadline => &["deadline", "until"],
        Field::Lead => &["lead"],
        Field::Supporting => &["support"],
        Field::Promised => &["promised"],
        Field::Answers => &["answers"],
        Field::Question => &["question"],
        Field::Stages => &["order", "item-orders"],
        Field::Font => &["font-body"],
        Field::DocumentNumber => &["number"],
        Field::Folder => &["backup-folder"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::verb::all;

    #[test]
    fn every_piece_that_is_stated_has_a_verb_with_an_option_for_it() {
        for field in Field::ALL {
            for key in keys(*field) {
                assert!(all().any(|verb| verb.field(key).is_some()), "{field:?}: {key}");
            }
        }
    }
}
