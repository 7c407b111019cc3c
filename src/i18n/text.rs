//! The fixed words and sentences of the screens and the command line, by where they are used.
//!
//! A text that tells which key to press holds the place `{key}`: [`Text::with_key`] puts in what
//! the keymap says, so that a text cannot promise a key that somebody has changed.

use super::{Label, Lang};

/// Where a text names a key.
const KEY: &str = "{key}";

/// Declares the texts, in groups: `Name = "中文" / "English";`.
macro_rules! texts {
    ($($(#[$group_doc:meta])* $group:ident { $($name:ident = $zh:literal / $en:literal;)+ })+) => {
        /// A fixed word or sentence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Text { $($(
            #[doc = concat!($zh, " · ", $en)]
            $name,
        )+)+ }

        impl Text {
            $($(#[$group_doc])* pub const $group: &'static [Self] = &[$(Self::$name,)+];)+

            /// Every group with its name, in the order of declaration.
            pub const GROUPS: &'static [(&'static str, &'static [Self])] =
                &[$((stringify!($group), Self::$group),)+];
        }

        impl Label for Text {
            fn label(self, lang: Lang) -> &'static str {
                match self { $($(Self::$name => lang.pick($zh, $en),)+)+ }
            }
        }
    };
}

impl Text {
    /// Returns the text with the name of a key in its place.
    pub fn with_key(self, lang: Lang, key: &str) -> String {
        self.label(lang).replace(KEY, key)
    }
}

texts! {
    /// Titles of panes, screens and parts of a screen.
    PANES {
        PaneStudios = "工作室" / "Studios";
        PaneIssues = "议题" / "Issues";
        PaneMinutes = "会议纪要" / "Minutes";
        PaneIssue = "议题详情" / "Issue";
        PaneSession = "协商议事会" / "Session";
        PaneClosing = "散会核对" / "Closing list";
        PaneCommitments = "承办事项" / "Commitments";
        PanePeople = "人员" / "People";
        PaneDepartments = "部门单位" / "Departments";
        PaneSettings = "设置" / "Settings";
        PaneToday = "今天要办" / "Today";
        PaneHelp = "帮助" / "Help";
        PanePalette = "全部操作" / "Everything you can do";
        PaneConfirm = "请确认" / "Please confirm";
    }

    /// Heads of table columns: at most 8 cells in Chinese and 14 in English.
    COLUMNS {
        ColumnNumber = "编号" / "Number";
        ColumnTitle = "标题" / "Title";
        ColumnCategory = "类别" / "Category";
        ColumnStatus = "状态" / "Status";
        ColumnDue = "时限" / "Deadline";
        ColumnLead = "主办单位" / "Lead";
        ColumnDepartment = "承办单位" / "Department";
        ColumnKind = "类型" / "Kind";
        ColumnCode = "代码" / "Code";
        ColumnDistrict = "区县" / "District";
        ColumnName = "姓名" / "Name";
        ColumnShort = "简称" / "Short";
        ColumnUnit = "单位" / "Unit";
        ColumnDate = "日期" / "Date";
        ColumnMatter = "承办内容" / "Matter";
        ColumnProgress = "办理进展" / "Progress";
        ColumnCompleted = "办结日期" / "Completed";
        ColumnGrade = "评级" / "Grade";
        ColumnWhy = "理由" / "Why";
        ColumnNext = "下一步" / "Next step";
    }

    /// Names of the fields of forms and of the facts on a page.
    FIELDS {
        FieldSide = "所属方面" / "Side";
    }

    /// Buttons of forms and confirmations.
    BUTTONS {
        ButtonSave = "保存" / "Save";
        ButtonDiscard = "放弃修改" / "Discard changes";
        ButtonKeepEditing = "继续编辑" / "Keep editing";
    }

    /// Headings of the help.
    HELP {
        HelpHere = "这里可用的按键" / "Keys that work here";
        HelpRecordMarks = "会议记录里的标记" / "Marks in the record";
        HelpFilter = "筛选的写法" / "How a filter is written";
        HelpDates = "日期的写法" / "How dates are written";
        HelpAmounts = "金额的写法" / "How amounts are written";
        HelpImeNote = "输入法打开时字母键不起作用：请用菜单、方向键、数字或功能键"
            / "With an input method on, letter keys do not arrive: use the menu, arrows, digits or function keys";
        HelpDateExamples = "2023-06-30、6月30日前、下周五、两周内、月底前、10个工作日内"
            / "2023-06-30, by 30 June, within two weeks, by Friday, end of the month, 10 working days";
        HelpAmountExamples = "11万元、10万余元、约3000元、120000" / "110000, 1.2 million, CNY 20 000, about 3000, over 5k";
    }

    /// The first start.
    FIRST_RUN {
        FirstRunWelcome = "欢迎使用潭事" / "Welcome to tanshi";
        FirstRunWhat = "潭事帮助委员工作室的召集人登记议题、主持协商、跟踪办理，直到群众满意。"
            / "tanshi helps the convenor of a consultation studio to take in issues, hold sessions and follow up until people are satisfied.";
        FirstRunOffline = "全部资料只保存在这台电脑上，不需要联网。"
            / "Everything stays on this computer; no network is needed.";
        FirstRunIdentity = "姓名只用来记录谁做了什么，不是登录，也不核实身份。"
            / "Your name is recorded with what you do. It is not a login and is not checked.";
    }

    /// What a pane says while it has nothing to show; each tells what to do next.
    EMPTY {
        EmptyIssues = "还没有议题。按 {key} 登记第一件" / "No issues yet. Press {key} to take in the first.";
        EmptySessions = "这里还没有协商议事会。按 {key} 筹备一场"
            / "No session here yet. Press {key} to plan one.";
        EmptyCommitments = "还没有承办事项。按 {key} 登记第一项"
            / "No commitments yet. Press {key} to add the first.";
        EmptyPeople = "还没有人员。按 {key} 登记第一位" / "No people yet. Press {key} to add the first.";
        EmptyDepartments = "还没有部门单位。按 {key} 登记第一个"
            / "No departments yet. Press {key} to add the first.";
        EmptyFilter = "没有符合筛选条件的。按 {key} 清除筛选"
            / "Nothing matches. Press {key} to clear the filter.";
        EmptySearch = "没有找到。换个词试试，或按 {key} 返回"
            / "Nothing found. Try another word, or press {key} to go back.";
    }

    /// Hints that name a key.
    KEY_HINTS {
        HintUndo = "按 {key} 撤销" / "Press {key} to undo";
        HintQuit = "按 {key} 退出" / "Press {key} to quit";
    }

    /// Prompts and placeholders of input lines.
    PROMPTS {
        PromptFilter = "筛选：" / "Filter:";
        PromptPalette = "要做什么？" / "What would you like to do?";
        PromptFilterHint = "标题、编号、拼音首字母，或 状态:已协商" / "title, number, initials, or status:consulted";
        PromptSearchHint = "中文、拼音或首字母，如 tcn" / "words, pinyin or initials, such as tcn";
        PromptPaletteHint = "输入名称、拼音或首字母" / "type a name, pinyin or initials";
        PromptDate = "日期，如 2023-06-30、6月30日 或 2023年2月"
            / "a date, such as 2023-06-30, 30 June 2023 or June 2023";
        PromptDeadline = "时限，如 6月30日前、两周内 或 10个工作日"
            / "a deadline, such as by 30 June, two weeks or 10 working days";
        PromptAmount = "金额，如 11万元 或 10万余元" / "an amount in yuan, such as 20000, 1.2 million or over 100000";
        PromptDepartment = "部门单位的名称或首字母" / "name or initials of a department";
        PromptOptional = "可不填" / "optional";
        PromptRequired = "必填" / "required";
    }

    /// What came of something.
    NOTICES {
        NoticeUndone = "已撤销" / "Undone";
        NoticeRedone = "已重做" / "Done again";
        NoticeNothingToUndo = "没有可撤销的操作" / "Nothing to undo";
        NoticeNothingToRedo = "没有可重做的操作" / "Nothing to do again";
        NoticeNothingToday = "今天没有要催、要问、要审定的事" / "Nothing presses today";
        NoticeUnchanged = "没有改动" / "Nothing was changed";
        NoticeCopied = "已复制" / "Copied";
        NoticeReadOnlyNewer = "这条记录来自更新的版本，只能查看。请升级后再修改"
            / "This was written by a newer version and is read-only. Upgrade to change it.";
        NoticeNewerStore = "资料由更新的版本保存，这个版本打不开。请先升级"
            / "The data were saved by a newer version that this one cannot open. Please upgrade.";
        NoticeAlreadyOpen = "资料已在另一个窗口中打开。请先关闭那个窗口"
            / "The data is open in another window. Close it first.";
        NoticeDiskFull = "磁盘已满，没有保存。请腾出空间后重试"
            / "The disk is full and nothing was saved. Free some space and try again.";
        NoticeTooSmall = "窗口太小，请放大" / "The window is too small; please enlarge it.";
    }

    /// Questions before something is done.
    QUESTIONS {
        AskDiscard = "放弃这些改动吗？" / "Discard these changes?";
    }

    /// States of a value, and marks beside it.
    MARKS {
        MarkUnnamed = "未具名" / "unnamed";
        MarkReadOnly = "只读" / "Read-only";
        MarkLoading = "正在读取…" / "Loading…";
        MarkSearching = "正在查找…" / "Looking…";
        MarkSaving = "正在保存…" / "Saving…";
        MarkChecking = "正在核对…" / "Checking…";
        MarkAllStudios = "全部工作室" / "All studios";
        MarkMyStudio = "我的工作室" / "My studio";
    }

    /// Words of reports beside the figures.
    REPORTS {
        ReportCountHeld = "只计已召开的协商议事会，以签到为准，不计邀请"
            / "Only sessions that were held count, by sign-in and not by invitation.";
        ReportCountMembers = "委员每人每场计一次；一人两种身份的，按委员计一次"
            / "A member counts once in a session; who wears two hats counts once, as a member.";
        ReportCountPublic = "群众每人每场计一次，含社区和村代表"
            / "A citizen counts once in a session, community and village representatives included.";
        ReportCountDepartments = "部门单位按每场到会的单位数计，人数另列"
            / "Departments count once in a session each; the people they send are shown apart.";
        ReportCountOthers = "专家、律师、媒体和工作人员计入其他，不在三栏之内"
            / "Experts, lawyers, media and staff are others, outside the three columns.";
        ReportCountJoint = "联合召开的计一场，记在牵头工作室"
            / "A joint session is one session, credited to the lead studio.";
        ReportCountResolved = "解决问题按议题计，并案的只计主议题，余项议题不另计"
            / "Problems solved are counted by issue; merged ones count once, in the main issue, and what remains of one is no other problem.";
        ReportCountRanges = "只知起止的日期，起止都在区间内才计入"
            / "A date known as a range counts only when both ends lie in the interval.";
        ReportCountApart = "委员服务、补录和放行另行列出"
            / "Member service, what was recorded from a source and overrides are shown apart.";
        ReportCountMonths = "按月分时，只知起止的日期，起止都在一个月内才归入那个月，其余列为“月份不详”；工作室列在成立的月份，区间以前成立的列为“此前”"
            / "By month, a date known as a range belongs to a month only when both ends do; the rest is “month not known”. A studio stands in the month in which it was founded, or under “earlier” if that was before the interval.";
        ReportCountSeveral = "按部门单位、类别、来源分时，一行可以列入几格（一场有几个单位、几类议题，一件议题有几个主办单位），各格相加可以大于合计"
            / "By department, category or source one row can stand in several cells (several departments or kinds of issues in a session, several lead departments of an issue), so that the cells may add up to more than the total.";
        ReportCountWaits = "等待时间按日历日计，列在等到的那一天所在的区间；起止有一头不知道是哪一天的不计，另列件数；未办结逾期看截止日当天"
            / "Waiting times are calendar days, in the interval in which the waiting ended; where either day is not known they are left out and counted apart; what is overdue is looked at on the cut-off date.";
        ReportCountRates = "满意率＝满意和基本满意÷已测评；办成率＝区间内首次协商、到截止日已解决÷区间内首次协商，不含补录和委员服务"
            / "Satisfaction rate: (mostly) satisfied ÷ evaluated. Resolution rate: first consulted in the interval and resolved by the cut-off ÷ first consulted in the interval, without past records and member service.";
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::i18n::is_cjk;

    fn every_text() -> impl Iterator<Item = Text> {
        Text::GROUPS.iter().flat_map(|(_, texts)| texts.iter().copied())
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        for text in every_text() {
            let [zh, en] = Lang::ALL.map(|lang| text.label(lang));
            assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{text:?}");
            assert!(zh.chars().any(is_cjk), "{text:?}: {zh} is not Chinese");
            assert!(!en.chars().any(is_cjk), "{text:?}: {en} is not English");
        }
    }

    #[test]
    fn chinese_sentences_have_full_width_punctuation() {
        let is_letter = |it: Option<char>| it.is_some_and(|it| is_cjk(it) && it.is_alphabetic());
        for text in every_text() {
            let zh: Vec<char> = text.label(Lang::Zh).chars().collect();
            for (index, character) in zh.iter().enumerate() {
                let before = index.checked_sub(1).and_then(|index| zh.get(index)).copied();
                // A colon may stand inside something that is typed, such as 状态:已协商.
                let half_width = matches!(character, ',' | ';' | '?' | '!' | '(' | ')');
                assert!(!(half_width && is_letter(before)), "{text:?}: {character}");
            }
        }
    }

    #[test]
    fn two_things_in_one_place_have_two_names() {
        for group in [Text::PANES, Text::COLUMNS, Text::FIELDS, Text::BUTTONS] {
            for lang in Lang::ALL {
                let mut seen = BTreeSet::new();
                for text in group {
                    assert!(seen.insert(text.label(lang)), "{text:?}: {}", text.label(lang));
                }
            }
        }
    }

    #[test]
    fn the_heads_of_columns_fit() {
        for text in Text::COLUMNS {
            assert!(text.label(Lang::Zh).width() <= 8, "{text:?}");
            assert!(text.label(Lang::En).width() <= 14, "{text:?}");
        }
    }

    #[test]
    fn a_pane_that_is_empty_says_which_key_leads_on() {
        let keyed: BTreeSet<Text> = Text::EMPTY.iter().chain(Text::KEY_HINTS).copied().collect();
        for text in every_text() {
            for lang in Lang::ALL {
                let places = text.label(lang).matches(KEY).count();
                assert_eq!(places, usize::from(keyed.contains(&text)), "{text:?}");
                assert!(!text.with_key(lang, "a").contains(['{', '}']), "{text:?}");
            }
        }
        assert_eq!(Text::EmptyIssues.with_key(Lang::Zh, "a"), "还没有议题。按 a 登记第一件");
    }
}
