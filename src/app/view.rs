//! What the screens look like, to be found again at the next start.

use super::state::{Pane, State, ThemeName};
use crate::command::screens::SortKey;
use crate::domain::id::IssueId;
use crate::i18n::Lang;
use serde::{Deserialize, Serialize};

/// What is kept between two runs, in a small file beside the person's settings.
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
    issue: String,
    lang: String,
    theme: String,
    mouse: Option<bool>,
}

impl View {
    pub(crate) fn of(state: &State) -> Self {
        let workbench = &state.workbench;
        let selected = workbench.shown.get(workbench.issue_list.selected);
        Self {
            pane: workbench.pane.key().to_owned(),
            sort: workbench.sort.key().to_owned(),
            descending: workbench.descending,
            filter: workbench.filter.text().to_owned(),
            open_only: workbench.open_only,
            zoomed: workbench.zoomed,
            mine_only: state.mine_only,
            issue: selected.map(ToString::to_string).unwrap_or_default(),
            lang: state.chosen.lang.map(|it| it.key().to_owned()).unwrap_or_default(),
            theme: state.chosen.theme.map(|it| it.key().to_owned()).unwrap_or_default(),
            mouse: state.chosen.mouse,
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

    pub(crate) fn selected(&self) -> Option<IssueId> {
        self.issue.parse().ok()
    }

    /// The language that was chosen.
    pub fn lang(&self) -> Option<Lang> {
        Lang::from_tag(&self.lang)
    }

    /// The theme that was chosen.
    pub fn theme(&self) -> Option<ThemeName> {
        ThemeName::from_key(&self.theme)
    }

    /// Whether the mouse was on.
    pub const fn mouse(&self) -> Option<bool> {
        self.mouse
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
}
