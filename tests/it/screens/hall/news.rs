//! When the room is told something: as the workbench goes, and not more often than there is reason.

use super::super::{Bench, today};
use crate::domain::desk::*;
use tanshi::app::Input;
use tanshi::app::hall::herald::Herald;
use tanshi::app::hall::{Hall, Stand};
use tanshi::domain::action::Action;
use tanshi::domain::session::{FloorMark, SessionStepKind};
use tanshi::i18n::Lang;

const WALL_MS: u64 = 1_697_792_400_000;

/// A workbench on a session that began at nine of today, with somebody who listens.
struct Listening {
    desk: Desk,
    bench: Bench,
    herald: Herald,
}

impl Listening {
    fn new() -> Self {
        let mut desk = Desk::planned();
        desk.must(session_step(SESSION, SessionStepKind::Start));
        for mark in [FloorMark::Opened, FloorMark::Item(Some(ISSUE))] {
            desk.must(Action::MarkFloor { session: SESSION, at: at(0), mark });
        }
        let mut bench = Bench::new(&desk.world, Lang::Zh, (80, 24));
        bench.feed(Input::Tick(at(0)));
        Self { desk, bench, herald: Herald::default() }
    }

    /// Goes to the floor.
    fn on_the_floor() -> Self {
        let mut listening = Self::new();
        listening.bench.keys("g f");
        listening
    }

    /// What is told so many seconds after nine.
    fn told(&mut self, second: u32) -> Option<Hall> {
        self.bench.feed(Input::Tick(at(second)));
        self.herald.follow(&self.bench.state, WALL_MS + u64::from(second) * 1_000)
    }

    fn does(&mut self, action: Action) {
        self.desk.must(action);
        self.bench.world = self.desk.world.clone();
        self.bench.open(None, &[]);
    }
}

fn at(second: u32) -> chrono::NaiveDateTime {
    today().and_hms_opt(9, second / 60, second % 60).unwrap()
}

#[test]
fn nothing_is_told_until_a_live_session_is_on_the_screen() {
    let mut listening = Listening::new();
    assert_eq!(listening.told(1), None);
    listening.bench.keys("g f");
    let hall = listening.told(2).unwrap();
    assert_eq!((hall.stand, hall.item.unwrap().elapsed_seconds), (Stand::Live, 2));
}

#[test]
fn what_changes_is_told_at_once_and_a_clock_that_runs_every_ten_seconds() {
    let mut listening = Listening::on_the_floor();
    assert!(listening.told(1).is_some());
    for second in 2..11 {
        assert_eq!(listening.told(second), None, "{second}");
    }
    assert_eq!(listening.told(11).unwrap().item.unwrap().elapsed_seconds, 11);
    listening.does(Action::SetAttendance { session: SESSION, person: CITIZEN, row: None });
    let hall = listening.told(12).unwrap();
    assert_eq!((hall.heads, hall.quorum), ([1, 0, 1], false));
    assert_eq!(listening.told(13), None);
}

#[test]
fn while_another_page_is_read_the_clocks_run_on() {
    let mut listening = Listening::on_the_floor();
    listening.told(1).unwrap();
    // To the page of the issue: another dossier.
    listening.bench.keys("Esc Esc Enter");
    assert!(listening.told(5).is_none());
    let hall = listening.told(40).unwrap();
    assert_eq!((hall.stand, hall.item.unwrap().elapsed_seconds), (Stand::Live, 40));
}

#[test]
fn that_the_session_is_over_is_told_wherever_one_is() {
    for keys in ["Tab", "Esc Esc Enter"] {
        let mut listening = Listening::on_the_floor();
        listening.told(1).unwrap();
        listening.bench.keys(keys);
        listening.does(session_step(SESSION, SessionStepKind::Close));
        let hall = listening.told(2).unwrap();
        assert_eq!((hall.stand, hall.item), (Stand::Closed, None), "{keys}");
    }
}

#[test]
fn until_somebody_says_whether_a_gap_counts_the_room_sees_that_it_is_one() {
    let mut listening = Listening::new();
    assert_eq!(listening.told(1_800), None);
    listening.bench.keys("g f");
    let hall = listening.told(1_801).unwrap();
    assert_eq!((hall.stand, hall.item.unwrap().elapsed_seconds), (Stand::Interrupted, 0));
    // It is asked for, and put aside.
    listening.bench.keys("Esc");
    assert_eq!(listening.told(1_802).unwrap().stand, Stand::Live);
}
