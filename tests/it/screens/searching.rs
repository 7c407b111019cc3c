//! The search page: what it shows while somebody types, where Enter leads, and what is there on the way back.

use super::{Bench, city, today};
use tanshi::app::cells::{AmbiguousWidth, width};
use tanshi::app::{Answer, Effect, Input, update};
use tanshi::command::key::Key;
use tanshi::domain::world::World;
use tanshi::i18n::Lang;
use tanshi::search::text::{Change, Index, Owner};

/// The full text of a world.
fn index(world: &World) -> Index {
    let mut index = Index::in_memory(Owner { store: [7; 16], rows: 4 });
    index.take(world.entities().map(|entity| {
        let held_on = match entity {
            tanshi::domain::entity::Entity::Line(line) => {
                world.session(line.session).map(|session| session.facts.on.first())
            }
            _ => None,
        };
        Change::of(entity, held_on)
    }));
    index
}

struct Searcher {
    bench: Bench,
    index: Index,
}

impl Searcher {
    fn open(lang: Lang, size: (u16, u16)) -> Self {
        let world = city();
        let mut bench = Bench::new(&world, lang, size);
        bench.keys("g /");
        Self { bench, index: index(&world) }
    }

    /// Feeds an input and answers what is looked for.
    fn feed(&mut self, input: Input) {
        for effect in self.bench.feed(input) {
            self.answer(&effect);
        }
    }

    fn answer(&mut self, effect: &Effect) {
        if let Effect::Search { generation, query } = effect {
            let found = self.index.find(query, None, 300).unwrap();
            let answer = Answer::Said { generation: *generation, found: Box::new(found) };
            self.bench.feed(Input::Answer(answer));
        }
    }

    fn typed(&mut self, text: &str) {
        self.feed(Input::Paste(text.to_owned()));
    }

    fn keys(&mut self, keys: &str) {
        for key in keys.split(' ') {
            self.feed(Input::Key(Key::parse(key).unwrap()));
        }
    }

    fn shown(&self) -> String {
        self.bench.shown()
    }

    /// The row that is selected, by the position in the frame.
    fn position(&self) -> String {
        let shown = self.shown();
        let foot = shown.lines().rev().find(|line| line.contains("第 ")).unwrap_or_default();
        foot.rsplit("第 ").next().unwrap_or_default().trim_end_matches(" ┘").to_owned()
    }
}

#[test]
fn hits_come_while_one_types_grouped_by_issue_with_where_it_is_said() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    assert!(page.shown().contains("┌ 查找"), "{}", page.shown());
    page.typed("不拴绳");
    let shown = page.shown();
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|line| line.contains("流浪犬管理")).expect(&shown);
    assert!(lines[at + 1].contains("记录 20"), "{shown}");
    assert!(lines[at + 1].contains("不拴绳"), "{shown}");
    page.keys("Backspace Backspace Backspace");
    page.typed("停车 费");
    assert!(!page.shown().contains("不拴绳"));
}

#[test]
fn enter_opens_the_place_and_escape_comes_back_to_the_words_and_the_row() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    page.typed("不拴绳");
    page.keys("Down");
    let (before, position) = (page.shown(), page.position());
    page.keys("Enter");
    let session = page.shown();
    assert!(session.contains("┌ 协商议事会"), "{session}");
    assert!(session.contains("不拴绳"), "the line is not on the screen:\n{session}");
    page.keys("Esc");
    assert_eq!(page.shown(), before);
    assert_eq!(page.position(), position);
    // The head leads to the issue.
    page.keys("Up Enter");
    assert!(page.shown().contains("┌ 议题详情"), "{}", page.shown());
    page.keys("Esc");
    assert!(page.shown().contains("不拴绳"));
}

#[test]
fn escape_clears_the_words_first_and_then_leaves() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    page.typed("停车");
    page.keys("Esc");
    assert!(page.shown().contains("┌ 查找"));
    assert!(page.shown().contains("词语、姓名、编号"));
    page.keys("Esc");
    assert!(page.shown().contains("┌ 2 议题"), "{}", page.shown());
}

#[test]
fn what_was_looked_for_last_is_there_again_and_is_replaced_by_typing() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    page.typed("不拴绳");
    page.keys("Enter");
    page.keys("g w g /");
    assert!(page.shown().contains("不拴绳"), "{}", page.shown());
    page.typed("路灯");
    assert!(!page.shown().contains("不拴绳"), "{}", page.shown());
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    let asked = page.bench.feed(Input::Paste("不拴绳".to_owned()));
    page.typed("没有这样的话");
    for effect in &asked {
        page.answer(effect);
    }
    assert!(page.shown().contains("没有找到"), "{}", page.shown());
}

#[test]
fn names_and_initials_are_found_before_the_full_text_answers() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    page.bench.feed(Input::Paste("tcn".to_owned()));
    let shown = page.shown();
    assert!(shown.contains("停车难") && shown.contains("正在查全文"), "{shown}");
}

#[test]
fn while_the_index_is_made_it_says_how_far_and_shows_what_there_is() {
    for (lang, words) in [(Lang::Zh, "索引建立中 42 %"), (Lang::En, "42 % built")] {
        let mut page = Searcher::open(lang, (80, 24));
        page.bench.feed(Input::Answer(Answer::Indexing(Some(42))));
        page.typed("不拴绳");
        let shown = page.shown();
        assert!(shown.contains(words) && shown.contains("不拴绳"), "{shown}");
        page.bench.feed(Input::Answer(Answer::Indexing(None)));
        assert!(!page.shown().contains("42 %"));
    }
}

#[test]
fn what_is_typed_is_a_query_and_what_is_wrong_in_it_is_told_below() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    page.typed("停车 statsu:open");
    assert!(page.shown().contains("没有“statsu：”"), "{}", page.shown());
    page.keys("Esc");
    page.typed("不拴绳 状态：已提交");
    assert!(!page.shown().contains("流浪犬"), "{}", page.shown());
    page.keys("Esc");
    page.typed("停车 状态：已协商");
    assert!(page.shown().contains("共 "), "{}", page.shown());
}

#[test]
fn what_is_counted_above_and_below_is_the_same() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    page.typed("停车");
    let shown = page.shown();
    let entries = shown.split("合为 ").nth(1).and_then(|rest| rest.split(' ').next());
    let entries = entries.expect(&shown);
    assert!(shown.contains(&format!("第 1 / {entries} 条")), "{shown}");
}

#[test]
fn one_entry_is_told_as_one_and_what_is_only_close_as_close() {
    let mut page = Searcher::open(Lang::En, (120, 40));
    page.typed("古塘村村组临水路段加装护栏 is:open");
    let shown = page.shown();
    assert!(shown.contains(" places in 1 entry "), "{shown}");
    page.keys("Esc");
    page.typed("tingceh");
    assert!(page.shown().contains("Nothing matches exactly; these are close"), "{}", page.shown());
}

#[test]
fn the_full_text_looks_only_while_the_page_is_on_top() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    page.typed("不拴绳");
    let left = page.bench.feed(Input::Key(Key::parse("Enter").unwrap()));
    let stops = |effects: &[Effect]| {
        effects.iter().any(|it| matches!(it, Effect::Search { query, .. } if query.is_empty()))
    };
    assert!(stops(&left), "{left:?}");
    let back = page.bench.feed(Input::Key(Key::parse("Esc").unwrap()));
    let asks = |it: &Effect| matches!(it, Effect::Search { query, .. } if !query.is_empty());
    assert!(back.iter().any(asks), "{back:?}");
    assert!(page.shown().contains("不拴绳"), "what was found stays until it answers");
}

#[test]
fn what_is_near_is_listed_where_nothing_is_so() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    page.typed("tingceh");
    let shown = page.shown();
    assert!(shown.contains("相近") && shown.contains("停车"), "{shown}");
}

#[test]
fn letters_are_typed_there_and_the_menu_is_reached_by_its_key() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    page.keys("q j ?");
    assert!(page.shown().contains("qj?"), "{}", page.shown());
    page.keys("F2");
    assert!(page.shown().contains("┌ 全部操作"), "{}", page.shown());
}

#[test]
fn the_caret_stands_behind_what_was_typed_for_an_input_method() {
    let mut page = Searcher::open(Lang::Zh, (80, 24));
    page.typed("停车");
    let backend = ratatui::backend::TestBackend::new(80, 24);
    let mut terminal = ratatui::Terminal::new(backend).unwrap();
    terminal.draw(|frame| tanshi::ui::draw(&page.bench.state, &page.bench.look, frame)).unwrap();
    let caret = terminal.get_cursor_position().unwrap();
    let line = page.shown().lines().nth(1).unwrap().trim_end_matches('│').trim_end().to_owned();
    assert_eq!((usize::from(caret.x), caret.y), (width(&line, AmbiguousWidth::Narrow), 1));
}

#[test]
fn no_size_and_no_key_makes_it_panic() {
    let world = city();
    for size in [(1, 1), (10, 3), (12, 5), (40, 10), (200, 60)] {
        let mut bench = Bench::new(&world, Lang::En, size);
        let full = index(&world);
        bench.keys("g /");
        for key in
            ["停", "PgDn", "Down", "Up", "End", "Enter", "Esc", "Tab", "F1", "Esc", "x", "Esc"]
        {
            let input = match Key::parse(key) {
                Some(key) => Input::Key(key),
                None => Input::Paste(key.to_owned()),
            };
            for effect in update(&mut bench.state, input, today()) {
                if let Effect::Search { generation, query } = effect {
                    let found = full.find(&query, None, 300).unwrap();
                    let answer = Answer::Said { generation, found: Box::new(found) };
                    bench.feed(Input::Answer(answer));
                }
            }
            bench.shown();
        }
    }
}

#[cfg(unix)]
mod terminal {
    use crate::screens::window::{Home, Workbench};

    /// What is saved in the workbench is found there at once, and so it is after a kill.
    #[test]
    fn words_of_a_letter_lead_to_its_issue_in_a_terminal() {
        let home = Home::new();
        home.json(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
        home.json(&["settings", "set", "--my-studio", "ST"]);
        home.json(&["issue", "add", "临水路段加装护栏", "--text", "去年两个孩子滑下去过"]);
        let mut bench = Workbench::open(&home);
        bench.wait_for("临水路段加装护栏");
        bench.send("g/");
        bench.wait_for("┌ 查找");
        // As an input method commits it: in one piece, pasted.
        bench.send("\x1b[200~两个孩子\x1b[201~");
        bench.wait_for("去年两个孩子滑下去过");
        bench.send("\r");
        bench.wait_for("┌ 议题详情");
        bench.send("\x1b");
        bench.wait_for("┌ 查找");
        bench.wait_for("共 1 处");
        bench.send("\x1b");
        bench.wait_for("词语、姓名、编号");
        bench.send("\x1b");
        bench.wait_for("┌ 2 议题");
        bench.quit();
    }
}
