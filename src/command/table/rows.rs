//! The rows of the table: what each command is called, its keys, where they work, and how early it
//! leaves the key bar.

use super::Group;
use crate::command::place::{
    BEHIND, COCKPIT, COMMITMENT_LIST, COMMITMENTS, DEPARTMENTS, EVERYWHERE, FIGURES, FILTERED,
    FIRST_RUN, FLOOR, FOLLOWED_UP, ISSUES, MARKABLE, OPENING, PAPER, PAPERS as PAPER_PLACES,
    PEOPLE, Place, SCOPED, SESSION, SESSIONS, SETTINGS, STEPPING, STUDIOS, Scope, WORKBENCH,
    WRITTEN,
};
use crate::command::screens::{SortKey, Ui};
use crate::command::verb::{Noun, Words};
use crate::document::{Kind, Piece};

/// A command of the screens as its row says it: everywhere, and not in the key bar, unless told.
pub(super) struct ScreenRow {
    pub(super) ui: Ui,
    pub(super) id: &'static str,
    pub(super) label: Words,
    pub(super) keys: &'static [&'static str],
    pub(super) scope: Scope,
    pub(super) bar: Option<u8>,
}

const fn screen(
    ui: Ui,
    id: &'static str,
    label: Words,
    keys: &'static [&'static str],
) -> ScreenRow {
    ScreenRow { ui, id, label, keys, scope: EVERYWHERE, bar: None }
}

impl ScreenRow {
    const fn only(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    const fn bar(mut self, rank: u8) -> Self {
        self.bar = Some(rank);
        self
    }
}

const fn w(zh: &'static str, en: &'static str) -> Words {
    Words::new(zh, en)
}

/// Commands of the screens, by group.
pub(super) const SCREENS: &[(Group, &[ScreenRow])] = &[
    (Group::Moving, MOVING),
    (Group::View, VIEW),
    (Group::View, FIGURE),
    (Group::Issue, ISSUE),
    (Group::Session, FLOOR_SCREENS),
    (Group::Session, PAPERS),
    (Group::Session, PREPARING),
    (Group::Program, PROGRAM),
];

const PAPERS: &[ScreenRow] = &[
    paper(Kind::Minutes, "paper-minutes", w("看会议纪要", "Minutes"), &["d m"], PAPER_PLACES),
    paper(Kind::Record, "paper-record", w("看会议记录", "Record"), &["d r"], PAPER_PLACES),
    paper(Kind::Notice, "paper-notice", w("看会议通知", "Notice"), &["d n"], PAPER_PLACES),
    paper(
        Kind::SignInBlank,
        "paper-sign-in-blank",
        w("看空白签到表", "Sign-in sheet to be signed"),
        &["d b"],
        PAPER_PLACES,
    ),
    paper(Kind::SignIn, "paper-sign-in", w("看签到表", "Sign-in sheet"), &["d s"], PAPER_PLACES),
    paper(
        Kind::Assignment,
        "paper-assignment",
        w("看交办单", "Assignment letters"),
        &["d a"],
        PAPER_PLACES,
    ),
    paper(
        Kind::Progress,
        "paper-progress",
        w("看反馈表", "Progress forms"),
        &["d p"],
        PAPER_PLACES,
    ),
    paper(
        Kind::Satisfaction,
        "paper-satisfaction",
        w("看满意度测评表", "Satisfaction form"),
        &["d v"],
        ISSUES,
    ),
    screen(
        Ui::Paper(Piece::Document(Kind::FollowUp)),
        "paper-follow-up",
        w("看督办函", "Follow-up letters"),
        &["d u"],
    )
    .only(FOLLOWED_UP)
    .bar(6),
    paper(Kind::CaseFile, "paper-case-file", w("看一事一档", "Case file"), &["d c"], ISSUES),
    screen(Ui::Paper(Piece::Pack), "paper-pack", w("看会议材料", "Session pack"), &["d k"])
        .only(PAPER_PLACES),
    screen(
        Ui::Paper(Piece::Calendar),
        "paper-calendar",
        w("看会议日历", "Calendar of the session"),
        &["d i"],
    )
    .only(PAPER_PLACES),
    screen(
        Ui::WriteDeadlines,
        "write-deadlines",
        w("把时限写成日历", "Deadlines as a calendar"),
        &["d i"],
    )
    .only(COMMITMENT_LIST),
    screen(Ui::WriteLedger, "write-ledger", w("把台账写成文件", "Write the ledger"), &["d l"])
        .only(WORKBENCH),
    screen(Ui::WritePaper, "write-paper", w("写成文件", "Write it"), &["w", "F9"])
        .only(WRITTEN)
        .bar(1),
    screen(Ui::TurnCopy, "turn-copy", w("公开版或内部版", "The other copy"), &["p", "F8"])
        .only(PAPER)
        .bar(2),
];

const fn paper(
    kind: Kind,
    id: &'static str,
    label: Words,
    keys: &'static [&'static str],
    scope: Scope,
) -> ScreenRow {
    screen(Ui::Paper(Piece::Document(kind)), id, label, keys).only(scope)
}

const FLOOR_SCREENS: &[ScreenRow] = &[
    screen(Ui::Cockpit, "cockpit", w("到会场", "To the floor"), &["g f", "s Space"])
        .only(FLOOR)
        .bar(1),
    screen(Ui::RecordLine, "record-line", w("记录", "Record"), &["F5"]).only(COCKPIT),
    screen(Ui::CheckIn, "check-in", w("签到", "Check in"), &["F6"]).only(COCKPIT),
    screen(Ui::SpeakerLine, "speaker-line", w("发言次序", "Speakers"), &["F7"]).only(COCKPIT),
    screen(Ui::PollLine, "poll-line", w("测询", "Poll"), &["F4"]).only(COCKPIT),
    screen(Ui::Break, "break", w("休会或继续", "Break or go on"), &["Ctrl-G"]).only(COCKPIT).bar(3),
    screen(Ui::Closing, "closing", w("散会核对", "Closing list"), &["F12"]).only(COCKPIT).bar(1),
];

const MOVING: &[ScreenRow] = &[
    screen(Ui::Open, "open", w("打开", "Open"), &["Enter"]).only(OPENING).bar(3),
    screen(Ui::Back, "back", w("返回", "Back"), &["Esc"]).only(BEHIND).bar(2),
    screen(Ui::Down, "down", w("下移", "Down"), &["j", "Down"]),
    screen(Ui::Up, "up", w("上移", "Up"), &["k", "Up"]),
    screen(Ui::PageDown, "page-down", w("下一页", "Page down"), &["PgDn", "Ctrl-F"]),
    screen(Ui::PageUp, "page-up", w("上一页", "Page up"), &["PgUp", "Ctrl-B"]),
    screen(Ui::HalfDown, "half-down", w("下半页", "Half a page down"), &["Ctrl-D"]),
    screen(Ui::HalfUp, "half-up", w("上半页", "Half a page up"), &["Ctrl-U"]),
    screen(Ui::Top, "top", w("到开头", "To the top"), &["g g", "Home"]),
    screen(Ui::Bottom, "bottom", w("到末尾", "To the bottom"), &["G", "End"]),
    screen(Ui::NextPane, "next-pane", w("下一窗格", "Next pane"), &["Tab"]).only(WORKBENCH).bar(6),
    screen(Ui::PreviousPane, "previous-pane", w("上一窗格", "Previous pane"), &["Shift-Tab"])
        .only(WORKBENCH),
    screen(Ui::Left, "left", w("左边窗格", "Pane on the left"), &["h", "Left"]).only(WORKBENCH),
    screen(Ui::Right, "right", w("右边窗格", "Pane on the right"), &["l", "Right"]).only(WORKBENCH),
    screen(Ui::PaneStudios, "pane-studios", w("到工作室窗格", "To the studios"), &["1"])
        .only(WORKBENCH),
    screen(Ui::PaneIssues, "pane-issues", w("到议题窗格", "To the issues"), &["2"]).only(WORKBENCH),
    screen(Ui::PaneMinutes, "pane-minutes", w("到会议纪要窗格", "To the minutes"), &["3"])
        .only(WORKBENCH),
    screen(Ui::GoWorkbench, "go-workbench", w("到工作台", "To the workbench"), &["g w"]),
    screen(Ui::GoToday, "go-today", w("今天要办", "Today"), &["g y"]),
    screen(Ui::GoCommitments, "go-commitments", w("看承办事项", "Commitments"), &["g c"]),
    screen(Ui::GoPeople, "go-people", w("看人员", "People"), &["g p"]),
    screen(Ui::GoDepartments, "go-departments", w("看部门单位", "Departments"), &["g d"]),
    screen(Ui::GoSettings, "go-settings", w("看设置", "Settings page"), &["g s"]),
    screen(Ui::GoNotices, "go-notices", w("看提示", "Notices"), &["g n"]),
    screen(Ui::GoFigures, "go-figures", w("看统计", "Figures"), &["g r"]),
    screen(Ui::GoSearch, "go-search", w("查找全文", "Search everything"), &["g /"]),
];

const VIEW: &[ScreenRow] = &[
    screen(Ui::Filter, "filter", w("筛选", "Filter"), &["/", "F3"]).only(FILTERED).bar(4),
    screen(Ui::OpenOnly, "open-only", w("只看未办结", "Open ones only"), &["f"]).only(WORKBENCH),
    screen(Ui::Zoom, "zoom", w("放大或还原窗格", "Zoom the pane"), &["+", "_", "="])
        .only(WORKBENCH),
    screen(Ui::Widen, "widen", w("我的或全部工作室", "My studio or all"), &["w"])
        .only(SCOPED)
        .bar(8),
    screen(
        Ui::Sort(SortKey::Urgency),
        "sort-urgency",
        w("按缓急排序", "Sort by urgency"),
        &[", u"],
    )
    .only(WORKBENCH),
    screen(Ui::Sort(SortKey::Number), "sort-number", w("按编号排序", "Sort by number"), &[", n"])
        .only(WORKBENCH),
    screen(Ui::Sort(SortKey::Title), "sort-title", w("按标题排序", "Sort by title"), &[", t"])
        .only(WORKBENCH),
    screen(
        Ui::Sort(SortKey::Category),
        "sort-category",
        w("按类别排序", "Sort by category"),
        &[", c"],
    )
    .only(WORKBENCH),
    screen(Ui::Sort(SortKey::Status), "sort-status", w("按状态排序", "Sort by status"), &[", s"])
        .only(WORKBENCH),
    screen(Ui::Sort(SortKey::Age), "sort-age", w("按天数排序", "Sort by age"), &[", a"])
        .only(WORKBENCH),
    screen(Ui::Sort(SortKey::Due), "sort-due", w("按时限排序", "Sort by deadline"), &[", d"])
        .only(WORKBENCH),
    screen(
        Ui::Sort(SortKey::Department),
        "sort-department",
        w("按承办单位排序", "Sort by department"),
        &[", p"],
    )
    .only(WORKBENCH),
    screen(Ui::NextView, "next-view", w("下一个视图", "Next view"), &["]"]).only(WORKBENCH),
    screen(Ui::PreviousView, "previous-view", w("上一个视图", "View before"), &["["])
        .only(WORKBENCH),
    screen(Ui::Views, "views", w("视图：选、存、改名", "Views: choose, save, rename"), &["g v"])
        .only(WORKBENCH),
    screen(Ui::Copy, "copy", w("复制", "Copy"), &["y"]),
    screen(Ui::CopyPage, "copy-page", w("复制全文", "Copy the whole page"), &["Y"]),
    screen(Ui::Refresh, "refresh", w("刷新", "Refresh"), &["R", "Ctrl-L"]),
];

const FIGURE: &[ScreenRow] = &[
    screen(Ui::FigureInterval, "figure-interval", w("区间", "Interval"), &["i", "F5"])
        .only(FIGURES)
        .bar(1),
    screen(Ui::FigureBy, "figure-by", w("分法", "Divide by"), &["b", "F6"]).only(FIGURES).bar(2),
    screen(Ui::FigureNext, "figure-next", w("换栏", "Next part"), &["Tab", "v"])
        .only(FIGURES)
        .bar(2),
    screen(Ui::FigureCutOff, "figure-cut-off", w("截止日", "Cut-off"), &["c"]).only(FIGURES).bar(7),
    screen(Ui::FigureStudio, "figure-studio", w("换工作室", "One studio or all"), &["o"])
        .only(FIGURES)
        .bar(8),
    screen(Ui::FigureLeft, "figure-left", w("左移", "Left"), &["h", "Left"]).only(FIGURES),
    screen(Ui::FigureRight, "figure-right", w("右移", "Right"), &["l", "Right"]).only(FIGURES),
];

const ISSUE: &[ScreenRow] = &[
    screen(Ui::NextStep, "next-step", w("办下一步", "Next step"), &["n", "F5"])
        .only(STEPPING)
        .bar(1),
    screen(Ui::Mark, "mark", w("标记", "Mark"), &["Space"]).only(MARKABLE).bar(8),
    screen(Ui::MarkDown, "mark-down", w("标记并下移", "Mark and go down"), &["Shift-Down"])
        .only(MARKABLE),
    screen(Ui::MarkUp, "mark-up", w("标记并上移", "Mark and go up"), &["Shift-Up"]).only(MARKABLE),
    screen(Ui::MarkTo, "mark-to", w("标记到这里", "Mark up to here"), &["V"]).only(MARKABLE),
    screen(Ui::MarkAll, "mark-all", w("标记全部或取消", "Mark all or none"), &["Ctrl-A"])
        .only(MARKABLE),
];

const PREPARING: &[ScreenRow] = &[
    screen(Ui::TakeOffer, "take-offer", w("列入议程", "Onto the agenda"), &["+", "="])
        .only(SESSION)
        .bar(4),
    screen(Ui::ItemUp, "item-up", w("上移一项", "Item up"), &["K", "Alt-Up"]).only(SESSION).bar(6),
    screen(Ui::ItemDown, "item-down", w("下移一项", "Item down"), &["J", "Alt-Down"])
        .only(SESSION)
        .bar(6),
    screen(Ui::ItemOff, "item-off", w("移出议程", "Off the agenda"), &["-"]).only(SESSION),
    screen(Ui::Comes, "comes", w("记为参加", "Mark as coming"), &["c"]).only(SESSION).bar(7),
];

const PROGRAM: &[ScreenRow] = &[
    screen(Ui::Undo, "undo", w("撤销", "Undo"), &["z", "u", "Ctrl-T"]).only(BEHIND).bar(9),
    screen(Ui::Redo, "redo", w("重做", "Redo"), &["Z", "Ctrl-Y"]),
    screen(Ui::Palette, "palette", w("菜单", "Menu"), &["F2", ":", "Ctrl-P"]).bar(0),
    screen(Ui::Help, "help", w("帮助", "Help"), &["?", "F1"]).bar(0),
    screen(
        Ui::Language,
        "language",
        w("切换语言（中文、英文）", "Switch language (Chinese, English)"),
        &["g l"],
    ),
    screen(Ui::Theme, "theme", w("换配色", "Next theme"), &["g t"]),
    screen(Ui::Mouse, "mouse", w("开关鼠标", "Mouse on or off"), &["g m"]),
    screen(Ui::Example, "example", w("打开示例", "Open the example"), &["x"])
        .only(FIRST_RUN)
        .bar(1),
    screen(Ui::Suspend, "suspend", w("暂时回到命令行", "Back to the shell for now"), &["Ctrl-Z"]),
    screen(Ui::Quit, "quit", w("退出", "Quit"), &["q"]).bar(5),
];

pub(super) type VerbRow = (Noun, &'static str, &'static [&'static str], Scope, Option<u8>);

/// Commands that change the data: verb, keys, places, key bar. Every verb is here.
pub(super) const VERB_KEYS: &[VerbRow] = &[
    (Noun::Issue, "add", &["a", "F4"], ISSUES, Some(2)),
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
    (Noun::Issue, "take-back-evaluation", &["X v"], ISSUES, None),
    (Noun::Issue, "take-back-study", &["X t"], ISSUES, None),
    (Noun::Issue, "take-back-statement", &["X b"], ISSUES, None),
    (Noun::Issue, "take-back-service", &["X s"], ISSUES, None),
    (Noun::Issue, "study", &["t"], ISSUES, None),
    (Noun::Issue, "evaluate", &["v", "F8"], ISSUES, Some(7)),
    (Noun::Issue, "carry-over", &["b o"], ISSUES, None),
    (Noun::Issue, "state", &["b c"], ISSUES, None),
    (Noun::Issue, "service", &["b s"], ISSUES, None),
    (Noun::Issue, "attach", &["b e"], ISSUES, None),
    (Noun::Issue, "label", &["b t"], ISSUES, None),
    (Noun::Issue, "extend", &["b x"], ISSUES, None),
    (Noun::Session, "plan", &["s p", "F6"], SESSIONS, Some(7)),
    (Noun::Session, "edit", &["s e"], SESSIONS, None),
    (Noun::Session, "agenda", &["s g"], SESSIONS, None),
    (Noun::Session, "move", &["s j"], SESSIONS, None),
    (Noun::Session, "time", &["s T"], SESSIONS, None),
    (Noun::Session, "order", &["s F"], SESSIONS, None),
    (Noun::Session, "invite", &["s I"], SESSIONS, None),
    (Noun::Session, "reply", &["s R"], SESSIONS, None),
    (Noun::Session, "excuse", &["s E"], SESSIONS, None),
    (Noun::Session, "uninvite", &["s U"], SESSIONS, None),
    (Noun::Session, "attend", &["s a"], SESSIONS, None),
    (Noun::Session, "absent", &["s A"], SESSIONS, None),
    (Noun::Session, "tally", &["s t"], SESSIONS, None),
    (Noun::Session, "line", &["s l"], SESSIONS, None),
    (Noun::Session, "say", &["s ."], SESSIONS, None),
    (Noun::Session, "edit-line", &["s L"], SESSIONS, None),
    (Noun::Session, "strike-line", &["s k"], SESSIONS, None),
    (Noun::Session, "promise", &["s P"], SESSIONS, None),
    (Noun::Session, "no-consensus", &["s n"], SESSIONS, None),
    (Noun::Session, "start", &["s s"], SESSIONS, None),
    (Noun::Session, "pause", &["s z"], SESSIONS, None),
    (Noun::Session, "resume", &["s r"], SESSIONS, None),
    (Noun::Session, "close", &["s c"], SESSIONS, None),
    (Noun::Session, "item", &["s i"], SESSIONS, None),
    (Noun::Session, "stage", &["s f"], SESSIONS, None),
    (Noun::Session, "speak", &["s v"], SESSIONS, None),
    (Noun::Session, "hold", &["s w"], SESSIONS, None),
    (Noun::Session, "end-speech", &["s d"], SESSIONS, None),
    (Noun::Session, "queue", &["s q"], SESSIONS, None),
    (Noun::Session, "take-up", &["s y"], SESSIONS, None),
    (Noun::Session, "poll", &["s b"], SESSIONS, None),
    (Noun::Session, "note", &["s m"], SESSIONS, None),
    (Noun::Session, "held", &["s h"], SESSIONS, None),
    (Noun::Session, "postpone", &["s o"], SESSIONS, None),
    (Noun::Session, "cancel", &["s x"], SESSIONS, None),
    (Noun::Session, "take-back-cancel", &["s X"], SESSIONS, None),
    (Noun::Session, "undo-close", &["s u"], SESSIONS, None),
    (Noun::Session, "finalise", &["d f"], SESSIONS, None),
    (Noun::Session, "take-back-start", &["s S"], SESSIONS, None),
    (Noun::Session, "take-back-postpone", &["s O"], SESSIONS, None),
    (Noun::Commitment, "add", &["m a", "F7"], COMMITMENTS, Some(7)),
    (Noun::Commitment, "edit", &["m e"], COMMITMENTS, None),
    (Noun::Commitment, "assign", &["m s"], COMMITMENTS, None),
    (Noun::Commitment, "acknowledge", &["m k"], COMMITMENTS, None),
    (Noun::Commitment, "return", &["m b"], COMMITMENTS, None),
    (Noun::Commitment, "follow-up", &["m u"], COMMITMENTS, None),
    (Noun::Commitment, "send-back", &["m w"], COMMITMENTS, None),
    (Noun::Commitment, "extend", &["m x"], COMMITMENTS, None),
    (Noun::Commitment, "report", &["m r"], COMMITMENTS, None),
    (Noun::Commitment, "complete", &["m c", "F12"], COMMITMENTS, Some(7)),
    (Noun::Commitment, "grade", &["m g"], COMMITMENTS, None),
    (Noun::Commitment, "take-back", &["m z"], COMMITMENTS, None),
    (Noun::Commitment, "retract", &["m X"], COMMITMENTS, None),
    (Noun::Commitment, "attach", &["m v"], COMMITMENTS, None),
    (Noun::Commitment, "finalise", &["m f"], COMMITMENTS, None),
    (Noun::Studio, "add", &["a"], STUDIOS, Some(2)),
    (Noun::Studio, "edit", &["e"], STUDIOS, Some(6)),
    (Noun::Person, "add", &["a"], PEOPLE, Some(2)),
    (Noun::Person, "edit", &["e"], PEOPLE, Some(2)),
    (Noun::Department, "add", &["a"], DEPARTMENTS, Some(2)),
    (Noun::Department, "edit", &["e"], DEPARTMENTS, Some(2)),
    (Noun::Department, "follow-up", &["m u"], DEPARTMENTS, None),
    (Noun::Settings, "set", &["e"], SETTINGS, Some(2)),
    (Noun::Settings, "template", &["t"], SETTINGS, Some(4)),
    (Noun::Settings, "freeze-report", &[], FIGURES, None),
    (Noun::Settings, "drop-report", &[], FIGURES, None),
    (Noun::Settings, "import", &["I"], EVERYWHERE, None),
];

/// Shorter keys where only one noun can be meant, and how early each leaves the key bar there.
pub(super) const SHORTER: &[(Noun, &str, Place, &str, Option<u8>)] = &[
    (Noun::Session, "attend", Place::Session, "a", Some(2)),
    (Noun::Session, "line", Place::Session, "i", Some(2)),
    (Noun::Session, "held", Place::Session, "h", Some(3)),
    (Noun::Session, "tally", Place::Session, "t", Some(7)),
    (Noun::Session, "edit", Place::Session, "e", Some(6)),
    (Noun::Session, "start", Place::Session, "b", Some(3)),
    (Noun::Session, "finalise", Place::Paper, "f", Some(3)),
    (Noun::Session, "item", Place::Cockpit, "F9", Some(2)),
    (Noun::Session, "hold", Place::Cockpit, "F8", Some(2)),
    (Noun::Session, "stage", Place::Cockpit, "F3", Some(5)),
    (Noun::Session, "close", Place::Closing, "F12", Some(1)),
    (Noun::Session, "invite", Place::Session, "v", Some(4)),
    (Noun::Session, "excuse", Place::Session, "x", Some(7)),
    (Noun::Session, "time", Place::Session, "p", Some(5)),
    (Noun::Session, "order", Place::Session, "o", Some(7)),
    (Noun::Commitment, "edit", Place::Commitments, "e", Some(6)),
    (Noun::Settings, "freeze-report", Place::Figures, "f", Some(2)),
    (Noun::Settings, "drop-report", Place::Figures, "x", None),
    (Noun::Studio, "add", Place::FirstRun, "a", Some(1)),
    (Noun::Settings, "import", Place::FirstRun, "i", Some(1)),
];
