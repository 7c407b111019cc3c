//! Whether a command can be used now, from plain facts, and why not.

use super::bulk;
use super::place::Place;
use super::screens::Ui;
use super::table::{Command, What};
use super::verb::{self, Noun, Verb};
use crate::domain::commitment::Progress;
use crate::domain::session::{SessionStatus, SessionStepKind, session_successor};
use crate::domain::turn::MarkKind;
use crate::domain::workflow::{Status, StepKind, successor};
use crate::i18n::wording::{what_can_be_done, what_mark_can_follow, what_session_can_do};
use crate::i18n::{Label, Lang};
use std::cmp::Ordering;

/// The facts that decide what can be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each named")]
pub struct Context {
    /// Where the keyboard is.
    pub place: Place,
    /// Whether the store was read.
    pub loaded: bool,
    /// Whether the store cannot be had at all.
    pub failed: bool,
    /// Whether nothing can be saved, and there is no use in trying.
    pub read_only: bool,
    /// Whether there is any studio.
    pub has_studio: bool,
    /// The selected issue: where it stands, and whether it was accepted.
    pub issue: Option<(Status, bool)>,
    /// Whether something is done next: about the session on its page, else about the issue.
    pub has_next: bool,
    /// Where the session that is meant stands.
    pub session: Option<SessionStatus>,
    /// How its day lies to today, while it is known exactly or lies on one side of it.
    pub session_day: Option<Ordering>,
    /// Whether any session is going on.
    pub live: bool,
    /// The issue under the cursor of a session's page: whether it is on the agenda.
    pub on_agenda: Option<bool>,
    /// Whether the cursor is on somebody who is invited to the session.
    pub guest: bool,
    /// How many issues are marked, where that is what a verb is done to.
    pub marked: usize,
    /// How many sessions could be meant.
    pub sessions: usize,
    /// How many commitments could be meant.
    pub commitments: usize,
    /// Where the commitment that is meant stands, if it is one; what comes from a source is asked nothing.
    pub progress: Option<Progress>,
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
    Failed,
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
    NoMark(Progress, MarkKind),
    NoNextStep(Status),
    NoNextSessionStep(SessionStatus),
    /// The commitment is done and graded, or ended.
    NothingOwed,
    NotAnItem,
    NotAnOffer,
    NotAGuest,
    /// It is done to one issue at a time, and several are marked.
    OneAtATime(Option<StepKind>),
    AgendaSettled(SessionStatus),
    NoExample,
}

impl Reason {
    /// Says it, with the way out.
    ///
    /// `key_of` names the key of a verb, for the way out.
    pub fn words(self, lang: Lang, key_of: impl Fn(&'static Verb) -> String) -> String {
        let by_key = |noun, name| {
            let key = verb::find(noun, name).map(&key_of).unwrap_or_default();
            match lang {
                _ if key.is_empty() => key,
                Lang::Zh => format!("（{key}）"),
                Lang::En => format!(" ({key})"),
            }
        };
        let plain = |zh: &str, en: &str| match lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        };
        match self {
            Self::Loading => plain("正在读取资料，请稍候", "Still reading; one moment"),
            Self::Failed => plain(
                "资料打不开，什么也不能存；请先照屏幕上说的处理",
                "The data cannot be opened and nothing can be saved; see the screen for what to do",
            ),
            Self::ReadOnly => {
                plain("只读：可以查看，不能修改", "Read-only: you can look but not change")
            }
            Self::NoStudio => plain("请先登记工作室", "Add a studio first"),
            Self::SelectIssue => plain("请先选中一件议题", "Select an issue first"),
            Self::NoSession => {
                let way = plain(
                    "这里还没有协商议事会，请先筹备一场",
                    "No session here yet; plan one first",
                );
                way + &by_key(Noun::Session, "plan")
            }
            Self::NoCommitment => {
                let way = plain(
                    "这里还没有承办事项，请先登记一项",
                    "No commitment here yet; add one first",
                );
                way + &by_key(Noun::Commitment, "add")
            }
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
            Self::NoMark(progress, kind) => {
                let way = what_mark_can_follow(progress, kind, lang);
                let (progress_label, kind) = (progress.label(lang), kind.label(lang));
                match lang {
                    Lang::Zh => format!("{progress_label}的承办事项不能“{kind}”。{way}"),
                    Lang::En => format!("“{kind}” is not possible when {progress_label}. {way}"),
                }
            }
            Self::NoNextStep(status) => {
                no_next_step(status.label(lang), &what_can_be_done(status, lang), lang)
            }
            Self::NoNextSessionStep(status) => {
                no_next_step(status.label(lang), &what_session_can_do(status, lang), lang)
            }
            Self::NothingOwed => plain(
                "这项承办事项没有下一步了；要更正请用菜单",
                "Nothing is next for this commitment; to correct it, use the menu",
            ),
            Self::NotAnItem => {
                plain("请先把光标移到议程的一项上", "Move to an item of the agenda first")
            }
            Self::NotAnOffer => plain(
                "请先把光标移到“可以列入”的一件议题上",
                "Move to an issue of what the backlog offers first",
            ),
            Self::NotAGuest => {
                plain("请先把光标移到一位受邀的人或单位上", "Move to somebody who is invited first")
            }
            Self::AgendaSettled(status) => {
                let status = status.label(lang);
                match lang {
                    Lang::Zh => {
                        format!("{status}的会，议程不能这样改；要更正请用菜单里的“加入议程”")
                    }
                    Lang::En => {
                        format!("{status}: the agenda is settled; to correct it, use the menu")
                    }
                }
            }
            Self::OneAtATime(step) => one_at_a_time(step, lang, &key_of),
            Self::NoExample => plain("这里没有示例", "There is no example here"),
        }
    }
}

/// Why a verb is not done to several, and which are.
fn one_at_a_time(
    step: Option<StepKind>,
    lang: Lang,
    key_of: impl Fn(&'static Verb) -> String,
) -> String {
    let named = |verb: &'static Verb| {
        let (label, key) = (verb.label.get(lang), key_of(verb));
        match lang {
            _ if key.is_empty() => label.to_owned(),
            Lang::Zh => format!("{label}（{key}）"),
            Lang::En => format!("{label} ({key})"),
        }
    };
    let possible: Vec<String> = bulk::verbs(Noun::Issue).map(named).collect();
    let is_resolving = matches!(step, Some(StepKind::Resolve | StepKind::ResolveByService));
    match (is_resolving, lang) {
        (true, Lang::Zh) => "解决要一件一件地标：每件的承诺、佐证和诉求人的话都要看过。\
                             按 Esc 取消标记，再逐件办"
            .to_owned(),
        (true, Lang::En) => "Issues are resolved one at a time, by design: what was promised, the \
                             evidence and the raiser's word are looked at for each. Esc takes the marks off"
            .to_owned(),
        (false, Lang::Zh) => format!(
            "这一项一次只办一件。成批可以办：{}。按 Esc 取消标记",
            possible.join("、")
        ),
        (false, Lang::En) => format!(
            "This is done one at a time. Several at once: {}. Esc takes the marks off",
            possible.join(", ")
        ),
    }
}

fn no_next_step(status: &str, way: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{status}：没有下一步了。{way}"),
        Lang::En => format!("{status}: there is no next step. {way}"),
    }
}

/// The step that brings a session on, if there is one: one whose day has passed was held meanwhile,
/// any other begins.
pub const fn next_session_step(status: SessionStatus, has_passed: bool) -> Option<SessionStepKind> {
    match status {
        SessionStatus::Planned if has_passed => Some(SessionStepKind::CloseAfterTheFact),
        SessionStatus::Planned => Some(SessionStepKind::Start),
        SessionStatus::Live | SessionStatus::Paused => Some(SessionStepKind::Close),
        SessionStatus::Closed(_) | SessionStatus::Cancelled => None,
    }
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

    /// Whether this is the time for it: what prepares a session is done before it begins, until its
    /// day nobody signs in, and what was said at one that was never begun is entered afterwards.
    pub fn is_timely(&self, context: &Context) -> bool {
        let name = match self.what {
            What::Ui(Ui::Cockpit) => return context.live,
            What::Ui(ui) => return !is_preparing(ui) || is_planned(context),
            What::Verb(verb) if verb.noun == Noun::Session => verb.name,
            What::Verb(_) => return true,
        };
        match name {
            "invite" | "reply" | "excuse" | "time" | "order" => is_planned(context),
            "attend" => !is_planned(context) || context.session_day != Some(Ordering::Greater),
            "line" | "tally" | "held" => {
                !is_planned(context) || context.session_day == Some(Ordering::Less)
            }
            _ => true,
        }
    }
}

fn ui_available(ui: Ui, context: &Context) -> Result<(), Reason> {
    match ui {
        Ui::Undo | Ui::Redo if context.read_only => Err(Reason::ReadOnly),
        Ui::Undo | Ui::Redo | Ui::Refresh if context.failed => Err(Reason::Failed),
        Ui::Undo | Ui::Redo | Ui::Refresh if !context.loaded => Err(Reason::Loading),
        Ui::Example if !context.example => Err(Reason::NoExample),
        Ui::NextStep if context.place == Place::Session => {
            let status = context.session.ok_or(Reason::NoSession)?;
            writable(context)?;
            context.has_next.then_some(()).ok_or(Reason::NoNextSessionStep(status))
        }
        Ui::NextStep if context.place == Place::Commitments => {
            writable(context)?;
            (context.commitments > 0).then_some(()).ok_or(Reason::NoCommitment)?;
            context.has_next.then_some(()).ok_or(Reason::NothingOwed)
        }
        // What is next there is not only about issues.
        Ui::NextStep if context.place == Place::Today => writable(context),
        _ if is_preparing(ui) => preparing(ui, context),
        Ui::NextStep => {
            let (status, _) = context.issue.ok_or(Reason::SelectIssue)?;
            writable(context)?;
            context.has_next.then_some(()).ok_or(Reason::NoNextStep(status))
        }
        _ => Ok(()),
    }
}

fn is_planned(context: &Context) -> bool {
    context.session == Some(SessionStatus::Planned)
}

const fn is_preparing(ui: Ui) -> bool {
    matches!(ui, Ui::ItemUp | Ui::ItemDown | Ui::ItemOff | Ui::TakeOffer | Ui::Comes)
}

/// Whether the agenda and the guests of the session can be changed by a key.
fn preparing(ui: Ui, context: &Context) -> Result<(), Reason> {
    let status = context.session.ok_or(Reason::NoSession)?;
    writable(context)?;
    if matches!(status, SessionStatus::Closed(_) | SessionStatus::Cancelled) {
        return Err(Reason::AgendaSettled(status));
    }
    match ui {
        Ui::Comes => context.guest.then_some(()).ok_or(Reason::NotAGuest),
        Ui::TakeOffer if context.on_agenda != Some(false) => Err(Reason::NotAnOffer),
        Ui::TakeOffer => Ok(()),
        _ if context.on_agenda != Some(true) => Err(Reason::NotAnItem),
        _ => Ok(()),
    }
}

/// Whether anything can be saved.
///
/// # Errors
/// The [`Reason`] why not.
pub const fn writable(context: &Context) -> Result<(), Reason> {
    match (context.loaded, context.read_only) {
        _ if context.failed => Err(Reason::Failed),
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
        // Each of several is judged by itself.
        (Noun::Issue, true) if verb.is_for_several && context.marked > 0 => Ok(()),
        // They are put on the agenda of any session that is still to come.
        (Noun::Session, true) if verb.name == "agenda" && context.marked > 0 => Ok(()),
        (Noun::Issue, true) if context.marked > 0 => Err(Reason::OneAtATime(verb.step)),
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
            match (context.session, verb.session_step) {
                (Some(status), Some(kind)) => need(
                    session_successor(status, kind).is_some(),
                    Reason::NoSessionStep(status, kind),
                ),
                _ => Ok(()),
            }
        }
        (Noun::Commitment, true) => {
            need(context.commitments > 0, Reason::NoCommitment)?;
            match (context.progress, verb.mark) {
                (Some(progress), Some(kind)) => {
                    need(verb.fits(progress), Reason::NoMark(progress, kind))
                }
                _ => Ok(()),
            }
        }
        (Noun::Studio, true) => need(context.studio, Reason::SelectStudio),
        (Noun::Person, true) => need(context.person, Reason::SelectPerson),
        (Noun::Department, true) => need(context.department, Reason::SelectDepartment),
        (Noun::Studio | Noun::Person | Noun::Department | Noun::Settings, _) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::table::of_verb;

    #[test]
    fn a_step_that_is_not_there_says_why() {
        let context = Context {
            place: Place::Issues,
            loaded: true,
            failed: false,
            read_only: false,
            has_studio: true,
            issue: Some((Status::Submitted, false)),
            has_next: false,
            session: None,
            session_day: None,
            live: false,
            on_agenda: None,
            guest: false,
            sessions: 0,
            commitments: 0,
            progress: None,
            marked: 0,
            studio: false,
            person: false,
            department: false,
            example: false,
        };
        let resolve = of_verb(verb::find(Noun::Issue, "resolve").unwrap()).unwrap();
        let reason = resolve.available(&context).unwrap_err();
        assert_eq!(reason, Reason::NoStep(Status::Submitted, StepKind::Resolve));
        assert!(reason.words(Lang::Zh, Verb::id).contains("已提交"));
    }
}
