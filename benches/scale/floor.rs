//! The floor: the least that a program on this machine does between a key and its frame.

use crossterm::event::{Event, KeyCode, read};
use crossterm::execute;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Constraint;
use ratatui::style::Style;
use ratatui::widgets::{Row, Table, TableState};
use std::io::stdout;

/// A bare ratatui table of as many rows as are seen: `j` moves, `q` ends.
pub(crate) fn run() {
    enable_raw_mode().unwrap();
    execute!(stdout(), EnterAlternateScreen).unwrap();
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout())).unwrap();
    let mut first = 0_usize;
    loop {
        execute!(stdout(), BeginSynchronizedUpdate).unwrap();
        terminal
            .draw(|frame| {
                let rows = (first..first + usize::from(frame.area().height)).map(|number| {
                    let title = format!("塘边村第{number}盏路灯不亮（{number}）");
                    Row::new([format!("S1-23-K7{number:04}"), title, format!("{} 天", number % 90)])
                });
                let widths = [Constraint::Length(16), Constraint::Fill(1), Constraint::Length(8)];
                let table = Table::new(rows, widths).row_highlight_style(Style::new().reversed());
                let mut state = TableState::new().with_selected(Some(0));
                frame.render_stateful_widget(table, frame.area(), &mut state);
            })
            .unwrap();
        execute!(stdout(), EndSynchronizedUpdate).unwrap();
        match read().unwrap() {
            Event::Key(key) if key.code == KeyCode::Char('q') => break,
            Event::Key(_) => first += 1,
            _ => {}
        }
    }
    execute!(stdout(), LeaveAlternateScreen).unwrap();
    disable_raw_mode().unwrap();
}
