//! Saved views: a query with its order and its scope, kept under a name, and which of them is on.

pub(crate) mod menu;
pub(crate) mod tally;

use super::filter::{self, QUERY_CHARACTERS};
use super::input::Effect;
use super::state::{Overlay, Pane, State, ToastTone};
use super::{context, motion, verbs, workbench};
use crate::command::screens::{SortKey, Ui};
use crate::domain::id::StudioId;
use crate::i18n::Lang;
use crate::search::fold::fold;
use serde::{Deserialize, Serialize};

/// The most characters of a name: a bar has room for short ones only.
pub(crate) const NAME_CHARACTERS: usize = 20;
/// The most views that are kept.
pub(crate) const MOST: usize = 40;

/// The views that are there to begin with: a stable word, what it is called, and its query, in Chinese
/// and in English.
const BUILT_IN: [(&str, [&str; 2], [&str; 2]); 6] = [
    ("all", ["全部", "All"], ["", ""]),
    ("unscreened", ["待受理", "To screen"], ["情形：待受理", "is:unscreened"]),
    ("overdue", ["逾期", "Overdue"], ["情形：逾期", "is:overdue"]),
    ("soon", ["临期", "Due soon"], ["情形：临期", "is:soon"]),
    (
        "waiting",
        ["超60天未结", "Open over 60 days"],
        ["情形：未办结 天数：>60天", "is:open age:>60d"],
    ),
    ("returned", ["部门退回", "Returned by dept"], ["情形：退回", "is:returned"]),
];

/// A view.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SavedView {
    /// The stable word of one that is there to begin with; else empty.
    built_in: String,
    /// What somebody called it; empty where it has the name it began with.
    name: String,
    pub(crate) query: String,
    sort: String,
    descending: bool,
    open_only: bool,
    /// The studio that it is about; empty where it is about the one that is selected.
    studio: String,
}

impl SavedView {
    /// Its name.
    pub(crate) fn label(&self, lang: Lang) -> &str {
        let built_in = || BUILT_IN.iter().find(|(key, ..)| *key == self.built_in);
        match (self.name.as_str(), lang) {
            ("", Lang::Zh) => built_in().map_or("", |(_, [zh, _], _)| zh),
            ("", Lang::En) => built_in().map_or("", |(_, [_, en], _)| en),
            (name, _) => name,
        }
    }

    /// Its query; one that it began with is in the language that is shown.
    pub(crate) fn query_in(&self, lang: Lang) -> &str {
        let built_in =
            BUILT_IN.iter().find(|(key, _, [_, en])| *key == self.built_in && *en == self.query);
        match (built_in, lang) {
            (Some((_, _, [zh, _])), Lang::Zh) => zh,
            _ => &self.query,
        }
    }

    pub(crate) fn studio(&self) -> Option<StudioId> {
        self.studio.parse().ok()
    }

    fn sort_key(&self) -> SortKey {
        SortKey::from_key(&self.sort).unwrap_or_default()
    }

    /// Whether it is called so in either language.
    fn is_called(&self, name: &str) -> bool {
        let folded = |text: &str| text.trim().chars().map(fold).collect::<String>();
        Lang::ALL.into_iter().any(|lang| folded(self.label(lang)) == folded(name))
    }

    /// Whether two show the same.
    fn shows_as(&self, other: &Self) -> bool {
        let scope = |it: &Self| it.studio();
        let is_it = |lang| self.query_in(lang).trim() == other.query.trim();
        Lang::ALL.into_iter().any(is_it)
            && self.sort_key() == other.sort_key()
            && (self.descending, self.open_only) == (other.descending, other.open_only)
            && (scope(self).is_none() || scope(self) == scope(other))
    }
}

/// All of them, in the order of the bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Views {
    #[serde(rename = "view", default)]
    all: Vec<SavedView>,
}

impl Default for Views {
    fn default() -> Self {
        let view = |(key, _, [_, query]): &(&str, [&str; 2], [&str; 2])| SavedView {
            built_in: (*key).to_owned(),
            query: (*query).to_owned(),
            ..SavedView::default()
        };
        Self { all: BUILT_IN.iter().map(view).collect() }
    }
}

impl Views {
    /// Reads them; `None` for what cannot be read. A view without a name is left out, and so is what
    /// has no room.
    pub fn parse(text: &str) -> Option<Self> {
        let mut views: Self = toml::from_str(text).ok()?;
        views.all.retain(|view| !view.label(Lang::Zh).is_empty());
        views.all.truncate(MOST);
        for view in &mut views.all {
            view.name = view.name.chars().take(NAME_CHARACTERS).collect();
            view.query = view.query.chars().take(QUERY_CHARACTERS).collect();
        }
        Some(views)
    }

    /// Writes them.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    pub(crate) fn all(&self) -> &[SavedView] {
        &self.all
    }

    pub(crate) fn get(&self, at: usize) -> Option<&SavedView> {
        self.all.get(at)
    }

    /// The one that is called so.
    pub(crate) fn called(&self, name: &str) -> Option<usize> {
        self.all.iter().position(|view| view.is_called(name))
    }

    /// The stable word of one, for the next start.
    pub(crate) fn key(&self, at: usize) -> &str {
        self.all
            .get(at)
            .map_or("", |view| if view.name.is_empty() { &view.built_in } else { &view.name })
    }

    /// The one with this stable word.
    pub(crate) fn of_key(&self, key: &str) -> Option<usize> {
        (0..self.all.len()).find(|at| self.key(*at) == key)
    }
}

/// What the workbench shows now, as a view.
fn current(state: &State) -> SavedView {
    let bench = &state.workbench;
    SavedView {
        query: bench.filter.text().trim().to_owned(),
        sort: bench.sort.key().to_owned(),
        descending: bench.descending,
        open_only: bench.open_only,
        studio: context::studio(state).map(|id| id.to_string()).unwrap_or_default(),
        ..SavedView::default()
    }
}

/// Which view is on, and whether something was changed since it was chosen: the chosen one, unless
/// another one shows just what is shown.
pub(crate) fn active(state: &State) -> Option<(usize, bool)> {
    let now = current(state);
    let chosen = state.workbench.view.filter(|at| *at < state.views.all.len());
    let shows = |at: &usize| state.views.get(*at).is_some_and(|view| view.shows_as(&now));
    let same = chosen.filter(shows).or_else(|| (0..state.views.all.len()).find(shows));
    same.map(|at| (at, false)).or_else(|| chosen.map(|at| (at, true)))
}

/// How many issues a view has, of the studio that it is about or else of those that are shown; `None`
/// while that is not counted.
pub(crate) fn count(state: &State, at: usize) -> Option<usize> {
    let studio = state.views.get(at)?.studio().or_else(|| state.scope());
    state.tally.count(at, studio)
}

/// Brings the counts in step, while the bar is to be seen.
pub(crate) fn follow(state: &mut State) {
    let is_seen = state.pages.is_empty() && workbench::head(state).bar > 0;
    let is_listed = matches!(state.overlays.last(), Some(Overlay::Views(_)));
    if is_seen || is_listed {
        state.tally.follow(&state.catalog, &state.views, state.terms());
    }
}

/// Shows a view.
pub(crate) fn choose(state: &mut State, at: usize) {
    let Some(view) = state.views.get(at).cloned() else { return };
    let lang = state.lang;
    let bench = &mut state.workbench;
    bench.filter.set_text(view.query_in(lang));
    bench.filtering = false;
    (bench.sort, bench.descending) = (view.sort_key(), view.descending);
    bench.open_only = view.open_only;
    bench.view = Some(at);
    if let Some(studio) = view.studio() {
        let place = bench.studios.iter().position(|id| *id == studio);
        bench.studio_list.selected = place.map_or(0, |at| at + 1);
    }
    motion::go_pane(state, Pane::Issues);
    state.select = None;
    filter::filtered(state);
    workbench::follow(state);
}

/// Shows the next view, or the one before; round the end.
pub(crate) fn step(state: &mut State, by: isize) {
    let total = state.views.all.len();
    if total == 0 {
        let key = verbs::key_of(state, Ui::Views);
        let words = match state.lang {
            Lang::Zh => format!("还没有视图，{key} 里可以存"),
            Lang::En => format!("No view yet; {key} saves one"),
        };
        return state.toast(ToastTone::Notice, words);
    }
    let last = isize::try_from(total).unwrap_or(isize::MAX);
    let now = active(state).map(|(at, _)| isize::try_from(at).unwrap_or(0));
    let next = now.map_or(0, |at| (at + by).rem_euclid(last));
    choose(state, usize::try_from(next).unwrap_or(0));
}

/// Puts what is shown into a view, which keeps its name; the views as they were can be had again.
fn replace(state: &mut State, at: usize) {
    let (fresh, before) = (current(state), before(state));
    if let Some(view) = state.views.all.get_mut(at) {
        let (built_in, name) = (view.built_in.clone(), view.name.clone());
        *view = SavedView { built_in, name, ..fresh };
        state.workbench.view = Some(at);
        state.views_before = Some(before);
    }
}

/// The views as they are, and which of them is on.
fn before(state: &State) -> (Views, Option<usize>) {
    (state.views.clone(), state.workbench.view)
}

/// Brings back the views as they were before one was replaced or deleted, where nothing was done since;
/// says whether it did.
pub(super) fn take_back(state: &mut State, effects: &mut Vec<Effect>) -> bool {
    let Some((views, on)) = state.views_before.take() else { return false };
    state.views = views;
    state.workbench.view = on;
    effects.push(Effect::KeepViews(state.views.clone()));
    let words = state.say("视图已恢复原样", "The views are as they were");
    state.toast(ToastTone::Done, words);
    true
}

/// Keeps what is shown in a new view of this name.
fn save(state: &mut State, name: &str) -> Result<usize, String> {
    let name = name.trim();
    let fresh = current(state);
    check_name(state, name)?;
    if state.views.all.len() >= MOST {
        return Err(match state.lang {
            Lang::Zh => format!("视图已有 {MOST} 个，先删一个"),
            Lang::En => format!("There are {MOST} views already; delete one first"),
        });
    }
    state.views_before = None;
    state.views.all.push(SavedView { name: name.to_owned(), ..fresh });
    Ok(state.views.all.len() - 1)
}

fn check_name(state: &State, name: &str) -> Result<(), String> {
    if name.is_empty() {
        return Err(state.say("请打一个名称", "Type a name").to_owned());
    }
    if name.chars().count() > NAME_CHARACTERS {
        return Err(match state.lang {
            Lang::Zh => format!("名称最多 {NAME_CHARACTERS} 个字"),
            Lang::En => format!("A name has at most {NAME_CHARACTERS} characters"),
        });
    }
    Ok(())
}

/// Calls a view otherwise.
fn rename(state: &mut State, at: usize, name: &str) -> Result<(), String> {
    let name = name.trim();
    check_name(state, name)?;
    if state.views.called(name).is_some_and(|other| other != at) {
        return Err(match state.lang {
            Lang::Zh => format!("已有叫“{name}”的视图"),
            Lang::En => format!("There is a view called “{name}” already"),
        });
    }
    if let Some(view) = state.views.all.get_mut(at) {
        name.clone_into(&mut view.name);
        state.views_before = None;
    }
    Ok(())
}

/// Takes a view away, until it is asked for again; says what it was called and what it asked.
fn remove(state: &mut State, at: usize) -> Option<SavedView> {
    if at >= state.views.all.len() {
        return None;
    }
    state.views_before = Some(before(state));
    let view = state.views.all.remove(at);
    state.workbench.view = match state.workbench.view {
        Some(on) if on == at => None,
        Some(on) if on > at => Some(on - 1),
        on => on,
    };
    Some(view)
}

/// Moves a view in the bar; says where it is then.
fn shift(state: &mut State, at: usize, by: isize) -> usize {
    let to = at.saturating_add_signed(by);
    if to >= state.views.all.len() || at >= state.views.all.len() {
        return at;
    }
    state.views_before = None;
    state.views.all.swap(at, to);
    let moved = |on: usize| match on {
        on if on == at => to,
        on if on == to => at,
        on => on,
    };
    state.workbench.view = state.workbench.view.map(moved);
    to
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::query::Query;

    #[test]
    fn views_read_back_and_what_has_no_name_is_left_out() {
        let mut views = Views::default();
        views.all.push(SavedView {
            name: "石潭的路".to_owned(),
            query: "studio:石潭 路".to_owned(),
            sort: "due".to_owned(),
            open_only: true,
            ..SavedView::default()
        });
        assert_eq!(Views::parse(&views.to_toml()), Some(views.clone()));
        assert_eq!(views.called("石潭的路"), Some(6));
        assert_eq!(views.called("OVERDUE"), views.called("逾期"));
        let odd = "[[view]]\nquery = 'a'\n[[view]]\nname = 'b'\nnonsense = 7";
        assert_eq!(Views::parse(odd).unwrap().all.len(), 1);
        assert_eq!(Views::parse("view = 7"), None);
        assert_eq!(Views::parse("").unwrap().all.len(), 0);
    }

    #[test]
    fn what_is_there_to_begin_with_is_understood() {
        for (_, [zh, en], [chinese, query]) in BUILT_IN {
            let today = chrono::NaiveDate::from_ymd_opt(2023, 10, 20).unwrap();
            let reading = Query::read(query, today);
            assert_eq!(reading.faults, [], "{zh} {en}");
            assert_eq!(reading.query.to_string(), query);
            assert_eq!(Query::read(chinese, today).query, reading.query);
        }
    }
}
