//! Simple lists over the workbench: commitments, people, departments; and the settings page.

use super::context::named;
use super::editor::LineEditor;
use super::layout::{layout, table_rows};
use super::page::{Line, Paper, Tone};
use super::rows::List;
use super::state::State;
use crate::command::fill::Directory;
use crate::command::place::Place;
use crate::command::query::{Fault, FaultKind, Query, Reading, Ready, Term, Test};
use crate::command::spelled;
use crate::domain::commitment::Progress;
use crate::domain::id::{CommitmentId, EntityId};
use crate::domain::row::{CommitmentRow, IssueRow, PersonRow};
use crate::domain::session::ItemOrder;
use crate::i18n::label::order_name;
use crate::i18n::sentence::counted;
use crate::i18n::{Label, Lang, Wording};
use crate::search::quick::Nearness;
use std::borrow::Cow;

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListKind {
    Commitments,
    People,
    Departments,
}

impl ListKind {
    fn found(self, state: &State, ready: &Ready) -> Vec<EntityId> {
        match self {
            Self::Commitments => commitments(state, ready),
            Self::People => people(state, ready),
            Self::Departments => departments(state, ready),
        }
    }

    pub(crate) const fn place(self) -> Place {
        match self {
            Self::Commitments => Place::Commitments,
            Self::People => Place::People,
            Self::Departments => Place::Departments,
        }
    }
}

/// A list with its filter.
#[derive(Debug, Clone)]
pub(crate) struct ListPage {
    pub(crate) kind: ListKind,
    pub(crate) list: List,
    pub(crate) filter: LineEditor,
    pub(crate) filtering: bool,
    pub(crate) ids: Vec<EntityId>,
    /// Nothing is as it was typed: what is shown is near.
    pub(crate) is_near: bool,
    /// What is wrong in the filter, the first of it.
    fault: Option<Box<Fault>>,
    /// What is not finished in it, the first of it.
    unfinished: Option<Box<Fault>>,
    /// The filter asks for more than words, and these are all that is looked for here.
    pub(crate) asks_too_much: bool,
}

impl ListPage {
    pub(crate) fn new(kind: ListKind) -> Self {
        Self {
            kind,
            list: List::default(),
            filter: LineEditor::single_line().with_limit(60),
            filtering: false,
            ids: Vec::new(),
            is_near: false,
            fault: None,
            unfinished: None,
            asks_too_much: false,
        }
    }

    pub(crate) fn selected(&self) -> Option<EntityId> {
        self.ids.get(self.list.selected).copied()
    }

    /// Puts the rows together again.
    pub(crate) fn refresh(&mut self, state: &State) {
        let keep = self.selected();
        let Reading { query, faults, unfinished, .. } = self.read(state);
        self.fault = faults.into_iter().next().map(Box::new);
        self.unfinished = unfinished.into_iter().next().map(Box::new);
        let (catalog, day) = (&state.catalog, state.terms());
        let ready = Ready::new(&query, catalog.into(), &day);
        self.ids = self.kind.found(state, &ready);
        self.is_near = false;
        if self.ids.is_empty() && ready.has_words() {
            let near = |nearness| {
                self.kind.found(state, &Ready::loosened(&query, catalog.into(), &day, nearness))
            };
            self.ids =
                Nearness::ALL.into_iter().map(near).find(|ids| !ids.is_empty()).unwrap_or_default();
            self.is_near = !self.ids.is_empty();
        }
        let at = keep.and_then(|id| self.ids.iter().position(|it| *it == id));
        self.list.selected = at.unwrap_or(self.list.selected);
        self.follow(state);
    }

    /// What the filter asks for: of commitments as of issues, of the other lists in words alone.
    fn read(&mut self, state: &State) -> Reading {
        let mut reading = Query::read(self.filter.text(), state.today);
        if self.kind == ListKind::Commitments {
            self.asks_too_much = false;
            reading.faults = reading.told(&state.catalog);
            return reading;
        }
        let is_word = |term: &Term| matches!(term.test, Test::Words(_));
        let terms = reading.query.terms.len();
        reading.query.terms.retain(is_word);
        let is_key = |fault: &Fault| matches!(fault.kind, FaultKind::Unfinished { .. });
        let is_begun = reading.unfinished.iter().any(is_key);
        self.asks_too_much =
            is_begun || reading.query.terms.len() < terms || !reading.faults.is_empty();
        reading.faults.clear();
        reading
    }

    /// What is wrong in the filter, the first of it.
    pub(crate) fn fault(&self) -> Option<&Fault> {
        self.fault.as_deref()
    }

    /// What is not finished in it, the first of it.
    pub(crate) fn unfinished(&self) -> Option<&Fault> {
        self.unfinished.as_deref()
    }

    pub(crate) fn follow(&mut self, state: &State) {
        let filter_line = usize::from(self.filtering || !self.filter.is_empty());
        let visible = table_rows(layout(state).body).saturating_sub(filter_line);
        self.list.follow(visible, self.ids.len());
    }
}

/// Open ones by department and deadline, those without a department last; then what is done or lapsed.
fn commitments(state: &State, ready: &Ready) -> Vec<EntityId> {
    let scope = state.scope();
    let department = |row: &CommitmentRow| {
        row.lead.map_or((true, String::new()), |id| (false, named(&state.catalog, id.into())))
    };
    let mut rows: Vec<(CommitmentRow, (bool, String))> = state
        .catalog
        .commitments
        .values()
        .filter(|row| {
            let issue = state.catalog.issues.get(&row.issue);
            scope.is_none_or(|studio| issue.is_some_and(|issue| issue.studio == studio))
        })
        .map(|row| {
            let department = department(&row);
            (row, department)
        })
        .filter(|(row, department)| {
            if ready.is_empty() {
                return true;
            }
            let issue = state.catalog.issues.get(&row.issue).map(|issue| as_issue(row, &issue));
            let title = named(&state.catalog, row.issue.into());
            let label = state.catalog.commitment_label(row);
            let progress = progress_texts(row);
            let mut texts = vec![&*row.matter, &title, &department.1, &label];
            texts.extend(progress.iter().map(String::as_str));
            ready.cost_among(&texts, issue.as_ref()).is_some()
        })
        .collect();
    rows.sort_by_cached_key(|(row, (no_lead, name))| {
        (!row.is_open(), *no_lead, spelled(name), row.due.is_none(), row.due, row.id)
    });
    rows.into_iter().map(|(row, _)| row.id.into()).collect()
}

/// How far a commitment is, as its row says it.
pub(crate) fn progress_words(row: &CommitmentRow, lang: Lang) -> String {
    let handled = lang.pick("办结", "handled");
    match (row.completed, row.grade) {
        (Some(on), Some(grade)) => {
            format!("{} {handled} {}", grade.short(lang), on.words(lang))
        }
        (Some(on), None) => format!("{handled} {}", on.words(lang)),
        (None, _) if row.lapsed => lang.pick("已终止", "lapsed").to_owned(),
        (None, _) => row.progress.short(lang).to_owned(),
    }
}

/// What its progress is found by: as rows say it, and in full, in either language.
fn progress_texts(row: &CommitmentRow) -> Vec<String> {
    let shown = Lang::ALL.map(|lang| progress_words(row, lang));
    let is_over = row.lapsed && row.completed.is_none();
    let in_full = Lang::ALL.map(|lang| row.progress.label(lang).to_owned());
    shown.into_iter().chain(in_full.into_iter().filter(|_| !is_over)).collect()
}

/// An issue as one of its commitments sees it: with its own departments, its own deadline and how far it is
/// itself, so that the keys of the filter ask about the commitment.
fn as_issue(row: &CommitmentRow, issue: &IssueRow) -> IssueRow {
    IssueRow {
        departments: row.lead.into_iter().collect(),
        supporting: row.supporting.clone(),
        due: row.due.filter(|_| row.is_open()),
        returned: issue.returned.filter(|_| row.progress == Progress::Returned),
        unassigned: issue.unassigned.filter(|_| row.progress == Progress::Unassigned),
        ..issue.clone()
    }
}

fn people(state: &State, ready: &Ready) -> Vec<EntityId> {
    let mut rows: Vec<_> = state
        .catalog
        .people
        .values()
        .filter(|row| {
            let is_meant = || ready.cost_among(&[&row.name, &unit(state, row)], None).is_some();
            ready.is_empty() || is_meant()
        })
        .collect();
    rows.sort_by_cached_key(|row| (row.side, spelled(&unit(state, row)), spelled(&row.name)));
    rows.into_iter().map(|row| row.id.into()).collect()
}

/// Where somebody belongs: their unit, else the department that they speak for.
pub(crate) fn unit<'s>(state: &'s State, row: &'s PersonRow) -> Cow<'s, str> {
    match row.department.filter(|_| row.unit.is_empty()) {
        Some(department) => Cow::Owned(named(&state.catalog, department.into())),
        None => Cow::Borrowed(&row.unit),
    }
}

fn departments(state: &State, ready: &Ready) -> Vec<EntityId> {
    let mut rows: Vec<_> = state
        .catalog
        .departments
        .values()
        .filter(|row| {
            let texts = [&*row.name, &*row.short, &*row.district];
            ready.cost_among(&texts, None).is_some()
        })
        .collect();
    rows.sort_by_cached_key(|row| (spelled(&row.district), spelled(&row.name)));
    rows.into_iter().map(|row| row.id.into()).collect()
}

/// The row of a commitment.
pub(crate) fn commitment(state: &State, id: EntityId) -> Option<CommitmentRow> {
    CommitmentId::try_from(id).ok().and_then(|id| state.catalog.commitments.get(&id))
}

/// The page of the settings.
pub(crate) fn settings_lines(state: &State, width: usize) -> Vec<Line> {
    let (lang, now) = (state.lang, &state.settings);
    let mut paper = Paper::new(width, state.ambiguous);
    let unset = state.say("未填", "not given");
    let or_unset = |text: String| if text.is_empty() { unset.to_owned() } else { text };
    let name = |id: Option<EntityId>| id.and_then(|id| state.catalog.name(id)).unwrap_or_default();
    paper.heading(state.say("单位和使用人", "Office and user"), "");
    paper.pair(state.say("发文机关", "Issuing office"), &or_unset(now.office.clone()));
    paper.pair(state.say("使用人", "User"), &or_unset(name(now.me.map(EntityId::from))));
    paper.pair(
        state.say("我的工作室", "My studio"),
        &or_unset(name(now.my_studio.map(EntityId::from))),
    );
    paper.text(
        Tone::Dim,
        0,
        state.say(
            "使用人由本人填写，只用来记录谁做了什么，未经核实。",
            "The user is as stated, recorded with every change, and not checked.",
        ),
    );
    paper.heading(state.say("时限", "Deadlines"), "");
    let days = &now.deadlines;
    let working = |count: u16| crate::i18n::sentence::working_days(lang, count.into());
    let plain = |count: u16| crate::i18n::sentence::days(lang, count.into());
    paper.pair(state.say("审定", "Screening"), &working(days.screening_working_days));
    paper.pair(state.say("会议纪要", "Minutes"), &working(days.minutes_working_days));
    paper.pair(state.say("交办", "Assignment"), &working(days.assignment_working_days));
    paper.pair(state.say("退回", "Return"), &working(days.return_working_days));
    paper.pair(state.say("办理", "Handling"), &plain(days.handling_days));
    paper.pair(state.say("测评", "Evaluation"), &working(days.evaluation_working_days));
    paper.pair(state.say("回访", "Revisit"), &plain(days.revisit_days));
    paper.heading(state.say("有效召开人数", "Quorum"), "");
    let quorum = &now.quorum;
    let heads = crate::i18n::sentence::attendance(
        lang,
        quorum.members.into(),
        quorum.public.into(),
        quorum.departments.into(),
    );
    paper.text(Tone::Text, 0, &heads);
    paper.heading(state.say("主持会议", "Running a session"), "");
    let options = &now.options;
    let speech = match options.speech_minutes {
        0 => state.say("不限", "without end").to_owned(),
        minutes => crate::i18n::sentence::minutes(lang, minutes.into()),
    };
    paper.pair(state.say("每次发言", "A speech"), &speech);
    let warning = crate::i18n::sentence::seconds(lang, options.warning_seconds.into());
    paper.pair(state.say("到时提醒", "Warned before"), &warning);
    for order in std::iter::once(&ItemOrder::built_in()).chain(&options.item_orders) {
        let stages = super::preparing::stages_words(&order.stages, lang);
        paper.pair(order_name(&order.name, lang), &stages);
    }
    paper.heading(state.say("公文", "Documents"), "");
    paper.pair(state.say("机关代字", "Code"), &or_unset(options.document_code.clone()));
    let copies = options.copies_to.join(state.say("、", ", "));
    paper.pair(state.say("抄送", "Copies to"), &or_unset(copies));
    let fonts = crate::document::Fonts::named(&options.fonts);
    let faces = [
        (state.say("标题字体", "Titles"), &fonts.title),
        (state.say("正文字体", "Text"), &fonts.body),
        (state.say("一级标题", "Headings"), &fonts.heading),
        (state.say("二级标题", "Second level"), &fonts.aside),
        (state.say("页码字体", "Page numbers"), &fonts.number),
    ];
    for (label, face) in faces {
        paper.pair(label, &face.name);
    }
    for kind in crate::document::fields::TEMPLATED {
        let own = options.template(kind).map(|it| it.file.size_bytes.div_ceil(1_024));
        let words = match own {
            Some(kib) => {
                format!("{}（{kib} KiB）", state.say("单位自己的模板", "the office's own"))
            }
            None => state.say("自带的版式", "the layout that comes along").to_owned(),
        };
        let label = format!("{}{}", kind.label(lang), state.say("模板", ": template"));
        paper.pair(&label, &words);
    }
    paper.heading(state.say("备份", "Backups"), "");
    for stand in &state.backups {
        paper.pair(state.say("最近一份", "Latest"), &stand.words(state.today, lang));
    }
    let plan = &options.backups;
    let kept = match (plan.daily, lang) {
        (0, Lang::Zh) => "不自动备份".to_owned(),
        (0, Lang::En) => "none by itself".to_owned(),
        (daily, Lang::Zh) => {
            format!("每天一份：留最近 {daily} 天，另留 {} 个月各一份", plan.monthly)
        }
        (daily, Lang::En) => {
            let days = counted(daily, "day", "days");
            let months = counted(plan.monthly, "month", "months");
            format!("one a day: {days} kept, and one of each of {months}")
        }
    };
    paper.pair(state.say("自动备份", "By itself"), &kept);
    paper.pair(state.say("另存到", "Also to"), &or_unset(plan.folder.clone()));
    paper.heading(state.say("界面", "Screen"), "");
    paper.pair(state.say("语言", "Language"), Lang::own_name(lang));
    paper.pair(state.say("配色", "Theme"), state.theme.label(state.lang));
    paper.pair(
        state.say("鼠标", "Mouse"),
        if state.mouse { state.say("开", "on") } else { state.say("关", "off") },
    );
    let years: Vec<String> = state.calendar.years().map(|year| year.to_string()).collect();
    paper.pair(state.say("放假安排", "Holidays"), &years.join(state.say("、", ", ")));
    paper.finish()
}

/// The side of a person, in words.
pub(crate) fn side_words(row: &PersonRow, lang: Lang) -> &'static str {
    row.side.short(lang)
}
