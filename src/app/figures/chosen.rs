//! Short menus of the figures screen: the interval, by what it is divided, and what it is written as.

use super::{Period, TypedFor, ask::write, begin_typing, cursor::follow};
use crate::app::input::Effect;
use crate::app::rows::List;
use crate::app::state::{Overlay, State};
use crate::document::report::ReportFormat;
use crate::domain::figures::Dimension;
use crate::i18n::{Label, Wording};

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChooseFor {
    Interval,
    Dimension,
    Format,
}

/// A menu.
#[derive(Debug, Clone)]
pub(crate) struct Choose {
    pub(crate) title: String,
    pub(crate) about: ChooseFor,
    /// What each row says, and a note on it.
    pub(crate) entries: Vec<(String, String)>,
    pub(crate) list: List,
}

/// Opens a menu.
pub(crate) fn begin_choosing(state: &mut State, about: ChooseFor) {
    let lang = state.lang;
    let (title, entries, selected) = match about {
        ChooseFor::Interval => {
            let named = Period::NAMED.into_iter();
            let mut entries: Vec<(String, String)> = named
                .map(|it| (it.words(state).to_owned(), it.interval(state).words(lang)))
                .collect();
            let typed = state.say("输入……", "Type it…").to_owned();
            let example =
                state.say("2022年、上半年、1月5日到3月10日", "2022, 2023-01-05..2023-03-10");
            entries.push((typed, example.to_owned()));
            let at = Period::NAMED.iter().position(|it| *it == state.figures.period);
            (state.say("统计区间", "Interval"), entries, at.unwrap_or(entries_last()))
        }
        ChooseFor::Dimension => {
            let entries =
                Dimension::ALL.iter().map(|it| (it.label(lang).to_owned(), String::new()));
            let at = Dimension::ALL.iter().position(|it| *it == state.figures.dimension);
            (state.say("按什么分", "Divided by"), entries.collect(), at.unwrap_or(0))
        }
        ChooseFor::Format => {
            let entries = ReportFormat::ALL.iter().map(|it| {
                let words = match it.extension() {
                    "xlsx" => state.say("表格（XLSX，带明细）", "Workbook (XLSX, with all rows)"),
                    "docx" => state.say("Word 文件", "Word file"),
                    "md" => "Markdown",
                    _ => state.say("纯文本", "Plain text"),
                };
                (words.to_owned(), format!(".{}", it.extension()))
            });
            (state.say("写成文件", "Write it"), entries.collect(), 0)
        }
    };
    let list = List { selected, offset: 0 };
    let choose = Choose { title: title.to_owned(), about, entries, list };
    state.overlays.push(Overlay::Choose(choose));
}

const fn entries_last() -> usize {
    Period::NAMED.len()
}

/// Takes over what was chosen.
pub(crate) fn chosen(state: &mut State, about: ChooseFor, at: usize, effects: &mut Vec<Effect>) {
    match about {
        ChooseFor::Interval => match Period::NAMED.get(at) {
            Some(period) => {
                state.figures.period = *period;
                (state.figures.cut_off, state.figures.frozen) = (None, None);
            }
            None => begin_typing(state, TypedFor::Interval),
        },
        ChooseFor::Dimension => {
            if let Some(dimension) = Dimension::ALL.get(at) {
                state.figures.dimension = *dimension;
            }
        }
        ChooseFor::Format => {
            if let Some(format) = ReportFormat::ALL.get(at) {
                write(state, *format, effects);
            }
        }
    }
    follow(state);
}
