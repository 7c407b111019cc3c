//! Why something was refused, and the way out.

use super::{
    Names, Wording, clock_time, day_in_list, missing_text,
    names::{capitalised, lower},
    subject, text_fault,
};
use crate::{
    domain::{
        commitment::Progress,
        id::{EntityId, EntityKind},
        refusal::{Field, Refusal},
        session::{SessionStatus, SessionStepKind, session_successor},
        turn::{MarkKind, Place},
        workflow::{Status, StepKind, successor},
    },
    i18n::{
        Label, Lang,
        sentence::{assumed_years, missing_count},
    },
};
use chrono::NaiveDate;

/// Words a refusal: first the headline, then one line for everything that is missing or possible.
///
/// Every line says what to do; nothing was changed when a refusal is shown.
pub fn refusal_text(refusal: &Refusal, lang: Lang, names: &dyn Names) -> Vec<String> {
    let mut lines = vec![headline(refusal, lang, names)];
    match refusal {
        Refusal::Missing { missing, .. } => {
            lines.extend(missing.iter().map(|gap| missing_text(gap, lang, names)));
        }
        Refusal::NoSuchStep { status, .. } => lines.push(what_can_be_done(*status, lang)),
        Refusal::NoSuchSessionStep { status, .. } => lines.push(what_session_can_do(*status, lang)),
        Refusal::OutOfTurn { progress, .. } => lines.push(what_mark_can_follow(*progress, lang)),
        _ => {}
    }
    lines
}

fn headline(refusal: &Refusal, lang: Lang, names: &dyn Names) -> String {
    match refusal {
        Refusal::Text { field, fault } => text_fault(*field, *fault, lang),
        Refusal::Calendar(fault) => fault.words(lang),
        Refusal::Taken { field, by } => taken(*field, *by, lang, names),
        Refusal::Required(field) => required(*field, lang),
        Refusal::InFuture { day } => in_future(&day_in_list(*day), lang),
        Refusal::InPast { day } => in_past(&day_in_list(*day), lang),
        Refusal::LeftEarlier { arrived } => left_earlier(&clock_time(*arrived), lang),
        Refusal::TooEarly { not_before } => too_early(&day_in_list(*not_before), lang),
        Refusal::TooLate { not_after, of } => {
            too_late(&day_in_list(*not_after), &subject(*of, lang, names), lang)
        }
        Refusal::RaisedLater { issue, submitted } => {
            raised_later(&day_in_list(*submitted), &subject(*issue, lang, names), lang)
        }
        Refusal::NoSuchStep { status, kind } => {
            not_from_here(status.label(lang), kind.label(lang), lang)
        }
        Refusal::NoSuchSessionStep { status, kind } => {
            not_from_here(status.label(lang), kind.label(lang), lang)
        }
        Refusal::Missing { kind, missing } => not_ready(*kind, missing.len(), lang),
        Refusal::NotOverridable(rule) => not_overridable(rule.label(lang), lang),
        Refusal::NotUndoable => lang
            .pick(
                "这一步不能撤销。请另作更正，原来的记录会保留。",
                "This cannot be undone. Enter a correction instead; what was recorded stays.",
            )
            .to_owned(),
        Refusal::TooMany { limit } => match lang {
            Lang::Zh => format!("最多 {limit}。请核对数字。"),
            Lang::En => format!("At most {limit} can be entered. Check the number."),
        },
        Refusal::ClassTwice(class) => class_twice(class.label(lang), lang),
        Refusal::HandledSince { field, of } => {
            with_command(&handled_since(*field, *of, lang, names), refusal, lang, names)
        }
        Refusal::NoSuchEntry(index) => no_such_entry(u64::from(*index) + 1, lang),
        Refusal::QueueWaiting { waiting, .. } => {
            with_command(&queue_waiting(*waiting, lang), refusal, lang, names)
        }
        Refusal::ReportNamed => lang
            .pick(
                "已经有同名的冻结报表。请换一个名称，或先删去原来的。",
                "There is a frozen report of this name. Take another name, or drop that one first.",
            )
            .to_owned(),
        Refusal::NoSuchReport => lang
            .pick(
                "没有这个名称的冻结报表。请核对名称。",
                "No frozen report has this name. Check the name.",
            )
            .to_owned(),
        Refusal::NotSealable(kind) => not_sealable(kind.label(lang), lang),
        Refusal::WindowClosed { of, last, assumed } => {
            let closed = window_closed(&subject(*of, lang, names), &day_in_list(*last), lang);
            match (assumed.is_empty(), lang) {
                (true, _) => closed,
                (false, Lang::Zh) => closed + &assumed_years(lang, assumed),
                (false, Lang::En) => format!("{closed} {}", assumed_years(lang, assumed)),
            }
        }
        Refusal::WindowOpen { of, last } => window_open(&subject(*of, lang, names), *last, lang),
        Refusal::OutOfTurn { of, progress, kind } => {
            let about = subject(*of, lang, names);
            out_of_turn(&about, progress.label(lang), kind.label(lang), lang)
        }
        Refusal::NotExtended { of, due } => {
            not_extended(&subject(*of, lang, names), &day_in_list(*due), lang)
        }
        Refusal::IsResidual { residual, root, is_own } => {
            let (residual, root) = (subject(*residual, lang, names), subject(*root, lang, names));
            is_residual(&residual, &root, *is_own, lang)
        }
        Refusal::SessionNotLive(entity)
        | Refusal::Interrupted(entity)
        | Refusal::Unknown(entity)
        | Refusal::NotMergeable(entity)
        | Refusal::MergedAway(entity)
        | Refusal::RootBehind(entity)
        | Refusal::NotFromSource(entity)
        | Refusal::CommitmentOpen(entity)
        | Refusal::DependsOn(entity)
        | Refusal::ChangedSince(entity)
        | Refusal::IssueClosed(entity)
        | Refusal::IssueResolved(entity)
        | Refusal::SessionCancelled(entity)
        | Refusal::NotOnAgenda(entity)
        | Refusal::TwiceOnAgenda(entity)
        | Refusal::Exists(entity)
        | Refusal::ReopenInstead(entity)
        | Refusal::SessionFromSource(entity)
        | Refusal::SessionNotBegun(entity)
        | Refusal::NoRaiser(entity)
        | Refusal::Sealed(entity)
        | Refusal::SessionNotHeld(entity)
        | Refusal::NotCompleted(entity)
        | Refusal::CompletedAlready(entity)
        | Refusal::CarriedOver(entity)
        | Refusal::NotConsulted(entity)
        | Refusal::NothingStays(entity)
        | Refusal::NothingToGrade(entity)
        | Refusal::NotAsWritten(entity)
        | Refusal::NeedsReason(entity) => {
            let about = subject(*entity, lang, names);
            let (zh, en) = about_entity(refusal);
            let words =
                with_command(&lang.pick(zh, en).replace(ABOUT, &about), refusal, lang, names);
            if lang == Lang::En { capitalised(&words) } else { words }
        }
    }
}

/// Where the sentences of [`about_entity`] name it.
const ABOUT: &str = "{about}";
/// Where a sentence names the command that is the way out.
const COMMAND: &str = "{command}";

/// Names the command that is the way out, where commands are typed.
fn with_command(words: &str, refusal: &Refusal, lang: Lang, names: &dyn Names) -> String {
    let command = match refusal {
        Refusal::Interrupted(_) => "session take-up",
        Refusal::QueueWaiting { .. } => "session queue --clear",
        Refusal::NeedsReason(id) if id.kind == EntityKind::Commitment => "commitment retract",
        Refusal::NeedsReason(_) => "issue take-back-evaluation",
        Refusal::HandledSince { field: Field::Deadline, .. } => "commitment extend",
        Refusal::HandledSince { field: Field::Lead, .. } => "commitment return",
        Refusal::HandledSince { .. } => "commitment add",
        _ => return words.to_owned(),
    };
    words.replace(COMMAND, &names.command(command, lang))
}

/// The sentences that speak of one entity alone; empty for all others.
const fn about_entity(refusal: &Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::Unknown(_) => (
            "找不到{about}，可能已被撤销。请刷新后重新选择。",
            "{about} is not there; its entry may have been taken back. Refresh and choose again.",
        ),
        Refusal::NotMergeable(_) => (
            "不能并入{about}。请另选一件议题：不能是它自己、已退出办理的或已解决的；已解决的请先重新启动。",
            "merging into {about} is not possible. Choose another issue that is open; reopen a resolved one first.",
        ),
        Refusal::MergedAway(_) => (
            "那一件已经并入{about}。请直接并入{about}。",
            "that issue was itself merged into {about}. Merge into {about} instead.",
        ),
        Refusal::RootBehind(_) => (
            "这一件已经协商过，{about}还没有。请反过来，把{about}并入这一件，协商的经过才接得上。",
            "a session has talked about this issue, and not about {about}. Merge {about} into this one, so that what was said stays with it.",
        ),
        Refusal::NotFromSource(_) => (
            "补录只用于登记时写明来源的往事，且不晚于登记那天。{about}不是补录的，或已经在这里办过。请去掉补录来源，照常办理。",
            "only past work, up to the day of its entry, of an issue that was itself recorded from a source can be recorded; {about} was not, or was worked on here. Leave the source out and take the step as usual.",
        ),
        Refusal::CommitmentOpen(_) => (
            "{about}还没有办结。请先办结，或撤销这项承办事项，再并案。",
            "{about} is not completed. Complete it, or take it back, before merging.",
        ),
        Refusal::DependsOn(_) => (
            "{about}中有以它为依据的记录。请先撤销那些记录，再来改这里。",
            "{about} holds records that rest on this. Take those back first.",
        ),
        Refusal::ChangedSince(_) => (
            "{about}后来又有改动。请先撤销最近的那次改动。",
            "{about} was changed again since. Undo the latest change first.",
        ),
        Refusal::IssueClosed(_) => (
            "{about}已退出办理。确需继续的，请先恢复办理。",
            "{about} has left the workflow. Take back its exit first if work is to go on.",
        ),
        Refusal::IssueResolved(_) => (
            "{about}已解决。确需改动的，请先重新启动。",
            "{about} is resolved. Reopen it first if something has to change.",
        ),
        Refusal::SessionCancelled(_) => (
            "{about}已取消。确需使用的，请先恢复会议。",
            "{about} was cancelled. Take back the cancellation first.",
        ),
        Refusal::NotOnAgenda(_) => (
            "{about}不在这场协商议事会的议程上。请先列入议程。",
            "{about} is not on the agenda of this session. Put it on the agenda first.",
        ),
        Refusal::TwiceOnAgenda(_) => (
            "{about}在议程上出现了两次。请删去一处。",
            "{about} is on the agenda twice. Remove one of the two.",
        ),
        Refusal::Exists(_) => (
            "{about}已经登记过。请刷新后查看，不必再次登记。",
            "{about} was entered already. Refresh and look it up; it need not be entered again.",
        ),
        Refusal::ReopenInstead(_) => (
            "{about}解决之后，诉求人又有了评价。问题没有解决好的，请重新启动，不要当作误操作。",
            "the raiser has spoken about {about} since it was resolved. Reopen it; that is no slip of the keyboard.",
        ),
        Refusal::SessionFromSource(_) => (
            "{about}是补录的，会已经开过，不能在这里开始。请标为已召开。",
            "{about} was recorded from a source: it was held elsewhere and cannot be started here. Mark it as held.",
        ),
        Refusal::SessionNotBegun(_) => (
            "{about}还没有开，不会有承办事项。请先开始，或标为已召开。",
            "{about} has not begun, so nothing was promised in it. Start it, or mark it as held.",
        ),
        Refusal::NoRaiser(_) => (
            "{about}还没有登记诉求人，满意不满意要由诉求人说。请先在“修改议题”里填上诉求人。",
            "{about} names no raiser, and the evaluation is the raiser's. Enter the raiser first (edit the issue).",
        ),
        Refusal::SessionNotLive(_) => (
            "{about}现在没有在进行。请先开始会议；暂停的请先继续。",
            "{about} is not going on. Start it first, or resume it after a pause.",
        ),
        Refusal::Interrupted(_) => (
            "{about}中途意外中断过。请先说明中断的时间计不计入{command}。",
            "{about} was interrupted. Say first whether the time since counts{command}.",
        ),
        Refusal::Sealed(_) => (
            "{about}的文件已经定稿，可能已经发出，不能再撤销。请照常更正，再另出一版。",
            "a document about {about} is final and may have gone out; this is not taken back. Correct it and make another version.",
        ),
        Refusal::SessionNotHeld(_) => (
            "{about}还没有散会，纪要和记录不能定稿。请先散会，或标为已召开。",
            "{about} is not closed, so neither minutes nor record are final. Close it, or mark it as held, first.",
        ),
        Refusal::NotCompleted(_) => (
            "{about}还没有报告办结，没有可以退回重办的。要催办的，请用“督办”。",
            "{about} was not reported done, so there is nothing to send back. To ask how far it is, use “follow up”.",
        ),
        Refusal::CompletedAlready(_) => (
            "{about}已经报告办结。办得不好的，请用“退回重办”；登记有误的，请先撤销那次登记；还没有测评的，请做满意度测评。",
            "{about} was reported done. Send it back if the work does not hold, take that entry back if it was wrong, or ask the raiser.",
        ),
        Refusal::CarriedOver(_) => (
            "余下的部分已另立为{about}，请到那件议题里办理。",
            "what remains is looked after by {about}. Go on there.",
        ),
        Refusal::NotConsulted(_) => (
            "{about}不是已协商的议题。请先协商；协商过、有一部分一时办不完的，才另立余项议题。",
            "{about} is not at “consulted”. Consult it first: only then something can be left over for another issue.",
        ),
        Refusal::NothingStays(_) => (
            "不能把{about}的承办事项全部转走，至少要有一项留下办结。全部办不成的，请用“未能解决”并说明原因。",
            "not everything that was promised for {about} can be carried over: at least one thing stays to be done there. If nothing can be done, close it as unresolved, with the reason.",
        ),
        Refusal::NothingToGrade(_) => (
            "{about}还没有报告办结，不能评 A 级。请先登记办结；还没有办好的，请评其他等级。",
            "{about} was not reported done, so it is not graded A. Enter its completion first, or give another grade.",
        ),
        Refusal::NotAsWritten(_) => (
            "文件里{about}那一行读不出来，或不是它的内容。请重新导出，再来导入。",
            "the line of {about} in the file cannot be read, or is not its own. Export again and import that.",
        ),
        Refusal::NeedsReason(entity) => needs_reason(entity.kind),
        Refusal::NotSealable(_)
        | Refusal::WindowClosed { .. }
        | Refusal::WindowOpen { .. }
        | Refusal::OutOfTurn { .. }
        | Refusal::NotExtended { .. }
        | Refusal::IsResidual { .. }
        | Refusal::ReportNamed
        | Refusal::NoSuchReport
        | Refusal::QueueWaiting { .. }
        | Refusal::Taken { .. }
        | Refusal::ClassTwice(_)
        | Refusal::HandledSince { .. }
        | Refusal::TooMany { .. }
        | Refusal::Text { .. }
        | Refusal::Calendar(_)
        | Refusal::Required(_)
        | Refusal::InFuture { .. }
        | Refusal::InPast { .. }
        | Refusal::LeftEarlier { .. }
        | Refusal::TooEarly { .. }
        | Refusal::TooLate { .. }
        | Refusal::RaisedLater { .. }
        | Refusal::NoSuchStep { .. }
        | Refusal::NoSuchSessionStep { .. }
        | Refusal::Missing { .. }
        | Refusal::NotOverridable(_)
        | Refusal::NotUndoable
        | Refusal::NoSuchEntry(_) => ("", ""),
    }
}

/// Which verb takes it back, and asks why.
const fn needs_reason(kind: EntityKind) -> (&'static str, &'static str) {
    match kind {
        EntityKind::Commitment => (
            "{about}不能直接撤销：这是部门答应过的事。请用“撤销承办事项”{command}，并说明原因。",
            "{about} is not simply undone: a department has promised it. Use “retract”{command} and give the reason.",
        ),
        _ => (
            "{about}的不满意评价不能直接撤销。请用“撤销测评”{command}，并说明原因。",
            "a dissatisfied word on {about} is not simply undone. Use “take back the evaluation”{command} and give the reason.",
        ),
    }
}

fn queue_waiting(waiting: u32, lang: Lang) -> String {
    match (lang, waiting) {
        (Lang::Zh, _) => {
            format!("还有 {waiting} 人在等发言。请先请他们发言，或清空发言次序{COMMAND}。")
        }
        (Lang::En, 1) => format!(
            "1 person still waits to speak. Give them the floor, or clear the queue{COMMAND}."
        ),
        (Lang::En, _) => format!(
            "{waiting} people still wait to speak. Give them the floor, or clear the queue{COMMAND}."
        ),
    }
}

fn window_closed(about: &str, last: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "{about}的退回期限是 {last}，已经过了。召集人同意退回的，请填“同意的理由”；登记错了日期的，请改日期。"
        ),
        Lang::En => capitalised(&format!(
            "{about} could be returned until {last}. If the studio agrees all the same, say why; if the date is wrong, correct it."
        )),
    }
}

fn window_open(about: &str, last: Option<NaiveDate>, lang: Lang) -> String {
    let last = last.map(day_in_list);
    match (last, lang) {
        (Some(last), Lang::Zh) => format!(
            "{about}在 {last} 以前（含当天）可以直接退回。请去掉“逾期同意的理由”，按“退回”登记。"
        ),
        (Some(last), Lang::En) => capitalised(&format!(
            "{about} can simply be returned until {last}. Leave out why the studio agreed."
        )),
        (None, Lang::Zh) => {
            format!("{about}还没有交办，没有退回期限。请去掉“逾期同意的理由”，按“退回”登记。")
        }
        (None, Lang::En) => capitalised(&format!(
            "{about} was not assigned, so no time to return it has passed. Leave out why the studio agreed."
        )),
    }
}

fn out_of_turn(about: &str, progress: &str, mark: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!("{about}现在是「{progress}」，不能「{mark}」。请从可以登记的里面选择。")
        }
        Lang::En => capitalised(&format!(
            "{about} is “{progress}”, so “{mark}” is not possible. Choose one of the entries that are."
        )),
    }
}

fn not_extended(about: &str, due: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{about}的时限已经是 {due}。延期请填 {due} 以后的日期。"),
        Lang::En => capitalised(&format!(
            "{about} is due on {due} already. To grant more time, enter a later day than {due}."
        )),
    }
}

fn is_residual(residual: &str, root: &str, is_own: bool, lang: Lang) -> String {
    match (is_own, lang) {
        (true, Lang::Zh) => format!(
            "{residual}就是这件议题的余项，两件合起来只算一件，不能再并进去。请在余项里继续办理，或把余项并入这一件。"
        ),
        (true, Lang::En) => capitalised(&format!(
            "{residual} looks after what remained of this very issue, and the two count as one. Go on there, or merge it into this one."
        )),
        (false, Lang::Zh) => format!("{residual}是{root}的余项，不单独统计。请并入{root}。"),
        (false, Lang::En) => capitalised(&format!(
            "{residual} looks after what remained of {root} and does not count by itself. Merge into {root} instead."
        )),
    }
}

fn not_sealable(kind: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "「{kind}」不用定稿，请直接写成文件。会议纪要、会议记录、会议通知和交办单可以定稿。"
        ),
        Lang::En => format!(
            "“{kind}” is never final; write it as it is. Minutes, records, notices and assignment \
             letters can be final."
        ),
    }
}

fn class_twice(class: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("「{class}」的人数填了两次。请合成一个数。"),
        Lang::En => format!("“{class}” is counted twice. Give one number."),
    }
}

/// Names the verb that changes this piece once work has begun.
fn handled_since(field: Field, of: EntityId, lang: Lang, names: &dyn Names) -> String {
    let (name, about) = (field.label(lang), subject(of, lang, names));
    let way = match field {
        Field::Deadline => lang.pick("请用“延期”{command}", "Use “extend”{command}"),
        Field::Lead => lang.pick(
            "请先登记“退回”{command}，再改主办单位、重新交办",
            "Enter its return first{command}, then name the other department and assign it",
        ),
        Field::Promised => lang.pick(
            "答应的事不改写；另有承诺的，请新增承办事项{command}",
            "What was promised is not rewritten; add another commitment{command}",
        ),
        _ => lang.pick("参加过办理的单位请保留", "Keep the departments that had a part in it"),
    };
    match lang {
        Lang::Zh => format!("{about}已经开始办理，{name}不能直接修改。{way}。"),
        Lang::En => capitalised(&format!(
            "{about} is being handled, so its {} is not edited. {way}.",
            lower(name)
        )),
    }
}

fn taken(field: Field, by: EntityId, lang: Lang, names: &dyn Names) -> String {
    let (name, by) = (field.label(lang), subject(by, lang, names));
    match lang {
        Lang::Zh => format!("{name}与{by}重复。请换一个，或直接用已有的那个。"),
        Lang::En => format!("{name}: taken by {by}. Choose another, or use the one that is there."),
    }
}

fn required(field: Field, lang: Lang) -> String {
    let name = field.label(lang);
    match lang {
        Lang::Zh => format!("还没有填{name}。请填写后再试。"),
        Lang::En => format!("{name}: this must be given. Fill it in and try again."),
    }
}

fn in_future(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{day} 还没有到，只能登记已经发生的事。请核对日期。"),
        Lang::En => {
            format!(
                "{day} lies in the future, and only what has happened is recorded. Check the date."
            )
        }
    }
}

fn in_past(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!("{day} 已经过去，会不能改到那天。请改到以后；日期登记错了的，请用“修改”。")
        }
        Lang::En => format!(
            "{day} has passed, so nothing is postponed to it. Choose a later day, or edit the session if its date was entered wrongly."
        ),
    }
}

fn left_earlier(arrived: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("离会早于签到（{arrived}）。请核对两个时间。"),
        Lang::En => format!("They would leave before they came ({arrived}). Check both times."),
    }
}

fn too_early(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("日期早于它所依据的事。请填 {day} 或以后的日期。"),
        Lang::En => format!("The date is before what it rests on. Enter {day} or a later day."),
    }
}

fn too_late(day: &str, about: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "{about}里已登记了 {day} 这个日期，这里不能比它晚。请填 {day} 或以前的日期，或先更正那里。"
        ),
        Lang::En => capitalised(&format!(
            "{about} has an entry for {day}, which rests on this date. \
             Enter {day} or an earlier day, or correct that entry first."
        )),
    }
}

fn raised_later(day: &str, about: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "{about}的提交日期是 {day}，晚于协商议事会。请更正其中一个日期，或不把它放进议程。"
        ),
        Lang::En => capitalised(&format!(
            "{about} was submitted on {day}, after the session. \
             Correct one of the two dates, or leave it off the agenda."
        )),
    }
}

fn not_from_here(status: &str, step: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("现在是「{status}」，不能「{step}」。请从可以办理的步骤中选择。"),
        Lang::En => format!(
            "The status is “{status}”, so “{step}” is not possible. Choose one of the steps that are."
        ),
    }
}

fn not_ready(kind: StepKind, missing: usize, lang: Lang) -> String {
    let (step, count) =
        (kind.label(lang), missing_count(lang, i64::try_from(missing).unwrap_or(i64::MAX)));
    match lang {
        Lang::Zh => format!("还不能「{step}」，{count}。请逐项补齐："),
        Lang::En => format!("“{step}” is not possible yet: {count}. Complete the list:"),
    }
}

fn not_overridable(rule: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("「{rule}」这一条不能放行。请补齐后再办理。"),
        Lang::En => format!("The rule “{rule}” cannot be passed over. Meet it first."),
    }
}

fn no_such_entry(place: u64, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("列表中没有第 {place} 条。请刷新后重新选择。"),
        Lang::En => format!("The list has no entry {place}. Refresh and choose again."),
    }
}

/// Lists the steps that the table has from a status: `现在可以：受理、转办…`
///
/// A correction depends on which step was the last, so undo offers it and not this list; only
/// taking back an exit is here, since nothing else leads on from one.
pub fn what_can_be_done(status: Status, lang: Lang) -> String {
    let there = |kind: &StepKind| {
        successor(status, *kind).is_some()
            && (!kind.is_correction() || *kind == StepKind::TakeBackExit)
    };
    possible(StepKind::ALL.into_iter().filter(there).map(|kind| kind.label(lang)), lang)
}

/// Lists the steps that the table of sessions has from a status.
pub fn what_session_can_do(status: SessionStatus, lang: Lang) -> String {
    let there = |kind: &SessionStepKind| session_successor(status, *kind).is_some();
    let steps = SessionStepKind::ALL.iter().copied().filter(there);
    possible(steps.map(|kind| kind.label(lang)), lang)
}

/// Lists the marks that the table has where a commitment stands: `现在可以：签收、退回…`
pub fn what_mark_can_follow(progress: Progress, lang: Lang) -> String {
    let is_there = |kind: &&MarkKind| {
        kind.after(progress) != Place::None
            // Each is offered under the name of its verb, and carrying over is an issue's.
            && !matches!(kind, MarkKind::ReturnedLate | MarkKind::CarriedOver)
    };
    let there = MarkKind::ALL.iter().filter(is_there);
    possible(there.map(|kind| kind.label(lang)), lang)
}

fn possible(labels: impl Iterator<Item = &'static str>, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("现在可以：{}。", labels.collect::<Vec<_>>().join("、")),
        Lang::En => {
            format!("Possible now: {}.", labels.map(lower).collect::<Vec<_>>().join(", "))
        }
    }
}
