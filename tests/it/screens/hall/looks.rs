//! What the second screen shows, at sizes from a corner to a wall, in both languages.

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use tanshi::app::ThemeName;
use tanshi::app::cells::AmbiguousWidth;
use tanshi::app::hall::board::{Board, lines};
use tanshi::app::hall::{Hall, Item, Next, Public, Stand, Talk};
use tanshi::i18n::Lang;
use tanshi::ui::theme::{ColorDepth, Theme};

/// When the projection was built.
const BUILT_MS: u64 = 1_700_000_000_000;
const SIZES: [(u16, u16); 3] = [(80, 24), (160, 50), (20, 5)];

fn person(class: Option<&str>, name: &str, unit: &str) -> Public {
    Public { class: class.map(str::to_owned), name: name.to_owned(), unit: unit.to_owned() }
}

fn next(class: Option<&str>, name: &str, unit: &str, manner: &str) -> Next {
    Next { who: person(class, name, unit), manner: manner.to_owned() }
}

/// The second of three items, with an official speaking and three who wait.
pub(super) fn hall() -> Hall {
    Hall {
        built_ms: BUILT_MS,
        lang: "zh".to_owned(),
        stand: Stand::Live,
        session: "六月协商议事会".to_owned(),
        studio: "石潭镇委员工作室".to_owned(),
        items: 3,
        item: Some(Item {
            number: 2,
            title: "关于建立城区困难群众住院预缴金缓缴制度的建议".to_owned(),
            planned_seconds: Some(1_200),
            elapsed_seconds: 725,
            stages: ["通报", "提问", "解答", "发言", "议定"].map(str::to_owned).into(),
            stage: 2,
        }),
        talk: Some(Talk {
            who: person(Some("department"), "王工", "医保局"),
            manner: "speech".to_owned(),
            elapsed_seconds: 192,
            limit_seconds: Some(300),
            warning_seconds: 30,
            paused: false,
        }),
        queue: vec![
            next(Some("member"), "周明", "第三小学", "point_of_order"),
            next(Some("public_representative"), "李某某", "", "speech"),
            next(None, "赵某某", "", "speech"),
        ],
        waiting: 3,
        heads: [12, 8, 2],
        quorum: true,
    }
}

fn board(hall: Hall, lang: Lang) -> Board {
    let mut board = Board::new(Some(lang), lang);
    board.hear(hall);
    board
}

fn theme() -> Theme {
    Theme::new(ThemeName::default(), ColorDepth::True, AmbiguousWidth::Narrow)
}

fn terminal(board: &Board, at_ms: u64, size: (u16, u16), theme: &Theme) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    terminal.draw(|frame| tanshi::ui::hall::draw(board, at_ms, theme, frame)).unwrap();
    terminal
}

fn shown(board: &Board, at_ms: u64, size: (u16, u16)) -> String {
    let terminal = terminal(board, at_ms, size, &theme());
    let buffer = terminal.backend().buffer();
    let mut text = String::new();
    for y in 0..size.1 {
        let (mut skip, mut row) = (0, String::new());
        for x in 0..size.0 {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = tanshi::app::cells::width(symbol, AmbiguousWidth::Narrow).saturating_sub(1);
            row.push_str(symbol);
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

#[test]
fn the_second_screen_looks_as_it_did() {
    for lang in Lang::ALL {
        for size in SIZES {
            let name = |what: &str| format!("{what}-{}-{}x{}", lang.key(), size.0, size.1);
            let speaking = board(hall(), lang);
            insta::assert_snapshot!(name("speaking"), shown(&speaking, BUILT_MS, size));
            let silent = board(Hall { talk: None, queue: Vec::new(), ..hall() }, lang);
            insta::assert_snapshot!(name("silent"), shown(&silent, BUILT_MS, size));
            let mut lost = board(hall(), lang);
            lost.lose(None, BUILT_MS);
            insta::assert_snapshot!(name("lost"), shown(&lost, BUILT_MS, size));
            let waiting = Board::new(Some(lang), lang);
            insta::assert_snapshot!(name("waiting"), shown(&waiting, BUILT_MS, size));
        }
    }
}

/// The words of a screen without the air between characters.
fn bare(board: &Board, at_ms: u64) -> String {
    shown(board, at_ms, (100, 30)).replace(' ', "")
}

#[test]
fn a_speech_near_its_end_is_told_by_a_word_and_by_a_colour() {
    let words = |after_ms: u64, lang| bare(&board(hall(), lang), BUILT_MS + after_ms);
    for (after_ms, zh, en) in [(78_000, "快到时间", "nearlyup"), (108_000, "时间到", "timeisup")]
    {
        assert!(!words(0, Lang::Zh).contains(zh) && !words(0, Lang::En).contains(en));
        assert!(words(after_ms, Lang::Zh).contains(zh));
        assert!(words(after_ms, Lang::En).contains(en));
    }
    let colours = |depth: ColorDepth, after_ms: u64| {
        let theme = Theme::new(ThemeName::default(), depth, AmbiguousWidth::Narrow);
        let terminal = terminal(&board(hall(), Lang::Zh), BUILT_MS + after_ms, (80, 24), &theme);
        let cells = terminal.backend().buffer().content.clone();
        let block = cells.into_iter().find(|cell| cell.symbol() == "█").unwrap();
        (block.fg, block.modifier)
    };
    let of = |depth| [0, 78_000, 108_000].map(|after_ms| colours(depth, after_ms));
    let [calm, near, over] = of(ColorDepth::True);
    assert!(calm.0 != near.0 && near.0 != over.0);
    // Without colour no cell has one, and what is over its time still differs.
    let plain = of(ColorDepth::None);
    assert!(plain.iter().all(|(fg, _)| *fg == ratatui::style::Color::Reset), "{plain:?}");
    assert_ne!(plain[0].1, plain[2].1);
}

#[test]
fn the_clock_is_made_of_ascii_where_blocks_would_be_two_cells_wide() {
    let theme = Theme::new(ThemeName::default(), ColorDepth::True, AmbiguousWidth::Wide);
    let terminal = terminal(&board(hall(), Lang::Zh), BUILT_MS, (80, 24), &theme);
    let symbols: String = terminal.backend().buffer().content.iter().map(Cell::symbol).collect();
    assert!(symbols.contains("##") && !symbols.contains('█'));
}

#[test]
fn a_line_that_is_lost_keeps_what_was_so_in_a_fainter_voice_with_its_clocks_standing() {
    let mut lost = board(hall(), Lang::Zh);
    lost.lose(None, BUILT_MS + 5_000);
    lost.lose(None, BUILT_MS + 6_000);
    let words = bare(&lost, BUILT_MS + 500_000);
    assert!(words.contains("连接已断开") && words.contains("议题用时12:10"), "{words}");
    assert!(!lost.is_running());
    let theme = theme();
    let terminal = terminal(&lost, BUILT_MS + 500_000, (80, 24), &theme);
    let cells = &terminal.backend().buffer().content;
    let dim = theme.style(tanshi::ui::theme::Role::Dim);
    let block = cells.iter().find(|cell| cell.symbol() == "█").unwrap();
    assert_eq!(Some(block.fg), dim.fg);
    lost.hear(hall());
    assert!(!bare(&lost, BUILT_MS).contains("连接已断开") && lost.is_running());
}

#[test]
fn after_a_session_is_over_the_next_is_waited_for() {
    let mut over = board(hall().idle(Stand::Closed, BUILT_MS), Lang::En);
    assert!(bare(&over, BUILT_MS).contains("Thesessionisclosed"));
    over.lose(None, BUILT_MS);
    assert_eq!(bare(&over, BUILT_MS).trim(), "Waitingforthesession");
}

#[test]
fn the_bell_rings_once_when_time_is_nearly_up_and_once_when_it_is() {
    let mut board = board(hall(), Lang::Zh);
    let rung: Vec<u64> = (0..200).filter(|second| board.rings(BUILT_MS + second * 1_000)).collect();
    assert_eq!(rung, [78, 108]);
    // Somebody else speaks: there is time again.
    let talk = Talk { elapsed_seconds: 0, ..hall().talk.unwrap() };
    board.hear(Hall { built_ms: BUILT_MS + 200_000, talk: Some(talk), ..hall() });
    assert!(!board.rings(BUILT_MS + 200_000));
}

#[test]
fn the_language_is_what_was_asked_for_else_that_of_the_workbench() {
    let mut board = Board::new(None, Lang::Zh);
    board.hear(Hall { lang: "en".to_owned(), ..hall() });
    assert_eq!(board.lang(), Lang::En);
    let mut board = Board::new(Some(Lang::Zh), Lang::Zh);
    board.hear(Hall { lang: "en".to_owned(), ..hall() });
    assert_eq!(board.lang(), Lang::Zh);
}

#[test]
fn as_lines_it_says_the_same() {
    let told = lines(&hall(), Lang::Zh);
    assert_eq!(
        told,
        [
            "石潭镇委员工作室  六月协商议事会",
            "议题 2/3  关于建立城区困难群众住院预缴金缓缴制度的建议",
            "通报  提问  [解答]  发言  议定",
            "议题用时 12:05（计划 20:00）",
            "发言  王工（医保局）  03:12  发言限时 05:00",
            "接下来  1 程序问题 政协委员 周明（第三小学）  2 群众代表 李某某  3 群众 赵某某",
            "委员12 群众8 部门2  人数有效",
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_size_and_any_text_are_drawn_and_the_clock_stays(
        width in 0_u16..200,
        height in 0_u16..60,
        title in "\\PC{0,60}",
        name in "\\PC{0,20}",
        is_wide in any::<bool>(),
        stand in prop::sample::select(vec![Stand::Live, Stand::Paused, Stand::Interrupted]),
    ) {
        let mut hall = Hall { stand, session: title.clone(), ..hall() };
        hall.item.as_mut().unwrap().title = title;
        hall.talk.as_mut().unwrap().who.name = name;
        let ambiguous = if is_wide { AmbiguousWidth::Wide } else { AmbiguousWidth::Narrow };
        let theme = Theme::new(ThemeName::default(), ColorDepth::True, ambiguous);
        let drawn = terminal(&board(hall, Lang::Zh), BUILT_MS, (width, height), &theme);
        let symbols: String =
            drawn.backend().buffer().content.iter().map(Cell::symbol).collect();
        let is_big = symbols.contains('█') || symbols.contains("##");
        prop_assert!(width < 5 || height == 0 || is_big || symbols.contains("03:12"), "{}", symbols);
    }
}
