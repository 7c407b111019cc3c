//! What the screens look like, to be found again at the next start.

use super::context;
use super::state::{Pane, State, ThemeName};
use crate::command::screens::SortKey;
use crate::domain::id::{IssueId, StudioId};
use crate::i18n::Lang;
use serde::{Deserialize, Serialize};

/// What is kept between two runs, in a small file in the data folder: a filter may hold a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each named")]
pub struct View {
    pane: String,
    sort: String,
    pub(crate) descending: bool,
    pub(crate) filter: String,
    pub(crate) open_only: bool,
    pub(crate) zoomed: bool,
    pub(crate) mine_only: bool,
    /// The stable word of the saved view that is on.
    pub(crate) saved: String,
    issue: String,
    studio: String,
}

impl View {
    pub(crate) fn of(state: &State) -> Self {
        let workbench = &state.workbench;
        let selected = super::workbench::selected(state);
        Self {
            pane: workbench.pane.key().to_owned(),
            sort: workbench.sort.key().to_owned(),
            descending: workbench.descending,
            filter: workbench.filter.text().to_owned(),
            open_only: workbench.open_only,
            zoomed: workbench.zoomed,
            mine_only: state.mine_only,
            saved: workbench.view.map(|at| state.views.key(at).to_owned()).unwrap_or_default(),
            issue: selected.map(|id| id.to_string()).unwrap_or_default(),
            studio: context::studio(state).map(|id| id.to_string()).unwrap_or_default(),
        }
    }

    /// Reads it; whatever cannot be read is as at the first start.
    pub fn parse(text: &str) -> Self {
        toml::from_str(text).unwrap_or_default()
    }

    /// Writes it.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    pub(crate) fn pane(&self) -> Pane {
        Pane::ALL.into_iter().find(|it| it.key() == self.pane).unwrap_or_default()
    }

    pub(crate) fn sort_key(&self) -> SortKey {
        SortKey::from_key(&self.sort).unwrap_or_default()
    }

    pub(crate) fn studio(&self) -> Option<StudioId> {
        self.studio.parse().ok()
    }

    pub(crate) fn selected(&self) -> Option<IssueId> {
        self.issue.parse().ok()
    }
}

/// What was chosen by key, in this run or an earlier one: it goes before the person's files, and
/// what those or an option say is not kept as if it had been chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The language.
    pub lang: Option<Lang>,
    /// The theme.
    pub theme: Option<ThemeName>,
    /// Whether the mouse is listened to.
    pub mouse: Option<bool>,
}

/// As it is written.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct ChosenText {
    lang: Option<String>,
    theme: Option<String>,
    mouse: Option<bool>,
}

impl Chosen {
    /// Reads it; whatever cannot be read was not chosen.
    pub fn parse(text: &str) -> Self {
        let read: ChosenText = toml::from_str(text).unwrap_or_default();
        Self {
            lang: read.lang.as_deref().and_then(Lang::from_tag),
            theme: read.theme.as_deref().and_then(ThemeName::from_key),
            mouse: read.mouse,
        }
    }

    /// Writes it.
    pub fn to_toml(self) -> String {
        let text = ChosenText {
            lang: self.lang.map(|it| it.key().to_owned()),
            theme: self.theme.map(|it| it.key().to_owned()),
            mouse: self.mouse,
        };
        toml::to_string(&text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_reads_back_and_a_broken_one_is_as_at_the_first_start() {
        let view = View { sort: "due".to_owned(), zoomed: true, ..View::default() };
        assert_eq!(View::parse(&view.to_toml()), view);
        assert_eq!(view.sort_key(), SortKey::Due);
        assert_eq!(View::parse("sort = 7"), View::default());
    }

    #[test]
    fn what_was_chosen_reads_back_and_what_was_not_stays_open() {
        let chosen = Chosen { lang: Some(Lang::En), theme: None, mouse: Some(false) };
        assert_eq!(Chosen::parse(&chosen.to_toml()), chosen);
        assert_eq!(Chosen::parse("theme = \"pink\""), Chosen::default());
    }
}
