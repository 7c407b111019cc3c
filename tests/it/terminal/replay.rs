//! Random frames, and those of the workbench, go through the real bytes into a model of a terminal and are
//! compared there: a buffer cannot show what the diff between two of them forgets.
//!
//! `cargo test --test it -- terminal::replay --nocapture` tells how many were compared and how many were bad;
//! `TANSHI_FRAMES=1000000` before it is a longer run.

use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use tanshi::shell::terminal::Screen;
use tanshi::ui::canvas::{self, WideRows, mark_wide_rows};
use tanshi::ui::text::AmbiguousWidth;
use tanshi::ui::theme::ColorDepth;

use super::{Dice, difference, drawn_wide, stood_in};
use crate::screens::walk::Walk;

const WIDE_WORDS: [&str; 9] = [
    "市场周边停车难",
    "议",
    "ab停车c",
    "plain words",
    "，。！？",
    "x",
    "雨湖区·岳塘区",
    "👨\u{200d}👩\u{200d}👧ok①",
    "“①号”…→",
];

fn style(dice: &mut Dice) -> Style {
    let colors =
        [Color::Reset, Color::Red, Color::LightBlue, Color::Indexed(153), Color::Rgb(1, 2, 3)];
    let modifiers = [
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::REVERSED,
        Modifier::UNDERLINED,
        Modifier::DIM,
    ];
    let style = Style::new().fg(dice.pick(&colors)).bg(dice.pick(&colors));
    style.add_modifier(dice.pick(&modifiers))
}

/// What is drawn by hand must not hold what Unicode leaves open.
const RAW_WORDS: usize = 7;

/// One thing that is drawn; a frame is a list of them.
#[derive(Clone)]
enum Stroke {
    Text(u16, u16, &'static str, u16, Style),
    Raw(u16, u16, &'static str, Style),
    Fill(Rect, Style),
    Tint(Rect, Style),
    Frame(Rect, Style),
}

fn stroke(dice: &mut Dice, area: Rect) -> Stroke {
    let (x, y) = (dice.cells(area.width), dice.cells(area.height));
    let style = style(dice);
    let part = Rect::new(x, y, dice.cells(area.width) + 1, dice.cells(5) + 1).intersection(area);
    match dice.roll(10) {
        0..5 => Stroke::Text(x, y, dice.pick(&WIDE_WORDS), dice.cells(20), style),
        5 => Stroke::Raw(x, y, WIDE_WORDS[dice.roll(RAW_WORDS)], style),
        6 => Stroke::Fill(part, style),
        7 | 8 => Stroke::Tint(part, style),
        _ => Stroke::Frame(part, style),
    }
}

fn paint(buffer: &mut Buffer, strokes: &[Stroke], ambiguous: AmbiguousWidth) {
    for stroke in strokes {
        match *stroke {
            Stroke::Text(x, y, text, max, style) => {
                canvas::put(buffer, (x, y), text, max, style, ambiguous);
            }
            // What is drawn past the canvas knows nothing of what is drawn wide.
            Stroke::Raw(x, y, text, style) if ambiguous == AmbiguousWidth::Narrow => {
                buffer.set_string(x, y, text, style);
            }
            Stroke::Raw(..) => {}
            Stroke::Fill(area, style) => canvas::fill(buffer, area, style),
            Stroke::Tint(area, style) => canvas::tint(buffer, area, style),
            Stroke::Frame(area, style) => {
                canvas::fill(buffer, area, style);
                canvas::frame(buffer, area, style, ambiguous);
            }
        }
    }
}

/// The next frame: mostly the same, sometimes another altogether.
fn change(dice: &mut Dice, strokes: &mut Vec<Stroke>, area: Rect) {
    if dice.roll(10) == 0 {
        strokes.clear();
    }
    for _ in 0..=dice.roll(3) {
        if strokes.len() > 12 {
            strokes.remove(dice.roll(strokes.len()));
        }
        let at = dice.roll(strokes.len() + 1);
        strokes.insert(at, stroke(dice, area));
    }
}

/// How many random frames are compared for each width of ambiguous characters.
fn frames() -> usize {
    std::env::var("TANSHI_FRAMES").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000)
}

/// A terminal that is shown frame after frame.
struct Replay {
    screen: Screen,
    terminal: vt100::Parser,
    ambiguous: AmbiguousWidth,
    frames: usize,
    bad: Vec<String>,
}

impl Replay {
    fn new((columns, rows): (u16, u16), ambiguous: AmbiguousWidth) -> Self {
        let screen = Screen::fixed(Rect::new(0, 0, columns, rows)).unwrap();
        let terminal = vt100::Parser::new(rows, columns, 0);
        Self { screen, terminal, ambiguous, frames: 0, bad: Vec::new() }
    }

    /// Shows a frame, and notes where the terminal shows something else than was drawn.
    fn show(&mut self, area: Rect, draw: impl Fn(&mut ratatui::Frame<'_>)) {
        let mut drawn = Buffer::empty(area);
        let bytes = self.screen.render(|frame| {
            draw(frame);
            drawn = frame.buffer_mut().clone();
        });
        mark_wide_rows(&mut drawn, &mut WideRows::default());
        let bytes = bytes.unwrap();
        if self.ambiguous == AmbiguousWidth::Wide {
            self.terminal.process(drawn_wide(&String::from_utf8(bytes).unwrap()).as_bytes());
            drawn = stood_in(drawn);
        } else {
            self.terminal.process(&bytes);
        }
        let difference = difference(self.terminal.screen(), &drawn);
        self.bad.extend(difference.map(|it| format!("frame {}: {it}", self.frames)));
        self.frames += 1;
    }
}

/// Tells how many frames were compared; one that is bad is shown.
fn tell(what: &str, replays: &[Replay]) {
    let frames: usize = replays.iter().map(|it| it.frames).sum();
    let bad: Vec<&String> = replays.iter().flat_map(|it| &it.bad).collect();
    println!("byte replay, {what}: {frames} frames, {} bad", bad.len());
    assert_eq!(bad.first(), None, "{} of {frames}", bad.len());
}

fn random(seed: u64, ambiguous: AmbiguousWidth) -> Replay {
    let area = Rect::new(0, 0, 37, 11);
    let mut dice = Dice(seed);
    let (mut strokes, mut before) = (Vec::new(), Vec::new());
    let mut replay = Replay::new((area.width, area.height), ambiguous);
    for _ in 0..frames() {
        // Some frames are as the last one, or come back to the one before it.
        let kept = strokes.clone();
        match dice.roll(8) {
            0 => {}
            1 => std::mem::swap(&mut strokes, &mut before),
            _ => change(&mut dice, &mut strokes, area),
        }
        before = kept;
        if dice.roll(100) == 0 {
            replay.screen.invalidate();
        }
        replay.show(area, |frame| paint(frame.buffer_mut(), &strokes, ambiguous));
    }
    replay
}

#[test]
fn twenty_thousand_random_frames_are_shown_as_they_were_drawn() {
    let seed = 20_231_020;
    for ambiguous in [AmbiguousWidth::Narrow, AmbiguousWidth::Wide] {
        let what = format!("random Chinese, {ambiguous:?}, seed {seed}");
        tell(&what, &[random(seed, ambiguous)]);
    }
}

#[test]
fn the_screens_of_the_workbench_are_shown_as_they_were_drawn() {
    let mut replays = Vec::new();
    for ambiguous in [AmbiguousWidth::Narrow, AmbiguousWidth::Wide] {
        for depth in
            [ColorDepth::None, ColorDepth::Sixteen, ColorDepth::Palette256, ColorDepth::True]
        {
            let size = if depth == ColorDepth::True { (120, 40) } else { (80, 24) };
            let mut walk = Walk::new(size, ambiguous, depth);
            let mut replay = Replay::new(size, ambiguous);
            for _ in 0..WALK_STEPS {
                walk.step();
                replay.show(Rect::new(0, 0, size.0, size.1), |frame| walk.draw(frame));
            }
            replays.push(replay);
        }
    }
    tell("the workbench, by keys", &replays);
}

/// How many keys are typed at the workbench in each kind of terminal.
const WALK_STEPS: usize = 250;

#[test]
fn the_replay_sees_what_the_plain_diff_forgets() {
    let area = Rect::new(0, 0, 37, 11);
    let mut dice = Dice(20_231_020);
    let mut strokes = Vec::new();
    let mut wrong = 0;
    let mut bytes = Vec::new();
    let mut last = Buffer::empty(area);
    let mut terminal = vt100::Parser::new(area.height, area.width, 0);
    for _ in 0..500 {
        change(&mut dice, &mut strokes, area);
        let mut drawn = Buffer::empty(area);
        let texts: Vec<Stroke> = strokes
            .iter()
            .filter(|stroke| matches!(stroke, Stroke::Text(..) | Stroke::Fill(..)))
            .cloned()
            .collect();
        paint(&mut drawn, &texts, AmbiguousWidth::Narrow);
        let mut backend = CrosstermBackend::new(&mut bytes);
        ratatui::backend::Backend::draw(&mut backend, last.diff_iter(&drawn)).unwrap();
        terminal.process(&bytes);
        bytes.clear();
        wrong += usize::from(difference(terminal.screen(), &drawn).is_some());
        last = drawn;
    }
    assert!(wrong > 0, "the remedy in canvas is not needed any more");
}

#[test]
fn a_frame_is_one_synchronized_update() {
    let area = Rect::new(0, 0, 20, 3);
    let mut screen = Screen::fixed(area).unwrap();
    for _ in 0..3 {
        let draw = |frame: &mut ratatui::Frame<'_>| frame.set_cursor_position((4, 1));
        let bytes = String::from_utf8(screen.render(draw).unwrap()).unwrap();
        assert!(bytes.starts_with("\x1b[?2026h") && bytes.ends_with("\x1b[?2026l"), "{bytes:?}");
        assert_eq!(bytes.matches("\x1b[?2026").count(), 2);
        assert!(bytes.contains("\x1b[2;5H"), "the hardware cursor is at the caret: {bytes:?}");
        assert!(!bytes.contains("\x1b[6n"), "a frame never waits for an answer");
    }
}

#[test]
fn a_wide_ambiguous_glyph_is_followed_by_a_move_of_the_cursor() {
    let area = Rect::new(0, 0, 20, 1);
    let mut screen = Screen::fixed(area).unwrap();
    for mark in ["x", "y"] {
        let draw = |frame: &mut ratatui::Frame<'_>| {
            let words = format!("{mark}①甲“乙” {mark}");
            let style = Style::new();
            canvas::put(frame.buffer_mut(), (0, 0), &words, 20, style, AmbiguousWidth::Wide);
        };
        let bytes = String::from_utf8(screen.render(draw).unwrap()).unwrap();
        for moved in
            ["①\x1b[1;4H甲", "甲\x1b[1;6H“", "“\x1b[1;8H乙", "乙\x1b[1;10H”", "”\x1b[1;12H "]
        {
            assert!(bytes.contains(moved), "{moved:?} in {bytes:?}");
        }
    }
}

#[test]
fn a_wide_ambiguous_glyph_leaves_nothing_behind() {
    let area = Rect::new(0, 0, 6, 1);
    let mut screen = Screen::fixed(area).unwrap();
    let mut bytes = Vec::new();
    for text in ["①①①", "abcdef"] {
        let draw = |frame: &mut ratatui::Frame<'_>| {
            let style = Style::new();
            canvas::put(frame.buffer_mut(), (0, 0), text, 6, style, AmbiguousWidth::Wide);
        };
        bytes = screen.render(draw).unwrap();
    }
    assert!(String::from_utf8(bytes).unwrap().contains("abcdef"));
}

#[test]
fn a_row_that_has_not_changed_is_not_sent_again() {
    let area = Rect::new(0, 0, 20, 3);
    let mut screen = Screen::fixed(area).unwrap();
    let mut sent = Vec::new();
    for selected in [0, 1, 1] {
        let draw = |frame: &mut ratatui::Frame<'_>| {
            for (y, words) in (0..).zip(["停车难", "路灯不亮", "污水外溢"]) {
                let on = if y == selected { Color::Blue } else { Color::Reset };
                let style = Style::new().bg(on);
                canvas::put(frame.buffer_mut(), (0, y), words, 20, style, AmbiguousWidth::Narrow);
            }
        };
        sent.push(String::from_utf8(screen.render(draw).unwrap()).unwrap());
    }
    let held = |frame: &str| ["停", "路", "污"].map(|glyph| frame.contains(glyph));
    let sent: Vec<[bool; 3]> = sent.iter().map(|frame| held(frame)).collect();
    assert_eq!(sent, [[true; 3], [true, true, false], [false; 3]]);
}
