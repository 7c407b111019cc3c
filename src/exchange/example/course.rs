//! What becomes of an issue after its session: handling, the raiser's word, and the end, if any.

use super::{
    TODAY,
    data::script::Promise,
    fate::Fate,
    floor::wan,
    maker::{Maker, days_after, days_before},
    site::Site,
    sitting::Item,
};
use crate::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, CommitmentFacts, Completion, Grade, Handling},
    date::DateSpan,
    evidence::{EvidenceFacts, Form},
    id::{CommitmentId, DepartmentId, EvidenceId, IssueId},
    issue::{Evaluation, Means, Verdict},
    workflow::{Exit, Override, Rule, StepKind},
};
use chrono::NaiveDate;

/// A commitment that was made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    pub(super) id: CommitmentId,
    pub(super) promise: &'static Promise,
    pub(super) lead: DepartmentId,
    pub(super) deadline: NaiveDate,
}

/// When the work on all commitments was finished, and when all were graded.
#[derive(Clone, Copy)]
struct Finished {
    completed: NaiveDate,
    graded: NaiveDate,
}

/// Lets an issue go on after its session was entered.
pub(super) fn follow(
    maker: &mut Maker,
    site: &Site,
    entered: NaiveDate,
    item: &Item,
    made: &[Made],
) {
    let id = item.draft.id;
    let waits = maker.chance.between(1, 3);
    let assigned = maker.working_days_after(entered, waits);
    assign(maker, site, made, assigned);
    let latest = days_before(TODAY, 13);
    match item.fate {
        Fate::Resolved | Fate::WithoutWord => {
            let finished = finish(maker, site, made, assigned, latest);
            resolve(maker, site, id, finished, item.fate);
        }
        Fate::Twice | Fate::Relapsed => {
            let first = finish(maker, site, made, assigned, days_after(assigned, 80));
            let resolved = resolve(maker, site, id, first, Fate::Resolved);
            relapse(maker, site, item, made, resolved);
        }
        Fate::Dissatisfied => {
            let finished = finish(maker, site, made, assigned, latest);
            let asked = maker.working_days_after(finished.completed, 3);
            evaluate(maker, site, id, asked, Verdict::Dissatisfied);
        }
        Fate::AwaitingWord => {
            finish(maker, site, made, assigned, days_before(TODAY, 5));
        }
        Fate::PartlyDone => {
            let (rest, done) =
                made.split_last().map_or((None, made), |(last, it)| (Some(last), it));
            finish(maker, site, done, assigned, latest);
            if let Some(made) = rest {
                let reported = report(maker, site, made, assigned);
                let reason = "主体已动工，设备采购周期较长，余下部分正在推进。";
                grade(maker, site, made, days_after(reported, 6), (Grade::B, reason));
            }
        }
        Fate::InProgress => {
            for made in made {
                report(maker, site, made, assigned);
            }
        }
        Fate::Returned => {
            for made in made {
                let on = maker.working_days_after(assigned, 3);
                let reason = "经核实不属于本单位职责范围，请调整主办单位。".to_owned();
                handle(maker, site, made, on, Handling::Returned { on, reason });
            }
        }
        Fate::Extended => extend_all(maker, site, made, assigned),
        Fate::Unsolved | Fate::PassedOn => {
            let reported = made
                .iter()
                .map(|made| report(maker, site, made, assigned))
                .max()
                .unwrap_or(assigned);
            give_up(maker, site, item, made, reported);
        }
        Fate::NoConsensus | Fate::Carried => {}
    }
}

fn handle(maker: &mut Maker, site: &Site, made: &Made, on: NaiveDate, handling: Handling) {
    maker.save(on, site.liaison, vec![Action::Handle { id: made.id, handling }]);
}

fn assign(maker: &mut Maker, site: &Site, made: &[Made], on: NaiveDate) {
    let assigned =
        |made: &Made| Action::Handle { id: made.id, handling: Handling::Assigned { on } };
    maker.save(on, site.convenor, made.iter().map(assigned).collect());
}

fn acknowledge(maker: &mut Maker, site: &Site, made: &Made, assigned: NaiveDate) -> NaiveDate {
    let waits = maker.chance.between(1, 2);
    let on = maker.working_days_after(assigned, waits);
    handle(maker, site, made, on, Handling::Acknowledged { on });
    on
}

/// The department acknowledges and reports how far it is; returns the day of the report.
fn report(maker: &mut Maker, site: &Site, made: &Made, assigned: NaiveDate) -> NaiveDate {
    let acknowledged = acknowledge(maker, site, made, assigned);
    let waits = maker.chance.between(8, 20);
    let on = maker.working_day_from(days_after(acknowledged, waits));
    let text = made.promise.progress.to_owned();
    handle(maker, site, made, on, Handling::Reported { on, text });
    on
}

fn grade(
    maker: &mut Maker,
    site: &Site,
    made: &Made,
    on: NaiveDate,
    (grade, reason): (Grade, &str),
) {
    let handling = Handling::Graded { on, grade, reason: reason.to_owned() };
    maker.save(on, site.convenor, vec![Action::Handle { id: made.id, handling }]);
}

/// Brings every commitment to its end by `latest`: done, with evidence, graded A.
fn finish(
    maker: &mut Maker,
    site: &Site,
    made: &[Made],
    assigned: NaiveDate,
    latest: NaiveDate,
) -> Finished {
    let mut finished = Finished { completed: assigned, graded: assigned };
    for made in made {
        let acknowledged = acknowledge(maker, site, made, assigned);
        let left = u32::try_from((latest - acknowledged).num_days()).unwrap_or(0);
        let longest = (u32::from(made.promise.handling_days) + 8).min(left);
        let took = maker.chance.between(6.min(longest), longest);
        let completed = maker.working_day_from(days_after(acknowledged, took));
        if took > 12 {
            let on = days_after(acknowledged, took / 2);
            let text = made.promise.progress.to_owned();
            handle(maker, site, made, on, Handling::Reported { on, text });
        }
        complete(maker, site, made, completed);
        let waits = maker.chance.between(0, 3);
        let graded = days_after(completed, waits);
        grade(maker, site, made, graded, (Grade::A, ""));
        finished.completed = finished.completed.max(completed);
        finished.graded = finished.graded.max(graded);
    }
    finished
}

fn complete(maker: &mut Maker, site: &Site, made: &Made, on: NaiveDate) {
    let promise = made.promise;
    let completion = Completion {
        on: DateSpan::of_day(on),
        delivered: vec![promise.benefit],
        funds: promise.funds_wan.and_then(wan),
        received: promise.benefit == Benefit::Money,
        text: promise.done.to_owned(),
    };
    let evidence = Action::AttachEvidence {
        id: EvidenceId::from_bytes(maker.next_id(on)),
        of: made.id.into(),
        facts: EvidenceFacts {
            title: promise.proof.to_owned(),
            on: Some(DateSpan::of_day(on)),
            form: Form::Reference,
        },
        source: None,
    };
    let done = Action::Handle { id: made.id, handling: Handling::Completed(completion) };
    maker.save(on, site.liaison, vec![done, evidence]);
}

fn evaluate(maker: &mut Maker, site: &Site, issue: IssueId, on: NaiveDate, verdict: Verdict) {
    let remarks: &[&str] = match verdict {
        Verdict::Satisfied => &[
            "事情办好了，比预想的快。",
            "看得见的变化，谢谢委员们跑前跑后。",
            "每一步都有人告诉我们，心里踏实。",
            "解决了好几年的老问题。",
            "满意，邻居们也都说好。",
        ],
        Verdict::MostlySatisfied => &[
            "大体解决了，希望以后有人接着管。",
            "办是办了，就是等得久了些。",
            "基本满意，收尾还可以再细一点。",
        ],
        Verdict::Dissatisfied => &[
            "做了一半就说办结，和当时说的不一样。",
            "好了没几天又老样子。",
            "没有人来问过我们就说办完了。",
        ],
    };
    let means = maker.chance.choose(Means::ALL).copied().unwrap_or(Means::Visit);
    let evaluation = Evaluation {
        on: DateSpan::of_day(on),
        verdict,
        remark: maker.pick(remarks).to_owned(),
        means,
        collected_by: None,
    };
    maker.save(on, site.liaison, vec![Action::Evaluate { issue, evaluation }]);
}

/// Asks the raiser and resolves the issue; returns the day.
fn resolve(
    maker: &mut Maker,
    site: &Site,
    issue: IssueId,
    finished: Finished,
    fate: Fate,
) -> NaiveDate {
    let waits = maker.chance.between(1, 6);
    let asked = maker.working_day_from(days_after(finished.completed, waits));
    let mut request = StepRequest::new(StepKind::Resolve);
    if fate == Fate::WithoutWord {
        let reason =
            "诉求人外出务工，三次电话、一次上门均未联系上，邻居证实问题已解决。".to_owned();
        request.overrides.push(Override { rule: Rule::Evaluated, reason });
    } else {
        let mostly = maker.chance.percent(27);
        let verdict = if mostly { Verdict::MostlySatisfied } else { Verdict::Satisfied };
        evaluate(maker, site, issue, asked, verdict);
    }
    let waits = maker.chance.between(0, 2);
    let on = days_after(asked.max(finished.graded), waits);
    maker.save(on, site.convenor, vec![Action::StepIssue { id: issue, request }]);
    on
}

/// The problem comes back; a second commitment is made and, for `Twice`, kept.
fn relapse(maker: &mut Maker, site: &Site, item: &Item, made: &[Made], resolved: NaiveDate) {
    let Some(before) = made.first() else { return };
    let issue = item.draft.id;
    let waits = maker.chance.between(12, 24);
    let reopened = maker.working_day_from(days_after(resolved, waits));
    let reason = "诉求人回访时反映问题反弹，现场核实属实。";
    let request = StepRequest::new(StepKind::Reopen).because(reason);
    let id = CommitmentId::from_bytes(maker.next_id(reopened));
    let deadline = days_after(reopened, 30);
    let facts = CommitmentFacts {
        matter: format!("返工：{}", before.promise.matter),
        promised: before.promise.benefit,
        lead: Some(before.lead),
        supporting: Vec::new(),
        deadline: Some(deadline),
        funds: None,
    };
    let again = Made { id, deadline, ..*before };
    let make = Action::MakeCommitment { id, issue, session: None, line: None, facts, source: None };
    let step = Action::StepIssue { id: issue, request };
    maker.save(reopened, site.convenor, vec![step, make]);
    let assigned = maker.working_days_after(reopened, 1);
    assign(maker, site, &[again], assigned);
    if item.fate == Fate::Twice {
        let finished = finish(maker, site, &[again], assigned, days_after(assigned, 20));
        resolve(maker, site, issue, finished, Fate::Resolved);
    }
}

/// Grants more time shortly before the deadline; the older ones have run out again since.
fn extend_all(maker: &mut Maker, site: &Site, made: &[Made], assigned: NaiveDate) {
    for made in made {
        let reported = report(maker, site, made, assigned);
        let on = days_before(made.deadline, 4).max(reported);
        let more = maker.chance.between(20, 70);
        let until = days_after(made.deadline.max(on), more);
        let reason = "连续阴雨、施工受阻，申请延期一次。".to_owned();
        handle(maker, site, made, on, Handling::Extended { on, until, reason });
    }
}

/// Ends without a solution: closed with an explanation, or passed on.
fn give_up(maker: &mut Maker, site: &Site, item: &Item, made: &[Made], reported: NaiveDate) {
    let waits = maker.chance.between(25, 50);
    let on = maker.working_day_from(days_after(reported, waits));
    for made in made {
        let reason = "受用地和资金条件限制，本年度难以实施。";
        grade(maker, site, made, on, (Grade::C, reason));
    }
    let waits = maker.chance.between(2, 9);
    let left = maker.working_days_after(on, waits);
    let mut request = if item.fate == Fate::PassedOn {
        let mut request = StepRequest::new(StepKind::Exit(Exit::Referred))
            .because("涉及市级政策，街镇和区里解决不了，转为提案办理。");
        "市政协提案委员会".clone_into(&mut request.referred_to);
        request
    } else {
        StepRequest::new(StepKind::Exit(Exit::ClosedUnresolved))
            .because("受条件限制暂时不能解决，已向诉求人当面说明，列入明年项目库。")
    };
    request.raiser_told = true;
    maker.save(left, site.convenor, vec![Action::StepIssue { id: item.draft.id, request }]);
}
