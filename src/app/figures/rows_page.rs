//! The rows that a number counts, as a list: as many as the number says, each opens what it is about.

use crate::app::reader::Subject;
use crate::app::rows::List;
use crate::app::state::{Page, State, ToastTone};
use crate::app::{layout, motion};
use crate::command::Catalog;
use crate::command::report::row_entity;
use crate::domain::figures::Row;
use crate::domain::id::{IssueId, SessionId};
use std::sync::Arc;

/// A list of rows.
#[derive(Debug, Clone)]
pub(crate) struct RowsPage {
    /// What was counted, and in which cell.
    pub(crate) title: String,
    pub(crate) rows: Vec<Row>,
    /// Of waiting times, how long each of them was; `None` where nobody knows.
    pub(crate) days: Option<Vec<Option<u32>>>,
    /// What is named by what was known then, where the report is a frozen one.
    pub(crate) then: Option<Arc<Catalog>>,
    pub(crate) list: List,
}

impl RowsPage {
    pub(crate) fn selected(&self) -> Option<Row> {
        self.rows.get(self.list.selected).copied()
    }

    /// Brings the cursor to where it can be seen.
    pub(crate) fn follow(&mut self, state: &State) {
        let visible = layout::table_rows(layout::layout(state).body);
        self.list.follow(visible, self.rows.len());
    }
}

/// Opens what a row is about; of a studio, its own figures.
pub(crate) fn open_row(state: &mut State, row: Row) {
    let id = row_entity(&state.catalog, row);
    if let Ok(id) = IssueId::try_from(id) {
        if state.catalog.issues.contains_key(&id) {
            return motion::push_reader(state, Subject::Issue(id));
        }
    } else if let Ok(id) = SessionId::try_from(id) {
        if state.catalog.sessions.contains_key(&id) {
            return motion::push_reader(state, Subject::Session(id));
        }
    } else if let Row::Studio(studio) = row {
        state.figures.studio = Some(studio);
        state.figures.frozen = None;
        if matches!(state.pages.last(), Some(Page::Rows(_))) {
            state.pages.pop();
        }
        let words = state
            .say("只看这个工作室；再按一次恢复全部", "This studio alone; the same key shows all");
        return state.toast(ToastTone::Notice, words);
    }
    let words = state.say("这一项现在已经没有了", "This is not there any more");
    state.toast(ToastTone::Notice, words);
}
