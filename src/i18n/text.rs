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
        PaneWorkbench = "工作台" / "Workbench";
        PaneIssue = "议题详情" / "Issue";
        PaneSession = "协商议事会" / "Session";
        PaneCommitments = "承办事项" / "Commitments";
        PaneFigures = "统计" / "Figures";
        PanePeople = "人员" / "People";
        PaneDepartments = "部门单位" / "Departments";
        PaneSettings = "设置" / "Settings";
        PaneFacts = "基本情况" / "Facts";
        PaneHistory = "办理经过" / "History";
        PaneSessions = "协商情况" / "Sessions";
        PaneEvidence = "佐证材料" / "Evidence";
        PaneEvaluation = "满意度测评" / "Evaluation";
        PaneFieldStudies = "调研" / "Field studies";
        PaneIntake = "议题征集" / "Intake";
        PaneMissing = "下一步还缺什么" / "What the next step still needs";
        PaneAgenda = "议程" / "Agenda";
        PaneAttendance = "签到" / "Check-in";
        PaneSpeakers = "发言次序" / "Speakers";
        PaneRecord = "会议记录" / "Record";
        PaneRecommendation = "协商意见" / "Recommendation";
        PaneAgreedItems = "议定事项" / "Agreed items";
        PaneService = "委员服务" / "Member service";
        PaneClosingStatement = "结案说明" / "Closing statement";
        PaneTotals = "合计" / "Totals";
        PaneRates = "比率" / "Rates";
        PaneTrend = "逐月变化" / "By month";
        PaneByStudio = "按工作室" / "By studio";
        PaneByDepartment = "按部门单位" / "By department";
        PaneByCategory = "按类别" / "By category";
        PaneHelp = "帮助" / "Help";
        PanePalette = "全部操作" / "Everything you can do";
        PaneMenu = "菜单" / "Menu";
        PaneSearch = "搜索" / "Search";
        PaneConfirm = "请确认" / "Please confirm";
        PaneConflicts = "有冲突的记录" / "Conflicts";
        PaneDocuments = "文书" / "Documents";
        PaneLedger = "台账" / "Ledger";
        PaneImport = "导入" / "Import";
        PaneExport = "导出" / "Export";
        PaneBackup = "备份" / "Backup";
        PanePreview = "预览" / "Preview";
        PanePresent = "会场显示" / "Room display";
    }

    /// Heads of table columns: at most 8 cells in Chinese and 14 in English.
    COLUMNS {
        ColumnOrdinal = "序号" / "No.";
        ColumnNumber = "编号" / "Number";
        ColumnTitle = "标题" / "Title";
        ColumnCategory = "类别" / "Category";
        ColumnStatus = "状态" / "Status";
        ColumnAge = "天数" / "Age (days)";
        ColumnDue = "时限" / "Deadline";
        ColumnLead = "主办单位" / "Lead";
        ColumnDepartment = "承办单位" / "Department";
        ColumnSupporting = "会办单位" / "Supporting";
        ColumnStudio = "工作室" / "Studio";
        ColumnKind = "类型" / "Kind";
        ColumnCode = "代码" / "Code";
        ColumnDistrict = "区县" / "District";
        ColumnTownship = "乡镇街道" / "Township";
        ColumnConvenor = "召集人" / "Convenor";
        ColumnOpen = "未办结" / "Open";
        ColumnOverdue = "逾期" / "Overdue";
        ColumnName = "姓名" / "Name";
        ColumnShort = "简称" / "Short";
        ColumnUnit = "单位" / "Unit";
        ColumnPost = "职务" / "Post";
        ColumnSector = "界别" / "Sector";
        ColumnClass = "身份类别" / "Capacity";
        ColumnPhone = "联系电话" / "Phone";
        ColumnPresence = "到会" / "Attendance";
        ColumnArrived = "签到时间" / "Checked in";
        ColumnSource = "来源" / "Source";
        ColumnRaiser = "诉求人" / "Raiser";
        ColumnPlace = "地点" / "Place";
        ColumnSubmitted = "登记日期" / "Submitted";
        ColumnConsulted = "协商日期" / "Consulted";
        ColumnResolved = "解决日期" / "Resolved";
        ColumnDate = "日期" / "Date";
        ColumnTime = "时间" / "Time";
        ColumnVenue = "会场" / "Venue";
        ColumnChair = "主持人" / "Chair";
        ColumnItem = "事项" / "Item";
        ColumnPlanned = "计划" / "Planned";
        ColumnActual = "实际" / "Actual";
        ColumnSpeaker = "发言人" / "Speaker";
        ColumnText = "内容" / "Text";
        ColumnMatter = "承办内容" / "Matter";
        ColumnPromised = "承诺" / "Promised";
        ColumnDelivered = "兑现" / "Delivered";
        ColumnFunds = "资金" / "Funds";
        ColumnProgress = "办理进展" / "Progress";
        ColumnCompleted = "办结日期" / "Completed";
        ColumnGrade = "评级" / "Grade";
        ColumnEvidence = "佐证" / "Evidence";
        ColumnVerdict = "满意度" / "Verdict";
        ColumnRevisit = "回访" / "Revisit";
        ColumnFigure = "指标" / "Figure";
        ColumnCount = "数量" / "Count";
        ColumnMonth = "月份" / "Month";
        ColumnTotal = "合计" / "Total";
        ColumnNote = "备注" / "Note";
        ColumnKey = "按键" / "Key";
        ColumnAction = "操作" / "Action";
        ColumnMembers = "委员" / "Members";
        ColumnPublic = "群众" / "Public";
        ColumnDepartments = "部门单位" / "Departments";
    }

    /// Names of the fields of forms and of the facts on a page.
    FIELDS {
        FieldIntake = "来源" / "Source";
        FieldCategory = "类别" / "Category";
        FieldBody = "来信或诉求内容" / "The letter or its gist";
        FieldRaisers = "诉求人" / "Raisers";
        FieldSubmitted = "登记日期" / "Submitted on";
        FieldTags = "标签" / "Tags";
        FieldStudio = "工作室" / "Studio";
        FieldLeadStudio = "牵头工作室" / "Lead studio";
        FieldCoStudios = "联合工作室" / "Joint studios";
        FieldStudioKind = "工作室类型" / "Kind of studio";
        FieldFounded = "成立时间" / "Founded";
        FieldConvenor = "召集人" / "Convenor";
        FieldResidentMembers = "驻室委员" / "Resident members";
        FieldPersonName = "姓名" / "Name";
        FieldSide = "所属方面" / "Side";
        FieldSessionDate = "召开日期" / "Held on";
        FieldStartsAt = "开始时间" / "Starts at";
        FieldChair = "主持人" / "Chair";
        FieldRecorder = "记录人" / "Recorder";
        FieldPlannedMinutes = "计划用时（分钟）" / "Planned minutes";
        FieldLead = "主办单位" / "Lead department";
        FieldSupporting = "会办单位" / "Supporting departments";
        FieldPromised = "承诺提供" / "Promised";
        FieldDelivered = "实际提供" / "Delivered";
        FieldFunds = "资金" / "Funds";
        FieldReceived = "诉求人已收到" / "Received by the raiser";
        FieldCompletedOn = "办结日期" / "Handled on";
        FieldExtendedUntil = "延期至" / "Extended until";
        FieldGrade = "办理评级" / "Grade";
        FieldVerdict = "满意度" / "Verdict";
        FieldMeans = "测评方式" / "How it was obtained";
        FieldCollectedBy = "由谁收集" / "Collected by";
        FieldEvaluatedOn = "测评日期" / "Evaluated on";
        FieldServed = "服务人数" / "People served";
        FieldEffectiveDate = "发生日期" / "When it happened";
        FieldRecordedAt = "录入时间" / "When it was entered";
        FieldEnteredBy = "录入人" / "Entered by";
        FieldRaiserTold = "已告知诉求人" / "The raiser was told";
        FieldMergeInto = "并入议题" / "Merge into";
        FieldOverrideReason = "放行理由" / "Reason for the override";
        FieldEvidenceFile = "佐证文件" / "Evidence file";
        FieldFrom = "起始日" / "From";
        FieldTo = "结束日" / "To";
        FieldInterval = "统计区间" / "Interval";
        FieldCutOff = "截止日" / "Cut-off date";
        FieldLanguage = "界面语言" / "Language";
        FieldTheme = "配色" / "Theme";
        FieldMe = "当前使用人" / "At the keyboard";
        FieldMyStudio = "我的工作室" / "My studio";
        FieldRole = "身份" / "Role";
        FieldQuorum = "有效召开人数" / "Quorum";
        FieldCalendar = "放假安排" / "Holidays";
        FieldScreeningDays = "审定时限（工作日）" / "Screening (working days)";
        FieldMinutesDays = "纪要时限（工作日）" / "Minutes (working days)";
        FieldAssignmentDays = "交办时限（工作日）" / "Assignment (working days)";
        FieldReturnDays = "退回时限（工作日）" / "Return (working days)";
        FieldHandlingDays = "办理时限（天）" / "Handling (days)";
        FieldEvaluationDays = "测评时限（工作日）" / "Evaluation (working days)";
        FieldRevisitDays = "回访时限（天）" / "Revisit (days)";
    }

    /// Buttons of forms and confirmations.
    BUTTONS {
        ButtonSave = "保存" / "Save";
        ButtonCancel = "取消" / "Cancel";
        ButtonNext = "下一项" / "Next";
        ButtonPrevious = "上一项" / "Previous";
        ButtonConfirm = "确定" / "OK";
        ButtonBack = "返回" / "Back";
        ButtonClose = "关闭" / "Close";
        ButtonYes = "是" / "Yes";
        ButtonNo = "否" / "No";
        ButtonAdd = "添加" / "Add";
        ButtonRemove = "移除" / "Remove";
        ButtonClear = "清空" / "Clear";
        ButtonChoose = "选择" / "Choose";
        ButtonRetry = "重试" / "Try again";
        ButtonDiscard = "放弃修改" / "Discard changes";
        ButtonKeepEditing = "继续编辑" / "Keep editing";
        ButtonDetails = "详情" / "Details";
        ButtonQuit = "退出" / "Quit";
    }

    /// What can be done, as menus, the palette and the key bar say it.
    VERBS {
        VerbAddStudio = "登记工作室" / "Add a studio";
        VerbAddPerson = "登记人员" / "Add a person";
        VerbAddDepartment = "登记部门单位" / "Add a department";
        VerbAddIssue = "登记议题" / "Take in an issue";
        VerbPlanSession = "安排协商议事会" / "Plan a session";
        VerbAddCommitment = "登记承办事项" / "Add a commitment";
        VerbAttachEvidence = "附上佐证材料" / "Attach evidence";
        VerbNoteFieldStudy = "登记调研" / "Note a field study";
        VerbStateClosing = "填写结案说明" / "Write a closing statement";
        VerbRecordService = "登记委员服务" / "Record member service";
        VerbRecordFromSource = "补录" / "Record from a source";
        VerbEdit = "修改" / "Edit";
        VerbMove = "移交其他工作室" / "Move to another studio";
        VerbOpen = "打开" / "Open";
        VerbCheckIn = "签到" / "Check in";
        VerbSetAgenda = "编排议程" / "Set the agenda";
        VerbNoConsensus = "未达成共识" / "No consensus";
        VerbStrike = "划去" / "Strike out";
        VerbAssign = "交办" / "Assign";
        VerbAcknowledge = "签收" / "Acknowledge";
        VerbReturn = "退回" / "Return";
        VerbExtend = "延期" / "Extend";
        VerbFollowUp = "督办" / "Follow up";
        VerbReportBack = "反馈" / "Report back";
        VerbComplete = "办结" / "Mark as handled";
        VerbGrade = "评级" / "Grade";
        VerbEvaluate = "满意度测评" / "Evaluate";
        VerbRevisit = "回访" / "Revisit";
        VerbArchive = "归档" / "Archive";
        VerbImport = "导入" / "Import";
        VerbExport = "导出" / "Export";
        VerbBackUp = "备份" / "Back up";
        VerbRestore = "恢复备份" / "Restore";
        VerbVerify = "校验" / "Verify";
        VerbRedact = "脱敏" / "Redact";
        VerbMakeDocument = "生成文书" / "Make a document";
        VerbUndo = "撤销" / "Undo";
        VerbRedo = "重做" / "Redo";
        VerbSearch = "搜索" / "Search";
        VerbFilter = "筛选" / "Filter";
        VerbClearFilter = "清除筛选" / "Clear the filter";
        VerbSort = "排序" / "Sort";
        VerbRefresh = "刷新" / "Refresh";
        VerbZoom = "放大窗格" / "Zoom the pane";
        VerbNextPane = "下一窗格" / "Next pane";
        VerbWiden = "查看全部工作室" / "All studios";
        VerbNarrow = "只看我的工作室" / "My studio only";
        VerbCopy = "复制" / "Copy";
        VerbHelp = "帮助" / "Help";
        VerbMenu = "菜单" / "Menu";
        VerbPalette = "全部操作" / "All commands";
        VerbSwitchLanguage = "切换语言" / "Switch language";
        VerbSwitchUser = "切换使用人" / "Switch user";
        VerbPresent = "会场显示" / "Room display";
        VerbQuit = "退出" / "Quit";
    }

    /// Headings of the help.
    HELP {
        HelpTitle = "帮助" / "Help";
        HelpHere = "这里可用的按键" / "Keys that work here";
        HelpEverywhere = "处处可用的按键" / "Keys that work everywhere";
        HelpMoving = "移动" / "Moving about";
        HelpIssues = "议题" / "Issues";
        HelpSession = "协商议事会" / "In a session";
        HelpRecordMarks = "会议记录里的标记" / "Marks in the record";
        HelpFilter = "筛选的写法" / "How a filter is written";
        HelpDates = "日期的写法" / "How dates are written";
        HelpAmounts = "金额的写法" / "How amounts are written";
        HelpWorkflow = "议题怎样推进" / "How an issue moves on";
        HelpCounting = "统计口径" / "How figures are counted";
        HelpImeNote = "输入法打开时字母键不起作用：请用菜单、方向键、数字或功能键"
            / "With an input method on, letter keys do not arrive: use the menu, arrows, digits or function keys";
        HelpDateExamples = "2023-06-30、6月30日前、两周内、+10d、10个工作日内"
            / "2023-06-30, +10d, +2w, within 2 weeks, 10 working days";
        HelpAmountExamples = "11万元、10万余元、约3000元、120000" / "110000, >=100000, ~3000, over 5k";
        HelpPersonMark = "@ 后面写人，# 后面写议题，+ 后面写类别或标签"
            / "@ is always a person, # an issue, + a category or tag";
    }

    /// The first start.
    FIRST_RUN {
        FirstRunWelcome = "欢迎使用潭事" / "Welcome to tanshi";
        FirstRunWhat = "潭事帮助委员工作室的召集人登记议题、主持协商、跟踪办理，直到群众满意。"
            / "tanshi helps the convenor of a consultation studio to take in issues, hold sessions and follow up until people are satisfied.";
        FirstRunOffline = "全部资料只保存在这台电脑上，不需要联网。"
            / "Everything stays on this computer; no network is needed.";
        FirstRunName = "请问您的姓名？" / "What is your name?";
        FirstRunRole = "您在工作室的身份是？" / "What do you do in the studio?";
        FirstRunStudio = "您所在的工作室叫什么？" / "What is your studio called?";
        FirstRunStudioCode = "给工作室起一个代码（1 到 4 个字母或数字，字母开头），编号会用到它。"
            / "Give the studio a code of 1 to 4 letters and digits, a letter first; numbers begin with it.";
        FirstRunIdentity = "姓名只用来记录谁做了什么，不是登录，也不核实身份。"
            / "Your name is recorded with what you do. It is not a login and is not checked.";
        FirstRunSkip = "可以先跳过，以后在设置里补填。"
            / "You can skip this and fill it in later, in the settings.";
        FirstRunDemo = "想先看看？按 {key} 打开示例，示例不会留下任何资料。"
            / "Want to look around first? Press {key} for the example; it leaves nothing behind.";
        FirstRunReady = "准备好了。先登记一件议题吧。" / "All set. Take in a first issue.";
    }

    /// What a pane says while it has nothing to show; each tells what to do next.
    EMPTY {
        EmptyStudios = "还没有工作室。按 {key} 登记第一个" / "No studios yet. Press {key} to add the first.";
        EmptyIssues = "还没有议题。按 {key} 登记第一件" / "No issues yet. Press {key} to take in the first.";
        EmptySessions = "还没有协商议事会。按 {key} 安排第一场"
            / "No sessions yet. Press {key} to plan the first.";
        EmptyRecord = "还没有记录。按 {key} 记下第一句" / "No record yet. Press {key} to write the first line.";
        EmptyAgenda = "议程还是空的。按 {key} 列入一件议题"
            / "The agenda is empty. Press {key} to put an issue on it.";
        EmptyAttendance = "还没有人签到。按 {key} 为第一位签到"
            / "Nobody has checked in. Press {key} to check in the first person.";
        EmptySpeakers = "还没有人排队发言。按 {key} 加入一位"
            / "Nobody is waiting to speak. Press {key} to add somebody.";
        EmptyCommitments = "还没有承办事项。按 {key} 登记第一项"
            / "No commitments yet. Press {key} to add the first.";
        EmptyEvidence = "还没有佐证材料。按 {key} 附上第一份"
            / "No evidence yet. Press {key} to attach the first piece.";
        EmptyEvaluation = "还没有征求诉求人的意见。按 {key} 登记满意度测评"
            / "The raiser has not been asked. Press {key} to enter an evaluation.";
        EmptyFieldStudies = "还没有调研记录。按 {key} 登记第一次"
            / "No field studies yet. Press {key} to note the first.";
        EmptyPeople = "还没有人员。按 {key} 登记第一位" / "No people yet. Press {key} to add the first.";
        EmptyDepartments = "还没有部门单位。按 {key} 登记第一个"
            / "No departments yet. Press {key} to add the first.";
        EmptyFigures = "这个区间没有可统计的内容。按 {key} 换一个区间"
            / "Nothing to count in this interval. Press {key} to choose another.";
        EmptyFilter = "没有符合筛选条件的。按 {key} 清除筛选"
            / "Nothing matches. Press {key} to clear the filter.";
        EmptySearch = "没有找到。换个词试试，或按 {key} 返回"
            / "Nothing found. Try another word, or press {key} to go back.";
        EmptyDocuments = "还没有文书。按 {key} 生成第一份" / "No documents yet. Press {key} to make the first.";
        EmptyOverdue = "没有逾期的承办事项。按 {key} 看全部"
            / "Nothing is overdue. Press {key} to see all commitments.";
        EmptySelection = "先选中一件议题，这里会显示它的协商情况。按 {key} 去选"
            / "Select an issue to see its sessions here. Press {key} to go and choose one.";
        EmptyMissing = "什么也不缺。按 {key} 办理下一步"
            / "Nothing is missing. Press {key} to make the next step.";
    }

    /// Hints that name a key.
    KEY_HINTS {
        HintHelp = "按 {key} 看帮助" / "Press {key} for help";
        HintMenu = "按 {key} 打开菜单" / "Press {key} for the menu";
        HintUndo = "按 {key} 撤销" / "Press {key} to undo";
        HintQuit = "按 {key} 退出" / "Press {key} to quit";
        HintSave = "按 {key} 保存" / "Press {key} to save";
        HintNextField = "按 {key} 到下一项" / "Press {key} for the next field";
        HintComplete = "按 {key} 补全" / "Press {key} to complete";
        HintOverride = "按 {key} 注明理由放行" / "Press {key} to pass over it with a reason";
        HintZoom = "按 {key} 放大这一窗格" / "Press {key} to zoom this pane";
        HintAllStudios = "只显示我的工作室，按 {key} 看全部" / "Only my studio is shown; press {key} for all";
        HintRows = "按 {key} 看构成这个数的每一条" / "Press {key} for the rows behind this number";
    }

    /// Prompts and placeholders of input lines.
    PROMPTS {
        PromptFilter = "筛选：" / "Filter:";
        PromptSearch = "搜索：" / "Search:";
        PromptPalette = "要做什么？" / "What would you like to do?";
        PromptFilterHint = "标题、编号、拼音首字母，或 状态:已协商" / "title, number, initials, or status:consulted";
        PromptSearchHint = "中文、拼音或首字母，如 tcn" / "words, pinyin or initials, such as tcn";
        PromptPaletteHint = "输入名称、拼音或首字母" / "type a name, pinyin or initials";
        PromptRecord = "记录：议 问 答 说 决 诺，空格后写内容" / "Record: t q a s d c, a space, then the words";
        PromptCheckIn = "签到：输入姓名或拼音首字母" / "Check in: a name or its initials";
        PromptReason = "请写明理由：" / "Please give the reason:";
        PromptNumber = "输入编号：" / "Number:";
        PromptDate = "日期，如 2023-06-30 或 两周内" / "a date, such as 2023-06-30 or +2w";
        PromptAmount = "金额，如 11万元 或 10万余元" / "an amount, such as 110000 or over 100000";
        PromptDepartment = "部门单位的名称或首字母" / "name or initials of a department";
        PromptPerson = "姓名或拼音首字母" / "name or initials of a person";
        PromptFile = "文件位置：" / "File:";
        PromptOptional = "可不填" / "optional";
        PromptRequired = "必填" / "required";
    }

    /// What came of something.
    NOTICES {
        NoticeSaved = "已保存" / "Saved";
        NoticeUndone = "已撤销" / "Undone";
        NoticeRedone = "已重做" / "Done again";
        NoticeNothingToUndo = "没有可撤销的操作" / "Nothing to undo";
        NoticeNothingToRedo = "没有可重做的操作" / "Nothing to do again";
        NoticeCannotUndo = "这一步不能撤销" / "This cannot be undone";
        NoticeUnchanged = "没有改动" / "Nothing was changed";
        NoticeCancelled = "已取消，什么也没有改" / "Cancelled; nothing was changed";
        NoticeCopied = "已复制" / "Copied";
        NoticeReadOnly = "只读：可以查看，不能修改" / "Read-only: you can look but not change";
        NoticeReadOnlyNewer = "这条记录来自更新的版本，只能查看。请升级后再修改"
            / "This was written by a newer version and is read-only. Upgrade to change it.";
        NoticeNewerStore = "资料由更新的版本保存，这个版本打不开。请先升级"
            / "The data were saved by a newer version that this one cannot open. Please upgrade.";
        NoticeAlreadyOpen = "资料已在另一个窗口中打开。请先关闭那个窗口"
            / "The data are open in another window. Close it first.";
        NoticeHealed = "上次没有正常退出，资料已自动修复，没有丢失"
            / "The last run did not end properly. The data were repaired; nothing was lost.";
        NoticeDamaged = "资料有损坏，已停止写入。请用备份恢复"
            / "The data are damaged and writing has stopped. Restore a backup.";
        NoticeDiskFull = "磁盘已满，没有保存。请腾出空间后重试"
            / "The disk is full and nothing was saved. Free some space and try again.";
        NoticeNotSaved = "没有保存成功。请重试" / "It was not saved. Please try again.";
        NoticeConflict = "有记录对不上，已保留待处理"
            / "Some records do not fit; they are kept for you to settle.";
        NoticeTooSmall = "窗口太小，请放大" / "The window is too small; please enlarge it.";
        NoticeNotAvailable = "现在不能这样做" / "Not possible now";
        NoticeClockBack = "电脑的日期比上次使用时还早，请核对"
            / "The computer's date is earlier than at the last use; please check it.";
        NoticeUnsavedChanges = "有改动还没有保存" / "There are changes that are not saved";
        NoticeDraftKept = "草稿已留着，下次打开会恢复" / "The draft is kept and comes back next time.";
        NoticeMinutesReady = "会议纪要已生成" / "The minutes are ready";
        NoticeSessionRunning = "正在开会" / "A session is running";
        NoticeSessionPaused = "会议暂停中" / "The session is paused";
        NoticeExampleData = "示例数据" / "Example data";
        NoticeIdentityNotChecked = "使用人由本人填写，未经核实" / "The user is as stated, not checked";
    }

    /// Questions before something is done.
    QUESTIONS {
        AskQuit = "退出潭事吗？已保存的内容都在" / "Quit tanshi? Everything saved is safe.";
        AskQuitUnsaved = "还有没保存的改动。放弃并退出吗？" / "There are unsaved changes. Discard them and quit?";
        AskQuitSession = "正在开会。退出后会议暂停，确定退出吗？"
            / "A session is running and will be paused. Quit?";
        AskDiscard = "放弃这些改动吗？" / "Discard these changes?";
        AskCloseSession = "散会吗？议题和承办事项会随之更新"
            / "Close the session? Issues and commitments will follow.";
        AskCancelSession = "取消这场协商议事会吗？" / "Cancel this session?";
        AskRetract = "撤销这条登记吗？" / "Take this entry back?";
        AskOverride = "放行要写明理由，报表会列出。继续吗？"
            / "An override needs a reason, and reports list it. Go on?";
        AskExit = "这件议题将退出办理。继续吗？" / "This issue will leave the workflow. Go on?";
        AskReplaceFile = "文件已存在。要替换吗？" / "The file exists. Replace it?";
        AskRestore = "恢复备份会换掉现在的资料。继续吗？" / "Restoring replaces the data that are here. Go on?";
        AskImport = "按预览导入吗？" / "Import as previewed?";
        AskSensitive = "内容可能涉及隐私，要先脱敏吗？" / "This may hold private data. Redact it first?";
    }

    /// States of a value, and marks beside it.
    MARKS {
        MarkUnknown = "未知" / "not known";
        MarkNone = "无" / "none";
        MarkNotSet = "未填" / "not given";
        MarkNotMeasured = "无从计算" / "nothing to compute from";
        MarkMonthUnknown = "月份不明" / "month not known";
        MarkUnnamed = "未具名" / "unnamed";
        MarkUntitled = "无标题" / "untitled";
        MarkRecorded = "补录" / "Recorded from a source";
        MarkOverridden = "放行" / "Override";
        MarkCorrection = "更正" / "Correction";
        MarkCorrectedAfterwards = "会后更正" / "Corrected afterwards";
        MarkTakenBack = "已撤销" / "Taken back";
        MarkStruck = "已划去" / "Struck out";
        MarkReopened = "重启" / "Reopened";
        MarkMerged = "已并案" / "Merged";
        MarkService = "委员服务" / "Member service";
        MarkOverdue = "逾期" / "Overdue";
        MarkDueSoon = "临期" / "Due soon";
        MarkDueToday = "今天到期" / "Due today";
        MarkNoDeadline = "未定时限" / "No deadline";
        MarkReturned = "已退回" / "Returned";
        MarkExtended = "已延期" / "Extended";
        MarkPartlyDone = "部分办结" / "Partly done";
        MarkHandledNotResolved = "办结（未必解决）" / "Handled (not yet resolved)";
        MarkNoConsensus = "未达成共识" / "No consensus";
        MarkConflict = "有冲突" / "Conflict";
        MarkReadOnly = "只读" / "Read-only";
        MarkDraft = "草稿" / "Draft";
        MarkFinal = "定稿" / "Final";
        MarkPublicCopy = "公开版" / "Public copy";
        MarkInternalCopy = "内部版" / "Internal copy";
        MarkRedacted = "已脱敏" / "Redacted";
        MarkSensitive = "敏感" / "Sensitive";
        MarkDemo = "示例数据" / "Example data";
        MarkLoading = "正在读取…" / "Loading…";
        MarkSaving = "正在保存…" / "Saving…";
        MarkChecking = "正在核对…" / "Checking…";
        MarkSearching = "正在搜索…" / "Searching…";
        MarkWorking = "正在处理…" / "Working…";
        MarkFiltered = "已筛选" / "Filtered";
        MarkZoomed = "已放大" / "Zoomed";
        MarkAllStudios = "全部工作室" / "All studios";
        MarkMyStudio = "我的工作室" / "My studio";
        MarkUncategorised = "未分类" / "No category";
        MarkYes = "是" / "yes";
        MarkNo = "否" / "no";
        MarkToday = "今天" / "today";
        MarkYesterday = "昨天" / "yesterday";
        MarkTomorrow = "明天" / "tomorrow";
    }

    /// Words of reports beside the figures.
    REPORTS {
        ReportSatisfactionRate = "满意率" / "Satisfaction rate";
        ReportResolutionRate = "办成率" / "Resolution rate";
        ReportSatisfactionNote = "满意率＝满意和基本满意÷已测评"
            / "Satisfaction rate = satisfied or mostly satisfied ÷ evaluated";
        ReportResolutionNote = "办成率＝区间内首次协商、截止日前已解决÷区间内首次协商"
            / "Resolution rate = first consulted in the interval and resolved by the cut-off ÷ first consulted in the interval";
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
        ReportCountResolved = "解决问题按议题计，并案的只计主议题"
            / "Problems solved are counted by issue; merged ones count once, in the main issue.";
        ReportCountRanges = "只知起止的日期，起止都在区间内才计入"
            / "A date known as a range counts only when both ends lie in the interval.";
        ReportCountApart = "委员服务、补录和放行另行列出"
            / "Member service, what was recorded from a source and overrides are shown apart.";
        ReportUrgentConcerns = "急难愁盼" / "Urgent public concerns";
    }

    /// Words of letters and documents; a letter asks and never commands.
    LETTERS {
        LetterPleaseHandle = "请研究办理并反馈" / "Please consider the matter and report back";
        LetterPleaseReport = "请反馈办理进展" / "Please report on progress";
        LetterThanks = "感谢支持" / "Thank you for your support";
        LetterAssignment = "交办单" / "Assignment letter";
        LetterReceipt = "回执" / "Receipt";
        LetterProgress = "办理情况反馈表" / "Progress report";
        LetterMinutes = "会议纪要" / "Minutes";
        LetterRecord = "会议记录" / "Record";
        LetterSignIn = "签到表" / "Sign-in sheet";
        LetterSatisfaction = "满意度测评表" / "Satisfaction form";
        LetterIssueForm = "议题登记表" / "Issue form";
        LetterNotice = "会议通知" / "Notice";
        LetterRecommendation = "协商意见" / "Recommendation";
        LetterLedger = "台账" / "Ledger";
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
        for group in [Text::PANES, Text::COLUMNS, Text::FIELDS, Text::BUTTONS, Text::VERBS] {
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
        let keyed: BTreeSet<Text> = Text::EMPTY
            .iter()
            .chain(Text::KEY_HINTS)
            .copied()
            .chain([Text::FirstRunDemo])
            .collect();
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
