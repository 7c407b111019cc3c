//! How many colours a terminal has, and bringing a colour down to them.

use ratatui::style::Color;

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColorDepth {
    /// None: bold, dim, underline and reverse only.
    None,
    /// The sixteen of ANSI, in whatever shades the person chose.
    #[default]
    Sixteen,
    /// The palette of 256.
    Palette256,
    /// Any colour.
    True,
}

/// What the environment says about the terminal.
///
/// On Windows `TERM` is not set though its console shows every colour: give
/// `COLORTERM=truecolor` there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TerminalFacts<'a> {
    /// `NO_COLOR`; set and not empty means no colour (<https://no-color.org>).
    pub no_color: Option<&'a str>,
    /// `TERM`.
    pub term: Option<&'a str>,
    /// `COLORTERM`.
    pub colorterm: Option<&'a str>,
}

impl ColorDepth {
    /// Reads the depth from what the environment says.
    ///
    /// ```
    /// use tanshi::ui::theme::{ColorDepth, TerminalFacts};
    ///
    /// let facts = TerminalFacts { term: Some("xterm-256color"), ..Default::default() };
    /// assert_eq!(ColorDepth::detect(facts), ColorDepth::Palette256);
    /// ```
    pub fn detect(facts: TerminalFacts<'_>) -> Self {
        let term = facts.term.unwrap_or_default().to_ascii_lowercase();
        if facts.no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
            return Self::None;
        }
        if matches!(facts.colorterm, Some("truecolor" | "24bit")) {
            return Self::True;
        }
        let true_color = ["kitty", "alacritty", "ghostty", "wezterm", "foot", "-direct"];
        match term.as_str() {
            "" => Self::None,
            "linux" => Self::Sixteen,
            term if term.starts_with("vt") => Self::None,
            term if true_color.iter().any(|name| term.contains(name)) => Self::True,
            term if term.contains("256") => Self::Palette256,
            _ => Self::Sixteen,
        }
    }
}

/// The nearest of the 240 fixed colours of the palette, by squared distance.
pub(super) fn nearest_256((r, g, b): (u8, u8, u8)) -> Color {
    let level = |value: u8| -> (u8, u8) {
        // The cube's levels are 0, 95, 135, 175, 215, 255.
        match value {
            0..=47 => (0, 0),
            48..=114 => (1, 95),
            _ => {
                let step = (value - 35) / 40;
                (step, 55 + step * 40)
            }
        }
    };
    let [(ri, rv), (gi, gv), (bi, bv)] = [level(r), level(g), level(b)];
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let gray_step = u8::try_from((mean.clamp(8, 238) - 3) / 10).unwrap_or(23);
    let gray = 8 + 10 * gray_step;
    let cube_distance = distance((r, g, b), (rv, gv, bv));
    if distance((r, g, b), (gray, gray, gray)) < cube_distance {
        Color::Indexed(232 + gray_step)
    } else {
        Color::Indexed(16 + 36 * ri + 6 * gi + bi)
    }
}

/// The nearest of the sixteen, as xterm shows them.
pub(super) fn nearest_16(rgb: (u8, u8, u8)) -> Color {
    const SIXTEEN: [(Color, (u8, u8, u8)); 16] = [
        (Color::Black, (0, 0, 0)),
        (Color::Red, (205, 0, 0)),
        (Color::Green, (0, 205, 0)),
        (Color::Yellow, (205, 205, 0)),
        (Color::Blue, (0, 0, 238)),
        (Color::Magenta, (205, 0, 205)),
        (Color::Cyan, (0, 205, 205)),
        (Color::Gray, (229, 229, 229)),
        (Color::DarkGray, (127, 127, 127)),
        (Color::LightRed, (255, 0, 0)),
        (Color::LightGreen, (0, 255, 0)),
        (Color::LightYellow, (255, 255, 0)),
        (Color::LightBlue, (92, 92, 255)),
        (Color::LightMagenta, (255, 0, 255)),
        (Color::LightCyan, (0, 255, 255)),
        (Color::White, (255, 255, 255)),
    ];
    let nearest = SIXTEEN.iter().min_by_key(|(_, candidate)| distance(rgb, *candidate));
    nearest.map_or(Color::Reset, |(color, _)| *color)
}

fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let square = |x: u8, y: u8| u32::from(x.abs_diff(y)).pow(2);
    square(a.0, b.0) + square(a.1, b.1) + square(a.2, b.2)
}
