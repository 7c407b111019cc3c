//! The first time that the screens are seen on data which came otherwise than by them.

use super::{Bench, busy, city, today};
use tanshi::app::Beginning;
use tanshi::domain::world::World;
use tanshi::i18n::Lang;

fn seen(world: &World, is_first: bool) -> Bench {
    let plain = Beginning::plain(Lang::Zh, (80, 24), today());
    let mut bench = Bench::beginning(world, Beginning { is_first, ..plain });
    bench.open(None, &[]);
    bench
}

#[test]
fn who_sits_here_is_asked_once_where_the_data_came_from_the_command_line() {
    let mut bench = seen(&busy::world(), true);
    let shown = bench.shown();
    assert!(shown.contains("谁在用这台电脑"), "{shown}");
    // Esc leaves it for later, as it says, although names are suggested.
    bench.keys("Esc");
    assert!(bench.shown().contains("2 议题") && !bench.shown().contains("Ctrl-S"));
    let mut bench = seen(&busy::world(), true);
    bench.keys("Tab");
    let shown = bench.shown();
    assert!(shown.contains("我的工作室      石潭镇委员工作室"), "{shown}");
    let again = seen(&busy::world(), false);
    assert!(!again.shown().contains("Ctrl-S"), "{}", again.shown());
}

#[test]
fn nobody_is_asked_where_there_is_nothing_yet_and_of_many_studios_none_is_guessed() {
    let bench = seen(&World::default(), true);
    assert!(!bench.shown().contains("Ctrl-S"), "{}", bench.shown());
    let mut bench = seen(&city(), true);
    bench.keys("Tab");
    assert!(bench.shown().contains("┌ 设置") && !bench.shown().contains("我的工作室      湘"));
}

#[test]
fn before_the_store_is_open_no_page_says_that_there_is_nothing() {
    for keys in ["g y", "g c", "g p", "g d", "g c d u"] {
        let mut bench = Bench::begun(&city(), Lang::Zh, (80, 24), None);
        bench.keys(keys);
        let shown = bench.shown();
        assert!(shown.matches("正在读取…").count() >= 2, "{keys}: in the page and below\n{shown}");
        assert!(!shown.contains("还没有"), "{keys}\n{shown}");
    }
}
