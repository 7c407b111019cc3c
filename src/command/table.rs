//! The one table of commands: what a key, the palette, the menu, the key bar and the help offer.
//!
//! A command is either something that the screens do by themselves or a verb of the data. Whether
//! it can be used now is decided from plain facts, and the reason why not is data too.

use super::key::{Key, name_all};
use super::verb::{self, Noun, Verb, Words};
use crate::domain::session::{SessionStatus, SessionStepKind, session_successor};
use crate::domain::workflow::{Status, StepKind, successor};
use crate::i18n::wording::{what_can_be_done, what_session_can_do};
use crate::i18n::{Label, Lang};
use std::sync::LazyLock;

/// Where the keyboard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the panes and pages are named as on the screen")]
pub enum Place {
    Studios,
    Issues,
    Minutes,
    Issue,
    Session,
    Commitments,
    People,
    Departments,
    Settings,
    Help,
    FirstRun,
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Studios,
        Self::Issues,
        Self::Minutes,
        Self::Issue,
        Self::Session,
        Self::Commitments,
        Self::People,
        Self::Departments,
        Self::Settings,
        Self::Help,
        Self::FirstRun,
    ];
}

/// A set of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope(u16);

impl Scope {
    /// These places.
    pub const fn of(places: &[Place]) -> Self {
        let (mut bits, mut index) = (0, 0);
        while index < places.len() {
            bits |= 1 << places[index] as u16;
            index += 1;
        }
        Self(bits)
    }

    /// Whether a place is among them.
    pub const fn has(self, place: Place) -> bool {
        self.0 & (1 << place as u16) != 0
    }

    /// Whether both have a place in common.
    pub const fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

const EVERYWHERE: Scope = Scope::of(&Place::ALL);
const WORKBENCH: Scope = Scope::of(&[Place::Studios, Place::Issues, Place::Minutes]);
const STUDIOS: Scope = Scope::of(&[Place::Studios]);
const ISSUES: Scope = Scope::of(&[Place::Issues, Place::Minutes, Place::Issue]);
const INTAKE: Scope = Scope::of(&[Place::Issues, Place::Minutes, Place::Issue]);
const SESSIONS: Scope =
    Scope::of(&[Place::Issues, Place::Minutes, Place::Issue, Place::Session, Place::Studios]);
const AT_SESSION: Scope = Scope::of(&[Place::Session]);
const COMMITMENTS: Scope =
    Scope::of(&[Place::Issues, Place::Minutes, Place::Issue, Place::Session, Place::Commitments]);
const PEOPLE: Scope = Scope::of(&[Place::People]);
const DEPARTMENTS: Scope = Scope::of(&[Place::Departments]);
const SETTINGS: Scope = Scope::of(&[Place::Settings]);
const FIRST_RUN: Scope = Scope::of(&[Place::FirstRun]);

/// By what a list of issues is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns as they are headed")]
pub enum SortKey {
    /// What burns comes first.
    #[default]
    Urgency,
    Number,
    Title,
    Category,
    Status,
    Age,
    Due,
    Department,
}

impl SortKey {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Urgency,
        Self::Number,
        Self::Title,
        Self::Category,
        Self::Status,
        Self::Age,
        Self::Due,
        Self::Department,
    ];

    /// The stable word for the view file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Urgency => "urgency",
            Self::Number => "number",
            Self::Title => "title",
            Self::Category => "category",
            Self::Status => "status",
            Self::Age => "age",
            Self::Due => "due",
            Self::Department => "department",
        }
    }

    /// The key with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// What the screens do by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each has its words in the table below")]
pub enum Ui {
    Up,
    Down,
    PageUp,
    PageDown,
    HalfUp,
    HalfDown,
    Top,
    Bottom,
    Left,
    Right,
    NextPane,
    PreviousPane,
    PaneStudios,
    PaneIssues,
    PaneMinutes,
    Open,
    Back,
    Zoom,
    Filter,
    OpenOnly,
    Sort(SortKey),
    Palette,
    Help,
    Copy,
    Refresh,
    Undo,
    Redo,
    Language,
    Theme,
    Mouse,
    Widen,
    GoWorkbench,
    GoCommitments,
    GoPeople,
    GoDepartments,
    GoSettings,
    NextStep,
    Example,
    Suspend,
    Quit,
}

/// What a command does.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// Something of the screens.
    Ui(Ui),
    /// Something done to the data.
    Verb(&'static Verb),
}

/// A group of the palette and the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the groups as they are headed")]
pub enum Group {
    Moving,
    View,
    Issue,
    Session,
    Commitment,
    Directory,
    Program,
}

impl Group {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Issue,
        Self::Session,
        Self::Commitment,
        Self::Directory,
        Self::Moving,
        Self::View,
        Self::Program,
    ];

    /// Its heading.
    pub const fn words(self) -> Words {
        match self {
            Self::Moving => Words::new("移动", "Moving about"),
            Self::View => Words::new("查看", "Looking"),
            Self::Issue => Words::new("议题", "Issues"),
            Self::Session => Words::new("协商议事会", "Sessions"),
            Self::Commitment => Words::new("承办事项", "Commitments"),
            Self::Directory => Words::new("名册和设置", "Directory and settings"),
            Self::Program => Words::new("程序", "The program"),
        }
    }
}

/// A command.
#[derive(Debug)]
pub struct Command {
    /// Its stable name, for the key file: `issue accept`, `filter`.
    pub id: String,
    /// What it is called.
    pub label: Words,
    /// The key that comes with the program, several keys one after the other separated by blanks.
    pub keys: Vec<Vec<Key>>,
    /// Where the key works.
    pub scope: Scope,
    /// In which group it stands.
    pub group: Group,
    /// How early it leaves a key bar without room; `None` never stands in one.
    pub bar: Option<u8>,
    /// What it does.
    pub what: What,
}

type UiRow = (Ui, &'static str, Words, &'static [&'static str], Scope, Group, Option<u8>);

const fn w(zh: &'static str, en: &'static str) -> Words {
    Words::new(zh, en)
}

/// Commands of the screens: id, words, keys, places, group, key bar.
const UI: &[UiRow] = &[
    (Ui::Open, "open", w("打开", "Open"), &["Enter"], EVERYWHERE, Group::Moving, Some(3)),
    (Ui::Back, "back", w("返回", "Back"), &["Esc"], EVERYWHERE, Group::Moving, Some(2)),
    (Ui::Down, "down", w("下移", "Down"), &["j", "Down"], EVERYWHERE, Group::Moving, None),
    (Ui::Up, "up", w("上移", "Up"), &["k", "Up"], EVERYWHERE, Group::Moving, None),
    (
        Ui::PageDown,
        "page-down",
        w("下一页", "Page down"),
        &["PgDn", "Ctrl-F"],
        EVERYWHERE,
        Group::Moving,
        None,
    ),
    (
        Ui::PageUp,
        "page-up",
        w("上一页", "Page up"),
        &["PgUp", "Ctrl-B"],
        EVERYWHERE,
        Group::Moving,
        None,
    ),
    (
        Ui::HalfDown,
        "half-down",
        w("下半页", "Half a page down"),
        &["Ctrl-D"],
        EVERYWHERE,
        Group::Moving,
        None,
    ),
    (
        Ui::HalfUp,
        "half-up",
        w("上半页", "Half a page up"),
        &["Ctrl-U"],
        EVERYWHERE,
        Group::Moving,
        None,
    ),
    (Ui::Top, "top", w("到开头", "To the top"), &["g g", "Home"], EVERYWHERE, Group::Moving, None),
    (
        Ui::Bottom,
        "bottom",
        w("到末尾", "To the bottom"),
        &["G", "End"],
        EVERYWHERE,
        Group::Moving,
        None,
    ),
    (
        Ui::NextPane,
        "next-pane",
        w("下一窗格", "Next pane"),
        &["Tab"],
        WORKBENCH,
        Group::Moving,
        Some(6),
    ),
    (
        Ui::PreviousPane,
        "previous-pane",
        w("上一窗格", "Previous pane"),
        &["Shift-Tab"],
        WORKBENCH,
        Group::Moving,
        None,
    ),
    (
        Ui::Left,
        "left",
        w("左边窗格", "Pane on the left"),
        &["h", "Left"],
        WORKBENCH,
        Group::Moving,
        None,
    ),
    (
        Ui::Right,
        "right",
        w("右边窗格", "Pane on the right"),
        &["l", "Right"],
        WORKBENCH,
        Group::Moving,
        None,
    ),
    (
        Ui::PaneStudios,
        "pane-studios",
        w("到工作室窗格", "To the studios"),
        &["1"],
        WORKBENCH,
        Group::Moving,
        None,
    ),
    (
        Ui::PaneIssues,
        "pane-issues",
        w("到议题窗格", "To the issues"),
        &["2"],
        WORKBENCH,
        Group::Moving,
        None,
    ),
    (
        Ui::PaneMinutes,
        "pane-minutes",
        w("到会议纪要窗格", "To the minutes"),
        &["3"],
        WORKBENCH,
        Group::Moving,
        None,
    ),
    (
        Ui::GoWorkbench,
        "go-workbench",
        w("到工作台", "To the workbench"),
        &["g w"],
        EVERYWHERE,
        Group::Moving,
        None,
    ),
    (
        Ui::GoCommitments,
        "go-commitments",
        w("看承办事项", "Commitments"),
        &["g c"],
        EVERYWHERE,
        Group::Moving,
        None,
    ),
    (Ui::GoPeople, "go-people", w("看人员", "People"), &["g p"], EVERYWHERE, Group::Moving, None),
    (
        Ui::GoDepartments,
        "go-departments",
        w("看部门单位", "Departments"),
        &["g d"],
        EVERYWHERE,
        Group::Moving,
        None,
    ),
    (
        Ui::GoSettings,
        "go-settings",
        w("看设置", "Settings page"),
        &["g s"],
        EVERYWHERE,
        Group::Moving,
        None,
    ),
    (Ui::Filter, "filter", w("筛选", "Filter"), &["/", "F3"], EVERYWHERE, Group::View, Some(4)),
    (
        Ui::OpenOnly,
        "open-only",
        w("只看未办结", "Open ones only"),
        &["f"],
        WORKBENCH,
        Group::View,
        None,
    ),
    (
        Ui::Zoom,
        "zoom",
        w("放大或还原窗格", "Zoom the pane"),
        &["+", "_", "="],
        WORKBENCH,
        Group::View,
        None,
    ),
    (
        Ui::Widen,
        "widen",
        w("我的或全部工作室", "My studio or all"),
        &["w"],
        EVERYWHERE,
        Group::View,
        Some(8),
    ),
    (
        Ui::Sort(SortKey::Urgency),
        "sort-urgency",
        w("按缓急排序", "Sort by urgency"),
        &[", u"],
        WORKBENCH,
        Group::View,
        None,
    ),
    (
        Ui::Sort(SortKey::Number),
        "sort-number",
        w("按编号排序", "Sort by number"),
        &[", n"],
        WORKBENCH,
        Group::View,
        None,
    ),
    (
        Ui::Sort(SortKey::Title),
        "sort-title",
        w("按标题排序", "Sort by title"),
        &[", t"],
        WORKBENCH,
        Group::View,
        None,
    ),
    (
        Ui::Sort(SortKey::Category),
        "sort-category",
        w("按类别排序", "Sort by category"),
        &[", c"],
        WORKBENCH,
        Group::View,
        None,
    ),
    (
        Ui::Sort(SortKey::Status),
        "sort-status",
        w("按状态排序", "Sort by status"),
        &[", s"],
        WORKBENCH,
        Group::View,
        None,
    ),
    (
        Ui::Sort(SortKey::Age),
        "sort-age",
        w("按天数排序", "Sort by age"),
        &[", a"],
        WORKBENCH,
        Group::View,
        None,
    ),
    (
        Ui::Sort(SortKey::Due),
        "sort-due",
        w("按时限排序", "Sort by deadline"),
        &[", d"],
        WORKBENCH,
        Group::View,
        None,
    ),
    (
        Ui::Sort(SortKey::Department),
        "sort-department",
        w("按承办单位排序", "Sort by department"),
        &[", p"],
        WORKBENCH,
        Group::View,
        None,
    ),
    (Ui::Copy, "copy", w("复制", "Copy"), &["y"], EVERYWHERE, Group::View, None),
    (Ui::Refresh, "refresh", w("刷新", "Refresh"), &["R", "Ctrl-L"], EVERYWHERE, Group::View, None),
    (
        Ui::NextStep,
        "next-step",
        w("办下一步", "Next step"),
        &["n", "F5"],
        ISSUES,
        Group::Issue,
        Some(1),
    ),
    (Ui::Undo, "undo", w("撤销", "Undo"), &["z", "u"], EVERYWHERE, Group::Program, Some(9)),
    (Ui::Redo, "redo", w("重做", "Redo"), &["Z"], EVERYWHERE, Group::Program, None),
    (
        Ui::Palette,
        "palette",
        w("菜单", "Menu"),
        &["F2", ":", "Ctrl-P"],
        EVERYWHERE,
        Group::Program,
        Some(0),
    ),
    (Ui::Help, "help", w("帮助", "Help"), &["?", "F1"], EVERYWHERE, Group::Program, Some(0)),
    (
        Ui::Language,
        "language",
        w("切换中文和英文", "Switch language"),
        &["g l"],
        EVERYWHERE,
        Group::Program,
        None,
    ),
    (Ui::Theme, "theme", w("换配色", "Next theme"), &["g t"], EVERYWHERE, Group::Program, None),
    (
        Ui::Mouse,
        "mouse",
        w("开关鼠标", "Mouse on or off"),
        &["g m"],
        EVERYWHERE,
        Group::Program,
        None,
    ),
    (
        Ui::Example,
        "example",
        w("打开示例", "Open the example"),
        &["x"],
        FIRST_RUN,
        Group::Program,
        Some(1),
    ),
    (
        Ui::Suspend,
        "suspend",
        w("暂时回到命令行", "Back to the shell for now"),
        &["Ctrl-Z"],
        EVERYWHERE,
        Group::Program,
        None,
    ),
    (Ui::Quit, "quit", w("退出", "Quit"), &["q"], EVERYWHERE, Group::Program, Some(5)),
];

type VerbRow = (Noun, &'static str, &'static [&'static str], Scope, Option<u8>);

/// Commands that change the data: verb, keys, places, key bar. Every verb is here.
const VERB_KEYS: &[VerbRow] = &[
    (Noun::Issue, "add", &["a", "F4"], INTAKE, Some(2)),
    (Noun::Issue, "edit", &["e"], ISSUES, Some(6)),
    (Noun::Issue, "move", &["M"], ISSUES, None),
    (Noun::Issue, "accept", &["A"], ISSUES, None),
    (Noun::Issue, "consult", &["c"], ISSUES, None),
    (Noun::Issue, "resolve", &["r"], ISSUES, None),
    (Noun::Issue, "serve", &["b r"], ISSUES, None),
    (Noun::Issue, "reopen", &["o"], ISSUES, None),
    (Noun::Issue, "decline", &["x d"], ISSUES, None),
    (Noun::Issue, "refer", &["x r"], ISSUES, None),
    (Noun::Issue, "merge", &["x m"], ISSUES, None),
    (Noun::Issue, "withdraw", &["x w"], ISSUES, None),
    (Noun::Issue, "close", &["x c"], ISSUES, None),
    (Noun::Issue, "take-back-exit", &["x t"], ISSUES, None),
    (Noun::Issue, "correct-accept", &["X a"], ISSUES, None),
    (Noun::Issue, "correct-consult", &["X c"], ISSUES, None),
    (Noun::Issue, "correct-resolve", &["X r"], ISSUES, None),
    (Noun::Issue, "correct-reopen", &["X o"], ISSUES, None),
    (Noun::Issue, "study", &["t"], ISSUES, None),
    (Noun::Issue, "evaluate", &["v", "F8"], ISSUES, Some(7)),
    (Noun::Issue, "state", &["b c"], ISSUES, None),
    (Noun::Issue, "service", &["b s"], ISSUES, None),
    (Noun::Issue, "attach", &["b e"], ISSUES, None),
    (Noun::Session, "plan", &["s p", "F6"], SESSIONS, Some(7)),
    (Noun::Session, "edit", &["s e"], SESSIONS, None),
    (Noun::Session, "agenda", &["s g"], SESSIONS, None),
    (Noun::Session, "attend", &["s a"], SESSIONS, None),
    (Noun::Session, "absent", &["s A"], SESSIONS, None),
    (Noun::Session, "tally", &["s t"], SESSIONS, None),
    (Noun::Session, "line", &["s l"], SESSIONS, None),
    (Noun::Session, "edit-line", &["s L"], SESSIONS, None),
    (Noun::Session, "strike-line", &["s k"], SESSIONS, None),
    (Noun::Session, "no-consensus", &["s n"], SESSIONS, None),
    (Noun::Session, "start", &["s s"], SESSIONS, None),
    (Noun::Session, "pause", &["s z"], SESSIONS, None),
    (Noun::Session, "resume", &["s r"], SESSIONS, None),
    (Noun::Session, "close", &["s c"], SESSIONS, None),
    (Noun::Session, "held", &["s h"], SESSIONS, None),
    (Noun::Session, "postpone", &["s o"], SESSIONS, None),
    (Noun::Session, "cancel", &["s x"], SESSIONS, None),
    (Noun::Session, "take-back-cancel", &["s X"], SESSIONS, None),
    (Noun::Session, "undo-close", &["s u"], SESSIONS, None),
    (Noun::Commitment, "add", &["m a", "F7"], COMMITMENTS, Some(7)),
    (Noun::Commitment, "edit", &["m e"], COMMITMENTS, None),
    (Noun::Commitment, "assign", &["m s"], COMMITMENTS, None),
    (Noun::Commitment, "acknowledge", &["m k"], COMMITMENTS, None),
    (Noun::Commitment, "return", &["m b"], COMMITMENTS, None),
    (Noun::Commitment, "extend", &["m x"], COMMITMENTS, None),
    (Noun::Commitment, "report", &["m r"], COMMITMENTS, None),
    (Noun::Commitment, "complete", &["m c", "F12"], COMMITMENTS, Some(7)),
    (Noun::Commitment, "grade", &["m g"], COMMITMENTS, None),
    (Noun::Commitment, "attach", &["m v"], COMMITMENTS, None),
    (Noun::Studio, "add", &["a"], STUDIOS, Some(2)),
    (Noun::Studio, "edit", &["e"], STUDIOS, Some(6)),
    (Noun::Person, "add", &["a"], PEOPLE, Some(2)),
    (Noun::Person, "edit", &["e"], PEOPLE, Some(2)),
    (Noun::Department, "add", &["a"], DEPARTMENTS, Some(2)),
    (Noun::Department, "edit", &["e"], DEPARTMENTS, Some(2)),
    (Noun::Settings, "set", &["e"], SETTINGS, Some(2)),
];

/// Shorter keys where only one noun can be meant.
const SHORTER: &[(Noun, &str, &str, Scope)] = &[
    (Noun::Session, "attend", "a", AT_SESSION),
    (Noun::Session, "line", "i", AT_SESSION),
    (Noun::Session, "tally", "t", AT_SESSION),
    (Noun::Session, "edit", "e", AT_SESSION),
    (Noun::Studio, "add", "a", FIRST_RUN),
];

const fn group_of(noun: Noun) -> Group {
    match noun {
        Noun::Issue => Group::Issue,
        Noun::Session => Group::Session,
        Noun::Commitment => Group::Commitment,
        Noun::Studio | Noun::Person | Noun::Department | Noun::Settings => Group::Directory,
    }
}

static COMMANDS: LazyLock<Vec<Command>> = LazyLock::new(|| {
    let parse = |keys: &[&str]| keys.iter().filter_map(|text| Key::parse_all(text)).collect();
    let verbs = VERB_KEYS.iter().filter_map(|(noun, name, keys, scope, bar)| {
        let verb = verb::find(*noun, name)?;
        Some(Command {
            id: verb.id(),
            label: verb.label,
            keys: parse(keys),
            scope: *scope,
            group: group_of(*noun),
            bar: *bar,
            what: What::Verb(verb),
        })
    });
    let screens = UI.iter().map(|(ui, id, label, keys, scope, group, bar)| Command {
        id: (*id).to_owned(),
        label: *label,
        keys: parse(keys),
        scope: *scope,
        group: *group,
        bar: *bar,
        what: What::Ui(*ui),
    });
    verbs.chain(screens).collect()
});

/// Every command, verbs first.
pub fn commands() -> &'static [Command] {
    &COMMANDS
}

/// The command of a verb.
pub fn of_verb(verb: &Verb) -> Option<&'static Command> {
    commands().iter().find(|command| {
        matches!(command.what, What::Verb(it) if it.noun == verb.noun && it.name == verb.name)
    })
}

/// The command of something that the screens do.
pub fn of_ui(ui: Ui) -> Option<&'static Command> {
    commands().iter().find(|command| matches!(command.what, What::Ui(it) if it == ui))
}

/// The facts that decide what can be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each named")]
pub struct Context {
    /// Where the keyboard is.
    pub place: Place,
    /// Whether the store was read.
    pub loaded: bool,
    /// Whether nothing can be saved.
    pub read_only: bool,
    /// Whether there is any studio.
    pub has_studio: bool,
    /// The selected issue: where it stands, and whether it was accepted.
    pub issue: Option<(Status, bool)>,
    /// Where the session that is meant stands.
    pub session: Option<SessionStatus>,
    /// How many sessions could be meant.
    pub sessions: usize,
    /// How many commitments could be meant.
    pub commitments: usize,
    /// Whether a studio, a person, a department is selected.
    pub studio: bool,
    /// Whether a person is selected.
    pub person: bool,
    /// Whether a department is selected.
    pub department: bool,
    /// Whether an example can be opened.
    pub example: bool,
}

/// Why a command cannot be used now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each has its words below")]
pub enum Reason {
    Loading,
    ReadOnly,
    NoStudio,
    SelectIssue,
    NoSession,
    NoCommitment,
    SelectStudio,
    SelectPerson,
    SelectDepartment,
    Accepted,
    NotAccepted,
    NoStep(Status, StepKind),
    NoSessionStep(SessionStatus, SessionStepKind),
    NoNextStep(Status),
    NoExample,
}

impl Reason {
    /// Says it, with the way out.
    pub fn words(self, lang: Lang) -> String {
        let plain = |zh: &str, en: &str| match lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        };
        match self {
            Self::Loading => plain("正在读取资料，请稍候", "Still reading; one moment"),
            Self::ReadOnly => {
                plain("只读：可以查看，不能修改", "Read-only: you can look but not change")
            }
            Self::NoStudio => plain("请先登记工作室", "Add a studio first"),
            Self::SelectIssue => plain("请先选中一件议题", "Select an issue first"),
            Self::NoSession => plain(
                "这里还没有协商议事会，请先筹备一场（F6）",
                "No session here yet; plan one first (F6)",
            ),
            Self::NoCommitment => plain(
                "这里还没有承办事项，请先登记一项（F7）",
                "No commitment here yet; add one first (F7)",
            ),
            Self::SelectStudio => plain("请先选中一个工作室", "Select a studio first"),
            Self::SelectPerson => plain("请先选中一位人员", "Select a person first"),
            Self::SelectDepartment => plain("请先选中一个部门单位", "Select a department first"),
            Self::Accepted => plain("这件议题已经受理", "This issue is accepted already"),
            Self::NotAccepted => plain("这件议题还没有受理", "This issue is not accepted yet"),
            Self::NoStep(status, kind) => {
                let (status_label, kind) = (status.label(lang), kind.label(lang));
                let way = what_can_be_done(status, lang);
                match lang {
                    Lang::Zh => format!("{status_label}的议题不能“{kind}”。{way}"),
                    Lang::En => format!("“{kind}” is not possible when {status_label}. {way}"),
                }
            }
            Self::NoSessionStep(status, kind) => {
                let (status_label, kind) = (status.label(lang), kind.label(lang));
                let way = what_session_can_do(status, lang);
                match lang {
                    Lang::Zh => format!("{status_label}的协商议事会不能“{kind}”。{way}"),
                    Lang::En => format!("“{kind}” is not possible when {status_label}. {way}"),
                }
            }
            Self::NoNextStep(status) => {
                let status_label = status.label(lang);
                let way = what_can_be_done(status, lang);
                match lang {
                    Lang::Zh => format!("{status_label}：没有下一步了。{way}"),
                    Lang::En => format!("{status_label}: there is no next step. {way}"),
                }
            }
            Self::NoExample => plain("这里没有示例", "There is no example here"),
        }
    }
}

/// The step of a session that a verb asks for.
pub fn session_step(verb: &Verb) -> Option<SessionStepKind> {
    use SessionStepKind as K;
    if verb.noun != Noun::Session {
        return None;
    }
    Some(match verb.name {
        "start" => K::Start,
        "pause" => K::Pause,
        "resume" => K::Resume,
        "close" => K::Close,
        "held" => K::CloseAfterTheFact,
        "postpone" => K::Postpone,
        "cancel" => K::Cancel,
        "take-back-cancel" => K::TakeBackCancel,
        "undo-close" => K::UndoClose,
        _ => return None,
    })
}

/// The step that brings an issue on, if there is one.
pub const fn next_step(status: Status, accepted: bool) -> Option<StepKind> {
    match (status, accepted) {
        (Status::Submitted, false) => Some(StepKind::Accept),
        (Status::Submitted, true) => Some(StepKind::Consult),
        (Status::Consulted, _) => Some(StepKind::Resolve),
        (Status::Resolved(_) | Status::Exited(_, _), _) => None,
    }
}

impl Command {
    /// Whether it can be used now.
    ///
    /// # Errors
    /// The [`Reason`] why not.
    pub fn available(&self, context: &Context) -> Result<(), Reason> {
        match self.what {
            What::Ui(ui) => ui_available(ui, context),
            What::Verb(verb) => verb_available(verb, context),
        }
    }
}

fn ui_available(ui: Ui, context: &Context) -> Result<(), Reason> {
    match ui {
        Ui::Undo | Ui::Redo if context.read_only => Err(Reason::ReadOnly),
        Ui::Undo | Ui::Redo | Ui::Refresh if !context.loaded => Err(Reason::Loading),
        Ui::Example if !context.example => Err(Reason::NoExample),
        Ui::NextStep => {
            let (status, accepted) = context.issue.ok_or(Reason::SelectIssue)?;
            writable(context)?;
            next_step(status, accepted).map(|_step| ()).ok_or(Reason::NoNextStep(status))
        }
        _ => Ok(()),
    }
}

const fn writable(context: &Context) -> Result<(), Reason> {
    match (context.loaded, context.read_only) {
        (false, _) => Err(Reason::Loading),
        (true, true) => Err(Reason::ReadOnly),
        (true, false) => Ok(()),
    }
}

fn verb_available(verb: &Verb, context: &Context) -> Result<(), Reason> {
    writable(context)?;
    let need = |there: bool, reason| if there { Ok(()) } else { Err(reason) };
    match (verb.noun, verb.has_target) {
        (Noun::Issue | Noun::Session, false) => need(context.has_studio, Reason::NoStudio),
        (Noun::Commitment, false) => need(context.issue.is_some(), Reason::SelectIssue),
        (Noun::Issue, true) => {
            let (status, accepted) = context.issue.ok_or(Reason::SelectIssue)?;
            let Some(kind) = verb.step else { return Ok(()) };
            need(successor(status, kind).is_some(), Reason::NoStep(status, kind))?;
            match kind {
                StepKind::Accept => need(!accepted, Reason::Accepted),
                StepKind::CorrectAccept => need(accepted, Reason::NotAccepted),
                _ => Ok(()),
            }
        }
        (Noun::Session, true) => {
            need(context.sessions > 0, Reason::NoSession)?;
            match (context.session, session_step(verb)) {
                (Some(status), Some(kind)) => need(
                    session_successor(status, kind).is_some(),
                    Reason::NoSessionStep(status, kind),
                ),
                _ => Ok(()),
            }
        }
        (Noun::Commitment, true) => need(context.commitments > 0, Reason::NoCommitment),
        (Noun::Studio, true) => need(context.studio, Reason::SelectStudio),
        (Noun::Person, true) => need(context.person, Reason::SelectPerson),
        (Noun::Department, true) => need(context.department, Reason::SelectDepartment),
        (Noun::Studio | Noun::Person | Noun::Department | Noun::Settings, _) => Ok(()),
    }
}

/// Which keys ask for which command.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<(Vec<Key>, Scope, usize)>,
}

/// What keys have come to.
#[derive(Debug, Clone, Copy)]
pub enum Lookup {
    /// They ask for this.
    Command(&'static Command),
    /// More keys are waited for.
    Prefix,
    /// They mean nothing here.
    Nothing,
}

/// What is wrong in a key file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what is allowed.
    pub what: String,
}

impl std::fmt::Display for KeyFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for KeyFault {}

impl Default for Keymap {
    fn default() -> Self {
        let mut bindings = Vec::new();
        for (index, command) in commands().iter().enumerate() {
            bindings.extend(command.keys.iter().map(|keys| (keys.clone(), command.scope, index)));
        }
        for (noun, name, keys, scope) in SHORTER {
            let index = commands().iter().position(
                |it| matches!(it.what, What::Verb(verb) if verb.noun == *noun && verb.name == *name),
            );
            bindings
                .extend(index.zip(Key::parse_all(keys)).map(|(index, keys)| (keys, *scope, index)));
        }
        Self { bindings }
    }
}

impl Keymap {
    /// Reads changes from TOML, one command a line: `"issue accept" = ["A", "g a"]`; an empty list
    /// takes its keys away.
    ///
    /// # Errors
    /// [`KeyFault`] with the line: no such command, no such key, or a key that is taken.
    pub fn parse(text: &str) -> Result<Self, KeyFault> {
        let mut keymap = Self::default();
        let table = toml::de::DeTable::parse(text).map_err(|error| KeyFault {
            line: error.span().map_or(1, |span| line_of(text, span.start)),
            what: error.message().to_owned(),
        })?;
        for (name, value) in table.get_ref() {
            let line = line_of(text, name.span().start);
            let fault = |what: String| KeyFault { line, what };
            let index = commands()
                .iter()
                .position(|command| command.id == **name.get_ref())
                .ok_or_else(|| fault(format!("unknown command `{}`", name.get_ref())))?;
            let one = value.get_ref();
            let texts: Vec<&str> = match (one.as_str(), one.as_array()) {
                (Some(text), _) => vec![text],
                (_, Some(list)) => list.iter().filter_map(|it| it.get_ref().as_str()).collect(),
                _ => return Err(fault("allowed: a key, or a list of keys".to_owned())),
            };
            let keys: Option<Vec<Vec<Key>>> = texts.iter().map(|it| Key::parse_all(it)).collect();
            let keys = keys.ok_or_else(|| {
                fault("allowed: keys such as `a`, `g a`, `Ctrl-A`, `F5`, `Space`".to_owned())
            })?;
            keymap.rebind(index, keys).map_err(|taken| {
                fault(format!("the key is taken by `{taken}`; give that one another key first"))
            })?;
        }
        Ok(keymap)
    }

    fn rebind(&mut self, index: usize, keys: Vec<Vec<Key>>) -> Result<(), &'static str> {
        self.bindings.retain(|(_, _, bound)| *bound != index);
        let Some(command) = commands().get(index) else { return Ok(()) };
        for keys in keys {
            let clash = self.bindings.iter().find(|(other, scope, _)| {
                scope.overlaps(command.scope)
                    && (other.starts_with(&keys) || keys.starts_with(other))
            });
            if let Some((_, _, taken)) = clash {
                return Err(commands().get(*taken).map_or("", |it| &it.id));
            }
            self.bindings.push((keys, command.scope, index));
        }
        Ok(())
    }

    /// What keys ask for at a place.
    pub fn lookup(&self, keys: &[Key], place: Place) -> Lookup {
        let here = || self.bindings.iter().filter(|(_, scope, _)| scope.has(place));
        let exact = here().find(|(bound, _, _)| bound == keys);
        if let Some(command) = exact.and_then(|(_, _, index)| commands().get(*index)) {
            return Lookup::Command(command);
        }
        if here().any(|(bound, _, _)| bound.starts_with(keys)) {
            return Lookup::Prefix;
        }
        Lookup::Nothing
    }

    /// The first key of a command at a place, named; elsewhere the first key at all.
    pub fn key_of(&self, command: &Command, place: Place) -> Option<String> {
        let mine = || {
            self.bindings.iter().filter(|(_, _, index)| {
                commands().get(*index).is_some_and(|it| std::ptr::eq(it, command))
            })
        };
        // The shortest one is what people remember; a shorter one was put in for this place.
        let here = mine().filter(|(_, scope, _)| scope.has(place));
        here.min_by_key(|(keys, _, _)| keys.len()).map(|(keys, _, _)| name_all(keys))
    }

    /// Every key of a command, named.
    pub fn keys_of(&self, command: &Command) -> Vec<String> {
        let mut names: Vec<String> = self
            .bindings
            .iter()
            .filter(|(_, _, index)| {
                commands().get(*index).is_some_and(|it| std::ptr::eq(it, command))
            })
            .map(|(keys, _, _)| name_all(keys))
            .collect();
        names.dedup();
        names
    }

    /// What can follow keys that were pressed: the rest of the keys, and the command.
    pub fn after(&self, keys: &[Key], place: Place) -> Vec<(String, &'static Command)> {
        self.bindings
            .iter()
            .filter(|(bound, scope, _)| {
                scope.has(place) && bound.len() > keys.len() && bound.starts_with(keys)
            })
            .filter_map(|(bound, _, index)| {
                Some((name_all(bound.get(keys.len()..)?), commands().get(*index)?))
            })
            .collect()
    }

    #[cfg(test)]
    fn clashes(&self) -> Vec<(String, String)> {
        let mut clashes = Vec::new();
        for (at, (keys, scope, index)) in self.bindings.iter().enumerate() {
            for (other, their, second) in self.bindings.iter().skip(at + 1) {
                let same = other.starts_with(keys) || keys.starts_with(other);
                if scope.overlaps(*their) && same {
                    clashes.push((commands()[*index].id.clone(), commands()[*second].id.clone()));
                }
            }
        }
        clashes
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_verb_is_in_the_table_once_and_every_id_is_there_once() {
        let ids: BTreeSet<&str> = commands().iter().map(|command| command.id.as_str()).collect();
        assert_eq!(ids.len(), commands().len());
        for verb in verb::all() {
            assert!(ids.contains(verb.id().as_str()), "{verb:?}");
        }
        assert_eq!(commands().len(), UI.len() + VERB_KEYS.len(), "a row names no verb");
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        assert_eq!(Keymap::default().clashes(), []);
    }

    #[test]
    fn every_key_in_the_table_can_be_read() {
        for (_, id, _, keys, ..) in UI {
            assert!(keys.iter().all(|text| Key::parse_all(text).is_some()), "{id}");
        }
        for (_, id, keys, ..) in VERB_KEYS {
            assert!(keys.iter().all(|text| Key::parse_all(text).is_some()), "{id}");
        }
    }

    #[test]
    fn a_key_file_rebinds_and_names_what_is_wrong_with_its_line() {
        let keymap = Keymap::parse("\"issue accept\" = [\"K\"]\nquit = \"Q\"\n").unwrap();
        let keys = [Key::char('K')];
        assert!(matches!(keymap.lookup(&keys, Place::Issues),
            Lookup::Command(command) if command.id == "issue accept"));
        assert_eq!(Keymap::parse("\n\nnothing = \"a\"").unwrap_err().line, 3);
        assert!(Keymap::parse("quit = \"a\"").unwrap_err().what.contains("issue add"));
        assert_eq!(Keymap::parse("quit = 7").unwrap_err().line, 1);
        assert!(Keymap::parse("quit = \"F99\"").unwrap_err().what.contains("Ctrl-A"));
        assert_eq!(Keymap::parse("quit =").unwrap_err().line, 1);
    }

    #[test]
    fn a_step_that_is_not_there_says_why() {
        let context = Context {
            place: Place::Issues,
            loaded: true,
            read_only: false,
            has_studio: true,
            issue: Some((Status::Submitted, false)),
            session: None,
            sessions: 0,
            commitments: 0,
            studio: false,
            person: false,
            department: false,
            example: false,
        };
        let resolve = of_verb(verb::find(Noun::Issue, "resolve").unwrap()).unwrap();
        let reason = resolve.available(&context).unwrap_err();
        assert_eq!(reason, Reason::NoStep(Status::Submitted, StepKind::Resolve));
        assert!(reason.words(Lang::Zh).contains("已提交"));
    }
}
