//! Refusals that speak of one entity alone: a sentence in each language, with a place for what it is called
//! and places for the ways out.

use crate::domain::{id::EntityKind, refusal::Refusal};

/// The sentences that speak of one entity alone; empty for all others.
pub(super) const fn about_entity(refusal: &Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::Unknown(_) => (
            "找不到{about}，可能已被撤销。请{刷新后重新选择|核对编号}。",
            "{about} is not there; its entry may have been taken back. {Refresh and choose again|Check the number}.",
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
            "补录只用于登记时写明来源的往事，且不晚于登记那天。{about}不是补录的，或已经在这里办过。请去掉补录来源{--source}，照常办理。",
            "only past work, up to the day of its entry, of an issue that was itself recorded from a source can be recorded; {about} was not, or was worked on here. Leave the source out{--source} and take the step as usual.",
        ),
        Refusal::CommitmentOpen(_) => (
            "{about}还没有办结。请先办结{commitment complete}，或撤销这项承办事项{commitment retract}，再并案。",
            "{about} is not completed. Complete it{commitment complete}, or take it back{commitment retract}, before merging.",
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
            "{about}已退出办理。确需继续的，请先恢复办理{issue take-back-exit}。",
            "{about} has left the workflow. Take back its exit first{issue take-back-exit} if work is to go on.",
        ),
        Refusal::IssueResolved(_) => (
            "{about}已解决。确需改动的，请先重新启动{issue reopen}。",
            "{about} is resolved. Reopen it first{issue reopen} if something has to change.",
        ),
        Refusal::SessionCancelled(_) => (
            "{about}已取消。确需使用的，请先恢复会议{session take-back-cancel}。",
            "{about} was cancelled. Take back the cancellation first{session take-back-cancel}.",
        ),
        Refusal::NotOnAgenda(_) => (
            "{about}不在这场协商议事会的议程上。请先列入议程{session agenda}。",
            "{about} is not on the agenda of this session. Put it on the agenda first{session agenda}.",
        ),
        Refusal::TwiceOnAgenda(_) => (
            "{about}在议程上出现了两次。请删去一处。",
            "{about} is on the agenda twice. Remove one of the two.",
        ),
        Refusal::Exists(_) => (
            "{about}已经登记过。请{刷新后查看|直接查看}，不必再次登记。",
            "{about} was entered already. {Refresh and look it up|Look it up}; it need not be entered again.",
        ),
        Refusal::ReopenInstead(_) => (
            "{about}解决之后，诉求人又有了评价。问题没有解决好的，请重新启动{issue reopen}，不要当作误操作。",
            "the raiser has spoken about {about} since it was resolved. Reopen it{issue reopen}; that is no slip of the keyboard.",
        ),
        Refusal::SessionFromSource(_) => (
            "{about}是补录的，会已经开过，不能在这里开始。请标为已召开{session held}。",
            "{about} was recorded from a source: it was held elsewhere and cannot be started here. Mark it as held{session held}.",
        ),
        Refusal::SessionNotBegun(_) => (
            "{about}还没有开，不会有承办事项。请先开始{session start}，或标为已召开{session held}。",
            "{about} has not begun, so nothing was promised in it. Start it{session start}, or mark it as held{session held}.",
        ),
        Refusal::NoRaiser(_) => (
            "{about}还没有登记诉求人，满意不满意要由诉求人说。请先在“修改议题”里写上诉求人{issue edit --raiser}。",
            "{about} names no raiser, and the evaluation is the raiser's. Enter the raiser first, by editing the issue{issue edit --raiser}.",
        ),
        Refusal::SessionNotLive(_) => (
            "{about}现在没有在进行。请先开始会议{session start}；暂停的请先继续{session resume}。",
            "{about} is not going on. Start it first{session start}, or resume it after a pause{session resume}.",
        ),
        Refusal::Interrupted(_) => (
            "{about}中途意外中断过。请先说明中断的时间计不计入{session take-up}。",
            "{about} was interrupted. Say first whether the time since counts{session take-up}.",
        ),
        Refusal::Sealed(_) => (
            "{about}的文件已经定稿，可能已经发出，不能再撤销。请照常更正，再另出一版。",
            "a document about {about} is final and may have gone out; this is not taken back. Correct it and make another version.",
        ),
        Refusal::SessionNotYet(_) => (
            "{about}的日子还没有到，不能开始。今天就开的，请先改期到今天{session postpone}。",
            "{about} is planned for a later day. To hold it today, move it to today first{session postpone}.",
        ),
        Refusal::SessionNotHeld(_) => (
            "{about}还没有散会，纪要和记录不能定稿。请先散会{session close}，或标为已召开{session held}。",
            "{about} is not closed, so neither minutes nor record are final. First close it{session close} or mark it as held{session held}.",
        ),
        Refusal::NotCompleted(_) => (
            "{about}还没有报告办结，没有可以退回重办的。要催办的，请用“督办”{commitment follow-up}。",
            "{about} was not reported done, so there is nothing to send back. To ask how far it is, follow it up{commitment follow-up}.",
        ),
        Refusal::CompletedAlready(_) => (
            "{about}已经报告办结。办得不好的，请用“退回重办”{commitment send-back}；登记有误的，请先撤销那次登记{commitment take-back}；还没有测评的，请做满意度测评{issue evaluate}。",
            "{about} was reported done. Send it back{commitment send-back} if the work does not hold, take that entry back{commitment take-back} if it was wrong, or ask the raiser{issue evaluate}.",
        ),
        Refusal::CarriedOver(_) => (
            "余下的部分已另立为{about}，请到那件议题里办理。",
            "what remains is looked after by {about}. Go on there.",
        ),
        Refusal::NotConsulted(_) => (
            "{about}不是已协商的议题。请先协商；协商过、有一部分一时办不完的，才另立余项议题。",
            "{about} is not at “consulted”. Consult it first: only then something can be left over for another issue.",
        ),
        Refusal::NothingOwed(_) => (
            "{about}没有未办结的承办事项，没有可以另立的余项。都办好了的，请直接标为已解决{issue resolve}。",
            "nothing that was promised for {about} is still owed, so nothing is left over. If all of it is done, mark the issue as resolved{issue resolve}.",
        ),
        Refusal::NothingStays(_) => (
            "不能把{about}的承办事项全部转走，至少要有一项留下办结。全部办不成的，请用“未能解决”{issue close}并说明原因。",
            "not everything that was promised for {about} can be carried over: at least one thing stays to be done there. If nothing can be done, close it as unresolved{issue close}, with the reason.",
        ),
        Refusal::NothingToGrade(_) => (
            "{about}还没有报告办结，不能评 A 级。请先登记办结{commitment complete}；还没有办好的，请评其他等级。",
            "{about} was not reported done, so it is not graded A. Enter its completion first{commitment complete}, or give another grade.",
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
        | Refusal::DeadlineTooEarly { .. }
        | Refusal::NothingToAcknowledge(_)
        | Refusal::MarkRests { .. }
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
            "{about}不能直接撤销：这是部门答应过的事。请用“撤销承办事项”{commitment retract}，并说明原因。",
            "{about} is not simply undone: a department has promised it. Use “retract”{commitment retract} and give the reason.",
        ),
        _ => (
            "{about}的不满意评价不能直接撤销。请用“撤销测评”{issue take-back-evaluation}，并说明原因。",
            "a dissatisfied word on {about} is not simply undone. Use “take back the evaluation”{issue take-back-evaluation} and give the reason.",
        ),
    }
}
