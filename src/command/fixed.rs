//! Keys that mean the same in every form, filter line and menu, and cannot be changed: what the
//! key bar, the help and the README say of them.

use super::verb::Words;

/// A key that cannot be changed, with what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixedKey {
    /// Its names.
    pub keys: &'static [&'static str],
    /// What it does.
    pub label: Words,
    /// How early it leaves a key bar without room; `None` never stands in one.
    pub bar: Option<u8>,
}

/// Where keys cannot be changed, with the heading of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixedPlace {
    /// The floor of a live session, besides the keys that can be changed.
    Floor,
    /// A form.
    Form,
    /// A filter line.
    Filter,
    /// The search page.
    Search,
    /// A menu or another list to choose from.
    Menu,
    /// The menu of the saved views, besides the keys of any menu.
    Views,
    /// The line in which an interval of the figures is typed.
    Interval,
    /// A question.
    Question,
}

impl FixedPlace {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 8] = [
        Self::Floor,
        Self::Form,
        Self::Filter,
        Self::Search,
        Self::Menu,
        Self::Views,
        Self::Interval,
        Self::Question,
    ];

    /// Its heading.
    pub const fn words(self) -> Words {
        match self {
            Self::Floor => Words::new("在会场", "On the floor"),
            Self::Form => Words::new("在表单里", "In a form"),
            Self::Filter => Words::new("在筛选行里", "In the filter line"),
            Self::Search => Words::new("在查找页", "On the search page"),
            Self::Menu => Words::new("在菜单里", "In the menu"),
            Self::Views => Words::new("在视图菜单里", "In the menu of views"),
            Self::Interval => Words::new("在区间行里", "In the line of an interval"),
            Self::Question => Words::new("在确认框里", "In a question"),
        }
    }

    /// Its keys.
    pub const fn keys(self) -> &'static [FixedKey] {
        match self {
            Self::Floor => &FLOOR,
            Self::Form => &FORM,
            Self::Filter => &FILTER,
            Self::Search => &SEARCH,
            Self::Menu => &MENU,
            Self::Views => &VIEWS,
            Self::Interval => &INTERVAL,
            Self::Question => &QUESTION,
        }
    }
}

const fn key(keys: &'static [&'static str], zh: &'static str, en: &'static str) -> FixedKey {
    FixedKey { keys, label: Words::new(zh, en), bar: None }
}

impl FixedKey {
    const fn bar(mut self, rank: u8) -> Self {
        self.bar = Some(rank);
        self
    }
}

/// Opens the person's own editor, in a field of several lines.
pub const OWN_EDITOR: FixedKey = key(&["Ctrl-E"], "外部编辑器", "Your editor").bar(3);
/// Begins the reasons for which guards are passed over.
pub const OVERRIDE: FixedKey = key(&["Ctrl-O"], "注明理由放行", "Override with a reason").bar(1);

/// Shows issues that may be the same as the one that is filled in.
pub const LOOK: FixedKey = key(&["Ctrl-R"], "看相似的议题", "Look at similar issues").bar(1);

/// Moves a text that is longer than the screen, in a question.
pub const SCROLL: FixedKey =
    key(&["Up", "Down", "PgUp", "PgDn", "Home", "End"], "看其余的", "See the rest").bar(0);

const FLOOR: [FixedKey; 11] = [
    key(&["Enter"], "存这一行；选中了记录里的一行就改它", "Save the line; change the one gone to"),
    key(&["Up", "Down"], "选记录里的一行", "Go to a line of the record"),
    key(&["PgUp", "PgDn"], "一次跳十行", "Ten lines at once"),
    key(&["Del"], "划去或恢复选中的一行", "Strike the line gone to, or let it stand again"),
    key(
        &["Tab", "Shift-Tab"],
        "取用补全；没有时换到签到、发言次序、测询",
        "Take what is offered, or turn to the next mode",
    ),
    key(&["1–9"], "选人；测询时加一", "Choose who is meant; in a poll, add one"),
    key(&["+"], "签到时接人数：未具名群众", "At check-in, with a number: people without names"),
    key(
        &["?", "!"],
        "发言次序里打在姓名前：插问、程序问题",
        "Before a speaker: question, point of order",
    ),
    key(
        &["Ctrl-L"],
        "签到时记离会，发言次序里移出",
        "At check-in: leaves; of the speakers: taken out",
    ),
    key(
        &["Backspace", "Ctrl-U"],
        "测询时减去最后一个、作废",
        "In a poll: take the last back, drop it",
    ),
    key(
        &["Esc"],
        "回到记录；记录空着就离开会场页",
        "Back to the record; from an empty line, leave the page",
    ),
];

const FORM: [FixedKey; 13] = [
    key(&["Tab"], "下一项", "Next").bar(2),
    key(&["Shift-Tab"], "上一项", "Previous").bar(4),
    OVERRIDE,
    LOOK,
    OWN_EDITOR,
    key(&["Ctrl-S", "F9"], "保存", "Save").bar(0),
    key(&["Esc"], "取消", "Cancel").bar(1),
    key(&["Enter"], "取标出的一项，到下一项", "Take what is marked, go on"),
    key(&["Space", "1–9"], "勾选", "Choose"),
    key(&["Ctrl-W"], "删去前一个词", "Delete the word before"),
    key(&["Ctrl-Left", "Ctrl-Right"], "按词移动", "Move by words"),
    key(&["Ctrl-_", "Alt-Z"], "撤回刚打的字", "Undo typing"),
    key(&["Ctrl-Y"], "重做打字", "Redo typing"),
];

const FILTER: [FixedKey; 4] = [
    key(&["Tab"], "补全", "Complete").bar(0),
    key(&["Enter"], "回到列表，保留筛选", "Back to the list, keep the filter").bar(0),
    key(&["Esc"], "不改筛选", "Leave it as it was").bar(0),
    key(&["Down", "Up"], "在列表里移动", "Move in the list").bar(1),
];

const SEARCH: [FixedKey; 4] = [
    key(&["Enter"], "打开，到那一处", "Open it at the place").bar(0),
    key(&["Down", "Up"], "移动", "Move").bar(2),
    key(&["PgDn", "PgUp"], "翻页", "Turn the page"),
    key(&["Esc"], "清空，再按返回", "Clear the words, then go back").bar(1),
];

const MENU: [FixedKey; 4] = [
    key(&["1–9", "0"], "选", "Choose").bar(0),
    key(&["Enter"], "确定", "Take it").bar(1),
    key(&["Down", "Up"], "移动", "Move"),
    key(&["Esc"], "关闭", "Close").bar(0),
];

const VIEWS: [FixedKey; 6] = [
    key(&["Enter"], "用它；打了名称就存", "Show it; save under a name typed").bar(0),
    key(&["F2"], "改名", "Rename").bar(1),
    key(&["Alt-Up", "Alt-Down"], "移动它", "Move it").bar(2),
    key(&["Del"], "删去", "Delete").bar(1),
    key(&["Alt-1…9", "Alt-0"], "直接选", "Choose at once"),
    key(&["Esc"], "关闭", "Close").bar(0),
];

const INTERVAL: [FixedKey; 2] =
    [key(&["Enter"], "统计", "Count").bar(0), key(&["Esc"], "不改", "Leave it as it was").bar(0)];

const QUESTION: [FixedKey; 4] = [
    SCROLL,
    key(&["y", "1"], "是", "Yes").bar(0),
    key(&["n", "2"], "否", "No").bar(0),
    key(&["Esc"], "返回", "Back").bar(1),
];
