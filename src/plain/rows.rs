//! How a row of a list is told: what it is first, what tells it from others behind it.

use super::spoken;
use crate::app::context::named;
use crate::app::lists::{progress_words, unit};
use crate::app::picture::category_words;
use crate::app::state::State;
use crate::app::workbench::open_counts;
use crate::command::fill::Directory;
use crate::domain::id::{CommitmentId, EntityId, EntityKind, IssueId, SessionId, StudioId};
use crate::domain::priority::soon_by;
use crate::i18n::{Label, Lang, Wording, sentence};
use chrono::NaiveDate;

/// Parts with what stands between them; empty ones are left out.
pub(super) fn joined(parts: &[&str], lang: Lang) -> String {
    let parts: Vec<&str> = parts.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
    parts.join(lang.pick("，", ", "))
}

/// What an entity is in a list of its kind.
pub(super) fn of(state: &State, id: EntityId) -> String {
    let told = match id.kind {
        EntityKind::Issue => IssueId::try_from(id).ok().and_then(|id| issue(state, id)),
        EntityKind::Session => SessionId::try_from(id).ok().and_then(|id| session(state, id)),
        EntityKind::Commitment => {
            CommitmentId::try_from(id).ok().and_then(|id| commitment(state, id))
        }
        EntityKind::Person => person(state, id),
        EntityKind::Department => department(state, id),
        EntityKind::Studio => StudioId::try_from(id).ok().map(|id| studio(state, id)),
        EntityKind::Line | EntityKind::Evidence | EntityKind::Settings => None,
    };
    told.unwrap_or_else(|| named(&state.catalog, id))
}

/// A deadline in whole words: how late, how soon, or the day.
fn due(due: Option<NaiveDate>, state: &State) -> String {
    let Some(due) = due else { return String::new() };
    let left = (due - state.today).num_days();
    let is_soon = due <= soon_by(&state.calendar, state.today);
    match (left, state.lang) {
        (..0, Lang::Zh) => format!("逾期 {} 天", -left),
        (..0, Lang::En) => format!("overdue by {}", sentence::days(Lang::En, -left)),
        (0, Lang::Zh) => "今天到期".to_owned(),
        (0, Lang::En) => "due today".to_owned(),
        (_, Lang::Zh) if is_soon => format!("还有 {left} 天到期"),
        (_, Lang::En) if is_soon => format!("due in {}", sentence::days(Lang::En, left)),
        (_, Lang::Zh) => format!("时限 {due}"),
        (_, Lang::En) => format!("due {due}"),
    }
}

fn issue(state: &State, id: IssueId) -> Option<String> {
    let (lang, row) = (state.lang, state.catalog.issues.get(&id)?);
    let due = due(row.due, state);
    let departments: Vec<String> =
        row.departments.iter().map(|id| named(&state.catalog, (*id).into())).collect();
    let departments = departments.join(state.say("、", " and "));
    let age = row.age_days(state.today).map(|days| sentence::waiting(lang, days));
    let parts = [
        &*row.title,
        row.status.label(lang),
        &age.unwrap_or_default(),
        &due,
        &departments,
        category_words(row.category, lang),
        row.number.as_str(),
    ];
    Some(joined(&parts, lang))
}

fn session(state: &State, id: SessionId) -> Option<String> {
    let (lang, row) = (state.lang, state.catalog.sessions.get(&id)?);
    let studio = named(&state.catalog, row.studio.into());
    let day = row.on.words(lang);
    Some(joined(&[&row.title, row.status.label(lang), &day, &studio, row.number.as_str()], lang))
}

fn commitment(state: &State, id: CommitmentId) -> Option<String> {
    let (lang, row) = (state.lang, state.catalog.commitments.get(&id)?);
    let lead = row.lead.map(|id| named(&state.catalog, id.into()));
    let due = due(row.due.filter(|_| row.is_open()), state);
    let progress = progress_words(&row, lang);
    let issue = named(&state.catalog, row.issue.into());
    Some(joined(&[&row.matter, &lead.unwrap_or_default(), &progress, &due, &issue], lang))
}

fn person(state: &State, id: EntityId) -> Option<String> {
    let row = state.catalog.people.get(&id.try_into().ok()?)?;
    Some(joined(&[&row.name, row.side.label(state.lang), &unit(state, row)], state.lang))
}

fn department(state: &State, id: EntityId) -> Option<String> {
    let row = state.catalog.departments.get(&id.try_into().ok()?)?;
    let short = if row.short == row.name { "" } else { &row.short };
    Some(joined(&[&row.name, short, &row.district], state.lang))
}

/// A studio with how much is open there.
fn studio(state: &State, id: StudioId) -> String {
    let lang = state.lang;
    let (open, late) = open_counts(state, Some(id));
    let open = match lang {
        Lang::Zh => format!("未办结 {open} 件"),
        Lang::En => format!("{open} open"),
    };
    let late = match (late, lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("逾期 {late} 件"),
        (_, Lang::En) => format!("{late} overdue"),
    };
    let mine = state.settings.my_studio == Some(id);
    let mine = if mine { state.say("我的工作室", "my studio") } else { "" };
    let name = state.catalog.name(id.into()).unwrap_or_default();
    spoken::text(&joined(&[&name, mine, &open, &late], lang), lang)
}
