//! Tests of the themes.

use ratatui::style::Color;

use super::*;

const NARROW: AmbiguousWidth = AmbiguousWidth::Narrow;
const DEPTHS: [ColorDepth; 4] =
    [ColorDepth::None, ColorDepth::Sixteen, ColorDepth::Palette256, ColorDepth::True];

/// The contrast of two colours by WCAG 2, from 1 to 21.
fn contrast(a: (u8, u8, u8), b: (u8, u8, u8)) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |(r, g, b)| 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    if a > b { a / b } else { b / a }
}

fn rgb(color: Option<Color>, or: (u8, u8, u8)) -> (u8, u8, u8) {
    match color {
        Some(Color::Rgb(r, g, b)) => (r, g, b),
        _ => or,
    }
}

#[test]
fn every_role_reads_well_on_its_background() {
    for (builtin, fg, bg) in [
        (ThemeName::Dark, (0xD8, 0xD5, 0xCC), (0x1B, 0x1E, 0x22)),
        (ThemeName::Light, (0x1B, 0x1E, 0x22), (0xFD, 0xFC, 0xF8)),
        (ThemeName::HighContrast, (255, 255, 255), (0, 0, 0)),
    ] {
        let theme = Theme::new(builtin, ColorDepth::True, NARROW);
        for role in Role::ALL {
            let style = theme.style(role);
            let ratio = contrast(rgb(style.fg, fg), rgb(style.bg, bg));
            let least = if role == Role::Border { 2.0 } else { 4.5 };
            assert!(ratio >= least, "{builtin:?} {role:?}: {ratio:.2}");
        }
    }
}

#[test]
fn a_selection_can_be_seen_in_every_theme_and_depth() {
    for builtin in ThemeName::ALL {
        for depth in DEPTHS {
            let theme = Theme::new(builtin, depth, NARROW);
            for role in [Role::Selection, Role::SelectionUnfocused] {
                let style = theme.style(role);
                let colored = style.bg.is_some_and(|bg| bg != Color::Reset && Some(bg) != style.fg);
                let marked = Modifier::REVERSED | Modifier::UNDERLINED;
                assert!(
                    colored || style.add_modifier.intersects(marked),
                    "{builtin:?} {depth:?} {role:?}"
                );
            }
            assert_ne!(theme.selection(true), theme.selection(false));
        }
    }
}

#[test]
fn no_colour_means_no_colour() {
    let own = Theme::parse_overrides("text = '#ff0000'\ntitle = { fg = 1, italic = true }").0;
    for builtin in ThemeName::ALL {
        let theme = Theme::with_overrides(builtin, &own, ColorDepth::None, NARROW);
        for role in Role::ALL {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{builtin:?} {role:?}");
        }
        assert!(theme.style(Role::Title).add_modifier.contains(Modifier::ITALIC));
    }
}

#[test]
fn colours_are_brought_down_to_what_the_terminal_has() {
    for builtin in ThemeName::ALL {
        for role in Role::ALL {
            let style = Theme::new(builtin, ColorDepth::Palette256, NARROW).style(role);
            assert!(!matches!(style.fg, Some(Color::Rgb(..))), "{builtin:?} {role:?}");
            let style = Theme::new(builtin, ColorDepth::Sixteen, NARROW).style(role);
            for color in [style.fg, style.bg] {
                assert!(!matches!(color, Some(Color::Rgb(..) | Color::Indexed(16..))), "{role:?}");
            }
        }
    }
    assert_eq!(depth::nearest_256((255, 0, 0)), Color::Indexed(196));
    assert_eq!(depth::nearest_256((0, 0, 0)), Color::Indexed(16));
    assert_eq!(depth::nearest_256((128, 128, 128)), Color::Indexed(244));
    assert_eq!(depth::nearest_256((255, 255, 255)), Color::Indexed(231));
    assert_eq!(depth::nearest_16((250, 10, 10)), Color::LightRed);
    assert_eq!(Tone::Index(196).color(ColorDepth::Sixteen), Color::LightRed);
    assert_eq!(Tone::Index(255).color(ColorDepth::Sixteen), Color::Gray);
    for r in 0..=255 {
        for g in [0, 7, 47, 48, 114, 115, 200, 255] {
            assert!(matches!(depth::nearest_256((r, g, 255 - r)), Color::Indexed(16..)));
        }
    }
}

#[test]
fn overrides_change_single_roles() {
    let own = Theme::parse_overrides(
        "base = 'light'\ntitle = '#7a4a12'\n\n[selection]\nfg = 'black'\nbg = 153\nbold = false\nunderline = true\n",
    )
    .0;
    let base = own.base().unwrap();
    assert_eq!(base, ThemeName::Light);
    let theme = Theme::with_overrides(base, &own, ColorDepth::True, NARROW);
    assert_eq!(theme.style(Role::Title).fg, Some(Color::Rgb(0x7a, 0x4a, 0x12)));
    let selection = theme.style(Role::Selection);
    assert_eq!((selection.fg, selection.bg), (Some(Color::Black), Some(Color::Indexed(153))));
    assert_eq!(selection.add_modifier, Modifier::UNDERLINED);
    let light = Theme::new(ThemeName::Light, ColorDepth::True, NARROW);
    assert_eq!(theme.style(Role::Dim), light.style(Role::Dim));
}

#[test]
fn a_fault_names_line_key_and_what_is_allowed() {
    use crate::command::config_fault::ConfigFaultKind::{BadValue, Syntax, UnknownKey};
    let bad = |value: &str| BadValue(value.to_owned());
    for (toml, line, key, kind, allowed) in [
        ("title = 'red'\ntittle = 'red'", 2, "tittle", UnknownKey, "title"),
        ("\n\ntitle = 'crimson'", 3, "title", bad("'crimson'"), "#rrggbb"),
        ("title = '#12345'", 1, "title", bad("'#12345'"), "#rrggbb"),
        ("title = '#停车'", 1, "title", bad("'#停车'"), "#rrggbb"),
        ("title = 256", 1, "title", bad("256"), "0–255"),
        ("[selection]\nfg = 1\nblod = true", 3, "selection.blod", UnknownKey, "bold"),
        ("[selection]\nbold = 1", 2, "selection.bold", bad("1"), "true"),
        ("base = 'sepia'", 1, "base", bad("'sepia'"), "high-contrast"),
    ] {
        let fault = Theme::parse_overrides(toml).1.remove(0);
        assert_eq!((fault.line, fault.key.as_str(), &fault.kind), (line, key, &kind), "{toml}");
        assert!(fault.allowed.contains(&allowed), "{toml}: {fault:?}");
    }
    let fault = Theme::parse_overrides("title = 'red'\ntitle 3").1.remove(0);
    assert!(matches!(fault.kind, Syntax(_)) && fault.line == 2, "{fault:?}");
}

#[test]
fn the_depth_comes_from_what_the_environment_says() {
    let detect =
        |no_color, term, colorterm| ColorDepth::detect(TerminalFacts { no_color, term, colorterm });
    for (facts, depth) in [
        ((Some("1"), Some("xterm-kitty"), Some("truecolor")), ColorDepth::None),
        ((Some(""), Some("xterm-256color"), None), ColorDepth::Palette256),
        ((None, Some("xterm-256color"), Some("truecolor")), ColorDepth::True),
        ((None, Some("xterm-kitty"), None), ColorDepth::True),
        ((None, Some("xterm"), None), ColorDepth::Sixteen),
        ((None, Some("linux"), None), ColorDepth::Sixteen),
        ((None, Some("dumb"), Some("truecolor")), ColorDepth::None),
        ((None, Some("vt100"), None), ColorDepth::None),
        ((None, None, None), ColorDepth::None),
    ] {
        assert_eq!(detect(facts.0, facts.1, facts.2), depth, "{facts:?}");
    }
}
