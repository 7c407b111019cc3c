//! The second screen: item, speaker and clock in big letters, centred. What there is no room for
//! goes, the least important first; the clock stays to the last.

pub(crate) mod digits;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{self, cells};
use super::text;
use super::theme::{Role, Theme};
use crate::app::cockpit::duration;
use crate::app::hall::board::{self, Board, Line};
use crate::app::hall::{Hall, Stand, Talk, Urgency};
use crate::i18n::Lang;

/// From this height both clocks are big.
const BOTH_CLOCKS: u16 = 36;
/// A space that no row ends at.
const UNBROKEN: &str = "\u{a0}";
/// Below this height a title has one row.
const SHORT: u16 = 14;

/// Draws the second screen as it is at a moment.
pub fn draw(board: &Board, wall_ms: u64, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    draw_on(board, wall_ms, theme, frame.buffer_mut(), area);
    if !area.is_empty() {
        frame.set_cursor_position(Position::new(area.right() - 1, area.bottom() - 1));
    }
}

fn draw_on(board: &Board, wall_ms: u64, theme: &Theme, buffer: &mut Buffer, area: Rect) {
    canvas::fill(buffer, area, theme.style(Role::Text));
    let mut blocks = blocks(board, wall_ms, area, theme);
    fit(&mut blocks, area.height);
    let gaps = gaps(&blocks, area.height);
    let mut y = area.y;
    // What was so is told in a fainter voice.
    let is_past = *board.line() != Line::There;
    for (block, gap) in blocks.iter().zip(gaps) {
        y = (y + gap).min(area.bottom());
        let role = if is_past && !block.is_loud { Role::Dim } else { block.role };
        block.draw(buffer, Rect { y, height: area.bottom() - y, ..area }, role, theme);
        y = (y + block.height()).min(area.bottom());
    }
}

/// How many rows stay empty above each block: as much as there is between all of them alike, then
/// around the clocks, and what is left above and below everything.
fn gaps(blocks: &[Block], height: u16) -> Vec<u16> {
    let used: u16 = blocks.iter().map(Block::height).sum();
    let mut spare = height.saturating_sub(used);
    let between = cells(blocks.len().saturating_sub(1));
    let gap = (spare / between.max(1)).min(1 + height / 40) * u16::from(between > 0);
    spare -= gap * between;
    let mut gaps = vec![gap; blocks.len()];
    let pairs = blocks.iter().zip(blocks.iter().skip(1));
    for (gap, (above, below)) in gaps.iter_mut().skip(1).zip(pairs) {
        if *gap == 0 && spare > 0 && (above.is_clock() || below.is_clock()) {
            *gap = 1;
            spare -= 1;
        }
    }
    if let Some(first) = gaps.first_mut() {
        *first = spare / 2;
    }
    gaps
}

/// A part of the screen.
struct Block {
    content: Content,
    role: Role,
    /// What goes first where there is no room: the greatest.
    rank: u8,
    /// It is about the line itself, and is told aloud.
    is_loud: bool,
}

enum Content {
    Rows(Vec<String>),
    Digits { text: String, scale: u16 },
}

impl Block {
    fn rows(rows: Vec<String>, role: Role, rank: u8) -> Self {
        Self { content: Content::Rows(rows), role, rank, is_loud: false }
    }

    const fn is_clock(&self) -> bool {
        matches!(self.content, Content::Digits { .. })
    }

    fn height(&self) -> u16 {
        match &self.content {
            Content::Rows(rows) => cells(rows.len()),
            Content::Digits { scale, .. } => digits::ROWS * scale,
        }
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, role: Role, theme: &Theme) {
        let style = theme.style(role);
        match &self.content {
            Content::Rows(rows) => {
                for (y, row) in (area.top()..area.bottom()).zip(rows) {
                    let wide = cells(text::width(row, theme.ambiguous())).min(area.width);
                    let x = area.x + (area.width - wide) / 2;
                    canvas::put(buffer, (x, y), row, area.width, style, theme.ambiguous());
                }
            }
            Content::Digits { text, scale } => {
                let x = area.x + area.width.saturating_sub(digits::width(text, *scale)) / 2;
                digits::draw(buffer, Rect { x, ..area }, text, *scale, style, theme.ambiguous());
            }
        }
    }
}

/// Drops what there is no room for, then what is left of it row by row.
fn fit(blocks: &mut Vec<Block>, height: u16) {
    while blocks.iter().map(Block::height).sum::<u16>() > height && blocks.len() > 1 {
        let last = blocks.iter().enumerate().max_by_key(|(_, block)| block.rank);
        match last.map(|(at, _)| at) {
            Some(at) => drop(blocks.remove(at)),
            None => return,
        }
    }
}

fn blocks(board: &Board, wall_ms: u64, area: Rect, theme: &Theme) -> Vec<Block> {
    let lang = board.lang();
    let wrap = |words: &str, most: usize| wrapped(words, area.width, most, theme);
    let mut blocks = Vec::new();
    if let Some(words) = board::line_words(board.line(), lang) {
        let role = match board.line() {
            Line::Waiting | Line::There => Role::Title,
            Line::Lost | Line::Refused(_) => Role::Warning,
        };
        let block = Block::rows(wrap(&words, 3), role, 0);
        blocks.push(Block { is_loud: true, ..block });
    }
    let Some(hall) = board.hall(wall_ms) else { return blocks };
    let rows = |words: Option<String>, most: usize, role: Role, rank: u8| {
        words.map(|words| Block::rows(wrap(&words, most), role, rank))
    };
    let title_rows = if area.height < SHORT { 1 } else { 3 };
    blocks.extend(rows(Some(board::session_words(&hall)), 1, Role::Dim, 6));
    let stand = board::stand_words(hall.stand, lang).map(|it| spaced(it, area.width, theme));
    blocks.extend(rows(stand, 1, Role::Warning, 1));
    if let Some(item) = &hall.item {
        blocks.extend(rows(board::place_words(&hall, lang), 1, Role::Accent, 3));
        let title = spaced(&item.title, area.width, theme);
        blocks.extend(rows(Some(title), title_rows, Role::Title, 2));
        blocks.extend(rows(board::stage_words(&hall), 1, Role::Dim, 7));
    }
    clocks(&hall, lang, area, theme, &mut blocks);
    // Nobody is torn apart by the end of a row.
    let queue: Vec<String> =
        board::queue_words(&hall, lang).iter().map(|it| it.replace(' ', UNBROKEN)).collect();
    let queue = Some(queue.join("  ")).filter(|it| !it.is_empty());
    blocks.extend(rows(queue, 2, Role::Text, 5));
    let role = if hall.quorum { Role::Dim } else { Role::Warning };
    blocks.extend(rows(Some(board::heads_words(&hall, lang)), 1, role, 8));
    blocks
}

/// The clock of the speech, or of the item where nobody speaks, and the other one under it.
fn clocks(hall: &Hall, lang: Lang, area: Rect, theme: &Theme, blocks: &mut Vec<Block>) {
    let row =
        |words: String, role, rank| Block::rows(wrapped(&words, area.width, 1, theme), role, rank);
    let stands = hall.stand != Stand::Live;
    let item_role = match &hall.item {
        _ if stands => Role::Dim,
        Some(item) if item.planned_seconds.is_some_and(|it| item.elapsed_seconds > it) => {
            Role::Warning
        }
        _ => Role::Text,
    };
    let item_clock = hall.item.as_ref().map(|item| duration(item.elapsed_seconds));
    match &hall.talk {
        Some(talk) => {
            let who = speaker(talk, lang);
            blocks.push(row(spaced(&who, area.width, theme), Role::Title, 1));
            let role = if stands { Role::Dim } else { talk_role(talk) };
            blocks.push(clock(&duration(talk.elapsed_seconds), area, (3, 7), role, 0));
            let limit = board::limit_words(talk, lang);
            if !limit.is_empty() {
                blocks.push(row(limit, role, 4));
            }
            match item_clock {
                Some(time) if area.height >= BOTH_CLOCKS => {
                    let words = board::item_words(hall, lang).unwrap_or_default();
                    blocks.push(clock(&time, area, (1, 6), item_role, 6));
                    blocks.push(row(words, item_role, 4));
                }
                _ => {
                    let words = board::item_words(hall, lang);
                    blocks.extend(words.map(|words| row(words, item_role, 4)));
                }
            }
        }
        None => {
            if let Some(time) = item_clock {
                blocks.push(clock(&time, area, (3, 7), item_role, 0));
                let words = board::item_words(hall, lang).unwrap_or_default();
                blocks.push(row(words, Role::Dim, 4));
            }
        }
    }
}

fn speaker(talk: &Talk, lang: Lang) -> String {
    let who = board::who_words(&talk.who, lang);
    match board::manner_words(&talk.manner, lang) {
        Some(manner) => format!("{manner}  {who}"),
        None => who,
    }
}

fn talk_role(talk: &Talk) -> Role {
    match talk.urgency() {
        _ if talk.paused => Role::Dim,
        Urgency::None => Role::Success,
        Urgency::Near => Role::Warning,
        Urgency::Over => Role::Danger,
    }
}

/// A clock as big as its share of the height and the width allow; in plain digits where even the
/// smallest is too big.
fn clock(time: &str, area: Rect, share: (u16, u16), role: Role, rank: u8) -> Block {
    let room = area.height / share.1 * share.0 + area.height % share.1 * share.0 / share.1;
    let tall = room.max(digits::ROWS * u16::from(area.height >= 2 * digits::ROWS)) / digits::ROWS;
    let fits = |scale: &u16| digits::width(time, *scale) <= area.width;
    let content = match (1..=tall).rev().find(fits) {
        Some(scale) => Content::Digits { text: time.to_owned(), scale },
        None => Content::Rows(vec![time.to_owned()]),
    };
    Block { content, role, rank, is_loud: false }
}

/// A text in at most so many rows, the last of them cut where there is more.
fn wrapped(words: &str, width: u16, most: usize, theme: &Theme) -> Vec<String> {
    let (width, ambiguous) = (usize::from(width), theme.ambiguous());
    let mut rows = text::wrap(words, width, ambiguous);
    if rows.len() > most.max(1) {
        let rest = rows.split_off(most.max(1) - 1).concat();
        rows.push(text::truncate(&rest, width, ambiguous).into_owned());
    }
    rows.into_iter().map(|row| row.replace(UNBROKEN, " ")).collect()
}

/// Chinese characters with air between them, where all of them find room in a row then.
fn spaced(words: &str, width: u16, theme: &Theme) -> String {
    let is_wide = |it: &str| text::width(it, theme.ambiguous()) > 1;
    let mut aired = String::with_capacity(words.len() * 2);
    let mut was_wide = false;
    for grapheme in words.graphemes(true) {
        if was_wide && is_wide(grapheme) {
            aired.push(' ');
        }
        was_wide = is_wide(grapheme);
        aired.push_str(grapheme);
    }
    let fits = text::width(&aired, theme.ambiguous()) <= usize::from(width);
    if fits { aired } else { words.to_owned() }
}
