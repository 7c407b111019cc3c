//! Data folders for the program in a terminal.

use crate::screens::window::Home;

/// An issue that every list shows.
pub(crate) const TITLE: &str = "市场周边停车难";

/// A studio with three issues.
/// A shell that gives each job a group of its own, says when one is stopped, and goes on with it after a line.
pub(crate) const SHELL: [&str; 3] = [
    "sh",
    "-c",
    "set -m; \"$0\" \"$@\"; status=$?; \
     while [ $status -ge 147 ]; do echo STOPPED; read line; fg; status=$?; done; exit $status",
];
/// A shell that only waits: nobody goes on with what is stopped under it.
pub(crate) const WRAPPER: [&str; 3] = ["sh", "-c", "\"$0\" \"$@\"; exit $?"];

pub(crate) fn studio() -> Home {
    let home = Home::new();
    home.json(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    home.json(&["settings", "set", "--my-studio", "ST"]);
    for title in [TITLE, "路灯“不亮”——夜里危险…", "①号塘污水外溢"] {
        home.json(&["issue", "add", title]);
    }
    home
}

/// The same with a session that is going on.
pub(crate) fn live() -> Home {
    let home = studio();
    home.json(&["issue", "accept", TITLE]);
    home.json(&["session", "plan", "会", "--on", "今天", "--agenda", TITLE]);
    home.json(&["session", "start", "会"]);
    home
}

/// Whoever is killed has only what is on the disk: waits until that is there.
pub(crate) fn wait_until_kept(home: &Home, typed: &str) {
    let path = home.0.path().join("data/unsaved.json");
    crate::screens::window::until("what is typed is on the disk", || {
        std::fs::read_to_string(&path).is_ok_and(|text| text.contains(typed))
    });
}
