//! Storms of keys, pastes, clicks and sizes: whatever comes, nothing panics.

use super::{Bench, city};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tanshi::app::{Hit, Input, Mouse, MouseKind};
use tanshi::command::key::{Code, Key};
use tanshi::i18n::Lang;

/// One thing that a person or a terminal may do.
fn input() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 3)
}

fn read(dice: &[u16]) -> Input {
    const CODES: [Code; 13] = [
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::BackTab,
        Code::Backspace,
        Code::Delete,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::Home,
        Code::End,
        Code::PageDown,
    ];
    const TEXT: &str = "jkhlgGnaAcrevzZuoOxbty/:?,+_[]123 q停车难，。：／ａ";
    let (kind, one, two) = (dice[0] % 16, dice[1], dice[2]);
    match kind {
        0..=5 => {
            let text: Vec<char> = TEXT.chars().collect();
            Input::Key(Key::char(text[usize::from(one) % text.len()]))
        }
        6..=8 => Input::Key(Key::plain(CODES[usize::from(one) % CODES.len()])),
        9 => Input::Paste(
            ["停车难\n\u{1b}[31m", "2023-02-30", "", "ﾊﾞ👨‍👩‍👧"][usize::from(one) % 4].to_owned(),
        ),
        10 => {
            const KINDS: [MouseKind; 3] =
                [MouseKind::WheelUp, MouseKind::WheelDown, MouseKind::Press];
            let kind = KINDS[usize::from(one) % KINDS.len()];
            Input::Mouse(Mouse { kind, x: one % 200, y: two % 60 })
        }
        11 => Input::Key(Key::plain(Code::F(u8::try_from(one % 12 + 1).unwrap()))),
        12 => {
            let letters = "abcdefklopsuwyz_7";
            let letter = letters.chars().nth(usize::from(one) % letters.len()).unwrap();
            Input::Key(Key { code: Code::Char(letter), ctrl: true, alt: false, shift: false })
        }
        13 => Input::Click(hit(one, usize::from(two % 40))),
        _ => Input::Resize(one % 200 + 1, two % 60 + 1),
    }
}

fn hit(kind: u16, at: usize) -> Hit {
    match kind % 7 {
        0 => Hit::Palette(at),
        1 => Hit::Pick(at),
        2 => Hit::Answer(at.is_multiple_of(2)),
        3 => Hit::Field(at),
        4 => Hit::Choice(at),
        5 => Hit::Suggestion(at),
        _ => Hit::Save,
    }
}

#[test]
fn whatever_is_typed_at_any_size_nothing_panics() {
    let world = city();
    let config = Config { cases: 90, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let storms = prop::collection::vec(input(), 1..60);
    TestRunner::new_with_rng(config, rng)
        .run(&(storms, 1_u16..200, 1_u16..60, any::<bool>()), |(storm, width, height, zh)| {
            let lang = if zh { Lang::Zh } else { Lang::En };
            let mut bench = Bench::new(&world, lang, (width, height));
            for dice in storm {
                let input = read(&dice);
                if let Input::Resize(width, height) = input {
                    bench.size = (width, height);
                }
                bench.feed(input);
                bench.shown();
            }
            Ok(())
        })
        .unwrap();
}
