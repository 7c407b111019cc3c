//! Data folders for the program in a terminal.

use crate::screens::window::Home;

/// An issue that every list shows.
pub(crate) const TITLE: &str = "市场周边停车难";

/// A studio with three issues.
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
