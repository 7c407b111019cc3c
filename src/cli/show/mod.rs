//! One entity with everything around it, for people and for scripts.

mod course;
mod directory;
mod guests;
mod json;
mod text;

use super::error::CliError;
use super::output::Output;
use super::{Call, close, today};
use crate::command::{Catalog, Noun};
use crate::domain::id::{CommitmentId, EntityId, IssueId, SessionId};
use crate::domain::issue::Issue;
use crate::domain::workflow::{Missing, Status, consult_gaps, resolve_gaps};
use crate::domain::world::World;
use crate::i18n::Lang;
use crate::shell::desk::Desk;
use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::{Value, json};

/// Shows one entity.
pub(super) fn run(
    call: &Call<'_>,
    noun: Noun,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let today = today(desk.lists())?;
    let id = match noun {
        Noun::Settings => EntityId::SETTINGS,
        _ => super::verbs::target_meant(&desk, noun, words)?,
    };
    let world = desk.dossier(id)?;
    let page = Page { desk: &desk, world: &world, today, lang: call.lang };
    if output.is_json() {
        output.value(&page.json(noun, id))?;
    } else {
        for line in page.lines(noun, id, output.width()) {
            output.line(&line)?;
        }
    }
    close(desk)
}

struct Page<'a> {
    desk: &'a Desk,
    world: &'a World,
    today: NaiveDate,
    lang: Lang,
}

impl Page<'_> {
    const fn catalog(&self) -> &Catalog {
        self.desk.catalog()
    }

    fn json(&self, noun: Noun, id: EntityId) -> Value {
        match noun {
            Noun::Issue => IssueId::try_from(id)
                .ok()
                .and_then(|id| self.world.issue(id))
                .map_or(Value::Null, |issue| json!({"issue": self.issue_json(issue)})),
            Noun::Session => SessionId::try_from(id)
                .ok()
                .and_then(|id| self.world.session(id))
                .map_or(Value::Null, |session| json!({"session": self.session_json(session)})),
            Noun::Commitment => CommitmentId::try_from(id)
                .ok()
                .and_then(|id| self.world.commitment(id))
                .map_or(Value::Null, |it| json!({"commitment": self.commitment_json(it)})),
            Noun::Studio => json!({"studio": self.studio_json(id)}),
            Noun::Person => json!({"person": self.person_json(id)}),
            Noun::Department => json!({"department": self.department_json(id)}),
            Noun::Settings => json!({"settings": self.settings_json()}),
        }
    }

    /// What the form of a verb would start from.
    fn fields(&self, noun: Noun, name: &str, id: EntityId) -> Vec<(&'static str, String)> {
        let Some(verb) = crate::command::verb::find(noun, name) else { return Vec::new() };
        let values = (verb.current)(self.world, id, self.catalog());
        verb.fields
            .iter()
            .filter_map(|field| Some((field.key, values.first(field.key)?.to_owned())))
            .collect()
    }

    fn gaps(&self, issue: &Issue) -> Vec<Missing> {
        match issue.status {
            Status::Submitted => consult_gaps(self.world, issue, None, self.today).0,
            Status::Consulted => resolve_gaps(self.world, issue),
            Status::Resolved(_) | Status::Exited(..) => Vec::new(),
        }
    }
}
