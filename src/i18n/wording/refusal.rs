//! Why something was refused, and the way out.

mod about;

use self::about::about_entity;
use super::{
    Names, Wording, clock_time, day_in_list,
    fault::text_fault_of,
    missing_text,
    names::{capitalised, lower, stated, with_ways},
    subject,
};
use crate::{
    domain::{
        commitment::Progress,
        id::EntityId,
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
        Refusal::OutOfTurn { progress, kind, .. } => {
            lines.push(what_mark_can_follow(*progress, *kind, lang));
        }
        _ => {}
    }
    lines
}

fn headline(refusal: &Refusal, lang: Lang, names: &dyn Names) -> String {
    match refusal {
        Refusal::Text { field, fault } => text_fault_of(&stated(*field, lang, names), *fault, lang),
        Refusal::Calendar(fault) => fault.words(lang),
        Refusal::Taken { field, by } => taken(*field, *by, lang, names),
        Refusal::Required(field) => required(&stated(*field, lang, names), lang),
        Refusal::InFuture { day } => in_future(&day_in_list(*day), &stated(Field::Date, lang, names), lang),
        Refusal::InPast { day } => with_ways(&in_past(&day_in_list(*day), lang), lang, names),
        Refusal::LeftEarlier { arrived } => left_earlier(&clock_time(*arrived), lang),
        Refusal::TooEarly { not_before } => too_early(&day_in_list(*not_before), &stated(Field::Date, lang, names), lang),
        Refusal::DeadlineTooEarly { not_before } => {
            deadline_too_early(&day_in_list(*not_before), &stated(Field::Deadline, lang, names), lang)
        }
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
        Refusal::HandledSince { field, of } => handled_since(*field, *of, lang, names),
        Refusal::NoSuchEntry(index) => {
            with_ways(&no_such_entry(u64::from(*index) + 1, lang), lang, names)
        }
        Refusal::QueueWaiting { waiting, .. } => {
            with_ways(&queue_waiting(*waiting, lang), lang, names)
        }
        Refusal::ReportNamed => with_ways(
            lang.pick(
                "已经有同名的冻结报表。请换一个名称，或先删去原来的{report --drop}。",
                "There is a frozen report of this name. Take another name, or drop that one first{report --drop}.",
            ),
            lang,
            names,
        ),
        Refusal::NoSuchReport => lang
            .pick(
                "没有这个名称的冻结报表。请核对名称。",
                "No frozen report has this name. Check the name.",
            )
            .to_owned(),
        Refusal::NotSealable(kind) => not_sealable(kind.label(lang), lang),
        Refusal::WindowClosed { of, last, assumed } => {
            let closed = window_closed(&subject(*of, lang, names), &day_in_list(*last), lang, names);
            match (assumed.is_empty(), lang) {
                (true, _) => closed,
                (false, Lang::Zh) => closed + &assumed_years(lang, assumed),
                (false, Lang::En) => format!("{closed} {}", assumed_years(lang, assumed)),
            }
        }
        Refusal::WindowOpen { of, last } => window_open(*of, *last, lang, names),
        Refusal::OutOfTurn { of, progress, kind } => {
            let (about, mark) = (subject(*of, lang, names), kind.label(lang));
            match kind.after(*progress) {
                Place::Late => entered_late(&about, mark, lang),
                _ => out_of_turn(&about, progress.label(lang), mark, lang),
            }
        }
        Refusal::MarkRests { of, kind } => {
            mark_rests(&subject(*of, lang, names), kind.label(lang), lang)
        }
        Refusal::NothingToAcknowledge(of) => signed_for(&subject(*of, lang, names), lang),
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
        | Refusal::SessionNotYet(entity)
        | Refusal::SessionNotHeld(entity)
        | Refusal::NotCompleted(entity)
        | Refusal::CompletedAlready(entity)
        | Refusal::CarriedOver(entity)
        | Refusal::NotConsulted(entity)
        | Refusal::NothingStays(entity)
        | Refusal::NothingOwed(entity)
        | Refusal::NothingToGrade(entity)
        | Refusal::NotAsWritten(entity)
        | Refusal::NeedsReason(entity) => {
            let about = subject(*entity, lang, names);
            let (zh, en) = about_entity(refusal);
            // What it is called is the user's own text, and no place of the sentence.
            let words = with_ways(lang.pick(zh, en), lang, names).replace(ABOUT, &about);
            if lang == Lang::En { capitalised(&words) } else { words }
        }
    }
}

/// Where the sentences of [`about_entity`] name it.
const ABOUT: &str = "{about}";
fn queue_waiting(waiting: u32, lang: Lang) -> String {
    let (before, after) = match (lang, waiting) {
        (Lang::Zh, _) => {
            ("还有 ", " 人在等发言。请先请他们发言，或清空发言次序{session queue --clear}。")
        }
        (Lang::En, 1) => (
            "",
            " person still waits to speak. Give them the floor, or clear the queue{session queue --clear}.",
        ),
        (Lang::En, _) => (
            "",
            " people still wait to speak. Give them the floor, or clear the queue{session queue --clear}.",
        ),
    };
    format!("{before}{waiting}{after}")
}

fn window_closed(about: &str, last: &str, lang: Lang, names: &dyn Names) -> String {
    let way = lang.pick(
        "召集人同意退回的，请写明同意的理由{--agreed}；登记错了日期的，请改日期{--on}。",
        "If the studio agrees all the same, say why{--agreed}; if the date is wrong, correct it{--on}.",
    );
    let way = with_ways(way, lang, names);
    match lang {
        Lang::Zh => format!("{about}的退回期限是 {last}，已经过了。{way}"),
        Lang::En => capitalised(&format!("{about} could be returned until {last}. {way}")),
    }
}

fn window_open(of: EntityId, last: Option<NaiveDate>, lang: Lang, names: &dyn Names) -> String {
    let about = subject(of, lang, names);
    let way = lang.pick(
        "请去掉逾期同意的理由{--agreed}，按“退回”登记。",
        "Leave out why the studio agreed{--agreed}.",
    );
    let way = with_ways(way, lang, names);
    match (last.map(day_in_list), lang) {
        (Some(last), Lang::Zh) => {
            format!("{about}在 {last} 以前（含当天）可以直接退回。{way}")
        }
        (Some(last), Lang::En) => {
            capitalised(&format!("{about} can simply be returned until {last}. {way}"))
        }
        (None, Lang::Zh) => format!("{about}还没有交办，没有退回期限。{way}"),
        (None, Lang::En) => capitalised(&format!(
            "{about} was not assigned, so no time to return it has passed. {way}"
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

/// What happened before something was done, and is entered as if it had come after.
fn entered_late(about: &str, mark: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!("{about}已经办结：「{mark}」只能补记办结当天或更早的。请写明那一天的日期。")
        }
        Lang::En => capitalised(&format!(
            "{about} is done: “{mark}” can only be entered for the day on which it was done, or before. Give the day."
        )),
    }
}

/// What rests on a mark is taken back before it.
fn mark_rests(about: &str, later: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{about}后来登记的「{later}」以它为依据。请先撤销那一次「{later}」。"),
        Lang::En => capitalised(&format!(
            "{about} has a later “{later}” that rests on it. Take that back first."
        )),
    }
}

/// A letter is signed for once.
fn signed_for(about: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "{about}没有等着签收的交办：已经签收或退回过，或还没有交办。签收登错了，请先撤销那一次。"
        ),
        Lang::En => capitalised(&format!(
            "{about} has no letter that waits to be acknowledged: it was acknowledged or returned already, or none was sent. If that entry is wrong, take it back first."
        )),
    }
}

fn not_extended(about: &str, due: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{about}的时限已经是 {due}。延期请写 {due} 以后的日期。"),
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
        Field::Deadline => {
            lang.pick("请用“延期”{commitment extend}", "Use “extend”{commitment extend}")
        }
        Field::Lead => lang.pick(
            "请先登记“退回”{commitment return}，再改主办单位、重新交办",
            "Enter its return first{commitment return}, then name the other department and assign it",
        ),
        Field::Promised => lang.pick(
            "答应的事不改写；另有承诺的，请新增承办事项{commitment add}",
            "What was promised is not rewritten; add another commitment{commitment add}",
        ),
        _ => lang.pick("参加过办理的单位请保留", "Keep the departments that had a part in it"),
    };
    let way = with_ways(way, lang, names);
    match lang {
        Lang::Zh => format!("{about}已经开始办理，{name}不能直接修改。{way}。"),
        Lang::En => capitalised(&format!(
            "{about} is being handled, so its {} is not edited. {way}.",
            lower(name)
        )),
    }
}

fn taken(field: Field, by: EntityId, lang: Lang, names: &dyn Names) -> String {
    let (name, by) = (stated(field, lang, names), subject(by, lang, names));
    match lang {
        Lang::Zh => format!("{name}与{by}重复。请换一个，或直接用已有的那个。"),
        Lang::En => format!("{name}: taken by {by}. Choose another, or use the one that is there."),
    }
}

fn required(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("还缺{name}。请补上再试。"),
        Lang::En => format!("{name}: this must be given. Add it and try again."),
    }
}

fn in_future(day: &str, date: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{day} 还没有到，只能登记已经发生的事。请核对{date}。"),
        Lang::En => {
            format!(
                "{day} lies in the future, and only what has happened is recorded. Check the {}.",
                lower(date)
            )
        }
    }
}

fn in_past(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!(
                "{day} 已经过去，会不能改到那天。请改到以后；日期登记错了的，请用“修改”{{session edit}}。"
            )
        }
        Lang::En => format!(
            "{day} has passed, so nothing is postponed to it. Choose a later day, or edit the session{{session edit}} if its date was entered wrongly."
        ),
    }
}

fn left_earlier(arrived: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("离会早于签到（{arrived}）。请核对两个时间。"),
        Lang::En => format!("They would leave before they came ({arrived}). Check both times."),
    }
}

fn deadline_too_early(day: &str, deadline: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{deadline}定得太早。请写 {day} 或以后的日期。"),
        Lang::En => format!("The {} is too early. Enter {day} or a later day.", lower(deadline)),
    }
}

fn too_early(day: &str, date: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!("{date}太早：它要有别的事在前，最早是 {day}。请写 {day} 或以后的日期。")
        }
        Lang::En => {
            format!(
                "The {} is too early: something that has to come before it was on {day}. Enter {day} or a later day.",
                lower(date)
            )
        }
    }
}

fn too_late(day: &str, about: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "{about}里已登记了 {day} 这个日期，这里不能比它晚。请写 {day} 或以前的日期，或先更正那里。"
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
        Lang::Zh => format!("列表中没有第 {place} 条。请{{刷新后重新选择|核对序号}}。"),
        Lang::En => {
            format!("The list has no entry {place}. {{Refresh and choose again|Check its place}}.")
        }
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
pub fn what_mark_can_follow(progress: Progress, refused: MarkKind, lang: Lang) -> String {
    let is_there = |kind: &&MarkKind| {
        kind.after(progress) == Place::Free && **kind != refused
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
