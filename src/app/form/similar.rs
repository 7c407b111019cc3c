//! Issues that may be the same as the one whose form is filled in: told under the title while it is
//! typed, and shown in full by a key.

use super::{Form, Note};
use crate::app::confirm::{Asked, Confirm};
use crate::app::page::Tone;
use crate::app::state::State;
use crate::app::{intake, understood};
use crate::command::fill::{Directory, Found};
use crate::command::filter::shown_status;
use crate::command::fixed::LOOK;
use crate::command::several;
use crate::command::verb::Noun;
use crate::domain::alike::{Draft, alike};
use crate::domain::id::{EntityKind, IssueId, PersonId, StudioId};
use crate::domain::issue::Category;
use crate::domain::row::IssueRow;
use crate::i18n::{Lang, sentence};

/// How many are told.
const MOST: usize = 3;
/// How many of them there is room for under the field.
const UNDER_FIELD: usize = 2;

impl Form {
    /// Looks for issues that may be the same; one pass over all rows, where that is asked at all.
    pub(super) fn seek_similar(&mut self, state: &State) {
        let is_meant = self.verb.noun == Noun::Issue && matches!(self.verb.name, "add" | "edit");
        let is_told = self.current().is_some_and(|it| {
            matches!(it.field.key, "title" | "place" | "raiser" | "category" | "studio")
        });
        if !is_meant || !is_told {
            return;
        }
        self.similar = self.look_for_similar(state);
    }

    fn look_for_similar(&self, state: &State) -> Vec<IssueId> {
        // What a line in the title says counts where the field itself says nothing.
        let line = intake::line(state, self);
        let text = |key: &str| {
            let field = self.fields.iter().find(|it| it.field.key == key);
            let typed = field.map(|it| it.editor.text().trim().to_owned()).unwrap_or_default();
            match &line {
                Some(line) if key == "title" => line.title.clone(),
                Some(line) if typed.is_empty() => {
                    line.said(key).collect::<Vec<_>>().join(several::between(state.lang))
                }
                _ => typed,
            }
        };
        let find = |kind, name: &str| match state.catalog.find(kind, name) {
            Found::One(id) => Some(id),
            Found::None | Found::Several(_) => None,
        };
        let names = several::split(&text("raiser"), |name| {
            state.catalog.find(EntityKind::Person, name) != Found::None
        });
        let raisers = names.iter().filter_map(|name| find(EntityKind::Person, name));
        let raisers: Vec<PersonId> = raisers.filter_map(|id| PersonId::try_from(id).ok()).collect();
        let category = self.fields.iter().find(|it| it.field.key == "category");
        let category = category.and_then(|it| Category::from_key(it.value().first()?));
        let category =
            category.or_else(|| Category::from_key(&line.as_ref()?.said("category").next()?));
        let studio = find(EntityKind::Studio, &text("studio"));
        let (title, place) = (text("title"), text("place"));
        let draft = Draft {
            title: &title,
            place: &place,
            raisers: &raisers,
            category,
            studio: studio.and_then(|id| StudioId::try_from(id).ok()),
            itself: self.target.and_then(|id| IssueId::try_from(id).ok()),
        };
        alike(state.catalog.issues.values(), &draft, MOST).into_iter().map(|row| row.id).collect()
    }

    /// What is told of them under the title and the place, after what the title was understood to say.
    pub(super) fn similar_note(&self, state: &State) -> Option<Note> {
        let field = self.current().filter(|it| matches!(it.field.key, "title" | "place"))?;
        if self.similar.is_empty() || field.editor.is_empty() {
            return None;
        }
        let rows = self.similar_rows(state);
        let told = rows.iter().take(UNDER_FIELD).map(|row| in_a_line(state, row));
        let more = self.similar.len().saturating_sub(UNDER_FIELD);
        let head = match (more, state.lang) {
            (0, Lang::Zh) => format!("可能是同一件事，按 {} 细看：", key()),
            (0, Lang::En) => format!("Perhaps the same; {} to look:", key()),
            (_, Lang::Zh) => format!("可能是同一件事（另有 {more} 件），按 {} 细看：", key()),
            (_, Lang::En) => format!("Perhaps the same ({more} more); {} to look:", key()),
        };
        let understood = intake::note(state, Some(self), field);
        let understood = understood.map(|read| understood::told(read).text);
        let lines: Vec<String> = understood.into_iter().chain([head]).chain(told).collect();
        Some(Note { tone: Tone::Warning, text: lines.join("\n") })
    }

    fn similar_rows(&self, state: &State) -> Vec<IssueRow> {
        self.similar.iter().filter_map(|id| state.catalog.issues.get(id)).collect()
    }

    /// The facts of all of them, over the form, which stays as it is.
    pub(super) fn similar_shown(&self, state: &State) -> Option<Confirm> {
        let rows = self.similar_rows(state);
        if rows.is_empty() {
            return None;
        }
        let facts: Vec<String> = rows.iter().map(|row| in_full(state, row)).collect();
        let advice = state.say(
            "如是同一件事，保存后可以并案（并入的一件会先填好）。",
            "If it is the same, merge it after saving; the one to merge into is filled in then.",
        );
        Some(Confirm {
            title: state.say("可能是同一件事", "Perhaps the same").to_owned(),
            text: format!("{}\n\n{advice}", facts.join("\n\n")),
            yes: state.say("继续填", "Go on"),
            no: state.say("返回", "Back"),
            asked: Asked::Look,
            on_yes: true,
            offset: 0,
        })
    }
}

fn key() -> &'static str {
    LOOK.keys.first().copied().unwrap_or_default()
}

fn in_a_line(state: &State, row: &IssueRow) -> String {
    let status = shown_status(row.status, row.accepted, state.lang);
    let age = row.age_days(state.today).map(|days| sentence::days(state.lang, days));
    let told = format!("{} {} {status} {}", row.number, row.title, age.unwrap_or_default());
    told.trim_end().to_owned()
}

fn in_full(state: &State, row: &IssueRow) -> String {
    let names = |ids: &[PersonId]| {
        let names: Vec<String> =
            ids.iter().filter_map(|id| state.catalog.name((*id).into())).collect();
        several::join(&names, state.lang)
    };
    let studio = state.catalog.name(row.studio.into()).unwrap_or_default();
    let parts = [row.place.to_string(), names(&row.raisers), studio];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}\n{}", in_a_line(state, row), parts.join(state.say("，", ", ")))
}

/// The open issue that a draft of an issue may be merged into: the likeliest, and none that is behind
/// it.
pub(crate) fn likeliest_root(state: &State, row: &IssueRow) -> Option<String> {
    let found = alike(state.catalog.issues.values(), &Draft::of(row), MOST);
    let root = found.into_iter().find(|it| it.status.is_open() && it.status >= row.status);
    root.map(|it| it.number.to_string())
}
